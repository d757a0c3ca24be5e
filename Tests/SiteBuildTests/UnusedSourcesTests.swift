import Basics
import SiteBuild
import Testing

/// What nothing asks for is said by a check, and by no build.
@Suite struct UnusedSourcesTests {
  private static func line(_ diagnostic: Diagnostic) -> String {
    "\(diagnostic.severity.rawValue) \(diagnostic.path ?? "") \(diagnostic.identifier): "
      + diagnostic.summary
  }

  private func site() throws -> TestSite {
    let site = try TestSite()
    try site.write("Templates/old.mustache", "<p>{{page.title}}</p>\n")
    try site.write("Content/fragments/old.md", "Nobody includes this.\n")
    try site.write("Content/data/spare.csv", "a\n1\n")
    try site.edit(
      "Content/data/datapackage.yaml", "resources:\n",
      "resources:\n  - name: spare\n    path: spare.csv\n"
        + "    schema: {fields: [{name: a, type: integer}]}\n")
    return site
  }

  @Test func aCheckNamesTemplatesFragmentsAndTables() throws {
    let site = try site()
    // An earlier build must not hide it.
    try site.buildGood()
    let said = try site.build { $0.isCheckOnly = true }.diagnostics.map(Self.line)
    let ours = said.filter { $0.contains("old") || $0.contains("spare") }
    #expect(
      ours == [
        "note Content/data/datapackage.yaml UnusedTable: no page reads the table 'spare'",
        "warning Content/fragments/old.md UnusedFragment: no page includes this fragment",
        "warning Templates/old.mustache UnusedTemplate: no page uses this template",
      ])
    #expect(try site.build().diagnostics.isEmpty)
  }

  @Test func theSettingsCanTurnItOff() throws {
    let site = try site()
    try site.edit(
      "Content/site.yaml", "tag_page_size: 2",
      "tag_page_size: 2\nchecks: {UnusedTemplate: off, UnusedFragment: error, "
        + "UnusedTable: {except: [spare]}}")
    let said = try site.build { $0.isCheckOnly = true }.diagnostics.map(Self.line)
    #expect(
      said.filter { $0.contains("old") || $0.contains("spare") } == [
        "error Content/fragments/old.md UnusedFragment: no page includes this fragment"
      ])
  }

  /// The views and files of data that a check names, beside the site's own.
  private func said(_ site: TestSite) throws -> [String] {
    try site.buildGood()
    return try site.build { $0.isCheckOnly = true }.diagnostics
      .filter { ["UnusedView", "UnusedDataFile"].contains($0.identifier) }
      .map { Self.line($0) + ($0.hint.map { " (\($0))" } ?? "") }
  }

  /// A view in use reads another one; a third reads both, and nothing reads it.
  private func views() throws -> TestSite {
    let site = try TestSite()
    try site.write("Content/data/views/inner.sql", "select 1 as one\n")
    try site.write("Content/data/views/outer_one.sql", "select one from inner_one\n")
    try site.write("Content/data/views/inner_one.sql", "select one from \"inner\"\n")
    try site.write("Content/data/views/idle.sql", "select one from outer_one\n")
    try site.write(
      "Content/notes/one.md",
      "---\ntitle: One\n---\n\nOne is `{sql} select one from outer_one`.\n")
    return site
  }

  @Test func aViewThatNoQueryOfAPageReadsIsNamed() throws {
    #expect(
      try said(views()) == [
        "note Content/data/views/idle.sql UnusedView: no page reads the view 'idle'"
      ])
  }

  @Test func aViewIsUsedThroughOtherViewsOnlyWhereThoseAre() throws {
    let site = try views()
    try site.edit("Content/notes/one.md", "outer_one", "\"inner\"")
    let names = try said(site).map { $0.split(separator: "'")[1] }
    #expect(names == ["idle", "inner_one", "outer_one"])
  }

  @Test func aViewThatIsNotPublishedEitherIsAWarning() throws {
    let site = try views()
    try site.edit(
      "Content/site.yaml", "tag_page_size: 2", "tag_page_size: 2\ndata: {publish: false}")
    #expect(
      try said(site) == [
        "warning Content/data/views/idle.sql UnusedView: no page reads the view 'idle' "
          + "(delete it, or name it in a query)"
      ])
  }

  /// SQLite alone has no such function, so the view's rows are published, which asks for them.
  @Test func publishingTheRowsOfAViewIsNoUse() throws {
    let site = try views()
    try site.edit("Content/data/views/idle.sql", "select one", "select hhi(one) as hhi")
    #expect(try said(site).count == 1)
  }

  @Test func aViewCanBePassedOverByAPattern() throws {
    let site = try views()
    try site.edit(
      "Content/site.yaml", "tag_page_size: 2",
      "tag_page_size: 2\nchecks: {UnusedView: {except: ['id*']}}")
    #expect(try said(site) == [])
  }

  @Test func aFileThatNoTableHasIsNamed() throws {
    let site = try TestSite()
    try site.write("Content/data/old/spare.csv", "a\n1\n")
    #expect(
      try said(site) == [
        "warning Content/data/old/spare.csv UnusedDataFile: no table of the data package has "
          + "this file (describe it as a resource there, or delete it)"
      ])
  }
}
