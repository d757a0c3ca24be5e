import Basics

/// The traces of the last build with some nodes written over: what a build stores that ran few
/// rules, each of which read the same keys as before.
///
/// Nodes, edges and the table of keys stay where they are. New values go behind the old heap; what
/// they replace stays there as waste until a whole store is written.
struct SnapshotPatch {
  private let snapshot: Snapshot
  private var bytes: [UInt8]

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    bytes = []
    bytes.reserveCapacity(snapshot.bytes.count + 1 << 20)
    bytes.append(contentsOf: snapshot.bytes)
  }

  mutating func write(hash: ContentHash, stamp: InputStamp, of id: Int) {
    let at = snapshot.nodeOffset(id)
    put(hash, at: at + 24)
    put(stamp.parts.0, at: at + 40)
    put(stamp.parts.1, at: at + 48)
    put(stamp.parts.2, at: at + 56)
    put(stamp.parts.3, at: at + 64)
  }

  mutating func write(
    edges: [Dependency], value: [UInt8]?, diagnostics: [UInt8]?, reason: [UInt8]?, of id: Int
  ) {
    for (edge, dependency) in zip(snapshot.edges(id), edges) {
      put(dependency.hash, at: snapshot.edgeOffset(edge) + 4)
    }
    let at = snapshot.nodeOffset(id)
    replace(at + 72, value)
    replace(at + 80, diagnostics)
    if let reason { replace(at + 88, reason) }
  }

  /// The whole block, with what the build reported.
  mutating func finish(report: [UInt8]) -> [UInt8] {
    let reportStart = bytes.count - snapshot.heapOffset
    bytes += report
    put(UInt64(bytes.count - snapshot.heapOffset), at: Snapshot.heapLengthOffset)
    put(UInt64(reportStart), at: Snapshot.heapLengthOffset + 8)
    put(UInt64(report.count), at: Snapshot.heapLengthOffset + 16)
    let checksum = bytes.withUnsafeBytes {
      ContentHash(of: UnsafeRawBufferPointer(rebasing: $0[24...]))
    }
    put(checksum, at: 8)
    return bytes
  }

  private mutating func replace(_ offset: Int, _ new: [UInt8]?) {
    put(new == nil ? Snapshot.none : UInt32(bytes.count - snapshot.heapOffset), at: offset)
    put(UInt32(new?.count ?? 0), at: offset + 4)
    if let new { bytes += new }
  }

  private mutating func put(_ hash: ContentHash, at offset: Int) {
    put(hash.high, at: offset)
    put(hash.low, at: offset + 8)
  }

  private mutating func put(_ number: some FixedWidthInteger, at offset: Int) {
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: number.littleEndian, toByteOffset: offset, as: type(of: number))
    }
  }
}

extension Engine {
  /// The store of a build whose runs all read what they had read before, or nil where keys came
  /// or went, or where the old store has too much waste in it already.
  func patchedStore(
    _ nodes: [NodeState], hasNewKeys: Bool
  ) throws -> (diagnostics: [Diagnostic], store: [UInt8])? {
    guard !hasNewKeys, snapshot.nodeCount > 0, !snapshot.isWasteful else { return nil }
    for id in nodes.indices {
      guard let trace = nodes[id].trace else { continue }
      let edges = snapshot.edges(id)
      guard edges.count == trace.dependencies.count,
        zip(edges, trace.dependencies).allSatisfy({ snapshot.edgeTarget($0) == $1.id })
      else { return nil }
    }
    var patch = SnapshotPatch(snapshot)
    var diagnostics: [Diagnostic] = []
    for id in nodes.indices {
      let node = nodes[id]
      let oldStamp = snapshot.stamp(id)
      if let hash = node.hash, hash != snapshot.hash(id) || (node.stamp ?? oldStamp) != oldStamp {
        patch.write(hash: hash, stamp: node.stamp ?? oldStamp, of: id)
      }
      if let trace = node.trace {
        diagnostics += trace.diagnostics
        patch.write(
          edges: trace.dependencies, value: trace.value,
          diagnostics: trace.diagnostics.isEmpty ? nil : encoded(trace.diagnostics),
          reason: trace.reason == .valueNeeded ? nil : encoded(trace.reason), of: id)
      } else if let range = snapshot.diagnostics(id) {
        var reader = ByteReader(snapshot.bytes[range])
        diagnostics += try reader.values(Diagnostic.self)
      }
    }
    return (diagnostics, patch.finish(report: encoded(diagnostics)))
  }
}
