import Basics

extension JSONParser {
  /// The records of an array that begins here, or nil (and nothing read) where its elements are
  /// not objects with the same names in the same order.
  mutating func records(depth: Int) throws(JSONError) -> StructuredRecords? {
    let saved = (offset, line, lineStart, continuations)
    if depth < maximumDepth, let records = try alikeObjects(depth: depth) { return records }
    (offset, line, lineStart, continuations) = saved
    return nil
  }

  private mutating func alikeObjects(depth: Int) throws(JSONError) -> StructuredRecords? {
    offset += 1
    skipSpace()
    guard take(UInt8(ascii: "{")) else { return nil }
    var names: [String] = []
    /// The bytes of the names with their quotes, as the first object has them.
    var spellings: [Range<Int>] = []
    var columns: [[StructuredValue.Content]] = []
    var count = 1
    repeat {
      skipSpace()
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { return nil }
      let start = offset
      let name = try string()
      if names.contains(name) { return nil }
      names.append(name)
      spellings.append(start..<offset)
      columns.append([try recordValue(depth: depth)])
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { return nil }
    skipSpace()
    while take(UInt8(ascii: ",")) {
      skipSpace()
      guard take(UInt8(ascii: "{")) else { return nil }
      for column in names.indices {
        if column > 0, !take(UInt8(ascii: ",")) { return nil }
        skipSpace()
        guard takeAgain(spellings[column]) else { return nil }
        columns[column].append(try recordValue(depth: depth))
      }
      guard take(UInt8(ascii: "}")) else { return nil }
      count += 1
      skipSpace()
    }
    guard take(UInt8(ascii: "]")) else { return nil }
    return StructuredRecords(names: names, columns: columns, count: count)
  }

  /// The value behind a name's colon, and the space after it.
  private mutating func recordValue(depth: Int) throws(JSONError) -> StructuredValue.Content {
    skipSpace()
    guard take(UInt8(ascii: ":")) else { throw unexpected("':'") }
    skipSpace()
    guard offset < bytes.count else { throw unexpected("a value") }
    let content: StructuredValue.Content
    switch bytes[offset] {
    case UInt8(ascii: "\""): content = .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): content = .number(try number())
    default: content = try value(depth: depth + 1).content
    }
    skipSpace()
    return content
  }

  /// Whether the same bytes stand here as stood elsewhere before; they are then read.
  private mutating func takeAgain(_ earlier: Range<Int>) -> Bool {
    let count = earlier.count
    guard offset + count <= bytes.count else { return false }
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    // The earlier bytes lie before these, so that eight can be read wherever eight are left here.
    while index < count {
      let here = offset + index
      let there = earlier.lowerBound + index
      if here + 8 <= bytes.count {
        let difference =
          raw.loadUnaligned(fromByteOffset: here, as: UInt64.self).littleEndian
          ^ raw.loadUnaligned(fromByteOffset: there, as: UInt64.self).littleEndian
        let wanted = count - index
        if wanted < 8 ? difference << UInt64(64 - 8 * wanted) != 0 : difference != 0 {
          return false
        }
        index += 8
      } else {
        if bytes[here] != bytes[there] { return false }
        index += 1
      }
    }
    offset += count
    return true
  }
}
