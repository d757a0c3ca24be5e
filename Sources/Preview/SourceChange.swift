/// What may have changed in the folders that are watched.
package enum SourceChange: Hashable, Sendable {
  /// Nothing is known for sure: everything is to be looked at.
  case everything
  /// The files of these full paths were written, made or removed; nothing else happened.
  case files(Set<String>)

  /// More changed files than this are not kept apart: looking at everything costs as much.
  private static let mostFiles = 2_000

  package func union(_ other: SourceChange) -> SourceChange {
    guard case .files(let mine) = self, case .files(let others) = other else { return .everything }
    let all = mine.union(others)
    return all.count > SourceChange.mostFiles ? .everything : .files(all)
  }
}

/// What a watcher saw happen.
struct WatchEvent: Hashable, Sendable {
  enum State: Hashable, Sendable {
    /// As its author left it.
    case whole
    /// Somebody is still writing, or it went and may come back: editors that keep a backup move
    /// the old file away before they write the new one.
    case unfinished
  }

  var change: SourceChange
  var state: State
}

/// Turns a flurry of events into few builds: waits until it has been quiet for a moment, but not
/// for ever.
struct SaveCoalescer: Sendable {
  typealias Instant = ContinuousClock.Instant

  /// The quiet that ends a flurry in which every file was left whole.
  static let quiet = Duration.milliseconds(3)
  /// How long a file that is half written, or gone, is given to become whole.
  static let patience = Duration.milliseconds(60)
  /// The longest that the first event of a flurry waits.
  static let longest = Duration.milliseconds(250)

  private var change: SourceChange?
  private var unfinished: Set<String> = []
  private var first: Instant?
  private var last: Instant?

  mutating func add(_ event: WatchEvent, at now: Instant) {
    change = change?.union(event.change) ?? event.change
    if first == nil { first = now }
    last = now
    guard case .files(let files) = event.change else { return }
    switch event.state {
    case .whole: unfinished.subtract(files)
    case .unfinished: unfinished.formUnion(files)
    }
  }

  /// When a build is to begin, if nothing more happens; nil where nothing happened.
  var due: Instant? {
    guard let first, let last else { return nil }
    let wait = unfinished.isEmpty ? SaveCoalescer.quiet : SaveCoalescer.patience
    return min(last.advanced(by: wait), first.advanced(by: SaveCoalescer.longest))
  }

  /// What happened; afterwards nothing has.
  mutating func take() -> SourceChange? {
    defer { self = SaveCoalescer() }
    return change
  }
}
