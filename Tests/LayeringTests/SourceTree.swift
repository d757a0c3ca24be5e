import Foundation

/// The folders of Sources, read from the disk as they are now.
struct SourceTree {
  struct File {
    /// The path below Sources.
    let path: String
    let module: String
    let source: SwiftCode

    /// The modules the file imports, with the numbers of the lines that do.
    let imports: [(module: String, line: Int)]

    init(path: String, module: String, text: String) {
      self.path = path
      self.module = module
      let source = SwiftCode(text)
      self.source = source
      imports = source.code.indices.flatMap { index in
        importedModules(source.code[index]).map { ($0, index + 1) }
      }
    }

    var lineCount: Int { source.written.count - (source.written.last == "" ? 1 : 0) }
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The tree, read once for all tests.
  static let onDisk = Result { try SourceTree() }

  let modules: [String]
  let files: [File]

  init() throws {
    let sources = Self.root.appending(path: "Sources")
    modules = try FileManager.default.contentsOfDirectory(atPath: sources.path)
      .filter { !$0.hasPrefix(".") }.sorted()
    files = try modules.flatMap { module in
      let folder = sources.appending(path: module)
      let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
        let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        return File(path: "\(module)/\(path)", module: module, text: text)
      }
    }
  }
}

/// The module that a line of code imports: `package import A`, `@testable import A`,
/// `import struct A.B`, `@preconcurrency internal import A; import B`.
func importedModules(_ line: String) -> [String] {
  guard line.contains("import") else { return [] }
  return line.split(separator: ";").compactMap { statement in
    let form =
      #/^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var|actor)\s+)?([A-Za-z_]\w*)/#
    return statement.firstMatch(of: form).map { String($0.output.1) }
  }
}
