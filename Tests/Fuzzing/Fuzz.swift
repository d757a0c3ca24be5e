import Basics
import Foundation

/// Runs of a fuzzer: first what has failed before, then ever other inputs.
///
/// Without `ASSAY_FUZZ_SECONDS` it runs some rounds, always the same; with it for that time, with
/// new numbers or from `ASSAY_SEED` on. A round is repeated with its seed, which a failure names;
/// that of a round that ends in a crash is left in a file, whose name is printed.
package struct Fuzz {
  private let name: String
  private let rounds: UInt64
  /// How long a round may take on the processor, in seconds.
  private static let longest = 10.0
  /// How much memory the process may have had, in bytes.
  private static let most: UInt64 = 1 << 30

  /// - Parameters:
  ///   - name: what is fuzzed; its past failures are in the folder of the corpus of this name.
  ///   - rounds: how many where no time is asked for.
  package init(_ name: String, rounds: UInt64 = 12) {
    (self.name, self.rounds) = (name, rounds)
  }

  package static func setting(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  /// What has failed once, by its name.
  package var corpus: [(name: String, bytes: [UInt8])] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/Corpus/" + name
    let entries = (try? FileSystem.list(folder)) ?? []
    return entries.compactMap { entry in
      (try? FileSystem.read(folder + "/" + entry.name)).flatMap { $0 }.map { (entry.name, $0) }
    }
  }

  /// Runs rounds, each with a seed, and says what took too long or too much memory.
  package func run(_ body: (UInt64) throws -> Void) rethrows -> [String] {
    let seconds = Self.setting("ASSAY_FUZZ_SECONDS")
    let first =
      Self.setting("ASSAY_SEED") ?? (seconds == nil ? 1 : UInt64.random(in: 1..<1_000_000))
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Int64(seconds ?? 0))
    var complaints: [String] = []
    var seed = first
    let trail = FileManager.default.temporaryDirectory.path + "/assay-fuzz-" + name
    if seconds != nil { print("fuzzing \(name): the seed of the last round is in \(trail)") }
    while seconds == nil ? seed < first + rounds : clock.now < end {
      if seconds != nil { try? FileSystem.write(Array("\(seed)\n".utf8), to: trail) }
      let began = FileSystem.processorTime
      try body(seed)
      let took = Double(FileSystem.processorTime - began) / 1e9
      if took > Self.longest { complaints.append("seed \(seed) took \(took) s") }
      seed += 1
    }
    if seconds != nil {
      print("fuzzed \(name): ASSAY_SEED=\(first), \(seed - first) rounds")
      try? FileSystem.removeFile(trail)
      if FileSystem.peakMemory > Self.most { complaints.append("more than 1 GB was needed") }
    }
    return complaints
  }
}
