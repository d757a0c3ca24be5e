/// The Mustache specification on sections.
let sectionsCases: [SpecificationCase] = [
  SpecificationCase(
    "Truthy", "\"{{#boolean}}This should be rendered.{{/boolean}}\"", ["boolean": true],
    prints: "\"This should be rendered.\""),
  SpecificationCase(
    "Falsey", "\"{{#boolean}}This should not be rendered.{{/boolean}}\"", ["boolean": false],
    prints: "\"\""),
  SpecificationCase(
    "Null is falsey", "\"{{#null}}This should not be rendered.{{/null}}\"", ["null": nil],
    prints: "\"\""),
  SpecificationCase(
    "Context", "\"{{#context}}Hi {{name}}.{{/context}}\"", ["context": ["name": "Joe"]],
    prints: "\"Hi Joe.\""),
  SpecificationCase(
    "Parent contexts", "\"{{#sec}}{{a}}, {{b}}, {{c.d}}{{/sec}}\"",
    ["a": "foo", "b": "wrong", "sec": ["b": "bar"], "c": ["d": "baz"]], prints: "\"foo, bar, baz\""),
  SpecificationCase(
    "Variable test", "\"{{#foo}}{{.}} is {{foo}}{{/foo}}\"", ["foo": "bar"],
    prints: "\"bar is bar\""),
  SpecificationCase(
    "List Contexts",
    "{{#tops}}{{#middles}}{{tname.lower}}{{mname}}.{{#bottoms}}{{tname.upper}}{{mname}}{{bname}}.{{/bottoms}}{{/middles}}{{/tops}}",
    [
      "tops": [
        [
          "tname": ["upper": "A", "lower": "a"],
          "middles": [["mname": "1", "bottoms": [["bname": "x"], ["bname": "y"]]]],
        ]
      ]
    ], prints: "a1.A1x.A1y."),
  SpecificationCase(
    "Deeply Nested Contexts",
    "{{#a}}\n{{one}}\n{{#b}}\n{{one}}{{two}}{{one}}\n{{#c}}\n{{one}}{{two}}{{three}}{{two}}{{one}}\n{{#d}}\n{{one}}{{two}}{{three}}{{four}}{{three}}{{two}}{{one}}\n{{#five}}\n{{one}}{{two}}{{three}}{{four}}{{five}}{{four}}{{three}}{{two}}{{one}}\n{{one}}{{two}}{{three}}{{four}}{{.}}6{{.}}{{four}}{{three}}{{two}}{{one}}\n{{one}}{{two}}{{three}}{{four}}{{five}}{{four}}{{three}}{{two}}{{one}}\n{{/five}}\n{{one}}{{two}}{{three}}{{four}}{{three}}{{two}}{{one}}\n{{/d}}\n{{one}}{{two}}{{three}}{{two}}{{one}}\n{{/c}}\n{{one}}{{two}}{{one}}\n{{/b}}\n{{one}}\n{{/a}}\n",
    ["a": ["one": "1"], "b": ["two": "2"], "c": ["three": "3", "d": ["four": "4", "five": "5"]]],
    prints: "1\n121\n12321\n1234321\n123454321\n12345654321\n123454321\n1234321\n12321\n121\n1\n"),
  SpecificationCase(
    "List", "\"{{#list}}{{item}}{{/list}}\"",
    ["list": [["item": "1"], ["item": "2"], ["item": "3"]]], prints: "\"123\""),
  SpecificationCase(
    "Empty List", "\"{{#list}}Yay lists!{{/list}}\"", ["list": []], prints: "\"\""),
  SpecificationCase(
    "Doubled", "{{#bool}}\n* first\n{{/bool}}\n* {{two}}\n{{#bool}}\n* third\n{{/bool}}\n",
    ["bool": true, "two": "second"], prints: "* first\n* second\n* third\n"),
  SpecificationCase(
    "Nested (Truthy)", "| A {{#bool}}B {{#bool}}C{{/bool}} D{{/bool}} E |", ["bool": true],
    prints: "| A B C D E |"),
  SpecificationCase(
    "Nested (Falsey)", "| A {{#bool}}B {{#bool}}C{{/bool}} D{{/bool}} E |", ["bool": false],
    prints: "| A  E |"),
  SpecificationCase(
    "Context Misses", "[{{#missing}}Found key 'missing'!{{/missing}}]", [:], prints: "[]"),
  SpecificationCase(
    "Implicit Iterator - String", "\"{{#list}}({{.}}){{/list}}\"",
    ["list": ["a", "b", "c", "d", "e"]], prints: "\"(a)(b)(c)(d)(e)\""),
  SpecificationCase(
    "Implicit Iterator - Integer", "\"{{#list}}({{.}}){{/list}}\"",
    ["list": ["1", "2", "3", "4", "5"]], prints: "\"(1)(2)(3)(4)(5)\""),
  SpecificationCase(
    "Implicit Iterator - Decimal", "\"{{#list}}({{.}}){{/list}}\"",
    ["list": ["1.1", "2.2", "3.3", "4.4", "5.5"]], prints: "\"(1.1)(2.2)(3.3)(4.4)(5.5)\""),
  SpecificationCase(
    "Implicit Iterator - Array", "\"{{#list}}({{#.}}{{.}}{{/.}}){{/list}}\"",
    ["list": [["1", "2", "3"], ["a", "b", "c"]]], prints: "\"(123)(abc)\""),
  SpecificationCase(
    "Implicit Iterator - HTML Escaping", "\"{{#list}}({{.}}){{/list}}\"",
    ["list": ["&", "\"", "<", ">"]], prints: "\"(&amp;)(&quot;)(&lt;)(&gt;)\""),
  SpecificationCase(
    "Implicit Iterator - Triple mustache", "\"{{#list}}({{{.}}}){{/list}}\"",
    ["list": ["&", "\"", "<", ">"]], prints: "\"(&)(\")(<)(>)\""),
  SpecificationCase(
    "Implicit Iterator - Ampersand", "\"{{#list}}({{&.}}){{/list}}\"",
    ["list": ["&", "\"", "<", ">"]], prints: "\"(&)(\")(<)(>)\""),
  SpecificationCase(
    "Implicit Iterator - Root-level", "\"{{#.}}({{value}}){{/.}}\"",
    [["value": "a"], ["value": "b"]], prints: "\"(a)(b)\""),
  SpecificationCase(
    "Dotted Names - Truthy", "\"{{#a.b.c}}Here{{/a.b.c}}\" == \"Here\"", ["a": ["b": ["c": true]]],
    prints: "\"Here\" == \"Here\""),
  SpecificationCase(
    "Dotted Names - Falsey", "\"{{#a.b.c}}Here{{/a.b.c}}\" == \"\"", ["a": ["b": ["c": false]]],
    prints: "\"\" == \"\""),
  SpecificationCase(
    "Dotted Names - Broken Chains", "\"{{#a.b.c}}Here{{/a.b.c}}\" == \"\"", ["a": [:]],
    prints: "\"\" == \"\""),
  SpecificationCase(
    "Surrounding Whitespace", " | {{#boolean}}\t|\t{{/boolean}} | \n", ["boolean": true],
    prints: " | \t|\t | \n"),
  SpecificationCase(
    "Internal Whitespace", " | {{#boolean}} {{! Important Whitespace }}\n {{/boolean}} | \n",
    ["boolean": true], prints: " |  \n  | \n"),
  SpecificationCase(
    "Indented Inline Sections", " {{#boolean}}YES{{/boolean}}\n {{#boolean}}GOOD{{/boolean}}\n",
    ["boolean": true], prints: " YES\n GOOD\n"),
  SpecificationCase(
    "Standalone Lines", "| This Is\n{{#boolean}}\n|\n{{/boolean}}\n| A Line\n", ["boolean": true],
    prints: "| This Is\n|\n| A Line\n"),
  SpecificationCase(
    "Indented Standalone Lines", "| This Is\n  {{#boolean}}\n|\n  {{/boolean}}\n| A Line\n",
    ["boolean": true], prints: "| This Is\n|\n| A Line\n"),
  SpecificationCase(
    "Standalone Line Endings", "|\r\n{{#boolean}}\r\n{{/boolean}}\r\n|", ["boolean": true],
    prints: "|\r\n|"),
  SpecificationCase(
    "Standalone Without Previous Line", "  {{#boolean}}\n#{{/boolean}}\n/", ["boolean": true],
    prints: "#\n/"),
  SpecificationCase(
    "Standalone Without Newline", "#{{#boolean}}\n/\n  {{/boolean}}", ["boolean": true],
    prints: "#\n/\n"),
  SpecificationCase(
    "Padding", "|{{# boolean }}={{/ boolean }}|", ["boolean": true], prints: "|=|"),
]
