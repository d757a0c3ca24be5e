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
  ///   - seen: what `sum` gave when the copy was last made.
  func folder(
    of output: FolderHandle, _ owned: OutputTable, seen: ContentHash?
  ) throws -> (folder: FolderHandle, isNew: Bool)? {
    let manifest = output.look(OutputManifest.name)
    if let seen, let manifest, let twin = try stage.folder(OutputStage.twin),
      twin.look(OutputManifest.name)?.stamp == manifest.stamp,
      sum(owned, output, twin) == seen
    {
      return (twin, false)
    }
    try stage.removeTree(OutputStage.twin)
    let twin = try stage.makeNewFolder(OutputStage.twin)
    let folders = Set(Self.folders(of: owned))
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

  // MARK: - What was seen

  /// One number for what is seen of all folders of the output and of its copy: another one when a name
  /// was added, taken away or given to another file in any of them. The two may change places.
  ///
  /// - Returns: nil where one of the folders is not there.
  func sum(_ owned: OutputTable, _ output: FolderHandle, _ twin: FolderHandle) -> ContentHash? {
    let folders = ["."] + Self.folders(of: owned)
    let sums = Mutex<(high: UInt64, low: UInt64)?>((0, 0))
    let width = folders.count < 64 ? 1 : jobs
    DispatchQueue.concurrentPerform(iterations: width) { worker in
      var (high, low): (UInt64, UInt64) = (0, 0)
      for index in stride(from: worker, to: folders.count, by: width) {
        for root in [output, twin] {
          guard let now = root.look(folders[index]), now.kind == .folder else {
            return sums.withLock { $0 = nil }
          }
          let seen = now.stamp
          let hash = [UInt64(index), seen.modified, seen.changed, seen.inode].withUnsafeBytes {
            ContentHash(of: $0)
          }
          high &+= hash.high
          low &+= hash.low
        }
      }
      sums.withLock { if let sum = $0 { $0 = (sum.high &+ high, sum.low &+ low) } }
    }
    return sums.withLock { $0 }.map { ContentHash(high: $0.high, low: $0.low) }
  }

  /// The folders that the files lie in, in the order of their paths' bytes.
  private static func folders(of files: OutputTable) -> [String] {
    var folders: [String] = []
    var last: [UInt8] = []
    for index in 0..<files.count {
      files.withPath(index) { path in
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return }
        let folder = UnsafeRawBufferPointer(rebasing: path[..<slash])
        // The folders above it that the file before does not lie in.
        let common = last.withUnsafeBytes { Self.sharedPrefix($0, folder) }
        if common == folder.count, common == last.count { return }
        for place in common...folder.count
        where place == folder.count || folder[place] == UInt8(ascii: "/") {
          let isAbove =
            place == last.count || place < last.count && last[place] == UInt8(ascii: "/")
          if place == common, isAbove { continue }
          folders.append(String(decoding: folder[..<place], as: UTF8.self))
        }
        last = Array(folder)
      }
    }
    return folders
  }

  /// How many bytes two paths have in common from the left.
  private static func sharedPrefix(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer)
    -> Int
  {
    let most = min(left.count, right.count)
    var count = 0
    while count < most, left[count] == right[count] { count += 1 }
    return count
  }
}
