import Basics

/// The files of an output folder that are Assay's, with the hashes of their bytes.
///
/// It stands in the output itself, so that what is ours is known even when the state folder is
/// gone: one line for each file, `HASH PATH`, in the order of the paths' bytes.
struct OutputManifest: Sendable, Equatable {
  static let name = ".assay-manifest"

  var hashes: [String: ContentHash]

  init(_ hashes: [String: ContentHash] = [:]) { self.hashes = hashes }

  /// Reads a manifest, or nil where the text is none.
  init?(_ bytes: [UInt8]) {
    hashes = [:]
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard line.count > 33, line[line.startIndex + 32] == UInt8(ascii: " "),
        let high = UInt64(String(decoding: line.prefix(16), as: UTF8.self), radix: 16),
        let low = UInt64(String(decoding: line.dropFirst(16).prefix(16), as: UTF8.self), radix: 16)
      else { return nil }
      let path = String(decoding: line.dropFirst(33), as: UTF8.self)
      // A path that leaves the folder is not ours, whoever wrote it there.
      guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else { return nil }
      hashes[path] = ContentHash(high: high, low: low)
    }
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for (path, hash) in hashes.sorted(by: {
      $0.key.precedesInBytes($1.key)
    }) {
      bytes += hash.hexadecimal.utf8
      bytes.append(UInt8(ascii: " "))
      bytes += path.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}

/// What was seen of the output's files when they were published: unchanged stamps save hashing.
struct OutputStamps: Sendable, ByteCodable {
  /// The folder, for a state that is used with several.
  var folder: String
  var manifest: FileStamp
  var files: [(path: String, hash: ContentHash, stamp: FileStamp)]
  /// Whether these are all files of the manifest.
  var isComplete: Bool
  /// The hash of the value of the build's goal that was published.
  var goal: ContentHash

  init(
    folder: String, manifest: FileStamp,
    files: [(path: String, hash: ContentHash, stamp: FileStamp)], isComplete: Bool,
    goal: ContentHash
  ) {
    self.isComplete = isComplete
    self.goal = goal
    self.folder = folder
    self.manifest = manifest
    self.files = files
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(folder)
    writer.write(manifest)
    writer.write(list: files) {
      $0.write($1.path)
      $0.write($1.hash)
      $0.write($1.stamp)
    }
    writer.write(isComplete)
    writer.write(goal)
  }

  init(from reader: inout ByteReader) throws {
    self.init(
      folder: try reader.string(), manifest: try reader.value(),
      files: try reader.list { (try $0.string(), try $0.hash(), try $0.value()) },
      isComplete: try reader.boolean(), goal: try reader.hash())
  }
}
