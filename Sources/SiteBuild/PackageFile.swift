import Basics
import Tables

/// Reads the description of the site's data: `datapackage.yaml` or `datapackage.json`, and the schemas
/// and dialects that it keeps in files of their own.
struct PackageFile {
  /// The names of a descriptor: the one that the standard has, and the one that is easier to write.
  static let names = ["datapackage.yaml", "datapackage.json"]

  /// A file of the site, or nil where there is none.
  let read: (String) throws -> SourceText?
  /// What is in a folder of the site, or nil where there is none.
  let list: (String) throws -> [FolderEntry]?

  init(
    read: @escaping (String) throws -> SourceText?,
    list: @escaping (String) throws -> [FolderEntry]?
  ) {
    (self.read, self.list) = (read, list)
  }

  /// That of a site that is not built.
  init(_ sources: SourceFolders) {
    self.init(
      read: { path in
        try sources.read(path).map {
          SourceText(path: path, utf8: InputReader.withoutMark($0))
        }
      },
      list: { path in sources.leadsOut(path) ? nil : try FileSystem.list(sources.fullPath(path)) })
  }

  /// The description, and what is wrong with the files that it stands in.
  func description() throws -> (description: PackageDescription, problems: [Diagnostic]) {
    let found = try Self.names.compactMap { try read(SitePaths.data + "/" + $0) }
    guard let source = found.first else {
      let problems = try otherNames().map { BuildMessages.unreadPackage($0, isRead: false) }
      return (PackageDescription(isBroken: !problems.isEmpty), problems)
    }
    var problems = found.dropFirst().map { BuildMessages.twoPackages($0.path, source.path) }
    switch StructuredValue.parseDescriptor(source) {
    case .failure(let error):
      return (PackageDescription(isBroken: true), problems + error.diagnostics)
    case .success(let value):
      var files: DescriptorFiles = [:]
      for name in DataPackage.filesNamed(in: value) {
        let path = SitePaths.data + "/" + name
        guard let source = try read(path) else { continue }
        switch StructuredValue.parseDescriptor(source) {
        case .success(let value): files[name] = DescriptorFile(path: path, value: value)
        case .failure(let error):
          problems += error.diagnostics
          files[name] = DescriptorFile(path: path, value: nil)
        }
      }
      return (PackageDescription(value, path: source.path, files: files), problems)
    }
  }

  /// Files that somebody may have taken for the descriptor.
  private func otherNames() throws -> [String] {
    (try list(SitePaths.data) ?? []).filter { $0.kind == .file && Self.isOtherName($0.name) }
      .map { SitePaths.data + "/" + $0.name }
  }

  /// Whether a name is nearly one of a descriptor: `datapackage.yml`, `DataPackage.json`.
  static func isOtherName(_ name: String) -> Bool {
    guard !names.contains(name) else { return false }
    let parts = name.lowercased().split(separator: ".")
    guard let first = parts.first, let last = parts.last,
      ["yaml", "yml", "json", "json5", "txt"].contains(last)
    else { return false }
    let plain = first.filter(\.isLetter)
    return ["datapackage", "package", "datapackages"].contains(plain)
      || nearMiss(plain, among: ["datapackage"]) != nil
  }
}

extension StructuredValue {
  /// Reads a descriptor, a schema or a dialect by the ending of its file's name.
  static func parseDescriptor(_ source: SourceText) -> Result<StructuredValue, DiagnosticsError> {
    source.path.lowercased().hasSuffix(".json") ? parseJSON(source) : parseYAML(source)
  }
}

/// What lies among the data and is not read, for whoever expects it to be.
enum UnreadDataFiles {
  /// - Parameter files: the paths of all files of the data, relative to the site's root.
  static func diagnostics(_ files: [String], package: DataPackage?) -> [Diagnostic] {
    let names = Set(files)
    let read = Set(package?.resources.flatMap(\.paths).map { SitePaths.data + "/" + $0 } ?? [])
    return files.compactMap { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      if package != nil, path == SitePaths.data + "/" + name, PackageFile.isOtherName(name) {
        return BuildMessages.unreadPackage(path, isRead: true)
      }
      // What is archived is what its publisher wrote, whatever that is.
      guard let dot = name.lastIndex(of: "."), !read.contains(path),
        !path.hasPrefix(SitePaths.archive + "/")
      else { return nil }
      let ending = name[name.index(after: dot)...].lowercased()
      guard FileFormat.spreadsheets.contains(ending) || FileFormat.compressed.contains(ending)
      else { return nil }
      // The source of a table that lies beside it needs no word.
      let stem = path.dropLast(ending.count + 1)
      if names.contains(stem + ".csv") || names.contains(stem + ".tsv")
        || names.contains(String(stem))
      {
        return nil
      }
      return BuildMessages.unreadDataFile(path, isSheet: FileFormat.spreadsheets.contains(ending))
    }
  }
}
