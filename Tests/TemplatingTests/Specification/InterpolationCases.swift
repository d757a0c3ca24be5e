/// The Mustache specification on variables, escaped and not.
let interpolationCases: [SpecificationCase] = [
  SpecificationCase(
    "No Interpolation", "Hello from {Mustache}!\n", [:], prints: "Hello from {Mustache}!\n"),
  SpecificationCase(
    "Basic Interpolation", "Hello, {{subject}}!\n", ["subject": "world"], prints: "Hello, world!\n"),
  SpecificationCase(
    "No Re-interpolation", "{{template}}: {{planet}}",
    ["template": "{{planet}}", "planet": "Earth"], prints: "{{planet}}: Earth"),
  SpecificationCase(
    "HTML Escaping", "These characters should be HTML escaped: {{forbidden}}\n",
    ["forbidden": "& \" < >"],
    prints: "These characters should be HTML escaped: &amp; &quot; &lt; &gt;\n"),
  SpecificationCase(
    "Triple Mustache", "These characters should not be HTML escaped: {{{forbidden}}}\n",
    ["forbidden": "& \" < >"], prints: "These characters should not be HTML escaped: & \" < >\n"),
  SpecificationCase(
    "Ampersand", "These characters should not be HTML escaped: {{&forbidden}}\n",
    ["forbidden": "& \" < >"], prints: "These characters should not be HTML escaped: & \" < >\n"),
  SpecificationCase(
    "Basic Integer Interpolation", "\"{{mph}} miles an hour!\"", ["mph": "85"],
    prints: "\"85 miles an hour!\""),
  SpecificationCase(
    "Triple Mustache Integer Interpolation", "\"{{{mph}}} miles an hour!\"", ["mph": "85"],
    prints: "\"85 miles an hour!\""),
  SpecificationCase(
    "Ampersand Integer Interpolation", "\"{{&mph}} miles an hour!\"", ["mph": "85"],
    prints: "\"85 miles an hour!\""),
  SpecificationCase(
    "Basic Decimal Interpolation", "\"{{power}} jiggawatts!\"", ["power": "1.21"],
    prints: "\"1.21 jiggawatts!\""),
  SpecificationCase(
    "Triple Mustache Decimal Interpolation", "\"{{{power}}} jiggawatts!\"", ["power": "1.21"],
    prints: "\"1.21 jiggawatts!\""),
  SpecificationCase(
    "Ampersand Decimal Interpolation", "\"{{&power}} jiggawatts!\"", ["power": "1.21"],
    prints: "\"1.21 jiggawatts!\""),
  SpecificationCase(
    "Basic Null Interpolation", "I ({{cannot}}) be seen!", ["cannot": nil], prints: "I () be seen!"),
  SpecificationCase(
    "Triple Mustache Null Interpolation", "I ({{{cannot}}}) be seen!", ["cannot": nil],
    prints: "I () be seen!"),
  SpecificationCase(
    "Ampersand Null Interpolation", "I ({{&cannot}}) be seen!", ["cannot": nil],
    prints: "I () be seen!"),
  SpecificationCase(
    "Basic Context Miss Interpolation", "I ({{cannot}}) be seen!", [:], prints: "I () be seen!"),
  SpecificationCase(
    "Triple Mustache Context Miss Interpolation", "I ({{{cannot}}}) be seen!", [:],
    prints: "I () be seen!"),
  SpecificationCase(
    "Ampersand Context Miss Interpolation", "I ({{&cannot}}) be seen!", [:], prints: "I () be seen!"
  ),
  SpecificationCase(
    "Dotted Names - Basic Interpolation",
    "\"{{person.name}}\" == \"{{#person}}{{name}}{{/person}}\"", ["person": ["name": "Joe"]],
    prints: "\"Joe\" == \"Joe\""),
  SpecificationCase(
    "Dotted Names - Triple Mustache Interpolation",
    "\"{{{person.name}}}\" == \"{{#person}}{{{name}}}{{/person}}\"", ["person": ["name": "Joe"]],
    prints: "\"Joe\" == \"Joe\""),
  SpecificationCase(
    "Dotted Names - Ampersand Interpolation",
    "\"{{&person.name}}\" == \"{{#person}}{{&name}}{{/person}}\"", ["person": ["name": "Joe"]],
    prints: "\"Joe\" == \"Joe\""),
  SpecificationCase(
    "Dotted Names - Arbitrary Depth", "\"{{a.b.c.d.e.name}}\" == \"Phil\"",
    ["a": ["b": ["c": ["d": ["e": ["name": "Phil"]]]]]], prints: "\"Phil\" == \"Phil\""),
  SpecificationCase(
    "Dotted Names - Broken Chains", "\"{{a.b.c}}\" == \"\"", ["a": [:]], prints: "\"\" == \"\""),
  SpecificationCase(
    "Dotted Names - Broken Chain Resolution", "\"{{a.b.c.name}}\" == \"\"",
    ["a": ["b": [:]], "c": ["name": "Jim"]], prints: "\"\" == \"\""),
  SpecificationCase(
    "Dotted Names - Initial Resolution", "\"{{#a}}{{b.c.d.e.name}}{{/a}}\" == \"Phil\"",
    [
      "a": ["b": ["c": ["d": ["e": ["name": "Phil"]]]]],
      "b": ["c": ["d": ["e": ["name": "Wrong"]]]],
    ], prints: "\"Phil\" == \"Phil\""),
  SpecificationCase(
    "Dotted Names - Context Precedence", "{{#a}}{{b.c}}{{/a}}",
    ["a": ["b": [:]], "b": ["c": "ERROR"]], prints: ""),
  SpecificationCase(
    "Dotted Names are never single keys", "{{a.b}}", ["a.b": "c"], prints: ""),
  SpecificationCase(
    "Dotted Names - No Masking", "{{a.b}}", ["a.b": "c", "a": ["b": "d"]], prints: "d"),
  SpecificationCase(
    "Implicit Iterators - Basic Interpolation", "Hello, {{.}}!\n", "world",
    prints: "Hello, world!\n"),
  SpecificationCase(
    "Implicit Iterators - HTML Escaping", "These characters should be HTML escaped: {{.}}\n",
    "& \" < >", prints: "These characters should be HTML escaped: &amp; &quot; &lt; &gt;\n"),
  SpecificationCase(
    "Implicit Iterators - Triple Mustache",
    "These characters should not be HTML escaped: {{{.}}}\n", "& \" < >",
    prints: "These characters should not be HTML escaped: & \" < >\n"),
  SpecificationCase(
    "Implicit Iterators - Ampersand", "These characters should not be HTML escaped: {{&.}}\n",
    "& \" < >", prints: "These characters should not be HTML escaped: & \" < >\n"),
  SpecificationCase(
    "Implicit Iterators - Basic Integer Interpolation", "\"{{.}} miles an hour!\"", "85",
    prints: "\"85 miles an hour!\""),
  SpecificationCase(
    "Interpolation - Surrounding Whitespace", "| {{string}} |", ["string": "---"], prints: "| --- |"
  ),
  SpecificationCase(
    "Triple Mustache - Surrounding Whitespace", "| {{{string}}} |", ["string": "---"],
    prints: "| --- |"),
  SpecificationCase(
    "Ampersand - Surrounding Whitespace", "| {{&string}} |", ["string": "---"], prints: "| --- |"),
  SpecificationCase(
    "Interpolation - Standalone", "  {{string}}\n", ["string": "---"], prints: "  ---\n"),
  SpecificationCase(
    "Triple Mustache - Standalone", "  {{{string}}}\n", ["string": "---"], prints: "  ---\n"),
  SpecificationCase(
    "Ampersand - Standalone", "  {{&string}}\n", ["string": "---"], prints: "  ---\n"),
  SpecificationCase(
    "Interpolation With Padding", "|{{ string }}|", ["string": "---"], prints: "|---|"),
  SpecificationCase(
    "Triple Mustache With Padding", "|{{{ string }}}|", ["string": "---"], prints: "|---|"),
  SpecificationCase(
    "Ampersand With Padding", "|{{& string }}|", ["string": "---"], prints: "|---|"),
]
