/// The Mustache specification on comments.
let commentsCases: [SpecificationCase] = [
  SpecificationCase(
    "Inline", "12345{{! Comment Block! }}67890", [:], prints: "1234567890"),
  SpecificationCase(
    "Multiline", "12345{{!\n  This is a\n  multi-line comment...\n}}67890\n", [:],
    prints: "1234567890\n"),
  SpecificationCase(
    "Standalone", "Begin.\n{{! Comment Block! }}\nEnd.\n", [:], prints: "Begin.\nEnd.\n"),
  SpecificationCase(
    "Indented Standalone", "Begin.\n  {{! Indented Comment Block! }}\nEnd.\n", [:],
    prints: "Begin.\nEnd.\n"),
  SpecificationCase(
    "Standalone Line Endings", "|\r\n{{! Standalone Comment }}\r\n|", [:], prints: "|\r\n|"),
  SpecificationCase(
    "Standalone Without Previous Line", "  {{! I'm Still Standalone }}\n!", [:], prints: "!"),
  SpecificationCase(
    "Standalone Without Newline", "!\n  {{! I'm Still Standalone }}", [:], prints: "!\n"),
  SpecificationCase(
    "Multiline Standalone", "Begin.\n{{!\nSomething's going on here...\n}}\nEnd.\n", [:],
    prints: "Begin.\nEnd.\n"),
  SpecificationCase(
    "Indented Multiline Standalone",
    "Begin.\n  {{!\n    Something's going on here...\n  }}\nEnd.\n", [:], prints: "Begin.\nEnd.\n"),
  SpecificationCase(
    "Indented Inline", "  12 {{! 34 }}\n", [:], prints: "  12 \n"),
  SpecificationCase(
    "Surrounding Whitespace", "12345 {{! Comment Block! }} 67890", [:], prints: "12345  67890"),
  SpecificationCase(
    "Variable Name Collision", "comments never show: >{{! comment }}<",
    ["! comment": "1", "! comment ": "2", "!comment": "3", "comment": "4"],
    prints: "comments never show: ><"),
]
