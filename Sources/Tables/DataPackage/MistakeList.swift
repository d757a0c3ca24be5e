import Basics

/// The mistakes of one file: the first of them, at least one of each kind, and how many more there are.
struct MistakeList {
  static let limit = 50
  /// How many are shown at most when there are very many kinds.
  private static let limitOfKinds = 150

  let path: String?
  private var shown: [Diagnostic] = []
  private var kinds: Set<String> = []
  private var count = 0

  init(path: String?) { self.path = path }

  var diagnostics: [Diagnostic] {
    count == shown.count ? shown : shown + [.moreMistakes(path, count - shown.count)]
  }

  mutating func append(_ diagnostic: Diagnostic) {
    append(kind: diagnostic.identifier) { diagnostic }
  }

  /// A file may have a mistake in every cell; those that are only counted are not written.
  ///
  /// - Parameter kind: what mistakes of one kind have in common: the rule, and its column.
  mutating func append(kind: String, _ diagnostic: () -> Diagnostic) {
    count += 1
    let isNew = shown.count < Self.limitOfKinds && kinds.insert(kind).inserted
    if isNew || shown.count < Self.limit { shown.append(diagnostic()) }
  }

  mutating func append(contentsOf diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { append(diagnostic) }
  }
}
