#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension String {
  /// Whether this text comes before another in the order of their UTF-8 bytes, which no locale and
  /// no version of Unicode changes.
  package func precedesInBytes(_ other: String) -> Bool {
    let order = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        let common = min(left.count, right.count)
        guard common > 0, let a = left.baseAddress, let b = right.baseAddress else {
          return left.count < right.count
        }
        let order = memcmp(a, b, common)
        return order == 0 ? left.count < right.count : order < 0
      }
    }
    return (order ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }
  /// Whether the bytes of another text stand in this one, whatever characters they make there.
  package func contains(bytesOf other: String) -> Bool {
    var (text, other) = (self, other)
    return text.withUTF8 { text in
      other.withUTF8 { other in
        guard let first = other.first, let wanted = other.baseAddress else { return true }
        guard var start = text.baseAddress, text.count >= other.count else { return false }
        let last = start + (text.count - other.count)
        while start <= last {
          if start.pointee == first, memcmp(start, wanted, other.count) == 0 {
            return true
          }
          start += 1
        }
        return false
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these are the bytes of others, but for so many at the end.
  package func hasBytes(of other: UnsafeRawBufferPointer, before end: Int) -> Bool {
    guard count == other.count + end else { return false }
    guard let own = baseAddress, let others = other.baseAddress else { return other.isEmpty }
    return memcmp(own, others, other.count) == 0
  }
}
