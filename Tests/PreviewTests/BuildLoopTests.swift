import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Preview

struct BuildLoopTests {
  private struct Record {
    var builds: [SourceChange] = []
    var running = 0
    var mostAtOnce = 0
    var idles = 0
  }

  /// A loop whose builds take some milliseconds each and are written down.
  private final class Workshop: Sendable {
    let record = Mutex(Record())

    func loop(milliseconds: UInt32, _ during: @escaping @Sendable () -> Void = {}) -> BuildLoop {
      BuildLoop(
        build: { [self] change in
          record.withLock {
            $0.running += 1
            $0.mostAtOnce = max($0.mostAtOnce, $0.running)
          }
          during()
          usleep(milliseconds * 1000)
          record.withLock {
            $0.running -= 1
            $0.builds.append(change)
          }
        },
        idle: { [self] in record.withLock { $0.idles += 1 } })
    }

    func waitUntil(_ isDone: @Sendable (Record) -> Bool) async throws {
      for _ in 0..<500 {
        if record.withLock({ isDone($0) }) { return }
        try await Task.sleep(for: .milliseconds(10))
      }
      Issue.record("waited in vain: \(record.withLock { "\($0)" })")
    }
  }

  private func save(_ path: String) -> [WatchEvent] {
    [WatchEvent(change: .files([path]), state: .whole)]
  }

  @Test func aFlurryIsOneBuild() async throws {
    let workshop = Workshop()
    let loop = workshop.loop(milliseconds: 1)
    loop.add(save("a") + save("b"))
    loop.add(save("c"))
    try await workshop.waitUntil { !$0.builds.isEmpty }
    loop.stop()
    #expect(workshop.record.withLock { $0.builds } == [.files(["a", "b", "c"])])
  }

  @Test func aChangeDuringABuildStartsAnotherAfterIt() async throws {
    let workshop = Workshop()
    let began = DispatchSemaphore(value: 0)
    let loop = workshop.loop(milliseconds: 40) { began.signal() }
    loop.add(save("a"))
    DispatchQueue.global().async {
      began.wait()
      loop.add([WatchEvent(change: .files(["b"]), state: .whole)])
    }
    try await workshop.waitUntil { $0.builds.count >= 2 }
    loop.stop()
    #expect(workshop.record.withLock { $0.builds } == [.files(["a"]), .files(["b"])])
  }

  @Test func noTwoBuildsRunAtOnceAndNothingIsLost() async throws {
    let workshop = Workshop()
    let loop = workshop.loop(milliseconds: 2)
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for number in 0..<100 {
            loop.add([WatchEvent(change: .files(["\(writer)-\(number)"]), state: .whole)])
            if number % 10 == 0 { try? await Task.sleep(for: .milliseconds(5)) }
          }
        }
      }
    }
    // Idle moments may come between the writers' pauses: only the last file ends the wait.
    try await workshop.waitUntil { record in
      var seen: Set<String> = []
      for case .files(let files) in record.builds { seen.formUnion(files) }
      return seen.count == 400
    }
    loop.stop()
    #expect(workshop.record.withLock { $0.mostAtOnce } == 1)
  }

  @Test func whatCanWaitIsDoneOnceWhenNothingHappens() async throws {
    let workshop = Workshop()
    let loop = workshop.loop(milliseconds: 1)
    loop.add(save("a"))
    try await workshop.waitUntil { $0.idles > 0 }
    loop.stop()
    #expect(workshop.record.withLock { ($0.builds.count, $0.idles) } == (1, 1))
  }

  @Test func aStoppedLoopBuildsNothingMore() async throws {
    let workshop = Workshop()
    let loop = workshop.loop(milliseconds: 1)
    loop.buildNow()
    loop.stop()
    loop.add(save("a"))
    loop.buildNow()
    try await Task.sleep(for: .milliseconds(50))
    #expect(workshop.record.withLock { $0.builds } == [.everything])
  }
}
