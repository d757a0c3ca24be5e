import Dispatch
import Synchronization

enum InParallel {
  /// Does two pieces of work at once; what the first throws comes before what the second does.
  static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () throws -> First, _ second: @Sendable () throws -> Second
  ) throws -> (First, Second) {
    let results = Mutex<(Result<First, any Error>?, Result<Second, any Error>?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { place in
      if place == 0 {
        let result = Result { try first() }
        results.withLock { $0.0 = result }
      } else {
        let result = Result { try second() }
        results.withLock { $0.1 = result }
      }
    }
    let (one, other) = results.withLock { $0 }
    guard let one, let other else { preconditionFailure("a piece of work was passed over") }
    return (try one.get(), try other.get())
  }
}
