import Basics

/// Brings the tags of a template into a tree, with the text between them.
///
/// What white space goes follows the Mustache specification: a tag that stands alone on its line
/// takes the line with it. See `TemplateSyntax.Node` for what becomes of indentation.
struct TemplateParser {
  typealias Node = TemplateSyntax.Node

  /// What stands around the tags that are read.
  private enum Place { case content, parent, argument }

  /// What was found between two blocks of a template that is filled.
  private enum Gap { case empty, text, told }

  /// What sections of Handlebars begin with: `{{#if name}}`.
  private static let foreignWords: Set<String> = ["if", "unless", "each", "with"]

  private let source: SourceText
  private var scanner: TemplateTagScanner
  private var found: [Diagnostic] = []
  /// The tags that are open, innermost last.
  private var open: [TemplateSyntax.Name] = []
  /// The offset of the text that no node has yet.
  private var position = 0
  private var blockCount = 0
  private(set) var textsInNoBlock: [TemplateSyntax.Name] = []
  /// A tag that ends more than what was opened last, to be looked at once more.
  private var pending: TemplateTag?
  /// The names of what such tags ended, whose own ends may come too late.
  private var endedEarly: Set<String> = []

  /// How many sections may stand inside each other.
  private static let mostNested = 100
  private var isTooDeep = false

  init(source: SourceText) {
    self.source = source
    scanner = TemplateTagScanner(source: source)
  }

  var diagnostics: [Diagnostic] { scanner.diagnostics + found }

  mutating func parse() -> [Node] { nodes(.content).nodes }

  /// The nodes up to the end of what was opened last, with the tag that ends it.
  private mutating func nodes(_ place: Place) -> (nodes: [Node], end: TemplateTag?) {
    var nodes: [Node] = []
    var gap = Gap.empty
    while !isTooDeep, let tag = pending ?? scanner.next() {
      let isNew = pending == nil
      pending = nil
      if open.count >= Self.mostNested, tag.kind != .end, tag.kind != .variable {
        isTooDeep = true
        report(Messages.tooDeep(Self.mostNested), tag.name)
        break
      }
      if place == .parent {
        if isNew { look(before: tag, &gap) }
        look(at: tag, &gap)
      }
      switch tag.kind {
      case .comment, .delimiters:
        tag.standsAlone ? skipLine(of: tag, &nodes) : inLine(tag, &nodes)
      case .variable where isElse(tag): inLine(tag, &nodes)
      case .variable, .unescaped:
        inLine(tag, &nodes)
        if let lookup = lookup(tag.name) {
          nodes.append(.variable(tag.name, lookup, escaped: tag.kind == .variable))
        }
      case .section, .inverted:
        tag.standsAlone ? skipLine(of: tag, &nodes) : inLine(tag, &nodes)
        let (name, lookup) = opened(tag)
        open.append(name)
        let children = self.nodes(.content).nodes
        if let lookup {
          let isInverted = tag.kind == .inverted
          nodes.append(.section(tag.name, lookup, inverted: isInverted, children))
        }
      case .partial:
        checkName(tag.name)
        tag.standsAlone ? skipLine(of: tag, &nodes) : inLine(tag, &nodes)
        nodes.append(
          .partial(tag.name, indentation: tag.standsAlone ? tag.indentation : nil))
      case .parent: parent(tag, &nodes)
      case .block:
        checkName(tag.name)
        place == .parent ? argument(tag, &nodes) : parameter(tag, &nodes)
      case .end where endsOuter(tag): return (nodes, nil)
      case .end:
        guard close(tag) else {
          inLine(tag, &nodes)
          continue
        }
        end(tag, place, &nodes)
        return (nodes, tag)
      }
    }
    appendText(to: source.utf8.count, &nodes)
    position = source.utf8.count
    if let name = open.popLast(), !isTooDeep { report(Messages.neverClosed(name.text), name) }
    return (nodes, nil)
  }

  // MARK: - Tags

  private mutating func parent(_ tag: TemplateTag, _ nodes: inout [Node]) {
    checkName(tag.name)
    appendText(to: tag.indentation?.lowerBound ?? tag.range.lowerBound, &nodes)
    position = tag.range.upperBound
    open.append(tag.name)
    let (children, end) = self.nodes(.parent)
    let blocks = children.compactMap { child -> TemplateSyntax.Block? in
      if case .block(let block) = child { block } else { nil }
    }
    // The tag and its end stand alone together: what is between them prints nothing itself.
    if let indentation = tag.indentation, let end, let next = end.nextLine {
      position = next
      nodes.append(.inherited(tag.name, indentation: indentation, blocks))
    } else {
      if let indentation = tag.indentation { nodes.append(.line(indentation, isBlank: false)) }
      nodes.append(.inherited(tag.name, indentation: nil, blocks))
    }
  }

  /// A block that replaces one of the template that is filled.
  private mutating func argument(_ tag: TemplateTag, _ nodes: inout [Node]) {
    position = tag.nextLine ?? tag.range.upperBound
    let start = position
    let block = block(tag, .inLine, .argument)
    var replacing = block
    if tag.nextLine != nil, let first = firstLine(from: start) {
      replacing.indentation = first.count
    }
    nodes.append(.block(replacing))
  }

  /// A block that a template may replace.
  private mutating func parameter(_ tag: TemplateTag, _ nodes: inout [Node]) {
    guard let indentation = tag.indentation else {
      inLine(tag, &nodes)
      nodes.append(.block(block(tag, .inLine, .content)))
      return
    }
    appendText(to: indentation.lowerBound, &nodes)
    guard let next = tag.nextLine else {
      position = tag.range.upperBound
      nodes.append(.block(block(tag, .atLineStart(indentation), .content)))
      return
    }
    position = next
    var block = block(tag, .onOwnLine(indentation), .content)
    if !block.children.isEmpty, let first = firstLine(from: next) {
      block.start = .onOwnLine(first)
    }
    nodes.append(.block(block))
  }

  private mutating func block(
    _ tag: TemplateTag, _ start: TemplateSyntax.Block.Start, _ place: Place
  ) -> TemplateSyntax.Block {
    blockCount += 1
    let number = blockCount
    open.append(tag.name)
    let children = nodes(place).nodes
    return TemplateSyntax.Block(
      name: tag.name, number: number, start: start, contentStartsLine: tag.nextLine != nil,
      indentation: 0, children: children)
  }

  /// The white space of the first line that holds something.
  private func firstLine(from start: Int) -> Range<Int>? {
    var start = start
    while start < source.utf8.count {
      var end = start
      while source.isIndentation(at: end) { end += 1 }
      guard let next = source.lineEnd(at: end) else { return start..<end }
      start = next
    }
    return nil
  }

  /// Whether the tag ends what was opened before the last, which then has no end of its own.
  private mutating func endsOuter(_ tag: TemplateTag) -> Bool {
    guard let last = open.last, last.text != tag.name.text,
      open.dropLast().contains(where: { $0.text == tag.name.text })
    else { return false }
    open.removeLast()
    report(Messages.neverClosed(last.text, before: tag.name.text), last)
    endedEarly.insert(last.text)
    pending = tag
    return true
  }

  /// Whether the tag ends something that was opened.
  private mutating func close(_ tag: TemplateTag) -> Bool {
    if endedEarly.contains(tag.name.text), open.last?.text != tag.name.text { return false }
    guard let name = open.popLast() else {
      report(Messages.closedUnopened(tag.name.text), tag.name)
      return false
    }
    if name.text != tag.name.text {
      report(Messages.closedOther(tag.name.text, open: name.text), tag.name)
    }
    return true
  }

  private mutating func end(_ tag: TemplateTag, _ place: Place, _ nodes: inout [Node]) {
    switch place {
    case .parent: position = tag.range.upperBound
    case .argument where tag.indentation != nil:
      appendText(to: tag.indentation?.lowerBound ?? tag.range.lowerBound, &nodes)
      position = tag.range.upperBound
    case .content where tag.standsAlone: skipLine(of: tag, &nodes)
    case .argument, .content: inLine(tag, &nodes)
    }
  }

  // MARK: - Text

  /// Takes the text before a tag that stands alone, and goes on behind the tag's line.
  private mutating func skipLine(of tag: TemplateTag, _ nodes: inout [Node]) {
    appendText(to: tag.indentation?.lowerBound ?? tag.range.lowerBound, &nodes)
    position = tag.nextLine ?? tag.range.upperBound
  }

  /// Takes the text before a tag that does not, and goes on behind the tag.
  private mutating func inLine(_ tag: TemplateTag, _ nodes: inout [Node]) {
    let start = tag.range.lowerBound
    appendText(to: start, &nodes)
    if source.isLineStart(start) { nodes.append(.line(start..<start, isBlank: false)) }
    position = tag.range.upperBound
  }

  private mutating func appendText(to end: Int, _ nodes: inout [Node]) {
    while position < end {
      if source.isLineStart(position) {
        var content = position
        while content < end, source.isIndentation(at: content) { content += 1 }
        let isBlank = content < end && source.lineEnd(at: content) != nil
        nodes.append(.line(position..<content, isBlank: isBlank))
        position = content
      }
      let start = position
      while position < end, position == start || !source.isLineStart(position) { position += 1 }
      if start < position { nodes.append(.text(start..<position)) }
    }
  }

  // MARK: - Mistakes

  private mutating func lookup(_ name: TemplateSyntax.Name) -> TemplateLookup? {
    do throws(TemplateLookup.Problem) {
      return try TemplateLookup(name.text)
    } catch {
      switch error {
      case .malformed: report(Messages.badName(name.text), name)
      case .unknownFunction(let function): report(Messages.unknownFunction(function), name)
      }
      return nil
    }
  }

  private mutating func checkName(_ name: TemplateSyntax.Name) {
    if name.text.isEmpty || name.text.utf8.contains(where: { $0 <= 32 }) {
      report(Messages.badName(name.text), name)
    }
  }

  /// Notes a text between the blocks of a template that is filled, once for each gap.
  private mutating func look(before tag: TemplateTag, _ gap: inout Gap) {
    let range = position..<max(position, tag.range.lowerBound)
    guard gap == .empty, let start = range.first(where: { source.utf8[$0] > 32 }),
      let end = range.last(where: { source.utf8[$0] > 32 })
    else { return }
    let text = String(decoding: source.utf8[start...end], as: UTF8.self)
    if Self.isOfComments(text) { return }
    textsInNoBlock.append(
      TemplateSyntax.Name(
        text: open.last?.text ?? "", range: source.range(utf8Offsets: start..<(end + 1))))
    gap = .text
  }

  /// Whether a text is nothing but comments of HTML, which nobody misses.
  private static func isOfComments(_ text: String) -> Bool {
    var rest = text[...]
    while rest.hasPrefix("<!--"), let end = rest.firstRange(of: "-->") {
      rest = rest[end.upperBound...].drop(while: \.isWhitespace)
    }
    return rest.isEmpty
  }

  /// Refuses what is no block where only blocks can stand, once for each gap between them.
  private mutating func look(at tag: TemplateTag, _ gap: inout Gap) {
    switch tag.kind {
    case .block: gap = .empty
    case .comment, .delimiters, .end: break
    case .variable, .unescaped, .section, .inverted, .partial, .parent:
      if gap == .told { return }
      // The tag says more than the text before it.
      if gap == .text { textsInNoBlock.removeLast() }
      gap = .told
      report(Messages.onlyBlocks(tag.name.text, in: open.last?.text ?? ""), tag.name)
    }
  }

  /// The name that ends a section, and what it asks for: `{{#if name}}` is told and ended by `if`.
  private mutating func opened(
    _ tag: TemplateTag
  ) -> (name: TemplateSyntax.Name, lookup: TemplateLookup?) {
    let words = tag.name.text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count > 1, Self.foreignWords.contains(words[0]),
      let asked = condition(of: tag.name)
    else { return (tag.name, lookup(tag.name)) }
    report(
      Messages.foreignSection(tag.name.text, asked.name, inverted: asked.isInverted), tag.name)
    return (TemplateSyntax.Name(text: words[0], range: tag.name.range), nil)
  }

  /// Whether the tag is `{{else}}` in a section, which is told.
  private mutating func isElse(_ tag: TemplateTag) -> Bool {
    guard tag.name.text == "else", let section = open.last,
      let asked = condition(of: section)
    else { return false }
    report(Messages.foreignElse(asked.name, inverted: !asked.isInverted), tag.name)
    return true
  }

  /// What a section asks for, be it as Handlebars writes it, and whether it prints where that is not
  /// there; nil of what is no section.
  private func condition(
    of section: TemplateSyntax.Name
  ) -> (name: String, isInverted: Bool)? {
    let range = source.utf8Offsets(of: section.range)
    let sign = source.utf8[..<range.lowerBound].last { $0 > 32 }
    guard sign == UInt8(ascii: "#") || sign == UInt8(ascii: "^") else { return nil }
    let words = String(decoding: source.utf8[range], as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).map(String.init)
    let isForeign = words.count > 1 && Self.foreignWords.contains(words[0])
    guard let name = isForeign ? words[1] : words.first else { return nil }
    let isInverted = sign == UInt8(ascii: "^")
    return (name, isForeign && words[0] == "unless" ? !isInverted : isInverted)
  }

  private mutating func report(_ diagnostic: Diagnostic, _ name: TemplateSyntax.Name) {
    found.append(diagnostic.placed(in: source.path, name.range))
  }
}
