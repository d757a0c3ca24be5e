import Basics
package import Templating
import Testing

/// A case of the Mustache specification (https://github.com/mustache/spec, after 1.4.2): what a template
/// with its partials prints when it is filled with a value. Numbers stand as the texts they print.
struct SpecificationCase: Sendable, CustomTestStringConvertible {
  let name: String
  let template: String
  let value: TemplateValue
  let partials: [String: String]
  let expected: String

  init(
    _ name: String, _ template: String, _ value: TemplateValue,
    partials: [String: String] = [:], prints expected: String
  ) {
    self.name = name
    self.template = template
    self.value = value
    self.partials = partials
    self.expected = expected
  }

  var testDescription: String { name }
}

/// All cases but those on lambdas and on names of partials that values give, which we have not.
@Suite struct SpecificationTests {
  @Test(arguments: interpolationCases) func variables(_ wanted: SpecificationCase) {
    check(wanted)
  }

  @Test(arguments: sectionsCases) func sections(_ wanted: SpecificationCase) { check(wanted) }

  @Test(arguments: invertedCases) func invertedSections(_ wanted: SpecificationCase) {
    check(wanted)
  }

  @Test(arguments: partialsCases) func partials(_ wanted: SpecificationCase) { check(wanted) }

  @Test(arguments: commentsCases) func comments(_ wanted: SpecificationCase) { check(wanted) }

  @Test(arguments: delimitersCases) func delimiters(_ wanted: SpecificationCase) { check(wanted) }

  @Test(arguments: inheritanceCases) func inheritance(_ wanted: SpecificationCase) {
    check(wanted)
  }

  private func check(_ wanted: SpecificationCase) {
    let name = "the template"
    let texts = wanted.partials.merging([name: wanted.template]) { $1 }
    let library = TemplateLibrary(texts.mapValues { SourceText(path: "t", text: $0) })
    #expect(library.diagnostics.isEmpty)
    #expect(library.render(name, wanted.value) == wanted.expected)
  }
}

extension TemplateValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral text: String) { self = .text(text) }
  package init(booleanLiteral flag: Bool) { self = .flag(flag) }
  package init(nilLiteral: ()) { self = .absent }
  package init(arrayLiteral elements: TemplateValue...) { self = .list(elements) }
  package init(dictionaryLiteral members: (String, TemplateValue)...) {
    self = .record(TemplateRecord(members))
  }
}
