import Basics
import Tables

/// A table of the data package, read from its files.
struct LoadedResource {
  let table: LoadedTable
  /// What is wrong with its files and cells.
  let diagnostics: [Diagnostic]

  /// - Parameters:
  ///   - package: the package that it is one of.
  ///   - read: a file by its path from the site's root, or nil where there is none.
  init(_ resource: DataResource, of package: DataPackage, read: (String) throws -> [UInt8]?)
    rethrows
  {
    guard resource.isReadable else {
      (table, diagnostics) = loadTable(resource, files: [])
      return
    }
    var files: [SourceText] = []
    var missing: [Diagnostic] = []
    for name in resource.paths {
      let path = SitePaths.data + "/" + name
      if let bytes = try read(path) {
        files.append(SourceText(path: path, utf8: bytes))
      } else {
        missing.append(
          BuildMessages.missingDataFile(name, table: resource.name)
            .at(package.path, resource.range(of: "path")))
      }
    }
    let (table, found) = loadTable(resource, files: files)
    self.table = table
    diagnostics = missing + found
  }
}
