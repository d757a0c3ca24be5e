/// An answer before it is sent.
struct Response: Sendable {
  enum Body: Sendable {
    case bytes([UInt8])
    /// These places of a file.
    case file(OpenFile, Range<Int>)
    /// A stream of events for the page at a path, which the reader has in a version.
    case events(page: String, version: String)
  }

  var status: UInt16
  var headers: [(name: String, value: String)]
  var body: Body

  static func text(
    _ status: UInt16, _ text: String, headers: [(name: String, value: String)] = []
  ) -> Response {
    Response(
      status: status,
      headers: [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
        + headers,
      body: .bytes(Array(text.utf8)))
  }

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The bytes to send, whole but for a file or a stream of events, of which this is the head.
  func encoded(isHead: Bool, keepsAlive: Bool) -> [UInt8] {
    var head = "HTTP/1.1 \(status) \(Response.phrases[status] ?? "Status")\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    // Nothing here is for other sites to show or to guess about.
    head += "X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n"
    let (bytes, count): ([UInt8], Int)
    switch body {
    case .bytes(let all): (bytes, count) = (all, all.count)
    case .file(_, let range): (bytes, count) = ([], range.count)
    case .events: return Array((head + "Connection: close\r\n\r\n").utf8)
    }
    if status != 304 { head += "Content-Length: \(count)\r\n" }
    head += "Connection: \(keepsAlive ? "keep-alive" : "close")\r\n\r\n"
    return Array(head.utf8) + (isHead || status == 304 ? [] : bytes)
  }

  private static let phrases: [UInt16: String] = [
    200: "OK", 204: "No Content", 206: "Partial Content", 302: "Found", 304: "Not Modified",
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed", 408: "Request Timeout", 416: "Range Not Satisfiable",
    421: "Misdirected Request",
    431: "Request Header Fields Too Large", 503: "Service Unavailable",
    505: "HTTP Version Not Supported",
  ]
}
