import Basics
import Tables
import Testing

@testable import Charting

/// A spec's value for tests; it stands at the first line, as long as it is.
func structured(_ json: String) throws -> StructuredValue {
  func place(_ datum: Datum) -> StructuredValue {
    let range = SourceRange(at: .start)
    switch datum {
    case .null, .date: return StructuredValue(.null, range: range)
    case .boolean(let flag): return StructuredValue(.boolean(flag), range: range)
    case .number(let number): return StructuredValue(.number(number), range: range)
    case .string(let text): return StructuredValue(.string(text), range: range)
    case .array(let elements): return StructuredValue(.array(elements.map(place)), range: range)
    case .object(let members):
      return StructuredValue(
        .object(
          members.keys.sorted().map {
            .init(name: $0, nameRange: range, value: place(members[$0] ?? .null))
          }), range: range)
    }
  }
  return place(try #require(JSONText.parse(json)))
}

@Suite struct DataFormatTests {
  private func read(_ values: String, _ format: String = "{}") throws -> (Dataset, [Diagnostic]) {
    var properties = PropertyDecoder()
    let format = DataFormat(try structured(format), into: &properties)
    let dataset = format.dataset(try structured(values), into: &properties)
    return (dataset, properties.diagnostics)
  }

  @Test func inlineValuesAreRows() throws {
    let (data, diagnostics) = try read(#"[{"a": 1, "b": "x"}, {"a": null, "c": true}]"#)
    #expect(data.fields == ["a", "b", "c"])
    #expect(data.table == [[1, "x", nil], [nil, nil, true]])
    #expect(diagnostics.isEmpty)
  }

  @Test func plainValuesAreTheFieldData() throws {
    let (data, _) = try read("[1, 2]")
    #expect(data.fields == ["data"])
    #expect(data.table == [[1], [2]])
  }

  @Test func delimitedTextIsReadAsText() throws {
    let text = #""name,n\n\"Ad, \"\"b\"\"\",1\nplain,2\r\nshort\n""#
    let (data, _) = try read(text, #"{"type": "csv"}"#)
    #expect(data.fields == ["name", "n"])
    #expect(data.table == [["Ad, \"b\"", "1"], ["plain", "2"], ["short", nil]])
    let (tabs, _) = try read(#""a\tb\n1\t2""#, #"{"type": "tsv", "parse": {"b": "number"}}"#)
    #expect(tabs.table == [["1", 2]])
  }

  @Test func parseReadsFieldsAsTypes() throws {
    let format =
      #"{"parse": {"d": "date", "p": "utc:'%d %b %Y'", "n": "number", "b": "boolean", "s": "string"}}"#
    let (data, diagnostics) = try read(
      #"[{"d": "2012-01-05", "p": "05 Jan 2012", "n": "7", "b": "false", "s": 1}]"#, format)
    let day = DateText.parse("2012-01-05")
    #expect(data.fields == ["b", "d", "n", "p", "s"])
    #expect(data.table == [[false, .date(day), 7, .date(day), "1"]])
    #expect(diagnostics.isEmpty)
  }

  @Test func aPropertyNamesWhereTheRowsAre() throws {
    let (data, _) = try read(
      #"{"hits": {"hits": [{"a": 1}]}}"#, #"{"property": "hits.hits"}"#)
    #expect(data.table == [[1]])
  }

  @Test func mistakesAreReported() throws {
    let (_, parse) = try read("[]", #"{"parse": {"a": "numbr"}}"#)
    #expect(parse.map(\.summary) == ["'numbr' is no way to read a field"])
    let (_, json) = try read(#""{oops""#)
    #expect(json.map(\.summary) == ["the data cannot be read as JSON"])
  }

  @Test func tablesBecomeRowsWithDates() {
    let table = Table(
      columns: [Column("day", type: .date), Column("n", type: .integer)],
      rows: [[.text("2020-02-01"), .integer(3)], [.null, .null]])
    let data = Dataset(table)
    #expect(data.table == [[.date(DateText.parse("2020-02-01")), 3], [nil, nil]])
  }

  @Test func deepJSONIsRefusedNotOverflowed() {
    #expect(JSONText.parse(String(repeating: "[", count: 100_000)) == nil)
    #expect(JSONText.parse(#"{"a": "\u00e9\ud83d\ude00\n"}"#) == .object(["a": "é😀\n"]))
    #expect(JSONText.parse("[1, 2") == nil)
    #expect(JSONText.parse("tru") == nil)
  }
}
