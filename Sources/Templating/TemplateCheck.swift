import Basics

/// Checks that a template, with all it includes, uses only names that will be there.
struct TemplateCheck {
  let library: TemplateLibrary
  private(set) var diagnostics: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []
  private var path: [String] = []
  /// The templates that were checked, each with what was open around it.
  private var checked: Set<Place> = []
  private var stacks: [Opening: Int] = [:]
  private var nodeCount = 0

  /// What is open around a template: the shapes found by lookups, innermost last.
  private struct Stack {
    var number = 0
    var shapes: [TemplateShape]
    var last: TemplateShape? { shapes.last }
  }

  /// A section that is opened inside a stack, which decides the stack in it.
  private struct Opening: Hashable {
    var outer: Int
    var lookup: TemplateLookup
  }

  private struct Place: Hashable {
    var template: String
    var stack: Int
  }

  /// Templates that include each other in ever new sections are not checked to their end: what they
  /// print has a bound of its own.
  private static let mostNodes = 200_000

  /// The names of values that are HTML.
  private let html: Set<String>
  /// The names that a tag may have meant.
  private let known: [String]

  init(library: TemplateLibrary, html: Set<String> = [], known: [String]? = nil) {
    self.library = library
    self.html = html
    self.known = known ?? Array(library.templates.keys)
  }

  mutating func check(_ name: String, shape: TemplateShape) {
    template(name, stack: Stack(shapes: [shape]))
  }

  private mutating func template(_ name: String, stack: Stack) {
    guard let template = library.templates[name],
      checked.insert(Place(template: name, stack: stack.number)).inserted
    else { return }
    path.append(name)
    for text in template.syntax.textsInNoBlock {
      let blocks = library.templates[text.text] == nil ? [] : library.blockNames(in: text.text)
      report(
        Messages.textInNoBlock(of: text.text, known: blocks.sorted()), text,
        template.source.path)
    }
    nodes(template.syntax.nodes, in: template.source.path, stack: stack)
    path.removeLast()
  }

  private mutating func nodes(
    _ nodes: [TemplateSyntax.Node], in file: String, stack: Stack
  ) {
    for node in nodes where nodeCount < Self.mostNodes {
      nodeCount += 1
      switch node {
      case .text, .line: break
      case .variable(let name, let lookup, let isEscaped):
        if isEscaped, html.contains(name.text) {
          report(Messages.escapedHTML(name.text), name, file)
        }
        switch shape(lookup, name, in: file, stack: stack) {
        case .list, .record: report(Messages.notText(name.text), name, file)
        case .text, .flag, .free, nil: break
        }
      case .section(let name, let lookup, let inverted, let children):
        let shape = shape(lookup, name, in: file, stack: stack)
        var inner = stack
        if !inverted {
          switch shape {
          case .list(let element): inner.shapes.append(element)
          case .record, .free: inner.shapes.append(shape ?? .free)
          case .text: inner.shapes.append(.text)
          case .flag, nil: break
          }
          if inner.shapes.count > stack.shapes.count {
            let opening = Opening(outer: stack.number, lookup: lookup)
            inner.number = stacks[opening] ?? stacks.count + 1
            stacks[opening] = inner.number
          }
        }
        self.nodes(children, in: file, stack: inner)
      case .block(let block):
        self.nodes(block.children, in: file, stack: stack)
      case .partial(let name, _):
        include(name, in: file, stack: stack)
      case .inherited(let name, _, let blocks):
        include(name, in: file, stack: stack)
        if library.templates[name.text] != nil {
          let known = library.blockNames(in: name.text)
          for block in blocks where !known.contains(block.name.text) {
            report(
              Messages.unknownBlock(block.name.text, in: name.text, known: known.sorted()),
              block.name, file)
          }
        }
        for block in blocks { self.nodes(block.children, in: file, stack: stack) }
      }
    }
  }

  private mutating func include(
    _ name: TemplateSyntax.Name, in file: String, stack: Stack
  ) {
    if library.templates[name.text] == nil {
      report(Messages.unknownTemplate(name.text, known: known), name, file)
    } else if let start = path.firstIndex(of: name.text) {
      report(Messages.templateCycle(Array(path[start...]) + [name.text]), name, file)
    } else {
      template(name.text, stack: stack)
    }
  }

  /// The shape of what a lookup finds, or nil if that is a mistake.
  private mutating func shape(
    _ lookup: TemplateLookup, _ name: TemplateSyntax.Name, in file: String,
    stack: Stack
  ) -> TemplateShape? {
    var functions = lookup.functions[...]
    var shape: TemplateShape?
    if case .place = lookup.subject {
      shape = functions.popFirst()?.shapeOfPlace
    } else {
      shape = lookUp(lookup.parts, name, in: file, stack: stack)
      if shape == nil { return nil }
    }
    for function in functions { shape = shape.flatMap { function.shape(of: $0) } }
    if shape == nil { report(Messages.notFor(name.text, lookup), name, file) }
    return shape
  }

  /// The shape of a name as Mustache finds it: the first part up the stack, the rest below it.
  private mutating func lookUp(
    _ parts: [String], _ name: TemplateSyntax.Name, in file: String, stack: Stack
  ) -> TemplateShape? {
    guard let first = parts.first else { return stack.last }
    var found: TemplateShape?
    search: for shape in stack.shapes.reversed() {
      switch shape {
      case .free: return .free
      case .record(let members):
        if let member = members[first] {
          found = member
          break search
        }
      case .text, .flag, .list: continue
      }
    }
    guard var shape = found else {
      var known: Set<String> = []
      for case .record(let members) in stack.shapes { known.formUnion(members.keys) }
      report(Messages.unknownVariable(first, known: Array(known)), name, file)
      return nil
    }
    for (index, part) in parts.enumerated().dropFirst() {
      switch shape {
      case .free: return .free
      case .record(let members):
        if let member = members[part] {
          shape = member
          continue
        }
        let prefix = parts[..<index].joined(separator: ".") + "."
        report(
          Messages.unknownVariable(prefix + part, known: members.keys.map { prefix + $0 }),
          name, file)
        return nil
      case .text, .flag, .list:
        report(
          Messages.unknownVariable(parts[...index].joined(separator: "."), known: []),
          name, file)
        return nil
      }
    }
    return shape
  }

  private mutating func report(
    _ diagnostic: Diagnostic, _ name: TemplateSyntax.Name, _ file: String
  ) {
    let diagnostic = diagnostic.placed(in: file, name.range)
    // A partial that two templates use is checked in both, and wrong once.
    if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }
}
