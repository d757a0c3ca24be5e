/// Whether a link leads where a browser would run code or read the reader's files.
///
/// As browsers do, control characters and blanks are ignored and letters compared without case.
/// data: is allowed for images alone, and for PNG, GIF, JPEG and WebP alone (SVG can carry scripts).
func isUnsafe(destination: ArraySlice<UInt8>, isImage: Bool) -> Bool {
  guard destination.contains(UInt8(ascii: ":")) else { return false }
  var start: [UInt8] = []
  for byte in destination where byte > 32 && byte != 127 {
    start.append(byte >= 65 && byte <= 90 ? byte | 32 : byte)
    if start.count == 24 { break }
  }
  for scheme in ["javascript:", "vbscript:", "file:"] where start.starts(with: scheme.utf8) {
    return true
  }
  guard start.starts(with: "data:".utf8) else { return false }
  let formats = ["data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp"]
  return !(isImage && formats.contains { start.starts(with: $0.utf8) })
}

/// Whether an address may be put into a link: see `isUnsafe(destination:isImage:)`.
package func isSafeLink(_ address: String) -> Bool {
  !isUnsafe(destination: Array(address.utf8)[...], isImage: false)
}
