import Basics
import Synchronization

/// Answers requests from the output folder.
final class SiteResponder: Sendable {
  private let files: SiteFiles
  private let hosts: HostRule
  private let homeFolder = Mutex("/")
  private let watch = Mutex(Watch())

  /// Whether the site was there when it was last asked for, and what to do when it is not any more.
  private struct Watch: Sendable {
    var isThere = false
    var whenGone: @Sendable () -> Void = {}
  }

  init(files: SiteFiles, hosts: HostRule) {
    self.files = files
    self.hosts = hosts
  }

  /// The path under which the site stands at its address: `/` or `/reports/`.
  var home: String { homeFolder.withLock { $0 } }

  /// What is done once when the site is gone that was served before: somebody has deleted it.
  func whenGone(_ action: @escaping @Sendable () -> Void) {
    watch.withLock { $0.whenGone = action }
  }

  func setHome(_ home: String) { homeFolder.withLock { $0 = home } }

  /// What the server itself serves stands under this path, which no site has: it is hidden.
  static let own = "/.assay/"
  static let scriptPath = own + "preview.js"
  static let eventsPath = own + "events"

  func respond(to request: RequestHead) -> Response {
    guard let host = request.header("host") else {
      return .text(400, PreviewMessages.badRequest)
    }
    guard hosts.allows(host) else { return .text(421, PreviewMessages.misdirected) }
    guard request.method == "GET" || request.method == "HEAD" else {
      return .text(405, PreviewMessages.wrongMethod, headers: [("Allow", "GET, HEAD")])
    }
    if request.target.hasPrefix(Self.own), let own = own(request.target) { return own }
    guard let path = RequestPath(request.target) else {
      guard request.target.hasPrefix("/") else {
        return .text(400, PreviewMessages.badRequest)
      }
      return missing(at: RequestPath("/"), shown: request.target)
    }
    var response = content(at: path)
    if let tag = response.header("ETag"), response.status == 200,
      let known = request.headers["if-none-match"], Self.isListed(tag, in: known)
    {
      response.status = 304
      response.body = .bytes([])
    }
    return response.part(for: request)
  }

  private func own(_ target: String) -> Response? {
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    switch String(halves[0]) {
    case Self.scriptPath:
      return Response(
        status: 200,
        headers: [
          ("Content-Type", ContentType.of("preview.js")), ("Cache-Control", "no-store"),
        ],
        body: .bytes(Array(ClientScript.source.utf8)))
    case Self.eventsPath:
      guard let question = RequestPath("/events" + target.dropFirst(Self.eventsPath.count)),
        let page = question.parameter("page"), let version = question.parameter("version")
      else { return .text(400, PreviewMessages.badRequest) }
      return Response(
        status: 200,
        headers: [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")],
        body: .events(page: page, version: version))
    default: return nil
    }
  }

  private func content(at path: RequestPath) -> Response {
    if Self.isIcon(path), inside(path).flatMap({ files.find($0) }) == nil {
      // Browsers ask for it of themselves; that a site has none is no fault to be shown.
      return Response(status: 204, headers: [("Cache-Control", "no-cache")], body: .bytes([]))
    }
    guard let inside = inside(path) else {
      // The site stands in a folder of its address; what is above it is nobody's.
      if path.encoded == "/" || path.encoded + "/" == home { return redirect(home) }
      return missing(at: path, shown: path.encoded)
    }
    switch files.find(inside) {
    case .file(let file)? where !path.isFolder:
      let name = inside.last ?? ""
      if ContentType.of(name) == ContentType.html, let bytes = file.bytes {
        return page(bytes, at: path, status: 200)
      }
      return Response(
        status: 200,
        headers: [
          ("Content-Type", ContentType.of(name)), ("Cache-Control", "no-cache"),
          ("ETag", file.tag), ("Accept-Ranges", "bytes"),
        ],
        body: .file(file, 0..<file.size))
    case .folder?:
      guard let bytes = files.bytes(inside + ["index.html"]) else {
        return missing(at: path, shown: path.encoded)
      }
      if !path.isFolder {
        return redirect(path.encoded + "/" + (path.query.isEmpty ? "" : "?" + path.query))
      }
      return page(bytes, at: path, status: 200)
    default:
      return missing(at: path, shown: path.encoded)
    }
  }

  private static func isIcon(_ path: RequestPath) -> Bool { path.encoded == "/favicon.ico" }

  /// The version of what is served at a path now; nil where that is no page.
  func version(at target: String) -> PageVersion? {
    guard let path = RequestPath(target) else { return nil }
    guard let inside = inside(path) else { return nil }
    let isFolder = path.isFolder || inside.isEmpty
    if let bytes = files.bytes(isFolder ? inside + ["index.html"] : inside) {
      return version(bytes, path, 200)
    }
    return notFoundPage.map { version($0, path, 404) }
  }

  private func version(_ html: [UInt8], _ path: RequestPath, _ status: UInt16) -> PageVersion {
    PageVersion(html: html, path: path, status: status) { link in
      RequestPath(link).flatMap { inside($0) }.flatMap { files.bytes($0) }
    }
  }

  /// The parts of a path below the site's own; nil where it lies elsewhere.
  private func inside(_ path: RequestPath) -> [String]? {
    let above = home.split(separator: "/").map(String.init)
    guard path.segments.starts(with: above), path.segments.count > above.count else { return nil }
    return path.segments.dropFirst(above.count).filter { !$0.isEmpty }
  }

  private var notFoundPage: [UInt8]? { files.bytes(["404.html"]) }

  private func redirect(_ target: String) -> Response {
    // Not for ever: the next version of the site may have a file there. The target begins with
    // one slash, never two, so that it stays on this host.
    .text(302, "", headers: [("Location", target)])
  }

  private func missing(at path: RequestPath?, shown: String) -> Response {
    if let path, let bytes = notFoundPage { return page(bytes, at: path, status: 404) }
    if files.find(["index.html"]) == nil {
      let action = watch.withLock { watch in
        defer { watch.isThere = false }
        return watch.isThere ? watch.whenGone : {}
      }
      action()
      return ownPage(503, PreviewMessages.notBuilt, PreviewMessages.notBuiltText)
    }
    return ownPage(404, PreviewMessages.notFound, PreviewMessages.notFoundText(shown))
  }

  private func page(_ html: [UInt8], at path: RequestPath, status: UInt16) -> Response {
    if status == 200 { watch.withLock { $0.isThere = true } }
    let version = version(html, path, status)
    let bytes = ScriptTag.injected(into: html, version: version.description)
    return Response(
      status: status,
      headers: [
        ("Content-Type", ContentType.html), ("Cache-Control", "no-cache"),
        ("ETag", "\"\(ContentHash(of: bytes).hexadecimal)\""),
      ],
      body: .bytes(bytes))
  }

  /// A page in place of one that the site does not have; it reloads when the site has one.
  private func ownPage(_ status: UInt16, _ title: String, _ text: String) -> Response {
    let html = """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><title>\(HTMLText.escaped(title))</title></head>
      <body><h1>\(HTMLText.escaped(title))</h1><p>\(HTMLText.escaped(text))</p></body>
      </html>

      """
    return Response(
      status: status,
      headers: [("Content-Type", ContentType.html), ("Cache-Control", "no-store")],
      body: .bytes(ScriptTag.injected(into: Array(html.utf8), version: "none")))
  }

  /// Whether an `If-None-Match` header has a tag (RFC 9110, section 13.1.2).
  private static func isListed(_ tag: String, in headers: [String]) -> Bool {
    headers.joined(separator: ",").split(separator: ",").contains { part in
      let trimmed = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      let name = String(trimmed)
      return name == "*" || name == tag || name == "W/" + tag
    }
  }
}

/// The tag that loads the script which keeps a page up to date.
enum ScriptTag {
  /// A page with the tag in its head; the file in the output is left as it is.
  static func injected(into html: [UInt8], version: String) -> [UInt8] {
    let tag = Array(
      "<script src=\"\(SiteResponder.scriptPath)\" data-version=\"\(version)\" defer></script>".utf8
    )
    guard let place = endOfHead(html) else { return html + tag }
    return html[..<place] + tag + html[place...]
  }

  private static func endOfHead(_ html: [UInt8]) -> Int? {
    let end = Array("</head>".utf8)
    var index = 0
    while let open = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      if html.count - open >= end.count,
        zip(html[open...], end).allSatisfy({ $0 == $1 || $0 | 32 == $1 })
      {
        return open
      }
      index = open + 1
    }
    return nil
  }
}
