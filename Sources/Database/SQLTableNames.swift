/// The names that stand where a query names its tables: after FROM and JOIN, between their commas,
/// and after IN.
///
/// A name that a WITH of the same query defines is none of them, nor is one that is a column's or an
/// alias. SQLite writes out what WITH defines at each place that names it, so each table has a
/// number of uses.
struct SQLTableNames {
  /// How often each table is read when all is written out, by its name in lower case.
  private(set) var uses: [String: Int] = [:]
  /// How many tables and table expressions that comes to.
  private(set) var size = 0
  /// How many definitions of WITH stand on each other at most.
  private(set) var depth = 0

  var names: Set<String> { Set(uses.keys) }

  /// Numbers above this one are not counted further.
  static let most = 1_000_000
  /// Deeper than this nothing is looked at.
  private static let deepest = 1_000

  private var frames: [Frame] = [Frame(outer: nil)]
  /// The frames around the token at hand, the innermost last.
  private var open = [0]
  private var mentions: [Mention] = []
  /// The mentions in each definition's text.
  private var definitions: [[Mention]] = []
  private var counted: [Int: Count] = [:]

  private struct Mention {
    var name: String
    var frame: Int
  }

  private struct Count {
    var uses: [String: Int] = [:]
    var size = 1
    var depth = 1
  }

  /// A query with what stands in the same brackets.
  private struct Frame {
    let outer: Int?
    /// The definition whose text it is.
    var definition: Int?
    /// Whether FROM was read and nothing that ends its list.
    var isInFrom = false
    /// Whether a table may come next.
    var expectsTable = false
    var with = With.none
    /// The definitions of its WITH by their names.
    var defined: [String: Int] = [:]
  }

  private enum With { case none, expectsName, afterName(Int), afterAs(Int) }

  init(_ tokens: [SQLToken]) {
    for index in tokens.indices { read(index, tokens) }
    var count = Count(size: 0, depth: 0)
    for mention in mentions { add(mention, to: &count, at: 0) }
    (uses, size, depth) = (count.uses, count.size, count.depth)
  }

  // MARK: - Counting

  private mutating func add(_ mention: Mention, to count: inout Count, at depth: Int) {
    guard let definition = definition(of: mention) else {
      count.uses[mention.name, default: 0] += 1
      count.size += 1
      return
    }
    let inner = self.count(of: definition, at: depth + 1)
    count.depth = max(count.depth, inner.depth + 1)
    for (name, uses) in inner.uses {
      count.uses[name] = min(Self.most, (count.uses[name] ?? 0) + uses)
    }
    count.size = min(Self.most, count.size + inner.size)
  }

  private mutating func count(of definition: Int, at depth: Int) -> Count {
    if let known = counted[definition] { return known }
    guard depth < Self.deepest else { return Count(depth: Self.deepest) }
    // Where it names itself it is not written out again.
    counted[definition] = Count()
    var count = Count()
    for mention in definitions[definition] { add(mention, to: &count, at: depth) }
    counted[definition] = count
    return count
  }

  private func definition(of mention: Mention) -> Int? {
    var frame: Int? = mention.frame
    while let current = frame {
      if let found = frames[current].defined[mention.name] { return found }
      frame = frames[current].outer
    }
    return nil
  }

  // MARK: - Reading

  private mutating func mention(_ token: SQLToken, in frame: Int) {
    let mention = Mention(name: token.text.lowercased(), frame: frame)
    var around: Int? = frame
    while let current = around {
      if let definition = frames[current].definition {
        definitions[definition].append(mention)
        return
      }
      around = frames[current].outer
    }
    mentions.append(mention)
  }

  private mutating func read(_ index: Int, _ tokens: [SQLToken]) {
    let token = tokens[index]
    let current = open[open.count - 1]
    if token.isSymbol("(") {
      // In brackets after FROM stands another query, or a part of the list.
      var inner = Frame(outer: current)
      inner.isInFrom = frames[current].expectsTable
      inner.expectsTable = inner.isInFrom
      if case .afterAs(let definition) = frames[current].with { inner.definition = definition }
      frames[current].expectsTable = false
      frames.append(inner)
      open.append(frames.count - 1)
    } else if token.isSymbol(")") {
      if open.count > 1 { open.removeLast() }
    } else if token.isSymbol(",") {
      if case .afterAs = frames[current].with {
        frames[current].with = .expectsName
      } else if frames[current].isInFrom {
        frames[current].expectsTable = true
      }
    } else if case .expectsName = frames[current].with, token.isName {
      let isNext = index + 1 < tokens.count && tokens[index + 1].isName
      if token.isWord("recursive"), isNext, !tokens[index + 1].isWord("as") { return }
      definitions.append([])
      frames[current].defined[token.text.lowercased()] = definitions.count - 1
      frames[current].with = .afterName(definitions.count - 1)
    } else if case .afterName(let definition) = frames[current].with, token.isWord("as") {
      frames[current].with = .afterAs(definition)
    } else if frames[current].expectsTable, token.isName || token.kind == .string,
      !Self.isWord(token, of: Self.beginnings)
    {
      frames[current].expectsTable = false
      // `json_each(…)` is a function that gives rows.
      if index + 1 < tokens.count, tokens[index + 1].isSymbol("(") { return }
      mention(token, in: current)
    } else if token.kind == .word {
      readWord(index, tokens, current)
    }
  }

  private mutating func readWord(_ index: Int, _ tokens: [SQLToken], _ current: Int) {
    let token = tokens[index]
    if token.isWord("with") {
      frames[current].isInFrom = false
      frames[current].expectsTable = false
      frames[current].with = .expectsName
    } else if Self.isWord(token, of: Self.beginnings) {
      frames[current].isInFrom = false
      frames[current].expectsTable = false
      frames[current].with = .none
    } else if token.isWord("from") {
      // IS DISTINCT FROM compares.
      let isComparison =
        index > 1 && tokens[index - 1].isWord("distinct")
        && (tokens[index - 2].isWord("is") || tokens[index - 2].isWord("not"))
      if isComparison { return }
      frames[current].isInFrom = true
      frames[current].expectsTable = true
    } else if token.isWord("join") {
      frames[current].isInFrom = true
      frames[current].expectsTable = true
    } else if token.isWord("in") {
      if index + 1 < tokens.count, tokens[index + 1].isName || tokens[index + 1].kind == .string {
        mention(tokens[index + 1], in: current)
      }
    } else if Self.isWord(token, of: Self.ends) {
      frames[current].isInFrom = false
      frames[current].expectsTable = false
    }
  }

  private static func isWord(_ token: SQLToken, of words: [String]) -> Bool {
    token.kind == .word && words.contains { token.isWord($0) }
  }

  private static let beginnings = ["select", "values", "with"]
  private static let ends = [
    "where", "group", "order", "having", "limit", "window", "union", "intersect", "except",
  ]
}
