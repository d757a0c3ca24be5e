import Basics
import Testing

@testable import Incremental

/// A text that changes while a build runs, and changes back before the next: who read it meanwhile
/// must run again, also where it came to them through a rule that does not note it.
@Suite struct MovedValueTests {
  struct Shout: ToyKey {
    static let rule = "shout"
    static let isStored = false
    var name = ""
  }

  /// What is shouted, without noting that.
  struct Echo: ToyKey {
    static let rule = "echo"
    static let isStored = false
    var name = ""
  }

  struct Story: ToyKey {
    static let rule = "story"
    static let isStored = true
    var name = ""
  }

  private let texts = Texts(["shout": "one", "story": "1"])

  private func build(_ kept: [UInt8]?, meanwhile edit: () -> Void = {}) throws -> (
    text: String, store: [UInt8]
  ) {
    let texts = texts
    let engine = Engine(
      rules: [
        Rule(Shout.self) { _, recorder in
          let key = Key(input: "text", "shout")
          try recorder.input(key, found: texts.examine(key, last: nil))
          return Text((texts["shout"] ?? "").uppercased())
        },
        Rule(Echo.self) { _, recorder in try recorder.untrackedValue(Shout("a")) },
        Rule(Story.self) { _, recorder in
          try recorder.input(Key(input: "text", "story"))
          return Text("\(texts["story"] ?? "") \(try recorder.value(Echo("a")).text)")
        },
      ],
      inputs: texts, store: try kept.map { try TraceStore(PrivateBytes(copying: $0), log: []) },
      tool: ContentHash(of: "tool"), jobs: 1)
    _ = try engine.examineInputs()
    edit()
    let text = try engine.build(Story("a")).text
    guard case .whole(let bytes) = try engine.finish(goals: [Story("a").key]).store?.update() else {
      return (text, kept ?? [])
    }
    return (text, bytes)
  }

  @Test func whatWasReadWithoutNotingItIsReadAgain() throws {
    let first = try build(nil)
    #expect(first.text == "1 ONE")
    texts["story"] = "2"
    let second = try build(first.store) { texts["shout"] = "two" }
    #expect(second.text == "2 TWO")
    texts["shout"] = "one"
    #expect(try build(second.store).text == "2 ONE")
  }
}
