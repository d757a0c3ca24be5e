import Basics
import Markup

/// Words in braces that would be columns in a title, and stand as they are in a text.
enum RowWords {
  /// The places of `{column}` in the texts of a page that is made of a row.
  ///
  /// In formulas braces stand behind a letter or a sign (`x_{name}`), so only those that follow a
  /// blank, an opening sign or nothing are taken.
  static func slips(in document: Document, columns: some Collection<String>) -> [Diagnostic] {
    guard !columns.isEmpty else { return [] }
    let opening = Set("([\"'-/–—„“‘«".utf8.filter { $0 < 128 })
    var found: [Diagnostic] = []
    for block in document.proseBlocks() {
      let text = block.text
      for start in text.indices where text[start] == UInt8(ascii: "{") {
        let before = start > 0 ? text[start - 1] : 32
        guard before <= 32 || before >= 128 || opening.contains(before),
          let end = text[start...].firstIndex(of: UInt8(ascii: "}"))
        else { continue }
        let word = String(decoding: text[(start + 1)..<end], as: UTF8.self)
        guard columns.contains(word) else { continue }
        found.append(
          BodyMessages.columnInText(word)
            .at(document.source.path, document.range(of: start..<(end + 1), in: block)))
      }
    }
    return found
  }
}

/// Sentences about words that do not do what they seem to.
enum BodyMessages {
  static func columnInText(_ column: String) -> Diagnostic {
    Diagnostic(
      .warning, "ColumnInText",
      "'{\(column)}' stands in the text as it is; only a title and a summary are filled in",
      hint: "write `{sql} select :\(column)`")
  }
}
