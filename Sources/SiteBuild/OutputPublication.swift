import Basics

/// Moves what was staged into place, as its journal says.
struct OutputPublication {
  /// The output folder.
  let path: String
  let stage: String

  private var journal: String { stage + "/journal" }

  /// Writes down what is to be done, which is the point of no return, and does it.
  func publish(removals: [String], manifest: [UInt8]) throws {
    try FileSystem.makeFolder(stage)
    var entry = ByteWriter()
    entry.write(list: removals) { $0.write($1) }
    entry.write(manifest)
    try FileSystem.replace(journal, with: entry.bytes)
    try complete(removals: removals, manifest: manifest)
  }

  /// Completes a publication that was interrupted; without a journal nothing was decided, and what
  /// is staged is thrown away.
  func recover() throws {
    guard let bytes = try FileSystem.read(journal) else {
      if FileSystem.stamp(stage) != nil { try FileSystem.removeTree(stage) }
      return
    }
    var reader = ByteReader(bytes)
    try complete(removals: try reader.list { try $0.string() }, manifest: try reader.byteArray())
  }

  /// Does what the journal says, from wherever an earlier attempt was interrupted.
  private func complete(removals: [String], manifest: [UInt8]) throws {
    // What stands in the way of a new file goes first: a file where a folder is to be, or files
    // in a folder where a file is to be.
    let new =
      removals.isEmpty ? [] : Set((OutputManifest.entries(manifest) ?? []).map(\.path))
    let newFolders = Set(new.flatMap { Self.folders(of: $0) })
    let blocking = removals.filter { removal in
      newFolders.contains(removal) || Self.folders(of: removal).contains { new.contains($0) }
    }
    for removal in blocking { try remove(path + "/" + removal) }
    Self.removeEmptyFolders(of: blocking, in: path)
    try moveTree(from: stage + "/files", to: path)
    for removal in removals { try remove(path + "/" + removal) }
    Self.removeEmptyFolders(of: removals, in: path)
    try FileSystem.replace(path + "/" + OutputManifest.name, with: manifest)
    try FileSystem.removeTree(stage)
  }

  /// Moves files into place, whole folders at once where there is no such folder yet; files at
  /// the top come last, so that the front page never leads to pages that are not there.
  private func moveTree(from source: String, to target: String) throws {
    guard let entries = try FileSystem.list(source) else { return }
    let folders = entries.filter { $0.kind == .folder }
    for entry in folders + entries.filter({ $0.kind != .folder }) {
      let (from, to) = (source + "/" + entry.name, target + "/" + entry.name)
      if entry.kind == .folder, FileSystem.stamp(to) != nil {
        try moveTree(from: from, to: to)
      } else {
        if entry.kind != .folder { try removeEmptyTree(to) }
        try FileSystem.move(from, to: to)
      }
    }
  }

  /// Removes a file; where its name, or one above it, is another thing's by now, it is gone.
  private func remove(_ path: String) throws {
    guard let kind = FileSystem.stamp(path)?.kind, kind != .folder else { return }
    try FileSystem.removeFile(path)
  }

  /// Removes a folder that has nothing in it but such folders.
  private func removeEmptyTree(_ path: String) throws {
    guard FileSystem.stamp(path)?.kind == .folder else { return }
    for entry in try FileSystem.list(path) ?? [] { try removeEmptyTree(path + "/" + entry.name) }
    FileSystem.removeEmptyFolder(path)
  }

  /// The folders above a file, the nearest first.
  static func folders(of file: String) -> [String] {
    var folders: [String] = []
    var rest = file[...]
    while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
      rest = rest[..<slash]
      folders.append(String(rest))
    }
    return folders
  }

  static func removeEmptyFolders(of files: some Sequence<String>, in path: String) {
    let folders = Set(files.flatMap { Self.folders(of: $0) })
    // The deepest first, so that a folder is empty when its turn comes.
    for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      FileSystem.removeEmptyFolder(path + "/" + folder)
    }
  }
}
