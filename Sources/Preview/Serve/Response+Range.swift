/// Requests for a part of a file (RFC 9110, section 14), as players and resumed downloads make them.
extension Response {
  /// The part of a whole file that a request asks for; this answer where it asks for none.
  func part(for request: RequestHead) -> Response {
    guard status == 200, case .file(let file, _) = body, request.method == "GET",
      let asked = request.header("range"),
      request.headers["if-range"].map({ $0 == [header("ETag") ?? ""] }) ?? true,
      let range = Self.range(asked, of: file.size)
    else { return self }
    var part = self
    guard !range.isEmpty else {
      part.status = 416
      part.headers.append(("Content-Range", "bytes */\(file.size)"))
      part.body = .bytes([])
      return part
    }
    part.status = 206
    part.headers.append(
      ("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)"))
    part.body = .file(file, range)
    return part
  }

  /// The places that a `Range` header names, none where they are behind the end; nil where it is
  /// none, or names several parts, which need not be obeyed.
  static func range(_ text: String, of size: Int) -> Range<Int>? {
    guard text.hasPrefix("bytes="), !text.contains(",") else { return nil }
    let ends = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { 48...57 ~= $0 } }) else {
      return nil
    }
    // Numbers that are too large for any file count as behind its end.
    let (first, last) = (Int(ends[0]) ?? Int.max, Int(ends[1]) ?? Int.max)
    if ends[0].isEmpty { return ends[1].isEmpty ? nil : max(0, size - last)..<size }
    if ends[1].isEmpty { return min(first, size)..<size }
    guard first <= last else { return nil }
    return min(first, size)..<(last < size ? last + 1 : size)
  }
}
