import Basics

/// Edits a site at random: mostly well, at times so that it no longer builds.
struct RandomAuthor {
  let site: TestSite
  var random: SeededGenerator
  /// Makes every name and text of the run another.
  private(set) var number = 0

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

  static let edits: [Edit] =
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
