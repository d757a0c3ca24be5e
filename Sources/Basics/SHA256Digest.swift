import CNettle

/// The SHA-256 of bytes (FIPS 180-4): what readers check a published file with.
package struct SHA256Digest: Hashable, Sendable {
  /// 64 hexadecimal digits, as `sha256sum` prints them.
  package let hexadecimal: String

  package init(of bytes: [UInt8]) {
    var context = sha256_ctx()
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
    nettle_sha256_init(&context)
    nettle_sha256_update(&context, bytes.count, bytes)
    nettle_sha256_digest(&context, digest.count, &digest)
    let digits = Array("0123456789abcdef".utf8)
    hexadecimal = String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
