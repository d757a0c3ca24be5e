import Basics

/// Makes one program of a template and all that it includes: partials, templates it fills, and
/// blocks in the places where they are printed.
struct TemplateCompiler {
  typealias Node = TemplateSyntax.Node
  typealias Instruction = TemplateProgram.Instruction

  /// What a template gives for a block of one that it fills.
  private struct Override: Hashable {
    let template: String
    let block: TemplateSyntax.Block

    static func == (left: Override, right: Override) -> Bool {
      left.template == right.template && left.block.number == right.block.number
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(template)
      hasher.combine(block.number)
    }
  }

  /// A template as it is printed in a place. The same template makes other instructions with
  /// other blocks or another indentation.
  private struct Inclusion: Hashable {
    var template: String
    /// What stands at the start of each of its lines.
    var indentation: [UInt8]
    var overrides: [String: Override]
    /// The white space that each line loses.
    var outdent = 0
  }

  private struct Code {
    var instructions: [Instruction] = []
    /// Where a section ends: the text after it is no part of the text in it.
    var sectionEnd = 0
  }

  /// Bounds for templates that include themselves, each time with more indentation.
  private static let mostRoutines = 4096
  private static let mostNested = 100

  private let templates: [String: TemplateLibrary.Template]
  private var text: [UInt8] = []
  private var lookups: [TemplateLookup] = []
  private var places: [TemplateLookup: Int] = [:]
  private var routines: [[Instruction]] = []
  private var known: [Inclusion: Int] = [:]
  /// The templates that are being compiled, each included by the one before it.
  private var path: [String] = []
  private var isRecursive = false

  /// The program of a template that is there.
  static func compile(
    _ name: String, _ templates: [String: TemplateLibrary.Template]
  ) -> TemplateProgram {
    var compiler = TemplateCompiler(templates: templates)
    _ = compiler.call(Inclusion(template: name, indentation: [], overrides: [:]))
    return TemplateProgram(
      text: compiler.text, lookups: compiler.lookups, routines: compiler.routines,
      isRecursive: compiler.isRecursive)
  }

  private init(templates: [String: TemplateLibrary.Template]) { self.templates = templates }

  /// The call of an included template, or nil where there is none of that name.
  private mutating func call(_ inclusion: Inclusion) -> Instruction? {
    if path.contains(inclusion.template) { isRecursive = true }
    if let routine = known[inclusion] { return .call(routine: routine) }
    guard let template = templates[inclusion.template],
      routines.count < Self.mostRoutines, path.count < Self.mostNested
    else { return nil }
    let routine = routines.count
    routines.append([])
    known[inclusion] = routine
    path.append(inclusion.template)
    var code = Code()
    compile(template.syntax.nodes, inclusion, &code)
    routines[routine] = code.instructions
    path.removeLast()
    return .call(routine: routine)
  }

  /// - Parameter inLine: whether something stands before the nodes on their first line.
  private mutating func compile(
    _ nodes: [Node], _ inclusion: Inclusion, _ code: inout Code, inLine: Bool = false
  ) {
    for (index, node) in nodes.enumerated() {
      switch node {
      case .text(let range):
        append(source(inclusion).utf8[range], &code)
      case .line(let space, let isBlank):
        // A blank line is not made longer, and the middle of a line is no place to indent.
        let isIndented = !isBlank && !(inLine && index == 0)
        line(space, inclusion, &code, isIndented: isIndented)
      case .variable(_, let lookup, let escaped):
        let lookup = place(lookup)
        code.instructions.append(
          escaped ? .escaped(lookup: lookup) : .unescaped(lookup: lookup))
      case .section(_, let lookup, let inverted, let children):
        let lookup = place(lookup)
        let start = code.instructions.count
        code.instructions.append(.inverted(lookup: lookup, end: start))
        compile(children, inclusion, &code)
        let end = code.instructions.count
        code.instructions[start] =
          inverted ? .inverted(lookup: lookup, end: end) : .section(lookup: lookup, end: end)
        code.sectionEnd = end
      case .partial(let name, let indentation):
        include(name, [], indentation, inclusion, &code)
      case .inherited(let name, let indentation, let blocks):
        include(name, blocks, indentation, inclusion, &code)
      case .block(let block):
        self.block(block, inclusion, &code)
      }
    }
  }

  private mutating func include(
    _ name: TemplateSyntax.Name, _ blocks: [TemplateSyntax.Block], _ indentation: Range<Int>?,
    _ inclusion: Inclusion, _ code: inout Code
  ) {
    var overrides: [String: Override] = [:]
    for block in blocks {
      overrides[block.name.text] = Override(template: inclusion.template, block: block)
    }
    // Who fills a template that fills another has the last word.
    overrides.merge(inclusion.overrides) { $1 }
    let space = indentation.map { self.indentation($0, inclusion) } ?? []
    let call = call(
      Inclusion(template: name.text, indentation: space, overrides: overrides))
    if let call { code.instructions.append(call) }
  }

  private mutating func block(
    _ block: TemplateSyntax.Block, _ inclusion: Inclusion, _ code: inout Code
  ) {
    guard let override = inclusion.overrides[block.name.text] else {
      if case .atLineStart(let space) = block.start { line(space, inclusion, &code) }
      compile(block.children, inclusion, &code)
      return
    }
    let content = override.block
    var replaced = inclusion
    replaced.template = override.template
    replaced.outdent = content.indentation
    // A block of the same name in the content is not replaced by the content again.
    replaced.overrides[block.name.text] = nil
    switch block.start {
    case .inLine:
      compile(content.children, replaced, &code, inLine: true)
    case .atLineStart(let space), .onOwnLine(let space):
      replaced.indentation = indentation(space, inclusion)
      if !content.contentStartsLine, !content.children.isEmpty { line(space, inclusion, &code) }
      compile(content.children, replaced, &code)
    }
  }

  // MARK: - Text

  private func source(_ inclusion: Inclusion) -> SourceText {
    templates[inclusion.template]?.source ?? SourceText(path: "", utf8: [])
  }

  private func indentation(_ space: Range<Int>, _ inclusion: Inclusion) -> [UInt8] {
    inclusion.indentation + source(inclusion).utf8[space].dropFirst(inclusion.outdent)
  }

  private mutating func line(
    _ space: Range<Int>, _ inclusion: Inclusion, _ code: inout Code, isIndented: Bool = true
  ) {
    if isIndented { append(inclusion.indentation[...], &code) }
    append(source(inclusion).utf8[space].dropFirst(inclusion.outdent), &code)
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>, _ code: inout Code) {
    guard !bytes.isEmpty else { return }
    let start = text.count
    text += bytes
    // Static text becomes one run as far as it goes.
    if case .text(let before) = code.instructions.last, before.upperBound == start,
      code.instructions.count > code.sectionEnd
    {
      code.instructions[code.instructions.count - 1] = .text(before.lowerBound..<text.count)
    } else {
      code.instructions.append(.text(start..<text.count))
    }
  }

  private mutating func place(_ lookup: TemplateLookup) -> Int {
    if let place = places[lookup] { return place }
    places[lookup] = lookups.count
    lookups.append(lookup)
    return lookups.count - 1
  }
}
