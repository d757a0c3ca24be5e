import Testing

@testable import Preview

struct RequestHeadTests {
  private func parse(_ text: String) throws -> RequestHead {
    try RequestHead(parsing: Array(text.utf8)[...])
  }

  @Test func aBrowsersRequestIsUnderstood() throws {
    let head = try parse(
      "GET /a/?x=1 HTTP/1.1\r\nHost: localhost:8080\r\nAccept:  text/html \r\nX: 1\r\nx: 2\r\n\r\n")
    #expect(head.method == "GET")
    #expect(head.target == "/a/?x=1")
    #expect(head.header("host") == "localhost:8080")
    #expect(head.header("accept") == "text/html")
    #expect(head.header("x") == nil)
    #expect(head.headers["x"] == ["1", "2"])
    #expect(head.keepsAlive)
    #expect(!head.hasBody)
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n\r\n", true), ("GET / HTTP/1.0\r\n\r\n", false),
    ("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n", false),
    ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true),
    ("\r\nGET / HTTP/1.1\n\n", true),
  ])
  func connectionsAreKeptAsTheClientSays(_ text: String, _ keepsAlive: Bool) throws {
    #expect(try parse(text).keepsAlive == keepsAlive)
  }

  @Test(arguments: [
    "GET /\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n", " GET / HTTP/1.1\r\n\r\n", "\r\n\r\n",
    "G@T / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
    "GET / HTTP/1.1\r\n: empty\r\n\r\n", "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
    "GET /\u{0} HTTP/1.1\r\n\r\n", "GET /\u{7F} HTTP/1.1\r\n\r\n", "GET / FTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\n folded: x\r\n\r\n",
  ])
  func garbageIsABadRequest(_ text: String) {
    #expect(throws: RequestHead.Failure.badRequest) { try parse(text) }
  }

  @Test func bytesThatAreNoTextAreABadRequest() {
    #expect(throws: RequestHead.Failure.badRequest) {
      try RequestHead(parsing: [71, 69, 84, 32, 0xFF, 32, 72, 10, 10])
    }
  }

  @Test(arguments: ["HTTP/2.0", "HTTP/0.9", "HTTP/1.11"])
  func otherVersionsAreRefused(_ version: String) {
    #expect(throws: RequestHead.Failure.wrongVersion) { try parse("GET / \(version)\r\n\r\n") }
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n\r\nrest", 18), ("GET / HTTP/1.1\n\nrest", 16),
    ("GET / HTTP/1.1\r\nA: b\r\n\r\n", 24), ("GET / HTTP/1.1\r\nA: b\r\n", nil), ("", nil),
  ])
  func theEndIsTheBlankLine(_ text: String, _ end: Int?) {
    let bytes = Array(text.utf8)
    #expect(RequestHead.end(in: bytes, from: 0) == end)
    // However the bytes arrive, the end is the same.
    for start in bytes.indices where end.map({ start < $0 }) ?? true {
      #expect(RequestHead.end(in: bytes, from: start) == end)
    }
  }

  @Test(arguments: [
    ("Content-Length: 5", true), ("Content-Length: 0", false), ("Transfer-Encoding: chunked", true),
  ])
  func bodiesAreSeen(_ header: String, _ hasBody: Bool) throws {
    #expect(try parse("GET / HTTP/1.1\r\n\(header)\r\n\r\n").hasBody == hasBody)
  }
}
