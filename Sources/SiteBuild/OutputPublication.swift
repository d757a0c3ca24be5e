import Basics

/// Moves what was staged into place, file by file, as its journal says: for outputs whose folder
/// cannot change places with another.
struct OutputPublication {
  let stage: FolderHandle
  let folder: FolderHandle
  /// The output's path, for messages and for the journal.
  let path: String

  /// What is to be done, on the disk.
  struct Journal {
    /// The output that it is about: its path, and what it was where it lay. One of the two may be
    /// another by now: the folder of a site is renamed, or copied.
    var output: String
    var inode: UInt64
    var removals: [OutputPath]
    var manifest: [UInt8]

    private static let magic: UInt64 = 0x3330_4C4E_524A_5341

    init(output: String, inode: UInt64, removals: [OutputPath], manifest: [UInt8]) {
      self.output = output
      self.inode = inode
      self.removals = removals
      self.manifest = manifest
    }

    /// Nil where the bytes are not whole, or not what `bytes` gave.
    init?(_ bytes: [UInt8]) {
      var reader = ByteReader(bytes)
      guard (try? reader.uint64()) == Self.magic, let sum = try? reader.hash(),
        let start = try? reader.skip(0), sum == ContentHash(of: Array(bytes[start...])),
        let output = try? reader.string(), let inode = try? reader.uint64(),
        let removals: [OutputPath] = try? reader.values(),
        let manifest = try? reader.byteArray(),
        reader.isAtEnd, OutputManifest.entries(manifest) != nil
      else { return nil }
      self.init(output: output, inode: inode, removals: removals, manifest: manifest)
    }

    var bytes: [UInt8] {
      var body = ByteWriter()
      body.write(output)
      body.write(inode)
      body.write(removals)
      body.write(manifest)
      var head = ByteWriter()
      head.write(Self.magic)
      head.write(ContentHash(of: body.bytes))
      return head.bytes + body.bytes
    }
  }

  private var inode: UInt64 { folder.look(".")?.stamp.inode ?? 0 }

  /// Writes down what is to be done, which is the point of no return, and does it.
  func publish(removals: [OutputPath], manifest: [UInt8]) throws {
    let entry = Journal(output: path, inode: inode, removals: removals, manifest: manifest)
    try stage.replace(OutputStage.journal, with: entry.bytes)
    try complete(entry)
  }

  /// Completes a publication that was interrupted. Without a journal nothing was decided; a journal
  /// that is damaged is not followed, which is said.
  ///
  /// - Returns: whether it was damaged.
  func recover() throws -> Bool {
    guard stage.look(OutputStage.journal) != nil else { return false }
    guard let bytes = try stage.read(OutputStage.journal), var entry = Journal(bytes) else {
      return true
    }
    guard entry.output == path || entry.inode == inode else { return false }
    // Nothing is taken from a stage that the journal does not name, only files of ours go, and what
    // others have put there since stays.
    let new = (OutputManifest.entries(entry.manifest) ?? []).map { ($0.path, $0.hash) }
    let hashes = Dictionary(new, uniquingKeysWith: { first, _ in first })
    let staged =
      try stage.folder(OutputStage.files).map { try prune($0, below: "", keeping: hashes) } ?? []
    let entries = try folder.read(OutputManifest.name).flatMap(OutputManifest.entries) ?? []
    let owned = OutputTable.empty.edited(OutputTable.Edit(added: entries))
    var neighbours = OutputNeighbours(folder: folder, path: path, owned: owned)
    try neighbours.refuse(inTheWayOf: staged, hashes)
    entry.removals.removeAll { owned.index(of: $0) == nil }
    try complete(entry)
    return false
  }

  /// Removes what is not one of the files, from a folder of the stage.
  ///
  /// - Returns: the files that are left.
  private func prune(
    _ stage: FolderHandle, below path: String, keeping files: [OutputPath: ContentHash]
  ) throws -> [OutputPath] {
    var kept: [OutputPath] = []
    for entry in try stage.entries() {
      let inside = path + entry.name
      if entry.kind == .folder, let inner = try stage.folder(entry.name) {
        kept += try prune(inner, below: inside + "/", keeping: files)
        stage.removeEmptyFolder(entry.name)
      } else if entry.kind == .file, let file = OutputPath(inside), files[file] != nil {
        kept.append(file)
      } else {
        try stage.remove(entry.name)
      }
    }
    return kept
  }

  /// Does what the journal says, from wherever an earlier attempt was interrupted.
  private func complete(_ entry: Journal) throws {
    let new =
      entry.removals.isEmpty
      ? [] : Set((OutputManifest.entries(entry.manifest) ?? []).map(\.path))
    try apply(removals: entry.removals, new: new)
    try folder.replace(OutputManifest.name, with: entry.manifest)
  }

  /// Moves the staged files into the folder, and removes files from it.
  ///
  /// - Parameter new: all files that are to be there, where some are removed.
  func apply(removals: [OutputPath], new: Set<OutputPath>) throws {
    // What stands in the way of a new file goes first: a file where a folder is to be, or files
    // in a folder where a file is to be.
    let newFolders = Set(new.flatMap(\.folders))
    let blocking = removals.filter { removal in
      newFolders.contains(removal) || removal.folders.contains { new.contains($0) }
    }
    try remove(blocking)
    if let files = try stage.folder(OutputStage.files) {
      try moveTree(from: files, to: folder, below: path)
    }
    try remove(removals)
  }

  private func remove(_ files: [OutputPath]) throws {
    for file in files { try folder.remove(file) }
    try folder.removeEmptyFolders(above: files)
  }

  /// Moves files into place, whole folders at once where there is no such folder yet; files at
  /// the top come last, so that the front page never leads to pages that are not there.
  private func moveTree(
    from source: FolderHandle, to target: FolderHandle, below path: String
  ) throws {
    let entries = try source.entries()
    // A folder may be mounted where the target is: nothing can be moved there, but copied.
    let isOneMount = source.canMove(to: target)
    for entry in entries where entry.kind == .folder {
      if target.look(entry.name) == nil {
        if isOneMount {
          try source.move(entry.name, to: target, as: entry.name)
          continue
        }
        _ = try target.makeNewFolder(entry.name)
      }
      let place = path + "/" + entry.name
      guard let inner = try source.folder(entry.name) else { continue }
      guard let there = try target.folder(entry.name) else {
        throw BuildMessages.foreignFile(place)
      }
      try moveTree(from: inner, to: there, below: place)
    }
    for entry in entries where entry.kind != .folder {
      if target.look(entry.name)?.kind == .folder { try target.removeEmptyTree(entry.name) }
      if isOneMount {
        try source.move(entry.name, to: target, as: entry.name)
      } else if let bytes = try source.read(entry.name) {
        try target.replace(entry.name, with: bytes)
        try source.remove(entry.name)
      }
    }
  }
}
