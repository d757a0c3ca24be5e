import Basics

/// The hash that a linker has written into a program of the ELF format: `--build-id`.
enum BuildID {
  /// How much of a program is looked at; notes stand near its beginning.
  private static let prefixLength = 65_536
  private static let noteSegment: UInt32 = 4
  private static let buildIDNote: UInt32 = 3

  /// A hash of the build ID, or nil where the program has none.
  static func hash(of program: String) -> ContentHash? {
    FileSystem.prefix(of: program, count: prefixLength).flatMap { hash(in: $0) }
  }

  /// The same for a program's first bytes.
  static func hash(in bytes: [UInt8]) -> ContentHash? {
    // 64 bits, little-endian: elsewhere the whole program is hashed.
    guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else { return nil }
    guard let table = number(bytes, 32, 8), let size = number(bytes, 54, 2),
      let count = number(bytes, 56, 2)
    else { return nil }
    for index in 0..<min(count, 64) {
      let header = table + index * size
      guard number(bytes, header, 4) == Int(noteSegment),
        let offset = number(bytes, header + 8, 8), let length = number(bytes, header + 32, 8),
        offset <= bytes.count
      else { continue }
      if let id = note(in: bytes, offset..<min(offset + length, bytes.count)) {
        return ContentHash(of: id)
      }
    }
    return nil
  }

  private static func note(in bytes: [UInt8], _ place: Range<Int>) -> [UInt8]? {
    var at = place.lowerBound
    while at + 12 <= place.upperBound, let nameLength = number(bytes, at, 4),
      let length = number(bytes, at + 4, 4), let kind = number(bytes, at + 8, 4)
    {
      let name = at + 12
      let content = name + (nameLength + 3) / 4 * 4
      guard content + length <= place.upperBound else { return nil }
      if kind == Int(buildIDNote), bytes[name..<(name + nameLength)].elementsEqual("GNU\0".utf8) {
        return Array(bytes[content..<(content + length)])
      }
      at = content + (length + 3) / 4 * 4
    }
    return nil
  }

  private static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - width else { return nil }
    var number: UInt64 = 0
    for place in (0..<width).reversed() { number = number << 8 | UInt64(bytes[offset + place]) }
    return number < UInt64(Int32.max) ? Int(number) : nil
  }
}
