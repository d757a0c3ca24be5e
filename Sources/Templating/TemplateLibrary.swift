package import Basics
import Mustache

/// Templates that can include one another by name.
package struct TemplateLibrary: Sendable {
  struct Template: Sendable {
    var source: SourceText
    var syntax: TemplateSyntax
  }

  let templates: [String: Template]
  private let library: MustacheLibrary
  /// What is wrong with the templates by themselves.
  package let diagnostics: [Diagnostic]

  /// - Parameter sources: the templates by the names that tags use: `page`, `partials/item`.
  package init(_ sources: [String: SourceText]) {
    var templates: [String: Template] = [:]
    var library = MustacheLibrary()
    var diagnostics: [Diagnostic] = []
    for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
      let syntax = TemplateSyntax(source)
      templates[name] = Template(source: source, syntax: syntax)
      diagnostics += syntax.diagnostics
      guard syntax.diagnostics.isEmpty else { continue }
      do {
        try library.register(
          HTMLText.pragma + TemplateLibrary.unindented(source.text), named: name)
      } catch let error as MustacheTemplate.ParserError {
        let context = error.context
        let place = SourcePosition(line: context.lineNumber - 1, column: context.columnNumber)
        var diagnostic = Messages.invalid("\(error.error)")
        diagnostic.path = source.path
        diagnostic.range = SourceRange(at: place)
        diagnostics.append(diagnostic)
      } catch {
        diagnostics.append(Messages.invalid("\(error)").placed(in: source.path))
      }
    }
    self.templates = templates
    self.library = library
    self.diagnostics = diagnostics
  }

  package func contains(_ name: String) -> Bool { templates[name] != nil }

  package var names: [String] { templates.keys.sorted() }

  /// The templates that one includes or fills, directly or not, itself among them; and the
  /// names it mentions that no template has.
  package func closure(of name: String) -> (present: [String], missing: [String]) {
    var present: Set<String> = []
    var missing: Set<String> = []
    var pending = [name]
    while let next = pending.popLast() {
      guard let template = templates[next] else {
        missing.insert(next)
        continue
      }
      if present.insert(next).inserted {
        pending += template.syntax.references.map(\.text)
      }
    }
    return (present.sorted(), missing.sorted())
  }

  /// Every part of every name that a template mentions, with all that it includes: what it cannot
  /// print if it is not among these.
  package func mentions(in name: String) -> Set<String> {
    closure(of: name).present.reduce(into: []) { names, template in
      names.formUnion(templates[template]?.syntax.mentions ?? [])
    }
  }

  /// What a template with all it includes would not find in values of a shape.
  package func check(_ name: String, against shape: TemplateShape) -> [Diagnostic] {
    var check = TemplateCheck(library: self)
    check.check(name, shape: shape)
    return check.diagnostics
  }

  /// The template filled with a value. Names that the value lacks print nothing: check first.
  package func render(_ name: String, _ value: TemplateValue) -> String? {
    library.render(value, withTemplate: name)
  }

  /// Takes the white space before tags of inclusion that stand first on their line: Mustache
  /// would indent all that they include by it, text in `pre` among it.
  private static func unindented(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let content = line.drop { $0 == " " || $0 == "\t" }
      let includes = ["{{>", "{{<", "{{$", "{{/"].contains { content.hasPrefix($0) }
      result += includes ? content : line
      result += "\n"
    }
    result.removeLast()
    return result
  }
}
