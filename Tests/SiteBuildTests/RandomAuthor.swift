import Basics
import Fuzzing

/// Edits a site at random: mostly well, at times so that it no longer builds.
struct RandomAuthor {
  let site: TestSite
  var random: SeededGenerator
  /// Makes every name and text of the run another.
  var number = 0

  typealias Edit = (
    name: String, make: @Sendable (inout RandomAuthor) throws -> String?
  )

  init(site: TestSite, seed: UInt64) {
    self.site = site
    random = SeededGenerator(seed: seed)
  }

  /// Makes one edit and says what it was.
  mutating func edit() throws -> String {
    while true {
      number += 1
      guard let edit = random.pick(Self.edits) else { return "nothing" }
      if let done = try edit.make(&self) { return "\(edit.name): \(done)" }
    }
  }

  static let edits = plain + named

  private static let plain: [Edit] =
    [
      ("body", { try $0.body() }), ("body", { try $0.body() }),
      ("front matter", { try $0.frontMatter() }), ("front matter", { try $0.frontMatter() }),
      ("cell", { try $0.cell() }), ("cell", { try $0.cell() }), ("row", { try $0.row() }),
      ("deleted row", { try $0.deletedRow() }), ("view", { try $0.view() }),
      ("schema", { try $0.schema() }), ("added page", { try $0.addedPage() }),
      ("deleted page", { try $0.deletedPage() }), ("renamed page", { try $0.renamedPage() }),
      ("template", { try $0.template() }), ("unused template", { try $0.unusedTemplate() }),
      ("asset", { try $0.asset() }), ("content file", { try $0.contentFile() }),
      ("file and page", { try $0.fileOrPage() }), ("settings", { try $0.settings() }),
      ("fragment", { try $0.fragment() }), ("touched", { try $0.touched() }),
      ("old time", { try $0.oldTime() }), ("edited output", { try $0.editedOutput() }),
      ("deleted output", { try $0.deletedOutput() }), ("mistake", { try $0.mistake() }),
    ]

  /// Edits of what has a name, with names of all kinds.
  private static let named: [Edit] =
    [
      ("added table", { try $0.addedTable() }), ("removed table", { try $0.removedTable() }),
      ("changed table", { try $0.changedTable() }), ("changed table", { try $0.changedTable() }),
      ("changed column", { try $0.changedColumn() }),
      ("changed column", { try $0.changedColumn() }),
      ("view graph", { try $0.viewGraph() }), ("view graph", { try $0.viewGraph() }),
      ("question", { try $0.question() }), ("question", { try $0.question() }),
      ("row pages", { try $0.rowPages() }), ("partial chain", { try $0.partialChain() }),
      ("partial chain", { try $0.partialChain() }), ("named page", { try $0.namedPage() }),
      ("named file", { try $0.namedFile() }), ("mark", { try $0.mark() }),
      ("mark", { try $0.mark() }), ("identifier", { try $0.identifier() }),
      ("topic", { try $0.topic() }), ("setting", { try $0.setting() }),
      ("publication", { try $0.publication() }), ("record", { try $0.record() }),
      ("erratum", { try $0.erratum() }),
    ]

  // MARK: - Choosing

  mutating func file(_ folder: String, where isFit: (String) -> Bool) throws -> String? {
    let names = try site.files(in: folder).keys.filter(isFit).sorted()
    return random.pick(names).map { folder + "/" + $0 }
  }

  mutating func markdown() throws -> String? {
    try file("Content") { $0.hasSuffix(".md") }
  }

  mutating func page() throws -> String? {
    try file("Content") { $0.hasSuffix(".md") && !$0.hasPrefix("fragments/") }
  }

  mutating func date() -> String {
    CalendarDate(daysSinceEpoch: Int.random(in: 20_440..<20_520, using: &random)).description
  }

  mutating func share() -> String {
    let halves = Int.random(in: 0..<200, using: &random)
    return halves.isMultiple(of: 2) ? "\(halves / 2)" : "\(halves / 2).5"
  }

  func append(_ text: String, to path: String) throws {
    try site.write(path, try site.read(path) + text)
  }

  /// A link's destination from one file of `Content` to another.
  static func relative(from file: String, to target: String) -> String {
    let depth = file.split(separator: "/").count - 1
    return String(repeating: "../", count: depth) + target
  }
}
