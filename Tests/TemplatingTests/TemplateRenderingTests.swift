import Basics
import Synchronization
import Templating
import Testing

/// What the specification of Mustache leaves open, or has not.
@Suite struct TemplateRenderingTests {
  private func render(
    _ text: String, _ value: TemplateValue, others: [String: String] = [:]
  ) -> String? {
    let sources = others.merging(["t": text]) { $1 }
    return TemplateLibrary(sources.mapValues { SourceText(path: "t", text: $0) })
      .render("t", value)
  }

  @Test(
    arguments: [
      ("{{#l}}{{#first()}}<{{/first()}}{{.}}{{#last()}}>{{/last()}}{{/l}}", "<abc>"),
      ("{{#l}}{{^last()}}{{.}}{{/last()}}{{/l}}", "ab"),
      ("{{#l}}{{index()}}{{#even()}}e{{/even()}}{{#odd()}}o{{/odd()}}{{/l}}", "0e1o2e"),
      ("{{#l}}{{#m}}{{#last()}}{{.}}{{/last()}}{{/m}}{{#last()}}!{{/last()}}{{/l}}", "yyy!"),
      ("{{#l}}{{>place}}{{/l}}", "1."),
      ("{{#first()}}x{{/first()}}", ""),
      ("{{first(l)}}{{last(l)}}{{count(l)}}", "ac3"),
      ("{{#reversed(l)}}{{.}}{{/reversed(l)}}", "cba"),
      ("{{#empty(l)}}x{{/empty(l)}}{{^empty(l)}}y{{/empty(l)}}", "y"),
      ("{{#empty(none)}}x{{/empty(none)}}", "x"),
      ("{{uppercased(word)}}, {{lowercased(word)}}", "STRASSE I, straße i"),
      ("{{uppercased(first(l))}}", "A"),
      ("{{#flag}}{{flag}}{{/flag}}{{^flag}}no{{/flag}}", "true"),
      ("{{#word}}{{.}}{{/word}}", "Straße I"),
      ("{{l}}{{record}}{{{l}}}", ""),
      ("{{record.name}}{{record.name.more}}", "n"),
    ])
  func functionsAndKindsOfValues(template: String, expected: String) {
    let value: TemplateValue = [
      "l": ["a", "b", "c"], "m": ["x", "y"], "none": [], "word": "Straße I", "flag": true,
      "record": ["name": "n"],
    ]
    let place = "{{#first()}}1{{/first()}}{{#last()}}.{{/last()}}"
    #expect(render(template, value, others: ["place": place]) == expected)
  }

  @Test(
    arguments: [
      ("", ""), ("plain", "plain"), ("'\"&<>", "&#39;&quot;&amp;&lt;&gt;"),
      ("<a>", "&lt;a&gt;"), ("a<b", "a&lt;b"), ("\u{1c}\u{bc}ǧé&", "\u{bc}ǧé&amp;"),
      ("=;!#%/?", "=;!#%/?"),
    ])
  func textIsEscapedForHTML(text: String, expected: String) {
    #expect(render("{{x}}", ["x": .text(text)]) == expected)
    #expect(render("{{{x}}}{{&x}}", ["x": .text(text)]) == text + text)
  }

  @Test func linesOfTemplatesAreIndentedAndThoseOfValuesAreNot() {
    let body = "<pre>{{{code}}}</pre>\n\n<p>\n  end\n"
    #expect(
      render("<main>\n  {{>body}}\n</main>\n", ["code": "a\n b"], others: ["body": body])
        == "<main>\n  <pre>a\n b</pre>\n\n  <p>\n    end\n</main>\n")
  }

  @Test func blockTakesTheIndentationOfItsPlace() {
    let base = "<body>\n  <main>\n    {{$main}}{{/main}}\n  </main>\n</body>\n"
    let page = """
      {{<base}}
      {{$main}}
            <p>
              {{x}}

            {{>foot}}{{/main}}
      {{/base}}

      """
    #expect(
      render(page, ["x": "1"], others: ["base": base, "foot": "</p>"])
        == "<body>\n  <main>\n    <p>\n      1\n\n    </p>\n  </main>\n</body>\n")
  }

  @Test func blockInItselfPrintsItsDefault() {
    #expect(
      render(
        "{{<base}}{{$a}}[{{$a}}inner{{/a}}{{$b}}{{/b}}]{{/a}}{{$b}}({{$a}}{{/a}}){{/b}}{{/base}}",
        [:], others: ["base": "{{$a}}outer{{/a}}"]) == "[inner()]")
  }

  @Test func templateWithoutEndEnds() throws {
    let value: TemplateValue = ["items": ["a", "b", "c"]]
    let deep = try #require(render("x{{>t}}", value))
    #expect(deep == String(repeating: "x", count: 100))
    let wide = try #require(render("x{{#items}}{{>t}}{{/items}}", value))
    #expect(wide == String(repeating: "x", count: 10_000))
    let indented = try #require(render("x\n {{>t}}\n  {{>t}}\n\t{{>t}}\n", value))
    #expect(indented.hasPrefix("x\n x\n  x\n   x\n"))
  }

  @Test func deferredValueIsMadeOnceAndOnlyIfAskedFor() {
    let made = Mutex(0)
    let value = TemplateValue.record([
      "list": .deferred(
        DeferredValue {
          made.withLock { $0 += 1 }
          return .list([.deferred(DeferredValue { ["name": "a"] }), ["name": "b"]])
        }),
      "other": "x",
    ])
    #expect(render("{{other}}", value) == "x")
    #expect(made.withLock { $0 } == 0)
    #expect(render("{{#list}}{{name}}{{/list}}{{^list}}none{{/list}}", value) == "ab")
    #expect(render("{{count(list)}}", value) == "2")
    #expect(made.withLock { $0 } == 1)
  }

  @Test func unknownTemplateIsNotRendered() {
    #expect(TemplateLibrary([:]).render("t", [:]) == nil)
    #expect(TemplateLibrary([:]).bytes("t", [:]) == nil)
  }
}
