import Basics
import Foundation
import Synchronization
import Testing

@testable import Preview

/// What both kinds of watchers tell of what happens to folders.
struct WatcherTests {
  enum Kind: CaseIterable { case notified, polling }

  /// Collects what a watcher tells, until it is let go.
  private final class Watch: Sendable {
    let folder: ScratchFolder
    let watcher: any SourceWatcher
    let seen = Mutex<SourceChange?>(nil)

    init(_ kind: Kind, _ folder: ScratchFolder) {
      self.folder = folder
      watcher = SourceWatchers.watcher(
        of: WatchedSources(root: folder.path, names: ["Content", "Templates"]),
        isPolling: kind == .polling, remark: { Issue.record("\($0)") })
    }

    func start() {
      watcher.start { [self] events in
        seen.withLock { seen in
          for event in events { seen = seen?.union(event.change) ?? event.change }
        }
      }
    }

    /// Writes a file and waits until that was told.
    func save(
      _ text: String, to name: String, _ line: SourceLocation = #_sourceLocation
    ) async throws {
      try folder.write(text, to: name)
      try await expect(name, line)
    }

    /// Waits until a change of this file, or of everything, was told; then forgets it.
    func expect(_ name: String, _ line: SourceLocation = #_sourceLocation) async throws {
      let path = folder.path + "/" + name
      for _ in 0..<300 {
        let isTold = seen.withLock { seen in
          switch seen {
          case .everything: true
          case .files(let files): files.contains(path)
          case nil: false
          }
        }
        if isTold {
          // What belongs to the same step.
          try await Task.sleep(for: .milliseconds(20))
          seen.withLock { $0 = nil }
          return
        }
        try await Task.sleep(for: .milliseconds(10))
      }
      Issue.record(
        "\(name) was not told, but \(seen.withLock { "\($0, default: "nothing")" })",
        sourceLocation: line)
    }
  }

  private func watch(_ kind: Kind) throws -> Watch {
    let folder = try ScratchFolder()
    try folder.write("a", to: "Content/a.md")
    try folder.write("b", to: "Content/deep/er/b.md")
    try folder.write("t", to: "Templates/page.mustache")
    return Watch(kind, folder)
  }

  @Test(arguments: Kind.allCases) func ordinarySavesAreTold(_ kind: Kind) async throws {
    let watch = try watch(kind)
    watch.start()
    defer { watch.watcher.stop() }
    try await watch.save("a2", to: "Content/a.md")
    try await watch.save("b2", to: "Content/deep/er/b.md")
    try await watch.save("new", to: "Content/deep/new.md")
    try watch.folder.remove("Content/a.md")
    try await watch.expect("Content/a.md")
  }

  @Test(arguments: Kind.allCases) func atomicSavesAreTold(_ kind: Kind) async throws {
    let watch = try watch(kind)
    watch.start()
    defer { watch.watcher.stop() }
    try watch.folder.write("a2", to: "Content/.a.md.tmp")
    try watch.folder.move("Content/.a.md.tmp", to: "Content/a.md")
    try await watch.expect("Content/a.md")
    // With a backup, as vim keeps one.
    try watch.folder.move("Content/a.md", to: "Content/a.md~")
    try watch.folder.write("a3", to: "Content/a.md")
    try watch.folder.remove("Content/a.md~")
    try await watch.expect("Content/a.md")
  }

  @Test(arguments: Kind.allCases) func foldersComeGoAndMove(_ kind: Kind) async throws {
    let watch = try watch(kind)
    watch.start()
    defer { watch.watcher.stop() }
    try await watch.save("c", to: "Content/new/deeper/c.md")
    try await watch.save("c2", to: "Content/new/deeper/c.md")
    try watch.folder.move("Content/new", to: "Content/moved")
    try await watch.expect("Content/moved")
    try await watch.save("c3", to: "Content/moved/deeper/c.md")
    try watch.folder.remove("Content/moved")
    try await watch.expect("Content/moved/deeper/c.md")
    try await watch.save("c4", to: "Content/moved/deeper/c.md")
    try await watch.save("c5", to: "Content/moved/deeper/c.md")
  }

  @Test(arguments: Kind.allCases) func aFolderMovedAwayIsNoLongerWatched(_ kind: Kind) async throws
  {
    let watch = try watch(kind)
    watch.start()
    defer { watch.watcher.stop() }
    try watch.folder.move("Content/deep", to: "elsewhere")
    try await watch.expect("Content/deep/er/b.md")
    try watch.folder.write("b2", to: "elsewhere/er/b.md")
    try await Task.sleep(for: .milliseconds(300))
    #expect(watch.seen.withLock { $0 } == nil)
  }

  @Test(arguments: Kind.allCases) func theTopFoldersMayGoAndComeBack(_ kind: Kind) async throws {
    let watch = try watch(kind)
    watch.start()
    defer { watch.watcher.stop() }
    try watch.folder.move("Templates", to: "aside")
    try await watch.expect("Templates/page.mustache")
    try watch.folder.move("aside", to: "Templates")
    try await watch.expect("Templates/page.mustache")
    try await watch.save("t2", to: "Templates/page.mustache")
    try watch.folder.write("readme", to: "README.md")
    try watch.folder.write("x", to: "Output/index.html")
    try await Task.sleep(for: .milliseconds(300))
    #expect(watch.seen.withLock { $0 } == nil)
  }

  @Test(arguments: Kind.allCases) func filesThatLinksLeadToAreWatched(_ kind: Kind) async throws {
    let watch = try watch(kind)
    try watch.folder.write("far", to: "far/away.md")
    try watch.folder.write("x", to: "shared/x.md")
    try watch.folder.link("Content/link.md", to: "../far/away.md")
    try watch.folder.link("Content/shared", to: "../shared")
    let linked = Watch(kind, watch.folder)
    linked.start()
    defer { linked.watcher.stop() }
    try watch.folder.write("far 2", to: "far/away.md")
    try await linked.expect("Content/link.md")
    try watch.folder.write("x2", to: "shared/x.md")
    try await linked.expect("Content/shared/x.md")
    try watch.folder.link("Content/later.md", to: "../far/later.md")
    try watch.folder.write("y", to: "far/later.md")
    try await linked.expect("Content/later.md")
  }

  @Test(arguments: Kind.allCases) func linksThatLeadInCirclesEndSomewhere(_ kind: Kind) async throws
  {
    let watch = try watch(kind)
    try watch.folder.link("Content/deep/circle", to: "..")
    let circle = Watch(kind, watch.folder)
    circle.start()
    defer { circle.watcher.stop() }
    try watch.folder.write("a2", to: "Content/a.md")
    try await circle.expect("Content/a.md")
  }

  @Test(arguments: Kind.allCases) func aBurstLosesNothing(_ kind: Kind) async throws {
    let watch = try watch(kind)
    watch.start()
    defer { watch.watcher.stop() }
    for number in 0..<1_000 { try watch.folder.write("\(number)", to: "Content/a.md") }
    try await watch.save("z", to: "Content/last.md")
  }

  @Test func whatHappensBeforeAWatcherStartsIsToldToo() async throws {
    for kind in Kind.allCases {
      let watch = try watch(kind)
      try watch.folder.write("early", to: "Content/a.md")
      watch.start()
      defer { watch.watcher.stop() }
      try await watch.expect("Content/a.md")
    }
  }
}

#if os(Linux)
  /// What happens where the system watches no more, or loses events.
  struct WatchLimitTests {
    private func sources(_ folder: ScratchFolder) -> WatchedSources {
      WatchedSources(root: folder.path, names: ["Content"])
    }

    private let said =
      "the system watches no more than 3 folders (fs.inotify.max_user_watches);"
      + " looking for changes every so often instead"

    @Test func aLimitReachedAtOnceIsSaid() throws {
      let folder = try ScratchFolder()
      for name in ["a", "b", "c", "d"] { try folder.write("x", to: "Content/\(name)/x.md") }
      #expect {
        try INotifyWatcher(sources(folder), most: 3, remark: { _ in })
      } throws: { ($0 as? WatchLimitReached)?.remark == said }
    }

    @Test func aLimitReachedLaterIsSaidAndNothingIsLost() async throws {
      let folder = try ScratchFolder()
      try folder.write("x", to: "Content/a/x.md")
      let told = Mutex((remarks: [String](), files: Set<String>(), everything: 0))
      let watcher = try INotifyWatcher(
        sources(folder), most: 3, remark: { text in told.withLock { $0.remarks.append(text) } })
      watcher.start { events in
        for event in events {
          told.withLock {
            if case .files(let files) = event.change {
              $0.files.formUnion(files)
            } else {
              $0.everything += 1
            }
          }
        }
      }
      defer { watcher.stop() }
      for name in ["b", "c", "d"] { try folder.write("x", to: "Content/\(name)/x.md") }
      for _ in 0..<300 where told.withLock({ $0.remarks.isEmpty || $0.everything == 0 }) {
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(told.withLock { $0.remarks } == [said])
      #expect(told.withLock { $0.everything } > 0)
      let before = told.withLock { $0.everything }
      try folder.write("y", to: "Content/d/x.md")
      let path = folder.path + "/Content/d/x.md"
      // One look may see the new folder and the new text together, and then tells everything.
      func isTold() -> Bool {
        told.withLock { $0.files.contains(path) || $0.everything > before }
      }
      for _ in 0..<300 where !isTold() { try await Task.sleep(for: .milliseconds(10)) }
      #expect(isTold())
    }

    @Test func lostEventsMeanEverything() throws {
      let folder = try ScratchFolder()
      try folder.write("x", to: "Content/a/x.md")
      let descriptor = inotify_init1(Int32(IN_NONBLOCK))
      defer { close(descriptor) }
      var tree = try INotifyTree(descriptor: descriptor, sources: sources(folder))
      let lost = INotifyEvent(watch: -1, mask: UInt32(IN_Q_OVERFLOW), name: "")
      #expect(try tree.handle(lost) == [WatchEvent(change: .everything, state: .whole)])
    }
  }

  struct INotifyEventTests {
    private func bytes(_ watch: Int32, _ mask: UInt32, _ name: [UInt8]) -> [UInt8] {
      var bytes: [UInt8] = []
      for word in [UInt32(bitPattern: watch), mask, 0, UInt32(name.count)] {
        withUnsafeBytes(of: word) { bytes += $0 }
      }
      return bytes + name
    }

    @Test func eventsFollowEachOther() {
      let two = bytes(3, 2, Array("a.md".utf8) + [0, 0, 0, 0]) + bytes(-1, 0x4000, [])
      #expect(
        two.withUnsafeBytes { INotifyEvent.parse($0) } == [
          INotifyEvent(watch: 3, mask: 2, name: "a.md"),
          INotifyEvent(watch: -1, mask: 0x4000, name: ""),
        ])
    }

    @Test func aPartOfAnEventIsNone() {
      let whole = bytes(3, 2, Array("abcdefg".utf8) + [0])
      for length in 0..<whole.count {
        #expect(whole.prefix(length).withUnsafeBytes { INotifyEvent.parse($0) } == [])
      }
    }
  }
#endif
