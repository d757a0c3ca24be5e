import Foundation
import Fuzzing

/// Names that an author may choose and a tool may stumble over.
extension RandomAuthor {
  /// Names that the site has too, so that two of them with a sign between are taken for one, and
  /// letters that are written in more than one way.
  private static let words = [
    "share", "pct", "material", "top_share", "all_share", "own", "n", "page", "select", "order",
    "2026-02-03", "Ä", "ä", "a\u{308}", "ß", "SHARE", "e\u{301}", "𝄞", "١", "index", "x",
  ]

  private static let signs = [
    "", "", ".", "..", "\t", " on 2026-01-01", " on 2026-02-03", " ", "  ", "#", "%", "%20", "-",
    "_", ":", ",", "'", "|", "{x}", "[x]", "\u{A0}", "\u{200D}", "\u{2028}", "\\", ";", "--", "/*",
    "&amp;", "<b>", "$", "*", "?", "@", "=", "~",
  ]

  /// Signs that are refused in most places.
  private static let wildSigns = ["\u{1F}", "\"", "`", "\u{7F}", "\u{85}", "\u{FEFF}", "/", "\n"]

  mutating func name() -> String {
    let first = random.pick(Self.words) ?? ""
    if random.chance(0.02) { return first + String(repeating: "long", count: 20 + number % 60) }
    let isWild = random.chance(0.04)
    let sign = random.pick(isWild ? Self.wildSigns : Self.signs) ?? ""
    let name = first + sign + (random.chance(0.8) ? random.pick(Self.words) ?? "" : "")
    // What begins or ends with a blank is another name to some.
    return random.chance(0.03) ? " " + name + " " : name
  }

  /// The name of a file, as long as systems allow; nil where the site has one that differs from it
  /// only in how its letters are written, which the runner could not keep apart.
  mutating func fileName(_ folder: String, ending: String) throws -> String? {
    let base = name().replacing("/", with: "∕").replacing("\0", with: "").prefix(60)
    let path = folder + base + ending
    return try site.files(in: "").keys.contains(path) ? nil : path
  }

  /// Removes, renames or rewrites a file of the author's own; adds one where none is given.
  mutating func changeFile(
    _ path: String?, in folder: String, ending: String,
    text: (inout RandomAuthor) throws -> String
  ) throws -> String? {
    switch path == nil ? -1 : Int.random(in: 0..<4, using: &random) {
    case 0:
      try site.remove(path ?? "")
      return "without \(path ?? "")"
    case 1:
      guard let new = try fileName(folder, ending: ending), let path else { return nil }
      let text = try site.read(path)
      try site.remove(path)
      try site.write(new, text)
      return "\(path) is now \(new)"
    default:
      guard let path = try path ?? fileName(folder, ending: ending) else { return nil }
      let text = try text(&self)
      try site.write(path, text + "\n")
      return "\(path) = \(text)"
    }
  }

  /// A part of an address: one in ten is none.
  mutating func slug() -> String {
    let words = [
      "a", "A", "ä", "a\u{308}", "é", "ß", "हि", "١", "page", "2", "index", "tags", "own", "x",
    ]
    let signs = ["", "", "-", "_", "~", ".", "..", ".html", ".published"]
    guard random.chance(0.9) else { return name() }
    return (random.pick(words) ?? "") + (random.pick(signs) ?? "") + (random.pick(words) ?? "")
  }

  // MARK: - Writing them

  static func sql(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

  /// A text as YAML and JSON write it.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case _ where scalar.value < 32 || (0x7F...0x9F).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  static func csv(_ rows: [[String]]) -> String {
    rows.map { row in
      row.map { cell in
        cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
          ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }
      .joined(separator: ",") + "\n"
    }
    .joined()
  }

  static func rows(_ csv: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    var rest = csv.unicodeScalars[...]
    func text() -> String { String(cell) }
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"" where isQuoted && rest.first == "\"": cell.append(rest.removeFirst())
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        row.append(text())
        cell = String.UnicodeScalarView()
      case "\n" where !isQuoted:
        rows.append(row + [text()])
        (row, cell) = ([], String.UnicodeScalarView())
      default: cell.append(scalar)
      }
    }
    return row.isEmpty && cell.isEmpty ? rows : rows + [row + [text()]]
  }
}
