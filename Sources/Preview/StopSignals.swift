import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ctrl-C and its kin: the first asks for an orderly end, the second ends the process.
final class StopSignals: Sendable {
  private let isStopping = Mutex(false)
  private let stopped = DispatchSemaphore(value: 0)

  private static let exitCode: Int32 = 130

  /// Whether somebody asked to stop.
  var isAsked: Bool { isStopping.withLock { $0 } }

  /// Runs a piece of work that ends when `wait` returns.
  ///
  /// - Parameter asked: what is done when the first signal comes.
  func during(_ asked: @escaping @Sendable () -> Void, _ work: () throws -> Void) rethrows {
    // A client that goes away while it is written to is no reason to end.
    signal(SIGPIPE, SIG_IGN)
    let queue = DispatchQueue(label: "assay.preview.signals")
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [self] in
        let isSecond = isStopping.withLock { isStopping in
          defer { isStopping = true }
          return isStopping
        }
        if isSecond { exit(Self.exitCode) }
        asked()
        stopped.signal()
      }
      source.activate()
      return source
    }
    defer { for source in sources { source.cancel() } }
    try work()
  }

  /// Waits until somebody asks to stop.
  func wait() { stopped.wait() }
}
