import Basics
import Foundation
import SiteBuild
import Testing

private func setting(_ name: String) -> UInt64? {
  ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
}

/// Whatever bytes a site or its state is made of, a build ends, and never in a wrong page.
///
/// Each runs some rounds, always the same. `ASSAY_FUZZ_SECONDS` lets them run for a time, with ever
/// new numbers or from `ASSAY_SEED` on; the seed is printed.
@Suite(.serialized) struct FuzzTests {
  private static let rounds: UInt64 = 12

  private func fuzz(_ what: String, _ body: (UInt64) throws -> Void) rethrows {
    guard let seconds = setting("ASSAY_FUZZ_SECONDS") else {
      let first = setting("ASSAY_SEED") ?? 1
      for seed in first..<first + Self.rounds { try body(seed) }
      return
    }
    let first = setting("ASSAY_SEED") ?? UInt64.random(in: 1..<1_000_000)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Int64(seconds))
    var seed = first
    repeat {
      try body(seed)
      seed += 1
    } while clock.now < end
    print("fuzzed \(what): ASSAY_SEED=\(first), \(seed - first) rounds")
  }

  /// Files of every kind, torn apart and put together again: the build ends in diagnostics with
  /// places or in a site, and the incremental one equals the clean one.
  @Test func anySourcesEndInDiagnosticsOrASite() throws {
    try fuzz("sources") { seed in
      var mutator = Mutator(seed: seed)
      let site = try TestSite()
      try site.buildGood()
      let paths = SmallSite.files.keys.sorted()
      for _ in 0...Int.random(in: 0...2, using: &mutator.random) {
        guard let path = mutator.random.pick(paths) else { continue }
        let bytes = Array((SmallSite.files[path] ?? "").utf8)
        try site.write(path, bytes: mutator.mutated(bytes))
      }
      let begin = ContinuousClock.now
      let summary = try outcome(of: site)
      #expect(ContinuousClock.now - begin < .seconds(60), "seed \(seed)")
      let clean = try site.copyOfSources()
      let wanted = try outcome(of: clean)
      #expect(summary.isPublished == wanted.isPublished, "seed \(seed)")
      if summary.isPublished {
        #expect(try site.site() == clean.site(), "seed \(seed)")
      } else {
        #expect(!summary.diagnostics.isEmpty, "seed \(seed): refused without a word")
        #expect(summary.diagnostics.allSatisfy { $0.path != nil }, "seed \(seed)")
      }
    }
  }

  private func outcome(of site: TestSite) throws -> (isPublished: Bool, diagnostics: [Diagnostic]) {
    do {
      let summary = try site.build()
      return (summary.isPublished, summary.diagnostics)
    } catch let error as DiagnosticsError {
      return (false, error.diagnostics)
    }
  }

  /// State, manifest and journal with bytes changed, cut or added: the next build is the clean one.
  @Test func anyDamageToTheStateEndsInTheCleanSite() throws {
    let site = try TestSite()
    try site.buildGood()
    var wanted = try site.site()
    try fuzz("state") { seed in
      var mutator = Mutator(seed: seed)
      let kept = try site.files(in: ".assay", hidden: true).keys.sorted().map { ".assay/" + $0 }
      guard let path = mutator.random.pick(kept + ["Output/.assay-manifest"]),
        let bytes = try FileSystem.read(site.root + "/" + path)
      else { return }
      if mutator.random.chance(0.5) {
        let share = Int.random(in: 10...90, using: &mutator.random)
        try site.edit("Content/data/share.csv", try line(of: site), "tungsten,CHN,2025,\(share),")
        let clean = try site.copyOfSources()
        try clean.buildGood()
        wanted = try clean.site()
      }
      try site.write(path, bytes: mutator.damaged(bytes))
      do {
        let summary = try site.build()
        #expect(summary.isPublished, "seed \(seed): \(path)")
        #expect(try site.site() == wanted, "seed \(seed): \(path)")
      } catch let error as EnvironmentError {
        // A manifest that is not to be believed disowns the output, with a word.
        #expect(path == "Output/.assay-manifest", "seed \(seed): \(error)")
        try site.remove("Output")
        try site.remove(".assay")
        try site.buildGood()
        #expect(try site.site() == wanted, "seed \(seed): \(path)")
      }
    }
  }

  /// The row of the small site that the fuzzer changes, as it is now.
  private func line(of site: TestSite) throws -> String {
    let lines = try site.read("Content/data/share.csv").split(separator: "\n")
    let row = lines.first { $0.hasPrefix("tungsten,CHN,2025,") } ?? ""
    return row.split(separator: ",").prefix(4).joined(separator: ",") + ","
  }
}

/// Makes other bytes of some.
struct Mutator {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// What breaks parsers: signs of all the languages of a site, alone and in great numbers.
  private static let words: [String] = [
    "", " ", "\n", "\t", "\r\n", "\"", "'", "`", "```", "{", "}", "[", "]", "(", ")", "<", ">", "|",
    "---\n", ":", ": ", "- ", "#", "%", "@", "&", "*", "_", "~~", "\\", "/", "../", "//", "{{",
    "}}",
    "{{#", "{{/", "{sql}", "{claim}", "{{>", "null", "-1", "0", "9223372036854775807", "1e400",
    "NaN",
    "\u{0}", "\u{8}", "\u{FEFF}", "\u{FFFE}", "é", "e\u{301}", "𝄞", "\u{202E}", "select", "from",
    "now",
    "union all", "with recursive", "&anchor", "*anchor", "!!binary", "data:", "javascript:",
    "file:///",
    "url(x)", "var(--x)", "mark: bar", "2026-02-30", "P9D", "true", "known_on", "as_of: ",
  ]

  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int.random(in: 0...3, using: &random) { change(&bytes) }
    return bytes
  }

  private mutating func place(in bytes: [UInt8]) -> Int {
    Int.random(in: 0...bytes.count, using: &random)
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let start = place(in: bytes)
    let end = min(bytes.count, start + Int.random(in: 0...40, using: &random))
    let word = Array((random.pick(Self.words) ?? "").utf8)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: bytes.replaceSubrange(start..<end, with: [])
    case 1: bytes.insert(contentsOf: word, at: start)
    case 2: bytes.replaceSubrange(start..<end, with: word)
    case 3:
      let count = Int.random(in: 1...2_000, using: &random)
      bytes.insert(contentsOf: repeatElement(word, count: count).joined(), at: start)
    case 4: bytes.insert(contentsOf: Array(bytes[start..<end]), at: place(in: bytes))
    case 5: if start < bytes.count { bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
    default: bytes.removeSubrange(start...)
    }
  }

  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int.random(in: 0...2, using: &random) {
      let start = place(in: bytes)
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        if start < bytes.count { bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
      case 1: bytes.removeSubrange(start...)
      case 2:
        let end = min(bytes.count, start + 16)
        bytes.replaceSubrange(
          start..<end, with: (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
      default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: start)
      }
    }
    return bytes
  }
}
