import Basics
import SiteBuild
import Synchronization

/// A line on the terminal that says how far a long build is.
final class ProgressLine: Sendable {
  private struct State {
    var isShown = false
    var lastDrawn: ContinuousClock.Instant?
    var hasSaidWaiting = false
  }

  private let began = ContinuousClock.now
  private let state = Mutex(State())
  private static let width = 30
  /// Most builds end before a line is worth looking at.
  private static let patience = Duration.seconds(1)
  private static let step = Duration.milliseconds(100)

  func show(_ progress: BuildProgress) {
    switch progress {
    case .waiting(let holder):
      let isFirst = state.withLock { state in
        defer { state.hasSaidWaiting = true }
        return !state.hasSaidWaiting
      }
      if isFirst { Console.say(Self.waiting(process: holder?.process)) }
    case .finished(let done, let total):
      let now = ContinuousClock.now
      guard now - began > Self.patience else { return }
      state.withLock { state in
        if let last = state.lastDrawn, now - last < Self.step { return }
        state.lastDrawn = now
        state.isShown = true
        Console.draw("\r" + Self.bar(done, of: total))
      }
    }
  }

  /// Takes the line away.
  func clear() {
    state.withLock { state in
      if state.isShown { Console.draw("\r\u{1B}[K") }
      state.isShown = false
    }
  }

  static func bar(_ done: Int, of total: Int) -> String {
    let part = total == 0 ? 0 : Double(done) / Double(total)
    let filled = Int(part * Double(width))
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: " ", count: width - filled) + "] \(Int(part * 100)) %"
  }

  static func waiting(process: Int?) -> String {
    "assay: waiting for another build of this site"
      + (process.map { " (process \($0))" } ?? "") + " to end"
  }
}
