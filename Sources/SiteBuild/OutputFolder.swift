import Basics
import Dispatch
import Synchronization

/// The folder a site is written to, and the files in it that are Assay's.
///
/// New files are staged in a hidden folder inside it. Publishing first writes down what is to be
/// done, which is the point of no return, then moves the staged files into place and deletes what
/// is no longer part of the site. A run that was killed before that point leaves the old site; one
/// killed after it is completed by the next run.
final class OutputFolder: Sendable {
  let path: String
  private let stage: String
  private let journal: String
  private let isDiscarding: Bool
  /// The hash of what the last build published here, if that is known.
  let publishedGoal: ContentHash?
  private let state: Mutex<State>

  private struct State {
    var owned: OutputManifest
    /// Files of ours that are gone or were changed by somebody, by path.
    var damaged: [String: Damage] = [:]
    var staged: [String: ContentHash] = [:]
    var stamps: [String: FileStamp] = [:]
    /// The folders that exist in the stage.
    var folders: Set<String> = []
  }

  enum Damage: Sendable { case missing, edited }

  struct Change: Sendable {
    var written = 0
    var unchanged = 0
    var removed = 0
    var hasChanged: Bool { written + removed > 0 }
  }

  /// A folder that takes everything and writes nothing, for checks.
  static func discarding() -> OutputFolder { OutputFolder() }

  private init() {
    path = ""
    stage = ""
    journal = ""
    isDiscarding = true
    publishedGoal = nil
    state = Mutex(State(owned: OutputManifest()))
  }

  /// Opens a folder, completing a publication that was interrupted.
  ///
  /// - Parameter kept: what was seen of the files by the last run, if that is known.
  /// - Throws: an `EnvironmentError` where the folder is another's: not empty and not ours.
  init(_ path: String, kept: OutputStamps?, jobs: Int) throws {
    self.path = path
    stage = path + "/.assay-stage"
    journal = stage + "/journal"
    isDiscarding = false
    try OutputFolder.recover(path: path, stage: stage, journal: journal)
    let manifestPath = path + "/" + OutputManifest.name
    var manifest = OutputManifest()
    var files: [(path: String, hash: ContentHash, known: FileStamp?)] = []
    if let kept, kept.folder == path, kept.isComplete,
      FileSystem.stamp(manifestPath)?.stamp == kept.manifest
    {
      // The manifest is the one that was written with these stamps, and says the same.
      publishedGoal = kept.goal
      files = kept.files.map { ($0.path, $0.hash, $0.stamp) }
      manifest = OutputManifest(
        Dictionary(
          kept.files.lazy.map { ($0.path, $0.hash) }, uniquingKeysWith: { first, _ in first }))
    } else {
      guard let bytes = try FileSystem.read(manifestPath) else {
        let foreign = try FileSystem.list(path)?.first { !$0.name.hasPrefix(".") }
        if let foreign { throw BuildMessages.foreignOutput(path, example: foreign.name) }
        publishedGoal = nil
        state = Mutex(State(owned: OutputManifest()))
        return
      }
      guard let read = OutputManifest(bytes) else {
        throw BuildMessages.damagedManifest(manifestPath)
      }
      publishedGoal = nil
      manifest = read
      var stamps: [String: FileStamp] = [:]
      if let kept, kept.folder == path {
        for file in kept.files where manifest.hashes[file.path] == file.hash {
          stamps[file.path] = file.stamp
        }
      }
      files = manifest.hashes.map { ($0.key, $0.value, stamps[$0.key]) }
    }
    let seen = Mutex([(String, FileStamp?, Damage?)]())
    let (expected, width) = (files, max(1, jobs))
    DispatchQueue.concurrentPerform(iterations: width) { worker in
      var found: [(String, FileStamp?, Damage?)] = []
      for index in stride(from: worker, to: expected.count, by: width) {
        let file = expected[index]
        let full = path + "/" + file.path
        guard let now = FileSystem.stamp(full), now.kind == .file else {
          found.append((file.path, nil, .missing))
          continue
        }
        if file.known == now.stamp {
          found.append((file.path, now.stamp, nil))
        } else if let bytes = try? FileSystem.read(full), ContentHash(of: bytes) == file.hash {
          found.append((file.path, now.stamp, nil))
        } else {
          found.append((file.path, nil, .edited))
        }
      }
      seen.withLock { $0 += found }
    }
    var initial = State(owned: manifest)
    for (file, stamp, damage) in seen.withLock({ $0 }) {
      initial.stamps[file] = stamp
      initial.damaged[file] = damage
    }
    state = Mutex(initial)
  }

  /// The files of ours that are gone or were changed.
  var damaged: [String: Damage] { state.withLock { $0.damaged } }

  /// How many files of ours the folder has.
  var count: Int { state.withLock { $0.owned.hashes.count } }

  /// Whether the folder already has a file with these bytes, undamaged, or has it staged.
  func has(_ file: OutputFile) -> Bool {
    isDiscarding
      || state.withLock {
        $0.staged[file.path] == file.hash
          || ($0.owned.hashes[file.path] == file.hash && $0.damaged[file.path] == nil)
      }
  }

  /// Takes a file's bytes; they are written only if the folder does not have them.
  func put(_ file: OutputFile, _ bytes: [UInt8]) throws {
    if has(file) { return }
    let target = stage + "/files/" + file.path
    let folder = String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)])
    // One file's name is another's folder: the site's rule reports that and nothing is published.
    if blocks(file.path) { return }
    let isNew = state.withLock { !$0.folders.contains(folder) }
    if isNew {
      try FileSystem.makeFolder(folder)
      state.withLock { _ = $0.folders.insert(folder) }
    }
    try FileSystem.write(bytes, to: target)
    state.withLock { $0.staged[file.path] = file.hash }
  }

  /// Forgets what was staged: the build has errors.
  func discard() throws {
    state.withLock {
      $0.staged = [:]
      $0.folders = []
    }
    try FileSystem.removeTree(stage)
  }

  /// Makes the folder hold exactly these files of ours.
  func publish(_ files: [OutputFile]) throws -> Change {
    let (owned, staged, damaged) = state.withLock { ($0.owned, $0.staged, $0.damaged) }
    let new = OutputManifest(
      Dictionary(files.map { ($0.path, $0.hash) }, uniquingKeysWith: { first, _ in first }))
    let moves = new.hashes.keys.filter { staged[$0] != nil }.sorted()
    let removals = owned.hashes.keys.filter { new.hashes[$0] == nil && damaged[$0] != .missing }
    var change = Change()
    change.written = moves.count
    change.unchanged = new.hashes.count - moves.count
    change.removed = removals.count
    var seen: Set<String> = []
    for move in moves {
      if let foreign = try foreignFile(inTheWayOf: move, new.hashes[move], owned, &seen) {
        throw BuildMessages.foreignFile(path + "/" + foreign)
      }
    }
    guard change.hasChanged || new != owned || !damaged.isEmpty else {
      try FileSystem.removeTree(stage)
      return change
    }
    try FileSystem.makeFolder(stage)
    var entry = ByteWriter()
    entry.write(list: removals.sorted()) { $0.write($1) }
    entry.write(new.bytes)
    try FileSystem.replace(journal, with: entry.bytes)
    try OutputFolder.recover(path: path, stage: stage, journal: journal)
    state.withLock { state in
      state.owned = new
      state.damaged = [:]
      state.staged = [:]
      state.folders = []
      for removal in removals { state.stamps[removal] = nil }
      for move in moves {
        state.stamps[move] = FileSystem.stamp(path + "/" + move)?.stamp
      }
    }
    return change
  }

  /// Whether a staged file has the name of a folder of this one, or the other way round.
  private func blocks(_ file: String) -> Bool {
    state.withLock { state in
      state.folders.contains(stage + "/files/" + file)
        || OutputFolder.folders(of: file).contains { state.staged[$0] != nil }
    }
  }

  /// The file that is not ours and stands where one of ours, or its folder, is to be.
  private func foreignFile(
    inTheWayOf file: String, _ hash: ContentHash?, _ owned: OutputManifest,
    _ seen: inout Set<String>
  ) throws -> String? {
    for folder in OutputFolder.folders(of: file) where seen.insert(folder).inserted {
      guard let found = FileSystem.stamp(path + "/" + folder) else { continue }
      if found.kind != .folder, owned.hashes[folder] == nil { return folder }
    }
    guard let found = FileSystem.stamp(path + "/" + file) else { return nil }
    if found.kind == .folder { return try foreignFile(below: file, owned) }
    guard owned.hashes[file] == nil, let bytes = try FileSystem.read(path + "/" + file) else {
      return nil
    }
    return ContentHash(of: bytes) == hash ? nil : file
  }

  private func foreignFile(below folder: String, _ owned: OutputManifest) throws -> String? {
    for entry in try FileSystem.list(path + "/" + folder) ?? [] {
      let inside = folder + "/" + entry.name
      if entry.kind == .folder {
        if let foreign = try foreignFile(below: inside, owned) { return foreign }
      } else if owned.hashes[inside] == nil {
        return inside
      }
    }
    return nil
  }

  /// What is to be kept so that the next run need not hash the files.
  func stamps(goal: ContentHash) -> OutputStamps? {
    let (owned, stamps) = state.withLock { ($0.owned, $0.stamps) }
    guard let manifest = FileSystem.stamp(path + "/" + OutputManifest.name) else { return nil }
    let files = owned.hashes.compactMap { path, hash in
      stamps[path].map { (path: path, hash: hash, stamp: $0) }
    }
    return OutputStamps(
      folder: path, manifest: manifest.stamp,
      files: files.sorted { $0.path.precedesInBytes($1.path) },
      isComplete: files.count == owned.hashes.count, goal: goal)
  }

  /// Deletes all files of ours and the folders that are empty then.
  static func clean(_ path: String) throws -> Int {
    guard let bytes = try FileSystem.read(path + "/" + OutputManifest.name),
      let manifest = OutputManifest(bytes)
    else { return 0 }
    for file in manifest.hashes.keys { try FileSystem.removeFile(path + "/" + file) }
    removeEmptyFolders(of: manifest.hashes.keys, in: path)
    try FileSystem.removeTree(path + "/.assay-stage")
    try FileSystem.removeFile(path + "/" + OutputManifest.name)
    return manifest.hashes.count
  }

  // MARK: - Publishing

  /// Does what the journal says, from wherever an earlier attempt was interrupted; without a
  /// journal nothing was decided, and what is staged is thrown away.
  private static func recover(path: String, stage: String, journal: String) throws {
    guard let bytes = try FileSystem.read(journal) else {
      if FileSystem.stamp(stage) != nil { try FileSystem.removeTree(stage) }
      return
    }
    var reader = ByteReader(bytes)
    let removals = try reader.list { try $0.string() }
    let manifest = try reader.byteArray()
    // What stands in the way of a new file goes first: a file where a folder is to be, or files
    // in a folder where a file is to be.
    let new = OutputManifest(manifest)?.hashes ?? [:]
    let newFolders = removals.isEmpty ? [] : Set(new.keys.flatMap { folders(of: $0) })
    let blocking = removals.filter { removal in
      newFolders.contains(removal) || folders(of: removal).contains { new[$0] != nil }
    }
    for removal in blocking { try remove(path + "/" + removal) }
    removeEmptyFolders(of: blocking, in: path)
    try moveTree(from: stage + "/files", to: path, isTop: true)
    for removal in removals { try remove(path + "/" + removal) }
    removeEmptyFolders(of: removals, in: path)
    try FileSystem.replace(path + "/" + OutputManifest.name, with: manifest)
    try FileSystem.removeTree(stage)
  }

  /// Moves files into place, whole folders at once where there is no such folder yet; files at
  /// the top come last, so that the front page never leads to pages that are not there.
  private static func moveTree(from source: String, to target: String, isTop: Bool) throws {
    guard let entries = try FileSystem.list(source) else { return }
    let folders = entries.filter { $0.kind == .folder }
    for entry in folders + entries.filter({ $0.kind != .folder }) {
      let (from, to) = (source + "/" + entry.name, target + "/" + entry.name)
      if entry.kind == .folder, FileSystem.stamp(to) != nil {
        try moveTree(from: from, to: to, isTop: false)
      } else {
        if entry.kind != .folder { try removeEmptyTree(to) }
        try FileSystem.move(from, to: to)
      }
    }
  }

  /// Removes a file; where its name, or one above it, is another thing's by now, it is gone.
  private static func remove(_ path: String) throws {
    guard let kind = FileSystem.stamp(path)?.kind, kind != .folder else { return }
    try FileSystem.removeFile(path)
  }

  /// Removes a folder that has nothing in it but such folders.
  private static func removeEmptyTree(_ path: String) throws {
    guard FileSystem.stamp(path)?.kind == .folder else { return }
    for entry in try FileSystem.list(path) ?? [] { try removeEmptyTree(path + "/" + entry.name) }
    FileSystem.removeEmptyFolder(path)
  }

  /// The folders above a file, the nearest first.
  static func folders(of file: String) -> [String] {
    var folders: [String] = []
    var rest = file[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      folders.append(String(rest))
    }
    return folders
  }

  private static func removeEmptyFolders(of files: some Sequence<String>, in path: String) {
    let folders = Set(files.flatMap { Self.folders(of: $0) })
    // The deepest first, so that a folder is empty when its turn comes.
    for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      FileSystem.removeEmptyFolder(path + "/" + folder)
    }
  }
}
