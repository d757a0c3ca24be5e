import Basics

/// The paths of diagnostics as programs want them that show them beside a repository's files: relative
/// to its top, not to the site's folder, which may lie below.
struct RepositoryPaths {
  /// The site's folder relative to the top of the repository, with a slash behind; empty where it is
  /// the top, or in no repository.
  let prefix: String

  /// - Parameter root: the site's folder. Where no folder above it is a repository, the folder that the
  ///   command runs in counts as the top, if the site is below.
  init(root: String) {
    guard let site = FileSystem.canonical(root) else {
      prefix = ""
      return
    }
    var top = site
    while FileSystem.stamp(top + "/.git") == nil, let slash = top.lastIndex(of: "/") {
      top = String(top[..<slash])
    }
    if top.isEmpty { top = FileSystem.canonical(FileSystem.currentFolder) ?? site }
    let isBelow = site.hasPrefix(top + "/")
    prefix = isBelow ? site.dropFirst(top.count + 1) + "/" : ""
  }

  /// The same with a place for each: code hosts refuse a whole log where one has none, and what is
  /// said of the site as a whole stands with its settings.
  func placed(_ diagnostic: Diagnostic) -> Diagnostic {
    var placed = diagnostic
    placed.path = diagnostic.path ?? "Content/site.yaml"
    return moved(placed)
  }

  /// A diagnostic with its paths from the top.
  func moved(_ diagnostic: Diagnostic) -> Diagnostic {
    guard !prefix.isEmpty else { return diagnostic }
    var moved = diagnostic
    moved.path = diagnostic.path.map { $0.hasPrefix("/") ? $0 : prefix + $0 }
    moved.notes = diagnostic.notes.map { note in
      var note = note
      note.path = note.path.map { $0.hasPrefix("/") ? $0 : prefix + $0 }
      return note
    }
    return moved
  }
}
