import CXXHash

/// 128 bits that stand for a text or a value: XXH3, the same on every machine.
///
/// It tells whether something changed. It is no defence against somebody who makes collisions on
/// purpose; published checksums are SHA-256.
package struct ContentHash: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package init(of bytes: UnsafeRawBufferPointer) {
    let hash = XXH3_128bits(bytes.baseAddress, bytes.count)
    self.init(high: hash.high64, low: hash.low64)
  }

  package init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { ContentHash(of: $0) }
  }

  package init(of text: String) {
    var text = text
    self = text.withUTF8 { ContentHash(of: UnsafeRawBufferPointer($0)) }
  }

  /// 32 hexadecimal digits.
  package var hexadecimal: String {
    String(unsafeUninitializedCapacity: 32) { buffer in
      for place in 0..<32 {
        let half = place < 16 ? high : low
        let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (place % 16))) & 15
        buffer[place] = digit < 10 ? 48 + digit : 87 + digit
      }
      return 32
    }
  }
}
