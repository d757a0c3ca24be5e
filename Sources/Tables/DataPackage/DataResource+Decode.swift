import Basics

/// The files that a descriptor names beside those of its tables, by their paths in its folder.
package typealias DescriptorFiles = [String: DescriptorFile]

/// A file that holds a schema or a dialect of a data package.
package struct DescriptorFile: Sendable {
  /// The file, relative to the site's root.
  package let path: String
  /// Nil where it cannot be read, which is said elsewhere.
  package let value: StructuredValue?

  package init(path: String, value: StructuredValue?) {
    (self.path, self.value) = (path, value)
  }
}

extension DataPackage {
  /// The files in which a descriptor says its schemas and dialects are.
  package static func filesNamed(in value: StructuredValue) -> [String] {
    let resources = (value["resources"] ?? value["resource"] ?? value["tables"])?.elements ?? []
    let names = resources.flatMap { [$0["schema"]?.string, $0["dialect"]?.string] }
    return Set(names.compactMap { $0 }.filter(isSafe)).sorted { $0.precedesInBytes($1) }
  }

  /// Whether a path leads to a file below the descriptor's folder.
  static func isSafe(_ file: String) -> Bool {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    return !file.isEmpty && !file.contains(":") && !file.contains("\\") && parts.first != ""
      && parts.allSatisfy { $0 != ".." && !$0.isEmpty }
  }
}

extension ObjectReader {
  /// The resource, or nil where it has no name.
  mutating func resource(_ files: DescriptorFiles) -> DataResource? {
    guard let name = require("name", string("name")) else { return nil }
    var result = DataResource(name: name, range: range(of: "name"))
    if name.isEmpty || name.lowercased().hasPrefix("sqlite_")
      || name.unicodeScalars.contains(where: { $0.value < 32 || $0 == "\"" })
    {
      report(.invalidTableName(path, result.range, name))
      unknownKeys = .ignore
      return nil
    }
    result.title = string("title")
    result.description = string("description")
    result.licenses = licenses()
    result.sources = sources()
    result.paths = paths()
    result.ranges["path"] = range(of: "path")
    let errors = errorCount
    readEncoding(into: &result)
    let isTable = readFormat(into: &result)
    readDialect(into: &result, files)
    let hasSchema = readSchema(into: &result, files)
    if isTable, value("schema") == nil {
      report(.missingKey(path, value.range, "schema", in: "'\(name)'"))
    }
    // What is read by a wrong description has as many mistakes as cells.
    result.hasSchema = hasSchema
    result.isReadable = hasSchema && errorCount == errors
    object("assay", subject: "'assay' of '\(name)'") { $0.notes(into: &result) }
    reportUnnamedDays(in: result)
    expectMisplacedOfResource()
    if result.basis != nil {
      for index in result.schema.fields.indices where result.schema.fields[index].column.unit == "%"
      {
        let own = result.schema.fields[index].column.basis
        result.schema.fields[index].column.basis = own ?? result.basis
      }
    }
    if result.paths.isEmpty, result.remote == nil, value("path") == nil {
      report(.missingKey(path, value.range, "path", in: "'\(name)'"))
    }
    for name in ["$schema", "type", "profile", "mediatype", "bytes", "hash", "homepage"] {
      _ = value(name)
    }
    if value("data") != nil { report(.inlineData(path, nameRange(of: "data"))) }
    return result
  }

  /// Says where the members belong that authors write beside those of a resource.
  private mutating func expectMisplacedOfResource() {
    expect(
      [
        "known_on", "superseded_on", "superseded_by", "basis", "redistributable", "updated_every",
        "updated_on",
      ], below: "assay")
    expect(
      ["fields", "primaryKey", "uniqueKeys", "foreignKeys", "fieldsMatch"], below: "schema")
    expect(
      [
        "delimiter", "quoteChar", "escapeChar", "commentChar", "commentRows", "header",
        "headerRows", "skipInitialSpace", "nullSequence",
      ], below: "dialect")
  }

  /// Columns of days that have the names of those that editions are made of, and are none of them.
  private mutating func reportUnnamedDays(in resource: DataResource) {
    for (name, isNamed) in [
      ("known_on", resource.knownOn != nil), ("superseded_on", resource.supersededOn != nil),
    ] where !isNamed {
      guard let field = resource.schema.fields.first(where: { $0.name == name }),
        field.type == .date,
        // Written beside 'schema' it is told as such.
        value[name] == nil
      else { continue }
      report(
        .unnamedDay(
          resource.schema.path ?? path, field.range, name, table: resource.name,
          hasNotes: has("assay")))
    }
  }

  private mutating func readEncoding(into resource: inout DataResource) {
    guard let name = string("encoding") else { return }
    if let known = TextEncoding(name: name) {
      resource.encoding = known
    } else {
      let known = TextEncoding.allCases.map(\.rawValue)
      report(.unsupportedEncoding(path, range(of: "encoding"), name, known: known))
    }
  }

  /// Whether the files are those of a table.
  private mutating func readFormat(into resource: inout DataResource) -> Bool {
    let endings = resource.paths.map { ($0.split(separator: ".").last ?? "").lowercased() }
    let compression = string("compression") ?? ""
    let isCompressed = !["", "no", "none"].contains(compression.lowercased())
    if let ending = endings.first(where: FileFormat.compressed.contains)
      ?? (isCompressed ? compression : nil)
    {
      report(
        .compressedFile(path, range(of: isCompressed ? "compression" : "path"), format: ending))
      unknownKeys = .ignore
      return false
    }
    let isSheet = endings.first(where: FileFormat.spreadsheets.contains)
    let format =
      string("format")?.lowercased() ?? isSheet ?? (Set(endings) == ["tsv"] ? "tsv" : "csv")
    switch format {
    case "csv": return true
    case "tsv":
      resource.dialect.delimiter = UInt8(ascii: "\t")
      return true
    default:
      report(.unsupportedFormat(path, range(of: has("format") ? "format" : "path"), format))
      unknownKeys = .ignore
      return false
    }
  }

  private mutating func readDialect(into resource: inout DataResource, _ files: DescriptorFiles) {
    part("dialect", subject: "the dialect", files) { $0.dialect(into: &resource.dialect) }
  }

  /// Whether the schema was read, with each of its fields.
  private mutating func readSchema(
    into resource: inout DataResource, _ files: DescriptorFiles
  ) -> Bool {
    let missing = missingValues()
    let (name, own) = (resource.name, path)
    return part("schema", subject: "the schema of '\(name)'", files) { reader in
      resource.schema = reader.schema(of: name, missingValues: missing)
      if reader.path != own { resource.schema.path = reader.path }
      let written = reader.value["fields"] ?? reader.value["columns"]
      return written?.elements?.count == resource.schema.fields.count
    } ?? false
  }

  /// Reads an object that stands here or in a file of its own.
  @discardableResult
  private mutating func part<Result>(
    _ name: String, subject: String, _ files: DescriptorFiles,
    _ body: (inout ObjectReader) -> Result
  ) -> Result? {
    guard let value = value(name) else { return nil }
    guard let file = value.string else { return nested(value, subject, body) }
    guard DataPackage.isSafe(file) else {
      report(.unsafeDataPath(path, value.range, file))
      return nil
    }
    guard let found = files[file] else {
      report(.missingDescriptorFile(path, value.range, subject, file))
      return nil
    }
    return found.value.flatMap { nested($0, subject, path: found.path, body) }
  }

  private mutating func paths() -> [String] {
    let paths = strings("path") ?? []
    return paths.filter { file in
      let isSafe = DataPackage.isSafe(file)
      if !isSafe { report(.unsafeDataPath(path, range(of: "path"), file)) }
      return isSafe
    }
  }

  private mutating func notes(into resource: inout DataResource) {
    resource.knownOn = string("known_on")
    resource.supersededOn = string("superseded_on")
    resource.supersededBy = string("superseded_by")
    for name in ["known_on", "superseded_on", "superseded_by"] {
      resource.ranges[name] = range(of: name)
    }
    resource.basis = string("basis")
    resource.redistributable = boolean("redistributable") ?? true
    if let text = string("updated_every") {
      resource.updatedEvery = CalendarPeriod(text)
      if resource.updatedEvery == nil {
        report(.invalidPeriod(path, range(of: "updated_every"), text))
      }
    }
    resource.updatedOn = date("updated_on")
    if has("updated_every"), !has("known_on"), !has("updated_on") {
      report(.noUpdateDate(path, nameRange(of: "updated_every"), resource.name))
    }
    resource.remote =
      object("source") { reader -> RemoteSource? in
        let connection = reader.require("connection", reader.string("connection"))
        let query = reader.require("query", reader.string("query"))
        guard let connection, let query else { return nil }
        return RemoteSource(connection: connection, query: query)
      } ?? nil
  }
}
