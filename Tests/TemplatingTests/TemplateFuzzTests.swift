import Basics
import Fuzzing
import Templating
import Testing

/// Whatever a template is, it is refused at its place or prints the same text each time.
@Suite struct TemplateFuzzTests {
  private static let fuzz = Fuzz("templates", rounds: 300)

  private static let shape = TemplateShape.record([
    "site": .record(["title": .text]),
    "page": .record(["title": .text, "draft": .flag, "extra": .free, "body": .text]),
    "items": .list(.record(["title": .text, "tags": .list(.record(["name": .text]))])),
  ])

  private static let value = TemplateValue.record([
    "site": .record(["title": .text("S & <T>")]),
    "page": .record([
      "title": .text("P"), "draft": .flag(true), "body": .text("<p>\nx</p>"),
      "extra": .record(["a": .text("e")]),
    ]),
    "items": .list(
      ["1", ""].map { title in
        .record(["title": .text(title), "tags": .list([.record(["name": .text("n")])])])
      }),
  ])

  private static let templates = [
    "{{<base}}{{$main}}<h1>{{page.title}}</h1>\n{{{page.body}}}{{/main}}{{/base}}\n",
    "<ul>\n  {{#items}}\n  <li>{{title}}{{^last()}}, {{/last()}}{{> item}}</li>\n  {{/items}}\n</ul>",
    "{{! a comment }}{{#page.draft}}{{> a/b}}{{/page.draft}}{{=<% %>=}}<%site.title%><%={{ }}=%>",
    "{{#first(items)}}{{uppercased(title)}}{{#tags}}{{name}}{{/tags}}{{/first(items)}}",
    "{{$side}}{{count(items)}}{{/side}}{{^empty(page.title)}}{{index()}}{{/empty(page.title)}}",
  ]

  private static let others = [
    "base": "<main>{{$main}}{{/main}}</main>\n{{$side}}{{/side}}", "a/b": "{{> item}}",
    "item": "<b>{{site.title}}</b>\n",
  ]

  private func check(_ bytes: [UInt8], _ name: String) {
    let text = SourceText(
      path: "Templates/t.mustache", text: String(decoding: bytes, as: UTF8.self))
    var sources = Self.others.mapValues { SourceText(path: "Templates/o.mustache", text: $0) }
    sources["t"] = text
    let library = TemplateLibrary(sources)
    let diagnostics = library.diagnostics + library.check("t", against: Self.shape)
    for diagnostic in diagnostics {
      #expect(diagnostic.path != nil && diagnostic.range != nil, "\(name): \(diagnostic.summary)")
      #expect(!diagnostic.summary.contains("\n"), "\(name): \(diagnostic.summary)")
    }
    let printed = library.bytes("t", Self.value)
    #expect(printed == library.bytes("t", Self.value), "\(name)")
    if diagnostics.isEmpty { #expect(printed != nil, "\(name)") }
    #expect(library.closure(of: "t").present.contains("t"), "\(name)")
  }

  @Test func anyTemplateIsRefusedOrPrinted() {
    for (name, bytes) in Self.fuzz.corpus { check(bytes, name) }
    let complaints = Self.fuzz.run { seed in
      var mutator = Mutator(seed: seed)
      check(
        mutator.mutated(Array((mutator.random.pick(Self.templates) ?? "").utf8)), "seed \(seed)")
    }
    #expect(complaints == [])
  }
}
