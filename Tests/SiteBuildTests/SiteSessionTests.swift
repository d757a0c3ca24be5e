import Basics
import Foundation
import Fuzzing
import SiteBuild
import Testing

/// Builds of one process that remembers between them, told what changed.
@Suite struct SiteSessionTests {
  private let site: TestSite
  private let session: SiteSession

  init() throws {
    site = try TestSite()
    session = SiteSession(BuildOptions(root: site.root))
    #expect(try session.build(nil).isPublished)
    try session.keep()
  }

  private func build(_ changed: String...) throws -> BuildSummary {
    try session.build(Set(changed.map { site.root + "/" + $0 }))
  }

  private func expectCleanOutput(_ line: SourceLocation = #_sourceLocation) throws {
    let clean = try site.copyOfSources()
    try clean.buildGood()
    #expect(try site.site() == clean.site(), sourceLocation: line)
  }

  @Test func anEditedTextRunsWhatABuildOfAnotherProcessWouldRun() throws {
    let other = try TestSite()
    try other.buildGood()
    for site in [site, other] {
      try site.write("Content/index.md", "---\ntitle: Other\n---\n\nHi.\n")
    }
    let told = try build("Content/index.md")
    let found = try other.buildGood()
    #expect(told.news.sorted() == found.news.sorted())
    #expect(told.written == found.written)
    #expect(told.unchanged == found.unchanged)
    try expectCleanOutput()
  }

  @Test func whatIsNotToldIsNotLookedAt() throws {
    try site.write("Content/index.md", "---\ntitle: Other\n---\n\nHi.\n")
    #expect(try build("Content/site.yaml").written == 0)
    #expect(try build("Content/index.md").written > 0)
    try expectCleanOutput()
  }

  @Test func nothingIsRunForAFileThatIsAsItWas() throws {
    let summary = try build("Content/index.md", "Content/none.md", "Templates/none.mustache")
    #expect(summary.ranCount == 0)
    #expect(summary.isPublished)
  }

  @Test func filesMayComeAndGo() throws {
    try site.write("Content/new.md", "---\ntitle: New\n---\n\nNew.\n")
    #expect(try build("Content/new.md").isPublished)
    try expectCleanOutput()
    try site.remove("Content/new.md")
    #expect(try build("Content/new.md").removed > 0)
    try expectCleanOutput()
  }

  @Test func aMistakeLeavesTheLastGoodSiteAndIsMended() throws {
    let good = try site.site()
    let text = try site.read("Content/index.md")
    try site.write("Content/index.md", text + "\n[Gone](nowhere.md)\n")
    let summary = try build("Content/index.md")
    #expect(summary.hasErrors)
    #expect(try site.site() == good)
    #expect(try build().hasErrors)
    try site.write("Content/index.md", text)
    #expect(try build("Content/index.md").isPublished)
    try expectCleanOutput()
  }

  @Test func whatWasNotKeptIsMadeAgainByAnotherProcess() throws {
    try site.write("Content/index.md", "---\ntitle: Other\n---\n\nHi.\n")
    #expect(try build("Content/index.md").isPublished)
    // As after a power cut: the traces are those before the edit, the output is that after it.
    #expect(try site.buildGood().isPublished)
    try expectCleanOutput()
    try site.write("Content/index.md", "---\ntitle: Third\n---\n\nHi.\n")
    #expect(try build("Content/index.md").isPublished)
    try expectCleanOutput()
  }

  @Test func anEditThatAnotherProcessBuiltIsNotUndone() throws {
    try site.write("Content/index.md", "---\ntitle: Theirs\n---\n\nHi.\n")
    try site.buildGood { $0.isClean = true }
    #expect(try build().isPublished)
    try expectCleanOutput()
  }

  @Test func aCancelledBuildLeavesTheLastGoodSite() throws {
    let good = try site.site()
    try site.write("Content/index.md", "---\ntitle: Other\n---\n\nHi.\n")
    session.cancel()
    #expect(throws: CancellationError.self) { try build("Content/index.md") }
    #expect(try site.site() == good)
    #expect(FileSystem.stamp(site.output + "/.assay-stage") == nil)
    try site.buildGood()
    try expectCleanOutput()
  }

  @Test func factsAreThoseOfTheSite() throws {
    let facts = session.facts(about: ["Content/index.md", "Templates/page.mustache"])
    #expect(facts.home == "/metals/")
    #expect(facts.pages == ["Content/index.md": "/metals/"])
  }

  /// The promise of a build, for a session: after any edits the output is that of a clean build.
  @Test func outputEqualsThatOfACleanBuildAfterAnyToldEdits() throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["ASSAY_SEED"].flatMap { UInt64($0) } ?? .random(in: 1..<1_000_000)
    let edits = environment["ASSAY_EDITS"].flatMap { Int($0) } ?? 60
    print("random edits of a session: seed \(seed), \(edits) edits")
    var author = RandomAuthor(site: site, seed: seed)
    var random = SeededGenerator(seed: ~seed)
    var published = 0
    for step in 1...edits {
      let before = Picture(site)
      var done = [try author.edit()]
      if random.chance(0.3) { done.append(try author.edit()) }
      let changed =
        done.contains { $0.contains("output:") } ? nil : before.changes(to: Picture(site))
      if random.chance(0.3) { try session.keep() }
      if random.chance(0.1) { try site.build() }
      let clean = try site.copyOfSources()
      let wanted = try clean.build()
      let found = try session.build(changed)
      #expect(found.diagnostics == wanted.diagnostics, "seed \(seed), step \(step): \(done)")
      if wanted.isPublished {
        published += 1
        let (ours, theirs) = (try site.site(), try clean.site())
        let wrong = Set(ours.keys).union(theirs.keys).filter { ours[$0] != theirs[$0] }.sorted()
        #expect(wrong == [], "seed \(seed), step \(step): \(done)")
      } else {
        // Mended: from here on the clean site is the author's.
        for folder in ["Content", "Templates"] { try site.remove(folder) }
        for (path, text) in SmallSite.files where !path.hasPrefix("Output") {
          try site.write(path, text)
        }
        #expect(try session.build(nil).isPublished)
      }
    }
    #expect(published * 3 > edits)
  }

  /// What a watcher would know of a site's files.
  private struct Picture {
    var files: [String: FileStamp] = [:]
    var folders: Set<String> = []

    init(_ site: TestSite) {
      var pending = ["Content", "Templates"].map { site.root + "/" + $0 }
      while let path = pending.popLast() {
        folders.insert(path)
        for entry in (try? FileSystem.list(path)) ?? [] {
          let inside = path + "/" + entry.name
          if entry.kind == .folder {
            pending.append(inside)
          } else {
            files[inside] = FileSystem.stamp(inside)?.stamp
          }
        }
      }
    }

    /// The files that changed, or nil where folders came or went.
    func changes(to other: Picture) -> Set<String>? {
      guard folders == other.folders else { return nil }
      let all = Set(files.keys).union(other.files.keys)
      return all.filter { files[$0] != other.files[$0] }
    }
  }
}
