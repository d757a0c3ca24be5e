import Basics
import Dispatch
import Synchronization

/// Looks at all files again and again, and tells which have another stamp.
///
/// The pause grows with the time that looking takes, so that a large site does not keep a
/// processor busy.
final class PollingWatcher: SourceWatcher {
  /// What was there the last time, by path; nil stands for a folder.
  typealias Picture = [String: FileStamp?]

  private let sources: WatchedSources
  private let queue = DispatchQueue(label: "assay.preview.poll", qos: .utility)
  private let isStopped = Mutex(false)
  private let first: Picture

  private static let shortestPause = Duration.milliseconds(200)
  private static let deepest = 40

  init(_ sources: WatchedSources) {
    self.sources = sources
    first = Self.picture(of: sources)
  }

  func start(_ report: @escaping @Sendable ([WatchEvent]) -> Void) {
    schedule(first, after: Self.shortestPause, report)
  }

  func stop() {
    isStopped.withLock { $0 = true }
    queue.sync {}
  }

  private func schedule(
    _ last: Picture, after pause: Duration, _ report: @escaping @Sendable ([WatchEvent]) -> Void
  ) {
    let milliseconds = Int(pause / .milliseconds(1))
    queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [self] in
      guard !isStopped.withLock({ $0 }) else { return }
      let start = ContinuousClock.now
      let now = Self.picture(of: sources)
      if let change = Self.change(from: last, to: now) {
        // Whether somebody is still writing cannot be seen; another look will tell.
        report([WatchEvent(change: change, state: .whole)])
      }
      schedule(now, after: max(Self.shortestPause, (ContinuousClock.now - start) * 5), report)
    }
  }

  /// What differs between two looks, or nil where nothing does.
  static func change(from old: Picture, to new: Picture) -> SourceChange? {
    var files: Set<String> = []
    for (path, stamp) in new where old[path] != .some(stamp) {
      // A folder that came, or whose name was a file's.
      if stamp == nil || old[path] == .some(nil) { return .everything }
      files.insert(path)
    }
    for (path, stamp) in old where new[path] == nil {
      if stamp == nil { return .everything }
      files.insert(path)
    }
    return files.isEmpty ? nil : SourceChange.files([]).union(.files(files))
  }

  static func picture(of sources: WatchedSources) -> Picture {
    var picture: Picture = [:]
    var pending = sources.names.map { (path: sources.root + "/" + $0, depth: 0) }
    while let (path, depth) = pending.popLast() {
      guard depth < deepest, let found = FileSystem.stamp(path) else { continue }
      switch found.kind {
      case .folder:
        picture[path] = .some(nil)
        pending += FolderReader.entries(path).map { ($0.path, depth + 1) }
      case .file: picture[path] = found.stamp
      case .other: continue
      }
    }
    return picture
  }
}
