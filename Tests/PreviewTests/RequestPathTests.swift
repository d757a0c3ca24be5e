import Testing

@testable import Preview

struct RequestPathTests {
  @Test(arguments: [
    ("/", [""]), ("/a", ["a"]), ("/a/", ["a", ""]), ("/a/b.html", ["a", "b.html"]),
    ("/a%20b/%C3%A9.png", ["a b", "é.png"]), ("/a?x=/../y", ["a"]), ("/a%25b", ["a%b"]),
    ("/...x", nil), ("/a..b/", ["a..b", ""]),
  ])
  func pathsAreDecodedOnce(_ target: String, _ segments: [String]?) {
    #expect(RequestPath(target)?.segments == segments)
  }

  @Test(arguments: [
    "", "a", "http://x/", "*", "/..", "/../etc/passwd", "/a/../b", "/a/..", "/.", "/./a", "//",
    "//host/a", "/a//b", "/%2e%2e/etc/passwd", "/%2E%2e/", "/.%2e/", "/%2e/", "/a%2fb",
    "/..%2fetc%2fpasswd", "/a%5cb", "/..\\..\\x", "/a%00.html", "/%", "/%2", "/%zz", "/%c0%ae/",
    "/%ff", "/.assay-manifest", "/.git/config", "/a/.hidden", "/%2eassay-manifest", "/a%0d%0ab",
    "/a#b", "/%7f",
  ])
  func whatNoSiteHasIsRefused(_ target: String) {
    #expect(RequestPath(target) == nil)
  }

  @Test(arguments: [
    ("x.png", "/a/x.png"), ("./x.png", "/a/x.png"), ("../x.png", "/x.png"),
    ("/y/z.css", "/y/z.css"),
    ("../../../x.png", "/x.png"), ("x.png?v=1#f", "/a/x.png"), ("b/x.png", "/a/b/x.png"),
    ("http://other/x.png", nil), ("//other/x.png", nil), ("data:image/png;base64,", nil),
    ("#f", nil),
    ("", nil),
  ])
  func linksAreResolvedAgainstThePage(_ link: String, _ target: String?) {
    #expect(RequestPath("/a/index.html")?.resolving(link) == target)
  }

  @Test func parametersAreDecoded() {
    let path = RequestPath("/events?page=%2Fa%2F&version=1-2")
    #expect(path?.parameter("page") == "/a/")
    #expect(path?.parameter("version") == "1-2")
    #expect(path?.parameter("other") == nil)
  }
}

struct HostRuleTests {
  @Test(arguments: [
    "localhost", "localhost:8080", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8080", "127.8.9.10",
    "[::1]", "[::1]:8080",
  ])
  func namesOfLoopbackAreAnswered(_ host: String) {
    #expect(HostRule(host: "localhost").allows(host))
  }

  @Test(arguments: [
    "", "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example",
    "127.evil", "192.168.0.1", "0.0.0.0", "[::1", "[::1]x", "localhost:", "localhost:80x",
    "[fe80::1]",
    "localhost@evil", "127.0.0.1:8080:1", "2130706433",
  ])
  func othersAreNot(_ host: String) {
    #expect(!HostRule(host: "localhost").allows(host))
  }

  @Test func aServerOpenToOthersIsReachedByAddressesOnly() {
    let rule = HostRule(host: "0.0.0.0")
    #expect(rule.isOpenToOthers)
    #expect(rule.allows("192.168.0.7:8080"))
    #expect(rule.allows("[fe80::1]:8080"))
    #expect(rule.allows("localhost:8080"))
    #expect(!rule.allows("evil.example:8080"))
  }

  @Test(arguments: [
    ("localhost", true), ("127.0.0.1", true), ("::1", true), ("0.0.0.0", true), ("10.1.2.3", true),
    ("example.org", false), ("", false), ("1.2.3", false), ("1.2.3.400", false),
  ])
  func hostsAreAddressesOrLocalhost(_ host: String, _ isGood: Bool) {
    let problem =
      "--host takes localhost or an address such as 127.0.0.1, ::1 or 0.0.0.0, not '\(host)'"
    #expect(PreviewOptions.problem(withHost: host) == (isGood ? nil : problem))
  }
}
