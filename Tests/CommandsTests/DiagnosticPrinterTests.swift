import Basics
import Foundation
import Testing

@testable import Commands

@Suite final class DiagnosticPrinterTests: Sendable {
  private let root: String

  init() throws {
    root = FileManager.default.temporaryDirectory.path + "/printer-" + UUID().uuidString
    try FileSystem.makeFolder(root)
  }

  deinit { try? FileSystem.removeTree(root) }

  private func print(_ diagnostics: Diagnostic..., source: String = "", colour: Bool = false)
    throws -> String
  {
    try FileSystem.write(Array(source.utf8), to: root + "/a.md")
    return DiagnosticPrinter(root: root, usesColour: colour).text(diagnostics)
  }

  private func range(_ line: Int, _ start: Int, _ end: Int) -> SourceRange {
    SourceRange(
      start: SourcePosition(line: line, column: start), end: SourcePosition(line: line, column: end)
    )
  }

  @Test func aDiagnosticStandsUnderItsLineWithNotesAndHint() throws {
    let diagnostic = Diagnostic(
      .error, "UnknownBlock", path: "a.md", range: range(2, 4, 9), "'chrat' is no block",
      explanation: "Blocks are sql, table and chart.",
      notes: [
        .init(path: "b.md", range: range(7, 1, 2), text: "first here"), .init(text: "and so on"),
      ], hint: "did you mean 'chart'?")
    #expect(
      try print(diagnostic, source: "one\n```chrat\n") == """
        a.md:2:4: error: 'chrat' is no block [UnknownBlock]
          ```chrat
             ^^^^^
          Blocks are sql, table and chart.
        b.md:7:1: note: first here
        a.md: note: and so on
          hint: did you mean 'chart'?

        """)
  }

  @Test func manyOfOneKindHideNoOther() throws {
    let many = (1...25).map { Diagnostic(.warning, "A", "number \($0)") }
    let text = DiagnosticPrinter(root: root, usesColour: false)
      .text(many + [Diagnostic(.error, "B", "another")])
    #expect(text.contains("number 20 [A]") && !text.contains("number 21 [A]"))
    #expect(text.hasSuffix("another [B]\n5 more [A]; --format json prints all of them\n"))
    #expect(DiagnosticPrinter.json(many).contains("number 25"))
  }

  @Test(arguments: [
    ("ä€ wrong", 4, 9, "  ä€ wrong\n     ^^^^^\n"),
    ("\twrong", 2, 7, "   wrong\n   ^^^^^\n"),
    ("short", 9, 12, "  short\n          ^\n"),
    ("short", 3, 3, "  short\n    ^\n"),
    ("short", 3, 99, "  short\n    ^^^\n"),
    ("", 1, 1, "  \n  ^\n"),
    ("one\r", 1, 4, "  one\n  ^^^\n"),
  ])
  func theCaretStandsUnderItsText(
    _ line: String, _ start: Int, _ end: Int, _ excerpt: String
  ) throws {
    let diagnostic = Diagnostic(.error, "X", path: "a.md", range: range(1, start, end), "x")
    #expect(
      try print(diagnostic, source: line + "\n") == "a.md:1:\(start): error: x [X]\n" + excerpt)
  }

  @Test func aLongLineIsShownAroundItsPlace() throws {
    let source = String(repeating: "a", count: 500) + "wrong" + String(repeating: "b", count: 500)
    let diagnostic = Diagnostic(.error, "X", path: "a.md", range: range(1, 501, 506), "x")
    let lines = try print(diagnostic, source: source).split(separator: "\n")
    #expect(
      lines[1] == "  " + String(repeating: "a", count: 60) + "wrong"
        + String(repeating: "b", count: 55))
    #expect(lines[2] == "  " + String(repeating: " ", count: 60) + "^^^^^")
  }

  @Test func aRangeOverSeveralLinesIsMarkedWhereItBegins() throws {
    let range = SourceRange(
      start: SourcePosition(line: 1, column: 2), end: SourcePosition(line: 3, column: 1))
    let diagnostic = Diagnostic(.warning, "X", path: "a.md", range: range, "x")
    #expect(
      try print(diagnostic, source: "one\ntwo\n") == "a.md:1:2: warning: x [X]\n  one\n   ^\n")
  }

  @Test func whatHasNoPlaceOrNoFileIsSaidAllTheSame() throws {
    #expect(try print(Diagnostic(.error, "X", "general")) == "error: general [X]\n")
    #expect(
      try print(Diagnostic(.note, "X", path: "a.md", "whole file"))
        == "a.md: note: whole file [X]\n")
    #expect(
      try print(Diagnostic(.error, "X", path: "gone.md", range: range(3, 1, 2), "x"))
        == "gone.md:3:1: error: x [X]\n")
    #expect(
      try print(Diagnostic(.error, "X", path: "a.md", range: range(30, 1, 2), "x"))
        == "a.md:30:1: error: x [X]\n")
  }

  @Test func coloursAreUsedOnlyWhereWanted() throws {
    let diagnostic = Diagnostic(.error, "X", "x")
    #expect(try !print(diagnostic).contains("\u{1B}"))
    #expect(try print(diagnostic, colour: true) == "\u{1B}[1;31merror:\u{1B}[0m x [X]\n")
  }

  // MARK: - JSON

  @Test(arguments: [
    ("plain", "\"plain\""), ("a\"b\\c", "\"a\\\"b\\\\c\""), ("a\nb\tc\r", "\"a\\nb\\tc\\r\""),
    ("\u{1}\u{1F}", "\"\\u0001\\u001f\""), ("ä😀", "\"ä😀\""), ("", "\"\""),
    ("\u{2028}</script>", "\"\u{2028}</script>\""),
  ])
  func textsAreQuotedAsJSONWants(_ text: String, _ quoted: String) throws {
    #expect(DiagnosticPrinter.quoted(text) == quoted)
    let read = try JSONDecoder().decode([String].self, from: Data("[\(quoted)]".utf8))
    #expect(read == [text])
  }

  @Test func diagnosticsAreAnArrayOfObjects() throws {
    #expect(DiagnosticPrinter.json([]) == "[]\n")
    let json = DiagnosticPrinter.json([
      Diagnostic(
        .error, "X", path: "a \"b\".md", range: range(2, 4, 9), "one\ntwo", explanation: "why",
        notes: [.init(path: "c", range: range(1, 1, 1), text: "note")], hint: "hint"),
      Diagnostic(.warning, "Y", "bare"),
    ])
    let array = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    #expect(array.count == 2)
    #expect(array[0]["severity"] as? String == "error")
    #expect(array[0]["identifier"] as? String == "X")
    #expect(array[0]["path"] as? String == "a \"b\".md")
    #expect(array[0]["summary"] as? String == "one two")
    #expect(
      ["line", "column", "endLine", "endColumn"].map { array[0][$0] as? Int } == [2, 4, 2, 9])
    let notes = try #require(array[0]["notes"] as? [[String: Any]])
    #expect(notes.count == 1 && notes[0]["text"] as? String == "note")
    #expect(notes[0]["line"] as? Int == 1)
    #expect(Set(array[1].keys) == ["severity", "identifier", "summary"])
  }
}
