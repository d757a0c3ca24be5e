import Basics
import Synchronization

/// Tells the pages that are open in browsers what a build came to.
final class ReloadHub: Sendable {
  private struct Reader {
    var page: String
    var version: String
    var frames: AsyncStream<[UInt8]>.Continuation
  }

  private struct State {
    var readers: [Int: Reader] = [:]
    var next = 0
    /// The diagnostics of the last build, encoded; nil before the first one ended.
    var diagnostics: [UInt8]?
    var isClosed = false
  }

  private let state = Mutex(State())
  private let responder: SiteResponder
  private let message: DiagnosticsMessage

  /// A browser that does not take its events gets the newest ones when it does.
  private static let mostWaiting = 32

  init(responder: SiteResponder, message: DiagnosticsMessage) {
    self.responder = responder
    self.message = message
  }

  /// How many pages listen.
  var count: Int { state.withLock { $0.readers.count } }

  /// Takes a browser that shows a page in a version; what it missed comes first.
  func connect(page: String, version: String) -> (id: Int, frames: AsyncStream<[UInt8]>) {
    let (frames, continuation) = AsyncStream.makeStream(
      of: [UInt8].self, bufferingPolicy: .bufferingNewest(Self.mostWaiting))
    let id = state.withLock { state in
      state.next += 1
      continuation.yield(EventFrame.greeting)
      if state.isClosed {
        continuation.finish()
      } else {
        state.readers[state.next] = Reader(page: page, version: version, frames: continuation)
        if let diagnostics = state.diagnostics { continuation.yield(diagnostics) }
      }
      return state.next
    }
    // Only now: a build that ended meanwhile has told this reader, or is seen here.
    update(id)
    return (id, frames)
  }

  func disconnect(_ id: Int) {
    state.withLock { $0.readers.removeValue(forKey: id) }?.frames.finish()
  }

  /// Tells everybody what a build came to.
  func buildEnded(_ outcome: BuildOutcome) {
    let frame = EventFrame(name: "diagnostics", data: message.json(outcome)).encoded
    let readers = state.withLock { state in
      state.diagnostics = frame
      return state.readers
    }
    for id in readers.keys.sorted() { update(id) }
    for reader in readers.values { reader.frames.yield(frame) }
  }

  func heartbeat() {
    for reader in state.withLock({ $0.readers }).values {
      reader.frames.yield(EventFrame.heartbeat)
    }
  }

  /// Ends all connections, for good.
  func close() {
    let readers = state.withLock { state in
      defer { state.readers = [:] }
      state.isClosed = true
      return state.readers
    }
    for reader in readers.values { reader.frames.finish() }
  }

  /// Compares what a reader has with what is there, and tells the difference.
  private func update(_ id: Int) {
    guard let reader = state.withLock({ $0.readers[id] }),
      let version = responder.version(at: reader.page),
      let step = version.step(from: reader.version)
    else { return }
    let data = JSONText.object([
      ("version", JSONText.string(version.description)),
      ("hrefs", JSONText.array(version.stylesheets.map(JSONText.string))),
    ])
    state.withLock { $0.readers[id]?.version = version.description }
    reader.frames.yield(EventFrame(name: step.rawValue, data: data).encoded)
  }
}
