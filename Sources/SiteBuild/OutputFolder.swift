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
  private let isDiscarding: Bool
  private let jobs: Int
  private let isCancelled: @Sendable () -> Bool
  private let state: Mutex<State>

  private struct State {
    /// The hash of what the last build published here, if that is known.
    var publishedGoal: ContentHash?
    var owned = OutputTable.empty
    /// Files of ours that are gone or were changed by somebody, by path.
    var damaged: [String: Damage] = [:]
    /// Files of ours with their bytes and other stamps, by their places in the table.
    var restamped: [Int: FileStamp] = [:]
    var staged: [String: ContentHash] = [:]
    /// Files that could not be staged because another one has their place.
    var blocked: [String: (file: OutputFile, bytes: [UInt8])] = [:]
    /// The folders that exist in the stage, and the handle of the one that has them.
    var folders: Set<String> = []
    var files: FolderHandle?
  }

  enum Damage: Sendable { case missing, edited }

  struct Change: Sendable {
    var written = 0
    var unchanged = 0
    var removed = 0
  }

  /// A folder that takes everything and writes nothing, for checks.
  static func discarding() -> OutputFolder { OutputFolder() }

  private init() {
    path = ""
    stage = ""
    isDiscarding = true
    jobs = 1
    isCancelled = { false }
    state = Mutex(State())
  }

  /// Opens a folder, completing a publication that was interrupted.
  ///
  /// - Parameters:
  ///   - kept: what was seen of the files by the last run, if that is known.
  ///   - isCancelled: asked with every file; where it says so, no more are taken.
  /// - Throws: an `EnvironmentError` where the folder is another's: not empty and not ours.
  init(
    _ path: String, kept: OutputStamps?, jobs: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws {
    self.path = path
    self.isCancelled = isCancelled
    self.jobs = max(1, jobs)
    stage = path + "/.assay-stage"
    isDiscarding = false
    try OutputPublication(path: path, stage: stage).recover()
    let manifestPath = path + "/" + OutputManifest.name
    let kept = kept?.folder == path ? kept : nil
    var initial = State()
    if let kept, FileSystem.stamp(manifestPath)?.stamp == kept.manifest {
      // The manifest is the one that was written with these stamps, and says the same.
      initial.publishedGoal = kept.goal
      initial.owned = kept.files
    } else {
      guard let bytes = try FileSystem.read(manifestPath) else {
        let foreign = try FileSystem.list(path)?.first { !Self.isForHost($0) }
        if let foreign { throw BuildMessages.foreignOutput(path, example: foreign.name) }
        state = Mutex(initial)
        return
      }
      guard var entries = OutputManifest.entries(bytes) else {
        throw BuildMessages.damagedManifest(manifestPath)
      }
      for index in kept == nil ? 0..<0 : entries.indices {
        if let place = kept?.files.index(of: entries[index].path),
          kept?.files.hash(place) == entries[index].hash
        {
          entries[index].stamp = kept?.files.stamp(place) ?? entries[index].stamp
        }
      }
      initial.owned = OutputTable.empty.edited(OutputTable.Edit(added: entries))
    }
    let owned = initial.owned
    for look in Self.look(at: owned, in: path, jobs: self.jobs) {
      initial.damaged[owned.path(look.index)] = look.damage
      initial.restamped[look.index] = look.stamp
    }
    state = Mutex(initial)
  }

  /// Whether something is for whoever serves the folder, or hidden, and may be there before the site.
  private static func isForHost(_ entry: FolderEntry) -> Bool {
    entry.name.hasPrefix(".")
      || entry.kind == .file && ["CNAME", "_headers", "_redirects"].contains(entry.name)
  }

  private struct Look: Sendable {
    var index: Int
    var stamp: FileStamp?
    var damage: Damage?
  }

  /// What is to be said of the files that do not have the stamps they had.
  private static func look(at files: OutputTable, in path: String, jobs: Int) -> [Look] {
    guard let folder = FolderHandle(path) else { return [] }
    let found = Mutex([Look]())
    DispatchQueue.concurrentPerform(iterations: jobs) { worker in
      var looks: [Look] = []
      for index in stride(from: worker, to: files.count, by: jobs) {
        let now = files.withPath(index) { folder.stamp($0) }
        guard let now, now.kind == .file else {
          looks.append(Look(index: index, damage: .missing))
          continue
        }
        if now.stamp == files.stamp(index) { continue }
        if let bytes = try? FileSystem.read(path + "/" + files.path(index)),
          ContentHash(of: bytes) == files.hash(index)
        {
          looks.append(Look(index: index, stamp: now.stamp))
        } else {
          looks.append(Look(index: index, damage: .edited))
        }
      }
      found.withLock { $0 += looks }
    }
    return found.withLock { $0 }
  }

  /// The files of ours that are gone or were changed.
  var damaged: [String: Damage] { state.withLock { $0.damaged } }

  /// The hash of what the last build published here, if that is known.
  var publishedGoal: ContentHash? { state.withLock { $0.publishedGoal } }

  /// Notes what was published, for a further build by the same process.
  func notePublished(_ goal: ContentHash) { state.withLock { $0.publishedGoal = goal } }

  /// How many files of ours the folder has.
  var count: Int { state.withLock { $0.owned.count } }

  /// Whether the folder already has a file with these bytes, undamaged, or has it staged.
  func has(_ file: OutputFile) -> Bool {
    if isDiscarding { return true }
    return state.withLock { state in
      if state.staged[file.path] == file.hash { return true }
      if state.blocked[file.path]?.file.hash == file.hash { return true }
      guard let place = state.owned.index(of: file.path) else { return false }
      return state.owned.hash(place) == file.hash && state.damaged[file.path] == nil
    }
  }

  /// Takes a file's bytes; they are written only if the folder does not have them.
  func put(_ file: OutputFile, _ bytes: [UInt8]) throws {
    if isCancelled() { throw CancellationError() }
    if has(file) { return }
    // One file's name is another's folder. Either the site's rule reports that, or the other comes
    // of a rule that ran although the site no longer has its page: `settle` tells which.
    guard let folders = newFolders(of: file.path) else {
      state.withLock { $0.blocked[file.path] = (file, bytes) }
      return
    }
    let files = try stagedFiles()
    if let folder = folders.first {
      try files.makeFolder(folder)
      state.withLock { $0.folders.formUnion(folders) }
    }
    try files.write(bytes, to: file.path)
    state.withLock { $0.staged[file.path] = file.hash }
  }

  /// The folder for new files, made when it is first needed.
  private func stagedFiles() throws -> FolderHandle {
    if let files = state.withLock({ $0.files }) { return files }
    try FileSystem.makeFolder(stage + "/files")
    guard let files = FolderHandle(stage + "/files") else {
      throw EnvironmentError(.output, "cannot write to \(stage)")
    }
    state.withLock { $0.files = files }
    return files
  }

  /// The folders above a staged file that are not there yet, the nearest first; nil where a staged
  /// file has the name of one of them, or this file that of a folder.
  private func newFolders(of file: String) -> [String]? {
    state.withLock { state in
      if state.folders.contains(file) { return nil }
      var new: [String] = []
      var rest = file[...]
      while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
        rest = rest[..<slash]
        let folder = String(rest)
        // What is in the way of a folder that is there was seen when that was made.
        if state.folders.contains(folder) { break }
        if state.staged[folder] != nil { return nil }
        new.append(folder)
      }
      return new
    }
  }

  /// Forgets what was staged: the build has errors.
  func discard() throws {
    state.withLock {
      $0.staged = [:]
      $0.blocked = [:]
      $0.folders = []
      $0.files = nil
    }
    try FileSystem.removeTree(stage)
  }

  /// Takes out of the stage what rules put there whose pages the site no longer has, and stages what
  /// they were in the way of.
  private func settle(_ wanted: Set<String>) throws {
    let (stale, blocked) = state.withLock { state in
      let stale = state.staged.keys.filter { !wanted.contains($0) }.sorted()
      for path in stale { state.staged[path] = nil }
      if !stale.isEmpty { state.folders = [] }
      let blocked = state.blocked.filter { wanted.contains($0.key) }
      state.blocked = [:]
      return (stale, blocked)
    }
    for path in stale { try FileSystem.removeFile(stage + "/files/" + path) }
    OutputPublication.removeEmptyFolders(of: stale, in: stage + "/files")
    for (_, entry) in blocked.sorted(by: { $0.key < $1.key }) { try put(entry.file, entry.bytes) }
  }

  /// Makes the folder hold these files of ours: all of them, or those in the place of others.
  ///
  /// - Parameter replaced: paths of ours that these files stand for; nil for all.
  func publish(_ files: [OutputFile], replacing replaced: [String]?) throws -> Change {
    try settle(Set(files.map(\.path)))
    let (owned, staged, damaged, restamped) = state.withLock {
      ($0.owned, $0.staged, $0.damaged, $0.restamped)
    }
    var edit = OutputTable.Edit()
    var hasOtherHashes = false
    var removals: [String] = []
    var new: Set<String> = []
    for file in files where new.insert(file.path).inserted {
      guard let place = owned.index(of: file.path) else {
        edit.added.append(
          OutputTable.Entry(path: file.path, hash: file.hash, stamp: OutputTable.unknownStamp))
        continue
      }
      if owned.hash(place) != file.hash {
        hasOtherHashes = true
        edit.replaced[place] = (file.hash, OutputTable.unknownStamp)
      }
    }
    edit.added.sort { $0.path.precedesInBytes($1.path) }
    for place in replaced?.compactMap({ owned.index(of: $0) }) ?? Array(0..<owned.count) {
      let path = owned.path(place)
      guard !new.contains(path) else { continue }
      edit.removed.insert(place)
      if damaged[path] != .missing { removals.append(path) }
    }
    for (place, stamp) in restamped where edit.replaced[place] == nil {
      edit.replaced[place] = (owned.hash(place), stamp)
    }
    let moves = staged.keys.filter { new.contains($0) }.sorted()
    var change = Change()
    change.written = moves.count
    change.unchanged = owned.count - edit.removed.count + edit.added.count - moves.count
    change.removed = removals.count
    try refuseForeignFiles(at: moves, files, owned)
    guard
      change.written + change.removed > 0 || hasOtherHashes || !edit.added.isEmpty
        || !edit.removed.isEmpty || !damaged.isEmpty
    else {
      if !edit.replaced.isEmpty { state.withLock { $0.owned = owned.edited(edit) } }
      try FileSystem.removeTree(stage)
      return change
    }
    let table = owned.edited(edit)
    try OutputPublication(path: path, stage: stage)
      .publish(removals: removals.sorted(), manifest: table.manifest)
    let published = stamped(table, moves)
    state.withLock { $0 = State(owned: published) }
    return change
  }

  /// The table with the stamps of files that have just been moved into place.
  private func stamped(_ table: OutputTable, _ moves: [String]) -> OutputTable {
    guard let folder = FolderHandle(path) else { return table }
    let found = Mutex([(Int, FileStamp)]())
    let width = moves.count < 64 ? 1 : jobs
    DispatchQueue.concurrentPerform(iterations: width) { worker in
      var stamps: [(Int, FileStamp)] = []
      for index in stride(from: worker, to: moves.count, by: width) {
        if let place = table.index(of: moves[index]),
          let now = table.withPath(place, { folder.stamp($0) })
        {
          stamps.append((place, now.stamp))
        }
      }
      found.withLock { $0 += stamps }
    }
    let stamps = found.withLock { $0 }.map { ($0, (table.hash($0), $1)) }
    return table.edited(
      OutputTable.Edit(replaced: Dictionary(stamps, uniquingKeysWith: { first, _ in first })))
  }

  // MARK: - Files of others

  private func refuseForeignFiles(
    at moves: [String], _ files: [OutputFile], _ owned: OutputTable
  ) throws {
    let hashes = Dictionary(
      files.lazy.map { ($0.path, $0.hash) }, uniquingKeysWith: { first, _ in first })
    var folders: [String: Bool] = [:]
    for move in moves {
      if let foreign = try foreignFile(inTheWayOf: move, hashes[move], owned, &folders) {
        throw BuildMessages.foreignFile(path + "/" + foreign)
      }
    }
  }

  /// The file that is not ours and stands where one of ours, or its folder, is to be.
  ///
  /// - Parameter seen: the folders that were looked at, and whether they are there.
  private func foreignFile(
    inTheWayOf file: String, _ hash: ContentHash?, _ owned: OutputTable,
    _ seen: inout [String: Bool]
  ) throws -> String? {
    // From the top down: where a folder is not there, nothing below it can be.
    for folder in OutputPublication.folders(of: file).reversed() {
      if let isThere = seen[folder] {
        if isThere { continue }
        return nil
      }
      let found = FileSystem.stamp(path + "/" + folder)
      seen[folder] = found?.kind == .folder
      guard let found else { return nil }
      if found.kind != .folder { return owned.index(of: folder) == nil ? folder : nil }
    }
    guard let found = FileSystem.stamp(path + "/" + file) else { return nil }
    if found.kind == .folder { return try foreignFile(below: file, owned) }
    guard owned.index(of: file) == nil, let bytes = try FileSystem.read(path + "/" + file) else {
      return nil
    }
    return ContentHash(of: bytes) == hash ? nil : file
  }

  private func foreignFile(below folder: String, _ owned: OutputTable) throws -> String? {
    for entry in try FileSystem.list(path + "/" + folder) ?? [] {
      let inside = folder + "/" + entry.name
      if entry.kind == .folder {
        if let foreign = try foreignFile(below: inside, owned) { return foreign }
      } else if owned.index(of: inside) == nil {
        return inside
      }
    }
    return nil
  }

  // MARK: - What stays

  /// What is to be kept so that the next run need not hash the files.
  func stamps(goal: ContentHash) -> OutputStamps? {
    guard let manifest = FileSystem.stamp(path + "/" + OutputManifest.name) else { return nil }
    return OutputStamps(
      folder: path, manifest: manifest.stamp, goal: goal, files: state.withLock { $0.owned })
  }

  /// Deletes all files of ours and the folders that are empty then.
  static func clean(_ path: String) throws -> Int {
    guard let bytes = try FileSystem.read(path + "/" + OutputManifest.name),
      let files = OutputManifest.entries(bytes)?.map(\.path)
    else { return 0 }
    for file in files { try FileSystem.removeFile(path + "/" + file) }
    OutputPublication.removeEmptyFolders(of: files, in: path)
    try FileSystem.removeTree(path + "/.assay-stage")
    try FileSystem.removeFile(path + "/" + OutputManifest.name)
    return files.count
  }
}
