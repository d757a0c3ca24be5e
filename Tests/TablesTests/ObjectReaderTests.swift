import Basics
import Tables
import Testing

@Suite struct ObjectReaderTests {
  enum Side: String, CaseIterable { case left, right }

  @Test func readsMembersByNameAndType() throws {
    let value = try yaml(
      """
      title: A
      tags: [x, y]
      one: z
      draft: true
      width: 640
      ratio: 1.5
      date: 2026-02-05
      side: left
      nothing:
      inner: {name: n}
      list: [{name: a}, {name: b}]
      """
    ).get()
    var reader = ObjectReader(value, path: "a.yaml", subject: "the test")
    #expect(reader.string("title") == "A")
    #expect(reader.strings("tags") == ["x", "y"])
    #expect(reader.strings("one") == ["z"])
    #expect(reader.boolean("draft") == true)
    #expect(reader.integer("width") == 640)
    #expect(reader.number("ratio") == 1.5)
    #expect(reader.date("date") == CalendarDate("2026-02-05"))
    #expect(reader.choice("side", Side.self) == .left)
    #expect(reader.string("nothing") == nil)
    #expect(reader.string("absent") == nil)
    #expect(reader.object("inner") { $0.string("name") } == "n")
    #expect(reader.objects("list") { $0.string("name") } == ["a", "b"])
    reader.finish()
    #expect(reader.diagnostics.isEmpty)
  }

  @Test func collectsEveryMistake() throws {
    let value = try yaml(
      """
      titel: A
      summary: 2026
      tags: [x, 1]
      draft: maybe
      width: 1.5
      date: 2026-02-30
      side: lft
      inner: text
      deep: {nmae: a, zzzzzz: 1}
      """
    ).get()
    let (_, diagnostics) = ObjectReader.read(value, path: "a.yaml", subject: "the front matter") {
      reader in
      _ = reader.require("title", reader.string("title"))
      _ = reader.require("summary", reader.string("summary"))
      _ = reader.strings("tags")
      _ = reader.boolean("draft")
      _ = reader.integer("width")
      _ = reader.date("date")
      _ = reader.choice("side", Side.self)
      reader.object("inner") { _ = $0.string("name") }
      reader.object("deep") { _ = $0.string("name") }
    }
    #expect(
      diagnostics.map(\.line) == [
        "1:1-1 MissingKey: the key 'title' is missing in the front matter",
        "2:10-14 WrongType: 'summary' must be a string, not 2026 (put quotes around it)",
        "3:11-12 WrongType: 'tags' must be a list of strings, not 1 (put quotes around it)",
        "4:8-13 WrongType: 'draft' must be true or false, not 'maybe'",
        "5:8-11 WrongType: 'width' must be a whole number, not 1.5",
        "6:7-17 WrongType: 'date' must be a date such as 2026-02-05, not '2026-02-30'",
        "7:7-10 UnknownChoice: 'side' cannot be 'lft' (did you mean 'left'?)",
        "8:8-12 WrongType: 'inner' must be an object, not 'text'",
        "9:8-12 UnknownKey: unknown key 'nmae' in 'deep' (did you mean 'name'?)",
        "9:17-23 UnknownKey: unknown key 'zzzzzz' in 'deep' (known here: name)",
        "1:1-6 UnknownKey: unknown key 'titel' in the front matter (did you mean 'title'?)",
      ])
    #expect(diagnostics.allSatisfy { $0.path == "a.yaml" && $0.severity == .error })
  }

  @Test func formatsThatOthersExtendOnlyWarn() throws {
    let value = try yaml("titel: A\nvendor: 1\n").get()
    let (_, diagnostics) = ObjectReader.read(
      value, path: "a.yaml", subject: "it", unknownKeys: .warn
    ) { _ = $0.string("title") }
    #expect(diagnostics.map(\.severity) == [.error, .warning])
    let (_, ignored) = ObjectReader.read(
      value, path: "a.yaml", subject: "it", unknownKeys: .ignore
    ) { _ = $0.string("title") }
    #expect(ignored.isEmpty)
  }

  @Test func aTextOfKeysWithoutBlanksIsToldAsOne() throws {
    let (_, diagnostics) = ObjectReader.read(
      try yaml("title:Rents\n").get(), path: "a.yaml", subject: "the front matter"
    ) { $0.string("title") }
    #expect(
      diagnostics.map(\.line) == [
        "1:1-12 WrongType: the front matter must be an object, not 'title:Rents' "
          + "(put a blank behind each colon: title: Rents)"
      ])
  }

  @Test func anEmptyDocumentIsAnEmptyObject() throws {
    let (title, diagnostics) = ObjectReader.read(
      try yaml("").get(), path: "a.yaml", subject: "the front matter"
    ) { $0.require("title", $0.string("title")) }
    #expect(title == nil)
    #expect(
      diagnostics.map(\.line) == [
        "1:1-1 MissingKey: the key 'title' is missing in the front matter"
      ]
    )
  }
}
