/// Which requests are meant for this server, by the host they name.
///
/// A page of somebody else's can have its name lead to 127.0.0.1 (DNS rebinding) and would then
/// read the preview as its own; but the browser still says that name.
struct HostRule: Hashable, Sendable {
  /// The host the server was told to listen on.
  let host: String

  init(host: String) { self.host = host }

  static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || (host.hasPrefix("127.") && isAddress(host))
  }

  /// Whether other machines can reach the server at all.
  var isOpenToOthers: Bool { !HostRule.isLoopback(host) }

  /// Judges the value of a `Host` header: `NAME` or `NAME:PORT`.
  func allows(_ header: String) -> Bool {
    guard let name = HostRule.name(header)?.lowercased() else { return false }
    if HostRule.isLoopback(name) || name == host { return true }
    // Somebody who opened the server to others reaches it by its address, which is nobody's name.
    return isOpenToOthers && HostRule.isAddress(name)
  }

  private static func name(_ header: String) -> String? {
    if header.hasPrefix("[") {
      guard let end = header.firstIndex(of: "]") else { return nil }
      guard isPort(header[header.index(after: end)...]) else { return nil }
      return String(header[header.index(after: header.startIndex)..<end])
    }
    let name = header.prefix { $0 != ":" }
    return isPort(header[name.endIndex...]) ? String(name) : nil
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.isEmpty
      || (text.hasPrefix(":") && text.count > 1
        && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber })
  }

  /// Whether a text is an address of IPv4 or, by its colons, of IPv6.
  static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 4, parts.allSatisfy({ UInt8($0) != nil && $0.first != "+" }) { return true }
    return text.contains(":") && text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
  }
}
