import Basics

/// The tags of a Mustache template as a tree with places, for checks; rendering is the library's.
struct TemplateSyntax: Sendable {
  indirect enum Node: Sendable {
    case variable(Name)
    case section(Name, inverted: Bool, [Node])
    case partial(Name)
    /// A template that this one fills: `{{<base}}`, with the blocks it gives.
    case inherited(Name, [Node])
    case block(Name, [Node])
  }

  struct Name: Sendable {
    var text: String
    var range: SourceRange
  }

  let nodes: [Node]
  let diagnostics: [Diagnostic]

  init(_ source: SourceText) {
    var scanner = Scanner(source: source)
    nodes = scanner.nodes()
    diagnostics = scanner.diagnostics
  }

  /// Every part of the names of variables and sections.
  var mentions: Set<String> {
    var found: Set<String> = []
    func visit(_ nodes: [Node]) {
      for node in nodes {
        switch node {
        case .variable(let name): add(name)
        case .section(let name, _, let children):
          add(name)
          visit(children)
        case .partial: break
        case .inherited(_, let children), .block(_, let children): visit(children)
        }
      }
    }
    func add(_ name: Name) {
      for part in name.text.split(whereSeparator: { ".()".contains($0) }) {
        found.insert(String(part))
      }
    }
    visit(nodes)
    return found
  }

  /// The templates this one names, in the order of their first mention.
  var references: [Name] {
    var found: [Name] = []
    func visit(_ nodes: [Node]) {
      for node in nodes {
        switch node {
        case .variable: break
        case .section(_, _, let children), .block(_, let children): visit(children)
        case .partial(let name): found.append(name)
        case .inherited(let name, let children):
          found.append(name)
          visit(children)
        }
      }
    }
    visit(nodes)
    var seen: Set<String> = []
    return found.filter { seen.insert($0.text).inserted }
  }
}

private struct Scanner {
  let source: SourceText
  var diagnostics: [Diagnostic] = []
  private var position = 0
  private var open = Array("{{".utf8)
  private var close = Array("}}".utf8)
  /// The sections that are open, innermost last.
  private var sections: [TemplateSyntax.Name] = []

  init(source: SourceText) { self.source = source }

  mutating func nodes() -> [TemplateSyntax.Node] {
    var nodes: [TemplateSyntax.Node] = []
    while let start = find(open, from: position) {
      var contentStart = start + open.count
      guard contentStart < source.utf8.count else { break }
      let sigil = source.utf8[contentStart]
      let isTriple = sigil == UInt8(ascii: "{")
      let closing = isTriple ? Array("}".utf8) + close : close
      guard let end = find(closing, from: contentStart) else {
        report(Messages.unclosedTag(), start..<contentStart)
        position = source.utf8.count
        break
      }
      position = end + closing.count
      if "#^/!>{&<$=%".utf8.contains(sigil) { contentStart += 1 }
      let name = self.name(contentStart..<end)
      switch sigil {
      case UInt8(ascii: "!"), UInt8(ascii: "%"): break
      case UInt8(ascii: "="): setDelimiters(name)
      case UInt8(ascii: "#"), UInt8(ascii: "^"):
        nodes.append(
          .section(name, inverted: sigil == UInt8(ascii: "^"), children(of: name)))
      case UInt8(ascii: "<"): nodes.append(.inherited(name, children(of: name)))
      case UInt8(ascii: "$"): nodes.append(.block(name, children(of: name)))
      case UInt8(ascii: ">"): nodes.append(.partial(name))
      case UInt8(ascii: "/"):
        guard let section = sections.last else {
          diagnostics.append(placed(Messages.closedUnopened(name.text), name.range))
          continue
        }
        if section.text != name.text {
          diagnostics.append(
            placed(Messages.closedOther(name.text, open: section.text), name.range))
        }
        sections.removeLast()
        return nodes
      default: nodes.append(.variable(name))
      }
    }
    position = source.utf8.count
    if let section = sections.popLast() {
      diagnostics.append(placed(Messages.neverClosed(section.text), section.range))
    }
    return nodes
  }

  private mutating func children(of name: TemplateSyntax.Name) -> [TemplateSyntax.Node] {
    sections.append(name)
    return nodes()
  }

  private mutating func setDelimiters(_ name: TemplateSyntax.Name) {
    let parts = name.text.dropLast().split(separator: " ")
    guard parts.count == 2 else { return }
    open = Array(parts[0].utf8)
    close = Array(parts[1].utf8)
  }

  private func name(_ bytes: Range<Int>) -> TemplateSyntax.Name {
    let isSpace = { (byte: UInt8) in byte == 32 || (9...13).contains(byte) }
    var bytes = bytes
    while let first = bytes.first, isSpace(source.utf8[first]) { bytes.removeFirst() }
    while let last = bytes.last, isSpace(source.utf8[last]) { bytes.removeLast() }
    return TemplateSyntax.Name(
      text: String(decoding: source.utf8[bytes], as: UTF8.self),
      range: source.range(utf8Offsets: bytes))
  }

  private func find(_ needle: [UInt8], from start: Int) -> Int? {
    guard let first = needle.first, source.utf8.count >= needle.count else { return nil }
    var at = start
    while at + needle.count <= source.utf8.count {
      if source.utf8[at] == first, source.utf8[at..<(at + needle.count)].elementsEqual(needle) {
        return at
      }
      at += 1
    }
    return nil
  }

  private mutating func report(_ diagnostic: Diagnostic, _ offsets: Range<Int>) {
    diagnostics.append(placed(diagnostic, source.range(utf8Offsets: offsets)))
  }

  private func placed(_ diagnostic: Diagnostic, _ range: SourceRange) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.path = source.path
    diagnostic.range = range
    return diagnostic
  }
}

extension Range where Bound == Int {
  fileprivate mutating func removeFirst() { self = (lowerBound + 1)..<upperBound }
  fileprivate mutating func removeLast() { self = lowerBound..<(upperBound - 1) }
}
