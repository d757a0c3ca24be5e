package import Basics

/// What a table's rows must be: Frictionless Table Schema, with what Assay adds under `assay:`.
package struct TableSchema: Sendable {
  package var fields: [Field] = []
  package var primaryKey: [String] = []
  package var uniqueKeys: [[String]] = []
  /// Where `primaryKey` and `uniqueKeys` stand.
  var primaryKeyRange = SourceRange(at: .start)
  var uniqueKeysRange = SourceRange(at: .start)
  package var foreignKeys: [ForeignKey] = []
  package var fieldsMatch = FieldsMatch.exact
  /// The file, relative to the site's root, where it is not the descriptor's.
  package var path: String?

  /// As many columns as SQLite gives a table.
  static let mostFields = 2_000

  package init() {}

  package func index(of field: String) -> Int? {
    fields.firstIndex { $0.name == field }
  }

  package var columns: [Column] { fields.map(\.column) }
}

/// How the columns of a file and the fields of its schema must agree.
package enum FieldsMatch: String, Sendable, CaseIterable {
  case exact, equal
  /// The file may have more columns; they are not read.
  case subset
  /// The file may have fewer columns; their cells are empty.
  case superset
  case partial

  var allowsUnknownColumns: Bool { self == .subset || self == .partial }
  var allowsMissingColumns: Bool { self == .superset || self == .partial }
}

/// A column of a schema: its type, how its cells are written, what they may be.
package struct Field: Sendable {
  package var column: Column
  package var format = FieldFormat.standard
  package var constraints = Constraints()
  /// Texts that mean "no value"; an empty cell does unless the schema says otherwise.
  package var missingValues: [String] = [""]
  package var trueValues = ["true", "True", "TRUE", "1"]
  package var falseValues = ["false", "False", "FALSE", "0"]
  package var decimalCharacter: Character = "."
  package var groupCharacter: Character?
  /// False where text around the digits ("€ 12", "95%") is passed over.
  package var bareNumber = true
  /// False where the field may be shown but is left out of every download.
  package var redistributable = true
  /// False where the descriptor does not say rightly how cells are written: all of them are null.
  package var isReadable = true
  package var range: SourceRange

  package var name: String { column.name }
  package var type: ColumnType { column.type }

  package init(column: Column, range: SourceRange = SourceRange(at: .start)) {
    self.column = column
    self.range = range
  }
}

/// How the cells of a field are written.
package enum FieldFormat: Hashable, Sendable {
  /// ISO 8601 for dates and times, any text for strings.
  case standard
  case email, uri, uuid, binary
  /// A pattern of `strptime` for dates and times.
  case strptime(String)
}

/// What the cells of a field may be; every limit is a value of the field's own type.
package struct Constraints: Sendable {
  package var required = false
  package var unique = false
  package var allowed: [Value]?
  package var pattern: String?
  package var minimum: Value?
  package var maximum: Value?
  package var exclusiveMinimum: Value?
  package var exclusiveMaximum: Value?
  package var minLength: Int?
  package var maxLength: Int?

  package init() {}

  /// Whether a value of the field's type can break them; that it is there and unique is not meant.
  var limitsValues: Bool {
    allowed != nil || pattern != nil || minLength != nil || maxLength != nil
      || [minimum, maximum, exclusiveMinimum, exclusiveMaximum].contains { $0 != nil }
  }
}

/// Columns whose values must stand as a key in another table, or in this one.
package struct ForeignKey: Sendable {
  package var fields: [String]
  /// The table referred to; a self reference has this table's own name.
  package var resource: String
  package var referencedFields: [String]
  package var range: SourceRange

  package init(
    fields: [String], resource: String, referencedFields: [String],
    range: SourceRange = SourceRange(at: .start)
  ) {
    self.fields = fields
    self.resource = resource
    self.referencedFields = referencedFields
    self.range = range
  }
}
