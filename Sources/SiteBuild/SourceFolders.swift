package import Basics

/// Where the files of a site may lie, wherever links in its folders lead: the one rule about links
/// for `Content`, the data and `Templates`.
///
/// Whoever writes a site may not be who builds it, so no link may bring in another file of the
/// machine. A whole folder may lie elsewhere, where it says itself what is published: `Content` has
/// its settings, `Content/data` its descriptor. What is in `Templates` may be shared with another
/// site.
package struct SourceFolders: Sendable {
  let root: String
  /// The folders' own paths, without links.
  private let content: String
  private let data: String
  private let templates: String?
  private let top: String

  package init(root: String) {
    func real(_ path: String) -> String {
      FileSystem.canonical(root + "/" + path) ?? root + "/" + path
    }
    self.root = root
    top = FileSystem.canonical(root) ?? root
    content = real(SitePaths.content)
    data = real(SitePaths.data)
    let templates = real(SitePaths.templates)
    self.templates =
      Self.isBelow(templates, top) || Self.isSharedTemplate(templates) ? templates : nil
  }

  /// Whether a file that a link leads to may be read.
  ///
  /// - Parameters:
  ///   - target: its full path, without links.
  ///   - path: where the link is, relative to the root.
  func allows(_ target: String, at path: String) -> Bool {
    if Self.isBelow(path, SitePaths.content) {
      return Self.isBelow(target, content) || Self.isBelow(target, data)
    }
    if Self.isBelow(path, SitePaths.templates) {
      return templates.map { Self.isBelow(target, $0) } ?? false || Self.isSharedTemplate(target)
    }
    return Self.isBelow(target, top)
  }

  /// Whether a path of the site leads to a file or folder that is none of its own.
  package func leadsOut(_ path: String) -> Bool {
    guard let target = FileSystem.canonical(fullPath(path)) else { return false }
    return !allows(target, at: path)
  }

  package func problem(_ path: String) -> Diagnostic {
    LinkMessages.leadsOut(
      path,
      of: [SitePaths.data, SitePaths.content, SitePaths.templates]
        .first { Self.isBelow(path, $0) } ?? "the site")
  }

  /// A file's bytes; nil where there is no file, or a link leads out to it.
  package func read(_ path: String) throws -> [UInt8]? {
    if leadsOut(path) { return nil }
    return try FileSystem.readFile(fullPath(path))?.bytes
  }

  /// The first folder on the way to a path, or the path itself, that leads to another place.
  package func firstLeadingOut(_ path: String) -> String? {
    let parts = path.split(separator: "/")
    return parts.indices.map { parts[...$0].joined(separator: "/") }.first { leadsOut($0) }
  }

  func fullPath(_ path: String) -> String {
    path.hasPrefix("/") ? path : path.isEmpty ? root : root + "/" + path
  }

  /// Whether a full path is in the `Templates` of a site.
  private static func isSharedTemplate(_ path: String) -> Bool {
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/") {
      let name = rest[rest.index(after: slash)...]
      rest = rest[..<slash]
      if name == SitePaths.templates,
        FileSystem.stamp(rest + "/" + SitePaths.settings)?.kind == .file
      {
        return true
      }
    }
    return false
  }

  /// Whether a path is another one or below it.
  static func isBelow(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder == "/" ? folder : folder + "/")
  }

  /// Refuses an output folder that lies among the sources, or has them in it: each build would
  /// publish what the last one wrote, or a clean one remove what was never written by it.
  func refuse(output: String, state: String) throws {
    let output = FileSystem.resolved(output)
    for folder in [content, data, templates ?? top + "/" + SitePaths.templates] {
      if Self.isBelow(output, folder) || Self.isBelow(folder, output) {
        throw BuildMessages.outputAmongSources(output, folder)
      }
    }
    let state = FileSystem.resolved(state)
    if Self.isBelow(output, state) || Self.isBelow(state, output) {
      throw BuildMessages.outputAmongSources(output, state)
    }
  }
}
