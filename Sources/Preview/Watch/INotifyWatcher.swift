#if os(Linux)
  import Dispatch
  import Synchronization

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// Watches by inotify(7); goes over to looking again and again where its limits are reached.
  final class INotifyWatcher: SourceWatcher {
    private let descriptor: Int32
    private let stopReader: Int32
    private let stopWriter: Int32
    private let tree: INotifyTree
    private let sources: WatchedSources
    private let remark: @Sendable (String) -> Void
    private let queue = DispatchQueue(label: "assay.preview.watch", qos: .userInitiated)
    private let successor = Mutex<PollingWatcher?>(nil)

    /// Watches from now on; events wait until `start`.
    ///
    /// - Parameter most: how many folders may be watched, should the system allow more.
    init(
      _ sources: WatchedSources, most: Int = .max, remark: @escaping @Sendable (String) -> Void
    ) throws(WatchLimitReached) {
      descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
      guard descriptor >= 0 else {
        throw WatchLimitReached(remark: PreviewMessages.noWatching())
      }
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else {
        close(descriptor)
        throw WatchLimitReached(remark: PreviewMessages.noWatching())
      }
      (stopReader, stopWriter) = (ends[0], ends[1])
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      do {
        tree = try INotifyTree(descriptor: descriptor, sources: sources, most: most)
      } catch {
        for end in [descriptor, stopReader, stopWriter] { close(end) }
        throw error
      }
      self.sources = sources
      self.remark = remark
    }

    func start(_ report: @escaping @Sendable ([WatchEvent]) -> Void) {
      queue.async { [self] in
        var tree = tree
        do throws(WatchLimitReached) {
          while let events = readEvents() {
            var seen: [WatchEvent] = []
            for event in events { seen += try tree.handle(event) }
            if !seen.isEmpty { report(seen) }
          }
        } catch {
          remark(error.remark)
          let watcher = PollingWatcher(sources)
          successor.withLock { $0 = watcher }
          watcher.start(report)
          // What happened while one gave way to the other.
          report([WatchEvent(change: .everything, state: .whole)])
        }
      }
    }

    func stop() {
      var byte: UInt8 = 0
      _ = write(stopWriter, &byte, 1)
      queue.sync {}
      successor.withLock { $0 }?.stop()
      for end in [descriptor, stopReader, stopWriter] { close(end) }
    }

    /// Waits for events; nil where the watcher is to stop.
    private func readEvents() -> [INotifyEvent]? {
      while true {
        var ends = [
          pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
          pollfd(fd: stopReader, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&ends, 2, -1) > 0 || errno == EINTR else { return nil }
        if ends[1].revents != 0 { return nil }
        guard ends[0].revents != 0 else { continue }
        let events = withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 8) { buffer in
          let count = read(descriptor, buffer.baseAddress, buffer.count)
          return count > 0
            ? INotifyEvent.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count])) : []
        }
        if !events.isEmpty { return events }
      }
    }
  }
#endif
