import Basics

/// The files of an output folder that are Assay's, with the hashes of their bytes, as a text.
///
/// It stands in the output itself, so that what is ours is known even when the state folder is
/// gone: one line for each file, `HASH PATH`, in the order of the paths' bytes, and the hash of these
/// lines in a last one, so that a damaged list is not taken for a shorter one.
enum OutputManifest {
  static let name = ".assay-manifest"

  /// Reads a manifest, or gives nil where the text is none.
  static func entries(_ bytes: [UInt8]) -> [OutputTable.Entry]? {
    let sum = bytes.suffix(sumStart.count + 33)
    let lines = bytes.dropLast(sum.count)
    var expected = sumStart
    lines.withUnsafeBytes { addHexadecimal(ContentHash(of: $0), to: &expected) }
    guard sum.elementsEqual(expected + [UInt8(ascii: "\n")]) else { return nil }
    var entries: [OutputTable.Entry] = []
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      guard line.count > 33, line[line.startIndex + 32] == UInt8(ascii: " "),
        let high = UInt64(String(decoding: line.prefix(16), as: UTF8.self), radix: 16),
        let low = UInt64(String(decoding: line.dropFirst(16).prefix(16), as: UTF8.self), radix: 16)
      else { return nil }
      // A path that leaves the folder is not ours, whoever wrote it there.
      guard let text = String(validating: line.dropFirst(33), as: UTF8.self),
        let path = OutputPath(text)
      else { return nil }
      entries.append(
        OutputTable.Entry(
          path: path, hash: ContentHash(high: high, low: low), stamp: OutputTable.unknownStamp))
    }
    entries.sort { $0.path < $1.path }
    return entries
  }

  private static let sumStart = Array("sum ".utf8)

  /// Ends a list of lines with their hash.
  static func addSum(to text: inout [UInt8]) {
    let hash = text.withUnsafeBytes { ContentHash(of: $0) }
    text += sumStart
    addHexadecimal(hash, to: &text)
    text.append(UInt8(ascii: "\n"))
  }

  static func addLine(
    _ hash: ContentHash, to text: inout [UInt8], path: (inout [UInt8]) -> Void
  ) {
    addHexadecimal(hash, to: &text)
    text.append(UInt8(ascii: " "))
    path(&text)
    text.append(UInt8(ascii: "\n"))
  }

  private static func addHexadecimal(_ hash: ContentHash, to text: inout [UInt8]) {
    for half in [hash.high, hash.low] {
      for place in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * place)) & 15
        text.append(digit < 10 ? 48 + digit : 87 + digit)
      }
    }
  }
}

/// What was seen of the output's files when they were published: unchanged stamps save hashing.
struct OutputStamps: Sendable {
  /// The folder, for a state that is used with several.
  var folder: String
  var manifest: FileStamp
  /// The hash of the value of the build's goal that was published.
  var goal: ContentHash
  var files: OutputTable
  /// What was seen of the folders of the output and its copy in the stage, if there is one.
  var twin: SeenFolders?
  /// What the build was asked to do, so that a check asks the same.
  var options: [String: String]

  private static let magic: UInt64 = 0x3430_5455_4F53_4141

  init(
    folder: String, manifest: FileStamp, goal: ContentHash, files: OutputTable,
    twin: SeenFolders? = nil, options: [String: String] = [:]
  ) {
    self.options = options
    self.twin = twin
    self.folder = folder
    self.manifest = manifest
    self.goal = goal
    self.files = files
  }

  /// Reads what `bytes` gave from a file; nil where there is none, or it is damaged.
  init?(mapping path: String) {
    guard var bytes = PrivateBytes(mapping: path) else { return nil }
    let head = bytes.withBytes { bytes -> (checksum: ContentHash, rest: [UInt8])? in
      guard bytes.count > 24 else { return nil }
      let rest = UnsafeRawBufferPointer(rebasing: bytes[24...])
      return (ContentHash(of: rest), Array(bytes[..<min(bytes.count, 8192)]))
    }
    guard let head else { return nil }
    var reader = ByteReader(head.rest)
    guard (try? reader.uint64()) == Self.magic, (try? reader.hash()) == head.checksum,
      let goal = try? reader.hash(), let manifest = try? reader.value(FileStamp.self),
      let folder = try? reader.string(), let twin = try? reader.list({ try $0.hash() }),
      let options = try? reader.list({ (try $0.string(), try $0.string()) }),
      let start = try? reader.skip(0),
      let files = OutputTable(checking: bytes.frozen(), from: start)
    else { return nil }
    self.init(
      folder: folder, manifest: manifest, goal: goal, files: files,
      twin: twin.first.map { SeenFolders(hash: $0) },
      options: Dictionary(options, uniquingKeysWith: { first, _ in first }))
  }

  var bytes: [UInt8] {
    var body = ByteWriter()
    body.write(goal)
    body.write(manifest)
    body.write(folder)
    body.write(list: twin.map { [$0.hash] } ?? []) { $0.write($1) }
    body.write(list: options.sorted { $0.key < $1.key }) {
      $0.write($1.key)
      $0.write($1.value)
    }
    let rest = body.bytes + files.bytes()
    var head = ByteWriter()
    head.write(Self.magic)
    head.write(ContentHash(of: rest))
    return head.bytes + rest
  }
}
