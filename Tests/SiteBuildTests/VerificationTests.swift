import Basics
import SiteBuild
import Testing

/// A check looks at what was built, and changes nothing.
@Suite struct VerificationTests {
  private func options(_ site: TestSite) -> BuildOptions { BuildOptions(root: site.root) }

  private func verify(_ site: TestSite) throws -> Verification {
    try SiteBuilder(options(site)).verify()
  }

  static let builds: [@Sendable (inout BuildOptions) -> Void] = [
    { _ in },
    { $0.baseURL = "https://q.example" },
    { $0.includesDrafts = true },
    { $0.includesFuture = true },
    { $0.clock = CalendarDate("2026-07-01") },
  ]

  @Test(arguments: builds.indices)
  func aCheckTakesTheOptionsOfTheBuild(_ index: Int) throws {
    let site = try TestSite()
    try site.write(
      "Content/notes/later.md", "---\ntitle: Later\npublish_on: 2026-06-01\n---\nText.\n")
    try site.buildGood {
      $0.clock = CalendarDate("2026-02-01")
      Self.builds[index](&$0)
    }
    let before = try site.writtenStamps()
    let verification = try verify(site)
    #expect(verification.differences == [])
    #expect(verification.fileCount > 10)
    #expect(try site.writtenStamps() == before)
    let scratch = try FileSystem.temporaryFolder(prefix: "assay-aside")
    defer { try? FileSystem.removeTree(scratch) }
    let aside = try SiteBuilder(options(site)).aside(in: scratch, usingState: true)
    #expect(try aside.build().isPublished)
    for (path, bytes) in try site.site() {
      #expect(try FileSystem.read(scratch + "/output/" + path) == bytes, "\(path)")
    }
    #expect(try site.writtenStamps() == before)
  }

  @Test func whatWasChangedIsSaidAndNotMended() throws {
    let site = try TestSite()
    try site.buildGood()
    try site.edit("Output/notes/first/index.html", "First", "Worst")
    try site.remove("Output/feed.xml")
    let before = try site.writtenStamps()
    for _ in 0..<2 {
      let differences = try verify(site).differences
      #expect(differences.count == 2)
      #expect(differences.contains(.missing("feed.xml")))
      #expect(try site.writtenStamps() == before)
    }
  }

  @Test func anEditSinceTheLastBuildIsADifference() throws {
    let site = try TestSite()
    try site.buildGood()
    try site.edit("Content/notes/third.md", "The names are", "Names now are")
    #expect(try verify(site).differences.count == 1)
    try site.remove("Content/notes/third.md")
    #expect(try verify(site).differences.contains(.surplus("notes/third/index.html")))
    try site.buildGood()
    #expect(try verify(site).differences == [])
  }

  @Test func aSiteThatWasNotBuiltCannotBeVerified() throws {
    let site = try TestSite()
    let error = #expect(throws: EnvironmentError.self) { try verify(site) }
    #expect(error?.description.contains("has not been built yet") == true)
    #expect(FileSystem.stamp(site.output) == nil)
  }
}
