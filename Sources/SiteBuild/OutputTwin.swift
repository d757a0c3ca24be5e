import Basics
import Dispatch
import Synchronization

/// A second copy of the output in the stage, made of links to the same files.
///
/// What is to be published is put into it, and then the two folders change places in one step: who
/// comes along, or comes after a kill, finds the old site or the new one. Then what was the output is
/// made like the new one, so that the next publication costs no more than what it changes.
struct OutputTwin {
  let stage: FolderHandle
  let jobs: Int

  /// The copy of the output as it is now; nil where there can be none.
  ///
  /// - Parameters:
  ///   - owned: the files of ours in the output.
  ///   - now: what is seen of the folders in the output.
  ///   - seen: what was seen of all folders when the copy was last made.
  func folder(
    of output: FolderHandle, _ owned: OutputTable, now: SeenFolders, seen: SeenFolders?
  ) throws -> (folder: FolderHandle, isNew: Bool)? {
    let manifest = output.look(OutputManifest.name)
    if let twin = try stage.folder(OutputStage.twin) {
      let isShared = manifest != nil && twin.look(OutputManifest.name)?.stamp == manifest?.stamp
      if isShared, let seen, let other = SeenFolders(of: owned, in: [twin], jobs: jobs),
        now + other + SeenFolders(of: [], in: [output, twin]) == seen
      {
        return (twin, false)
      }
      // Somebody who stands in what was the output may have written there.
      if isShared { try bringOver(from: twin, to: output, but: [owned]) }
    }
    guard (try? stage.removeTree(OutputStage.twin)) != nil else { return nil }
    let twin = try stage.makeNewFolder(OutputStage.twin)
    var folders: Set<String> = []
    owned.withFolders(of: 0..<owned.count) { folder in
      folders.insert(String(decoding: folder.dropLast(), as: UTF8.self))
    }
    let isWhole =
      !Self.isCoarse(output) && !Self.isCoarse(twin)
      && (try? copy(output, to: twin, below: "", files: owned, folders: folders)) == true
    if isWhole { return (twin, true) }
    try? stage.removeTree(OutputStage.twin)
    return nil
  }

  /// Whether time is told in seconds there: then what was seen of a folder proves nothing.
  private static func isCoarse(_ folder: FolderHandle) -> Bool {
    folder.look(".").map { $0.stamp.changed % 1_000_000_000 == 0 } ?? true
  }

  /// Links our files of a folder into another.
  ///
  /// - Returns: false where there is something of somebody else's, but for files at the top: those are
  ///   moved when the folders have changed places.
  private func copy(
    _ folder: FolderHandle, to target: FolderHandle, below path: String, files: OutputTable,
    folders: Set<String>
  ) throws -> Bool {
    guard let access = folder.access, access == target.access else { return false }
    let entries = try folder.entries().filter { !path.isEmpty || !Self.isOwn($0.name) }
    func isOurs(_ entry: FolderEntry) -> Bool {
      OutputPath(path + entry.name).flatMap { files.index(of: $0) } != nil
    }
    let areFit = entries.allSatisfy { entry in
      entry.kind == .file
        ? path.isEmpty || isOurs(entry)
        : entry.kind == .folder && folders.contains(path + entry.name)
    }
    guard areFit else { return false }
    for entry in entries {
      if entry.kind == .file {
        guard !isOurs(entry) || folder.link(entry.name, to: target) else { return false }
      } else {
        guard let inner = try folder.folder(entry.name),
          try copy(
            inner, to: target.makeNewFolder(entry.name), below: path + entry.name + "/",
            files: files, folders: folders)
        else { return false }
      }
    }
    return true
  }

  /// Names of the tool's own at the top of an output.
  private static func isOwn(_ name: String) -> Bool {
    name == OutputManifest.name || name == OutputManifest.name + ".new"
      || name == OutputStage.inside
  }

  // MARK: - What is somebody else's

  /// Gives the files of others at the top of the output a second name in the copy, so that they are
  /// there at each moment.
  ///
  /// - Returns: which files they are, by their names; nil where one can have no second name, because
  ///   something is mounted over it, say.
  func linkGuests(
    of output: FolderHandle, to twin: FolderHandle, but ours: [OutputTable]
  ) throws -> [String: UInt64]? {
    var guests: [String: UInt64] = [:]
    for entry in try output.entries() where entry.kind == .file && !Self.isOwn(entry.name) {
      if Self.isOne(OutputPath(entry.name), of: ours) { continue }
      try twin.remove(entry.name)
      guard output.link(entry.name, to: twin), let linked = twin.look(entry.name) else {
        try? stage.removeTree(OutputStage.twin)
        return nil
      }
      guests[entry.name] = linked.stamp.inode
    }
    return guests
  }

  private static func isOne(_ path: OutputPath?, of ours: [OutputTable]) -> Bool {
    path.map { path in ours.contains { $0.index(of: path) != nil } } ?? false
  }

  /// Moves what is not ours from a folder that was the output, or its copy, to the output.
  ///
  /// What cannot be moved, because the name is taken or something is mounted there, stays in the
  /// stage under a name by which no build takes it for the copy.
  ///
  /// - Parameters:
  ///   - ours: the tables of what is.
  ///   - isDeep: whether it may be in folders of ours too.
  func bringOver(
    from old: FolderHandle, to output: FolderHandle, but ours: [OutputTable], isDeep: Bool = true
  ) throws {
    var folders: Set<String> = []
    for table in ours where isDeep {
      table.withFolders(of: 0..<table.count) { folder in
        folders.insert(String(decoding: folder.dropLast(), as: UTF8.self))
      }
    }
    var isLeft = false
    func visit(_ folder: FolderHandle, at path: [String]) throws {
      for entry in try folder.entries() where !path.isEmpty || !Self.isOwn(entry.name) {
        let place = path + [entry.name]
        let text = place.joined(separator: "/")
        // At the top alone, there is no folder that was not seen before.
        if entry.kind == .folder, !isDeep || folders.contains(text) {
          if isDeep, let inner = try folder.folder(entry.name) { try visit(inner, at: place) }
          continue
        }
        if Self.isOne(OutputPath(text), of: ours) { continue }
        // Folder by folder: in the output there may be a link in the place of one.
        guard let target = try? output.folder(making: path) else {
          isLeft = true
          continue
        }
        if let there = target.look(entry.name) {
          let isSame =
            there.kind == .file && there.stamp.inode == folder.look(entry.name)?.stamp.inode
          if isSame { try folder.remove(entry.name) } else { isLeft = true }
        } else if (try? folder.move(entry.name, to: target, as: entry.name)) == nil {
          isLeft = true
        }
      }
    }
    try visit(old, at: [])
    if isLeft, let inode = old.look(".")?.stamp.inode {
      try stage.move(OutputStage.twin, to: stage, as: OutputStage.kept + "\(inode)")
    }
  }

  /// Makes what was the output like the new one, which differs from it by these files.
  ///
  /// - Returns: whether that was done; else there is no copy any more.
  func follow(
    _ new: FolderHandle, _ old: FolderHandle, moved: [OutputPath], removed: [OutputPath]
  ) -> Bool {
    do {
      try old.remove(OutputManifest.name)
      for path in removed { try old.remove(path) }
      try old.removeEmptyFolders(above: removed)
      for folder in Set(moved.flatMap(\.folders)).sorted() { try old.makeFolder(folder.text) }
      if link(moved, from: new, to: old), new.link(OutputManifest.name, to: old) { return true }
    } catch {}
    try? stage.removeTree(OutputStage.twin)
    return false
  }

  /// Puts staged files back where they were: the folders cannot change places after all.
  func takeBack(_ moved: [OutputPath], from twin: FolderHandle) throws {
    try stage.removeTree(OutputStage.files)
    let files = try stage.makeNewFolder(OutputStage.files)
    for folder in Set(moved.flatMap(\.folders)).sorted() { try files.makeFolder(folder.text) }
    for path in moved { try twin.move(path.text, to: files, as: path.text) }
    try stage.removeTree(OutputStage.twin)
  }

  private func link(_ paths: [OutputPath], from new: FolderHandle, to old: FolderHandle) -> Bool {
    let failures = Atomic(0)
    let width = paths.count < 64 ? 1 : jobs
    DispatchQueue.concurrentPerform(iterations: width) { worker in
      for index in stride(from: worker, to: paths.count, by: width) {
        let path = paths[index]
        if new.link(path.text, to: old) { continue }
        // The old version is in its place.
        guard (try? old.remove(path)) != nil, new.link(path.text, to: old) else {
          failures.add(1, ordering: .relaxed)
          return
        }
      }
    }
    return failures.load(ordering: .relaxed) == 0
  }
}
