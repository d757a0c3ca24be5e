import ArgumentParser
import Testing

@testable import Commands

/// What `curl` prints, and how it is told what to do.
@Suite struct CurlTests {
  @Test func theAnswersAreReadWhateverTheirOrder() {
    let printed = """
      1\t301\t47\t10\thttps://b.example/11\t
      0\t200\t0\t0\thttps://a.example/\t
      2\t429\t0\t0\thttps://c.example/\t7

      """
    let addresses = ["https://a.example/", "https://b.example/1", "https://c.example/"]
    #expect(
      Curl.answers(printed, addresses: addresses) == [
        0: LinkAnswer(status: 200),
        1: LinkAnswer(status: 301, problem: 47, movedTo: "https://b.example/11"),
        2: LinkAnswer(status: 429, retryAfter: 7),
      ])
  }

  @Test(arguments: [
    "9\t200\t0\t0\thttps://a.example/\t", "x\t200\t0\t0\thttps://a.example/\t", "0\t200",
    "-1\t200\t0\t0\thttps://a.example/\t", "",
  ])
  func aLineThatIsNoAnswerIsPassedOver(_ line: String) {
    #expect(Curl.answers(line, addresses: ["https://a.example/"]).isEmpty)
  }

  @Test(arguments: [
    ["--offline"], ["--external-links", "--link-parallel", "0"],
    ["--external-links", "--link-per-host", "301"], ["--external-links", "--link-timeout", "0"],
    ["--external-links", "--link-retries", "11"], ["--external-links", "--link-max-age", "-1"],
  ])
  func limitsBeyondReasonAreWrongUsage(_ options: [String]) {
    #expect(throws: (any Error).self) { try Assay.parseAsRoot(["check"] + options) }
  }
}
