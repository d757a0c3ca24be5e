import Basics
import Dispatch
import Synchronization
import Testing

@testable import Incremental

/// How threads share the keys of a build. What one key needs is another that runs meanwhile: where
/// no thread takes that, the wait ends without it.
@Suite struct ThreadTests {
  struct Failure: Error {}

  /// A key that waits for the one named "free" to have run.
  struct Slow: ToyKey {
    static let rule = "slow"
    static let isStored = false
    var name = ""
  }

  /// Lets `Slow` go on; fails where it is named so.
  struct Free: ToyKey {
    static let rule = "free"
    static let isStored = false
    var name = ""
  }

  /// Both of the above, in this order.
  struct Both: ToyKey {
    static let rule = "both"
    static let isStored = false
    var name = ""
  }

  private let freed = DispatchSemaphore(value: 0)

  private func engine() -> Engine {
    let freed = freed
    return Engine(
      rules: [
        Rule(Slow.self) { _, _ in
          Text(freed.wait(timeout: .now() + 20) == .success ? "free" : "left alone")
        },
        Rule(Free.self) { key, _ in
          freed.signal()
          if key.name == "fails" { throw Failure() }
          return Text("done")
        },
        Rule(Both.self) { _, recorder in
          let values = try recorder.values(of: [Slow("a").key, Free("b").key], as: Text.self)
          return Text(values.map(\.text).joined(separator: ", "))
        },
      ],
      inputs: Texts([:]), store: nil, tool: ContentHash(of: "tool"), jobs: 2)
  }

  @Test func aThreadThatWaitsHasAStandIn() throws {
    let value = try engine().build(
      Slow("a"), beside: { try $0.settle([Slow("a").key]) },
      standIns: { $0 == 0 ? [Free("b").key] : nil })
    #expect(value.text == "free")
  }

  @Test func whatFailsForAStandInFailsForWhoNeedsIt() throws {
    let engine = engine()
    #expect(throws: Failure.self) {
      try engine.build(
        Slow("a"),
        beside: { try $0.settle([Slow("a").key, Free("fails").key]) },
        standIns: { $0 == 0 ? [Free("fails").key] : nil })
    }
  }

  @Test func twoWhoNeedTheSameKeysShareThem() throws {
    let value = try engine().build(
      Both("one"), beside: { try $0.settle([Both("two").key]) }, standIns: { _ in nil })
    #expect(value.text == "free, done")
  }
}
