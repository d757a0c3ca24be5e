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
    /// The path of the output that it is about.
    var output: String
    var removals: [OutputPath]
    var manifest: [UInt8]

    private static let magic: UInt64 = 0x3230_4C4E_524A_5341

    init(output: String, removals: [OutputPath], manifest: [UInt8]) {
      self.output = output
      self.removals = removals
      self.manifest = manifest
    }

    /// Nil where the bytes are not whole, or not what `bytes` gave.
    init?(_ bytes: [UInt8]) {
      var reader = ByteReader(bytes)
      guard (try? reader.uint64()) == Self.magic, let sum = try? reader.hash(),
        let start = try? reader.skip(0), sum == ContentHash(of: Array(bytes[start...])),
        let output = try? reader.string(), let removals: [OutputPath] = try? reader.values(),
        let manifest = try? reader.byteArray(),
        reader.isAtEnd, OutputManifest.entries(manifest) != nil
      else { return nil }
      self.init(output: output, removals: removals, manifest: manifest)
    }

    var bytes: [UInt8] {
      var body = ByteWriter()
      body.write(output)
      body.write(removals)
      body.write(manifest)
      var head = ByteWriter()
      head.write(Self.magic)
      head.write(ContentHash(of: body.bytes))
      return head.bytes + body.bytes
    }
  }

  /// Writes down what is to be done, which is the point of no return, and does it.
  func publish(removals: [OutputPath], manifest: [UInt8]) throws {
    let entry = Journal(output: path, removals: removals, manifest: manifest)
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
    guard entry.output == path else { return false }
    // Nothing is taken from a stage that the journal does not name, and only files of ours go.
    let new = Set((OutputManifest.entries(entry.manifest) ?? []).map(\.path))
    if let files = try stage.folder(OutputStage.files) {
      try prune(files, below: "", keeping: new)
    }
    let entries = try folder.read(OutputManifest.name).flatMap(OutputManifest.entries) ?? []
    let owned = Set(entries.map(\.path))
    entry.removals.removeAll { !owned.contains($0) }
    try complete(entry)
    return false
  }

  /// Removes what is not one of the files, from a folder of the stage.
  private func prune(
    _ stage: FolderHandle, below path: String, keeping files: Set<OutputPath>
  ) throws {
    for entry in try stage.entries() {
      let inside = path + entry.name
      if entry.kind == .folder, let inner = try stage.folder(entry.name) {
        try prune(inner, below: inside + "/", keeping: files)
        stage.removeEmptyFolder(entry.name)
      } else if entry.kind != .file || OutputPath(inside).map({ !files.contains($0) }) ?? true {
        try stage.remove(entry.name)
      }
    }
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
    for entry in entries where entry.kind == .folder {
      guard target.look(entry.name) != nil else {
        try source.move(entry.name, to: target, as: entry.name)
        continue
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
      try source.move(entry.name, to: target, as: entry.name)
    }
  }
}
