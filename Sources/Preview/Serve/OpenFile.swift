import Basics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is open for reading, so that a large one is never held whole.
///
/// It stays what it was when it was opened: publishing replaces files, it does not write into them.
final class OpenFile: Sendable {
  private let descriptor: Int32
  let size: Int
  /// Files up to this size are told apart by their bytes, larger ones by what the system says of them.
  private static let small = 1 << 20
  private let stamp: [UInt64]

  /// Takes an open descriptor over, and closes it in the end.
  init(_ descriptor: Int32, _ status: stat) {
    self.descriptor = descriptor
    size = Int(status.st_size)
    #if canImport(Darwin)
      let modified = status.st_mtimespec
    #else
      let modified = status.st_mtim
    #endif
    stamp = [
      UInt64(status.st_ino), UInt64(size), UInt64(bitPattern: Int64(modified.tv_sec)),
      UInt64(bitPattern: Int64(modified.tv_nsec)),
    ]
  }

  deinit { close(descriptor) }

  /// The bytes at these places, fewer where the file has become shorter; nil where it cannot be read.
  func bytes(_ range: Range<Int>) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      while filled < range.count {
        let count = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, range.count - filled,
          off_t(range.lowerBound + filled))
        if count < 0, errno == EINTR { continue }
        if count < 0 { failed = true }
        if count <= 0 { break }
        filled += count
      }
    }
    return failed ? nil : bytes
  }

  var bytes: [UInt8]? { bytes(0..<size) }

  /// The entity tag of its present bytes.
  var tag: String {
    let hash =
      size <= Self.small
      ? bytes.map { ContentHash(of: $0) } : stamp.withUnsafeBytes { ContentHash(of: $0) }
    return "\"\(hash?.hexadecimal ?? "")\""
  }
}
