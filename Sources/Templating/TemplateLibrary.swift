package import Basics
import Synchronization

/// Templates that can include one another by name.
package struct TemplateLibrary: Sendable {
  struct Template: Sendable {
    var source: SourceText
    var syntax: TemplateSyntax
  }

  let templates: [String: Template]
  private let programs = ProgramCache()
  /// What is wrong with the templates by themselves.
  package let diagnostics: [Diagnostic]

  /// - Parameter sources: the templates by the names that tags use: `page`, `partials/item`.
  package init(_ sources: [String: SourceText]) {
    templates = sources.mapValues { Template(source: $0, syntax: TemplateSyntax($0)) }
    diagnostics = templates.sorted { $0.key < $1.key }.flatMap { $0.value.syntax.diagnostics }
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

  /// The blocks that a template has to be filled, with those of what it fills and includes.
  func blockNames(in name: String) -> Set<String> {
    closure(of: name).present.reduce(into: []) { names, template in
      names.formUnion(templates[template]?.syntax.blockNames ?? [])
    }
  }

  /// Whether a template prints a value of this name anywhere, once its blocks are filled.
  package func prints(_ value: String, in name: String) -> Bool {
    guard templates[name] != nil else { return false }
    return programs.program(name) { TemplateCompiler.compile(name, templates) }.prints(value)
  }

  /// What a template with all it includes would not find in values of a shape.
  ///
  /// - Parameters:
  ///   - html: the names of values that are HTML, and are printed with three braces.
  ///   - known: the names that a tag may have meant, where there are more than the library's.
  package func check(
    _ name: String, against shape: TemplateShape, html: Set<String> = [], known: [String]? = nil
  ) -> [Diagnostic] {
    var check = TemplateCheck(library: self, html: html, known: known)
    check.check(name, shape: shape)
    return check.diagnostics
  }

  /// The template filled with a value, or nil if there is no template of the name. Names that the
  /// value lacks print nothing: check first.
  package func render(_ name: String, _ value: TemplateValue) -> String? {
    bytes(name, value).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The same in UTF-8; nil also where it would be more than a page can hold.
  package func bytes(_ name: String, _ value: TemplateValue) -> [UInt8]? {
    guard templates[name] != nil else { return nil }
    let program = programs.program(name) { TemplateCompiler.compile(name, templates) }
    return TemplateRenderer.render(program, value)
  }
}

/// The programs of the templates that were rendered so far.
private final class ProgramCache: Sendable {
  private let programs = Mutex<[String: TemplateProgram]>([:])

  func program(_ name: String, make: () -> TemplateProgram) -> TemplateProgram {
    programs.withLock { programs in
      if let program = programs[name] { return program }
      let program = make()
      programs[name] = program
      return program
    }
  }
}
