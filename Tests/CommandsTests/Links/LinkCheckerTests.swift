import Basics
import Testing

@testable import Commands

/// What is asked of servers, how often, and what is said of their answers.
@Suite struct LinkCheckerTests {
  private let bench: LinkBench

  init() throws { bench = try LinkBench() }

  // MARK: - What is said

  @Test func deadMovedAndUnreachableLinksAreSaidAtTheirPlaces() throws {
    let servers = FakeServers { address, _, _ in
      switch address {
      case "https://a.example/gone": LinkAnswer(status: 410)
      case "https://a.example/moved": LinkAnswer(status: 200, movedTo: "https://b.example/")
      case "https://a.example/shut": LinkAnswer(status: 403)
      default: LinkAnswer(status: 200)
      }
    }
    let outcome = try bench.check(
      [
        "https://a.example/good", "https://a.example/gone", "https://a.example/moved#part",
        "https://a.example/shut",
      ], servers)
    #expect(
      LinkBench.lines(outcome) == [
        "Content/links.md:2: error: 'https://a.example/gone' is not there: the server answers 410 "
          + "[DeadLink] (find where it has gone, or name an archived copy)",
        "Content/links.md:3: note: 'https://a.example/moved#part' leads on to "
          + "'https://b.example/' [MovedLink] (write that address if it is meant to last)",
        "Content/links.md:4: warning: 'https://a.example/shut' could not be checked: the server "
          + "answers 403 [UnreachableLink] (open it in a browser; servers may refuse programs or "
          + "be down for a while)",
      ])
    #expect(outcome.remark == "external links: 4 asked, 0 from the cache")
  }

  @Test(arguments: [
    (LinkAnswer(status: 204), LinkAnswer.Verdict.alive),
    (LinkAnswer(status: 200, problem: 63), .alive), (LinkAnswer(status: 302), .alive),
    (LinkAnswer(status: 302, problem: 47), .unreachable), (LinkAnswer(status: 404), .dead),
    (LinkAnswer(status: 410), .dead), (LinkAnswer(status: 401), .unreachable),
    (LinkAnswer(status: 429), .unreachable), (LinkAnswer(status: 503), .unreachable),
    (LinkAnswer(status: 0, problem: 6), .unreachable),
  ])
  func onlyWhatIsCertainlyGoneIsDead(_ answer: LinkAnswer, _ verdict: LinkAnswer.Verdict) {
    #expect(answer.verdict == verdict)
  }

  @Test(arguments: [
    (LinkAnswer(status: 500), "the server answers 500"),
    (LinkAnswer(status: 302, problem: 1), "it redirects to what is no web address"),
    (LinkAnswer(status: 0, problem: 6), "its host has no address"),
    (LinkAnswer(status: 0, problem: 7), "its host does not accept the connection"),
    (LinkAnswer(status: 0, problem: 28), "its host does not answer in time"),
    (LinkAnswer(status: 0, problem: 60), "its certificate or encryption is not good"),
    (LinkAnswer(status: 302, problem: 47), "it redirects without end"),
    (LinkAnswer(status: 0, problem: 52), "the connection failed (curl 52)"),
  ])
  func aProblemIsPutInWords(_ answer: LinkAnswer, _ words: String) {
    #expect(answer.words == words)
  }

  // MARK: - What is asked

  @Test func anAddressIsAskedOnceWhateverItsFragments() throws {
    let servers = FakeServers()
    _ = try bench.check(
      ["https://a.example/x#one", "https://a.example/x#two", "https://a.example/x"], servers)
    #expect(servers.asked == ["HEAD https://a.example/x"])
  }

  @Test func whatHeadDoesNotAnswerWellIsAskedWithGet() throws {
    let servers = FakeServers { address, headOnly, _ in
      LinkAnswer(status: headOnly && address == "https://b.example/" ? 405 : 200)
    }
    let outcome = try bench.check(["https://a.example/", "https://b.example/"], servers)
    #expect(
      servers.asked == ["HEAD https://a.example/ https://b.example/", "GET https://b.example/"])
    #expect(outcome.findings.isEmpty)
  }

  @Test func noMoreThanSoManyOfOneHostAreAskedAtOnce() throws {
    let servers = FakeServers()
    let addresses = (1...5).map { "https://a.example/\($0)" } + ["http://user@B.example:80/1"]
    var limits = LinkLimits()
    limits.perHost = 2
    _ = try bench.check(addresses + ["http://b.example:80/2?x#y"], servers, limits: limits)
    #expect(
      servers.asked == [
        "HEAD http://b.example:80/2?x http://user@B.example:80/1 https://a.example/1 "
          + "https://a.example/2", "HEAD https://a.example/3 https://a.example/4",
        "HEAD https://a.example/5",
      ])
  }

  // MARK: - Trying again

  @Test func whatMayPassIsTriedAgainAfterLongerAndLongerPauses() throws {
    let servers = FakeServers { _, _, _ in LinkAnswer(status: 503) }
    var limits = LinkLimits()
    limits.retries = 3
    let outcome = try bench.check(["https://a.example/"], servers, limits: limits)
    #expect(servers.asked.count == 2 + 3)
    #expect(bench.pauses == [1000, 2000, 4000])
    #expect(outcome.findings.map(\.diagnostic.identifier) == ["UnreachableLink"])
  }

  @Test func tryingAgainEndsWithTheFirstGoodAnswer() throws {
    let servers = FakeServers { _, _, time in LinkAnswer(status: time < 2 ? 500 : 200) }
    #expect(try bench.check(["https://a.example/"], servers).findings.isEmpty)
    #expect(servers.asked.count == 3)
    #expect(bench.pauses == [1000])
  }

  @Test(arguments: [(5, 5000), (3600, 30_000)])
  func aServerThatAsksForAPauseGetsItWithinLimits(_ seconds: Int, _ pause: Int) throws {
    let servers = FakeServers { _, _, time in
      LinkAnswer(status: time < 2 ? 429 : 200, retryAfter: seconds)
    }
    _ = try bench.check(["https://a.example/"], servers)
    #expect(bench.pauses == [pause])
  }

  @Test(arguments: [
    LinkAnswer(status: 404), LinkAnswer(status: 403),
    LinkAnswer(status: 0, problem: LinkAnswer.unsupportedProtocol),
  ])
  func whatWillNotPassIsNotTriedAgain(_ answer: LinkAnswer) throws {
    let servers = FakeServers { _, _, _ in answer }
    _ = try bench.check(["https://a.example/"], servers)
    #expect(servers.asked.count == 2)
    #expect(bench.pauses.isEmpty)
  }
}
