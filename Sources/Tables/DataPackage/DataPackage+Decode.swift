package import Basics

extension DataPackage {
  /// Reads a descriptor; what could be read is returned beside what is wrong with it.
  ///
  /// Properties that neither Frictionless nor Assay knows are a warning, near misses an error.
  package static func decode(
    _ value: StructuredValue, path: String
  ) -> (package: DataPackage, diagnostics: [Diagnostic]) {
    var (result, diagnostics) = ObjectReader.read(
      value, path: path, subject: "the data package", unknownKeys: .warn
    ) { reader in
      var result = DataPackage(path: path)
      result.name = reader.string("name")
      result.title = reader.string("title")
      result.description = reader.string("description")
      result.version = reader.string("version")
      result.homepage = reader.string("homepage")
      result.licenses = reader.licenses()
      result.sources = reader.sources()
      for name in ["$schema", "profile"] { _ = reader.value(name) }
      for name in ["id", "created", "keywords", "contributors", "image"] {
        guard let value = reader.value(name) else { continue }
        result.otherProperties.append(
          StructuredValue.Member(name: name, nameRange: reader.nameRange(of: name), value: value))
      }
      let resources = reader.objects("resources", subject: "a resource") { $0.resource() }
      result.resources = reader.require("resources", resources)?.compactMap { $0 } ?? []
      return result
    }
    var names: [String: DataResource] = [:]
    for resource in result.resources {
      // SQLite takes table names in any case for the same.
      if let first = names[resource.name.lowercased()] {
        diagnostics.append(.duplicateResource(path, resource.range, resource.name, first.range))
      } else {
        names[resource.name.lowercased()] = resource
      }
    }
    var seen: Set<String> = []
    result.resources.removeAll { !seen.insert($0.name.lowercased()).inserted }
    diagnostics += result.keyDiagnostics()
    return (result, diagnostics)
  }

  /// What keys name fields or tables that are not there.
  private func keyDiagnostics() -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for resource in resources {
      if resource.knownOn != nil, let taken = self.resource(named: "all_" + resource.name) {
        diagnostics.append(.reservedTableName(path, taken.range, taken.name, resource.name))
      }
      let names = resource.schema.fields.map(\.name)
      func check(_ field: String, in known: [String], of table: String, _ range: SourceRange) {
        guard !known.contains(field) else { return }
        diagnostics.append(.unknownField(path, range, field, table: table, known: known))
      }
      for field in resource.schema.primaryKey + resource.schema.uniqueKeys.flatMap({ $0 }) {
        check(field, in: names, of: resource.name, resource.range)
      }
      for field in [resource.knownOn, resource.supersededOn, resource.supersededBy].compactMap({
        $0
      }) {
        check(field, in: names, of: resource.name, resource.range)
      }
      for field in resource.schema.fields {
        for named in [field.column.unitColumn, field.column.basisColumn].compactMap({ $0 }) {
          check(named, in: names, of: resource.name, field.range)
        }
      }
      for key in resource.schema.foreignKeys {
        for field in key.fields { check(field, in: names, of: resource.name, key.range) }
        guard let target = self.resource(named: key.resource) else {
          diagnostics.append(
            .unknownResource(path, key.range, key.resource, known: resources.map(\.name)))
          continue
        }
        let targetNames = target.schema.fields.map(\.name)
        for field in key.referencedFields {
          check(field, in: targetNames, of: target.name, key.range)
        }
        if key.fields.count != key.referencedFields.count {
          diagnostics.append(.unevenForeignKey(path, key.range))
        }
      }
    }
    return diagnostics
  }
}

extension ObjectReader {
  fileprivate mutating func licenses() -> [DataLicense] {
    objects("licenses", subject: "a licence") { reader in
      DataLicense(
        name: reader.string("name"), path: reader.string("path"), title: reader.string("title"))
    } ?? []
  }

  fileprivate mutating func sources() -> [DataSource] {
    objects("sources", subject: "a source") { reader in
      DataSource(
        title: reader.string("title"), path: reader.string("path"), email: reader.string("email"),
        version: reader.string("version"))
    } ?? []
  }

  /// The resource, or nil where it has no name.
  fileprivate mutating func resource() -> DataResource? {
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
    if let encoding = string("encoding") {
      if let known = TextEncoding(name: encoding) {
        result.encoding = known
      } else {
        report(
          .unsupportedEncoding(
            path, range(of: "encoding"), encoding, known: TextEncoding.allCases.map(\.rawValue)))
      }
    }
    result.paths = paths()
    object("dialect", subject: "the dialect") { $0.dialect(into: &result.dialect) }
    readFormat(into: &result)
    let missing = missingValues()
    object("schema", subject: "the schema of '\(name)'") { reader in
      result.schema = reader.schema(of: name, missingValues: missing)
    }
    object("assay", subject: "'assay' of '\(name)'") { $0.notes(into: &result) }
    if result.basis != nil {
      for index in result.schema.fields.indices where result.schema.fields[index].column.unit == "%"
      {
        let own = result.schema.fields[index].column.basis
        result.schema.fields[index].column.basis = own ?? result.basis
      }
    }
    if value("schema") == nil { report(.missingKey(path, value.range, "schema", in: "'\(name)'")) }
    if result.paths.isEmpty, result.remote == nil, value("path") == nil {
      report(.missingKey(path, value.range, "path", in: "'\(name)'"))
    }
    for name in ["$schema", "type", "profile", "mediatype", "bytes", "hash", "homepage"] {
      _ = value(name)
    }
    if value("data") != nil { report(.inlineData(path, nameRange(of: "data"))) }
    return result
  }

  private mutating func readFormat(into resource: inout DataResource) {
    let extensions = Set(
      resource.paths.map { $0.split(separator: ".").last.map(String.init) ?? "" })
    let format = string("format") ?? (extensions == ["tsv"] ? "tsv" : "csv")
    switch format {
    case "csv": break
    case "tsv" where value("dialect")?["delimiter"] == nil:
      resource.dialect.delimiter = UInt8(ascii: "\t")
    case "tsv": break
    default: report(.unsupportedFormat(path, range(of: "format"), format))
    }
  }

  private mutating func paths() -> [String] {
    let paths = strings("path") ?? []
    return paths.filter { file in
      let parts = file.split(separator: "/", omittingEmptySubsequences: false)
      let isSafe =
        !file.isEmpty && !file.contains(":") && !file.contains("\\") && parts.first != ""
        && parts.allSatisfy { $0 != ".." && !$0.isEmpty }
      if !isSafe { report(.unsafeDataPath(path, range(of: "path"), file)) }
      return isSafe
    }
  }

  private mutating func dialect(into dialect: inout CSVDialect) {
    _ = value("$schema")
    _ = value("csvddfVersion")
    _ = value("lineTerminator")
    _ = value("title")
    if let byte = character("delimiter") { dialect.delimiter = byte }
    if has("quoteChar") { dialect.quote = character("quoteChar") }
    dialect.escape = character("escapeChar")
    dialect.comment = character("commentChar")
    dialect.skipsInitialSpace = boolean("skipInitialSpace") ?? false
    dialect.hasHeader = boolean("header") ?? true
    dialect.nullSequence = string("nullSequence")
    if boolean("doubleQuote") == false, dialect.escape == nil, dialect.quote != nil {
      report(.unsupportedDialect(path, range(of: "doubleQuote"), "doubleQuote: false"))
    }
  }

  private mutating func character(_ name: String) -> UInt8? {
    guard let text = string(name), !text.isEmpty else { return nil }
    if text.utf8.count == 1, let byte = text.utf8.first { return byte }
    report(.unsupportedDialect(path, range(of: name), "\(name): '\(text)'"))
    return nil
  }

  private mutating func notes(into resource: inout DataResource) {
    resource.knownOn = string("known_on")
    resource.supersededOn = string("superseded_on")
    resource.supersededBy = string("superseded_by")
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
