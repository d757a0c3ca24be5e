import Basics

/// Finds the line of a YAML text that is out of step with those around it.
///
/// The parser tells where it could not go on, which is a line or many after the one that is indented
/// wrongly. This goes through the lines and keeps what indents are open.
struct YAMLIndentation {
  /// A line that stands under no other.
  struct Mistake: Equatable {
    /// From 1.
    let line: Int
    let indent: Int
    /// The indents that it could have.
    let wanted: [Int]
  }

  /// An open indent, and whether what stands there are entries of a list.
  private struct Level {
    var indent: Int
    var isList: Bool
  }

  private var levels: [Level] = []
  /// The indent of a text of several lines, whose lines may stand anywhere below it.
  private var textIndent: Int?
  /// How many brackets are open: inside them indents mean nothing.
  private var brackets = 0
  private var quote: Character?
  /// Whether the last line ended with a value, under which nothing can stand.
  private var endsWithValue = false

  /// The first line that is out of step, or nil where all are in step, as far as this can tell.
  static func mistake(in text: String) -> Mistake? {
    var reader = YAMLIndentation()
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      if let mistake = reader.read(line, number: index + 1) { return mistake }
    }
    return nil
  }

  private mutating func read(_ line: Substring, number: Int) -> Mistake? {
    let indent = line.prefix { $0 == " " }.count
    var rest = line.dropFirst(indent)
    if brackets > 0 || quote != nil {
      scan(rest)
      return nil
    }
    guard let first = rest.first, first != "#", first != "\t" else { return nil }
    if let open = textIndent {
      if indent > open { return nil }
      textIndent = nil
    }
    if rest.hasPrefix("---") || rest.hasPrefix("...") {
      (levels, endsWithValue) = ([], false)
      return nil
    }
    let isEntry = Self.isEntry(rest)
    if let mistake = place(indent, isEntry: isEntry, isNamed: Self.name(of: rest) != nil) {
      return Mistake(line: number, indent: indent, wanted: mistake)
    }
    // The entry of a list opens a level where its content begins.
    var column = indent
    while Self.isEntry(rest) {
      let blanks = rest.dropFirst().prefix { $0 == " " }.count
      column += 1 + blanks
      rest = rest.dropFirst(1 + blanks)
      if rest.isEmpty || rest.first == "#" {
        endsWithValue = false
        return nil
      }
      if Self.isEntry(rest) || Self.name(of: rest) != nil {
        levels.append(Level(indent: column, isList: Self.isEntry(rest)))
      }
    }
    let value = Self.name(of: rest).map { rest[$0...] } ?? rest
    let start = value.drop { $0 == " " }
    if start.first == "|" || start.first == ">" { textIndent = indent }
    endsWithValue = !start.isEmpty && start.first != "#" && !"&!".contains(start.first ?? " ")
    scan(start)
    return nil
  }

  /// Takes a line into the open levels; the indents that it could have where it fits none.
  private mutating func place(_ indent: Int, isEntry: Bool, isNamed: Bool) -> [Int]? {
    guard let last = levels.last else {
      if isEntry || isNamed { levels = [Level(indent: indent, isList: isEntry)] }
      return nil
    }
    if indent > last.indent {
      // More of a plain text, or the first line under a name.
      guard isEntry || isNamed else { return nil }
      if endsWithValue { return [last.indent] }
      levels.append(Level(indent: indent, isList: isEntry))
      return nil
    }
    let open = levels.map(\.indent)
    while let level = levels.last, level.indent > indent { levels.removeLast() }
    guard let level = levels.last, level.indent == indent else { return Self.near(indent, open) }
    if level.isList, !isEntry {
      // A list may stand as far in as the name above it.
      levels.removeLast()
      guard levels.last?.indent == indent else { return Self.near(indent, open, except: indent) }
    } else if !level.isList, isEntry {
      if endsWithValue { return Self.near(indent, open, except: indent) }
      levels.append(Level(indent: indent, isList: true))
    }
    return nil
  }

  private static func near(_ indent: Int, _ open: [Int], except: Int? = nil) -> [Int] {
    let below = open.filter { $0 < indent && $0 != except }.max()
    let above = open.filter { $0 > indent && $0 != except }.min()
    return [below, above].compactMap { $0 }
  }

  /// Counts brackets and quotes that stay open at a line's end.
  private mutating func scan(_ text: Substring) {
    var before: Character = " "
    var isEscaped = false
    for character in text {
      defer { before = character }
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if open == "\"", character == "\\" {
          isEscaped = true
        } else if character == open {
          quote = nil
        }
        continue
      }
      switch character {
      case "#" where before == " ": return
      case "\"" where " [{,:".contains(before), "'" where " [{,:".contains(before):
        quote = character
      case "[" where brackets > 0 || " :[{,".contains(before),
        "{" where brackets > 0 || " :[{,".contains(before):
        brackets += 1
      case "]" where brackets > 0, "}" where brackets > 0: brackets -= 1
      default: continue
      }
    }
  }

  private static func isEntry(_ text: Substring) -> Bool {
    text.first == "-" && (text.dropFirst().first.map { $0 == " " } ?? true)
  }

  /// Where the value begins after a name and its colon; nil where the line has no name.
  private static func name(of text: Substring) -> Substring.Index? {
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "\"" where index == text.startIndex, "'" where index == text.startIndex:
        quote = character
      case "[" where index == text.startIndex, "{" where index == text.startIndex: return nil
      case ":":
        let next = text.index(after: index)
        if next == text.endIndex || text[next] == " " { return next }
      case "#" where index > text.startIndex && text[text.index(before: index)] == " ": return nil
      default: continue
      }
    }
    return nil
  }
}
