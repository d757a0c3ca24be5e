import Basics
import Testing

@testable import Commands

/// What is remembered of addresses, for how long, and what is done with it.
@Suite struct LinkCacheTests {
  private let bench: LinkBench
  private let day = 86_400

  init() throws { bench = try LinkBench() }

  @Test func aGoodAnswerIsBelievedForSomeDays() throws {
    let servers = FakeServers()
    var limits = LinkLimits()
    limits.maximumAge = 7
    for days in [0, 6, 7] {
      bench.now += days == 0 ? 0 : (days == 6 ? 6 * day : day)
      _ = try bench.check(["https://a.example/"], servers, limits: limits)
    }
    #expect(servers.asked.count == 2)
  }

  @Test func anAnswerFromTheFutureIsNotBelieved() throws {
    let servers = FakeServers()
    _ = try bench.check(["https://a.example/"], servers)
    bench.now -= day
    _ = try bench.check(["https://a.example/"], servers)
    #expect(servers.asked.count == 2)
  }

  @Test func whatFailedIsAskedAgain() throws {
    let servers = FakeServers { _, _, time in LinkAnswer(status: time < 2 ? 404 : 200) }
    #expect(try bench.check(["https://a.example/"], servers).findings.count == 1)
    #expect(try bench.check(["https://a.example/"], servers).findings.isEmpty)
  }

  @Test func aRememberedMoveIsSaidAgain() throws {
    let servers = FakeServers { _, _, _ in LinkAnswer(status: 200, movedTo: "https://b.example/") }
    let first = try bench.check(["https://a.example/"], servers)
    let second = try bench.check(["https://a.example/"], servers)
    #expect(LinkBench.lines(first) == LinkBench.lines(second))
    #expect(second.remark == "external links: 0 asked, 1 from the cache")
    #expect(servers.asked.count == 1)
  }

  @Test func offlineOnlyTheCacheIsAskedHoweverOldItIs() throws {
    let servers = FakeServers(["https://a.example/gone": 404])
    _ = try bench.check(["https://a.example/good", "https://a.example/gone"], servers)
    let before = servers.asked
    let kept = try FileSystem.read(bench.cachePath)
    bench.now += 1000 * day
    let outcome = try bench.check(
      ["https://a.example/gone", "https://a.example/new"], servers, offline: true)
    #expect(servers.asked == before)
    #expect(outcome.findings.map(\.diagnostic.identifier) == ["DeadLink"])
    #expect(
      outcome.remark
        == "external links: 0 asked, 1 from the cache, 1 not in the cache and not checked")
    #expect(try FileSystem.read(bench.cachePath) == kept)
  }

  @Test func offlineNothingIsMadeThatCouldAsk() throws {
    var checker = LinkChecker(isOffline: true, cachePath: bench.cachePath)
    checker.transport = { _ in throw LinkMessages.noCurl() }
    _ = try checker.check([])
    #expect(try FileSystem.read(bench.cachePath) == nil)
  }

  @Test func anAddressThatNoPageHasIsForgotten() throws {
    let servers = FakeServers()
    _ = try bench.check(["https://a.example/", "https://b.example/"], servers)
    _ = try bench.check(["https://b.example/"], servers)
    let kept = LinkCache(
      String(decoding: try #require(try FileSystem.read(bench.cachePath)), as: UTF8.self))
    #expect(kept.entries.keys.sorted() == ["https://b.example/"])
  }

  @Test func theCacheIsReadAsItWasWrittenAndDamagedLinesAreLeftOut() {
    var cache = LinkCache()
    cache["https://a.example/"] = .init(answer: LinkAnswer(status: 200), time: 5)
    cache["https://b.example/"] = .init(
      answer: LinkAnswer(status: 301, problem: 47, movedTo: "https://c.example/"), time: 6)
    #expect(LinkCache(cache.text).entries == cache.entries)
    #expect(
      cache.text
        == "https://a.example/\t5\t200\t0\t\nhttps://b.example/\t6\t301\t47\thttps://c.example/\n")
    let damaged = "https://x.example/\t5\t200\n\u{0}\u{1}\nhttps://y.example/\tx\t200\t0\t\n"
    #expect(LinkCache(damaged + cache.text).entries == cache.entries)
  }
}
