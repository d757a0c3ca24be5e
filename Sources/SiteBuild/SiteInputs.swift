import Basics
import Database
import Incremental

/// The files, folders and settings of a site as inputs of the engine, named by their paths
/// relative to the site's root.
struct SiteInputs: InputSource {
  static let file = "file"
  static let folder = "folder"
  static let option = "option"

  let root: String
  let options: [String: String]
  /// Whether files are read although their stamps are those of the last build.
  let isParanoid: Bool
  let sources: SourceFolders
  /// When this build began, in nanoseconds since 1970.
  private let began = FileSystem.now
  private let folder: FolderHandle?

  /// How close to the build's begin a change makes a stamp worthless, by the steps in which a file
  /// system stamps: of a few milliseconds, or of whole seconds, two of them on FAT. That a stamp has
  /// none but whole seconds says nothing of a file system with finer ones but that this is not looked
  /// at again for nothing once in a million times.
  private static func stampStep(of stamp: FileStamp) -> UInt64 {
    let isCoarse = stamp.modified % 1_000_000_000 == 0 && stamp.changed % 1_000_000_000 == 0
    return isCoarse ? 2_010_000_000 : 10_000_000
  }

  /// How long a query may run, where that is not what is usual.
  let querySeconds: Int?

  var queryLimits: QueryLimits {
    var limits = QueryLimits()
    limits.steps = options[BuildOptions.queryStepsOption].flatMap { Int($0) } ?? limits.steps
    limits.seconds = querySeconds.map { Double($0) } ?? limits.seconds
    return limits
  }

  var kinds: [String] { [SiteInputs.file, SiteInputs.folder, SiteInputs.option] }

  init(
    root: String, options: [String: String], isParanoid: Bool, querySeconds: Int? = nil
  ) {
    self.querySeconds = querySeconds
    self.root = root
    self.options = options
    self.isParanoid = isParanoid
    folder = FolderHandle(root)
    sources = SourceFolders(root: root)
  }

  func hasStamp(_ stamp: InputStamp, kind: String, argument: UnsafeRawBufferPointer) -> Bool {
    guard !isParanoid, let folder, argument.count > 1, kind != SiteInputs.option else {
      return false
    }
    let wanted = kind == SiteInputs.folder ? FileKind.folder : .file
    guard let found = folder.stamp(argument), found.kind == wanted else {
      return stamp == InputStamp(0, 0, 0, 0)
    }
    return trusted(found.stamp) == stamp
  }

  func examine(_ key: Key, last: InputRecord?) throws -> InputRecord {
    switch key.rule {
    case SiteInputs.option:
      return InputRecord(
        hash: ContentHash(of: options[key.name] ?? ""), stamp: InputStamp(0, 0, 0, 0))
    case SiteInputs.folder:
      return try examineFolder(key.name, last: last)
    default:
      return try examineFile(key.name, last: last)
    }
  }

  /// The hash that stands for a file that is not there.
  static let absent = ContentHash(high: 0, low: 0)

  static func hash(_ bytes: [UInt8]?) -> ContentHash {
    bytes.map { ContentHash(of: $0) } ?? absent
  }

  static func hash(_ entries: [FolderEntry]?) -> ContentHash {
    guard let entries else { return absent }
    var writer = ByteWriter()
    for entry in entries {
      writer.write(entry.name)
      writer.write(entry.kind.rawValue)
      if entry.isLink { writer.write(entry.target) }
    }
    return ContentHash(of: writer.bytes)
  }

  private func examineFile(_ path: String, last: InputRecord?) throws -> InputRecord {
    guard let found = FileSystem.stamp(sources.fullPath(path)), found.kind == .file else {
      return InputRecord(hash: SiteInputs.absent, stamp: InputStamp(0, 0, 0, 0))
    }
    let stamp = trusted(found.stamp)
    if let last, !isParanoid, last.stamp == stamp { return last }
    return InputRecord(hash: SiteInputs.hash(try sources.read(path)), stamp: stamp)
  }

  private func examineFolder(_ path: String, last: InputRecord?) throws -> InputRecord {
    let full = sources.fullPath(path)
    guard let found = FileSystem.stamp(full), found.kind == .folder else {
      return InputRecord(hash: SiteInputs.absent, stamp: InputStamp(0, 0, 0, 0))
    }
    let stamp = trusted(found.stamp)
    if let last, !isParanoid, last.stamp == stamp { return last }
    let entries = sources.leadsOut(path) ? nil : try FileSystem.list(full)
    return InputRecord(
      hash: SiteInputs.hash(entries), stamp: SiteInputs.stamp(stamp, of: entries))
  }

  /// The stamp of a folder's list: none where it has links, which can come to lead elsewhere while
  /// the folder stays as it is.
  static func stamp(_ stamp: InputStamp, of entries: [FolderEntry]?) -> InputStamp {
    entries?.contains(where: \.isLink) ?? false ? .unknown : stamp
  }

  func trusted(_ stamp: FileStamp) -> InputStamp {
    if stamp.changed &+ SiteInputs.stampStep(of: stamp) > began { return .unknown }
    return InputStamp(stamp.size, stamp.modified, stamp.changed, stamp.inode)
  }
}

/// Reads inputs through a recorder, so that what was read is what is recorded.
struct InputReader: Sendable {
  let inputs: SiteInputs

  /// A file's bytes, or nil where there is none, or a link leads out to it, which is reported.
  func bytes(_ path: String, _ recorder: Recorder) throws -> [UInt8]? {
    let leadsOut = inputs.sources.leadsOut(path)
    if leadsOut { recorder.report(inputs.sources.problem(path)) }
    let found = leadsOut ? nil : try FileSystem.readFile(inputs.sources.fullPath(path))
    try recorder.input(
      Key(input: SiteInputs.file, path),
      found: InputRecord(
        hash: SiteInputs.hash(found?.bytes),
        stamp: found.map { inputs.trusted($0.stamp) } ?? InputStamp(0, 0, 0, 0)))
    return found?.bytes
  }

  /// A text without the byte order mark that some editors put before it.
  static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
  }

  /// A file's text, or nil where there is none. What is not UTF-8 in it is reported and replaced,
  /// so that nobody goes on to say that the file is missing.
  func text(_ path: String, _ recorder: Recorder) throws -> SourceText? {
    guard let bytes = try bytes(path, recorder).map(Self.withoutMark) else { return nil }
    let source = SourceText(path: path, utf8: bytes)
    if let (offset, scalar) = source.firstControl {
      recorder.report(
        BuildMessages.controlCharacter(scalar).at(
          path, SourceRange(at: source.position(utf8Offset: offset))))
    }
    guard let offset = source.firstInvalidUTF8 else { return source }
    recorder.report(
      BuildMessages.notUTF8(bytes[offset]).at(
        path, SourceRange(at: source.position(utf8Offset: offset))))
    return SourceText(path: path, text: source.text)
  }

  /// What is in a folder, or nil where there is none.
  func entries(_ path: String, _ recorder: Recorder) throws -> [FolderEntry]? {
    let full = inputs.sources.fullPath(path)
    let stamp = FileSystem.stamp(full)?.stamp
    let leadsOut = inputs.sources.leadsOut(path)
    if leadsOut { recorder.report(inputs.sources.problem(path)) }
    let entries = leadsOut ? nil : try FileSystem.list(full)
    try recorder.input(
      Key(input: SiteInputs.folder, path),
      found: InputRecord(
        hash: SiteInputs.hash(entries),
        stamp: entries == nil
          ? InputStamp(0, 0, 0, 0)
          : SiteInputs.stamp(stamp.map { inputs.trusted($0) } ?? .unknown, of: entries)))
    return entries
  }

  func option(_ name: String, _ recorder: Recorder) throws -> String? {
    try recorder.input(Key(input: SiteInputs.option, name))
    return inputs.options[name]
  }
}
