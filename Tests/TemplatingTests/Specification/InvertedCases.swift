/// The Mustache specification on inverted sections.
let invertedCases: [SpecificationCase] = [
  SpecificationCase(
    "Falsey", "\"{{^boolean}}This should be rendered.{{/boolean}}\"", ["boolean": false],
    prints: "\"This should be rendered.\""),
  SpecificationCase(
    "Truthy", "\"{{^boolean}}This should not be rendered.{{/boolean}}\"", ["boolean": true],
    prints: "\"\""),
  SpecificationCase(
    "Null is falsey", "\"{{^null}}This should be rendered.{{/null}}\"", ["null": nil],
    prints: "\"This should be rendered.\""),
  SpecificationCase(
    "Context", "\"{{^context}}Hi {{name}}.{{/context}}\"", ["context": ["name": "Joe"]],
    prints: "\"\""),
  SpecificationCase(
    "List", "\"{{^list}}{{n}}{{/list}}\"", ["list": [["n": "1"], ["n": "2"], ["n": "3"]]],
    prints: "\"\""),
  SpecificationCase(
    "Empty List", "\"{{^list}}Yay lists!{{/list}}\"", ["list": []], prints: "\"Yay lists!\""),
  SpecificationCase(
    "Doubled", "{{^bool}}\n* first\n{{/bool}}\n* {{two}}\n{{^bool}}\n* third\n{{/bool}}\n",
    ["bool": false, "two": "second"], prints: "* first\n* second\n* third\n"),
  SpecificationCase(
    "Nested (Falsey)", "| A {{^bool}}B {{^bool}}C{{/bool}} D{{/bool}} E |", ["bool": false],
    prints: "| A B C D E |"),
  SpecificationCase(
    "Nested (Truthy)", "| A {{^bool}}B {{^bool}}C{{/bool}} D{{/bool}} E |", ["bool": true],
    prints: "| A  E |"),
  SpecificationCase(
    "Context Misses", "[{{^missing}}Cannot find key 'missing'!{{/missing}}]", [:],
    prints: "[Cannot find key 'missing'!]"),
  SpecificationCase(
    "Dotted Names - Truthy", "\"{{^a.b.c}}Not Here{{/a.b.c}}\" == \"\"", ["a": ["b": ["c": true]]],
    prints: "\"\" == \"\""),
  SpecificationCase(
    "Dotted Names - Falsey", "\"{{^a.b.c}}Not Here{{/a.b.c}}\" == \"Not Here\"",
    ["a": ["b": ["c": false]]], prints: "\"Not Here\" == \"Not Here\""),
  SpecificationCase(
    "Dotted Names - Broken Chains", "\"{{^a.b.c}}Not Here{{/a.b.c}}\" == \"Not Here\"", ["a": [:]],
    prints: "\"Not Here\" == \"Not Here\""),
  SpecificationCase(
    "Surrounding Whitespace", " | {{^boolean}}\t|\t{{/boolean}} | \n", ["boolean": false],
    prints: " | \t|\t | \n"),
  SpecificationCase(
    "Internal Whitespace", " | {{^boolean}} {{! Important Whitespace }}\n {{/boolean}} | \n",
    ["boolean": false], prints: " |  \n  | \n"),
  SpecificationCase(
    "Indented Inline Sections", " {{^boolean}}NO{{/boolean}}\n {{^boolean}}WAY{{/boolean}}\n",
    ["boolean": false], prints: " NO\n WAY\n"),
  SpecificationCase(
    "Standalone Lines", "| This Is\n{{^boolean}}\n|\n{{/boolean}}\n| A Line\n", ["boolean": false],
    prints: "| This Is\n|\n| A Line\n"),
  SpecificationCase(
    "Standalone Indented Lines", "| This Is\n  {{^boolean}}\n|\n  {{/boolean}}\n| A Line\n",
    ["boolean": false], prints: "| This Is\n|\n| A Line\n"),
  SpecificationCase(
    "Standalone Line Endings", "|\r\n{{^boolean}}\r\n{{/boolean}}\r\n|", ["boolean": false],
    prints: "|\r\n|"),
  SpecificationCase(
    "Standalone Without Previous Line", "  {{^boolean}}\n^{{/boolean}}\n/", ["boolean": false],
    prints: "^\n/"),
  SpecificationCase(
    "Standalone Without Newline", "^{{^boolean}}\n/\n  {{/boolean}}", ["boolean": false],
    prints: "^\n/\n"),
  SpecificationCase(
    "Padding", "|{{^ boolean }}={{/ boolean }}|", ["boolean": false], prints: "|=|"),
]
