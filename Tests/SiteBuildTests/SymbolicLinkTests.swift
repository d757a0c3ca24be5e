import Basics
import Foundation
import SiteBuild
import Testing

/// A symbolic link publishes only what is published anyway.
@Suite struct SymbolicLinkTests {
  private static func link(_ site: TestSite, _ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: site.root + "/" + path, withDestinationPath: target)
  }

  private static let bad: [(path: String, target: String, said: String)] = [
    (
      "Content/notes/mydata", "../data",
      "SymbolicLinkToUnpublished: this symbolic link leads to 'Content/data', which is not published "
        + "itself"
    ),
    (
      "Content/share.csv", "data/share.csv",
      "SymbolicLinkToUnpublished: this symbolic link leads to 'Content/data/share.csv', which is not "
        + "published itself"
    ),
    (
      "Content/method.txt", "fragments/method.md",
      "SymbolicLinkToUnpublished: this symbolic link leads to 'Content/fragments/method.md', which "
        + "is not published itself"
    ),
    (
      "Content/h.txt", "/etc/hostname",
      "SymbolicLinkLeadsOut: this symbolic link leads out of Content"
    ),
    (
      "Content/notes/templates", "../../Templates",
      "SymbolicLinkLeadsOut: this symbolic link leads out of Content"
    ),
    (
      "Content/loop", ".",
      "SymbolicLinkCycle: this symbolic link leads to a folder that it stands in"
    ),
    (
      "Content/notes/up", "../notes",
      "SymbolicLinkCycle: this symbolic link leads to a folder that it stands in"
    ),
    ("Content/dangling.md", "nowhere", "DanglingSymbolicLink: this symbolic link leads nowhere"),
    (
      "Templates/assets/all", "..",
      "SymbolicLinkCycle: this symbolic link leads to a folder that it stands in"
    ),
  ]

  @Test(arguments: bad.indices)
  func aLinkThatWouldPublishMoreIsAnError(_ index: Int) throws {
    let (path, target, said) = Self.bad[index]
    let site = try TestSite()
    try site.buildGood()
    let good = try site.site()
    try Self.link(site, path, to: target)
    for _ in 0..<2 {
      let summary = try site.build()
      #expect(
        summary.diagnostics.map { "\($0.path ?? ""): \($0.identifier): \($0.summary)" } == [
          "\(path): \(said)"
        ])
    }
    #expect(try site.site() == good)
    try site.remove(path)
    try site.buildGood()
    #expect(try site.site() == good)
  }

  @Test func twoFoldersThatLeadToEachOtherAreACycle() throws {
    let site = try TestSite()
    try Self.link(site, "Content/notes/materials", to: "../materials")
    try Self.link(site, "Content/materials/notes", to: "../notes")
    #expect(
      try site.build().diagnostics.filter { $0.identifier == "SymbolicLinkCycle" }.map(\.path) == [
        "Content/materials/notes/materials", "Content/notes/materials/notes",
      ])
  }

  @Test func aLinkInsideContentIsFollowed() throws {
    let site = try TestSite()
    try site.write("Content/pictures/a.svg", "<svg/>")
    try Self.link(site, "Content/notes/pictures", to: "../pictures")
    try Self.link(site, "Content/b.svg", to: "pictures/a.svg")
    try site.buildGood()
    #expect(try site.page("notes/pictures/a.svg") == "<svg/>")
    #expect(try site.page("b.svg") == "<svg/>")
  }

  @Test func dataMayBeKeptElsewhere() throws {
    let site = try TestSite()
    try site.buildGood()
    let good = try site.site()
    try FileSystem.move(site.root + "/Content/data", to: site.root + "/elsewhere")
    try Self.link(site, "Content/data", to: "../elsewhere")
    try site.buildGood()
    #expect(try site.site() == good)
  }

  @Test(arguments: ["assets/css", "assets/mark.svg", "base.mustache", "partials"])
  func templatesMayBeSharedWithAnotherSite(_ path: String) throws {
    let (site, other) = (try TestSite(), try TestSite())
    try site.buildGood()
    let good = try site.site()
    try site.remove("Templates/" + path)
    try Self.link(site, "Templates/" + path, to: other.root + "/Templates/" + path)
    try site.buildGood()
    #expect(try site.site() == good)
    try other.remove("Content/site.yaml")
    let summary = try site.build { $0.isClean = true }
    #expect(summary.diagnostics.contains { $0.identifier == "SymbolicLinkLeadsOut" })
    #expect(try site.site() == good)
  }

  @Test func aWholeDesignMayBeShared() throws {
    let (site, other) = (try TestSite(), try TestSite())
    try site.buildGood()
    let good = try site.site()
    try site.remove("Templates")
    try Self.link(site, "Templates", to: other.root + "/Templates")
    try site.buildGood()
    #expect(try site.site() == good)
  }

  /// Where a link may stand that brings in a file of the machine, and what reads it there.
  @Test(arguments: [
    "Content/fragments/secret.md", "Content/data/share.csv", "Content/data/views/top_share.sql",
    "Content/data/datapackage.yaml", "Content/data/deep", "Content/site.yaml",
    "Content/fragments/method.md", "Templates/assets/secret.txt", "Templates/assets/css",
    "Templates/base.mustache", "Templates/partials/item.mustache", "Templates/partials",
    "Templates",
  ])
  func noLinkBringsInAFileOfTheMachine(_ path: String) throws {
    let site = try TestSite()
    try site.write(
      "Content/notes/third.md", "---\ntitle: T\n---\n```include fragments/secret.md\n```\n")
    let secret = try FileSystem.temporaryFolder(prefix: "assay-secret")
    defer { try? FileSystem.removeTree(secret) }
    for name in ["secret.txt", "css/site.css", "assets/a.txt", "item.mustache"] {
      try FileSystem.makeFolder(secret + "/" + (name.split(separator: "/").dropLast().first ?? ""))
      try FileSystem.write(Array("TOPSECRET".utf8), to: secret + "/" + name)
    }
    let isFolder = !(path.split(separator: "/").last ?? "").contains(".")
    try site.remove(path)
    try Self.link(site, path, to: isFolder ? secret : secret + "/secret.txt")
    let summary = try site.build()
    #expect(!summary.isPublished)
    #expect(summary.diagnostics.contains { $0.identifier == "SymbolicLinkLeadsOut" })
    #expect(!summary.diagnostics.contains { "\($0)".contains("TOPSECRET") })
  }

  @Test func aLinkThatComesToLeadElsewhereIsSeen() throws {
    let site = try TestSite()
    try site.write("Content/pictures/a.svg", "<svg/>")
    try Self.link(site, "Content/middle.svg", to: "pictures/a.svg")
    try site.buildGood()
    try site.remove("Content/pictures")
    #expect(try site.build().diagnostics.map(\.identifier) == ["DanglingSymbolicLink"])
    try site.write("Content/pictures/a.svg", "<svg/>")
    try site.buildGood()
  }
}
