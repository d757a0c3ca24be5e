import Basics
import Dispatch
import Incremental
import Synchronization

extension OutputFolder {
  /// Makes the folder hold these files of ours: all of them, or those in the place of others.
  ///
  /// - Parameter replaced: paths of ours that these files stand for; nil for all.
  func publish(_ files: [OutputFile], replacing replaced: [OutputPath]?) throws -> Change {
    guard let folder, let stage else { return Change() }
    try settle(Set(files.map(\.path)))
    let (owned, staged, damaged, restamped) = state.withLock {
      ($0.owned, $0.staged, $0.damaged, $0.restamped)
    }
    var edit = OutputTable.Edit()
    var hasOtherHashes = false
    var removals: [OutputPath] = []
    var new: Set<OutputPath> = []
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
    edit.added.sort { $0.path < $1.path }
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
    var neighbours = OutputNeighbours(folder: folder, path: path, owned: owned)
    try neighbours.refuse(inTheWayOf: moves, staged)
    guard
      change.written + change.removed > 0 || hasOtherHashes || !edit.added.isEmpty
        || !edit.removed.isEmpty || !damaged.isEmpty
    else {
      if !edit.replaced.isEmpty { state.withLock { $0.owned = owned.edited(edit) } }
      try stage.clear()
      state.withLock { $0.files = nil }
      return change
    }
    let difference = Difference(
      table: owned.edited(edit), moves: moves, removals: removals.sorted())
    if try !exchange(folder, stage, difference, owned) {
      try OutputPublication(stage: stage.open(for: folder).folder, folder: folder, path: path)
        .publish(removals: difference.removals, manifest: difference.table.manifest)
      let published = stamped(difference.table, moves, in: folder)
      state.withLock { $0 = State(folder: folder, owned: published) }
    }
    try stage.clear()
    return change
  }

  /// How what is to be published differs from what is there.
  private struct Difference {
    var table: OutputTable
    var moves: [OutputPath]
    var removals: [OutputPath]
  }

  /// Lets a copy of the folder, brought up to date, change places with it.
  ///
  /// - Returns: false where that cannot be done here; then nothing was.
  private func exchange(
    _ folder: FolderHandle, _ stage: OutputStage, _ difference: Difference, _ owned: OutputTable
  ) throws -> Bool {
    let (staged, isInside) = try stage.open(for: folder)
    guard !isInside, let parent = stage.parent else { return false }
    let twin = OutputTwin(stage: staged, jobs: jobs)
    // A folder that is moved keeps the time at which the names in it were changed.
    let named = folder.look(".")?.stamp.modified
    guard let now = SeenFolders(of: owned, in: [folder], jobs: jobs),
      let (new, isNew) = try twin.folder(
        of: folder, owned, now: now, seen: state.withLock { $0.twin })
    else { return false }
    let (table, moves, removals) = (difference.table, difference.moves, difference.removals)
    let touched = Set((moves + removals).flatMap(\.folders).map(\.text))
    let before = SeenFolders(of: touched, in: [folder, new])
    guard let guests = try twin.linkGuests(of: folder, to: new, but: [owned, table]) else {
      return false
    }
    // Without a manifest it is taken for no copy, should the build end here.
    try new.remove(OutputManifest.name)
    try OutputPublication(stage: staged, folder: new, path: path).apply(
      removals: removals, new: removals.isEmpty ? [] : Set((0..<table.count).map(table.path)))
    try new.replace(OutputManifest.name, with: table.manifest)
    // The lock that is held is the old folder's.
    guard let lock = try HeldLock(of: new),
      parent.exchange(stage.name, with: staged, OutputStage.twin)
    else {
      try twin.takeBack(moves, from: new)
      return false
    }
    // What others have there goes along, and what they put there while the copy was prepared.
    let isAsSeen =
      named == folder.look(".")?.stamp.modified
      && SeenFolders(of: owned, in: [folder], jobs: jobs) == now
    for (name, inode) in guests where new.look(name)?.stamp.inode == inode {
      if folder.look(name)?.stamp.inode != inode { try? new.remove(name) }
    }
    try twin.bringOver(from: folder, to: new, but: [owned, table], isDeep: !isAsSeen)
    // A folder in which somebody is at work is no copy to go on from.
    let isFollowed = isAsSeen && twin.follow(new, folder, moved: moves, removed: removals)
    let published = stamped(table, isNew ? (0..<table.count).map(table.path) : moves, in: new)
    let last = state.withLock { $0.twin }
    var seen: SeenFolders?
    if isFollowed, let last, !isNew {
      seen = last - before + SeenFolders(of: touched, in: [folder, new])
    } else if isFollowed {
      seen = SeenFolders(of: published, in: [folder, new], jobs: jobs).map {
        $0 + SeenFolders(of: [], in: [folder, new])
      }
    }
    state.withLock { [seen] in
      $0 = State(folder: new, owned: published, twin: seen, lock: lock)
    }
    return true
  }

  /// Gives back the lock of a folder that publishing put in place.
  func unlock() { state.withLock { $0.lock = nil } }

  /// The table with the stamps of files that have just been moved into place.
  private func stamped(
    _ table: OutputTable, _ moves: [OutputPath], in folder: FolderHandle
  ) -> OutputTable {
    let found = Mutex([(Int, FileStamp)]())
    let width = moves.count < 64 ? 1 : jobs
    DispatchQueue.concurrentPerform(iterations: width) { worker in
      var stamps: [(Int, FileStamp)] = []
      for index in stride(from: worker, to: moves.count, by: width) {
        if let place = table.index(of: moves[index]),
          let now = table.withPath(place, { folder.stamp($0, followsLinks: false) })
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
}
