import Basics
import Tables
import Testing

@Suite struct StructuredValueYAMLTests {
  @Test(arguments: [
    ("", "null"),
    ("a: 1\nb: [x, 'y', 2.5]\n", "{a:1,b:['x','y',2.5]}"),
    (
      "[yes, no, on, off, true, False, null, ~, '', 'true']",
      "['yes','no','on','off',true,false,null,null,'','true']"
    ),
    (
      "[2026-02-05, 2026-02-05T10:00:00Z, 12:30, 1_000]",
      "['2026-02-05','2026-02-05T10:00:00Z','12:30','1_000']"
    ),
    (
      "[0, -1, +2, 1e3, .5, 5., -1.5e-2, 0x1F, 0o17, 007, 1.2.3, 1e, ., -]",
      "[0,-1,2,1000,0.5,5,-0.015,31,15,'007','1.2.3','1e','.','-']"
    ),
    ("[.inf, .nan, 1e999]", "['.inf','.nan','1e999']"),
    ("a: |\n  two\n  lines\nb: >-\n  one\n  line\n", "{a:'two\nlines\n',b:'one line'}"),
    ("a:\nb: ''\n", "{a:null,b:''}"),
    ("a: # none yet\nb: '#x'\n", "{a:null,b:'#x'}"),
    ("a: [x, # first\n  y]\n", "{a:['x','y']}"),
    ("a: #\n  - x#1\n", "{a:['x#1']}"),
    ("a: &x {b: 1}\nc: *x\n", "{a:{b:1},c:{b:1}}"),
    ("a: !!str 5\n", "{a:'5'}"),
    ("1: a\ntrue: b\n", "{1:'a',true:'b'}"),
    ("\u{FEFF}a: é\n", "{a:'é'}"),
  ])
  func readsValuesAsYAML12Does(text: String, expected: String) throws {
    #expect(try yaml(text).get().text == expected)
  }

  @Test func knowsWherePartsStand() throws {
    let root = try yaml(
      """
      title: Élan vital
      tags: [a, "b c", 'd''e']
      map:
        key: plain text
          on two lines
        - not
      """.replacing("\n  - not", with: "\n  list:\n    - 1\n    - {x: [ 2, ] , }\n  none: {}")
    ).get()
    #expect(root["title"]?.range.text == "1:8-1:18")
    let members = try #require(root.members)
    #expect(members.map(\.nameRange.text) == ["1:1-1:6", "2:1-2:5", "3:1-3:4"])
    let tags = try #require(root["tags"])
    #expect(tags.range.text == "2:7-2:25")
    #expect(tags.elements?.map(\.range.text) == ["2:8-2:9", "2:11-2:16", "2:18-2:24"])
    #expect(root["map"]?["key"]?.range.text == "4:8-5:17")
    #expect(root["map"]?["list"]?.range.text == "7:5-8:21")
    #expect(root["map"]?["list"]?.elements?.last?["x"]?.range.text == "8:11-8:17")
    #expect(root["map"]?["none"]?.range.text == "9:9-9:11")
    #expect(root.range.text == "1:1-9:11")
  }

  @Test func standsWhereTheOuterFileHasIt() throws {
    let origin = SourcePosition(line: 10, column: 4)
    let root = try yaml("a: 1\nb: 2\n", at: origin, indent: 3).get()
    #expect(root["a"]?.range.text == "10:7-10:8")
    #expect(root["b"]?.range.text == "11:7-11:8")
    #expect(
      mistakes(yaml("a: 1\na: 2\n", at: origin, indent: 3)) == [
        "11:4-5 DuplicateKey: the key 'a' is written twice"
      ])
  }

  private static let slips: [(String, String)] = [
    ("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", "5:3-4 DuplicateKey: the key 'c' is written twice"),
    ("{a: 1, a: 2}", "1:2-3 DuplicateKey: the key 'a' is written twice"),
    (
      "a: !!int 5\n",
      "1:4-10 UnsupportedYAMLTag: the YAML tag 'tag:yaml.org,2002:int' is not supported "
        + "(leave the tag out; put quotes around what should be text)"
    ),
    (
      "a: !local {b: 1}\n",
      "1:4-11 UnsupportedYAMLTag: the YAML tag '!local' is not supported "
        + "(leave the tag out; put quotes around what should be text)"
    ),
    ("? [a]\n: 1\n", "1:3-6 InvalidYAML: a key must be text, not a list or an object"),
    (
      "a: [1\n",
      "1:4-4 InvalidYAML: this is not YAML: the list that begins here with '[' is not closed, or text "
        + "follows it (close it with ']'; a text that begins with '[' needs quotes around it)"
    ),
    (
      "a: 1\n b: 2\n",
      "2:1-2 InvalidYAML: this line is out of step: it is indented by 1, and those that it could "
        + "stand with by 0 (indent it as the lines that it belongs to)"
    ),
    (
      "a: *nobody\n",
      "1:4-4 InvalidYAML: this is not YAML: '*' stands for a value that was named before, and none is "
        + "(put quotes around the text: a: \"*nobody\")"
    ),
    (
      "a: 1\n---\nb: 2\n",
      "2:1-1 InvalidYAML: this is not YAML: a second document begins here (take the line '---' out)"
    ),
    (
      "a: Gallium: above\n",
      "1:11-11 InvalidYAML: this is not YAML: ': ' begins a mapping, and this is in a text "
        + "(put quotes around the text: a: \"Gallium: above\")"
    ),
    (
      "a: 1\n\tb: 2\n",
      "2:1-1 InvalidYAML: this is not YAML: a tab cannot indent YAML (indent with blanks)"
    ),
    (
      "a:\n  unit: %\n",
      "2:9-9 InvalidYAML: this is not YAML: '%' cannot begin a text "
        + "(put quotes around the text: unit: \"%\")"
    ),
    (
      "a:\n    b: 1\n    c: 2\n   d: 3\n",
      "4:1-4 InvalidYAML: this line is out of step: it is indented by 3, and those that it could "
        + "stand with by 0 or 4 (indent it as the lines that it belongs to)"
    ),
    (
      "a: \"b\nc: d\n",
      "1:4-4 InvalidYAML: this is not YAML: the quote that begins here is not closed "
        + "(close it behind the text; within single quotes write '' for one)"
    ),
    (
      "a: \"b\" c\n",
      "1:8-8 InvalidYAML: this is not YAML: text follows the closing quote "
        + "(put quotes around all of it; write '' for a quote in it)"
    ),
    (
      "a: [Draft] Cap\n",
      "1:12-12 InvalidYAML: this is not YAML: text follows the closing bracket "
        + "(put quotes around the text: a: \"[Draft] Cap\")"
    ),
    (
      "a: 'x'\nb\nc: d\n",
      "2:1-1 InvalidYAML: this is not YAML: this line has no ': ' behind its key "
        + "(write it as key: value)"
    ),
    (
      "a: - b\n",
      "1:4-4 InvalidYAML: this is not YAML: a list cannot begin behind its key "
        + "(begin it on the next line, or write it as [one, two])"
    ),
    (
      "a: \"C:\\data\"\n",
      "1:7-7 InvalidYAML: this is not YAML: in double quotes '\\' begins an escape, and this is none "
        + "(write '\\\\' for a backslash, or put the text in single quotes)"
    ),
    (
      "a: Rank #1\n",
      "1:9-10 CommentInText: from ' #' on this is a comment, and no part of the text "
        + "(put quotes around the text, or a blank behind '#' if it is a comment)"
    ),
    (
      "a: {unit: %, decimals: 1}\n",
      "1:11-11 InvalidYAML: this is not YAML: '%' cannot begin a text "
        + "(put quotes around the text: unit: \"%\")"
    ),
    (
      "title:Rents in March\nsummary: x\n",
      "1:6-7 InvalidYAML: this is not YAML: no blank stands behind the colon "
        + "(write title: Rents in March)"
    ),
    (
      "summary: x\ntitle:Rents\n",
      "2:6-7 InvalidYAML: this is not YAML: no blank stands behind the colon (write title: Rents)"
    ),
    (
      "note: x\nhttps://example.org\n",
      "2:1-1 InvalidYAML: this is not YAML: this line has no ': ' behind its key "
        + "(write it as key: value)"
    ),
    ("tags: [#rents, #housing]\nb: 1\n", "1:8-9 " + StructuredValueYAMLTests.comment("#rents")),
    ("tags: [#rents]\n", "1:8-9 " + StructuredValueYAMLTests.comment("#rents")),
    ("a: {format: #,##0}\nb: 1\n", "1:13-14 " + StructuredValueYAMLTests.comment("#,##0")),
    ("color: #ff0000\nb: 1\n", "1:8-9 " + StructuredValueYAMLTests.comment("#ff0000")),
    ("a:\n  - #x\n  - y\n", "2:5-6 " + StructuredValueYAMLTests.comment("#x")),
  ]

  @Test(arguments: slips)
  func saysWhatIsWrongAndWhere(text: String, expected: String) {
    #expect(mistakes(yaml(text)) == [expected])
  }

  private static func comment(_ text: String) -> String {
    "CommentInText: '#' begins a comment here, and no value stands before it (put the text in "
      + "quotes, \"\(text)\", or a blank behind '#' if it is a comment)"
  }

  @Test func aliasesCannotGrowWithoutBound() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let uses = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(uses)]\n"
    }
    #expect(
      mistakes(yaml(text)) == [
        "1:1-1 YAMLTooLarge: with its aliases written out, this YAML has more than 200000 values"
      ])
  }

  @Test func deepNestingIsReadOrRefusedButNeverACrash() async throws {
    let text = String(repeating: "[", count: 100_000)
    #expect(mistakes(yaml(text)).first?.contains("InvalidYAML") == true)
    let deep = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    let mappings = String(repeating: "{a: ", count: 900) + String(repeating: "}", count: 900)
    // Threads of a pool have smaller stacks than the first one.
    for text in [deep, mappings] {
      let value = try await Task.detached { try yaml(text).get() }.value
      #expect(value.range.start == .start)
    }
  }

  @Test func aTreeIsTheSameAfterItWasKept() throws {
    let text = """
      name: [a, 'b', {c: 1.5, d: true, e: null}]
      nested:
        deeper: {}
        text: Élan
      """
    let value = try StructuredValue.parseYAML(SourceText(path: "a.yaml", text: text)).get()
    var writer = ByteWriter()
    writer.write(value)
    var reader = ByteReader(writer.bytes)
    #expect("\(try StructuredValue(from: &reader))" == "\(value)")
  }

  @Test func bytesThatAreNoTreeAreRefused() {
    var writer = ByteWriter()
    writer.write(SourceRange(at: .start))
    writer.write(UInt8(9))
    #expect(throws: ByteDecodingError.self) {
      var reader = ByteReader(writer.bytes)
      _ = try StructuredValue(from: &reader)
    }
  }
}
