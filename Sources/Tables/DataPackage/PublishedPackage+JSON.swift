import Basics

extension PublishedPackage {
  /// What is known of a published file beside its name.
  package struct FileFacts: Sendable {
    package var bytes: Int
    /// 64 hexadecimal digits.
    package var sha256: String

    package init(bytes: Int, sha256: String) {
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  /// The package's descriptor for readers: Frictionless Data Package, version 2.
  ///
  /// - Parameters:
  ///   - title: what the package is called if it does not say itself.
  ///   - licence: what stands for the package's licences if it has none.
  ///   - homepage: where it is published.
  ///   - extra: further members of the package's `assay`.
  ///   - facts: size and hash of a table's file, by the file's name.
  package func descriptor(
    title: String, licence: DataLicense?, homepage: String,
    extra: [(name: String, value: JSONText)], facts: (String) throws -> FileFacts
  ) rethrows -> String {
    var members = Members()
    members.add("$schema", .string("https://datapackage.org/profiles/2.0/datapackage.json"))
    members.add("name", package.name)
    members.add("title", package.title ?? title)
    members.add("description", package.description)
    members.add("version", package.version)
    members.add("homepage", package.homepage ?? homepage)
    for property in package.otherProperties {
      members.add(property.name, JSONText(property.value))
    }
    let licenses = package.licenses.isEmpty ? licence.map { [$0] } ?? [] : package.licenses
    members.add("licenses", list: licenses.map(\.json))
    members.add("sources", list: package.sources.map(\.json))
    var notes = Members()
    notes.add("left_out", list: omissions.map(\.json))
    members.add("assay", object: notes.members + extra)
    members.add(
      "resources", .array(try resources.map { $0.json(try facts($0.fileName)) }))
    return JSONText.object(members.members).document
  }
}

/// Members of a JSON object; what is nil or empty is not written.
private struct Members {
  var members: [(name: String, value: JSONText)] = []

  mutating func add(_ name: String, _ value: JSONText) { members.append((name, value)) }

  mutating func add(_ name: String, _ text: String?) {
    if let text { add(name, .string(text)) }
  }

  mutating func add(_ name: String, list: [JSONText]) {
    if !list.isEmpty { add(name, .array(list)) }
  }

  mutating func add(_ name: String, object: [(name: String, value: JSONText)]) {
    if !object.isEmpty { add(name, .object(object)) }
  }

  var json: JSONText { .object(members) }
}

extension DataLicense {
  fileprivate var json: JSONText {
    var members = Members()
    members.add("name", name)
    members.add("path", path)
    members.add("title", title)
    return members.json
  }
}

extension DataSource {
  fileprivate var json: JSONText {
    var members = Members()
    members.add("title", title)
    members.add("path", path)
    members.add("email", email)
    members.add("version", version)
    return members.json
  }
}

extension PublishedPackage.Omission {
  fileprivate var json: JSONText {
    var members = Members()
    members.add("table", .string(table))
    members.add("field", field)
    members.add("reason", .string("not redistributable" + (licence.map { ": \($0)" } ?? "")))
    return members.json
  }
}

extension PublishedResource {
  fileprivate func json(_ facts: PublishedPackage.FileFacts) -> JSONText {
    var members = Members()
    members.add("name", .string(name))
    members.add("type", .string("table"))
    members.add("title", resource.title)
    members.add("description", resource.description)
    members.add("path", .string(fileName))
    members.add("format", .string("csv"))
    members.add("mediatype", .string("text/csv"))
    members.add("encoding", .string("utf-8"))
    members.add("bytes", .integer(facts.bytes))
    members.add("hash", .string("sha256:" + facts.sha256))
    members.add("licenses", list: resource.licenses.map(\.json))
    members.add("sources", list: resource.sources.map(\.json))
    var notes = Members()
    notes.add("known_on", resource.knownOn)
    notes.add("superseded_on", resource.supersededOn)
    notes.add("basis", resource.basis)
    notes.add("updated_every", resource.updatedEvery?.description)
    notes.add("updated_on", resource.updatedOn?.description)
    members.add("assay", object: notes.members)
    members.add("schema", schema)
    return members.json
  }

  private var schema: JSONText {
    let common = fields[0].missingValues
    var members = Members()
    members.add("fields", .array(fields.map { $0.json(commonMissing: common) }))
    members.add("missingValues", .strings(common))
    members.add("primaryKey", list: resource.schema.primaryKey.map { .string($0) })
    members.add("uniqueKeys", list: resource.schema.uniqueKeys.map { .strings($0) })
    members.add(
      "foreignKeys",
      list: resource.schema.foreignKeys.map { key in
        .object([
          (name: "fields", value: .strings(key.fields)),
          (
            name: "reference",
            value: .object([
              // A reference to the table itself: "" is what version 1 and its readers know.
              (name: "resource", value: .string(key.resource == name ? "" : key.resource)),
              (name: "fields", value: .strings(key.referencedFields)),
            ])
          ),
        ])
      })
    return members.json
  }
}

extension Field {
  fileprivate func json(commonMissing: [String]) -> JSONText {
    var members = Members()
    members.add("name", .string(name))
    members.add("type", .string(type.rawValue))
    switch format {
    case .email: members.add("format", "email")
    case .uri: members.add("format", "uri")
    case .uuid: members.add("format", "uuid")
    case .binary: members.add("format", "binary")
    // Dates were brought to ISO 8601.
    case .standard, .strptime: break
    }
    members.add("title", column.title)
    members.add("description", column.description)
    if missingValues != commonMissing { members.add("missingValues", .strings(missingValues)) }
    members.add("constraints", object: constraints.members)
    var notes = Members()
    notes.add("unit", column.unit)
    notes.add("basis", column.basis)
    if let decimals = column.decimals { notes.add("decimals", .integer(decimals)) }
    notes.add("format", column.format)
    members.add("assay", object: notes.members)
    return members.json
  }
}

extension Constraints {
  fileprivate var members: [(name: String, value: JSONText)] {
    var members = Members()
    if required { members.add("required", .boolean(true)) }
    if unique { members.add("unique", .boolean(true)) }
    // No value is none of the values; a missing cell passes anyway unless one is required.
    members.add("enum", list: (allowed ?? []).filter { $0 != .null }.map { JSONText($0) })
    members.add("pattern", pattern)
    let limits = [
      ("minimum", minimum), ("maximum", maximum), ("exclusiveMinimum", exclusiveMinimum),
      ("exclusiveMaximum", exclusiveMaximum),
    ]
    for (name, limit) in limits {
      if let limit { members.add(name, JSONText(limit)) }
    }
    if let minLength { members.add("minLength", .integer(minLength)) }
    if let maxLength { members.add("maxLength", .integer(maxLength)) }
    return members.members
  }
}
