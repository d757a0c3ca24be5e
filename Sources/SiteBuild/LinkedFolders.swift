import Basics

/// Decides which symbolic links below a folder are followed: those that lead to what the folder
/// itself would publish, and not back to where they stand.
struct LinkedFolders {
  /// The folder, relative to the site's root: `Content`.
  let folder: String
  /// The folder's own path, without links.
  private let top: String
  /// Whether a path below the folder is one that is published, or can be.
  private let isOpen: (String) -> Bool
  private let sources: SourceFolders
  /// The folders that are being looked at, from the top down, without links.
  private var chain: [String]

  /// - Parameters:
  ///   - folder: the folder, relative to the site's root.
  ///   - isOpen: whether a path below the folder may be published under another name.
  init(_ folder: String, sources: SourceFolders, isOpen: @escaping (String) -> Bool = { _ in true })
  {
    self.folder = folder
    self.sources = sources
    let path = sources.fullPath(folder)
    top = FileSystem.canonical(path) ?? path
    self.isOpen = isOpen
    chain = [top]
  }

  /// What is wrong with an entry that is a link; nil where there is nothing, or it is no link.
  ///
  /// - Parameter inside: the entry's path below the folder.
  func problem(with entry: FolderEntry, at inside: String) -> Diagnostic? {
    guard entry.isLink else { return nil }
    let path = folder + "/" + inside
    guard let target = entry.target else { return LinkMessages.dangling(path) }
    if entry.kind == .folder, chain.contains(where: { SourceFolders.isBelow($0, target) }) {
      return LinkMessages.circle(path)
    }
    guard sources.allows(target, at: path) else { return sources.problem(path) }
    // Data are published table by table, wherever their files are kept, and templates in pages.
    guard folder == SitePaths.content, !SourceFolders.isBelow(path, SitePaths.data) else {
      return nil
    }
    guard SourceFolders.isBelow(target, top) else {
      return LinkMessages.leadsToHidden(path, SitePaths.data)
    }
    let real = String(target.dropFirst(top.count + 1))
    return isOpen(real) ? nil : LinkMessages.leadsToHidden(path, folder + "/" + real)
  }

  /// Runs work on what is in a folder that was entered.
  mutating func enter<Result>(
    _ entry: FolderEntry, _ work: (inout LinkedFolders) throws -> Result
  ) rethrows -> Result {
    chain.append(entry.target ?? (chain.last ?? top) + "/" + entry.name)
    defer { chain.removeLast() }
    return try work(&self)
  }
}

/// Every sentence about symbolic links in a site's folders.
enum LinkMessages {
  static func dangling(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "DanglingSymbolicLink", path: path, "this symbolic link leads nowhere",
      hint: "remove it, or put back what it led to")
  }

  static func circle(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "SymbolicLinkCycle", path: path,
      "this symbolic link leads to a folder that it stands in", hint: "remove it")
  }

  static func leadsOut(_ path: String, of folder: String) -> Diagnostic {
    Diagnostic(
      .error, "SymbolicLinkLeadsOut", path: path, "this symbolic link leads out of \(folder)",
      explanation: "What is in \(folder) is published; a link must not publish other files.",
      hint: "put a copy in its place")
  }

  static func leadsToHidden(_ path: String, _ target: String) -> Diagnostic {
    Diagnostic(
      .error, "SymbolicLinkToUnpublished", path: path,
      "this symbolic link leads to '\(target)', which is not published itself",
      hint: "remove it")
  }
}
