import Basics
import Foundation
import Fuzzing
import Synchronization
import Testing

@testable import SiteBuild

/// A build after something went wrong with the last one, or beside another, is right.
@Suite struct RecoveryTests {
  /// A built site with an edit that is not built yet, and what its output must become.
  private func edited() throws -> (site: TestSite, wanted: [String: [UInt8]]) {
    let site = try TestSite()
    try site.buildGood()
    try site.edit("Content/data/share.csv", "2025,33,", "2025,34,")
    try site.edit("Content/notes/third.md", "Third note", "Another note")
    let clean = try site.copyOfSources()
    try clean.buildGood()
    return (site, try clean.site())
  }

  private static let states = [".assay/traces", ".assay/outputs", ".assay/tool"]

  @Test func aDeletedStateIsMadeAnew() throws {
    let (site, wanted) = try edited()
    try site.remove(".assay")
    try site.buildGood()
    #expect(try site.site() == wanted)
  }

  @Test(arguments: states, [0.0, 0.3, 0.99])
  func aTruncatedStateIsMadeAnew(_ path: String, _ part: Double) throws {
    let (site, wanted) = try edited()
    let bytes = try #require(try FileSystem.read(site.root + "/" + path))
    try site.write(path, bytes: Array(bytes.prefix(Int(Double(bytes.count) * part))))
    let summary = try site.buildGood()
    if path == ".assay/traces" {
      #expect(summary.remarks == ["the state in .assay was damaged and is made anew"])
    }
    #expect(try site.site() == wanted)
    #expect(try site.buildGood().ran.map(\.key) == [])
  }

  @Test(arguments: states, Array(0..<8))
  func aStateWithAWrongByteIsMadeAnew(_ path: String, _ seed: Int) throws {
    let (site, wanted) = try edited()
    var bytes = try #require(try FileSystem.read(site.root + "/" + path))
    var random = SeededGenerator(seed: UInt64(seed))
    let place = Int.random(in: 0..<bytes.count, using: &random)
    bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    try site.write(path, bytes: bytes)
    try site.buildGood()
    #expect(try site.site() == wanted, "byte \(place)")
  }

  /// The rows that can be read are the same while a mistake is there and after it is mended, and new
  /// beside those of the last good build.
  @Test(arguments: [
    ",,,,\n", "tungsten,USA,2025,5\n", "tungsten,USA,2025,5,2026-02-04,x\n",
    "\"tungsten,USA,2025,5,2026-02-04\n",
  ])
  func aMistakeThatIsMendedLeavesNothingBehind(_ row: String) throws {
    let site = try TestSite()
    try site.buildGood()
    let last = "tungsten,CHN,2025,33,2026-02-04\n"
    let good = last + "tungsten,RUS,2025,12,2026-02-04\n"
    try site.edit("Content/data/share.csv", last, good + row)
    #expect(try !site.build().isPublished)
    try site.edit("Content/data/share.csv", good + row, good)
    let clean = try site.copyOfSources()
    try clean.buildGood()
    try site.buildGood()
    #expect(try site.site() == clean.site())
  }

  /// A new table is described wrongly first.
  @Test func aTableThatIsMendedLeavesNothingBehind() throws {
    let site = try TestSite()
    try site.buildGood()
    let package = "Content/data/datapackage.yaml"
    let text = String(
      decoding: try #require(try FileSystem.read(site.root + "/" + package)), as: UTF8.self)
    let table =
      "  - name: more\n    path: more.csv\n    schema: {fields: [{name: a, type: integer}]}\n"
    try site.write(package, text + table)
    try site.write("Content/data/more.csv", "b\n1\n")
    #expect(try !site.build().isPublished)
    try site.write("Content/data/more.csv", "a\n1\n")
    let clean = try site.copyOfSources()
    try clean.buildGood()
    try site.buildGood()
    #expect(try site.site() == clean.site())
  }

  @Test func aStageLeftBehindIsThrownAway() throws {
    let (site, wanted) = try edited()
    try site.write("Output/.assay-stage/files/half/index.html", "half a page")
    try site.buildGood()
    #expect(try site.site() == wanted)
    #expect(FileSystem.stamp(site.output + "/.assay-stage") == nil)
  }

  /// A site whose publication was killed after its journal was written, with some of its files moved.
  private func interrupted(
    after moved: Int, output: String? = nil, isSameFolder: Bool = false, adding page: String? = nil
  ) throws -> (site: TestSite, wanted: [String: [UInt8]]) {
    var (site, wanted) = try edited()
    let old = try site.files(in: "Output", hidden: true)
    let clean = try site.copyOfSources()
    try clean.remove("Content/notes/hidden.md")
    if let page { try clean.write(page, "---\ntitle: New\n---\n\nNew.\n") }
    try clean.buildGood()
    if page != nil { wanted = try clean.site() }
    let manifest = try #require(try clean.files(in: "Output", hidden: true)[".assay-manifest"])

    let removals = old.keys.filter { wanted[$0] == nil && !$0.hasPrefix(".") }.sorted()
    let journal = OutputPublication.Journal(
      output: output ?? site.output,
      inode: isSameFolder ? FileSystem.stamp(site.output)?.stamp.inode ?? 0 : 0,
      removals: removals.compactMap { OutputPath($0) }, manifest: manifest)
    try site.write("Output/.assay-stage/journal", bytes: journal.bytes)
    let changed = wanted.filter { old[$0.key] != $0.value }.sorted { $0.key < $1.key }
    #expect(changed.count > 3)
    for (index, (path, bytes)) in changed.enumerated() {
      let place = index < moved ? "Output/" : "Output/.assay-stage/files/"
      try site.write(place + path, bytes: bytes)
    }
    return (site, wanted)
  }

  @Test(arguments: [0, 1, 3, 100])
  func aPublicationThatWasInterruptedIsCompleted(_ moved: Int) throws {
    let (site, wanted) = try interrupted(after: moved)
    // Opening the folder completes it, whatever the build then finds.
    try site.write("Content/notes/first.md", "no front matter")
    #expect(try !site.build().isPublished)
    #expect(try site.site() == wanted)
    #expect(FileSystem.stamp(site.output + "/.assay-stage") == nil)
  }

  /// The folder of the site was renamed after the kill; or the journal is that of another output.
  @Test(arguments: [true, false])
  func aJournalBelongsToAFolder(_ isOurs: Bool) throws {
    let (site, wanted) = try interrupted(
      after: 1, output: "/elsewhere/Output", isSameFolder: isOurs)
    try site.write("Content/notes/first.md", "no front matter")
    #expect(try !site.build().isPublished)
    #expect(try (site.site() == wanted) == isOurs)
  }

  /// What others put where the journal has a new file, after the kill, is not written over.
  @Test func aJournalStopsBeforeAFileOfOthers() throws {
    let (site, wanted) = try interrupted(after: 0, adding: "Content/new.md")
    let path = "new/index.html"
    try site.write("Output/" + path, "theirs")
    let error = try #require(throws: EnvironmentError.self) { try site.build() }
    #expect(error.description.contains("\(path) is to be written but is not Assay's"))
    #expect(try site.page(path) == "theirs")
    try site.remove("Output/" + path)
    try site.write("Content/notes/first.md", "no front matter")
    #expect(try !site.build().isPublished)
    #expect(try site.site() == wanted)
  }

  private static let thrownAway =
    "what an interrupted build left in the output was damaged or not Assay's and is thrown away"

  @Test(arguments: [0, 1, 23, 24, 30, 60])
  func aDamagedJournalIsThrownAway(_ place: Int) throws {
    let (site, wanted) = try edited()
    let removal = try #require(OutputPath("feed.xml"))
    var journal = OutputPublication.Journal(
      output: site.output, inode: 0, removals: [removal], manifest: []
    )
    .bytes
    if place < journal.count { journal[place] ^= 4 } else { journal = [] }
    try site.write("Output/.assay-stage/journal", bytes: journal)
    try site.write("Output/.assay-stage/files/index.html", "half a page")
    let summary = try site.buildGood()
    #expect(summary.remarks == [Self.thrownAway])
    #expect(try site.site() == wanted)
    #expect(FileSystem.stamp(site.output + "/.assay-stage") == nil)
  }

  @Test func aStateMovedToAnotherFolderIsUsed() throws {
    let (site, wanted) = try edited()
    try site.buildGood()
    let moved = try TestSite([:])
    for folder in ["Content", "Templates", ".assay", "Output"] {
      for (path, bytes) in try site.files(in: folder, hidden: true) {
        try moved.write(folder + "/" + path, bytes: bytes)
      }
    }
    let summary = try moved.buildGood()
    #expect(summary.ran.map(\.key) == [])
    #expect(summary.written == 0)
    #expect(try moved.site() == wanted)
  }

  @Test func aBuildThatWaitsInVainSaysWhoHoldsTheLock() throws {
    let site = try TestSite()
    try site.buildGood()
    let path = site.root + "/.assay/lock"
    guard let lock = try FileSystem.lock(path) else { throw NoSuchText(text: path) }
    let waited = Mutex(0)
    let error = #expect(throws: EnvironmentError.self) {
      try site.build { options in
        options.patience = 2
        options.progress = { if case .waiting = $0 { waited.withLock { $0 += 1 } } }
      }
    }
    let holder = LockHolder(ofLock: path)
    var options = BuildOptions(root: site.root)
    options.patience = 1
    #expect(throws: EnvironmentError.self) { try SiteBuilder(options).clean() }
    #expect(try site.site().count > 3)
    withExtendedLifetime(lock) {}
    let text = try #require(error?.description)
    #expect(error?.kind == .temporary)
    #expect(text.hasPrefix("another build of \(site.root) is running"))
    #expect(text.hasSuffix(" and did not end in time"))
    // Some containers do not show whose a lock is.
    if let holder {
      #expect(text.contains("(process \(holder.process), for "))
    }
    #expect(waited.withLock { $0 } == 1)
  }

  @Test func twoBuildsAtOnceBothEndWithTheRightOutput() throws {
    let (site, wanted) = try edited()
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      do {
        try site.buildGood()
        let found = try site.site()
        if found != wanted { failures.withLock { $0.append("other output") } }
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try site.site() == wanted)
    #expect(try site.buildGood().ran.map(\.key) == [])
  }
}
