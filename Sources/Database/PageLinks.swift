/// The numbers of pages that stand in a database file (https://sqlite.org/fileformat2.html).
struct PageLinks {
  private let bytes: [UInt8]
  /// Where the numbers stand, from the database's first byte.
  private(set) var places: [Int] = []
  /// The numbers of the pages of the b-trees.
  private(set) var pages: [Int] = []

  /// Finds the pages of the b-trees of these roots, and the numbers by which these go on.
  ///
  /// - Parameter bytes: a whole database.
  init(of roots: [Int], in bytes: [UInt8]) {
    precondition(
      DatabaseHeader.reserved(of: bytes) == 0, "SQLite keeps part of each page to itself")
    self.bytes = bytes
    for root in roots where root > 0 { visit(root) }
  }

  /// The kinds of b-tree pages, by their first byte.
  private enum Kind: UInt8 {
    case indexInterior = 2
    case tableInterior = 5
    case indexLeaf = 10
    case tableLeaf = 13

    var isInterior: Bool { self == .indexInterior || self == .tableInterior }

    /// How much of a payload of that many bytes stands in the page; the rest overflows.
    func local(_ payload: Int) -> Int {
      let usable = DatabasePart.pageSize
      let most = self == .tableLeaf ? usable - 35 : (usable - 12) * 64 / 255 - 23
      if payload <= most { return payload }
      let least = (usable - 12) * 32 / 255 - 23
      let rest = least + (payload - least) % (usable - 4)
      return rest <= most ? rest : least
    }
  }

  private mutating func visit(_ page: Int) {
    pages.append(page)
    let start = (page - 1) * DatabasePart.pageSize
    // The file's header comes before that of its first page.
    let header = page == 1 ? DatabaseHeader.size : start
    guard let kind = Kind(rawValue: bytes[header]) else {
      preconditionFailure("page \(page) is of no b-tree")
    }
    let cells = header + (kind.isInterior ? 12 : 8)
    for cell in 0..<uint16(header + 3) {
      var place = start + uint16(cells + 2 * cell)
      if kind.isInterior {
        follow(place)
        place += 4
      }
      guard kind != .tableInterior else { continue }
      let payload = varint(&place)
      if kind == .tableLeaf { _ = varint(&place) }
      let local = kind.local(payload)
      if local < payload { overflow(place + local) }
    }
    if kind.isInterior { follow(header + 8) }
  }

  private mutating func follow(_ place: Int) {
    places.append(place)
    visit(uint32(place))
  }

  private mutating func overflow(_ first: Int) {
    var place = first
    while case let next = uint32(place), next > 0 {
      places.append(place)
      pages.append(next)
      place = (next - 1) * DatabasePart.pageSize
    }
  }

  // MARK: - Numbers

  private func uint16(_ place: Int) -> Int { Int(bytes[place]) << 8 | Int(bytes[place + 1]) }

  private func uint32(_ place: Int) -> Int { uint16(place) << 16 | uint16(place + 2) }

  /// Seven bits to a byte, the highest first; a ninth byte has eight.
  private func varint(_ place: inout Int) -> Int {
    var value = 0
    for count in 1...9 {
      let byte = bytes[place]
      place += 1
      if count == 9 { return value << 8 | Int(byte) }
      value = value << 7 | Int(byte & 0x7F)
      if byte < 0x80 { break }
    }
    return value
  }
}

/// The first hundred bytes of a database file.
enum DatabaseHeader {
  static let size = 100

  private enum Field {
    static let reserved = 20
    static let pageCount = 28
    static let schemaFormat = 44
    static let textEncoding = 56
  }

  /// How much of the end of each page is not used for b-trees.
  static func reserved(of bytes: [UInt8]) -> UInt8 { bytes[Field.reserved] }

  /// Says what a database has in which statements of the schema made nothing.
  static func complete(_ bytes: inout [UInt8]) {
    let fields = [
      (Field.pageCount, bytes.count / DatabasePart.pageSize), (Field.schemaFormat, 4),
      // UTF-8.
      (Field.textEncoding, 1),
    ]
    for (place, value) in fields { bytes.write(UInt32(value), at: place) }
  }
}

extension [UInt8] {
  /// The highest byte first.
  mutating func write(_ value: UInt32, at place: Int) {
    for index in 0..<4 {
      self[place + index] = UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * index))
    }
  }

  func uint32(at place: Int) -> UInt32 {
    self[place..<(place + 4)].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
