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
  ///   - seen: what was seen of all folders when the copy was last made.
  func folder(
    of output: FolderHandle, _ owned: OutputTable, seen: SeenFolders?
  ) throws -> (folder: FolderHandle, isNew: Bool)? {
    let manifest = output.look(OutputManifest.name)
    if let seen, let manifest, let twin = try stage.folder(OutputStage.twin),
      twin.look(OutputManifest.name)?.stamp == manifest.stamp,
      SeenFolders(of: owned, in: [output, twin], jobs: jobs) == seen
    {
      return (twin, false)
    }
    try stage.removeTree(OutputStage.twin)
    let twin = try stage.makeNewFolder(OutputStage.twin)
    var folders: Set<String> = []
    owned.withFolders(of: 0..<owned.count) { folder in
      folders.insert(String(decoding: folder.dropLast(), as: UTF8.self))
    }
    guard twin.access == output.access, try copy(output, to: twin, below: "", ours: folders) else {
      try stage.removeTree(OutputStage.twin)
      return nil
    }
    return (twin, true)
  }

  /// Links all files of a folder into another; false where there is what cannot be in two places.
  private func copy(
    _ folder: FolderHandle, to target: FolderHandle, below path: String, ours: Set<String>
  ) throws -> Bool {
    let entries = try folder.entries().filter { !$0.name.hasPrefix(OutputPath.ownPrefix) }
    // Somebody else's folder is theirs, and may be in use.
    let areFit = entries.allSatisfy {
      $0.kind == .file || $0.kind == .folder && ours.contains(path + $0.name)
    }
    guard areFit else { return false }
    for entry in entries {
      if entry.kind == .file {
        guard folder.link(entry.name, to: target) else { return false }
      } else {
        let place = path + entry.name
        guard let inner = try folder.folder(entry.name),
          try copy(inner, to: target.makeNewFolder(entry.name), below: place + "/", ours: ours)
        else { return false }
      }
    }
    return true
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
