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
  /// Where the first of those stands that one setting mends, and how many more there are.
  private var alike: [String: (index: Int, more: Int)] = [:]

  init(path: String?) { self.path = path }

  var diagnostics: [Diagnostic] {
    var shown = shown
    for (index, more) in alike.values where more > 0 {
      shown[index].summary +=
        more == 1
        ? "; 1 more cell of the column is like it"
        : "; \(more) more cells of the column are like it"
    }
    return count == shown.count ? shown : shown + [.moreMistakes(path, count - shown.count)]
  }

  mutating func append(_ diagnostic: Diagnostic) {
    append(kind: diagnostic.identifier) { diagnostic }
  }

  /// A file may have a mistake in every cell; those that are only counted are not written.
  ///
  /// - Parameters:
  ///   - kind: what mistakes of one kind have in common: the rule, and its column.
  ///   - setting: what mends all cells of the column that are like this one, which is told once.
  mutating func append(kind: String, setting: String? = nil, _ diagnostic: () -> Diagnostic) {
    let key = setting.map { kind + " " + $0 }
    if let key, let first = alike[key] {
      alike[key] = (first.index, first.more + 1)
      return
    }
    count += 1
    let isNew = shown.count < Self.limitOfKinds && kinds.insert(kind).inserted
    guard isNew || shown.count < Self.limit else { return }
    if let key { alike[key] = (shown.count, 0) }
    shown.append(diagnostic())
  }

  mutating func append(contentsOf diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { append(diagnostic) }
  }
}
