import Synchronization
import Testing

@testable import Preview

struct ConnectionsTests {
  private final class Ended: Sendable {
    let ids = Mutex<Set<Int>>([])

    /// Goes on until it is cancelled.
    func endless(_ id: Int) async {
      while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) }
      ids.withLock { _ = $0.insert(id) }
    }

    func wait(for wanted: Set<Int>) async throws {
      for _ in 0..<300 where ids.withLock({ $0 }) != wanted {
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(ids.withLock { $0 } == wanted)
    }
  }

  @Test func whoTakesTooLongIsEndedButNotWhoListens() async throws {
    let ended = Ended()
    let connections = Connections(patience: .seconds(10))
    for _ in 1...3 { connections.add { await ended.endless($0) } }
    connections.enter(.answering, 2)
    connections.enter(.listening, 3)
    connections.endOverdue(now: .now.advanced(by: .seconds(9)))
    #expect(connections.count == 3)
    connections.endOverdue(now: .now.advanced(by: .seconds(11)))
    try await ended.wait(for: [1, 2])
    await connections.close()
    try await ended.wait(for: [1, 2, 3])
    #expect(connections.count == 0)
  }

  @Test func theSlowestGoesWhereThereAreTooMany() async throws {
    let ended = Ended()
    let connections = Connections(most: 3)
    for _ in 1...3 { connections.add { await ended.endless($0) } }
    connections.enter(.answering, 1)
    connections.add { await ended.endless($0) }
    try await ended.wait(for: [2])
    for id in [1, 3, 4] { connections.enter(.listening, id) }
    connections.add { await ended.endless($0) }
    try await ended.wait(for: [1, 2])
    await connections.close()
  }

  private final class Held: Sendable {
    let state = Mutex(true)
  }

  /// Who was told to go is not told again while it goes: another one goes for the next.
  @Test func eachNewOneSendsAnotherAway() async throws {
    let ended = Ended()
    let connections = Connections(most: 2)
    let isHeld = Held()
    for _ in 1...2 {
      connections.add { id in
        await ended.endless(id)
        // It takes its time to go, whoever cancels it.
        await Task.detached {
          while isHeld.state.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(5)) }
        }.value
      }
    }
    for _ in 3...4 { connections.add { await ended.endless($0) } }
    try await ended.wait(for: [1, 2])
    #expect(connections.count == 4)
    isHeld.state.withLock { $0 = false }
    await connections.close()
  }

  @Test func nothingBeginsAfterTheEnd() async {
    let connections = Connections()
    await connections.close()
    connections.add { _ in Issue.record("began") }
    #expect(connections.count == 0)
  }
}
