/// What may stand where SVG takes a paint: a colour, or a name for one; nothing that a reader's
/// browser would fetch.
enum Paint {
  /// - Parameter gradients: the ids of the picture's own gradients.
  static func isAllowed(_ text: String, gradients: Set<String>) -> Bool {
    if Color(css: text) != nil { return true }
    let word = text.lowercased()
    if word.isEmpty || word == "none" || word == "currentcolor" || word == "inherit" { return true }
    if text.hasPrefix("url(#"), text.hasSuffix(")") {
      return gradients.contains(String(text.dropFirst(5).dropLast()))
    }
    return isVariable(text, gradients)
  }

  /// `var(--name)` or `var(--name, paint)`.
  private static func isVariable(_ text: String, _ gradients: Set<String>) -> Bool {
    guard text.hasPrefix("var("), text.hasSuffix(")"), text.utf8.count < 400 else { return false }
    let parts = text.dropFirst(4).dropLast().split(
      separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].filter { $0 != " " }
    let isName =
      name.hasPrefix("--") && name.utf8.count > 2
      && name.utf8.allSatisfy { byte in
        byte | 32 >= 97 && byte | 32 <= 122 || byte >= 48 && byte <= 57
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }
    guard isName else { return false }
    guard parts.count == 2 else { return true }
    let fallback = parts[1].drop { $0 == " " }
    return isAllowed(String(fallback), gradients: [])
  }
}
