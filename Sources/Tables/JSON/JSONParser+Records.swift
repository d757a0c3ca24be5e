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
    guard offset + earlier.count <= bytes.count else { return false }
    for (index, place) in earlier.enumerated() where bytes[place] != bytes[offset + index] {
      return false
    }
    offset += earlier.count
    return true
  }
}
