import Basics
import Tables

/// The data package's description as it was read, with the places of all its parts.
struct PackageDescription: Sendable, ByteCodable {
  /// Nil where the site has no data, or its description cannot be read.
  let package: DataPackage?
  /// What of it readers may have.
  let published: PublishedPackage?
  /// What is wrong with the description.
  let diagnostics: [Diagnostic]
  /// Whether there is a description and it cannot be read.
  let isBroken: Bool
  /// Whether there is a table whose columns are not known.
  var lacksSchema: Bool { package?.resources.contains { !$0.hasSchema } ?? false }
  private let value: StructuredValue?
  private let path: String
  private let files: DescriptorFiles

  /// No description.
  init(isBroken: Bool) {
    (package, published, diagnostics, self.isBroken) = (nil, nil, [], isBroken)
    (value, path, files) = (nil, "", [:])
  }

  /// - Parameters:
  ///   - value: the description's tree.
  ///   - path: its file.
  ///   - files: those that it names for schemas and dialects.
  init(_ value: StructuredValue, path: String, files: DescriptorFiles) {
    (self.value, self.path, self.files, isBroken) = (value, path, files, false)
    let (package, diagnostics) = DataPackage.decode(value, path: path, files: files)
    (self.package, self.diagnostics) = (package, diagnostics)
    published = PublishedPackage(package)
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(isBroken)
    writer.write(value) { $0.write($1) }
    writer.write(path)
    writer.write(list: files.sorted { $0.key.precedesInBytes($1.key) }) {
      $0.write($1.key)
      $0.write($1.value.path)
      $0.write($1.value.value) { $0.write($1) }
    }
  }

  init(from reader: inout ByteReader) throws {
    let isBroken = try reader.boolean()
    let value = try reader.optional { try $0.value(StructuredValue.self) }
    let path = try reader.string()
    let files = try reader.list { reader in
      (
        try reader.string(),
        DescriptorFile(
          path: try reader.string(), value: try reader.optional { try $0.value() })
      )
    }
    if let value {
      self.init(
        value, path: path, files: Dictionary(files, uniquingKeysWith: { first, _ in first }))
    } else {
      self.init(isBroken: isBroken)
    }
  }
}
