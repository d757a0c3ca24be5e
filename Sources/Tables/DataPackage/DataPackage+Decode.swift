package import Basics

extension DataPackage {
  /// Reads a descriptor; what could be read is returned beside what is wrong with it.
  ///
  /// - Parameter files: the files that `filesNamed(in:)` tells; what is missing is not there.
  ///
  /// Properties that neither Frictionless nor Assay knows are a warning, near misses an error.
  package static func decode(
    _ value: StructuredValue, path: String, files: DescriptorFiles = [:]
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
      let list = reader.name("resources", or: ["resource", "tables"])
      let resources = reader.objects(list, subject: "a resource") { $0.resource(files) }
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
    // Of a day that is no date each cell would be a mistake, and that is one.
    for index in result.resources.indices {
      let days = [result.resources[index].knownOn, result.resources[index].supersededOn]
      for field in result.resources[index].schema.fields.indices
      where days.contains(result.resources[index].schema.fields[field].name)
        && result.resources[index].schema.fields[field].type != .date
      {
        result.resources[index].schema.fields[field].isReadable = false
      }
    }
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
      let schemaPath = resource.schema.path ?? path
      func check(
        _ field: String, in known: [String], of table: String, _ path: String, _ range: SourceRange
      ) {
        guard !known.contains(field) else { return }
        diagnostics.append(.unknownField(path, range, field, table: table, known: known))
      }
      for field in resource.schema.primaryKey {
        check(field, in: names, of: resource.name, schemaPath, resource.schema.primaryKeyRange)
      }
      for field in resource.schema.uniqueKeys.flatMap({ $0 }) {
        check(field, in: names, of: resource.name, schemaPath, resource.schema.uniqueKeysRange)
      }
      for (property, field) in [
        ("known_on", resource.knownOn), ("superseded_on", resource.supersededOn),
        ("superseded_by", resource.supersededBy),
      ] {
        guard let field else { continue }
        check(field, in: names, of: resource.name, path, resource.range(of: property))
      }
      for name in [resource.knownOn, resource.supersededOn].compactMap({ $0 }) {
        guard let field = resource.schema.fields.first(where: { $0.column.name == name }),
          field.type != .date
        else { continue }
        diagnostics.append(.dayIsNoDate(schemaPath, field.range, name, field.type.rawValue))
      }
      for field in resource.schema.fields {
        for named in [field.column.unitColumn, field.column.basisColumn].compactMap({ $0 }) {
          check(named, in: names, of: resource.name, schemaPath, field.range)
        }
      }
      for key in resource.schema.foreignKeys {
        for field in key.fields {
          check(field, in: names, of: resource.name, schemaPath, key.range)
        }
        guard let target = self.resource(named: key.resource) else {
          diagnostics.append(
            .unknownResource(schemaPath, key.range, key.resource, known: resources.map(\.name)))
          continue
        }
        let targetNames = target.schema.fields.map(\.name)
        for field in key.referencedFields {
          check(field, in: targetNames, of: target.name, schemaPath, key.range)
        }
        if key.fields.count != key.referencedFields.count {
          diagnostics.append(.unevenForeignKey(schemaPath, key.range))
        }
      }
    }
    return diagnostics
  }
}

extension ObjectReader {
  mutating func licenses() -> [DataLicense] {
    objects("licenses", subject: "a licence") { reader in
      DataLicense(
        name: reader.string("name"), path: reader.string("path"), title: reader.string("title"))
    } ?? []
  }

  mutating func sources() -> [DataSource] {
    objects("sources", subject: "a source") { reader in
      DataSource(
        title: reader.string("title"), path: reader.string("path"), email: reader.string("email"),
        version: reader.string("version"))
    } ?? []
  }
}
