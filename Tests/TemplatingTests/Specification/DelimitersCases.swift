/// The Mustache specification on delimiters.
let delimitersCases: [SpecificationCase] = [
  SpecificationCase(
    "Pair Behavior", "{{=<% %>=}}(<%text%>)", ["text": "Hey!"], prints: "(Hey!)"),
  SpecificationCase(
    "Special Characters", "({{=[ ]=}}[text])", ["text": "It worked!"], prints: "(It worked!)"),
  SpecificationCase(
    "Sections",
    "[\n{{#section}}\n  {{data}}\n  |data|\n{{/section}}\n\n{{= | | =}}\n|#section|\n  {{data}}\n  |data|\n|/section|\n]\n",
    ["section": true, "data": "I got interpolated."],
    prints: "[\n  I got interpolated.\n  |data|\n\n  {{data}}\n  I got interpolated.\n]\n"),
  SpecificationCase(
    "Inverted Sections",
    "[\n{{^section}}\n  {{data}}\n  |data|\n{{/section}}\n\n{{= | | =}}\n|^section|\n  {{data}}\n  |data|\n|/section|\n]\n",
    ["section": false, "data": "I got interpolated."],
    prints: "[\n  I got interpolated.\n  |data|\n\n  {{data}}\n  I got interpolated.\n]\n"),
  SpecificationCase(
    "Partial Inheritence", "[ {{>include}} ]\n{{= | | =}}\n[ |>include| ]\n", ["value": "yes"],
    partials: ["include": ".{{value}}."], prints: "[ .yes. ]\n[ .yes. ]\n"),
  SpecificationCase(
    "Post-Partial Behavior", "[ {{>include}} ]\n[ .{{value}}.  .|value|. ]\n", ["value": "yes"],
    partials: ["include": ".{{value}}. {{= | | =}} .|value|."],
    prints: "[ .yes.  .yes. ]\n[ .yes.  .|value|. ]\n"),
  SpecificationCase(
    "Surrounding Whitespace", "| {{=@ @=}} |", [:], prints: "|  |"),
  SpecificationCase(
    "Outlying Whitespace (Inline)", " | {{=@ @=}}\n", [:], prints: " | \n"),
  SpecificationCase(
    "Standalone Tag", "Begin.\n{{=@ @=}}\nEnd.\n", [:], prints: "Begin.\nEnd.\n"),
  SpecificationCase(
    "Indented Standalone Tag", "Begin.\n  {{=@ @=}}\nEnd.\n", [:], prints: "Begin.\nEnd.\n"),
  SpecificationCase(
    "Standalone Line Endings", "|\r\n{{= @ @ =}}\r\n|", [:], prints: "|\r\n|"),
  SpecificationCase(
    "Standalone Without Previous Line", "  {{=@ @=}}\n=", [:], prints: "="),
  SpecificationCase(
    "Standalone Without Newline", "=\n  {{=@ @=}}", [:], prints: "=\n"),
  SpecificationCase(
    "Pair with Padding", "|{{= @   @ =}}|", [:], prints: "||"),
]
