import Basics

extension ObjectReader {
  mutating func schema(of table: String, missingValues inherited: [String]?) -> TableSchema {
    var schema = TableSchema()
    let missing = missingValues() ?? inherited ?? [""]
    let list = name("fields", or: ["columns"])
    let fields = objects(list, subject: "a field of '\(table)'") { $0.field(missing) }
    schema.fields = require("fields", fields)?.compactMap { $0 } ?? []
    reportDuplicateFields(in: &schema)
    schema.primaryKey = strings("primaryKey") ?? []
    schema.primaryKeyRange = range(of: "primaryKey")
    schema.uniqueKeysRange = range(of: "uniqueKeys")
    schema.uniqueKeys = (elements("uniqueKeys") ?? []).map { uniqueKey($0) }
    schema.foreignKeys =
      objects("foreignKeys", subject: "a foreign key of '\(table)'") { reader in
        reader.foreignKey(of: table)
      }?.compactMap { $0 } ?? []
    schema.fieldsMatch = fieldsMatch()
    if schema.fields.count > TableSchema.mostFields {
      report(
        .tooManyFields(
          path, range(of: "fields"), schema.fields.count, table: table,
          most: TableSchema.mostFields))
      // What can be read of it is, so that views over it have no mistakes of their own.
      schema.fields.removeSubrange(TableSchema.mostFields...)
      schema.fieldsMatch = .subset
    }
    for name in ["$schema", "title", "description", "name"] { _ = value(name) }
    return schema
  }

  /// The fields of a unique key: a list, or the one that is named.
  private mutating func uniqueKey(_ key: StructuredValue) -> [String] {
    if let name = key.string { return [name] }
    let names = key.elements ?? []
    for wrong in key.elements == nil ? [key] : names.filter({ $0.string == nil }) {
      report(
        .wrongType(path, wrong.range, "a unique key", needed: "a list of strings", found: wrong))
    }
    return names.compactMap(\.string)
  }

  /// The texts that mean "no value"; version 2 also allows objects with a value and a label.
  mutating func missingValues() -> [String]? {
    if let text = value("missingValues")?.string {
      report(.missingValuesAsText(path, range(of: "missingValues"), text))
      return nil
    }
    guard let elements = elements("missingValues") else { return nil }
    return elements.compactMap { element in
      guard element.members == nil else {
        return nested(element, "a missing value") { reader in
          _ = reader.value("label")
          return reader.require("value", reader.string("value"))
        }
      }
      // A number that was written as one may not be written in the cells as it is printed.
      if element.string == nil {
        report(
          .wrongType(path, element.range, "a missing value", needed: "a string", found: element))
      }
      return element.string
    }
  }

  /// Version 2 allows a list of one word as well as the word.
  private mutating func fieldsMatch() -> FieldsMatch {
    guard let word = strings("fieldsMatch")?.first else { return .exact }
    if let match = FieldsMatch(rawValue: word) { return match }
    report(
      .unknownChoice(
        path, range(of: "fieldsMatch"), "fieldsMatch", word,
        known: FieldsMatch.allCases.map(\.rawValue)))
    return .exact
  }

  private mutating func reportDuplicateFields(in schema: inout TableSchema) {
    var seen: [String: SourceRange] = [:]
    schema.fields.removeAll { field in
      guard let first = seen[field.name.lowercased()] else {
        seen[field.name.lowercased()] = field.range
        return false
      }
      report(.duplicateField(path, field.range, field.name, first))
      return true
    }
  }

  private mutating func foreignKey(of table: String) -> ForeignKey? {
    let fields = require("fields", strings("fields"))
    let reference = object("reference") { reader in
      (reader.string("resource"), reader.require("fields", reader.strings("fields")))
    }
    guard let fields, let (resource, targets) = require("reference", reference), let targets else {
      return nil
    }
    // Version 1 writes "" for the table itself, version 2 also leaves it out.
    let target = resource.flatMap { $0.isEmpty ? nil : $0 } ?? table
    return ForeignKey(
      fields: fields, resource: target, referencedFields: targets, range: range(of: "reference"))
  }

  private mutating func field(_ missing: [String]) -> Field? {
    guard let name = require("name", string("name")) else { return nil }
    let errors = errorCount
    let type = type(of: name)
    var field = Field(column: Column(name, type: type ?? .any), range: range(of: "name"))
    if name.isEmpty || name.unicodeScalars.contains(where: { $0.value < 32 || $0 == "\"" }) {
      report(.invalidTableName(path, field.range, name))
      unknownKeys = .ignore
      return nil
    }
    field.column.title = string("title")
    field.column.description = string("description")
    field.missingValues = missingValues() ?? missing
    field.trueValues = strings("trueValues") ?? field.trueValues
    field.falseValues = strings("falseValues") ?? field.falseValues
    readNumberNotation(into: &field)
    expectMisplacedOfField()
    // What is written for a type that is not known cannot be judged.
    field.format = type == nil ? .standard : format(for: field)
    field.isReadable = errorCount == errors
    let categories = type == nil ? nil : categories(for: field)
    object("constraints", subject: "the constraints of '\(name)'") { reader in
      if type == nil {
        reader.unknownKeys = .ignore
      } else {
        field.constraints = reader.constraints(for: field)
      }
    }
    for name in ["format", "categories"] { _ = value(name) }
    if let categories { field.constraints.allowed = field.constraints.allowed ?? categories }
    object("assay", subject: "'assay' of '\(name)'") { reader in
      field.column.unit = reader.string("unit")
      field.column.basis = reader.string("basis")
      field.column.unitColumn = reader.string("unit_column")
      field.column.basisColumn = reader.string("basis_column")
      field.column.decimals = reader.integer("decimals")
      if let decimals = field.column.decimals, !(0...15).contains(decimals) {
        reader.report(.invalidDecimals(reader.path, reader.range(of: "decimals"), decimals))
        field.column.decimals = nil
      }
      if let format = reader.string("format") {
        field.column.format = format
        if CellPattern(format) == nil {
          reader.report(.invalidCellPattern(reader.path, reader.range(of: "format"), format))
          field.column.format = nil
        }
      }
      if let missing = reader.string("missing") {
        if Column.isMissingMark(missing) {
          field.column.missing = missing
        } else {
          reader.report(.invalidMissingMark(reader.path, reader.range(of: "missing"), missing))
        }
      }
      field.redistributable = reader.boolean("redistributable") ?? true
    }
    for name in ["rdfType", "example", "categoriesOrdered"] { _ = value(name) }
    return field
  }

  private mutating func readNumberNotation(into field: inout Field) {
    field.bareNumber = boolean("bareNumber") ?? true
    field.decimalCharacter = numberCharacter("decimalChar") ?? "."
    field.groupCharacter = numberCharacter("groupChar")
    // Whole numbers have no decimal character, unless one is declared.
    let hasDecimals = field.type != .integer || has("decimalChar")
    guard hasDecimals, field.groupCharacter == field.decimalCharacter else { return }
    report(
      .sameNumberCharacters(
        path, range(of: "groupChar"), field.decimalCharacter, isDeclared: has("decimalChar")))
    field.groupCharacter = nil
  }

  private mutating func numberCharacter(_ name: String) -> Character? {
    guard let text = string(name), !text.isEmpty || name == "decimalChar" else { return nil }
    let isPart = text.contains { "0123456789+-eE".contains($0) || $0 == "\u{2212}" }
    if text.count == 1, !isPart { return text.first }
    report(.invalidNumberCharacter(path, range(of: name), name, text))
    return nil
  }

  /// Says where the members belong that authors write beside those of a field.
  private mutating func expectMisplacedOfField() {
    expect(
      [
        "unit", "basis", "unit_column", "basis_column", "decimals", "missing", "redistributable",
      ], below: "assay")
    expect(
      [
        "required", "unique", "enum", "pattern", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "minLength", "maxLength",
      ], below: "constraints")
  }

  /// The words of other tools for our types, in small letters.
  private static let otherTypes: [String: ColumnType] = [
    "float": .number, "double": .number, "decimal": .number, "numeric": .number, "real": .number,
    "float64": .number, "currency": .number, "percent": .number, "percentage": .number,
    "int": .integer, "int64": .integer, "bigint": .integer, "long": .integer, "whole": .integer,
    "text": .string, "varchar": .string, "char": .string, "str": .string, "bool": .boolean,
    "logical": .boolean, "timestamp": .datetime, "date-time": .datetime, "month": .yearmonth,
    "year-month": .yearmonth,
  ]

  /// The type, or that which is most likely meant; nil where none is.
  private mutating func type(of name: String) -> ColumnType? {
    let errors = errorCount
    guard let word = string("type") else { return errorCount == errors ? .string : nil }
    if let type = ColumnType(rawValue: word) { return type }
    let known = ColumnType.allCases.map(\.rawValue)
    let other = Self.otherTypes[word.lowercased()]
    report(
      .unsupportedType(
        path, range(of: "type"), word, field: name, meant: other?.rawValue, known: known))
    return other ?? nearMiss(word, among: known).flatMap { ColumnType(rawValue: $0) }
  }

  private mutating func format(for field: Field) -> FieldFormat {
    guard let format = string("format"), format != "default" else { return .standard }
    switch (field.type, format) {
    case (.string, "email"): return .email
    case (.string, "uri"): return .uri
    case (.string, "uuid"): return .uuid
    case (.string, "binary"): return .binary
    case (.date, _), (.datetime, _), (.time, _):
      if Strptime(format) != nil { return .strptime(format) }
    default: break
    }
    report(.unsupportedFieldFormat(path, range(of: "format"), format, type: field.type.rawValue))
    return .standard
  }

  private mutating func categories(for field: Field) -> [Value]? {
    guard let elements = elements("categories") else { return nil }
    return elements.compactMap { limit($0["value"] ?? $0, "categories", for: field) }
  }

  private mutating func constraints(for field: Field) -> Constraints {
    var result = Constraints()
    result.required = boolean("required") ?? false
    result.unique = boolean("unique") ?? false
    result.minLength = integer("minLength")
    result.maxLength = integer("maxLength")
    result.allowed = elements("enum")?.compactMap { limit($0, "enum", for: field) }
    func read(_ name: String, _ reader: inout ObjectReader) -> Value? {
      reader.value(name).flatMap { reader.limit($0, name, for: field) }
    }
    if field.type == .string || field.type == .boolean {
      for name in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] where has(name) {
        report(.limitOfText(path, nameRange(of: name), name, type: field.type.rawValue))
        _ = value(name)
      }
      result.pattern = validPattern()
      return result
    }
    result.minimum = read("minimum", &self)
    result.maximum = read("maximum", &self)
    result.exclusiveMinimum = read("exclusiveMinimum", &self)
    result.exclusiveMaximum = read("exclusiveMaximum", &self)
    result.pattern = validPattern()
    return result
  }

  private mutating func validPattern() -> String? {
    guard let pattern = string("pattern") else { return nil }
    if FieldPattern.of(pattern).isValid { return pattern }
    report(.invalidPattern(path, range(of: "pattern"), pattern))
    return nil
  }

  /// A constraint's value as one of the field's type.
  private mutating func limit(
    _ value: StructuredValue, _ name: String, for field: Field
  ) -> Value? {
    // A number is one whatever characters the field's cells write it with.
    switch (field.type, value.number) {
    case (.number, let number?): return .number(number)
    case (.integer, let number?):
      if let whole = Int64(exactly: number) { return .integer(whole) }
    default: break
    }
    let text =
      switch value.content {
      case .string(let text): text
      case .number(let number): shortestText(number)
      case .boolean(let boolean): boolean ? "true" : "false"
      case .null, .array, .object, .records: nil as String?
      }
    // An empty text is allowed in `enum` and means what it means in a cell: no value.
    if let text, field.missingValues.contains(text) { return .null }
    if field.type == .string, value.number != nil || value.boolean != nil {
      report(
        .wrongType(path, value.range, "a value in '\(name)'", needed: "a string", found: value))
      return nil
    }
    if let text, let limit = CellParser(field).parse(text) { return limit }
    report(
      .invalidLimit(
        path, value.range, name, text ?? value.kindDescription, type: field.type.rawValue))
    return nil
  }
}
