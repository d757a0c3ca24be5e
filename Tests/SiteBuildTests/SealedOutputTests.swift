import Basics
import Foundation
import Testing

@testable import SiteBuild

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Nothing outside the output is written, read or removed, whoever gave the folder away.
@Suite struct SealedOutputTests {
  /// A site beside which somebody else's files lie.
  private func neighbours(_ files: [String: String] = [:]) throws -> (site: TestSite, home: String)
  {
    let site = try TestSite(SmallSite.files.merging(files) { $1 })
    try site.write("home/keys", "good key")
    try site.write("home/notes/index.html", "a page of somebody")
    return (site, site.root + "/home")
  }

  private func expectUntouched(_ site: TestSite) throws {
    let files = try site.files(in: "home", hidden: true).mapValues {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(files == ["keys": "good key", "notes/index.html": "a page of somebody"])
  }

  private func link(_ site: TestSite, _ path: String, to target: String) throws {
    let full = site.root + "/" + path
    try FileSystem.makeFolder(String(full[..<(full.lastIndex(of: "/") ?? full.endIndex)]))
    try FileManager.default.createSymbolicLink(atPath: full, withDestinationPath: target)
  }

  @Test(arguments: ["//home/", "/home//notes/", "/../home/", "/./home/", "/a/../../home/"])
  func anAliasStaysInside(_ alias: String) throws {
    let (site, home) = try neighbours()
    let full = alias.hasPrefix("//") ? "/" + home + "/notes/" : alias
    try site.write("Content/x.md", "---\ntitle: X\naliases: ['\(full)']\n---\n")
    let summary = try site.build()
    #expect(summary.diagnostics.map(\.identifier) == ["InvalidAlias"])
    #expect(summary.diagnostics.first?.range?.start.line == 3)
    try expectUntouched(site)
    #expect(FileSystem.stamp(home + "/index.html") == nil)
  }

  /// What is made of names whose length nobody limits ends in a diagnostic.
  @Test func aNameThatIsTooLongIsAMistake() throws {
    let (site, _) = try neighbours()
    try site.write(
      "Content/x.md",
      "---\ntitle: X\ntags: [\(String(repeating: "t", count: 300))]\n---\n")
    let summary = try site.build()
    #expect(
      summary.diagnostics.map { "\($0.identifier): \($0.summary)" } == [
        "InvalidOutputName: no file of the site can be named "
          + "'tags/\(String(repeating: "t", count: 55))…': a part of it has 300 bytes, and can have 255"
      ])
    #expect(summary.diagnostics.first?.hint == "give it a shorter name")
  }

  @Test func anAssetWhoseHashMakesItsNameTooLongIsAMistake() throws {
    let (site, _) = try neighbours()
    try site.write("Templates/assets/\(String(repeating: "a", count: 246)).css", "a {}")
    #expect(try site.build().diagnostics.map(\.identifier) == ["InvalidOutputName"])
  }

  // MARK: What comes with a folder

  @Test(arguments: ["../home/keys", "/home/keys", "a/../../home/keys"])
  func aJournalRemovesNothingElsewhere(_ path: String) throws {
    let (site, home) = try neighbours()
    let removal = OutputPath(checked: path.hasPrefix("/") ? home + "/keys" : path)
    for isBuilt in [false, true] {
      if isBuilt { try site.buildGood() }
      let journal = OutputPublication.Journal(
        output: site.output, inode: 0, removals: [removal], manifest: [])
      try site.write("Output/.assay-stage/journal", bytes: journal.bytes)
      #expect(try site.buildGood().remarks.count == 1)
      try expectUntouched(site)
    }
  }

  /// A journal that is whole names what it may take from the stage, and removes only files of ours.
  @Test func aJournalPublishesOnlyWhatItNames() throws {
    let (site, home) = try neighbours()
    try site.write("Output/CNAME", "example.org")
    try site.buildGood()
    let removal = try #require(OutputPath("CNAME"))
    let manifest = try #require(try FileSystem.read(site.output + "/.assay-manifest"))
    let journal = OutputPublication.Journal(
      output: site.output, inode: 0, removals: [removal], manifest: manifest)
    try site.write("Output/.assay-stage/journal", bytes: journal.bytes)
    try site.write("Output/.assay-stage/files/surprise.html", "not of the site")
    try link(site, "Output/.assay-stage/files/keys", to: home + "/keys")
    try link(site, "Output/.assay-stage/files/home", to: home)
    try site.buildGood()
    for path in ["surprise.html", "keys", "home"] {
      #expect(!FileSystem.isLink(site.output + "/" + path))
      #expect(FileSystem.stamp(site.output + "/" + path) == nil)
    }
    #expect(try site.read("Output/CNAME") == "example.org")
    try expectUntouched(site)
  }

  /// A copy of the output, as a kill leaves one, with somebody's file where the output has a link.
  @Test(arguments: ["notes", "notes/first"], [true, false])
  func whatIsBroughtOverStaysInside(_ folder: String, _ isShared: Bool) throws {
    let (site, home) = try neighbours()
    try site.buildGood()
    let copy = ".assay/stage/site/"
    try site.write(copy + folder + "/surprise.html", "not of the site")
    try site.write(copy + folder + "/deep/surprise.html", "not of the site")
    if !isShared {
      let manifest = try site.read("Output/.assay-manifest")
      try site.remove(copy + ".assay-manifest")
      try site.write(copy + ".assay-manifest", manifest)
    }
    try site.remove("Output/" + folder)
    try link(site, "Output/" + folder, to: home)
    try site.write("Content/notes/third.md", site.read("Content/notes/third.md") + "\nMore.\n")
    _ = try? site.build()
    try expectUntouched(site)
    // Nor is it lost.
    let stage = try site.files(in: ".assay/stage", hidden: true)
    #expect(stage.keys.contains { $0.hasSuffix(folder + "/surprise.html") })
  }

  @Test(arguments: ["notes", "notes/first", "data"])
  func aFolderThatIsALinkIsNotWrittenThrough(_ folder: String) throws {
    let (site, home) = try neighbours()
    try site.buildGood()
    try site.remove("Output/" + folder)
    try link(site, "Output/" + folder, to: home)
    let error = #expect(throws: EnvironmentError.self) { try site.build() }
    #expect(
      error?.description
        == "\(site.output)/\(folder) is a symbolic link, and Assay writes through none: remove it and "
        + "build again")
    try expectUntouched(site)
    try site.remove("Output/" + folder)
    try site.buildGood()
  }

  /// The page that a link stands for goes, and what the link leads to stays.
  @Test func nothingIsRemovedThroughALink() throws {
    let (site, home) = try neighbours()
    try site.buildGood()
    try site.remove("Output/notes")
    try link(site, "Output/notes", to: home + "/notes")
    for path in ["first", "second", "third", "index", "hidden"] {
      try site.remove("Content/notes/\(path).md")
    }
    try site.remove("Content/notes/diagram.svg")
    try site.edit("Content/index.md", "[the first note](notes/first.md#numbers)", "that")
    _ = try? site.build()
    #expect(try SiteBuilder(BuildOptions(root: site.root)).clean() > 0)
    try expectUntouched(site)
  }

  @Test func aFileThatIsALinkIsReplacedAndNotFollowed() throws {
    let (site, home) = try neighbours()
    try site.buildGood()
    let good = try site.site()
    try site.remove("Output/feed.xml")
    try link(site, "Output/feed.xml", to: home + "/keys")
    try site.buildGood()
    #expect(!FileSystem.isLink(site.output + "/feed.xml"))
    #expect(try site.site() == good)
    try expectUntouched(site)
  }

  @Test(arguments: [
    "Output/.assay-manifest.new", "Output/.assay-stage", ".assay/.assay-new-traces",
    ".assay/traces.log", ".assay/.assay-new-outputs",
  ])
  func namesOfTheToolsOwnFilesAreNotFollowed(_ path: String) throws {
    let (site, home) = try neighbours()
    try site.buildGood()
    for target in [home + "/keys", home] {
      try site.remove(path)
      try link(site, path, to: target)
      try site.write("Content/notes/third.md", site.read("Content/notes/third.md") + "\nMore.\n")
      _ = try? site.build()
      try expectUntouched(site)
    }
  }

  @Test func aStateThatIsALinkIsRefused() throws {
    let (site, home) = try neighbours()
    try site.remove(".assay")
    try link(site, ".assay", to: home)
    let error = #expect(throws: EnvironmentError.self) { try site.build() }
    #expect(
      error?.description
        == "\(site.root)/.assay is a symbolic link, and Assay keeps its state in a folder: "
        + "remove the link")
    try expectUntouched(site)
  }

  @Test func aManifestOfFilesElsewhereIsRefused() throws {
    let (site, _) = try neighbours()
    try site.buildGood()
    let line = String(repeating: "0", count: 32) + " ../home/keys\n"
    try site.write("Output/.assay-manifest", try site.read("Output/.assay-manifest") + line)
    let error = #expect(throws: EnvironmentError.self) { try site.build() }
    #expect(error?.description.contains(".assay-manifest is damaged") == true)
    #expect(throws: EnvironmentError.self) {
      try SiteBuilder(BuildOptions(root: site.root)).clean()
    }
    try expectUntouched(site)
  }

  /// A pipe that nobody writes to would be waited for without end.
  @Test(arguments: [
    "Output/.assay-manifest", "Output/.assay-stage", "Output/.assay-stage/journal",
    "Output/feed.xml", ".assay/traces", ".assay/outputs", ".assay/tool", ".assay/traces.log",
    "Content/pipe.md", "Content/pipe", "Content/data/share.csv", "Templates/assets/pipe",
    "Templates/partials/item.mustache", "Content/notes/first.published.json",
  ])
  func pipesAreNotWaitedFor(_ path: String) throws {
    let (site, _) = try neighbours()
    try site.buildGood()
    try site.remove(path)
    let full = site.root + "/" + path
    try FileSystem.makeFolder(String(full[..<(full.lastIndex(of: "/") ?? full.endIndex)]))
    #expect(mkfifo(full, 0o644) == 0)
    _ = try? site.build()
  }

  // MARK: Where the output may lie

  @Test(arguments: [
    ("Content", "cannot be"), ("Content/public", "cannot lie in"),
    ("Templates/assets/o/p", "cannot lie in"), ("Content/../Content/x", "cannot lie in"),
    ("alias/x", "cannot lie in"), (".", "cannot hold"), ("..", "cannot hold"),
    (".assay/out", "cannot lie in"),
  ])
  func theOutputLiesApartFromTheSources(_ path: String, _ said: String) throws {
    let (site, _) = try neighbours()
    try link(site, "alias", to: "Content")
    let before = try site.files(in: ".", hidden: true).keys.sorted()
    for work: (SiteBuilder) throws -> Void in [{ _ = try $0.build() }, { _ = try $0.clean() }] {
      let error = #expect(throws: EnvironmentError.self) {
        try work(SiteBuilder(BuildOptions(root: site.root, output: site.root + "/" + path)))
      }
      #expect(error?.kind == .configuration)
      #expect(error?.description.contains(said) == true)
      #expect(error?.description.hasSuffix("give another with --output") == true)
    }
    #expect(try site.files(in: ".", hidden: true).keys.sorted() == before)
  }

  @Test func twoSitesInOneOutputWaitForEachOther() throws {
    let (site, _) = try neighbours()
    try site.buildGood()
    let lock = try FolderHandle.lock(site.output)
    guard let lock else { throw NoSuchText(text: site.output) }
    let error = #expect(throws: EnvironmentError.self) { try site.build { $0.patience = 1 } }
    withExtendedLifetime(lock) {}
    #expect(error?.kind == .temporary)
    #expect(error?.description.contains("another build of \(site.output) is running") == true)
  }
}
