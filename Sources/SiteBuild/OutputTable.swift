import Basics

/// The files of ours in an output folder with the hashes of their bytes and what was seen of them,
/// in the order of the paths' bytes. It is read in place, so that no build takes it apart.
struct OutputTable: Sendable {
  /// A file; an unknown stamp is that of no file.
  struct Entry: Sendable {
    var path: OutputPath
    var hash: ContentHash
    var stamp: FileStamp
  }

  static let unknownStamp = FileStamp(size: 0, modified: 0, changed: 0, inode: 0)

  /// Hash, stamp, and where the path begins and how long it is; a zero byte is behind each path.
  private static let entrySize = 56

  private let block: ByteBlock
  private let start: Int
  let count: Int

  /// No files.
  static let empty = OutputTable()

  private init() { self.init(PrivateBytes(copying: [0, 0, 0, 0, 0, 0, 0, 0]).frozen(), from: 0) }

  private init(_ block: ByteBlock, from offset: Int) {
    self.block = block
    count = Int(block.uint64(at: offset))
    start = offset + 8
  }

  /// The table that stands in bytes from somewhere, from an offset on; nil where it is none: each path
  /// has to stay in the output, whoever wrote it there.
  init?(checking block: ByteBlock, from offset: Int) {
    let room = block.count - offset - 8
    guard room >= 0, let count = Int(exactly: block.uint64(at: offset)),
      count <= room / Self.entrySize
    else { return nil }
    self.init(block, from: offset)
    let areGood = block.withBytes { bytes in
      (0..<count).allSatisfy { index in
        let from = at(count) + Int(block.uint32(at: at(index) + 48))
        let end = from + Int(block.uint32(at: at(index) + 52))
        return end < bytes.count && bytes[end] == 0
          && OutputPath.flaw(in: UnsafeRawBufferPointer(rebasing: bytes[from..<end])) == nil
      }
    }
    guard areGood else { return nil }
  }

  private func at(_ index: Int) -> Int { start + index * Self.entrySize }

  func hash(_ index: Int) -> ContentHash {
    ContentHash(high: block.uint64(at: at(index)), low: block.uint64(at: at(index) + 8))
  }

  func stamp(_ index: Int) -> FileStamp {
    let at = at(index) + 16
    return FileStamp(
      size: block.uint64(at: at), modified: block.uint64(at: at + 8),
      changed: block.uint64(at: at + 16), inode: block.uint64(at: at + 24))
  }

  /// The path with the zero byte behind it.
  func withPath<Result>(
    _ index: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    let from = at(count) + Int(block.uint32(at: at(index) + 48))
    let length = Int(block.uint32(at: at(index) + 52))
    return try block.withBytes {
      try body(UnsafeRawBufferPointer(rebasing: $0[from..<(from + length + 1)]))
    }
  }

  /// Gives what finds the paths by their places; the bytes are there only as long as the closure runs.
  func withPaths<Result>(
    _ body: ((Int) -> UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try block.withBytes { bytes in
      try body { index in
        let from = at(count) + Int(block.uint32(at: at(index) + 48))
        return UnsafeRawBufferPointer(
          rebasing: bytes[from..<(from + Int(block.uint32(at: at(index) + 52)))])
      }
    }
  }

  func path(_ index: Int) -> OutputPath {
    withPath(index) { OutputPath(checked: String(decoding: $0.dropLast(), as: UTF8.self)) }
  }

  /// The place of a path, found by halving.
  func index(of path: OutputPath) -> Int? {
    var wanted = path.text
    return wanted.withUTF8 { text in
      let wanted = UnsafeRawBufferPointer(text)
      return withPaths { path in
        var low = 0
        var high = count
        while low < high {
          let middle = (low + high) / 2
          switch Self.order(path(middle), wanted) {
          case 0: return middle
          case ..<0: low = middle + 1
          default: high = middle
          }
        }
        return nil
      }
    }
  }

  /// Below zero where the bytes of one path come before those of another.
  private static func order(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int
  {
    var place = 0
    while place < left.count, place < right.count {
      if left[place] != right[place] { return Int(left[place]) - Int(right[place]) }
      place += 1
    }
    return left.count - right.count
  }

  // MARK: - Making

  /// How one table differs from another.
  struct Edit {
    var removed: Set<Int> = []
    var replaced: [Int: (hash: ContentHash, stamp: FileStamp)] = [:]
    /// In the order of the paths' bytes, and not in the table.
    var added: [Entry] = []
  }

  func edited(_ edit: Edit) -> OutputTable {
    OutputTable(PrivateBytes(copying: bytes(after: edit)).frozen(), from: 0)
  }

  /// The table in its own form, for `init(_:from:)`.
  func bytes(after edit: Edit = Edit()) -> [UInt8] {
    let total = count - edit.removed.count + edit.added.count
    var entries: [UInt8] = []
    entries.reserveCapacity(8 + total * Self.entrySize)
    var paths: [UInt8] = []
    paths.reserveCapacity(total * 64)
    var writer = ByteWriter()
    writer.write(total)
    entries += writer.bytes
    func add(_ hash: ContentHash, _ stamp: FileStamp, _ path: UnsafeRawBufferPointer) {
      let numbers = (
        hash.high.littleEndian, hash.low.littleEndian, stamp.size.littleEndian,
        stamp.modified.littleEndian, stamp.changed.littleEndian, stamp.inode.littleEndian,
        (UInt64(paths.count) | UInt64(path.count) << 32).littleEndian
      )
      withUnsafeBytes(of: numbers) { entries.append(contentsOf: $0) }
      paths.append(contentsOf: path)
      paths.append(0)
    }
    var added = edit.added[...]
    func add(_ entry: Entry) {
      var path = entry.path.text
      path.withUTF8 { add(entry.hash, entry.stamp, UnsafeRawBufferPointer($0)) }
    }
    for index in 0..<count where !edit.removed.contains(index) {
      withPath(index) { path in
        let path = UnsafeRawBufferPointer(rebasing: path.dropLast())
        while let next = added.first, next.path.text.utf8.lexicographicallyPrecedes(path) {
          add(next)
          added.removeFirst()
        }
        let now = edit.replaced[index]
        add(now?.hash ?? hash(index), now?.stamp ?? stamp(index), path)
      }
    }
    for entry in added { add(entry) }
    return entries + paths
  }

  /// The text of the manifest: what is ours, for whoever has lost the state.
  var manifest: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(count * 100)
    for index in 0..<count {
      OutputManifest.addLine(hash(index), to: &text) { text in
        withPath(index) { text.append(contentsOf: $0.dropLast()) }
      }
    }
    OutputManifest.addSum(to: &text)
    return text
  }
}
