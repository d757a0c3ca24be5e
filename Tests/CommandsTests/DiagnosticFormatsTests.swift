import Basics
import Foundation
import Testing

@testable import Commands

/// Diagnostics for the programs that run builds.
@Suite struct DiagnosticFormatsTests {
  private static let mistakes = [
    Diagnostic(
      .error, "UnknownColumn", path: "Content/a b.md",
      range: SourceRange(
        start: SourcePosition(line: 10, column: 62), end: SourcePosition(line: 10, column: 68)),
      "there is no column '<amuont>', 50% sure",
      notes: [.init(path: "Content/data/x.csv", text: "the table")],
      hint: "did you mean 'amount'?"),
    Diagnostic(.warning, "UnusedTemplate", "the template \"x\" is never used"),
    Diagnostic(.note, "Remark", path: "Content/b.md", "a remark"),
  ]

  @Test func gitHubReadsOneCommandALine() {
    #expect(
      DiagnosticFormats.github(Self.mistakes) == """
        ::error file=Content/a b.md,line=10,endLine=10,col=62,endColumn=68,title=UnknownColumn::\
        there is no column '<amuont>', 50%25 sure; hint: did you mean 'amount'?
        ::warning title=UnusedTemplate::the template "x" is never used
        ::notice file=Content/b.md,title=Remark::a remark

        """)
  }

  @Test func jUnitHasASuiteForEachFileAndAFailureForEachMistake() {
    #expect(
      DiagnosticFormats.junit(Self.mistakes) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="assay" tests="2" failures="2">
          <testsuite name="Content/a b.md" tests="1" failures="1">
            <testcase classname="Content/a b.md" name="UnknownColumn Content/a b.md:10:62" \
        file="Content/a b.md" line="10">
              <failure type="UnknownColumn" message="error: there is no column \
        '&lt;amuont&gt;', 50% sure">Content/a b.md:10:62: there is no column '&lt;amuont&gt;', \
        50% sure; hint: did you mean 'amount'?</failure>
            </testcase>
          </testsuite>
          <testsuite name="site" tests="1" failures="1">
            <testcase classname="site" name="UnusedTemplate site">
              <failure type="UnusedTemplate" message="warning: the template &quot;x&quot; is \
        never used">site: the template &quot;x&quot; is never used</failure>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func aSiteWithoutMistakesIsOnePassedCase() {
    let text = DiagnosticFormats.junit([Self.mistakes[2]])
    #expect(text.contains("tests=\"1\" failures=\"0\""))
    #expect(text.contains("<testcase classname=\"site\" name=\"no errors or warnings\"/>"))
    #expect(DiagnosticFormats.github([]) == "")
  }

  @Test func sarifSaysWhatWhereAndWhichRule() throws {
    let log = try #require(
      try JSONSerialization.jsonObject(with: Data(SARIFLog.json(Self.mistakes).utf8))
        as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["level"] as? String } == ["error", "warning", "note"])
    #expect(results.map { $0["ruleIndex"] as? Int } == [1, 2, 0])
    let place = try #require((results[0]["locations"] as? [[String: Any]])?.first)
    let physical = try #require(place["physicalLocation"] as? [String: Any])
    let artifact = try #require(physical["artifactLocation"] as? [String: String])
    #expect(artifact == ["uri": "Content/a%20b.md", "uriBaseId": "%SRCROOT%"])
    #expect(
      physical["region"] as? [String: Int] == [
        "startLine": 10, "startColumn": 62, "endLine": 10, "endColumn": 68,
      ])
    #expect((results[1]["locations"] as? [Any])?.isEmpty == true)
    #expect((results[0]["relatedLocations"] as? [Any])?.count == 1)
  }
}
