package import Basics
import Tables

/// A correction of a figure or of words that an edition has printed, as its front matter states it.
package struct Erratum: Sendable, Hashable {
  package var date: CalendarDate
  /// What was corrected: a claim's id, a query's mark, or the id of a table or chart; empty where
  /// it is the text.
  package var figure: String
  /// The figure or the words as they were first published; empty where words were added.
  package var was: String
  /// The figure as it is now; nil where it was taken out.
  package var now: String?
  package var reason: String
  /// What readers are told the figure is; nil where nothing is said.
  package var label: String?
  package var range: SourceRange

  package init(
    date: CalendarDate, figure: String, was: String, now: String?, reason: String,
    label: String? = nil, range: SourceRange = SourceRange(at: .start)
  ) {
    (self.date, self.figure, self.was, self.now) = (date, figure, was, now)
    (self.reason, self.label, self.range) = (reason, label, range)
  }

  /// The errata of an entry: of its one figure, or of each of its `figures`.
  static func decode(_ reader: inout ObjectReader) -> [Erratum] {
    let date = reader.require("date", reader.date("date"))
    let reason = reader.require("reason", reader.string("reason"))
    guard reader.has("figures") else {
      return change(&reader, date, reason).map { [$0] } ?? []
    }
    return (reader.objects("figures") { change(&$0, date, reason) } ?? []).compactMap { $0 }
  }

  /// What became of one figure.
  private static func change(
    _ reader: inout ObjectReader, _ date: CalendarDate?, _ reason: String?
  ) -> Erratum? {
    let figure = reader.string("figure") ?? ""
    var was = reader.word("was")
    let now = reader.word("now")
    let label = reader.string("label")
    if figure.isEmpty, now != nil, was == nil { was = "" }
    was = reader.require("was", was)
    guard let date, let was, let reason else { return nil }
    return Erratum(
      date: date, figure: figure, was: was, now: now, reason: reason, label: label,
      range: reader.value.range)
  }
}

extension ObjectReader {
  /// A text that its author may have written without quotes although it looks like a number.
  fileprivate mutating func word(_ name: String) -> String? {
    guard let number = value(name)?.number else { return string(name) }
    return Value.number(number).machineText
  }
}

extension Erratum: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(date)
    writer.write(figure)
    writer.write(was)
    writer.write(now)
    writer.write(reason)
    writer.write(label)
    writer.write(range)
  }

  package init(from reader: inout ByteReader) throws {
    self.init(
      date: try reader.value(), figure: try reader.string(), was: try reader.string(),
      now: try reader.optionalString(), reason: try reader.string(),
      label: try reader.optionalString(), range: try reader.value())
  }
}

/// Whether numbers typed in a page's sentences are reported: `figures` in front matter and
/// settings.
package enum FigureCheck: String, Sendable, Hashable, CaseIterable {
  case checked, free
}
