import Basics

/// A Mustache template as a tree. Ranges are offsets of bytes in the source.
struct TemplateSyntax: Sendable {
  indirect enum Node: Sendable {
    case text(Range<Int>)
    /// A line of the source begins here, with this white space: where an indentation goes. The
    /// lines of tags that stand alone are no lines.
    case line(Range<Int>, isBlank: Bool)
    case variable(Name, TemplateLookup, escaped: Bool)
    case section(Name, TemplateLookup, inverted: Bool, [Node])
    /// The white space before a tag that stands alone indents what it includes.
    case partial(Name, indentation: Range<Int>?)
    /// A template that this one fills, `{{<base}}`, with the blocks it gives.
    case inherited(Name, indentation: Range<Int>?, [Block])
    case block(Block)
  }

  struct Name: Sendable {
    var text: String
    var range: SourceRange
  }

  /// `{{$name}}…{{/name}}`: something that can be replaced, or what replaces it.
  struct Block: Sendable {
    enum Start: Sendable {
      /// Something stands before it on its line.
      case inLine
      /// White space stands before it on its line, and the line goes on behind it.
      case atLineStart(Range<Int>)
      /// It has a line of its own; what replaces its content is indented like its content.
      case onOwnLine(Range<Int>)
    }

    var name: Name
    /// Tells the blocks of a template apart.
    var number: Int
    var start: Start
    /// Whether the content begins on the line after the tag.
    var contentStartsLine: Bool
    /// The white space that the lines of the content lose when they replace others.
    var indentation: Int
    var children: [Node]
  }

  let nodes: [Node]
  let diagnostics: [Diagnostic]
  /// What stands in a template that is filled but in none of its blocks, and is not printed: the
  /// name of that template, and the place. The specification passes over it.
  let textsInNoBlock: [Name]

  init(_ source: SourceText) {
    var parser = TemplateParser(source: source)
    nodes = parser.parse()
    diagnostics = parser.diagnostics
    textsInNoBlock = parser.textsInNoBlock
  }

  /// Every part of the names of variables and sections.
  var mentions: Set<String> {
    var found: Set<String> = []
    visit { node in
      switch node {
      case .variable(_, let lookup, _), .section(_, let lookup, _, _):
        found.formUnion(lookup.parts)
      case .text, .line, .partial, .inherited, .block: break
      }
    }
    return found
  }

  /// The templates this one names, in the order of their first mention.
  var references: [Name] {
    var found: [Name] = []
    visit { node in
      switch node {
      case .partial(let name, _), .inherited(let name, _, _): found.append(name)
      case .text, .line, .variable, .section, .block: break
      }
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0.text).inserted }
  }

  /// The names of the blocks that stand in the template.
  var blockNames: Set<String> {
    var found: Set<String> = []
    visit { node in
      switch node {
      case .block(let block): found.insert(block.name.text)
      case .inherited(_, _, let blocks): found.formUnion(blocks.map(\.name.text))
      case .text, .line, .variable, .section, .partial: break
      }
    }
    return found
  }

  private func visit(_ body: (Node) -> Void) {
    func visit(_ nodes: [Node]) {
      for node in nodes {
        body(node)
        switch node {
        case .text, .line, .variable, .partial: break
        case .section(_, _, _, let children): visit(children)
        case .block(let block): visit(block.children)
        case .inherited(_, _, let blocks): for block in blocks { visit(block.children) }
        }
      }
    }
    visit(nodes)
  }
}
