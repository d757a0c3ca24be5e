import Basics
import Testing

@testable import Incremental

@Suite struct EngineTests {
  private func toy() -> Toy {
    Toy(["index": "a b", "a": "one\ntwo", "b": "three", "unused": "x"])
  }

  @Test func firstBuildRunsEverythingThatIsNeeded() throws {
    let outcome = try toy().build()
    #expect(outcome.value == "one,three|ONE\nTWO")
    #expect(outcome.ran == ["book all", "head a", "head b", "loud a"])
    #expect(outcome.reasons.values.allSatisfy { $0 == .neverBuilt })
  }

  @Test func secondBuildRunsNothingAndWritesNothing() throws {
    let toy = toy()
    let first = try toy.build()
    let second = try toy.build()
    #expect(second.value == first.value)
    #expect(second.ran == [])
    #expect(!second.wroteStore)
  }

  @Test func equalValueStopsTheRebuild() throws {
    let toy = toy()
    _ = try toy.build()
    toy.texts["b"] = "three\nand a second line"
    let outcome = try toy.build()
    #expect(outcome.ran == ["head b"])
    #expect(
      outcome.reasons["head b"] == .dependencyChanged(Key(input: "text", "b")))
  }

  @Test func changedValueRunsItsReaders() throws {
    let toy = toy()
    _ = try toy.build()
    toy.texts["b"] = "drei"
    let outcome = try toy.build()
    #expect(outcome.ran == ["book all", "head b"])
    #expect(outcome.value == "one,drei|ONE\nTWO")
    #expect(
      outcome.reasons["book all"] == .dependencyChanged(Head("b").key))
  }

  @Test(arguments: [1, 2, 4])
  func whatAnotherThreadBeginsIsRunOnce(jobs: Int) throws {
    let names = (0..<40).map { "t\($0)" }
    let texts = Dictionary(uniqueKeysWithValues: names.map { ($0, "text of \($0)") })
    let toy = Toy(texts.merging(["index": names.joined(separator: " ")]) { $1 })
    toy.jobs = jobs
    toy.ahead = names.reversed().map { Head($0).key }
    let first = try toy.build()
    #expect(first.ran == (["book all", "loud t0"] + names.map { "head \($0)" }).sorted())
    #expect(try toy.build().ran == [])
    for round in 0..<20 {
      let name = names[round * 7 % names.count]
      toy.texts[name] = "round \(round)"
      let outcome = try toy.build()
      #expect(outcome.value.contains("round \(round)"))
      #expect(Set(outcome.ran).subtracting(["loud t0"]) == ["book all", "head \(name)"])
    }
  }

  @Test func editThatComesBackRunsNothing() throws {
    let toy = toy()
    _ = try toy.build()
    toy.texts["b"] = "drei"
    toy.texts["b"] = "three"
    #expect(try toy.build().ran == [])
  }

  @Test func dependencyThatIsGoneIsForgotten() throws {
    let toy = toy()
    _ = try toy.build()
    toy.texts["index"] = "a"
    #expect(try toy.build().value == "one|ONE\nTWO")
    toy.texts["b"] = "nobody reads this"
    #expect(try toy.build().ran == [])
    toy.texts["index"] = "a b"
    let outcome = try toy.build()
    #expect(outcome.ran == ["book all", "head b"])
    #expect(outcome.value == "one,nobody reads this|ONE\nTWO")
  }

  @Test func diagnosticsAreSaidAgainWhenNothingRuns() throws {
    let toy = toy()
    toy.texts["b"] = ""
    #expect(try toy.build().diagnostics == ["'b' is empty"])
    let second = try toy.build()
    #expect(second.ran == [])
    #expect(second.diagnostics == ["'b' is empty"])
    toy.texts["a"] = "uno"
    #expect(try toy.build().diagnostics == ["'b' is empty"])
    toy.texts["b"] = "no longer"
    #expect(try toy.build().diagnostics == [])
  }

  @Test func anotherToolRunsEverything() throws {
    let toy = toy()
    _ = try toy.build()
    toy.tool = ContentHash(of: "tool 2")
    let outcome = try toy.build()
    #expect(outcome.ran.count == 4)
    #expect(outcome.reasons.values.allSatisfy { $0 == .ruleChanged })
  }

  @Test func forcedKeyRunsThoughNothingChanged() throws {
    let toy = toy()
    _ = try toy.build()
    let outcome = try toy.build(forcing: [Head("a").key])
    #expect(outcome.ran == ["head a"])
    #expect(outcome.reasons == ["head a": .forced])
  }

  @Test(arguments: [0, 7, 8, 30, 200])
  func damagedStoreIsRefused(offset: Int) throws {
    let toy = toy()
    _ = try toy.build()
    var bytes = try #require(toy.store)
    bytes[offset] ^= 0x40
    #expect(throws: ByteDecodingError.self) { try TraceStore(PrivateBytes(copying: bytes)) }
    #expect(throws: ByteDecodingError.self) {
      try TraceStore(PrivateBytes(copying: Array(bytes[..<offset])))
    }
  }

  @Test func randomEditsGiveTheCleanBuildsValue() throws {
    var random = SeededGenerator(seed: 20_260_205)
    for jobs in [1, 4] {
      let toy = toy()
      toy.jobs = jobs
      let names = (0..<12).map { "t\($0)" }
      for _ in 0..<300 {
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
          toy.texts["index"] = names.filter { _ in Bool.random(using: &random) }
            .joined(separator: " ")
        case 1:
          toy.texts[names.randomElement(using: &random) ?? ""] =
            "\(Int.random(in: 0..<3, using: &random))\n\(Int.random(in: 0..<3, using: &random))"
        default:
          toy.texts[names.randomElement(using: &random) ?? ""] = nil
        }
        let outcome = try toy.build()
        let (kept, log) = (toy.store, toy.log)
        toy.store = nil
        let clean = try toy.build()
        (toy.store, toy.log) = (kept, log)
        #expect(outcome.value == clean.value)
        #expect(outcome.diagnostics == clean.diagnostics)
      }
    }
  }
}

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
