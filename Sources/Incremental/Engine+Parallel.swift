import Dispatch
import Synchronization

extension Engine {
  /// Does the work for all elements on the engine's threads; results in order. The first
  /// failure in order is thrown when all are done.
  func inParallel<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ work: @escaping @Sendable (Element) throws -> Result
  ) throws -> [Result] {
    // Where all threads have work already, more of them would only get in each other's way.
    if jobs == 1 || elements.count < 2 || workers.load(ordering: .relaxed) >= jobs {
      return try elements.map(work)
    }
    let results = Mutex([Swift.Result<Result, any Error>?](repeating: nil, count: elements.count))
    let position = Atomic(0)
    // Small batches: even load, and little traffic on the counters.
    let batch = max(1, min(64, elements.count / (jobs * 8)))
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      workers.add(1, ordering: .relaxed)
      defer { workers.subtract(1, ordering: .relaxed) }
      while true {
        let start = position.add(batch, ordering: .relaxed).oldValue
        guard start < elements.count else { return }
        let end = min(start + batch, elements.count)
        let done = elements[start..<end].map { element in Swift.Result { try work(element) } }
        results.withLock { results in
          for (offset, result) in done.enumerated() { results[start + offset] = result }
        }
      }
    }
    return try results.withLock { results in
      try results.map { result in
        guard let result else { preconditionFailure("an element was passed over") }
        return try result.get()
      }
    }
  }
}
