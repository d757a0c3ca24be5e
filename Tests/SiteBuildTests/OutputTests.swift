import Basics
import Foundation
import SiteBuild
import Testing

/// The output folder: what is restored, what is left alone, what is refused.
@Suite struct OutputTests {
  private func built() throws -> (site: TestSite, good: [String: [UInt8]]) {
    let site = try TestSite()
    try site.buildGood()
    return (site, try site.site())
  }

  @Test func anEditedFileIsRestored() throws {
    let (site, good) = try built()
    try site.edit("Output/notes/first/index.html", "First", "Worst")
    let summary = try site.buildGood()
    #expect(summary.news == ["page notes/first.md"])
    #expect(summary.ran.contains { $0.reason == "its output was edited" })
    #expect(summary.written == 1)
    #expect(try site.site() == good)
  }

  @Test func deletedFilesAreRestored() throws {
    let (site, good) = try built()
    try site.remove("Output/feed.xml")
    try site.remove("Output/notes/first")
    let summary = try site.buildGood()
    #expect(summary.news == ["feed", "page notes/first.md"])
    #expect(summary.written == 3)
    #expect(try site.site() == good)
  }

  @Test func aDeletedOutputFolderIsRestored() throws {
    let (site, good) = try built()
    try site.remove("Output")
    try site.buildGood()
    #expect(try site.site() == good)
  }

  @Test func anEditUnderAnOldTimeIsSeen() throws {
    let (site, _) = try built()
    let path = "Content/notes/third.md"
    try site.touch(path, secondsAgo: 1000)
    try site.buildGood()
    try site.edit(path, "The names are", "Names now are")
    try site.touch(path, secondsAgo: 1000)
    #expect(try site.buildGood().written == 1)
    #expect(try site.page("notes/third/index.html").contains("Names now are"))
  }

  @Test func filesOfOthersSurvive() throws {
    let (site, good) = try built()
    try site.write("Output/CNAME", "example.org")
    try site.write("Output/notes/first/mine.txt", "mine")
    try site.remove("Content/notes/first.md")
    try site.edit("Content/index.md", "[the first note](notes/first.md#numbers)", "that")
    try site.edit("Content/notes/second.md", "(first.md)", "(third.md)")
    try site.buildGood()
    let after = try site.site()
    #expect(after["CNAME"] == Array("example.org".utf8))
    #expect(after["notes/first/mine.txt"] == Array("mine".utf8))
    #expect(after["notes/first/index.html"] == nil)
    #expect(good.keys.contains("notes/first/index.html"))
  }

  /// What somebody put where a page is to be.
  enum Obstacle: String, CaseIterable { case file, fileAsFolder, folderWithFile }

  @Test(arguments: Obstacle.allCases)
  func aFileOfAnotherIsNotOverwritten(_ obstacle: Obstacle) throws {
    let (site, good) = try built()
    let path =
      switch obstacle {
      case .file: "notes/new/index.html"
      case .fileAsFolder: "notes/new"
      case .folderWithFile: "notes/new/index.html/mine.txt"
      }
    try site.write("Output/" + path, "mine")
    try site.write("Content/notes/new.md", "---\ntitle: New\n---\nText.\n")
    for _ in 0..<2 {
      let error = #expect(throws: EnvironmentError.self) { try site.build() }
      #expect(
        error?.description
          == "\(site.output)/\(path) is to be written but is not Assay's: "
          + "move it away or rename the page")
      #expect(try site.site() == good.merging([path: Array("mine".utf8)]) { $1 })
    }
    try site.remove("Output/" + path)
    try site.buildGood()
    #expect(try site.page("notes/new/index.html").contains("Text."))
  }

  @Test func aFolderThatIsNotOursIsRefused() throws {
    let site = try TestSite()
    try site.write("Output/thesis.doc", "years of work")
    let error = #expect(throws: EnvironmentError.self) { try site.build() }
    #expect(
      error?.description
        == "\(site.output) is not empty and not Assay's (it has 'thesis.doc' and no "
        + "'.assay-manifest'): nothing was written; give another folder with --output, or empty it. "
        + "If it is a copy of a site that Assay made, copy '.assay-manifest' too")
    #expect(error?.kind == .foreign)
    #expect(try site.site() == ["thesis.doc": Array("years of work".utf8)])
  }

  @Test func filesForTheHostMayBeThereBeforeTheSite() throws {
    let site = try TestSite()
    for name in ["CNAME", "_headers", ".nojekyll"] { try site.write("Output/" + name, "x") }
    try site.buildGood()
    #expect(try site.read("Output/CNAME") == "x")
    #expect(try site.page("index.html").contains("Metals"))
  }

  @Test func anEmptyFolderWithHiddenFilesIsTaken() throws {
    let site = try TestSite()
    try site.write("Output/.gitignore", "*")
    try site.buildGood()
    #expect(try site.read("Output/.gitignore") == "*")
  }

  @Test func aPageAndAFileCanTakeEachOthersPlace() throws {
    let (site, good) = try built()
    let page = "---\ntitle: Flip\n---\nText.\n"
    for _ in 0..<2 {
      try site.write("Content/notes/flip", "file")
      try site.remove("Content/notes/flip.md")
      try site.buildGood()
      #expect(try site.page("notes/flip") == "file")
      try site.remove("Content/notes/flip")
      try site.write("Content/notes/flip.md", page)
      try site.buildGood()
      #expect(try site.page("notes/flip/index.html").contains("Text."))
    }
    try site.remove("Content/notes/flip.md")
    try site.buildGood()
    #expect(try site.site() == good)
  }

  @Test func aCheckWritesNothing() throws {
    let site = try TestSite()
    try site.remove(".assay")
    let summary = try site.build { $0.isCheckOnly = true }
    #expect(summary.diagnostics.map(\.path) == ["Templates/unused.mustache"])
    #expect(!summary.isPublished)
    #expect(FileSystem.stamp(site.output) == nil)
    #expect(FileSystem.stamp(site.root + "/.assay") == nil)
  }

  @Test(arguments: ["Output", ".assay"]) func aFileInTheFoldersPlaceIsNamed(_ name: String) throws {
    let site = try TestSite()
    try site.remove(name)
    try site.write(name, "a file")
    let file = try #require(throws: EnvironmentError.self) { try site.build() }
    #expect(
      file.description == "\(site.root)/\(name) is a file where a folder is to be: move it away")
  }

  @Test func anOutputThatLeadsNowhereIsNamed() throws {
    let site = try TestSite()
    #expect(symlink(site.root + "/nowhere", site.output) == 0)
    let link = try #require(throws: EnvironmentError.self) { try site.build() }
    #expect(
      link.description
        == "\(site.output) is a symbolic link that leads nowhere: make the folder it "
        + "names, or remove the link")
  }

  @Test func cleaningRemovesOnlyWhatIsOurs() throws {
    let (site, good) = try built()
    try site.write("Output/notes/mine.txt", "mine")
    #expect(try SiteBuilder(BuildOptions(root: site.root)).clean() == good.count)
    #expect(try site.files(in: "Output", hidden: true) == ["notes/mine.txt": Array("mine".utf8)])
    #expect(FileSystem.stamp(site.root + "/.assay") == nil)
  }
}
