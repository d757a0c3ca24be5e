import Basics

/// The traces of the last build as one block of bytes, read in place: nothing is decoded until
/// somebody asks for it, because most builds ask for little.
///
/// Layout, little-endian: header, rule names, nodes, edges, a hash table from keys to nodes with
/// open addressing, then the heap with arguments, values and diagnostics. A node comes after
/// all that it read. What builds since have changed is written over the nodes when the block is
/// opened; spans past the heap's end lie in the log (see `SnapshotLog`).
struct Snapshot: Sendable {
  static let magic: UInt64 = 0x3230_5952_5353_4141
  static let none = UInt32.max

  /// The fields of the header.
  enum Header {
    static let checksum = 8
    static let tool = 24
    static let nodeCount = 40
    static let edgeCount = 48
    static let slotCount = 56
    static let rulesLength = 64
    static let heapLength = 72
    static let reportStart = 80
    static let reportLength = 88
    static let size = 96
  }

  /// The fields of a node.
  enum Field {
    /// The rule's number and, in the upper half, 1 for an input.
    static let rule = 0
    static let argument = 4
    static let firstEdge = 12
    static let edgeCount = 16
    static let hash = 20
    /// Of an input: its stamp.
    static let stamp = 36
    /// Of a rule: where its value, its diagnostics and its reason stand.
    static let value = 36
    static let diagnostics = 44
    static let reason = 52
    /// The place among the edges of the one that read something other than its node says.
    static let stale = 68
    static let size = 72
  }

  static let edgeSize = 4

  private let block: ByteBlock
  private let log: [UInt8]
  let tool: ContentHash
  let checksum: ContentHash
  let rules: [String]
  let nodeCount: Int
  let edgeCount: Int
  /// How much of the log was whole and is used.
  let logCount: Int
  /// What the last build reported, encoded.
  let report: [UInt8]
  private let nodesStart: Int
  private let edgesStart: Int
  private let slotsStart: Int
  private let slotCount: Int
  private let heapStart: Int

  /// No traces: everything is to be built.
  static let empty = Snapshot()

  private init() {
    block = PrivateBytes(copying: []).frozen()
    log = []
    tool = ContentHash(high: 0, low: 0)
    checksum = tool
    rules = []
    nodeCount = 0
    edgeCount = 0
    logCount = 0
    report = []
    nodesStart = 0
    edgesStart = 0
    slotsStart = 0
    slotCount = 0
    heapStart = 0
  }

  /// Reads what `SnapshotBuilder` wrote, or throws where the bytes are not that; then what a log
  /// adds to it, as far as that is whole.
  init(_ bytes: consuming PrivateBytes, log: [UInt8]) throws {
    var bytes = bytes
    guard bytes.count >= Header.size else { throw ByteDecodingError() }
    let actual = bytes.withBytes {
      ContentHash(of: UnsafeRawBufferPointer(rebasing: $0[Header.tool...]))
    }
    let header = bytes.withBytes { Array($0[..<Header.size]) }
    var reader = ByteReader(header)
    guard try reader.uint64() == Snapshot.magic else { throw ByteDecodingError() }
    checksum = try reader.hash()
    guard checksum == actual else { throw ByteDecodingError() }
    tool = try reader.hash()
    nodeCount = try reader.int()
    edgeCount = try reader.int()
    slotCount = try reader.int()
    let rulesLength = try reader.int()
    let heapLength = try reader.int()
    let reportStart = try reader.int()
    let reportLength = try reader.int()
    nodesStart = Header.size + rulesLength
    edgesStart = nodesStart + nodeCount * Field.size
    slotsStart = edgesStart + edgeCount * Snapshot.edgeSize
    heapStart = slotsStart + slotCount * 4
    guard heapStart + heapLength == bytes.count else { throw ByteDecodingError() }
    let nodes = nodesStart
    var names = ByteReader(bytes.withBytes { Array($0[Header.size..<nodes]) })
    rules = try names.list { try $0.string() }

    let changes = SnapshotLog.read(log, base: checksum, nodeCount: nodeCount)
    self.log = log
    logCount = changes.validCount
    for change in changes.records {
      bytes.withBytes { change.write(over: $0, node: nodes, heapLength: heapLength) }
    }
    let block = bytes.frozen()
    let start = heapStart + reportStart
    report = changes.report ?? block[start..<(start + reportLength)]
    self.block = block
  }

  /// How many bytes the traces and the log have.
  var size: Int { block.count + logCount }

  /// Whether the log is so long that it is better to write all anew.
  var hasLongLog: Bool { logCount > max(block.count / 4, 65_536) }

  // MARK: - Nodes

  @inline(__always)
  private func offset(_ id: Int) -> Int { nodesStart + id * Field.size }

  private func u32(_ offset: Int) -> Int { Int(block.uint32(at: offset)) }
  private func u64(_ offset: Int) -> UInt64 { block.uint64(at: offset) }

  func ruleIndex(_ id: Int) -> Int { u32(offset(id) + Field.rule) & 0xFFFF }

  func isInput(_ id: Int) -> Bool { u32(offset(id) + Field.rule) >> 16 == 1 }

  func hash(_ id: Int) -> ContentHash {
    let at = offset(id) + Field.hash
    return ContentHash(high: u64(at), low: u64(at + 8))
  }

  func stamp(_ id: Int) -> InputStamp {
    let at = offset(id) + Field.stamp
    return InputStamp(u64(at), u64(at + 8), u64(at + 16), u64(at + 24))
  }

  func edges(_ id: Int) -> Range<Int> {
    let first = u32(offset(id) + Field.firstEdge)
    return first..<(first + u32(offset(id) + Field.edgeCount))
  }

  /// The node that an edge leads to.
  func target(_ edge: Int) -> Int { u32(edgesStart + edge * Snapshot.edgeSize) }

  /// The node of which this one read something else than that node now says, because it changed
  /// between two looks.
  func stale(_ id: Int) -> Int? {
    let place = u32(offset(id) + Field.stale)
    return place == Int(Snapshot.none) ? nil : target(edges(id).lowerBound + place)
  }

  func value(_ id: Int) -> [UInt8]? { span(offset(id) + Field.value) }
  func diagnostics(_ id: Int) -> [UInt8]? { span(offset(id) + Field.diagnostics) }
  func reason(_ id: Int) -> [UInt8]? { span(offset(id) + Field.reason) }

  func hasDiagnostics(_ id: Int) -> Bool {
    !isInput(id) && u32(offset(id) + Field.diagnostics) != Int(Snapshot.none)
  }

  private func span(_ offset: Int) -> [UInt8]? {
    let start = u32(offset)
    guard start != Int(Snapshot.none) else { return nil }
    let length = u32(offset + 4)
    let from = heapStart + start
    if length == 0 { return [] }
    if from < block.count { return block[from..<(from + length)] }
    return Array(log[(from - block.count)..<(from - block.count + length)])
  }

  /// The bytes of a node's key with a zero byte behind it.
  func withArgument<Result>(
    _ id: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    let start = heapStart + u32(offset(id) + Field.argument)
    let length = u32(offset(id) + Field.argument + 4)
    return try block.withBytes {
      try body(UnsafeRawBufferPointer(rebasing: $0[start..<(start + length + 1)]))
    }
  }

  func key(_ id: Int) -> Key {
    Key(rule: rules[ruleIndex(id)], bytes: withArgument(id) { Array($0.dropLast()) })
  }

  // MARK: - Finding

  /// The node of a key, found without decoding others.
  func find(_ key: Key) -> Int? {
    guard slotCount > 0, let rule = rules.firstIndex(of: key.rule) else { return nil }
    return key.bytes.withUnsafeBytes { argument in
      let hash = ContentHash(of: argument)
      var slot = Snapshot.slot(hash, rule: rule) & (slotCount - 1)
      while true {
        let id = u32(slotsStart + slot * 4)
        if id == Int(Snapshot.none) { return nil }
        if ruleIndex(id) == rule, withArgument(id, { $0.hasBytes(of: argument, before: 1) }) {
          return id
        }
        slot = (slot + 1) & (slotCount - 1)
      }
    }
  }

  static func slot(_ argument: ContentHash, rule: Int) -> Int {
    let low = argument.low &+ UInt64(rule) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: low >> 1)
  }
}
