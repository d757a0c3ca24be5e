import Basics

/// Writes traces in the form that `Snapshot` reads.
struct SnapshotBuilder {
  private var rules: [String] = []
  private var ruleIndex: [String: Int] = [:]
  private var nodes = ByteWriter()
  private var edges = ByteWriter()
  private var heap: [UInt8] = []
  private var slotKeys: [Int] = []
  private var nodeCount = 0
  private var edgeCount = 0

  /// Adds a node; its number is the count of nodes before it.
  mutating func add(
    rule: String, argument: ArraySlice<UInt8>, edges dependencies: [Dependency],
    hash: ContentHash, stamp: InputStamp, value: ArraySlice<UInt8>?,
    diagnostics: ArraySlice<UInt8>?, reason: ArraySlice<UInt8>?
  ) {
    let rule = index(of: rule)
    nodes.write(UInt32(rule))
    write(argument)
    nodes.write(UInt32(edgeCount))
    nodes.write(UInt32(dependencies.count))
    nodes.write(UInt32(0))
    nodes.write(hash)
    nodes.write(stamp.parts.0)
    nodes.write(stamp.parts.1)
    nodes.write(stamp.parts.2)
    nodes.write(stamp.parts.3)
    for bytes in [value, diagnostics, reason] {
      if let bytes {
        write(bytes)
      } else {
        nodes.write(Snapshot.none)
        nodes.write(UInt32(0))
      }
    }
    nodes.write(UInt64(0))
    for dependency in dependencies {
      edges.write(UInt32(dependency.id))
      edges.write(dependency.hash)
    }
    let key = argument.withUnsafeBytes { ContentHash(of: $0) }
    slotKeys.append(Snapshot.slot(key, rule: rule))
    nodeCount += 1
    edgeCount += dependencies.count
  }

  /// The whole block. `report` is what the build reported, to be said again when nothing runs.
  func finish(tool: ContentHash, report: [UInt8]) -> [UInt8] {
    var slotCount = 16
    while slotCount < nodeCount * 2 { slotCount *= 2 }
    var slots = [UInt32](repeating: Snapshot.none, count: slotCount)
    for (id, key) in slotKeys.enumerated() {
      var slot = key & (slotCount - 1)
      while slots[slot] != Snapshot.none { slot = (slot + 1) & (slotCount - 1) }
      slots[slot] = UInt32(id)
    }
    var names = ByteWriter()
    names.write(list: rules) { $0.write($1) }

    var body = ByteWriter()
    body.write(tool)
    body.write(nodeCount)
    body.write(edgeCount)
    body.write(slotCount)
    body.write(names.bytes.count)
    body.write(heap.count + report.count)
    body.write(heap.count)
    body.write(report.count)
    var bytes = body.bytes
    bytes += names.bytes
    bytes += nodes.bytes
    bytes += edges.bytes
    slots.withUnsafeBytes { bytes += $0 }
    bytes += heap
    bytes += report

    var head = ByteWriter()
    head.write(Snapshot.magic)
    head.write(ContentHash(of: bytes))
    return head.bytes + bytes
  }

  private mutating func index(of rule: String) -> Int {
    if let index = ruleIndex[rule] { return index }
    rules.append(rule)
    ruleIndex[rule] = rules.count - 1
    return rules.count - 1
  }

  private mutating func write(_ bytes: ArraySlice<UInt8>) {
    nodes.write(UInt32(heap.count))
    nodes.write(UInt32(bytes.count))
    heap += bytes
  }
}
