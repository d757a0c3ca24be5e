package import Basics
import Markup
import Tables

/// An address of another site, and where an author wrote it.
package struct ExternalLink: Hashable, Sendable {
  package var address: String
  package var path: String
  package var range: SourceRange

  package init(address: String, path: String, range: SourceRange) {
    self.address = address
    self.path = path
    self.range = range
  }
}

extension SiteBuilder {
  /// The addresses of other sites in Markdown files and in the cells of tables, in the order of files
  /// and places. Drafts are passed over unless they are built.
  package func externalLinks() throws -> [ExternalLink] {
    let links = try markdownLinks(in: SitePaths.content) + tableLinks()
    return links.sorted {
      $0.path != $1.path ? $0.path.precedesInBytes($1.path) : $0.range.start < $1.range.start
    }
  }

  private var sources: SourceFolders { SourceFolders(root: options.root) }

  private func markdownLinks(in folder: String) throws -> [ExternalLink] {
    var links: [ExternalLink] = []
    for entry in try FileSystem.list(options.root + "/" + folder) ?? []
    where !entry.name.hasPrefix(".") {
      let path = folder + "/" + entry.name
      switch entry.kind {
      case .folder where path != SitePaths.data: links += try markdownLinks(in: path)
      case .file where entry.name.hasSuffix(".md"):
        guard let bytes = try sources.read(path) else { continue }
        links += markdownLinks(of: SourceText(path: path, utf8: bytes))
      default: continue
      }
    }
    return links
  }

  private func markdownLinks(of source: SourceText) -> [ExternalLink] {
    // What is not UTF-8 was reported by the build.
    guard source.firstInvalidUTF8 == nil else { return [] }
    let file = MarkdownFile(source)
    let isDraft =
      file.frontMatter?.members?.contains { $0.name == "draft" && $0.value.boolean == true }
      ?? false
    if isDraft, !options.includesDrafts { return [] }
    let document = Document(parsing: source, from: file.bodyStart)
    return document.nodes.filter { $0.kind == .link }.compactMap { node in
      let address = document.literal(of: node)
      guard Self.isExternal(address) else { return nil }
      return ExternalLink(address: address, path: source.path, range: document.range(of: node))
    }
  }

  private func tableLinks() throws -> [ExternalLink] {
    guard let package = try PackageFile(sources).description().description.package else {
      return []
    }
    var links: [ExternalLink] = []
    for resource in package.resources {
      let loaded = try LoadedResource(resource, of: package) { try sources.read($0) }.table
      for (row, cells) in loaded.table.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          guard case .text(let text) = cell, Self.isExternal(text),
            let path = loaded.path(row: row), let range = loaded.range(row: row, column: column)
          else { continue }
          links.append(ExternalLink(address: text, path: path, range: range))
        }
      }
    }
    return links
  }

  private static func isExternal(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return start.hasPrefix("https://") || start.hasPrefix("http://")
  }
}
