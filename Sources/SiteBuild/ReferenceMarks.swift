import Basics
import Markup

/// The references of a page to its figures, tables and sections: they may name what comes later, so
/// that they are written as marks first and filled in when the page is complete.
struct ReferenceMarks {
  /// Where a reference leads, and its words, in which there may be marks of others.
  private struct Target {
    var href: String?
    var words: String
  }

  private var references: [CrossReference] = []
  private var targets: [Target] = []

  /// A private-use character cannot come from a page's text by accident and survive escaping.
  private static let sign: Unicode.Scalar = "\u{F8FF}"

  mutating func mark(for reference: CrossReference) -> String {
    references.append(reference)
    return "\(Self.sign)\(references.count - 1)\(Self.sign)"
  }

  /// Finds what the references name.
  mutating func resolve(
    _ numbers: BlockNumbers, _ headings: [Heading], _ diagnostics: inout [Diagnostic]
  ) {
    targets = references.map { reference in
      if let label = numbers.label(of: reference.id) {
        return Target(href: "#" + reference.id, words: label)
      }
      let id = reference.id.hasPrefix("sec-") ? String(reference.id.dropFirst(4)) : reference.id
      if let heading = headings.first(where: { $0.id == reference.id || $0.id == id }) {
        return Target(href: "#" + heading.id, words: heading.html)
      }
      diagnostics.append(
        BuildMessages.unknownReference(reference.id, known: numbers.ids + headings.map(\.id))
          .at(reference.path, reference.range))
      return Target(href: nil, words: escaped("@" + reference.id))
    }
  }

  /// HTML with a link for each mark.
  func fill(_ html: String) -> String {
    replaceMarks(in: html) { target in
      var words = words(in: target.words)
      if words.utf8.count > Self.mostBytes {
        words = escaped(String(target.href?.dropFirst() ?? ""))
      }
      return target.href.map { "<a class=\"xref\" href=\"\(escaped($0))\">\(words)</a>" } ?? words
    }
  }

  /// HTML with the words alone for each mark: for what stands in a link.
  func words(in html: String) -> String {
    replaceMarks(in: html) { target in
      // A heading that names others is named by its id there, and so is one that is very long: words
      // that stand for words for words would grow without bounds.
      let isPlain = !target.words.unicodeScalars.contains(Self.sign)
      return isPlain && target.words.utf8.count <= Self.mostBytes
        ? target.words : escaped(String(target.href?.dropFirst() ?? ""))
    }
  }

  private static let mostBytes = 500

  private func replaceMarks(in html: String, with text: (Target) -> String) -> String {
    guard !targets.isEmpty else { return html }
    // The marks stand between two equal characters, so every second part is one.
    let parts = html.unicodeScalars.split(separator: Self.sign, omittingEmptySubsequences: false)
    guard parts.count > 1 else { return html }
    return parts.enumerated().map { index, part in
      if index.isMultiple(of: 2) { return String(part) }
      guard let number = Int(String(part)), targets.indices.contains(number) else { return "" }
      return text(targets[number])
    }.joined()
  }
}
