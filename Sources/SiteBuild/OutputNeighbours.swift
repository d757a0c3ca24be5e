import Basics

/// Finds what is not ours and stands where files of ours are to be.
struct OutputNeighbours {
  let folder: FolderHandle
  /// The folder's path, for messages.
  let path: String
  let owned: OutputTable
  /// The folders that were looked at, and whether they are there.
  private var seen: [OutputPath: Bool] = [:]

  init(folder: FolderHandle, path: String, owned: OutputTable) {
    self.folder = folder
    self.path = path
    self.owned = owned
  }

  /// Refuses to go on where something is in the way.
  ///
  /// - Parameter hashes: those of the bytes that the files are to have.
  mutating func refuse(
    inTheWayOf moves: [OutputPath], _ hashes: [OutputPath: ContentHash]
  ) throws {
    for move in moves {
      guard let foreign = try foreign(inTheWayOf: move, hashes[move]) else { continue }
      let place = path + "/" + foreign.path
      throw foreign.isLink ? BuildMessages.foreignLink(place) : BuildMessages.foreignFile(place)
    }
  }

  private typealias Foreign = (path: String, isLink: Bool)

  private mutating func foreign(
    inTheWayOf file: OutputPath, _ hash: ContentHash?
  ) throws -> Foreign? {
    // From the top down: where a folder is not there, nothing below it can be.
    for above in file.folders.reversed() {
      if let isThere = seen[above] {
        if isThere { continue }
        return nil
      }
      let found = folder.look(above.text)
      seen[above] = found?.kind == .folder
      guard let found else { return nil }
      if found.kind != .folder {
        return owned.index(of: above) == nil ? (above.text, found.kind == .other) : nil
      }
    }
    guard let found = folder.look(file.text) else { return nil }
    if found.kind == .folder {
      return try folder.folder(file).flatMap { try foreign(in: $0, below: file.text) }
    }
    guard owned.index(of: file) == nil else { return nil }
    if let bytes = try folder.read(file), ContentHash(of: bytes) == hash { return nil }
    return (file.text, found.kind == .other)
  }

  private func foreign(in inner: FolderHandle, below path: String) throws -> Foreign? {
    for entry in try inner.entries() {
      let inside = path + "/" + entry.name
      if entry.kind == .folder {
        let found = try inner.folder(entry.name).flatMap { try foreign(in: $0, below: inside) }
        if let found { return found }
      } else if OutputPath(inside).flatMap({ owned.index(of: $0) }) == nil {
        return (inside, entry.kind == .other)
      }
    }
    return nil
  }
}
