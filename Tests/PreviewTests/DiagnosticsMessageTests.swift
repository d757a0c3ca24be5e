import Basics
import Foundation
import Testing

@testable import Preview

struct DiagnosticsMessageTests {
  private let folder: ScratchFolder
  private let message: DiagnosticsMessage

  init() throws {
    folder = try ScratchFolder()
    try folder.write("one\ntwo \u{201C}words\u{201D} here\n", to: "Content/a.md")
    message = DiagnosticsMessage(root: folder.path)
  }

  private func decoded(_ outcome: BuildOutcome) throws -> [String: Any] {
    let json = message.json(outcome)
    #expect(!json.contains("\n"))
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
    return try #require(object as? [String: Any])
  }

  private func diagnostic(_ severity: Severity = .error, columns: Range<Int> = 5..<12) -> Diagnostic
  {
    Diagnostic(
      severity, "NoSuchWord", path: "Content/a.md",
      range: SourceRange(
        start: SourcePosition(line: 2, column: columns.lowerBound),
        end: SourcePosition(line: 2, column: columns.upperBound)),
      "there is no <word>", explanation: "Words are words.",
      notes: [.init(path: "Content/b.md", text: "see here")], hint: "did you mean \"sword\"?")
  }

  @Test func aDiagnosticHasItsPlaceItsSourceAndItsPage() throws {
    let outcome = BuildOutcome(
      diagnostics: [diagnostic()], isPublished: false, pages: ["Content/a.md": "/a/"])
    #expect(
      message.json(outcome)
        == #"{"published":false,"errors":1,"warnings":0,"left":0,"items":[{"severity":"error","#
        + #""identifier":"NoSuchWord","summary":"there is no <word>","place":"Content/a.md:2:5","#
        + #""page":"/a/","line":2,"source":["two ","“words”"," here"],"#
        + #""explanation":"Words are words.","hint":"did you mean \"sword\"?","#
        + #""notes":["Content/b.md: see here"]}]}"#)
  }

  @Test(arguments: [
    (1..<1, ["", "", "two “words” here"]), (1..<99, ["", "two “words” here", ""]),
    (90..<99, ["two “words” here", "", ""]), (17..<17, ["two “words” here", "", ""]),
  ])
  func rangesThatDoNotFitTheLineAreCut(_ columns: Range<Int>, _ parts: [String]) throws {
    let object = try decoded(
      BuildOutcome(diagnostics: [diagnostic(columns: columns)], isPublished: true))
    let items = try #require(object["items"] as? [[String: Any]])
    #expect(items[0]["source"] as? [String] == parts)
  }

  @Test func errorsComeBeforeWarningsAndVeryManyAreCounted() throws {
    let many = Array(repeating: diagnostic(.warning), count: 50) + [diagnostic()]
    let object = try decoded(BuildOutcome(diagnostics: many, isPublished: false))
    let items = try #require(object["items"] as? [[String: Any]])
    #expect(items.count == 40)
    #expect(items[0]["severity"] as? String == "error")
    #expect(object["left"] as? Int == 11)
    #expect(object["warnings"] as? Int == 50)
  }

  @Test func aFileThatIsGoneHasNoSource() throws {
    try folder.remove("Content")
    let object = try decoded(BuildOutcome(diagnostics: [diagnostic()], isPublished: false))
    let items = try #require(object["items"] as? [[String: Any]])
    #expect(items[0]["source"] == nil)
    #expect(items[0]["place"] as? String == "Content/a.md:2:5")
  }

  @Test func aFailureIsTold() throws {
    let object = try decoded(BuildOutcome(isPublished: false, failure: "no space\u{2028}left\n"))
    #expect(object["failure"] as? String == "no space\u{2028}left\n")
  }
}
