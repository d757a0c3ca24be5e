/// The Mustache specification on templates that fill others, and their blocks.
let inheritanceCases: [SpecificationCase] = [
  SpecificationCase(
    "Default", "{{$title}}Default title{{/title}}\n", [:], prints: "Default title\n"),
  SpecificationCase(
    "Variable", "{{$foo}}default {{bar}} content{{/foo}}\n", ["bar": "baz"],
    prints: "default baz content\n"),
  SpecificationCase(
    "Triple Mustache", "{{$foo}}default {{{bar}}} content{{/foo}}\n", ["bar": "<baz>"],
    prints: "default <baz> content\n"),
  SpecificationCase(
    "Sections", "{{$foo}}default {{#bar}}{{baz}}{{/bar}} content{{/foo}}\n",
    ["bar": ["baz": "qux"]], prints: "default qux content\n"),
  SpecificationCase(
    "Negative Sections", "{{$foo}}default {{^bar}}{{baz}}{{/bar}} content{{/foo}}\n",
    ["baz": "three"], prints: "default three content\n"),
  SpecificationCase(
    "Mustache Injection", "{{$foo}}default {{#bar}}{{baz}}{{/bar}} content{{/foo}}\n",
    ["bar": ["baz": "{{qux}}"]], prints: "default {{qux}} content\n"),
  SpecificationCase(
    "Inherit", "{{<include}}{{/include}}\n", [:],
    partials: ["include": "{{$foo}}default content{{/foo}}"], prints: "default content"),
  SpecificationCase(
    "Overridden content", "{{<super}}{{$title}}sub template title{{/title}}{{/super}}", [:],
    partials: ["super": "...{{$title}}Default title{{/title}}..."],
    prints: "...sub template title..."),
  SpecificationCase(
    "Data does not override block", "{{<include}}{{$var}}var in template{{/var}}{{/include}}",
    ["var": "var in data"], partials: ["include": "{{$var}}var in include{{/var}}"],
    prints: "var in template"),
  SpecificationCase(
    "Data does not override block default", "{{<include}}{{/include}}", ["var": "var in data"],
    partials: ["include": "{{$var}}var in include{{/var}}"], prints: "var in include"),
  SpecificationCase(
    "Overridden parent", "test {{<parent}}{{$stuff}}override{{/stuff}}{{/parent}}", [:],
    partials: ["parent": "{{$stuff}}...{{/stuff}}"], prints: "test override"),
  SpecificationCase(
    "Two overridden parents",
    "test {{<parent}}{{$stuff}}override1{{/stuff}}{{/parent}} {{<parent}}{{$stuff}}override2{{/stuff}}{{/parent}}\n",
    [:], partials: ["parent": "|{{$stuff}}...{{/stuff}}{{$default}} default{{/default}}|"],
    prints: "test |override1 default| |override2 default|\n"),
  SpecificationCase(
    "Override parent with newlines",
    "{{<parent}}{{$ballmer}}\npeaked\n\n:(\n{{/ballmer}}{{/parent}}", [:],
    partials: ["parent": "{{$ballmer}}peaking{{/ballmer}}"], prints: "peaked\n\n:(\n"),
  SpecificationCase(
    "Inherit indentation", "{{<parent}}{{$nineties}}hammer time{{/nineties}}{{/parent}}", [:],
    partials: ["parent": "stop:\n  {{$nineties}}collaborate and listen{{/nineties}}\n"],
    prints: "stop:\n  hammer time\n"),
  SpecificationCase(
    "Only one override", "{{<parent}}{{$stuff2}}override two{{/stuff2}}{{/parent}}", [:],
    partials: [
      "parent": "{{$stuff}}new default one{{/stuff}}, {{$stuff2}}new default two{{/stuff2}}"
    ], prints: "new default one, override two"),
  SpecificationCase(
    "Parent template", "{{>parent}}|{{<parent}}{{/parent}}", [:],
    partials: ["parent": "{{$foo}}default content{{/foo}}"],
    prints: "default content|default content"),
  SpecificationCase(
    "Recursion", "{{<parent}}{{$foo}}override{{/foo}}{{/parent}}", [:],
    partials: [
      "parent": "{{$foo}}default content{{/foo}} {{$bar}}{{<parent2}}{{/parent2}}{{/bar}}",
      "parent2":
        "{{$foo}}parent2 default content{{/foo}} {{<parent}}{{$bar}}don't recurse{{/bar}}{{/parent}}",
    ], prints: "override override override don't recurse"),
  SpecificationCase(
    "Multi-level inheritance", "{{<parent}}{{$a}}c{{/a}}{{/parent}}", [:],
    partials: [
      "parent": "{{<older}}{{$a}}p{{/a}}{{/older}}",
      "older": "{{<grandParent}}{{$a}}o{{/a}}{{/grandParent}}", "grandParent": "{{$a}}g{{/a}}",
    ], prints: "c"),
  SpecificationCase(
    "Multi-level inheritance, no sub child", "{{<parent}}{{/parent}}", [:],
    partials: [
      "parent": "{{<older}}{{$a}}p{{/a}}{{/older}}",
      "older": "{{<grandParent}}{{$a}}o{{/a}}{{/grandParent}}", "grandParent": "{{$a}}g{{/a}}",
    ], prints: "p"),
  SpecificationCase(
    "Text inside parent", "{{<parent}} asdfasd {{$foo}}hmm{{/foo}} asdfasdfasdf {{/parent}}", [:],
    partials: ["parent": "{{$foo}}default content{{/foo}}"], prints: "hmm"),
  SpecificationCase(
    "Text inside parent", "{{<parent}} asdfasd asdfasdfasdf {{/parent}}", [:],
    partials: ["parent": "{{$foo}}default content{{/foo}}"], prints: "default content"),
  SpecificationCase(
    "Block scope", "{{<parent}}{{$block}}I say {{fruit}}.{{/block}}{{/parent}}",
    ["fruit": "apples", "nested": ["fruit": "bananas"]],
    partials: ["parent": "{{#nested}}{{$block}}You say {{fruit}}.{{/block}}{{/nested}}"],
    prints: "I say bananas."),
  SpecificationCase(
    "Standalone parent", "Hi,\n  {{<parent}}{{/parent}}\n", [:], partials: ["parent": "one\ntwo\n"],
    prints: "Hi,\n  one\n  two\n"),
  SpecificationCase(
    "Standalone block", "{{<parent}}{{$block}}\none\ntwo{{/block}}\n{{/parent}}\n", [:],
    partials: ["parent": "Hi,\n  {{$block}}{{/block}}\n"], prints: "Hi,\n  one\n  two\n"),
  SpecificationCase(
    "Block reindentation", "{{<parent}}{{$block}}\n    one\n    two\n{{/block}}{{/parent}}\n", [:],
    partials: ["parent": "Hi,\n  {{$block}}\n  {{/block}}\n"], prints: "Hi,\n  one\n  two\n"),
  SpecificationCase(
    "Intrinsic indentation", "{{<parent}}{{$block}}\none\ntwo\n{{/block}}{{/parent}}\n", [:],
    partials: ["parent": "Hi,\n{{$block}}\n  default\n{{/block}}\n"], prints: "Hi,\n  one\n  two\n"),
  SpecificationCase(
    "Nested block reindentation", "{{<parent}}{{$nested}}\nthree\n{{/nested}}{{/parent}}\n", [:],
    partials: [
      "parent":
        "{{<grandparent}}{{$block}}\n  one\n  {{$nested}}\n    two\n  {{/nested}}\n{{/block}}{{/grandparent}}\n",
      "grandparent": "{{$block}}default{{/block}}",
    ], prints: "one\n  three\n"),
]
