import Basics
import Fuzzing
import Tables
import Testing

@testable import SiteBuild

/// Whatever becomes of what a build wrote for itself, the next one is right, or says what is wrong.
///
/// `ASSAY_DAMAGES` says how many of each kind.
@Suite(.serialized) struct DamageTests {
  private static let rounds = Fuzz.setting("ASSAY_DAMAGES") ?? 8

  // MARK: - State and manifest

  @Test func anyDamageToTheStateEndsInTheCleanSite() throws {
    let site = try TestSite()
    try site.buildGood()
    var wanted = try site.site()
    let complaints = try Fuzz("state", rounds: Self.rounds).run { seed in
      var mutator = Mutator(seed: seed)
      let kept = try site.files(in: ".assay", hidden: true).keys.sorted().map { ".assay/" + $0 }
      guard let path = mutator.random.pick(kept + ["Output/.assay-manifest"]),
        let bytes = try FileSystem.read(site.root + "/" + path)
      else { return }
      if mutator.random.chance(0.6) { wanted = try edit(site, &mutator.random).site() }
      // At times another file of the same kind of content comes to stand there.
      let other = mutator.random.chance(0.1) ? mutator.random.pick(kept) : nil
      let damaged =
        try other.flatMap { try FileSystem.read(site.root + "/" + $0) } ?? mutator.damaged(bytes)
      try site.write(path, bytes: damaged)
      do {
        let summary = try site.build()
        #expect(summary.isPublished, "seed \(seed): \(path)")
        #expect(try site.site() == wanted, "seed \(seed): \(path)")
        if path == ".assay/traces", damaged != bytes {
          #expect(!summary.remarks.isEmpty, "seed \(seed): \(path) was lost in silence")
        }
      } catch let error as EnvironmentError {
        // A manifest that is not to be believed disowns the output, with a word. The copy in the
        // stage has the same file under a second name.
        #expect(path.hasSuffix("/.assay-manifest"), "seed \(seed): \(error)")
        try site.remove("Output")
        try site.remove(".assay")
        try site.buildGood()
        #expect(try site.site() == wanted, "seed \(seed): \(path)")
      }
    }
    #expect(complaints == [])
  }

  /// Edits a cell, or lets a page come or go, and gives a clean build of it.
  private func edit(_ site: TestSite, _ random: inout SeededGenerator) throws -> TestSite {
    if random.chance(0.5) {
      let page = "Content/notes/fleeting.md"
      if try site.files(in: "Content")["notes/fleeting.md"] != nil {
        try site.remove(page)
      } else {
        try site.write(page, "---\ntitle: Fleeting\n---\nText.\n")
      }
    } else {
      let lines = try site.read("Content/data/share.csv").split(separator: "\n")
      let row = lines.first { $0.hasPrefix("tungsten,CHN,2025,") } ?? ""
      let start = row.split(separator: ",").prefix(4).joined(separator: ",") + ","
      let share = Int.random(in: 10...90, using: &random)
      try site.edit("Content/data/share.csv", start, "tungsten,CHN,2025,\(share),")
    }
    let clean = try site.copyOfSources()
    try clean.buildGood()
    return clean
  }

  // MARK: - Journal

  /// A publication that was killed half-way, and its journal damaged: it is completed or thrown away.
  @Test func anyDamageToTheJournalEndsInTheCleanSite() throws {
    let site = try TestSite()
    try site.buildGood()
    let complaints = try Fuzz("journal", rounds: Self.rounds).run { seed in
      var mutator = Mutator(seed: seed)
      let old = try site.files(in: "Output", hidden: true)
      let clean = try edit(site, &mutator.random)
      let wanted = try clean.site()
      let new = try clean.files(in: "Output", hidden: true)
      let removals = old.keys.filter { new[$0] == nil && !$0.hasPrefix(".") }.sorted()
      let journal = OutputPublication.Journal(
        output: site.output, inode: 0, removals: removals.compactMap { OutputPath($0) },
        manifest: new[".assay-manifest"] ?? [])
      let changed = wanted.filter { old[$0.key] != $0.value }.sorted { $0.key < $1.key }
      let moved = Int.random(in: 0...changed.count, using: &mutator.random)
      for (index, (path, bytes)) in changed.enumerated() {
        let isBad = index >= moved && mutator.random.chance(0.05)
        try site.write(
          (index < moved ? "Output/" : "Output/.assay-stage/files/") + path,
          bytes: isBad ? mutator.damaged(bytes) : bytes)
      }
      let bytes = journal.bytes
      try site.write("Output/.assay-stage/journal", bytes: mutator.damaged(bytes))
      let summary = try site.build()
      #expect(summary.isPublished, "seed \(seed)")
      #expect(try site.site() == wanted, "seed \(seed)")
      #expect(FileSystem.stamp(site.output + "/.assay-stage") == nil, "seed \(seed)")
    }
    #expect(complaints == [])
  }

  // MARK: - Records

  private static let records = ["first", "second"].map { "Content/briefings/\($0).published.json" }

  /// A record of what was published that says something else than it said is reported.
  @Test func anyDamageToARecordIsSaid() throws {
    let site = try TestSite(ClaimSite.files)
    for edition in ["first", "second"] {
      _ = try SiteBuilder(BuildOptions(root: site.root)).publish(edition)
    }
    #expect(try site.buildGood().diagnostics == [])
    let complaints = try Fuzz("records", rounds: Self.rounds).run { seed in
      var mutator = Mutator(seed: seed)
      let path = mutator.random.pick(Self.records) ?? ""
      let whole = try site.read(path)
      let bytes = Array(whole.utf8)
      let other = mutator.random.chance(0.1) ? mutator.random.pick(Self.records) : nil
      let damaged = try other.map { Array(try site.read($0).utf8) } ?? mutator.damaged(bytes)
      try site.write(path, bytes: damaged)
      let clean = try site.copyOfSources()
      let (found, wanted) = (try site.build(), try clean.build())
      #expect(found.diagnostics == wanted.diagnostics, "seed \(seed)")
      #expect(found.isPublished == wanted.isPublished, "seed \(seed)")
      if wanted.isPublished { #expect(try site.site() == clean.site(), "seed \(seed)") }
      if said(damaged) != said(bytes) {
        #expect(!found.diagnostics.isEmpty, "seed \(seed): changed in silence")
      }
      try site.write(path, whole)
    }
    #expect(complaints == [])
  }

  /// What a record says that readers saw; nil where it cannot be read. Under which id a figure stood
  /// is no part of it: one may move where its sentence and what it prints stay.
  private func said(_ bytes: [UInt8]) -> [[String]]? {
    let source = SourceText(path: "a.json", utf8: bytes)
    guard case .success(let value) = StructuredValue.parseJSON(source),
      let edition = PublishedEdition.decode(value, path: "a.json").edition
    else { return nil }
    let figures = edition.figures.map { figure in
      [figure.printed] + figure.sentences + figure.rows.flatMap { $0 }
    }
    let head = [edition.page, edition.asOf.description]
    // One that stands twice says nothing more.
    return [head] + Set(figures).sorted { $0.lexicographicallyPrecedes($1) }
  }
}
