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
        "note Content/data/datapackage.yaml UnusedTable: no page or view reads the table 'spare'",
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
}
