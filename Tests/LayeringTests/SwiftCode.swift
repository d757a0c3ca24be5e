/// A Swift file with its comments and string literals blanked, so that words in them do not count.
///
/// Lines keep their number, and what is blanked becomes spaces. It knows line and nested block
/// comments, plain, raw and multi-line strings, and interpolations (blanked with their string).
struct SwiftCode {
  /// The lines as written.
  let written: [String]
  /// The same lines with only code left.
  let code: [String]

  init(_ text: String) {
    var blanker = Blanker(Array(text.unicodeScalars))
    blanker.run()
    written = Self.lines(text)
    code = Self.lines(String(String.UnicodeScalarView(blanker.output)))
  }

  private static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
  }

  /// Whether the comment directly above a line, however many lines it has, begins `// Safe:`.
  func isProvedSafe(line index: Int) -> Bool {
    var above = index - 1
    while above >= 0 {
      let text = written[above].drop { $0 == " " }
      guard text.hasPrefix("//") else { return false }
      if text.hasPrefix("// Safe: ") { return true }
      above -= 1
    }
    return false
  }
}

private struct Blanker {
  let input: [Unicode.Scalar]
  var output: [Unicode.Scalar] = []
  var position = 0

  init(_ input: [Unicode.Scalar]) { self.input = input }

  mutating func run() {
    while position < input.count { step() }
  }

  /// Passes over one token: a comment, a string, or a scalar of code.
  private mutating func step() {
    if looking(at: "//") {
      while position < input.count, input[position] != "\n" { blank() }
    } else if looking(at: "/*") {
      blockComment()
    } else if let hashes = openingQuote() {
      string(hashes: hashes)
    } else {
      output.append(input[position])
      position += 1
    }
  }

  private mutating func blockComment() {
    var depth = 0
    repeat {
      if looking(at: "/*") {
        depth += 1
        blank(2)
      } else if looking(at: "*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && position < input.count
  }

  /// The number of `#` before a quotation mark that stands here, or nil where none does.
  private func openingQuote() -> Int? {
    var end = position
    while end < input.count, input[end] == "#" { end += 1 }
    return end < input.count && input[end] == "\"" ? end - position : nil
  }

  private mutating func string(hashes: Int) {
    blank(hashes)
    let quotes = looking(at: "\"\"\"") ? "\"\"\"" : "\""
    let closing = quotes + String(repeating: "#", count: hashes)
    let escape = "\\" + String(repeating: "#", count: hashes)
    blank(quotes.count)
    while position < input.count {
      if looking(at: closing) { return blank(closing.count) }
      if quotes.count == 1, input[position] == "\n" { return }
      if looking(at: escape + "(") {
        blank(escape.count + 1)
        interpolation()
      } else if looking(at: escape) {
        blank(escape.count + 1)
      } else {
        blank()
      }
    }
  }

  private mutating func interpolation() {
    let start = output.count
    var depth = 1
    while depth > 0, position < input.count {
      if input[position] == "(" { depth += 1 }
      if input[position] == ")" { depth -= 1 }
      step()
    }
    for index in start..<output.count where output[index] != "\n" { output[index] = " " }
  }

  private func looking(at text: String) -> Bool {
    input[position...].starts(with: text.unicodeScalars)
  }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where position < input.count {
      output.append(input[position] == "\n" ? "\n" : " ")
      position += 1
    }
  }
}
