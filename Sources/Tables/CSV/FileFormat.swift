/// Kinds of files that are no CSV, by their names' endings and by the bytes that they begin with.
package enum FileFormat {
  package static let compressed: Set<String> = [
    "7z", "br", "bz2", "gz", "gzip", "lz4", "rar", "tar", "tgz", "xz", "zip", "zst",
  ]
  package static let spreadsheets: Set<String> = [
    "numbers", "ods", "xls", "xlsb", "xlsm", "xlsx",
  ]

  /// What a file is, in words; nil where it may be text.
  static func binary(_ bytes: [UInt8]) -> String? {
    signatures.first { bytes.starts(with: $0.bytes) }?.words
  }

  private static let signatures: [(bytes: [UInt8], words: String)] = [
    ([0x1F, 0x8B], "compressed (gzip)"),
    ([0x50, 0x4B, 0x03, 0x04], "a ZIP file, as spreadsheets are"),
    ([0xD0, 0xCF, 0x11, 0xE0], "a spreadsheet"),
    ([0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59], "compressed (bzip2)"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed (xz)"),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed (zstd)"),
    (Array("SQLite format 3\0".utf8), "a SQLite database"),
    (Array("%PDF-".utf8), "a PDF"),
  ]
}
