#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes that never change and are read in place: of a file that is mapped into memory, or copied.
///
/// A mapped file must not be written to meanwhile; files of ours are replaced, never overwritten.
package final class ByteBlock: Sendable {
  /// The address as a number: memory that nobody writes to may be read on any thread.
  @usableFromInline let address: UInt
  package let count: Int
  private let isMapped: Bool

  fileprivate init(address: UInt, count: Int, isMapped: Bool) {
    self.address = address
    self.count = count
    self.isMapped = isMapped
  }

  deinit { PrivateBytes.release(address, count, isMapped) }

  /// An integer, little-endian, at any offset.
  @inlinable
  package func uint32(at offset: Int) -> UInt32 {
    precondition(offset >= 0 && offset + 4 <= count)
    return withBytes {
      UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
  }

  /// An integer, little-endian, at any offset.
  @inlinable
  package func uint64(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset + 8 <= count)
    return withBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }

  /// The bytes, which are there only as long as the closure runs.
  @inlinable
  package func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(self) {
      try body(UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count))
    }
  }

  package subscript(range: Range<Int>) -> [UInt8] { withBytes { Array($0[range]) } }
}

/// Bytes that one owner may still change before they are shared; a file they were mapped from
/// does not change with them.
package struct PrivateBytes: ~Copyable {
  private let address: UInt
  package let count: Int
  private let isMapped: Bool

  package init(copying bytes: [UInt8]) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
    bytes.withUnsafeBytes {
      if let start = $0.baseAddress { memory.copyMemory(from: start, byteCount: $0.count) }
    }
    address = UInt(bitPattern: memory)
    count = bytes.count
    isMapped = false
  }

  /// Maps a file, or gives nil where there is none of that name or nothing in it.
  package init?(mapping path: String) {
    // Without O_NONBLOCK the opening of a named pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size > 0
    else { return nil }
    #if canImport(Darwin)
      let flags = MAP_PRIVATE
    #else
      // All pages at once, which is cheaper than a fault for each.
      let flags = MAP_PRIVATE | MAP_POPULATE
    #endif
    let length = Int(status.st_size)
    let memory = mmap(nil, length, PROT_READ, flags, descriptor, 0)
    guard let memory, memory != MAP_FAILED else { return nil }
    // Only now, because populating a writable mapping would copy all of it.
    guard mprotect(memory, length, PROT_READ | PROT_WRITE) == 0 else {
      munmap(memory, length)
      return nil
    }
    address = UInt(bitPattern: memory)
    count = length
    isMapped = true
  }

  deinit { Self.release(address, count, isMapped) }

  package mutating func withBytes<Result>(
    _ body: (UnsafeMutableRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try body(
      UnsafeMutableRawBufferPointer(
        start: UnsafeMutableRawPointer(bitPattern: address), count: count))
  }

  /// The same bytes, to be shared and no longer changed.
  package consuming func frozen() -> ByteBlock {
    let block = ByteBlock(address: address, count: count, isMapped: isMapped)
    discard self
    return block
  }

  fileprivate static func release(_ address: UInt, _ count: Int, _ isMapped: Bool) {
    guard let memory = UnsafeMutableRawPointer(bitPattern: address) else { return }
    if isMapped {
      munmap(memory, count)
    } else {
      memory.deallocate()
    }
  }
}
