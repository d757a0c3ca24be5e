import Basics
import Foundation
import Fuzzing
import SiteBuild
import Testing

/// The promise: after any edits, in any order, across any number of processes, the output of an
/// incremental build is the clean build's, byte for byte.
///
/// `ASSAY_EDITS` says how many edits, `ASSAY_SEED` which; the seed is printed.
@Suite struct RandomEditTests {
  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  @Test func outputEqualsThatOfACleanBuildAfterAnyEdits() throws {
    let seed = Self.number("ASSAY_SEED") ?? UInt64.random(in: 1..<1_000_000)
    let edits = Int(Self.number("ASSAY_EDITS") ?? 60)
    print("random edits: ASSAY_SEED=\(seed) ASSAY_EDITS=\(edits)")
    var run = try RandomRun(seed: seed)
    for step in 1...edits {
      var differences: [String] = []
      do {
        differences = try run.step()
      } catch {
        // No edit of an author stops a build.
        differences = ["thrown: \(error)"]
      }
      guard differences.isEmpty else {
        Issue.record(
          """
          seed \(seed), edit \(step): the incremental build differs from the clean one
          \(differences.joined(separator: "\n"))
          edits so far:
          \(run.history.suffix(12).joined(separator: "\n"))
          """)
        return
      }
    }
    print("random edits: \(run.published) published, \(run.refused) refused")
    #expect(run.published * 3 > edits, "too many builds failed for the run to say much")
    #expect(run.refused > 0 || edits < 60, "no build failed, so mending was not tried")
  }
}

/// A site under random edits, and what it must look like.
struct RandomRun {
  private let site: TestSite
  private var author: RandomAuthor
  private var random: SeededGenerator
  private var options = ChosenOptions()
  /// The author's files when the site last built.
  private var good: [String: [UInt8]] = [:]
  private var goodOptions = ChosenOptions()
  private(set) var history: [String] = []
  private(set) var published = 0
  private(set) var refused = 0
  private var isBroken = false

  struct ChosenOptions {
    var drafts = false
    var clock = CalendarDate("2026-03-10")
    var baseURL: String?
    var jobs = 2
  }

  init(seed: UInt64) throws {
    site = try TestSite(AuthorSite.files)
    author = RandomAuthor(site: site, seed: seed)
    random = SeededGenerator(seed: ~seed)
    try build(site)
    good = try sources()
  }

  @discardableResult
  private func build(_ site: TestSite) throws -> BuildSummary {
    try site.build {
      ($0.includesDrafts, $0.clock) = (options.drafts, options.clock)
      ($0.baseURL, $0.jobs) = (options.baseURL, options.jobs)
    }
  }

  private func sources() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for folder in ["Content", "Templates"] {
      for (path, bytes) in try site.files(in: folder) { files[folder + "/" + path] = bytes }
    }
    return files
  }

  private mutating func mend() throws {
    let now = try sources()
    for path in now.keys where good[path] == nil { try site.remove(path) }
    for (path, bytes) in good where now[path] != bytes { try site.write(path, bytes: bytes) }
    options = goodOptions
    history.append("mended")
  }

  private mutating func chooseOptions() {
    options.jobs = [1, 2, 4].randomElement(using: &random) ?? 2
    if random.chance(0.05) { options.drafts.toggle() }
    if random.chance(0.05) { options.baseURL = random.chance(0.5) ? "https://e.org/x" : nil }
    if random.chance(0.05) { options.clock = options.clock?.adding(days: 7) }
  }

  /// Edits, builds and compares: what differs, one line each.
  mutating func step() throws -> [String] {
    if isBroken, random.chance(0.7) {
      try mend()
    } else {
      chooseOptions()
      history.append(try author.edit())
      if random.chance(0.2) { history.append(try author.edit()) }
    }

    let before = try site.site()
    let clean = try site.copyOfSources()
    let wanted = try build(clean)
    let found = try build(site)
    isBroken = !found.isPublished
    var differences: [String] = []
    if found.diagnostics != wanted.diagnostics {
      differences += Self.lines("clean", wanted) + Self.lines("incremental", found)
    }
    if wanted.isPublished {
      published += 1
      (good, goodOptions) = (try sources(), options)
      differences += Self.differences(try site.site(), try clean.site())
      let again = try build(site)
      if !again.ran.isEmpty || again.written + again.removed > 0 {
        differences.append("a second build ran \(again.ran)")
      }
    } else {
      refused += 1
      differences += Self.differences(try site.site(), before)
    }
    return differences
  }

  private static func lines(_ name: String, _ summary: BuildSummary) -> [String] {
    summary.diagnostics.map { diagnostic in
      let place = diagnostic.range.map { "\($0.start.line):\($0.start.column)" } ?? ""
      return
        "\(name): \(diagnostic.path ?? ""):\(place) \(diagnostic.identifier) \(diagnostic.summary)"
    }
  }

  private static func differences(
    _ found: [String: [UInt8]], _ wanted: [String: [UInt8]]
  ) -> [String] {
    Set(found.keys).union(wanted.keys).sorted().compactMap { path in
      switch (found[path], wanted[path]) {
      case (let found?, let wanted?): found == wanted ? nil : "\(path) has other bytes"
      case (nil, _): "\(path) is missing"
      case (_, nil): "\(path) should not be there"
      }
    }
  }
}
