import Basics
import Foundation
import Testing

@testable import SiteBuild

/// The output and its new version change places in one step.
@Suite struct ExchangeTests {
  private static let twin = ".assay/stage/site"

  private func inode(_ site: TestSite, _ path: String) -> UInt64? {
    FileSystem.stamp(site.root + "/" + path)?.stamp.inode
  }

  /// A built site with an edit that is not built yet, and what its output must become.
  private func edited(
    _ prepare: (TestSite) throws -> Void = { _ in }
  ) throws -> (site: TestSite, wanted: [String: [UInt8]]) {
    let site = try TestSite()
    try prepare(site)
    try site.buildGood()
    try edit(site)
    return (site, try clean(site))
  }

  private func edit(_ site: TestSite) throws {
    let path = "Content/notes/third.md"
    try site.write(path, try site.read(path) + "\nOne more.\n")
  }

  private func clean(_ site: TestSite) throws -> [String: [UInt8]] {
    let clean = try site.copyOfSources()
    try clean.buildGood()
    return try clean.site()
  }

  private func expectTwin(of site: TestSite) throws {
    #expect(
      try site.files(in: Self.twin, hidden: true) == site.files(in: "Output", hidden: true))
  }

  @Test func theCopyTakesThePlaceOfTheOutput() throws {
    let (site, wanted) = try edited()
    let (old, copy) = (inode(site, "Output"), inode(site, Self.twin))
    try expectTwin(of: site)
    try site.buildGood()
    #expect(try site.site() == wanted)
    #expect(inode(site, "Output") == copy)
    #expect(inode(site, Self.twin) == old)
    try expectTwin(of: site)
    // And back again, with pages that go and pages that come.
    let new = "Content/notes/deep/er/new.md"
    for step in [old, copy] {
      if step == old {
        try site.write(new, "---\ntitle: New\n---\n\nNew.\n")
        #expect(try site.buildGood().written > 0)
      } else {
        try site.remove(new)
        #expect(try site.buildGood().removed == 1)
      }
      #expect(inode(site, "Output") == step)
      #expect(try site.site() == clean(site))
      try expectTwin(of: site)
    }
  }

  @Test func aBuildThatWritesNothingChangesNothing() throws {
    let site = try TestSite()
    try site.buildGood()
    let before = inode(site, "Output")
    try site.touch("Content/notes/third.md")
    try site.buildGood()
    #expect(inode(site, "Output") == before)
  }

  @Test func filesOfOthersStayAsTheyAre() throws {
    let (site, wanted) = try edited {
      try $0.write("Output/CNAME", "example.org")
      try $0.write("Output/.gitkeep", "")
    }
    try site.write("Output/notes/first/theirs.txt", "one")
    try site.write("Output/CNAME", "example.com")
    try site.remove("Output/.gitkeep")
    for text in ["two", "three"] {
      try site.buildGood()
      let others = [
        "CNAME": "example.com", "notes/first/theirs.txt": text == "two" ? "one" : "two",
      ]
      for (path, text) in others { #expect(try site.page(path) == text) }
      #expect(FileSystem.stamp(site.output + "/.gitkeep") == nil)
      try site.write("Output/notes/first/theirs.txt", text)
      try edit(site)
    }
    try site.remove("Output/notes/first/theirs.txt")
    try site.buildGood()
    let files = try site.site().filter { $0.key != "CNAME" }
    #expect(files.keys.sorted() == wanted.keys.sorted())
    #expect(try files == clean(site))
  }

  /// A file of others at the top has a second name in the new version before that takes its place.
  @Test func aFileOfOthersAtTheTopIsThereAtEachMoment() throws {
    let (site, _) = try edited { try $0.write("Output/CNAME", "example.org") }
    let theirs = inode(site, "Output/CNAME")
    for _ in 0..<3 {
      try site.buildGood()
      #expect(inode(site, "Output/CNAME") == theirs)
      #expect(FileSystem.stamp(site.root + "/" + Self.twin + "/CNAME") == nil)
      try edit(site)
    }
  }

  /// What has the name of a file of ours, and the bytes that this is to have, is ours from then on.
  @Test func aFileOfOthersThatIsWhatWasToBeWrittenIsTaken() throws {
    let site = try TestSite()
    try site.buildGood()
    try site.write("Content/new.md", "---\ntitle: New\n---\n\nNew.\n")
    let wanted = try clean(site)
    for (path, bytes) in wanted where path.hasPrefix("new/") {
      try site.write("Output/" + path, bytes: bytes)
    }
    #expect(try site.buildGood().remarks == [])
    #expect(try site.site() == wanted)
    try edit(site)
    #expect(try site.buildGood().remarks == [])
  }

  /// What cannot be moved back is said until it is gone, and cleaning does not take it.
  @Test func whatIsKeptOfOthersIsNamed() throws {
    let (site, _) = try edited()
    let kept = ".assay/stage/kept-7"
    try site.write(kept + "/theirs.txt", "theirs")
    let remark =
      "\(FileSystem.canonical(site.root) ?? "")/\(kept) has files that are not Assay's and could not "
      + "be moved back to the output: take what you need, then delete the folder"
    for _ in 0..<2 {
      #expect(try site.buildGood().remarks == [remark])
      try edit(site)
    }
    #expect(throws: EnvironmentError.self) {
      try SiteBuilder(BuildOptions(root: site.root)).clean()
    }
    #expect(try site.read(kept + "/theirs.txt") == "theirs")
    try site.remove(kept)
    #expect(try site.buildGood().remarks == [])
    #expect(try SiteBuilder(BuildOptions(root: site.root)).clean() > 0)
  }

  /// A folder of somebody else's may be in use: it is not moved, and files go into place one by one.
  @Test func aFolderOfOthersStaysWhereItIs() throws {
    let (site, wanted) = try edited()
    try site.write("Output/.git/HEAD", "ref: refs/heads/main")
    let (output, theirs) = (inode(site, "Output"), inode(site, "Output/.git"))
    try site.buildGood()
    #expect(try site.site() == wanted)
    #expect(inode(site, "Output") == output)
    #expect(inode(site, "Output/.git") == theirs)
    #expect(try site.page(".git/HEAD") == "ref: refs/heads/main")
  }

  /// A folder of ours whose page goes, with somebody's file in it, is somebody's from then on.
  @Test func aFileInTheFolderOfAPageThatGoesStays() throws {
    let site = try TestSite()
    try site.write("Content/gone.md", "---\ntitle: Old\n---\n\nOld.\n")
    try site.buildGood()
    try site.write("Output/gone/notes.txt", "one")
    try edit(site)
    try site.buildGood()
    try site.remove("Content/gone.md")
    for text in ["two", "three"] {
      try site.buildGood()
      #expect(try site.page("gone/notes.txt") == (text == "two" ? "one" : "two"))
      try site.write("Output/gone/notes.txt", text)
      try edit(site)
    }
    try site.remove("Output/gone/notes.txt")
    try site.buildGood()
    #expect(FileSystem.stamp(site.output + "/gone/notes.txt") == nil)
    try site.remove("Output/gone")
    let (found, wanted) = try (site.site(), clean(site))
    #expect(found.filter { wanted[$0.key] != $0.value }.keys.sorted() == [])
    #expect(wanted.filter { found[$0.key] != $0.value }.keys.sorted() == [])
  }

  /// Somebody stands in what was the output, and writes there.
  @Test(arguments: ["CNAME", "notes/first/theirs.txt", ".git/HEAD"])
  func whatIsWrittenIntoTheCopyIsBroughtOver(_ path: String) throws {
    let (site, wanted) = try edited()
    try site.write(Self.twin + "/" + path, "theirs")
    try site.buildGood()
    #expect(try site.page(path) == "theirs")
    let files = try site.site().filter { $0.key != path }
    #expect(files == wanted)
    try edit(site)
    try site.buildGood()
    #expect(try site.page(path) == "theirs")
  }

  @Test func filesOfOthersAtTheTopGoAlong() throws {
    let site = try TestSite()
    let names = ["CNAME", ".gitkeep", ".assay-manifest.bak", ".assay-mine", "robots.txt"]
    for name in names.prefix(2) { try site.write("Output/" + name, "theirs") }
    try site.buildGood()
    for name in names { try site.write("Output/" + name, "theirs") }
    for _ in 0..<3 {
      try edit(site)
      let (before, first) = (inode(site, "Output"), inode(site, "Output/CNAME"))
      try site.buildGood()
      #expect(inode(site, "Output") != before)
      #expect(inode(site, "Output/CNAME") == first)
      for name in names { #expect(try site.page(name) == "theirs") }
    }
    try site.remove("Output/robots.txt")
    try edit(site)
    try site.buildGood()
    #expect(FileSystem.stamp(site.output + "/robots.txt") == nil)
  }

  @Test func foldersInsideKeepTheirRights() throws {
    let (site, wanted) = try edited()
    let folder = site.output + "/notes/first"
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
    try site.buildGood()
    #expect(try site.site() == wanted)
    let found = try FileManager.default.attributesOfItem(atPath: folder)
    #expect((found[.posixPermissions] as? NSNumber)?.intValue == 0o700)
  }

  /// `cp -al` gives the state's files second names.
  @Test func aStateWithOtherNamesIsNotWrittenInto() throws {
    let (site, _) = try edited()
    try site.buildGood()
    try edit(site)
    try site.buildGood()
    let log = site.root + "/.assay/traces.log"
    let before = try #require(try FileSystem.read(log))
    try FileManager.default.linkItem(atPath: log, toPath: site.root + "/backup.log")
    try edit(site)
    try site.buildGood()
    #expect(try FileSystem.read(site.root + "/backup.log") == before)
    #expect(try FileSystem.read(log) != before)
    #expect(try site.site() == clean(site))
  }

  @Test func anOutputWithOtherAccessRightsKeepsThem() throws {
    let (site, wanted) = try edited()
    try FileManager.default.setAttributes([.posixPermissions: 0o2775], ofItemAtPath: site.output)
    try site.buildGood()
    #expect(try site.site() == wanted)
    let found = try FileManager.default.attributesOfItem(atPath: site.output)
    #expect((found[.posixPermissions] as? NSNumber)?.intValue == 0o2775)
    #expect(FileSystem.stamp(site.output + "/.assay-stage") == nil)
  }

  // MARK: What a kill leaves

  /// The copy was being brought up to date: it has no manifest.
  @Test func aCopyThatIsHalfDoneIsMadeAnew() throws {
    let (site, wanted) = try edited()
    try site.remove(Self.twin + "/.assay-manifest")
    try site.write(Self.twin + "/notes/half/index.html", "half a page")
    try site.buildGood()
    #expect(try site.site() == wanted)
    try expectTwin(of: site)
  }

  /// The folders had changed places, and nothing else was done.
  @Test func aKillAfterTheExchangeLeavesTheNewSite() throws {
    let (site, _) = try edited()
    let old = try site.files(in: "Output", hidden: true)
    let state = try site.files(in: ".assay", hidden: true).filter { !$0.key.contains("/") }
    try site.buildGood()
    try site.remove(Self.twin)
    for (path, bytes) in old { try site.write(Self.twin + "/" + path, bytes: bytes) }
    for (path, bytes) in state { try site.write(".assay/" + path, bytes: bytes) }
    try site.write(Self.twin + "/CNAME", "theirs")
    #expect(try site.buildGood().written == 0)
    #expect(try site.page("CNAME") == "theirs")
    try site.remove("Output/CNAME")
    try edit(site)
    try site.buildGood()
    #expect(try site.site() == clean(site))
    try expectTwin(of: site)
  }

  /// What somebody did in the copy never reaches a reader.
  @Test(arguments: ["replaced", "removed", "linked", "written into"])
  func aCopyThatWasMeddledWithIsMadeAnew(_ how: String) throws {
    let (site, wanted) = try edited()
    let page = Self.twin + "/notes/first/index.html"
    switch how {
    case "replaced":
      try site.remove(page)
      try site.write(page, "evil")
    case "removed": try site.remove(page)
    case "linked":
      try site.remove(Self.twin + "/notes")
      try FileManager.default.createSymbolicLink(
        atPath: site.root + "/" + Self.twin + "/notes", withDestinationPath: site.output + "/notes")
    default:
      // The same file stands in the output.
      try FileSystem.write(Array("evil".utf8), to: site.root + "/" + page)
    }
    try site.buildGood()
    #expect(try site.site() == wanted)
    try expectTwin(of: site)
  }

  @Test func aFileThatWasEditedInTheOutputIsMadeAgain() throws {
    let (site, wanted) = try edited()
    try FileSystem.write(Array("other".utf8), to: site.output + "/notes/first/index.html")
    try site.remove("Output/feed.xml")
    try site.buildGood()
    #expect(try site.site() == wanted)
    try expectTwin(of: site)
  }

  @Test func twoOutputsOfOneSiteAreBothRight() throws {
    let site = try TestSite()
    let other = site.root + "/other"
    for _ in 0..<2 {
      try site.buildGood()
      try site.buildGood { $0.output = other }
      try edit(site)
    }
    try site.buildGood { $0.output = other }
    let wanted = try clean(site)
    #expect(try site.files(in: "other") == wanted)
    #expect(try site.site() != wanted)
    try site.buildGood()
    #expect(try site.site() == wanted)
  }

  @Test func cleanRemovesTheCopyToo() throws {
    let site = try TestSite()
    try site.buildGood()
    _ = try SiteBuilder(BuildOptions(root: site.root)).clean()
    #expect(FileSystem.stamp(site.root + "/.assay") == nil)
    #expect(try site.files(in: "Output", hidden: true) == [:])
  }
}
