import Basics
import Synchronization

@testable import Incremental

/// Texts by name: the inputs of the tests.
final class Texts: InputSource {
  let kinds = ["text"]
  private let texts: Mutex<[String: String]>
  private let hashed = Mutex(0)

  init(_ texts: [String: String]) { self.texts = Mutex(texts) }

  subscript(name: String) -> String? {
    get { texts.withLock { $0[name] } }
    set { texts.withLock { $0[name] = newValue } }
  }

  func examine(_ key: Key, last: InputRecord?) -> InputRecord {
    let text = self[key.name]
    return InputRecord(
      hash: ContentHash(of: text ?? "\0absent"),
      stamp: InputStamp(UInt64(text?.utf8.count ?? 0), ContentHash(of: text ?? "").low, 0, 0))
  }
}

struct Text: ByteCodable, Hashable {
  var text: String
  init(_ text: String) { self.text = text }
  func encode(to writer: inout ByteWriter) { writer.write(text) }
  init(from reader: inout ByteReader) throws { text = try reader.string() }
}

protocol ToyKey: RuleKey where Value == Text {
  var name: String { get set }
  init()
}

extension ToyKey {
  var words: String { name }
  func encode(to writer: inout ByteWriter) { writer.write(name) }
  init(from reader: inout ByteReader) throws { self.init(try reader.string()) }
  init(_ name: String) {
    self.init()
    self.name = name
  }
}

/// The first line of a text; kept in the store.
struct Head: ToyKey {
  static let rule = "head"
  static let isStored = true
  var name = ""
}

/// A text in capitals; not kept.
struct Loud: ToyKey {
  static let rule = "loud"
  static let isStored = false
  var name = ""
}

/// The heads of the texts that the text "index" names, and the loud form of the first.
struct Book: ToyKey {
  static let rule = "book"
  static let isStored = true
  var name = ""
}

/// Runs toy builds one after another, each in an engine of its own as if in a new process.
final class Toy {
  let texts: Texts
  var store: [UInt8]?
  var log: [UInt8] = []
  var tool = ContentHash(of: "tool 1")
  var jobs = 1
  /// What another thread begins with.
  var ahead: [Key] = []

  init(_ texts: [String: String]) { self.texts = Texts(texts) }

  struct Outcome {
    var value: String
    var ran: [String]
    var reasons: [String: RunReason]
    var diagnostics: [String]
    var wroteStore: Bool
  }

  func kept() throws -> TraceStore? {
    guard let store else { return nil }
    return try TraceStore(PrivateBytes(copying: store), log: log)
  }

  func build(forcing forced: [Key] = []) throws -> Outcome {
    let texts = texts
    let engine = Engine(
      rules: [
        Rule(Head.self) { key, recorder in
          try recorder.input(Key(input: "text", key.name))
          let text = texts[key.name] ?? ""
          if text.isEmpty {
            recorder.report(Diagnostic(.warning, "EmptyText", "'\(key.name)' is empty"))
          }
          return Text(String(text.split(separator: "\n").first ?? ""))
        },
        Rule(Loud.self) { key, recorder in
          try recorder.input(Key(input: "text", key.name))
          return Text((texts[key.name] ?? "").uppercased())
        },
        Rule(Book.self) { key, recorder in
          try recorder.input(Key(input: "text", "index"))
          let names = (texts["index"] ?? "").split(separator: " ").map(String.init)
          let heads = try recorder.values(names.map { Head($0) }).map(\.text)
          let loud = try names.first.map { try recorder.value(Loud($0)).text } ?? ""
          return Text(heads.joined(separator: ",") + "|" + loud)
        },
      ],
      inputs: texts, store: try kept(), tool: tool, jobs: jobs)
    _ = try engine.examineInputs()
    engine.force(forced, reason: .forced)
    let value = try engine.build(
      Book("all"), beside: { [ahead] in try $0.settle(ahead) }, standIns: { _ in nil }
    ).text
    let record = try engine.finish(goals: [Book("all").key])
    switch record.store?.update() {
    case .whole(let bytes):
      store = bytes
      log = []
    case .appended(let bytes, let offset): log = log[..<offset] + bytes
    case nil: break
    }
    let ran = record.ran.filter { $0.reason != .valueNeeded }
      .sorted { $0.key.description < $1.key.description }
    return Outcome(
      value: value, ran: ran.map(\.key.description),
      reasons: Dictionary(
        ran.map { ($0.key.description, $0.reason) }, uniquingKeysWith: { first, _ in first }),
      diagnostics: record.diagnostics.map(\.summary), wroteStore: record.store != nil)
  }
}
