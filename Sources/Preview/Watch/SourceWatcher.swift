/// What a preview watches.
package struct WatchedSources: Hashable, Sendable {
  /// The site's folder. In it only these names are watched, which may come and go.
  package var root: String
  package var names: [String]

  package init(root: String, names: [String]) {
    self.root = root
    self.names = names
  }
}

/// Tells of changes in folders until it is stopped.
protocol SourceWatcher: Sendable {
  /// Begins to tell; what happened since the watcher was made is told too.
  func start(_ report: @escaping @Sendable ([WatchEvent]) -> Void)
  func stop()
}

enum SourceWatchers {
  /// The system's own notifications where there are any, and looking again and again elsewhere or
  /// where the system's limits are reached; then `remark` says so.
  ///
  /// - Parameter isPolling: whether to look again and again in any case: some network file
  ///   systems notify nobody of what other machines write.
  static func watcher(
    of sources: WatchedSources, isPolling: Bool, remark: @escaping @Sendable (String) -> Void
  ) -> any SourceWatcher {
    #if os(Linux)
      if !isPolling {
        do {
          return try INotifyWatcher(sources, remark: remark)
        } catch {
          remark(error.remark)
        }
      }
    #endif
    return PollingWatcher(sources)
  }
}

/// A folder's entry that a watcher cares for.
struct WatchedEntry: Sendable {
  enum Kind: Sendable { case file, folder }

  var path: String
  var kind: Kind
  /// The file that a link leads to, which may lie anywhere.
  var target: String?
}
