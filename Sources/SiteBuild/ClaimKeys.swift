import Basics
import Incremental

/// A claim as a page of a day prints it.
struct ClaimKey: RuleKey {
  typealias Value = ClaimOutcome
  static let rule = "claim in words"
  static let isStored = true

  let id: String
  /// How it prints: a pattern, `value` or `words`; empty for value, qualifier and unit.
  let form: String
  let asOf: CalendarDate?

  init(_ id: String, form: String = "", asOf: CalendarDate? = nil) {
    (self.id, self.form, self.asOf) = (id, form, asOf)
  }

  var words: String { "\(id) \(asOf?.description ?? "") \(form)" }

  func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(form)
    writer.write(asOf) { $0.write($1) }
  }

  init(from reader: inout ByteReader) throws {
    self.init(
      try reader.string(), form: try reader.string(), asOf: try reader.optional { try $0.value() })
  }
}

/// What a claim prints, or why it cannot; places are the author's to give.
struct ClaimOutcome: Sendable, ByteCodable {
  var text: String?
  /// The sources to name beside it.
  var sources: [String] = []
  /// The claim's topic, by which its entry is found; empty for none.
  var topic = ""
  var diagnostics: [Diagnostic] = []

  init() {}

  func encode(to writer: inout ByteWriter) {
    writer.write(text)
    writer.write(list: sources) { $0.write($1) }
    writer.write(topic)
    writer.write(diagnostics)
  }

  init(from reader: inout ByteReader) throws {
    text = try reader.optionalString()
    sources = try reader.list { try $0.string() }
    topic = try reader.string()
    diagnostics = try reader.values()
  }
}

/// The topics of the claims, in the order of the table; the last may be empty.
struct ClaimTopicsKey: SiteKey {
  typealias Value = [String]
  static let rule = "claim topics"
  static let isStored = true
}

/// The entries of the claims of a topic, as the list of claims prints them.
struct ClaimEntriesKey: NamedKey {
  typealias Value = [ClaimEntryHTML]
  static let rule = "claim entries"
  static let isStored = false
  let name: String
  init(_ name: String) { self.name = name }
}

/// A claim's entry for readers.
struct ClaimEntryHTML: Sendable, ByteCodable {
  var id: String
  var html: String
  /// One item of a list that leads to the entry, where that stands on another page.
  var line: String

  init(id: String, html: String, line: String) {
    (self.id, self.html, self.line) = (id, html, line)
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(html)
    writer.write(line)
  }

  init(from reader: inout ByteReader) throws {
    self.init(id: try reader.string(), html: try reader.string(), line: try reader.string())
  }
}
