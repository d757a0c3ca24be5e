import Basics
import Tables
import Testing

@Suite struct StructuredJSONTests {
  private func parse(_ text: String) -> Result<StructuredValue, DiagnosticsError> {
    StructuredValue.parseJSON(SourceText(path: "a.json", text: text))
  }

  @Test(arguments: [
    ("0", 0.0), ("-0.5", -0.5), ("1e3", 1000), ("12345678901234567168", 12_345_678_901_234_567_168),
    ("0.1", 0.1), ("2.5e-7", 2.5e-7), ("1.7976931348623157e308", 1.7976931348623157e308),
  ])
  func numbersAreExact(text: String, value: Double) throws {
    #expect(try parse(text).get().number == value)
  }

  @Test func stringsAreDecoded() throws {
    let text = #""a\n\"\\\/\u00e9\ud83d\ude00é""#
    #expect(try parse(text).get().string == "a\n\"\\/é😀é")
  }

  @Test func placesCountScalars() throws {
    let value = try parse("{\n  \"é😀\": [1, true]\n}").get()
    let member = try #require(value.members?.first)
    #expect(member.name == "é😀")
    #expect(member.nameRange.start == SourcePosition(line: 2, column: 3))
    #expect(member.value.elements?[1].range.start == SourcePosition(line: 2, column: 13))
  }

  @Test(arguments: [
    ("{", "expected a name in double quotes, found the end of the text"),
    ("[1 2]", "expected ',' or ']', found '2'"), ("01", "this is no number of JSON"),
    ("\"\\x\"", "this is no escape sequence of JSON"), ("nul", "expected a value, found 'n'"),
    ("1 1", "expected the end of the text, found '1'"),
  ])
  func mistakesAreNamed(text: String, summary: String) {
    guard case .failure(let error) = parse(text) else {
      Issue.record("read \(text)")
      return
    }
    #expect(error.diagnostics.map(\.summary) == [summary])
    #expect(error.diagnostics.map(\.identifier) == ["InvalidJSON"])
  }
}
