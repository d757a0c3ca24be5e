import Basics
import Dispatch
import Incremental
import Synchronization

/// The folder a site is written to, and the files in it that are Assay's.
///
/// New files are staged outside it. Publishing puts them into a copy of the folder and lets the two
/// change places, so that a run that was killed leaves the old site or the new one. Where folders
/// cannot change places, it first writes down what is to be done, then moves file by file; a run that
/// was killed after that point is completed by the next one.
final class OutputFolder: Sendable {
  let path: String
  /// What people should know of what an interrupted build left here.
  let remarks: [String]
  /// Where new files wait; nil where nothing is to be written.
  let stage: OutputStage?
  let jobs: Int
  private let isCancelled: @Sendable () -> Bool
  let state: Mutex<State>

  struct State {
    /// The open folder, or nil where nothing is to be written.
    var folder: FolderHandle?
    /// The hash of what the last build published here, if that is known.
    var publishedGoal: ContentHash?
    var owned = OutputTable.empty
    /// Files of ours that are gone or were changed by somebody, by path.
    var damaged: [OutputPath: Damage] = [:]
    /// Files of ours with their bytes and other stamps, by their places in the table.
    var restamped: [Int: FileStamp] = [:]
    var staged: [OutputPath: ContentHash] = [:]
    /// Files that could not be staged because another one has their place.
    var blocked: [OutputPath: (file: OutputFile, bytes: [UInt8])] = [:]
    /// The folders that exist in the stage, and the handle of the one that has them.
    var folders: Set<OutputPath> = []
    var files: FolderHandle?
    /// What was seen of the folders of the output and its copy.
    var twin: SeenFolders?
    /// The lock of a folder that has taken the place of the one that was locked.
    var lock: HeldLock?
  }

  final class HeldLock: Sendable {
    private let lock: FileLock

    init?(of folder: FolderHandle) throws {
      guard let lock = try folder.lock() else { return nil }
      self.lock = lock
    }
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
    stage = nil
    remarks = []
    jobs = 1
    isCancelled = { false }
    state = Mutex(State())
  }

  /// Opens a folder, completing a publication that was interrupted.
  ///
  /// - Parameters:
  ///   - kept: what was seen of the files by the last run, if that is known.
  ///   - keptIn: the path of the state folder.
  ///   - isCancelled: asked with every file; where it says so, no more are taken.
  /// - Throws: an `EnvironmentError` where the folder is another's: not empty and not ours.
  init(
    _ path: String, kept: OutputStamps?, keptIn stateFolder: String, jobs: Int,
    remarks: [String] = [], isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws {
    guard let folder = FolderHandle(path) else {
      throw EnvironmentError(.output, "cannot open the folder \(path)")
    }
    let stage = OutputStage(of: folder, path, state: stateFolder)
    self.path = path
    self.stage = stage
    self.isCancelled = isCancelled
    self.jobs = max(1, jobs)
    let isDamaged = try stage.left().map {
      try OutputPublication(stage: $0, folder: folder, path: path).recover()
    }
    try stage.clear()
    try stage.settle(folder)
    self.remarks =
      remarks + (isDamaged.contains(true) ? [BuildMessages.damagedJournal] : [])
      + (try stage.othersKept().map(BuildMessages.othersKept))
    let kept = kept?.folder == path ? kept : nil
    let manifest = folder.look(OutputManifest.name)
    var initial = State(folder: folder)
    if let kept, let manifest, manifest.kind == .file, manifest.stamp == kept.manifest {
      // The manifest is the one that was written with these stamps, and says the same.
      initial.publishedGoal = kept.goal
      initial.owned = kept.files
      initial.twin = kept.twin
    } else if manifest == nil {
      let foreign = try folder.entries().first { !Self.isForHost($0) }
      if let foreign { throw BuildMessages.foreignOutput(path, example: foreign.name) }
      state = Mutex(initial)
      return
    } else {
      guard let bytes = try folder.read(OutputManifest.name),
        var entries = OutputManifest.entries(bytes)
      else { throw BuildMessages.damagedManifest(path + "/" + OutputManifest.name) }
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
    for look in Self.look(at: owned, in: folder, jobs: self.jobs) {
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
  private static func look(at files: OutputTable, in folder: FolderHandle, jobs: Int) -> [Look] {
    let found = Mutex([Look]())
    DispatchQueue.concurrentPerform(iterations: jobs) { worker in
      var looks: [Look] = []
      for index in stride(from: worker, to: files.count, by: jobs) {
        let now = files.withPath(index) { folder.stamp($0, followsLinks: false) }
        guard let now, now.kind == .file else {
          looks.append(Look(index: index, damage: now?.kind == .other ? .edited : .missing))
          continue
        }
        if now.stamp == files.stamp(index) { continue }
        if let bytes = try? folder.read(files.path(index)),
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

  /// The open folder, or nil where nothing is to be written.
  var folder: FolderHandle? { state.withLock { $0.folder } }

  /// The files of ours that are gone or were changed.
  var damaged: [OutputPath: Damage] { state.withLock { $0.damaged } }

  /// The hash of what the last build published here, if that is known.
  var publishedGoal: ContentHash? { state.withLock { $0.publishedGoal } }

  /// Notes what was published, for a further build by the same process.
  func notePublished(_ goal: ContentHash) { state.withLock { $0.publishedGoal = goal } }

  /// How many files of ours the folder has.
  var count: Int { state.withLock { $0.owned.count } }

  /// Whether the folder already has a file with these bytes, undamaged, or has it staged.
  func has(_ file: OutputFile) -> Bool {
    state.withLock { state in
      if state.folder == nil { return true }
      if state.staged[file.path] == file.hash { return true }
      if state.blocked[file.path]?.file.hash == file.hash { return true }
      guard let place = state.owned.index(of: file.path) else { return false }
      return state.owned.hash(place) == file.hash && state.damaged[file.path] == nil
    }
  }

  /// Takes the bytes of what a rule makes, under a name that comes from an author's text.
  ///
  /// - Returns: the file; none where the name is none, which is reported.
  func put(
    _ name: String, _ bytes: [UInt8], origin: String, _ key: some OutputKey, _ recorder: Recorder
  ) throws -> [OutputFile] {
    if let flaw = OutputPath.flaw(in: name) {
      recorder.report(BuildMessages.badOutputPath(name, flaw, from: origin))
      return []
    }
    let file = OutputFile(
      path: OutputPath(checked: name), bytes: bytes, origin: origin, producer: key.key)
    try put(file, bytes)
    return [file]
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
      try files.makeFolder(folder.text)
      state.withLock { $0.folders.formUnion(folders) }
    }
    try files.write(bytes, to: file.path)
    state.withLock { $0.staged[file.path] = file.hash }
  }

  /// The folder for new files, made when it is first needed; nobody else's files are in it.
  private func stagedFiles() throws -> FolderHandle {
    try state.withLock { state in
      if let files = state.files { return files }
      guard let folder = state.folder, let stage else {
        preconditionFailure("nothing is written here")
      }
      let files = try stage.open(for: folder).folder.makeNewFolder(OutputStage.files)
      state.files = files
      return files
    }
  }

  /// The folders above a staged file that are not there yet, the nearest first; nil where a staged
  /// file has the name of one of them, or this file that of a folder.
  private func newFolders(of file: OutputPath) -> [OutputPath]? {
    state.withLock { state in
      if state.folders.contains(file) { return nil }
      var new: [OutputPath] = []
      for folder in file.folders {
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
    try stage?.clear()
  }

  /// Takes out of the stage what rules put there whose pages the site no longer has, and stages what
  /// they were in the way of.
  func settle(_ wanted: Set<OutputPath>) throws {
    let (stale, blocked, files) = state.withLock { state in
      let stale = state.staged.keys.filter { !wanted.contains($0) }.sorted()
      for path in stale { state.staged[path] = nil }
      if !stale.isEmpty { state.folders = [] }
      let blocked = state.blocked.filter { wanted.contains($0.key) }
      state.blocked = [:]
      return (stale, blocked, state.files)
    }
    for path in stale { try files?.remove(path) }
    try files?.removeEmptyFolders(above: stale)
    for (_, entry) in blocked.sorted(by: { $0.key < $1.key }) { try put(entry.file, entry.bytes) }
  }

  // MARK: - What stays

  /// What is to be kept so that the next run need not hash the files.
  func stamps(goal: ContentHash, options: [String: String]) -> OutputStamps? {
    guard let manifest = folder?.look(OutputManifest.name) else { return nil }
    return state.withLock {
      OutputStamps(
        folder: path, manifest: manifest.stamp, goal: goal, files: $0.owned, twin: $0.twin,
        options: options)
    }
  }

  /// Deletes all files of ours and the folders that are empty then.
  static func clean(_ path: String, keptIn state: String) throws -> Int {
    guard let folder = FolderHandle(path), folder.look(OutputManifest.name) != nil else { return 0 }
    guard let bytes = try folder.read(OutputManifest.name),
      let files = OutputManifest.entries(bytes)?.map(\.path)
    else { throw BuildMessages.damagedManifest(path + "/" + OutputManifest.name) }
    let stage = OutputStage(of: folder, path, state: state)
    if let kept = try stage.othersKept().first { throw BuildMessages.othersKeptFromCleaning(kept) }
    for file in files { try folder.remove(file) }
    try folder.removeEmptyFolders(above: files)
    try stage.remove()
    try folder.remove(OutputManifest.name)
    return files.count
  }
}
