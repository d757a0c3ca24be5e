import Basics
import SiteBuild
import Testing

/// Which rules run after an edit: exactly those whose inputs it changed.
@Suite struct ExactnessTests {
  private func built() throws -> TestSite {
    let site = try TestSite()
    try site.buildGood()
    return site
  }

  @Test func nothingRunsAndNothingIsWrittenWhereNothingChanged() throws {
    let site = try built()
    let before = try site.writtenStamps()
    let summary = try site.buildGood()
    #expect(summary.ran.map(\.key) == [])
    #expect(summary.written + summary.removed == 0)
    #expect(try site.writtenStamps() == before)
  }

  @Test func touchingEverythingRunsNoRuleAndWritesNoPage() throws {
    let site = try built()
    let before = try site.writtenStamps().filter { $0.key.hasPrefix("Output/") }
    for folder in ["Content", "Templates"] {
      for path in try site.files(in: folder).keys { try site.touch(folder + "/" + path) }
    }
    let summary = try site.buildGood()
    #expect(summary.ran.map(\.key) == [])
    #expect(try site.writtenStamps().filter { $0.key.hasPrefix("Output/") } == before)
  }

  @Test(arguments: EditTable.all)
  func onlyWhatAnEditChangesRuns(_ edit: EditTable.Edit) throws {
    let site = try built()
    let before = try site.site()
    try site.edit(edit.path, edit.old, edit.new)
    let summary = try site.buildGood()
    let after = try site.site()
    #expect(summary.news.sorted() == edit.runs)
    #expect(after.keys.filter { after[$0] != before[$0] }.sorted() == edit.written)
    #expect(summary.written == edit.written.count)
  }
}
