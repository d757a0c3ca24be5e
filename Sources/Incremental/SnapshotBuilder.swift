import Basics

/// Writes traces in the form that `Snapshot` reads.
struct SnapshotBuilder {
  private var rules: [String] = []
  private var ruleIndex: [String: UInt32] = [:]
  private var nodes: [UInt8] = []
  private var edges: [UInt32] = []
  private var heap: [UInt8] = []
  private var slotKeys: [Int] = []
  private var nodeCount = 0

  init(expectedNodes: Int, expectedHeap: Int) {
    nodes.reserveCapacity(expectedNodes * Snapshot.Field.size)
    edges.reserveCapacity(expectedNodes * 4)
    heap.reserveCapacity(max(expectedNodes * 256, expectedHeap))
    slotKeys.reserveCapacity(expectedNodes)
  }

  /// What belongs to a node beside its key and what it read.
  enum Content {
    case input(InputStamp)
    case rule(value: [UInt8]?, diagnostics: [UInt8]?, reason: [UInt8]?)
  }

  /// Adds a node; its number is the count of nodes before it.
  mutating func add(
    _ key: Key, edges dependencies: some Collection<UInt32>, hash: ContentHash,
    stale: UInt32, _ content: Content
  ) {
    let rule = index(of: key.rule)
    let span = (heap.count, key.bytes.count)
    heap += key.bytes
    heap.append(0)
    let slot = Snapshot.slot(ContentHash(of: key.bytes), rule: Int(rule))
    slotKeys.append(slot)
    let firstEdge = edges.count
    edges.append(contentsOf: dependencies)
    withUnsafeTemporaryAllocation(byteCount: Snapshot.Field.size, alignment: 8) { node in
      func put(_ number: some FixedWidthInteger, _ offset: Int) {
        node.storeBytes(of: number.littleEndian, toByteOffset: offset, as: type(of: number))
      }
      var kind: UInt32 = 0
      switch content {
      case .input(let stamp):
        kind = 1
        put(stamp.parts.0, Snapshot.Field.stamp)
        put(stamp.parts.1, Snapshot.Field.stamp + 8)
        put(stamp.parts.2, Snapshot.Field.stamp + 16)
        put(stamp.parts.3, Snapshot.Field.stamp + 24)
      case .rule(let value, let diagnostics, let reason):
        put(UInt64(0), 60)
        for (bytes, field) in [
          (value, Snapshot.Field.value), (diagnostics, Snapshot.Field.diagnostics),
          (reason, Snapshot.Field.reason),
        ] {
          put(bytes == nil ? Snapshot.none : UInt32(heap.count), field)
          put(UInt32(bytes?.count ?? 0), field + 4)
          if let bytes { heap += bytes }
        }
      }
      put(rule | kind << 16, Snapshot.Field.rule)
      put(UInt32(span.0), Snapshot.Field.argument)
      put(UInt32(span.1), Snapshot.Field.argument + 4)
      put(UInt32(firstEdge), Snapshot.Field.firstEdge)
      put(UInt32(edges.count - firstEdge), Snapshot.Field.edgeCount)
      put(hash.high, Snapshot.Field.hash)
      put(hash.low, Snapshot.Field.hash + 8)
      put(stale, Snapshot.Field.stale)
      nodes.append(contentsOf: node)
    }
    nodeCount += 1
  }

  /// The whole block. `report` is what the build reported, to be said again when nothing runs.
  func finish(tool: ContentHash, report: [UInt8]) -> [UInt8] {
    var slotCount = 16
    while slotCount < nodeCount * 2 { slotCount *= 2 }
    var slots = [UInt32](repeating: Snapshot.none, count: slotCount)
    for (id, key) in slotKeys.enumerated() {
      var slot = key & (slotCount - 1)
      while slots[slot] != Snapshot.none { slot = (slot + 1) & (slotCount - 1) }
      slots[slot] = UInt32(id).littleEndian
    }
    var names = ByteWriter()
    names.write(list: rules) { $0.write($1) }

    var head = ByteWriter()
    head.write(Snapshot.magic)
    head.write(ContentHash(high: 0, low: 0))
    head.write(tool)
    head.write(nodeCount)
    head.write(edges.count)
    head.write(slotCount)
    head.write(names.bytes.count)
    head.write(heap.count + report.count)
    head.write(heap.count)
    head.write(report.count)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      head.bytes.count + names.bytes.count + nodes.count + edges.count * 4 + slotCount * 4
        + heap.count + report.count)
    bytes += head.bytes
    bytes += names.bytes
    bytes += nodes
    edges.map { $0.littleEndian }.withUnsafeBytes { bytes += $0 }
    slots.withUnsafeBytes { bytes += $0 }
    bytes += heap
    bytes += report
    bytes.withUnsafeMutableBytes { bytes in
      let checksum = ContentHash(
        of: UnsafeRawBufferPointer(rebasing: bytes[Snapshot.Header.tool...]))
      bytes.storeBytes(
        of: checksum.high.littleEndian, toByteOffset: Snapshot.Header.checksum, as: UInt64.self)
      bytes.storeBytes(
        of: checksum.low.littleEndian, toByteOffset: Snapshot.Header.checksum + 8, as: UInt64.self)
    }
    return bytes
  }

  private mutating func index(of rule: String) -> UInt32 {
    if let index = ruleIndex[rule] { return index }
    rules.append(rule)
    ruleIndex[rule] = UInt32(rules.count - 1)
    return UInt32(rules.count - 1)
  }
}
