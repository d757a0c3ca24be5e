import Basics

/// What builds changed in the traces since they were last written whole, appended build by build.
///
/// A log begins with the checksum of the block it belongs to. Each build adds its length, a
/// checksum and its changes, so that an addition that was interrupted is seen and dropped.
/// Changes are of nodes that are there already and have read the same keys as before.
enum SnapshotLog {
  private static let headSize = 16
  private static let segmentHeadSize = 20

  /// The span of a part that stays as it is.
  private static let unchanged = UInt32.max - 1

  struct Contents {
    /// How many bytes were whole.
    var validCount = 0
    var records: [Record] = []
    var report: [UInt8]?
  }

  /// A part of a node in the heap's log: where it begins and how long it is.
  struct Span {
    var start: UInt32
    var length: UInt32
  }

  /// A node as a build left it.
  struct Record {
    var id: Int
    var hash: ContentHash
    var stale: UInt32
    var stamp: InputStamp?
    var spans: [Span] = []

    /// Puts the changes over the node in the block.
    func write(over bytes: UnsafeMutableRawBufferPointer, node nodesStart: Int, heapLength: Int) {
      func put(_ number: some FixedWidthInteger, _ offset: Int) {
        bytes.storeBytes(of: number.littleEndian, toByteOffset: offset, as: type(of: number))
      }
      let at = nodesStart + id * Snapshot.Field.size
      put(hash.high, at + Snapshot.Field.hash)
      put(hash.low, at + Snapshot.Field.hash + 8)
      put(stale, at + Snapshot.Field.stale)
      if let stamp {
        put(stamp.parts.0, at + Snapshot.Field.stamp)
        put(stamp.parts.1, at + Snapshot.Field.stamp + 8)
        put(stamp.parts.2, at + Snapshot.Field.stamp + 16)
        put(stamp.parts.3, at + Snapshot.Field.stamp + 24)
      }
      for (place, span) in spans.enumerated() where span.start != unchanged {
        let field = at + Snapshot.Field.value + 8 * place
        let isAbsent = span.start == Snapshot.none
        put(isAbsent ? span.start : span.start + UInt32(heapLength), field)
        put(span.length, field + 4)
      }
    }
  }

  // MARK: - Reading

  /// Reads as far as the log is whole; one of another block says nothing.
  static func read(_ log: [UInt8], base: ContentHash, nodeCount: Int) -> Contents {
    var contents = Contents()
    var head = ByteReader(log)
    guard (try? head.hash()) == base else { return contents }
    contents.validCount = headSize
    while let (payload, end) = segment(log, at: contents.validCount) {
      var reader = ByteReader(log[payload])
      guard let found = try? read(&reader, at: payload.lowerBound, nodeCount: nodeCount) else {
        break
      }
      contents.records += found.records
      contents.report = found.report
      contents.validCount = end
    }
    return contents
  }

  private static func segment(
    _ log: [UInt8], at start: Int
  ) -> (payload: Range<Int>, end: Int)? {
    guard log.count - start >= segmentHeadSize else { return nil }
    var reader = ByteReader(log[start...])
    guard let length = try? Int(reader.uint32()), let checksum = try? reader.hash(),
      log.count - start - segmentHeadSize >= length
    else { return nil }
    let payload = (start + segmentHeadSize)..<(start + segmentHeadSize + length)
    let actual = log.withUnsafeBytes {
      ContentHash(of: UnsafeRawBufferPointer(rebasing: $0[payload]))
    }
    return actual == checksum ? (payload, payload.upperBound) : nil
  }

  private static func read(
    _ reader: inout ByteReader, at start: Int, nodeCount: Int
  ) throws -> (report: [UInt8], records: [Record]) {
    let report = try reader.byteArray()
    let records = try reader.list { reader -> Record in
      let id = Int(try reader.uint32())
      guard id < nodeCount else { throw ByteDecodingError() }
      var record = Record(id: id, hash: try reader.hash(), stale: try reader.uint32())
      if try reader.boolean() {
        record.stamp = InputStamp(
          try reader.uint64(), try reader.uint64(), try reader.uint64(), try reader.uint64())
      } else {
        for _ in 0..<3 {
          let length = try reader.uint32()
          switch length {
          case Snapshot.none: record.spans.append(Span(start: length, length: 0))
          case unchanged: record.spans.append(Span(start: unchanged, length: 0))
          default:
            let from = try reader.skip(Int(length))
            record.spans.append(Span(start: UInt32(from), length: length))
          }
        }
      }
      return record
    }
    return (report, records)
  }

  // MARK: - Writing

  /// A part of a node that a build may have changed.
  enum Part {
    case unchanged
    case now([UInt8]?)
  }

  struct Writer {
    private var records = ByteWriter()
    private var count = 0

    mutating func add(_ id: Int, hash: ContentHash, stamp: InputStamp) {
      begin(id, hash, stale: Snapshot.none)
      records.write(true)
      for part in [stamp.parts.0, stamp.parts.1, stamp.parts.2, stamp.parts.3] {
        records.write(part)
      }
    }

    mutating func add(_ id: Int, hash: ContentHash, stale: UInt32, parts: [Part]) {
      begin(id, hash, stale: stale)
      records.write(false)
      for part in parts {
        switch part {
        case .unchanged: records.write(SnapshotLog.unchanged)
        case .now(nil): records.write(Snapshot.none)
        case .now(let bytes?): records.write(bytes)
        }
      }
    }

    private mutating func begin(_ id: Int, _ hash: ContentHash, stale: UInt32) {
      records.write(UInt32(id))
      records.write(hash)
      records.write(stale)
      count += 1
    }

    /// What to append to a log; a log that is empty gets its head first.
    func finish(report: [UInt8], base: ContentHash, isFirst: Bool) -> [UInt8] {
      var payload = ByteWriter()
      payload.write(report)
      payload.write(UInt32(count))
      let bytes = payload.bytes + records.bytes
      var segment = ByteWriter()
      if isFirst { segment.write(base) }
      segment.write(UInt32(bytes.count))
      segment.write(ContentHash(of: bytes))
      return segment.bytes + bytes
    }
  }
}
