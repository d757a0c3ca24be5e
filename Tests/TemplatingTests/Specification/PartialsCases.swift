/// The Mustache specification on partials.
let partialsCases: [SpecificationCase] = [
  SpecificationCase(
    "Basic Behavior", "\"{{>text}}\"", [:], partials: ["text": "from partial"],
    prints: "\"from partial\""),
  SpecificationCase(
    "Failed Lookup", "\"{{>text}}\"", [:], prints: "\"\""),
  SpecificationCase(
    "Context", "\"{{>partial}}\"", ["text": "content"], partials: ["partial": "*{{text}}*"],
    prints: "\"*content*\""),
  SpecificationCase(
    "Recursion", "{{>node}}", ["content": "X", "nodes": [["content": "Y", "nodes": []]]],
    partials: ["node": "{{content}}<{{#nodes}}{{>node}}{{/nodes}}>"], prints: "X<Y<>>"),
  SpecificationCase(
    "Nested", "{{>outer}}", ["a": "hello", "b": "world"],
    partials: ["outer": "*{{a}} {{>inner}}*", "inner": "{{b}}!"], prints: "*hello world!*"),
  SpecificationCase(
    "Surrounding Whitespace", "| {{>partial}} |", [:], partials: ["partial": "\t|\t"],
    prints: "| \t|\t |"),
  SpecificationCase(
    "Inline Indentation", "  {{data}}  {{> partial}}\n", ["data": "|"],
    partials: ["partial": ">\n>"], prints: "  |  >\n>\n"),
  SpecificationCase(
    "Standalone Line Endings", "|\r\n{{>partial}}\r\n|", [:], partials: ["partial": ">"],
    prints: "|\r\n>|"),
  SpecificationCase(
    "Standalone Without Previous Line", "  {{>partial}}\n>", [:], partials: ["partial": ">\n>"],
    prints: "  >\n  >>"),
  SpecificationCase(
    "Standalone Without Newline", ">\n  {{>partial}}", [:], partials: ["partial": ">\n>"],
    prints: ">\n  >\n  >"),
  SpecificationCase(
    "Standalone Indentation", "\\\n {{>partial}}\n/\n", ["content": "<\n->"],
    partials: ["partial": "|\n{{{content}}}\n|\n"], prints: "\\\n |\n <\n->\n |\n/\n"),
  SpecificationCase(
    "Padding Whitespace", "|{{> partial }}|", ["boolean": true], partials: ["partial": "[]"],
    prints: "|[]|"),
]
