import Basics
import Templating
import Testing

@Suite struct TemplateLibraryTests {
  private let shape = TemplateShape.record([
    "site": .record(["title": .text]),
    "page": .record(["title": .text, "draft": .flag, "extra": .free, "summary": .text]),
    "items": .list(.record(["title": .text, "summary": .text])),
  ])

  private func library(_ templates: [String: String]) -> TemplateLibrary {
    TemplateLibrary(
      templates.mapValues { SourceText(path: "Templates/t.mustache", text: $0) })
  }

  private func summaries(_ text: String, others: [String: String] = [:]) -> [String] {
    let library = library(others.merging(["t": text, "u": ""]) { $1 })
    return (library.diagnostics + library.check("t", against: shape)).map {
      let place = $0.range.map { "\($0.start.line):\($0.start.column) " } ?? ""
      return place + $0.summary + ($0.hint.map { " (\($0))" } ?? "")
    }
  }

  @Test(
    arguments: [
      ("{{page.title}}", []),
      ("{{#items}}{{title}} {{site.title}}{{/items}}", []),
      ("{{page.extra.anything.at.all}}", []),
      ("{{^page.draft}}{{page.summary}}{{/page.draft}}", []),
      ("{{uppercased(page.title)}}", []),
      (
        "a\n  {{page.titel}}",
        ["2:5 there is no variable 'page.titel' here (did you mean 'page.title'?)"]
      ),
      ("{{pag.title}}", ["1:3 there is no variable 'pag' here (did you mean 'page'?)"]),
      (
        "{{#items}}{{sumary}}{{/items}}",
        ["1:13 there is no variable 'sumary' here (did you mean 'summary'?)"]
      ),
      (
        "{{summary}}",
        ["1:3 there is no variable 'summary' here (known here: items, page, site)"]
      ),
      (
        "{{items}}",
        [
          "1:3 'items' is no text and cannot be printed (open a section with {{#items}} and print what is in it)"
        ]
      ),
      ("{{page.title.x}}", ["1:3 there is no variable 'page.title.x' here"]),
      ("{{#items}}", ["1:4 'items' is never closed (write {{/items}})"]),
      (
        "{{#items}}{{#page}}{{/items}}",
        ["1:14 'page' is never closed (write {{/page}} before {{/items}})"]
      ),
      (
        "{{#items}}{{#page}}{{/items}}{{/page}}",
        ["1:14 'page' is never closed (write {{/page}} before {{/items}})"]
      ),
      ("{{/items}}", ["1:4 'items' is closed but was not opened"]),
      (
        "{{#items}}{{/page}}{{/items}}",
        [
          "1:14 'page' is closed while 'items' is open (write {{/items}} first)",
          "1:23 'items' is closed but was not opened",
        ]
      ),
      ("{{page.title", ["1:1 this tag is never closed (close it with }})"]),
      ("{{>nav}}", ["1:4 there is no template 'nav' (known here: t, u)"]),
      ("{{>t}}", ["1:4 a template includes itself: t → t"]),
      (
        "{{ }}",
        ["1:3 this tag has no name (write a name without blanks, such as page.title)"]
      ),
      (
        "{{$a b}}{{/a b}}",
        ["1:4 'a b' is no name (write a name without blanks, such as page.title)"]
      ),
      (
        "{{page..title}}",
        ["1:3 'page..title' is no name (write a name without blanks, such as page.title)"]
      ),
      (
        "{{uppercase(page.title)}}",
        ["1:3 there is no function 'uppercase' (did you mean 'uppercased'?)"]
      ),
      (
        "{{=<%=}}",
        [
          "1:4 '<%' are no two delimiters (write the opening and the closing one, such as {{=<% %>=}})"
        ]
      ),
      (
        "{{<u}}{{page.title}}{{/u}}",
        [
          "1:9 'page.title' stands in '<u' but in no block (put it between {{$block}} and {{/block}})"
        ]
      ),
      (
        "{{#items}}{{#count()}}x{{/count()}}{{/items}}",
        [
          "1:14 'count()' is no question about a place in a list (first, last, count, empty and reversed are for lists, uppercased, lowercased and empty for text)"
        ]
      ),
      (
        "{{#last(page.title)}}x{{/last(page.title)}}",
        [
          "1:4 'last(page.title)' asks for what 'page.title' does not have (first, last, count, empty and reversed are for lists, uppercased, lowercased and empty for text)"
        ]
      ),
      ("{{#last(items)}}{{title}}{{/last(items)}} of {{count(items)}}", []),
    ] as [(String, [String])])
  func checksNamesAgainstTheShape(text: String, expected: [String]) {
    #expect(summaries(text) == expected)
  }

  @Test(
    arguments: [
      (
        "{{<v}} x {{$b}}y{{/b}}{{/v}}",
        [
          "1:8 this stands in '<v' but in no block, and is not printed (put it into a block of 'v': b, c)"
        ]
      ),
      (
        "{{<v}}x {{page.title}} y{{site.title}}{{/v}}",
        [
          "1:11 'page.title' stands in '<v' but in no block (put it between {{$block}} and {{/block}})"
        ]
      ),
      (
        "{{<v}}{{$b}}{{/b}}\n  x\n{{$c}}{{/c}}{{/v}}",
        [
          "2:3 this stands in '<v' but in no block, and is not printed (put it into a block of 'v': b, c)"
        ]
      ),
      ("{{<v}}\n{{! c }} <!-- a\nb -->\n{{$b}}y{{/b}}\n{{/v}}\n", []),
      (
        "{{#if page.title}}x{{/if}}",
        [
          "1:4 'if page.title' is no section of Mustache, which has the name alone (write {{#page.title}}…{{/page.title}})"
        ]
      ),
      (
        "{{# unless page.title }}x{{/unless}}",
        [
          "1:5 'unless page.title' is no section of Mustache, which has the name alone (write {{^page.title}}…{{/page.title}})"
        ]
      ),
      (
        "{{#items}}x{{else}}y{{/items}}",
        ["1:14 Mustache has no 'else' (write {{/items}}{{^items}})"]
      ),
      (
        "{{#if (a b)}}x{{else}}y{{/if}}",
        [
          "1:4 'if (a b)' is no section of Mustache, which has the name alone (write {{#name}}…{{/name}})",
          "1:17 Mustache has no 'else' (write {{/name}}{{^name}})",
        ]
      ),
      ("{{#page.title}}x{{/page.title}}{{^page.title}}y{{/page.title}}", []),
      (
        "{{{page.title}} {{{page.summary}}}",
        ["1:1 this tag is opened by three braces and closed by two (write {{{page.title}}})"]
      ),
      ("{{{page.title}}} {{=<% %>=}}<%{page.title}%>", []),
      ("{{> item}}", ["1:5 there is no template 'item' (did you mean 'partials/item'?)"]),
      (
        "{{> partials/item.mustache}}",
        ["1:5 there is no template 'partials/item.mustache' (did you mean 'partials/item'?)"]
      ),
      ("{{> partials/item}}", []),
    ] as [(String, [String])])
  func whatOthersWriteIsTold(text: String, expected: [String]) {
    let others = ["v": "{{$b}}{{/b}}{{$c}}{{/c}}", "partials/item": ""]
    #expect(summaries(text, others: others) == expected)
  }

  @Test func partialIsCheckedWhereItIsUsed() {
    let found = summaries(
      "{{#items}}{{>item}}{{/items}}{{>item}}", others: ["item": "{{title}}"])
    #expect(found == ["1:3 there is no variable 'title' here (known here: items, page, site)"])
  }

  @Test func inheritedBlocksReplaceTheBase() {
    let library = library([
      "base": "<h1>{{$title}}none{{/title}}</h1>\n  {{>foot}}\n",
      "foot": "<p>{{site.title}}</p>\n",
      "page": "{{<base}}{{$title}}{{page.title}}{{/title}}{{/base}}",
    ])
    #expect(library.diagnostics.isEmpty)
    let value = TemplateValue.record([
      "site": .record(["title": .text("S & T")]), "page": .record(["title": .text("<P>")]),
    ])
    #expect(library.render("page", value) == "<h1>&lt;P&gt;</h1>\n  <p>S &amp; T</p>\n")
    #expect(library.closure(of: "page").present == ["base", "foot", "page"])
  }

  @Test func absentNameDoesNotFindItsNamesakeOutside() {
    let library = library([
      "t": "{{#items}}[{{title}}{{#summary}}: {{summary}}{{/summary}}]{{/items}}"
    ])
    let value = TemplateValue.record([
      "summary": .text("outer"),
      "items": .list([
        .record(["title": .text("a"), "summary": .absent]),
        .record(["title": .text("b"), "summary": .text("inner")]),
      ]),
    ])
    #expect(library.render("t", value) == "[a][b: inner]")
  }
}
