import Dispatch
import Synchronization

enum InParallel {
  /// Does two pieces of work at once; what the first throws comes before what the second does.
  ///
  /// The second gets a thread of its own: those of `concurrentPerform` may all be waiting for this one.
  static func both<First: Sendable, Second: Sendable>(
    _ first: () throws -> First, _ second: @escaping @Sendable () throws -> Second
  ) throws -> (First, Second) {
    let found = Mutex<Result<Second, any Error>?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    DispatchQueue(label: "assay.both").async {
      let result = Result { try second() }
      found.withLock { $0 = result }
      isDone.signal()
    }
    let result = Result { try first() }
    isDone.wait()
    guard let other = found.withLock({ $0 }) else { preconditionFailure("work was passed over") }
    return (try result.get(), try other.get())
  }
}
