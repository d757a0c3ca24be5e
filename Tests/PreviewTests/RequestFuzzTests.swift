import Basics
import Fuzzing
import Testing

@testable import Preview

/// Whatever a client sends, it is answered, and with nothing but what is published.
@Suite struct RequestFuzzTests {
  private static let fuzz = Fuzz("requests", rounds: 800)
  private static let secret = "secret"

  private static let requests = [
    "GET / HTTP/1.1\r\nHost: localhost:8080\r\nAccept: */*\r\n\r\n",
    "GET /notes/a/x%20y.csv?v=1 HTTP/1.1\r\nHost: localhost:8080\r\nIf-None-Match: *\r\n\r\n",
    "HEAD /notes/a HTTP/1.0\r\nhost: localhost\r\nConnection: keep-alive\r\n\r\n",
    "GET /.assay/events?page=%2Fnotes%2F&version=1 HTTP/1.1\nHost: 127.0.0.1:8080\n\n",
    "GET /notes/../.assay-manifest HTTP/1.1\r\nHost: localhost:8080\r\n\r\n",
    "GET /%2e%2e/outside.txt HTTP/1.1\r\nHost: localhost:8080\r\n\r\n",
    "GET /link/outside.txt HTTP/1.1\r\nHost: localhost:8080\r\nRange: bytes=0-1\r\n\r\n",
    "POST /favicon.ico HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 1\r\n\r\nx",
  ]

  private func check(_ bytes: [UInt8], _ name: String, by responder: SiteResponder) {
    guard let end = RequestHead.end(in: bytes, from: 0) else { return }
    #expect(end > 0 && end <= bytes.count, "\(name)")
    // What follows a head is the next request's.
    #expect(RequestHead.end(in: Array(bytes[..<end]), from: 0) == end, "\(name)")
    guard let head = try? RequestHead(parsing: bytes[..<end]) else { return }
    let response = responder.respond(to: head)
    let known: Set<UInt16> = [200, 204, 302, 304, 400, 404, 405, 421, 503]
    #expect(known.contains(response.status), "\(name): \(response.status)")
    for (field, value) in response.headers {
      let isOneLine = value.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
      #expect(isOneLine, "\(name): \(field): \(value)")
    }
    if let place = response.header("Location") {
      #expect(place.hasPrefix("/") && !place.hasPrefix("//"), "\(name): \(place)")
    }
    guard case .bytes(let body) = response.body else { return }
    #expect(!String(decoding: body, as: UTF8.self).contains(Self.secret), "\(name)")
  }

  @Test func anyRequestIsAnsweredWithWhatIsPublished() throws {
    let folder = try ScratchFolder()
    let page = "<!doctype html><html><head><title>A</title></head><body>a</body></html>"
    for path in ["index.html", "notes/a/index.html", "404.html"] {
      try folder.write(page, to: "Output/" + path)
    }
    try folder.write("x,y\n", to: "Output/notes/a/x y.csv")
    try folder.write(Self.secret, to: "Output/.assay-manifest")
    try folder.write(Self.secret, to: "outside.txt")
    try folder.link("Output/link", to: folder.path)
    let responder = SiteResponder(
      files: SiteFiles(root: folder.path + "/Output"), hosts: HostRule(host: "localhost"))
    for (name, bytes) in Self.fuzz.corpus { check(bytes, name, by: responder) }
    let complaints = Self.fuzz.run { seed in
      var mutator = Mutator(seed: seed)
      let request = Array((mutator.random.pick(Self.requests) ?? "").utf8)
      responder.setHome(mutator.random.chance(0.2) ? "/notes/" : "/")
      check(mutator.mutated(request), "seed \(seed)", by: responder)
    }
    #expect(complaints == [])
  }
}
