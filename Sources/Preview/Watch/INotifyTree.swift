#if os(Linux)
  import Basics

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// One of the limits that the system sets to watching was reached.
  struct WatchLimitReached: Error {
    var remark: String
  }

  /// The folders that an inotify descriptor watches, and what their events mean.
  ///
  /// inotify(7) watches single folders, not trees: a folder that appears is added, with all in it,
  /// and one that is moved away is taken out.
  struct INotifyTree: Sendable {
    private let descriptor: Int32
    private let sources: WatchedSources
    /// How many folders may be watched; the system has a limit of its own.
    private let most: Int
    /// The paths by which a watched folder is known; more than one where links lead to it.
    private var paths: [Int32: Set<String>] = [:]
    private var watches: [String: Int32] = [:]
    /// For files that links lead to: by folder and name, the links.
    private var links: [Int32: [String: Set<String>]] = [:]
    private var top: Int32 = -1

    private static let mask =
      UInt32(IN_CLOSE_WRITE) | UInt32(IN_MODIFY) | UInt32(IN_ATTRIB) | UInt32(IN_CREATE)
      | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE_SELF)
      | UInt32(IN_EXCL_UNLINK)

    /// Links may lead in circles; a site's folders are never this deep.
    private static let deepest = 40

    init(
      descriptor: Int32, sources: WatchedSources, most: Int = .max
    ) throws(WatchLimitReached) {
      self.descriptor = descriptor
      self.sources = sources
      self.most = most
      top = try watch(sources.root) ?? -1
      for name in sources.names { try addTree(sources.root + "/" + name) }
    }

    /// What an event of the system's means; adds and drops watches as folders come and go.
    mutating func handle(_ event: INotifyEvent) throws(WatchLimitReached) -> [WatchEvent] {
      if event.has(IN_Q_OVERFLOW) { return try startAgain() }
      if event.has(IN_IGNORED) {
        forget(event.watch)
        return []
      }
      var events: [WatchEvent] = []
      if event.watch == top, sources.names.contains(event.name) {
        events += try folderOrFile(event, path: sources.root + "/" + event.name)
      }
      for path in (paths[event.watch] ?? []).sorted() {
        if event.has(IN_DELETE_SELF) {
          events.append(WatchEvent(change: .everything, state: .whole))
        } else if !event.name.isEmpty {
          events += try folderOrFile(event, path: path + "/" + event.name)
        }
      }
      for link in (links[event.watch]?[event.name] ?? []).sorted() {
        events.append(file(event, link))
      }
      return events
    }

    private mutating func folderOrFile(
      _ event: INotifyEvent, path: String
    ) throws(WatchLimitReached) -> [WatchEvent] {
      guard event.has(IN_ISDIR) || isFolderLink(event, path) else {
        if event.has(IN_CREATE) || event.has(IN_MOVED_TO) { try addLink(path) }
        return [file(event, path)]
      }
      // A folder whose rights changed may be readable now.
      if event.has(IN_MOVED_FROM) || event.has(IN_DELETE) { drop(path) }
      if event.has(IN_CREATE) || event.has(IN_MOVED_TO) || event.has(IN_ATTRIB) {
        try addTree(path)
      }
      return [WatchEvent(change: .everything, state: .whole)]
    }

    private func file(_ event: INotifyEvent, _ path: String) -> WatchEvent {
      let isUnfinished =
        event.has(IN_MODIFY) || event.has(IN_CREATE) || event.has(IN_DELETE)
        || event.has(IN_MOVED_FROM)
      // A link or a second name for a file is made in one step.
      let isMade = event.has(IN_CREATE) && FileSystem.stamp(path).map { $0.stamp.size > 0 } == true
      return WatchEvent(
        change: .files([path]), state: isUnfinished && !isMade ? .unfinished : .whole)
    }

    /// A link to a folder is told of as a file.
    private func isFolderLink(_ event: INotifyEvent, _ path: String) -> Bool {
      if watches[path] != nil { return true }
      guard event.has(IN_CREATE) || event.has(IN_MOVED_TO) else { return false }
      return FileSystem.stamp(path)?.kind == .folder
    }

    // MARK: - Watches

    private mutating func addTree(_ path: String) throws(WatchLimitReached) {
      var pending = [(path: path, depth: 0)]
      while let (path, depth) = pending.popLast() {
        guard depth < INotifyTree.deepest, let watch = try watch(path) else { continue }
        // A link that leads back to a folder above it.
        let isCircle = paths[watch]?.contains { path.hasPrefix($0 + "/") } ?? false
        if isCircle { continue }
        paths[watch, default: []].insert(path)
        watches[path] = watch
        for entry in FolderReader.entries(path) {
          switch entry.kind {
          case .folder: pending.append((entry.path, depth + 1))
          case .file: try addLink(entry)
          }
        }
      }
    }

    private mutating func addLink(_ path: String) throws(WatchLimitReached) {
      guard let target = FileSystem.canonical(path), target != path else { return }
      try addLink(WatchedEntry(path: path, kind: .file, target: target))
    }

    private mutating func addLink(_ entry: WatchedEntry) throws(WatchLimitReached) {
      guard let target = entry.target, target != entry.path,
        let slash = target.lastIndex(of: "/"), slash != target.startIndex,
        let watch = try watch(String(target[..<slash]))
      else { return }
      links[watch, default: [:]][String(target[target.index(after: slash)...]), default: []]
        .insert(entry.path)
    }

    private func watch(_ path: String) throws(WatchLimitReached) -> Int32? {
      if paths.count < most {
        let watch = inotify_add_watch(descriptor, path, INotifyTree.mask | UInt32(IN_ONLYDIR))
        if watch >= 0 { return watch }
        // Everything else means that it has gone or may not be read, as a build will say.
        guard errno == ENOSPC || errno == ENOMEM else { return nil }
      }
      throw WatchLimitReached(remark: PreviewMessages.watchLimit(paths.count))
    }

    private mutating func drop(_ path: String) {
      for (known, watch) in watches where known == path || known.hasPrefix(path + "/") {
        watches[known] = nil
        paths[watch]?.remove(known)
        if paths[watch]?.isEmpty ?? true, links[watch] == nil, watch != top {
          paths[watch] = nil
          inotify_rm_watch(descriptor, watch)
        }
      }
    }

    private mutating func forget(_ watch: Int32) {
      for path in paths.removeValue(forKey: watch) ?? [] where watches[path] == watch {
        watches[path] = nil
      }
      links[watch] = nil
      if watch == top { top = -1 }
    }

    /// Events were lost: nobody knows which folders came.
    private mutating func startAgain() throws(WatchLimitReached) -> [WatchEvent] {
      for name in sources.names { try addTree(sources.root + "/" + name) }
      return [WatchEvent(change: .everything, state: .whole)]
    }
  }
#endif
