import Basics

/// Files of the output in their byte form, so that those who only pass them on need not decode
/// them.
struct OutputFiles: Sendable, ByteCodable {
  private let bytes: [UInt8]

  init(_ files: [OutputFile]) {
    var writer = ByteWriter()
    writer.write(files)
    bytes = writer.bytes
  }

  func encode(to writer: inout ByteWriter) { writer.write(bytes) }
  init(from reader: inout ByteReader) throws { bytes = try reader.byteArray() }

  var files: [OutputFile] {
    var reader = ByteReader(bytes)
    return (try? reader.values()) ?? []
  }

  /// Calls the function with each path.
  func forEachPath(_ body: (UnsafeRawBufferPointer) -> Void) {
    bytes.withUnsafeBytes { bytes in
      func number(_ offset: Int) -> Int {
        Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      }
      var offset = 4
      for _ in 0..<number(0) {
        let length = number(offset)
        body(UnsafeRawBufferPointer(rebasing: bytes[(offset + 4)..<(offset + 4 + length)]))
        offset += 4 + length + OutputFile.fixedSize
        // Origin, and the producer's rule and bytes.
        for _ in 0..<3 { offset += 4 + number(offset) }
      }
    }
  }
}

/// Whether two files have one name where case does not count, or one has that of the other's
/// folder: a quick look that may take different names for one.
struct CollisionScan {
  private var hashes: [UInt64] = []
  private var folders: [UInt64] = []
  private var isSure = true

  mutating func add(_ files: OutputFiles) {
    files.forEachPath { path in
      // FNV-1a, of which the hash of a folder is a step on the way to that of its files.
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in path {
        if byte == UInt8(ascii: "/"), folders.last != hash { folders.append(hash) }
        if byte >= 0x80 { isSure = false }
        let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
        hash = (hash ^ UInt64(isUpper ? byte | 0x20 : byte)) &* 0x100_0000_01B3
      }
      hashes.append(hash)
    }
  }

  /// Whether all names certainly go together.
  var isFree: Bool {
    guard isSure else { return false }
    var capacity = 64
    while capacity < hashes.count * 2 { capacity *= 2 }
    var slots = [UInt64](repeating: 0, count: capacity)
    func place(_ hash: UInt64) -> Int {
      // The low bits of FNV are good enough; the high ones break runs of similar names.
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (capacity - 1)
      while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & (capacity - 1) }
      return slot
    }
    for hash in hashes {
      let slot = place(hash)
      if slots[slot] != 0 { return false }
      slots[slot] = hash
    }
    return folders.allSatisfy { slots[place($0)] == 0 }
  }
}
