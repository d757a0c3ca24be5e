import ArgumentParser
import Basics
import Foundation
import SiteBuild
import Testing

@testable import Commands

/// How a command ends: what its process would exit with.
@Suite struct ExitTests {
  private func code(_ work: () throws -> Void) -> Int32 {
    do {
      try Runner(root: "/").guarded(work)
      return 0
    } catch {
      return Assay.exitCode(for: error).rawValue
    }
  }

  @Test(
    arguments: [
      (EnvironmentError.Kind.foreign, 1), (.unavailable, 70), (.input, 72), (.output, 73),
      (.temporary, 75), (.configuration, 78),
    ] as [(EnvironmentError.Kind, Int32)])
  func aFailureOfTheEnvironmentHasItsCode(_ kind: EnvironmentError.Kind, _ wanted: Int32) {
    #expect(code { throw EnvironmentError(kind, "a failure that a test made") } == wanted)
  }

  @Test(arguments: [(Severity.note, 0), (.warning, 0), (.error, 1)] as [(Severity, Int32)])
  func onlyErrorsEndACommandBadly(_ severity: Severity, _ wanted: Int32) {
    let diagnostic = Diagnostic(severity, "MadeByATest", "a diagnostic that a test made")
    #expect(code { try Runner(root: "/").report([diagnostic]) } == wanted)
    #expect(code { throw DiagnosticsError(diagnostic) } == wanted)
  }

  @Test(arguments: [
    ["build", "--clock", "tomorrow"], ["build", "--jobs", "0"], ["build", "--format", "xml"],
    ["check", "--what"], ["nothing"], ["chart"], ["chart", "--batch", "x"],
    ["chart", "x.json", "--data", "nameonly"], ["query"], ["query", "--as-of", "then", "select 1"],
    ["export", "2026", "--to", "html", "--output", "report.pdf"],
    ["export", "2026", "--to", "pdf", "--output", "a.b/report.markdown"],
    ["export", "--all", "--output", "report.html"],
  ])
  func wrongUsageIs64(_ arguments: [String]) {
    let error = #expect(throws: (any Error).self) { try Assay.parseAsRoot(arguments) }
    #expect(error.map { Assay.exitCode(for: $0).rawValue } == 64)
  }

  @Test func everyCommandSaysItsName() {
    #expect(Assay.configuration.subcommands.allSatisfy { $0.configuration.commandName != nil })
  }

  @Test(
    arguments: [
      ("biuld", "There is no command 'biuld'. Did you mean 'build'?"),
      ("quarry", "There is no command 'quarry'. Did you mean 'query'?"),
      ("serve", "There is no command 'serve'. Did you mean 'preview'?"),
      ("frobnicate", "There is no command 'frobnicate'."), ("build", nil), ("help", nil),
      ("completion", nil), ("--version", nil),
    ] as [(String, String?)])
  func aMistypedCommandIsGuessed(_ word: String, _ wanted: String?) {
    let mistake = Assay.unknownCommand(word)
    #expect(mistake?.message == wanted)
    if let mistake { #expect(Assay.exitCode(for: mistake).rawValue == 64) }
  }

  @Test(arguments: [
    ["build"], ["build", "--root", "x", "--output", "y", "--drafts", "--future", "--strict"],
    ["build", "--clock", "2026-02-05", "--jobs", "4", "--format", "json", "--quiet"],
    ["check", "--root", "x"], ["clean"], ["tables", "--format", "csv"], ["describe", "share"],
    ["query", "select 1", "--as-of", "2026-02-05"], ["markdown", "--gfm", "-"], ["chart", "-"],
    ["export", "2026", "--to", "html", "--output", "report.HTM"],
    ["export", "2026", "--to", "md", "--output", "report.txt"],
    ["export", "--all", "--output", "report.zip"],
  ])
  func whatTheManualSaysIsUnderstood(_ arguments: [String]) throws {
    _ = try Assay.parseAsRoot(arguments)
  }

  @Test(arguments: [
    (["query", "select", "a.csv", "from", "rent"], true),
    (["query", "--format", "csv", "SELECT", "x", "from", "rent"], true),
    (["query", "select * from rent"], false), (["query", "--root", "select", "values (1)"], false),
    (["query", "--as-of", "2026-02-05", "select 1"], false), (["tables", "select", "x"], false),
    (["query", "select"], false), ([], false),
  ])
  func aQueryWithoutQuotesIsTold(_ words: [String], _ isTold: Bool) {
    let mistake = Assay.unquotedQuery(words[...])
    #expect((mistake != nil) == isTold)
    if let mistake { #expect(Assay.exitCode(for: mistake).rawValue == 64) }
  }

  @Test(arguments: [
    ("brief", ["briefing", "note"], "did you mean 'briefing'?"),
    ("briefings", ["briefing", "note"], "did you mean 'briefing'?"),
    ("poem", ["briefing", "note"], "write Templates/archetypes/poem.md"),
  ])
  func anArchetypeIsGuessed(_ kind: String, _ known: [String], _ hint: String) {
    #expect(
      CommandMessages.noArchetype(kind, known: known).description
        == "there is no archetype '\(kind)': \(hint)")
  }

  @Test func aSiteThatIsNoneIsAnInputFailure() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/none-" + UUID().uuidString
    var command = try Assay.parseAsRoot(["build", "--quiet", "--root", folder])
    let error = #expect(throws: ExitCode.self) { try command.run() }
    #expect(error?.rawValue == 72)
  }

  @Test(arguments: [
    (["query", "-- a view\nselect 1", "--format", "csv"], ["-- a view\nselect 1"]),
    (["query", "--format", "csv", "--a view\nselect 1"], ["--a view\nselect 1"]),
    (["query", "--", "-- a view\nselect 1"], nil), (["query", "select 1", "--format=csv"], nil),
    (["query", "select 1", "--root=a b"], nil), (["tables", "-- a b"], nil), ([], nil),
  ])
  func aQueryMayBeginWithAComment(_ words: [String], _ last: [String]?) throws {
    let sorted = Assay.withStatementLast(words[...])
    guard let last else {
      #expect(Array(sorted) == words)
      return
    }
    #expect(Array(sorted.suffix(2)) == ["--"] + last)
    let command = try #require(try Assay.parseAsRoot(Array(sorted)) as? QueryCommand)
    #expect(command.sql == last[0])
    #expect(command.options.format == .csv)
  }
}
