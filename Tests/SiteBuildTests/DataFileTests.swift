import Basics
import Foundation
import SiteBuild
import Testing

/// The published data of a site: its files, what is left out of them, and how old tables may be.
@Suite struct DataFileTests {
  private static let names = [
    "CITATION.cff", "CITATION.txt", "README.md", "SHA256SUMS", "datapackage.json", "material.csv",
    "metals.sqlite", "share.csv", "source.csv",
  ]

  private func built(_ configure: (TestSite) throws -> Void = { _ in }) throws -> TestSite {
    let site = try TestSite()
    try configure(site)
    try site.buildGood()
    return site
  }

  @Test func aSitesDataArePublishedWithItsPages() throws {
    let site = try built()
    #expect(try site.files(in: "Output/data").keys.sorted() == Self.names)
    #expect(
      try site.read("Output/data/share.csv") == site.read("Content/data/share.csv"))
    #expect(
      try site.read("Output/data/CITATION.txt")
        == "The Desk. Metals in brief. Data set. https://example.org/metals/data/. "
        + "Licence: CC BY 4.0 <https://creativecommons.org/licenses/by/4.0/>.\n")
  }

  @Test func checksumsAreThoseOfTheFiles() throws {
    let site = try built()
    let files = try site.files(in: "Output/data")
    let lines = try site.read("Output/data/SHA256SUMS").split(separator: "\n")
    #expect(lines.count == files.count - 1)
    for line in lines {
      let parts = line.components(separatedBy: "  ")
      let bytes = try #require(files[parts[1]])
      #expect(parts[0] == SHA256Digest(of: bytes).hexadecimal)
    }
  }

  @Test func aSiteMayKeepItsData() throws {
    let site = try built { site in
      try site.edit("Content/site.yaml", "tag_page_size", "data: {publish: false}\ntag_page_size")
    }
    #expect(try site.files(in: "Output/data").isEmpty)
  }

  @Test func aFeedComesAsJSONToo() throws {
    let site = try built()
    let json = try JSONSerialization.jsonObject(with: Data(site.read("Output/feed.json").utf8))
    let feed = try #require(json as? [String: Any])
    #expect(feed["version"] as? String == "https://jsonfeed.org/version/1.1")
    #expect(feed["feed_url"] as? String == "https://example.org/metals/feed.json")
    let items = try #require(feed["items"] as? [[String: Any]])
    #expect(items.map { $0["title"] as? String } == ["Second note", "First note", "Third note"])
    #expect(items[0]["id"] as? String == "https://example.org/metals/notes/second/")
    #expect(items[0]["date_published"] as? String == "2026-02-05T00:00:00Z")
    #expect(items[2]["summary"] as? String == "What came before.")
  }

  // MARK: - What may not be passed on

  private static let field = "{name: pct, type: number, assay: {unit: \"%\", decimals: 1"

  @Test func aFieldThatIsNotRedistributableIsShownAndInNoDownload() throws {
    let site = try built { site in
      try site.edit(
        "Content/data/datapackage.yaml", Self.field, Self.field + ", redistributable: false")
    }
    // Shown: in the page, in the chart and in its data.
    let page = try site.page("notes/first/index.html")
    #expect(page.contains("69.0"))
    #expect(page.contains("Not in the download, because it may not be passed on: pct."))
    #expect(try site.page("materials/gallium/index.html").contains("71"))
    #expect(try site.read("Output/materials/gallium/fig-share.svg").contains("<svg"))
    // Left out: beside the page, in the package, in the database.
    #expect(
      try site.read("Output/notes/first/tbl-shares.csv")
        == "material,partner,year\ngallium,CHN,2025\ngallium,CHN,2024\ntungsten,CHN,2024\n")
    #expect(try site.read("Output/materials/gallium/fig-share.csv") == "year\n2024\n2025\n")
    #expect(
      try site.read("Output/data/share.csv").hasPrefix("material,partner,year,known_on\n"))
    let database = String(
      decoding: try #require(try site.files(in: "Output/data")["metals.sqlite"]), as: UTF8.self)
    #expect(!database.contains("\"pct\""))
    #expect(database.contains("it reads what is not redistributable, share.pct"))
    let descriptor = try site.read("Output/data/datapackage.json")
    #expect(descriptor.contains("\"field\": \"pct\""))
    #expect(!descriptor.contains("\"name\": \"pct\""))
    #expect(
      try site.read("Output/data/README.md").contains(
        "- the field `pct` of `share` may be shown, but not passed on"))
  }

  @Test func whereNothingIsLeftToDownloadTheAuthorIsTold() throws {
    let site = try TestSite()
    try site.edit(
      "Content/data/datapackage.yaml", "assay: {known_on: known_on}",
      "assay: {known_on: known_on, redistributable: false}")
    let summary = try site.buildGood()
    #expect(
      summary.diagnostics.map { "\($0.path ?? ""): \($0.identifier): \($0.summary)" } == [
        "Content/materials/[material].md: DownloadWithheld: the data of this chart cannot be "
          + "downloaded: it is made of 'share.material', 'share.pct', 'share.year', "
          + "not redistributable",
        "Content/notes/first.md: DownloadWithheld: the data of this table cannot be downloaded: "
          + "it is made of 'share.material', 'share.partner', 'share.pct', 'share.year', not "
          + "redistributable",
      ])
    let files = try site.site()
    #expect(files["notes/first/tbl-shares.csv"] == nil)
    #expect(files["data/share.csv"] == nil)
    #expect(files["materials/gallium/fig-share.svg"] != nil)
    let page = try site.page("notes/first/index.html")
    #expect(page.contains("There is no download, because these data may not be passed on"))
    #expect(!page.contains("tbl-shares.csv"))
  }

  // MARK: - Age

  private func ages(_ notes: String, clock: String?) throws -> [String] {
    let site = try TestSite()
    try site.edit(
      "Content/data/datapackage.yaml", "assay: {known_on: known_on}",
      "assay: {known_on: known_on, \(notes)}")
    let summary = try site.buildGood { $0.clock = clock.flatMap { CalendarDate($0) } }
    return summary.diagnostics.map { "\($0.identifier): \($0.summary)" }
  }

  @Test(
    arguments: [
      ("updated_every: P30D", nil, []),
      ("updated_every: P30D", "2026-03-06", []),
      (
        "updated_every: P30D", "2026-03-07",
        [
          "TableStale: 'share' was last updated on 2026-02-04, 31 days before 2026-03-07; "
            + "it is to be updated every P30D"
        ]
      ),
      ("updated_every: P30D, updated_on: 2026-03-01", "2026-03-07", []),
      (
        "updated_every: P1M, updated_on: 2026-01-31", "2026-03-01",
        [
          "TableStale: 'share' was last updated on 2026-01-31, 29 days before 2026-03-01; "
            + "it is to be updated every P1M"
        ]
      ),
    ] as [(String, String?, [String])])
  func aTableOlderThanItPromisesIsAWarning(
    notes: String, clock: String?, expected: [String]
  ) throws {
    #expect(try ages(notes, clock: clock) == expected)
  }

  @Test func aLaterDayAloneMakesATableOld() throws {
    let site = try TestSite()
    try site.edit(
      "Content/data/datapackage.yaml", "assay: {known_on: known_on}",
      "assay: {known_on: known_on, updated_every: P30D}")
    let first = try site.buildGood { $0.clock = CalendarDate("2026-02-05") }
    let second = try site.buildGood { $0.clock = CalendarDate("2026-12-05") }
    #expect(first.diagnostics == [])
    #expect(second.diagnostics.map(\.identifier) == ["TableStale"])
  }
}
