import Basics

/// The folder in which new files wait until they are published.
///
/// It lies outside the output and on the same file system: in the state folder, or beside the output.
/// Where it can be in neither, or what is made there would not have the output's owner and access
/// rights, it is inside the output.
struct OutputStage: Sendable {
  /// What is in it: new files, a copy of the output that is to take its place, what is being done.
  static let files = "files"
  static let twin = "site"
  static let journal = "journal"
  /// What the name of a folder begins with in which there is something of somebody else's.
  static let kept = "kept-"

  private let candidates: [Candidate]
  /// The folder that the output lies in, and its name there.
  let parent: FolderHandle?
  let name: String

  private struct Candidate: Sendable {
    let parent: FolderHandle
    let name: String
    let isInside: Bool
  }

  static let inside = OutputPath.ownPrefix + "stage"

  /// - Parameters:
  ///   - output: the open output folder, and `path` what it was opened by.
  ///   - state: the path of the state folder.
  init(of output: FolderHandle, _ path: String, state: String) {
    let parts = (FileSystem.canonical(path) ?? path).split(separator: "/")
    name = parts.last.map(String.init) ?? ""
    let above = "/" + parts.dropLast().joined(separator: "/")
    parent = FolderHandle(above).flatMap { $0.canMove(to: output) ? $0 : nil }
    var candidates: [Candidate] = []
    if let parent {
      if let state = FolderHandle(state), state.canMove(to: output) {
        candidates.append(Candidate(parent: state, name: "stage", isInside: false))
      }
      candidates.append(
        Candidate(parent: parent, name: Self.inside + "-" + name, isInside: false))
    }
    candidates.append(Candidate(parent: output, name: Self.inside, isInside: true))
    self.candidates = candidates
  }

  /// The stages that earlier builds left, wherever they could be.
  func left() throws -> [FolderHandle] {
    try candidates.compactMap { candidate in
      let isFolder = candidate.parent.look(candidate.name).map { $0.kind == .folder }
      if isFolder == false { try candidate.parent.remove(candidate.name) }
      return try candidate.parent.folder(candidate.name)
    }
  }

  /// The full paths of what is somebody else's and could not be moved back to the output.
  func othersKept() throws -> [String] {
    try left().flatMap { stage in
      try stage.entries().filter { $0.name.hasPrefix(Self.kept) }.map { stage.place($0.name) }
    }
  }

  /// Makes the stage, or opens the one that is there.
  func open(for output: FolderHandle) throws -> (folder: FolderHandle, isInside: Bool) {
    for candidate in candidates where !candidate.isInside {
      let folder =
        (try? candidate.parent.folder(candidate.name))
        ?? (try? candidate.parent.makeNewFolder(candidate.name))
      guard let folder else { continue }
      if let access = output.access, access == folder.access { return (folder, false) }
      candidate.parent.removeEmptyFolder(candidate.name)
    }
    let folder = try output.folder(Self.inside) ?? output.makeNewFolder(Self.inside)
    return (folder, true)
  }

  /// Where the output and another folder had just changed places when a build was killed, moves what
  /// is somebody else's over to the output, and removes the other.
  func settle(_ output: FolderHandle) throws {
    guard let manifest = output.look(OutputManifest.name) else { return }
    for stage in try left() {
      guard let twin = try stage.folder(Self.twin), let other = twin.look(OutputManifest.name),
        other.stamp.inode != manifest.stamp.inode
      else { continue }
      let tables = try [output, twin].compactMap { folder in
        try folder.read(OutputManifest.name).flatMap(OutputManifest.entries).map {
          OutputTable.empty.edited(OutputTable.Edit(added: $0))
        }
      }
      guard tables.count == 2 else { continue }
      try OutputTwin(stage: stage, jobs: 1).bringOver(from: twin, to: output, but: tables)
      try? stage.removeTree(Self.twin)
    }
  }

  /// Removes what is only of use to the build that made it. The copy of the output stays.
  func clear() throws {
    for candidate in candidates {
      guard let folder = try candidate.parent.folder(candidate.name) else { continue }
      try folder.removeTree(Self.files)
      try folder.removeTree(Self.journal)
      candidate.parent.removeEmptyFolder(candidate.name)
    }
  }

  func remove() throws {
    for candidate in candidates { try candidate.parent.removeTree(candidate.name) }
  }
}
