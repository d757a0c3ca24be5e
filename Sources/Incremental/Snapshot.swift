import Basics

/// The traces of the last build as one block of bytes, read in place: nothing is decoded until
/// somebody asks for it, because most builds ask for little.
///
/// Layout, little-endian: header (see `Header`), rule names, nodes, edges, a hash table from
/// keys to nodes with open addressing, then the heap with arguments, values and diagnostics.
struct Snapshot: Sendable {
  static let magic: UInt64 = 0x3130_5952_5353_4141
  static let nodeSize = 104
  static let edgeSize = 20
  static let none = UInt32.max

  struct Node: Sendable {
    var rule: Int
    var argument: Range<Int>
    var edges: Range<Int>
    var hash: ContentHash
    var stamp: InputStamp
    var value: Range<Int>?
    var diagnostics: Range<Int>?
    var reason: Range<Int>?
  }

  let bytes: [UInt8]
  let tool: ContentHash
  let rules: [String]
  let nodeCount: Int
  let edgeCount: Int
  /// What the last build reported, encoded.
  let report: Range<Int>
  private let nodesStart: Int
  private let edgesStart: Int
  private let slotsStart: Int
  private let slotCount: Int
  private let heapStart: Int

  /// No traces: everything is to be built.
  static let empty = Snapshot()

  private init() {
    bytes = []
    tool = ContentHash(high: 0, low: 0)
    rules = []
    nodeCount = 0
    edgeCount = 0
    report = 0..<0
    nodesStart = 0
    edgesStart = 0
    slotsStart = 0
    slotCount = 0
    heapStart = 0
  }

  /// Reads what `SnapshotBuilder` wrote, or throws where the bytes are not that.
  init(_ bytes: [UInt8]) throws {
    var reader = ByteReader(bytes)
    guard try reader.uint64() == Snapshot.magic else { throw ByteDecodingError() }
    let checksum = try reader.hash()
    let actual = bytes.withUnsafeBytes {
      $0.count < 24
        ? ContentHash(high: 0, low: 0)
        : ContentHash(of: UnsafeRawBufferPointer(rebasing: $0[24...]))
    }
    guard checksum == actual else { throw ByteDecodingError() }
    tool = try reader.hash()
    let count = try reader.int()
    let edgeCount = try reader.int()
    let slotCount = try reader.int()
    let rulesLength = try reader.int()
    let heapLength = try reader.int()
    let reportStart = try reader.int()
    let reportLength = try reader.int()
    rules = try reader.list { try $0.string() }
    let start = 24 + 16 + 7 * 8 + rulesLength
    nodesStart = start
    edgesStart = nodesStart + count * Snapshot.nodeSize
    slotsStart = edgesStart + edgeCount * Snapshot.edgeSize
    heapStart = slotsStart + slotCount * 4
    guard heapStart + heapLength == bytes.count else { throw ByteDecodingError() }
    nodeCount = count
    self.edgeCount = edgeCount
    self.slotCount = slotCount
    report = (heapStart + reportStart)..<(heapStart + reportStart + reportLength)
    self.bytes = bytes
  }

  private func u32(_ offset: Int) -> UInt32 {
    bytes.withUnsafeBytes {
      UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
  }

  private func u64(_ offset: Int) -> UInt64 {
    bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }

  private func span(_ offset: Int) -> Range<Int>? {
    let start = u32(offset)
    guard start != Snapshot.none else { return nil }
    let from = heapStart + Int(start)
    return from..<(from + Int(u32(offset + 4)))
  }

  func node(_ id: Int) -> Node {
    let at = nodesStart + id * Snapshot.nodeSize
    let firstEdge = Int(u32(at + 12))
    return Node(
      rule: Int(u32(at)), argument: span(at + 4) ?? 0..<0,
      edges: firstEdge..<(firstEdge + Int(u32(at + 16))),
      hash: hash(id),
      stamp: InputStamp(u64(at + 40), u64(at + 48), u64(at + 56), u64(at + 64)),
      value: span(at + 72), diagnostics: span(at + 80), reason: span(at + 88))
  }

  /// Where the length of the heap stands; the report's start and length follow.
  static let heapLengthOffset = 72

  func nodeOffset(_ id: Int) -> Int { nodesStart + id * Snapshot.nodeSize }
  func edgeOffset(_ index: Int) -> Int { edgesStart + index * Snapshot.edgeSize }
  var heapOffset: Int { heapStart }

  func stamp(_ id: Int) -> InputStamp {
    let at = nodeOffset(id)
    return InputStamp(u64(at + 40), u64(at + 48), u64(at + 56), u64(at + 64))
  }

  func diagnostics(_ id: Int) -> Range<Int>? { span(nodeOffset(id) + 80) }

  /// Whether more than a quarter of the heap belongs to no node.
  var isWasteful: Bool {
    var live = report.count
    for id in 0..<nodeCount {
      let at = nodeOffset(id)
      for field in [4, 72, 80, 88] where u32(at + field) != Snapshot.none {
        live += Int(u32(at + field + 4))
      }
    }
    return live * 4 < (bytes.count - heapStart) * 3
  }

  func hash(_ id: Int) -> ContentHash {
    let at = nodesStart + id * Snapshot.nodeSize + 24
    return ContentHash(high: u64(at), low: u64(at + 8))
  }

  func ruleIndex(_ id: Int) -> Int { Int(u32(nodesStart + id * Snapshot.nodeSize)) }

  func edges(_ id: Int) -> Range<Int> {
    let at = nodesStart + id * Snapshot.nodeSize
    let first = Int(u32(at + 12))
    return first..<(first + Int(u32(at + 16)))
  }

  func edge(_ index: Int) -> Dependency {
    let at = edgesStart + index * Snapshot.edgeSize
    return Dependency(
      id: Int(u32(at)), hash: ContentHash(high: u64(at + 4), low: u64(at + 12)))
  }

  func edgeTarget(_ index: Int) -> Int { Int(u32(edgesStart + index * Snapshot.edgeSize)) }

  func key(_ id: Int) -> Key {
    let node = node(id)
    return Key(
      rule: rules[node.rule],
      argument: String(decoding: bytes[node.argument], as: UTF8.self))
  }

  /// The node of a key, found without decoding others.
  func find(_ key: Key) -> Int? {
    guard slotCount > 0, let rule = rules.firstIndex(of: key.rule) else { return nil }
    var slot = Snapshot.slot(argument: key.argument, rule: rule) & (slotCount - 1)
    while true {
      let id = u32(slotsStart + slot * 4)
      if id == Snapshot.none { return nil }
      let at = nodesStart + Int(id) * Snapshot.nodeSize
      if Int(u32(at)) == rule, let argument = span(at + 4),
        bytes[argument].elementsEqual(key.argument.utf8)
      {
        return Int(id)
      }
      slot = (slot + 1) & (slotCount - 1)
    }
  }

  static func slot(argument: String, rule: Int) -> Int {
    slot(ContentHash(of: argument), rule: rule)
  }

  static func slot(_ argument: ContentHash, rule: Int) -> Int {
    let low = argument.low &+ UInt64(rule) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: low >> 1)
  }
}
