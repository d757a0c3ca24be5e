import Basics
import Testing

@testable import Preview

struct ReloadHubTests {
  private let folder: ScratchFolder
  private let responder: SiteResponder
  private let hub: ReloadHub

  init() throws {
    folder = try ScratchFolder()
    responder = SiteResponder(
      files: SiteFiles(root: folder.path), hosts: HostRule(host: "localhost"))
    hub = ReloadHub(responder: responder, message: DiagnosticsMessage(root: folder.path))
    try write("a", style: 1)
  }

  private func write(_ text: String, style: Int) throws {
    try folder.write(
      "<head><link rel=stylesheet href=/s\(style).css></head>\(text)", to: "index.html")
  }

  private func version() throws -> String {
    try #require(responder.version(at: "/")).description
  }

  /// The names of the events that a reader was sent until it was disconnected.
  private func events(_ reader: (id: Int, frames: AsyncStream<[UInt8]>)) async -> [String] {
    hub.disconnect(reader.id)
    var names: [String] = []
    for await frame in reader.frames {
      let text = String(decoding: frame, as: UTF8.self)
      names.append(text.split(separator: "\n").first.map(String.init) ?? "")
    }
    return names
  }

  private let published = BuildOutcome(isPublished: true)

  @Test func aPageThatChangedIsBroughtUpToDateAndOthersAreNot() async throws {
    let changed = hub.connect(page: "/", version: try version())
    try folder.write("<p>other", to: "other.html")
    let other = hub.connect(
      page: "/other.html", version: try #require(responder.version(at: "/other.html")).description)
    try write("b", style: 1)
    hub.buildEnded(published)
    hub.buildEnded(published)
    #expect(
      await events(changed)
        == ["retry: 500", "event: update", "event: diagnostics", "event: diagnostics"])
    #expect(await events(other) == ["retry: 500", "event: diagnostics", "event: diagnostics"])
  }

  @Test func onlyAnotherStylesheetIsExchanged() async throws {
    let reader = hub.connect(page: "/", version: try version())
    try write("a", style: 2)
    hub.buildEnded(published)
    #expect(await events(reader) == ["retry: 500", "event: styles", "event: diagnostics"])
  }

  @Test func aReaderThatMissedABuildIsToldWhenItComes() async throws {
    let old = try version()
    try write("b", style: 1)
    hub.buildEnded(published)
    let reader = hub.connect(page: "/", version: old)
    #expect(await events(reader) == ["retry: 500", "event: diagnostics", "event: update"])
  }

  @Test func aReaderThatIsUpToDateIsLeftAlone() async throws {
    let reader = hub.connect(page: "/", version: try version())
    #expect(await events(reader) == ["retry: 500"])
  }

  @Test func aPageThatIsGoneShowsThat() async throws {
    try folder.write("<p>not found", to: "404.html")
    let reader = hub.connect(page: "/", version: try version())
    try folder.remove("index.html")
    hub.buildEnded(published)
    #expect(await events(reader) == ["retry: 500", "event: update", "event: diagnostics"])
  }

  @Test func aClosedHubEndsAllConnections() async throws {
    let reader = hub.connect(page: "/", version: try version())
    hub.close()
    let late = hub.connect(page: "/", version: "old")
    #expect(await events(reader) == ["retry: 500"])
    #expect(await events(late) == ["retry: 500"])
    #expect(hub.count == 0)
  }
}
