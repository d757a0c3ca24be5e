import Basics
import Tables
import Testing

/// Rows of data in JSON are kept column by column where a reader asks for it.
@Suite struct JSONRecordsTests {
  private func parse(
    _ text: String, members: Set<String> = ["values"]
  ) throws -> StructuredValue {
    try StructuredValue.parseJSON(SourceText(path: "a.json", text: text), recordMembers: members)
      .get()
  }

  private func records(_ value: StructuredValue?) -> StructuredRecords? {
    if case .records(let records) = value?.content { records } else { nil }
  }

  @Test func alikeObjectsAreRecords() throws {
    let value = try parse(
      """
      {"values": [
        {"a": 1, "a long name of a field": "é\\n", "c": null},
        {"a": -2.5e3 , "a long name of a field" : "plain", "c": [1, {"d": true}]}
      ]}
      """)
    let found = try #require(records(value["values"]))
    #expect(found.names == ["a", "a long name of a field", "c"])
    #expect(found.count == 2)
    let elements = try #require(value["values"]?.elements)
    #expect(elements.map { $0["a"]?.number } == [1, -2500])
    #expect(elements.map { $0["a long name of a field"]?.string } == ["é\n", "plain"])
    #expect(elements[1]["c"]?.elements?[1]["d"]?.boolean == true)
    #expect(value["values"]?.range.start == SourcePosition(line: 1, column: 12))
    #expect(value["values"]?.range.end == SourcePosition(line: 4, column: 2))
  }

  @Test(arguments: [
    #"[{"a":1},{"b":1}]"#, #"[{"a":1,"b":2},{"b":1,"a":2}]"#, #"[{"a":1},{"a":1,"b":2}]"#,
    #"[{"a":1,"a":2}]"#, #"[{},{}]"#, "[]", "[1,2]", #"[{"a":1},2]"#,
  ])
  func otherArraysAreRead(array: String) throws {
    let value = try #require(try parse("{\"values\":\(array)}")["values"])
    #expect(records(value) == nil)
    let plain = try #require(try parse("{\"values\":\(array)}", members: [])["values"])
    #expect(value.elements?.count == plain.elements?.count)
    #expect(value.range == plain.range)
    for (left, right) in zip(value.elements ?? [], plain.elements ?? []) {
      #expect(left.range == right.range)
      #expect(left.members?.map(\.name) == right.members?.map(\.name))
    }
  }

  @Test func onlyTheMembersAskedForAreRecords() throws {
    let value = try parse(#"{"layer":[{"a":1},{"a":2}],"data":{"values":[{"a":1}]}}"#)
    #expect(records(value["layer"]) == nil)
    #expect(records(value["data"]?["values"])?.count == 1)
  }

  @Test(arguments: [
    (#"{"values":[{"a":1},{"a":01}]}"#, "this is no number of JSON"),
    (#"{"values":[{"a":1},{"a" 1}]}"#, "expected ':', found '1'"),
    (#"{"values":[{"a":1},{"a":1]}"#, "expected ',' or '}', found ']'"),
    (#"{"values":[{"a":1},{"a":"#, "expected a value, found the end of the text"),
    (
      "{\"values\":[{\"a\":\"\u{1}\"}]}",
      "a control character stands in a string; write it as an escape"
    ),
  ])
  func mistakesInRecordsAreNamed(text: String, summary: String) {
    let result = StructuredValue.parseJSON(
      SourceText(path: "a.json", text: text), recordMembers: ["values"])
    guard case .failure(let error) = result else {
      Issue.record("read \(text)")
      return
    }
    #expect(error.diagnostics.map(\.summary) == [summary])
  }
}
