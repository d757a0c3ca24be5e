/// What of a package its readers may have: each table without what its licence keeps back.
package struct PublishedPackage: Sendable {
  /// A table or one of its fields that is shown on pages and left out of every download.
  package struct Omission: Hashable, Sendable {
    package var table: String
    /// Nil where the whole table is left out.
    package var field: String?
    /// The licence that does not allow copies, where the package names one.
    package var licence: String?

    package init(table: String, field: String?, licence: String?) {
      self.table = table
      self.field = field
      self.licence = licence
    }
  }

  package let package: DataPackage
  package let resources: [PublishedResource]
  package let omissions: [Omission]

  package init(_ package: DataPackage) {
    self.package = package
    var omissions: [Omission] = []
    var resources: [PublishedResource] = []
    for resource in package.resources {
      let licence = resource.licenses.first.flatMap { $0.title ?? $0.name ?? $0.path }
      guard resource.redistributable else {
        omissions.append(Omission(table: resource.name, field: nil, licence: licence))
        continue
      }
      for field in resource.schema.fields where !field.redistributable {
        omissions.append(Omission(table: resource.name, field: field.name, licence: licence))
      }
      if let published = PublishedResource(resource) { resources.append(published) }
    }
    let kept = Dictionary(resources.map { ($0.name, Set($0.fields.map(\.name))) }) { first, _ in
      first
    }
    self.resources = resources.map { $0.referring(to: kept) }
    self.omissions = omissions
  }

  package func resource(fileName: String) -> PublishedResource? {
    resources.first { $0.fileName == fileName }
  }
}

/// A table as it is published: in UTF-8, with dates in ISO 8601 and numbers with a decimal point.
package struct PublishedResource: Sendable {
  /// The resource with the keys and fields that are left.
  package private(set) var resource: DataResource
  /// Which columns of the loaded table are left.
  private let indices: [Int]

  package var name: String { resource.name }
  package var fields: [Field] { resource.schema.fields }

  /// Nil where no field is left.
  fileprivate init?(_ resource: DataResource) {
    var resource = resource
    let all = resource.schema.fields
    indices = all.indices.filter { all[$0].redistributable }
    guard !indices.isEmpty else { return nil }
    resource.schema.fields = indices.map { all[$0] }
    let names = Set(resource.schema.fields.map(\.name))
    if !names.isSuperset(of: resource.schema.primaryKey) { resource.schema.primaryKey = [] }
    resource.schema.uniqueKeys.removeAll { !names.isSuperset(of: $0) }
    resource.schema.foreignKeys.removeAll { !names.isSuperset(of: $0.fields) }
    if let column = resource.knownOn, !names.contains(column) { resource.knownOn = nil }
    if let column = resource.supersededOn, !names.contains(column) { resource.supersededOn = nil }
    self.resource = resource
  }

  /// Without the foreign keys that lead to what is left out.
  fileprivate func referring(to kept: [String: Set<String>]) -> PublishedResource {
    var result = self
    result.resource.schema.foreignKeys.removeAll { key in
      kept[key.resource].map { !$0.isSuperset(of: key.referencedFields) } ?? true
    }
    return result
  }

  /// The name of its file.
  package var fileName: String { Self.fileName(name, "csv") }

  /// The name of a file: a resource's name may hold what a file's may not.
  package static func fileName(_ name: String, _ suffix: String) -> String {
    let isSafe: (UInt8) -> Bool = {
      ($0 | 32 >= 97 && $0 | 32 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 45 || $0 == 95
        || $0 == 46
    }
    let safe = name.utf8.map { isSafe($0) ? $0 : UInt8(ascii: "-") }
    let text = String(decoding: safe, as: UTF8.self)
    return (text.hasPrefix(".") ? "-" + text.dropFirst() : text) + "." + suffix
  }

  /// The columns that are left of a loaded table.
  package func table(_ table: Table) -> Table {
    let indices = indices.filter { table.columns.indices.contains($0) }
    guard indices.count < table.columns.count else { return table }
    return Table(
      columns: indices.map { table.columns[$0] },
      rows: table.rows.map { row in indices.map { row[$0] } })
  }

  /// The table as CSV (RFC 4180, lines end in LF), nulls as the schema's missing values have it.
  package func csv(_ loaded: Table) -> String {
    var table = table(loaded)
    for (index, field) in fields.enumerated() where index < table.columns.count {
      let missing = field.missingValues.contains("") ? nil : field.missingValues.first
      guard missing != nil || field.type == .year else { continue }
      for row in table.rows.indices {
        switch table.rows[row][index] {
        case .null: if let missing { table.rows[row][index] = .text(missing) }
        case .integer(let year) where field.type == .year:
          table.rows[row][index] = .text(Self.yearText(year))
        default: break
        }
      }
    }
    return CSVWriter().text(table)
  }

  /// A year has four digits at least.
  private static func yearText(_ year: Int64) -> String {
    let digits = String(abs(year))
    return (year < 0 ? "-" : "") + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
