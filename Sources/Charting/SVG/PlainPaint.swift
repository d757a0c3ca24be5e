/// Paints and fonts as programs other than browsers read them.
///
/// `var(…)` is CSS: librsvg, Inkscape and office programs paint it black. (SVG 1.1, section 11.2.)
package enum PlainPaint {
  /// The picture with the value of each `var(--name, fallback)` of an attribute in its place.
  ///
  /// - Parameter properties: values by name (`--chart-1`); one may refer to others. A name that is
  ///   not among them, or leads in a circle, stands for its fallback.
  package static func resolved(_ svg: String, properties: [String: String] = [:]) -> String {
    let bytes = Array(svg.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var quote: UInt8?
    var isInTag = false
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if quote != nil, byte == UInt8(ascii: "v"), let reference = Reference(bytes[at...]) {
        result += value(of: reference, properties, depth: 0)
        at = reference.end
        continue
      }
      switch byte {
      case UInt8(ascii: "<") where quote == nil: isInTag = true
      case UInt8(ascii: ">") where quote == nil: isInTag = false
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if byte == quote { quote = nil } else if isInTag, quote == nil { quote = byte }
      default: break
      }
      result.append(byte)
      at += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `var(--name, fallback)` at the beginning of some bytes.
  private struct Reference {
    var name: String
    var fallback: ArraySlice<UInt8>
    /// Where it ends in the bytes that it was read from.
    var end: Int

    init?(_ bytes: ArraySlice<UInt8>) {
      guard bytes.starts(with: "var(".utf8) else { return nil }
      let start = bytes.startIndex + 4
      var depth = 1
      var comma: Int?
      var end = start
      while end < bytes.endIndex {
        switch bytes[end] {
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"): depth -= 1
        case UInt8(ascii: ",") where depth == 1 && comma == nil: comma = end
        default: break
        }
        if depth == 0 { break }
        end += 1
      }
      guard end < bytes.endIndex else { return nil }
      let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") }
      name = String(decoding: bytes[start..<(comma ?? end)].filter { !isBlank($0) }, as: UTF8.self)
      fallback = comma.map { bytes[($0 + 1)..<end].drop(while: isBlank) } ?? []
      self.end = end + 1
    }
  }

  private static let mostReferences = 16

  private static func value(
    of reference: Reference, _ properties: [String: String], depth: Int
  ) -> ArraySlice<UInt8> {
    guard depth < mostReferences else { return [] }
    let written = properties[reference.name].map { escaped($0)[...] } ?? reference.fallback
    guard var next = Reference(written) else { return written }
    if next.fallback.isEmpty { next.fallback = reference.fallback }
    let value = value(of: next, properties, depth: depth + 1)
    return value.isEmpty ? reference.fallback : value
  }

  private static func escaped(_ value: String) -> [UInt8] {
    Array(
      value.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
        .replacing("<", with: "&lt;").utf8)
  }
}
