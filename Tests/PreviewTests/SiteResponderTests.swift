import Basics
import Synchronization
import Testing

@testable import Preview

struct SiteResponderTests {
  private let folder: ScratchFolder
  private let responder: SiteResponder
  private let page = "<!doctype html><html><head><title>A</title></head><body>a</body></html>"

  init() throws {
    folder = try ScratchFolder()
    try folder.write(page, to: "Output/index.html")
    try folder.write(page, to: "Output/notes/a/index.html")
    try folder.write("x,y\n", to: "Output/notes/a/x y.csv")
    try folder.write("secret", to: "Output/.assay-manifest")
    responder = SiteResponder(
      files: SiteFiles(root: folder.path + "/Output"), hosts: HostRule(host: "localhost"))
  }

  private func ask(
    _ target: String, _ method: String = "GET", host: String = "localhost:8080",
    _ headers: [String: [String]] = [:]
  ) -> Response {
    var head = RequestHead(method: method, target: target)
    head.headers = headers.merging(["host": [host]]) { first, _ in first }
    return responder.respond(to: head)
  }

  private func text(_ response: Response) -> String {
    let bytes: [UInt8] =
      switch response.body {
      case .bytes(let bytes): bytes
      case .file(let file, let range): file.bytes(range) ?? []
      case .events: []
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("bytes=0-0", 206, "x", "bytes 0-0/4"), ("bytes=1-2", 206, ",y", "bytes 1-2/4"),
    ("bytes=2-", 206, "y\n", "bytes 2-3/4"), ("bytes=-1", 206, "\n", "bytes 3-3/4"),
    ("bytes=-9", 206, "x,y\n", "bytes 0-3/4"), ("bytes=1-99", 206, ",y\n", "bytes 1-3/4"),
    ("bytes=1-99999999999999999999", 206, ",y\n", "bytes 1-3/4"),
    ("bytes=4-", 416, "", "bytes */4"), ("bytes=9-12", 416, "", "bytes */4"),
    ("bytes=-0", 416, "", "bytes */4"), ("bytes=2-1", 200, "x,y\n", nil),
    ("bytes=0-0,2-2", 200, "x,y\n", nil), ("bytes=-", 200, "x,y\n", nil),
    ("lines=0-0", 200, "x,y\n", nil), ("bytes=a-b", 200, "x,y\n", nil),
  ])
  func aPartIsSent(_ range: String, _ status: UInt16, _ wanted: String, _ said: String?) {
    let response = ask("/notes/a/x%20y.csv", "GET", ["range": [range]])
    #expect(response.status == status)
    #expect(text(response) == wanted)
    #expect(response.header("Content-Range") == said)
    #expect(response.header("Accept-Ranges") == "bytes")
  }

  @Test func aPartOfAnotherVersionIsNotSent() throws {
    let tag = try #require(ask("/notes/a/x%20y.csv").header("ETag"))
    for (known, status) in [(tag, 206), ("\"old\"", 200)] as [(String, UInt16)] {
      let headers = ["range": ["bytes=0-0"], "if-range": [known]]
      #expect(ask("/notes/a/x%20y.csv", "GET", headers).status == status)
    }
    #expect(ask("/notes/a/", "GET", ["range": ["bytes=0-0"]]).status == 200)
  }

  @Test func aPageHasTheScriptInItsHeadAndTheFileHasNot() throws {
    let response = ask("/notes/a/")
    #expect(response.status == 200)
    #expect(response.header("Content-Type") == "text/html; charset=utf-8")
    let version = try #require(responder.version(at: "/notes/a/")).description
    let tag = "<script src=\"/.assay/preview.js\" data-version=\"\(version)\" defer></script>"
    #expect(text(response) == page.replacing("</head>", with: tag + "</head>"))
    let file = try #require(try FileSystem.read(folder.path + "/Output/notes/a/index.html"))
    #expect(String(decoding: file, as: UTF8.self) == page)
  }

  @Test func aPageWithoutAHeadHasTheScriptAtItsEnd() throws {
    try folder.write("<p>bare", to: "Output/bare.html")
    #expect(text(ask("/bare.html")).hasPrefix("<p>bare<script src="))
  }

  @Test func otherFilesAreServedAsTheyAre() {
    let response = ask("/notes/a/x%20y.csv?v=1")
    #expect(response.status == 200)
    #expect(response.header("Content-Type") == "text/csv; charset=utf-8")
    #expect(text(response) == "x,y\n")
  }

  @Test func whatIsKnownIsNotSentAgain() throws {
    for target in ["/notes/a/", "/notes/a/x%20y.csv"] {
      let tag = try #require(ask(target).header("ETag"))
      for known in [tag, "W/" + tag, "\"other\", " + tag, "*"] {
        let response = ask(target, ["if-none-match": [known]])
        #expect(response.status == 304, "\(known)")
        #expect(text(response).isEmpty)
      }
      #expect(ask(target, ["if-none-match": ["\"other\""]]).status == 200)
    }
  }

  private func ask(_ target: String, _ headers: [String: [String]]) -> Response {
    ask(target, "GET", headers)
  }

  @Test(arguments: [("/notes/a", "/notes/a/"), ("/notes/a?x=1", "/notes/a/?x=1")])
  func aFolderWithoutItsSlashIsRedirected(_ target: String, _ location: String) {
    let response = ask(target)
    #expect(response.status == 302)
    #expect(response.header("Location") == location)
  }

  @Test(arguments: [
    "/none", "/notes/", "/notes/a/x%20y.csv/", "/.assay-manifest", "/../secret", "/%2e%2e/secret",
    "/notes/a/%00", "/.assay/", "/.assay/other", "//evil.example/", "/notes/a/index.html/",
  ])
  func whatIsNotThereIsNotFound(_ target: String) {
    let response = ask(target)
    #expect(response.status == 404)
    #expect(!text(response).contains("secret\""))
    #expect(text(response).contains(SiteResponder.scriptPath))
  }

  @Test func theSitesOwnPageSaysThatSomethingIsMissing() throws {
    try folder.write("<head></head>lost", to: "Output/404.html")
    let response = ask("/none")
    #expect(response.status == 404)
    #expect(text(response).hasSuffix("</head>lost"))
  }

  @Test func aSiteThatWasNeverBuiltSaysSo() throws {
    try folder.remove("Output")
    let response = ask("/")
    #expect(response.status == 503)
    #expect(text(response).contains("The site has not been built yet"))
    #expect(responder.version(at: "/") == nil)
    try folder.write(page, to: "Output/index.html")
    #expect(responder.version(at: "/") != nil)
  }

  @Test func otherHostsAreMisdirected() {
    #expect(ask("/", host: "evil.example:8080").status == 421)
    #expect(ask("/.assay/events?page=/&version=1", host: "evil.example").status == 421)
    var head = RequestHead(method: "GET", target: "/")
    #expect(responder.respond(to: head).status == 400)
    head.headers["host"] = ["localhost", "evil.example"]
    #expect(responder.respond(to: head).status == 400)
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get"])
  func onlyReadingIsAnswered(_ method: String) {
    let response = ask("/", method)
    #expect(response.status == 405)
    #expect(response.header("Allow") == "GET, HEAD")
  }

  @Test func onlyPathsAreAnswered() {
    for target in ["*", "http://localhost:8080/", "notes"] { #expect(ask(target).status == 400) }
  }

  @Test func aSiteInAFolderOfItsAddressIsServedThere() {
    responder.setHome("/reports/")
    #expect(ask("/reports/notes/a/").status == 200)
    #expect(ask("/").header("Location") == "/reports/")
    #expect(ask("/reports").header("Location") == "/reports/")
    #expect(ask("/notes/a/").status == 404)
    #expect(responder.version(at: "/reports/") == responder.version(at: "/reports/"))
    #expect(responder.version(at: "/notes/a/") == nil)
  }

  @Test func aHeadRequestHasEverythingButTheBody() {
    let whole = ask("/").encoded(isHead: false, keepsAlive: true)
    let head = ask("/", "HEAD").encoded(isHead: true, keepsAlive: true)
    #expect(whole.starts(with: head))
    #expect(String(decoding: head, as: UTF8.self).hasSuffix("Connection: keep-alive\r\n\r\n"))
  }

  @Test func eventsAreAStream() {
    let response = ask("/.assay/events?page=%2Fnotes%2Fa%2F&version=1-2")
    #expect(response.header("Content-Type") == "text/event-stream")
    guard case .events(let page, let version) = response.body else {
      Issue.record("no stream")
      return
    }
    #expect((page, version) == ("/notes/a/", "1-2"))
    #expect(ask("/.assay/events?page=x").status == 400)
  }

  @Test func theScriptIsServed() {
    let response = ask("/.assay/preview.js")
    #expect(response.header("Content-Type") == "text/javascript; charset=utf-8")
    #expect(text(response) == ClientScript.source)
  }

  @Test func anIconThatASiteHasNotIsNoFault() throws {
    let response = ask("/favicon.ico")
    #expect(response.status == 204)
    #expect(text(response) == "")
    responder.setHome("/reports/")
    #expect(ask("/favicon.ico").status == 204)
    responder.setHome("/")
    try folder.write("icon", to: "Output/favicon.ico")
    #expect(text(ask("/favicon.ico")) == "icon")
    #expect(ask("/notes/favicon.ico").status == 404)
  }

  @Test func aSiteThatWasServedAndIsGoneIsToldOnce() throws {
    let count = Mutex(0)
    responder.whenGone { count.withLock { $0 += 1 } }
    #expect(ask("/").status == 200)
    try FileSystem.removeTree(folder.path + "/Output")
    #expect(ask("/").status == 503)
    #expect(ask("/notes/a/").status == 503)
    #expect(count.withLock { $0 } == 1)
    try folder.write(page, to: "Output/index.html")
    #expect(ask("/").status == 200)
    try FileSystem.removeTree(folder.path + "/Output")
    #expect(ask("/").status == 503)
    #expect(count.withLock { $0 } == 2)
  }

  @Test func aSiteThatWasNeverMadeIsNotToldOf() throws {
    let count = Mutex(0)
    responder.whenGone { count.withLock { $0 += 1 } }
    try FileSystem.removeTree(folder.path + "/Output")
    #expect(ask("/").status == 503)
    #expect(count.withLock { $0 } == 0)
  }
}

extension RequestHead {
  init(method: String, target: String) {
    self.init(method: method, target: target, keepsAlive: true, headers: [:])
  }
}
