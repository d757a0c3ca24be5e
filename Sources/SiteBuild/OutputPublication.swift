import Basics

/// Moves what was staged into place, as its journal says.
struct OutputPublication {
  static let stage = OutputPath.ownPrefix + "stage"
  static let files = "files"
  static let journal = "journal"

  let folder: FolderHandle
  /// The folder's path, for messages.
  let path: String

  /// What is to be done, on the disk.
  struct Journal {
    var removals: [OutputPath]
    var manifest: [UInt8]

    private static let magic: UInt64 = 0x3130_4C4E_524A_5341

    init(removals: [OutputPath], manifest: [UInt8]) {
      self.removals = removals
      self.manifest = manifest
    }

    /// Nil where the bytes are not whole, or not what `bytes` gave.
    init?(_ bytes: [UInt8]) {
      var reader = ByteReader(bytes)
      guard (try? reader.uint64()) == Self.magic, let sum = try? reader.hash(),
        let start = try? reader.skip(0), sum == ContentHash(of: Array(bytes[start...])),
        let removals: [OutputPath] = try? reader.values(), let manifest = try? reader.byteArray(),
        reader.isAtEnd, OutputManifest.entries(manifest) != nil
      else { return nil }
      self.init(removals: removals, manifest: manifest)
    }

    var bytes: [UInt8] {
      var body = ByteWriter()
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
    let entry = Journal(removals: removals, manifest: manifest)
    let stage = try folder.folder(Self.stage) ?? folder.makeNewFolder(Self.stage)
    try stage.replace(Self.journal, with: entry.bytes)
    try complete(entry)
  }

  /// Completes a publication that was interrupted. Without a journal nothing was decided, and what is
  /// staged is thrown away; so it is where the journal is damaged, which is said.
  ///
  /// - Returns: whether it was damaged.
  func recover() throws -> Bool {
    guard folder.look(Self.stage) != nil else { return false }
    let stage = try folder.folder(Self.stage)
    guard let stage, stage.look(Self.journal) != nil else {
      try folder.removeTree(Self.stage)
      return false
    }
    guard let bytes = try stage.read(Self.journal), var entry = Journal(bytes) else {
      try folder.removeTree(Self.stage)
      return true
    }
    // Nothing is taken from a stage that the journal does not name, and only files of ours go.
    let new = Set((OutputManifest.entries(entry.manifest) ?? []).map(\.path))
    if let files = try stage.folder(Self.files) { try prune(files, below: "", keeping: new) }
    let owned = Set(
      (try folder.read(OutputManifest.name)).flatMap { OutputManifest.entries($0) }?.map(\.path)
        ?? [])
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
    // What stands in the way of a new file goes first: a file where a folder is to be, or files
    // in a folder where a file is to be.
    let new =
      entry.removals.isEmpty
      ? [] : Set((OutputManifest.entries(entry.manifest) ?? []).map(\.path))
    let newFolders = Set(new.flatMap(\.folders))
    let blocking = entry.removals.filter { removal in
      newFolders.contains(removal) || removal.folders.contains { new.contains($0) }
    }
    try remove(blocking)
    if let files = try folder.folder(Self.stage)?.folder(Self.files) {
      try moveTree(from: files, to: folder, below: path)
    }
    try remove(entry.removals)
    try folder.replace(OutputManifest.name, with: entry.manifest)
    try folder.removeTree(Self.stage)
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
