import Basics
import Tables
import Testing

/// Slips in a descriptor are told once, with what to write.
@Suite struct PackageSlipTests {
  private static let text = """
    name: dams
    resources:
      - name: dam
        path: dam.csv
        assay: {known_on: known_on}
        schema:
          fields:
            - {name: dam}
            - {name: level, type: number}
            - {name: known_on, type: date}
    """

  private static let notes = "    assay: {known_on: known_on}\n"

  @Test(
    arguments: [
      // A column of days that nothing is said of.
      (
        PackageSlipTests.notes, "",
        [
          "9:18-26 UnnamedDay: nothing says that 'known_on' is the day from which a row is known "
            + "(write assay: {known_on: known_on} at 'dam', or give the column another name)"
        ]
      ),
      (
        "{known_on: known_on}", "{basis: imports}",
        [
          "10:18-26 UnnamedDay: nothing says that 'known_on' is the day from which a row is known "
            + "(write known_on: known_on into 'assay' of 'dam')"
        ]
      ),
      // The words of other tools for types; what follows from them is not judged by a guess.
      (
        "type: number", "type: float",
        [
          "9:31-36 UnsupportedFieldType: field 'level' has the unsupported type 'float' "
            + "('number' is the word: type: number)"
        ]
      ),
      (
        "type: number", "type: int, constraints: {minimum: 0}",
        [
          "9:31-34 UnsupportedFieldType: field 'level' has the unsupported type 'int' "
            + "('integer' is the word: type: integer)"
        ]
      ),
      (
        "type: number", "type: geopoint, format: x, constraints: {minimum: 0}",
        [
          "9:31-39 UnsupportedFieldType: field 'level' has the unsupported type 'geopoint' (known "
            + "here: any, boolean, date, datetime, integer, number, string, time, year, yearmonth)"
        ]
      ),
      // Members that stand beside the object they belong into.
      (
        "type: number", "type: number, unit: EUR",
        ["9:39-43 UnknownKey: unknown key 'unit' in a field of 'dam' (write assay: {unit: EUR})"]
      ),
      (
        "type: number", "type: number, unit: \"%\"",
        ["9:39-43 UnknownKey: unknown key 'unit' in a field of 'dam' (write assay: {unit: \"%\"})"]
      ),
      (
        "type: number", "type: number, unit: EUR, assay: {decimals: 1}",
        ["9:39-43 UnknownKey: unknown key 'unit' in a field of 'dam' (move it into 'assay')"]
      ),
      (
        "type: number", "type: number, required: true",
        [
          "9:39-47 UnknownKey: unknown key 'required' in a field of 'dam' "
            + "(write constraints: {required: true})"
        ]
      ),
      (
        "type: number", "type: number, enum: [1, 2]",
        [
          "9:39-43 UnknownKey: unknown key 'enum' in a field of 'dam' "
            + "(write constraints: {enum: [1, 2]})"
        ]
      ),
      (
        "type: number", "type: number, format: \"0.0\"",
        [
          "9:47-52 UnsupportedFieldFormat: the format '0.0' of type 'number' is not supported "
            + "(for how cells are printed write assay: {format: \"0.0\"})"
        ]
      ),
      (
        PackageSlipTests.notes, "    known_on: known_on\n",
        [
          "5:5-13 UnknownKey: unknown key 'known_on' in a resource "
            + "(write assay: {known_on: known_on})"
        ]
      ),
      // Names that are taken for others.
      (
        "resources:", "resource:",
        ["2:1-9 UnknownKey: unknown key 'resource' in the data package (did you mean 'resources'?)"]
      ),
      (
        "fields:", "columns:",
        ["7:7-14 UnknownKey: unknown key 'columns' in the schema of 'dam' (did you mean 'fields'?)"]
      ),
      (
        "fields:", "primary_key: dam\n      fields:",
        [
          "7:7-18 UnknownKey: unknown key 'primary_key' in the schema of 'dam' "
            + "(did you mean 'primaryKey'?)"
        ]
      ),
      (
        "path: dam.csv\n", "path: dam.csv\n    missingValues: \"-\"\n",
        [
          "5:20-23 WrongType: 'missingValues' must be a list, not '-' "
            + "(write missingValues: [\"\", \"-\"])"
        ]
      ),
      (
        "{name: dam}", "{name:dam}",
        [
          "8:11-11 MissingKey: the key 'name' is missing in a field of 'dam'",
          "8:12-20 UnknownKey: unknown key 'name:dam' in a field of 'dam' "
            + "(put a blank behind the colon: name: dam)",
        ]
      ),
      // What is meant as it stands.
      ("name: known_on, type: date}", "name: known_on, type: date, title: Known}", []),
      ("type: number", "type: number, assay: {unit: EUR}, constraints: {minimum: 0}", []),
      ("path: dam.csv\n", "path: dam.csv\n    missingValues: [\"-\"]\n", []),
    ] as [(String, String, [String])])
  func saysWhatToWrite(_ old: String, _ new: String, _ expected: [String]) throws {
    #expect(Self.text.contains(old))
    let (package, said) = try package(Self.text.replacing(old, with: new, maxReplacements: 1))
    #expect(said.map(\.line) == expected)
    #expect(package.resources.map(\.name) == ["dam"])
  }

  /// A day of another name, or a text of this one, is none that editions are made of.
  @Test(arguments: ["{name: seen, type: date}", "{name: known_on}"])
  func anotherDayNeedsNoName(_ field: String) throws {
    let text = Self.text.replacing(Self.notes, with: "")
      .replacing("{name: known_on, type: date}", with: field)
    #expect(try package(text).1.map(\.line) == [])
  }

  /// Cells of a type that is not known, and the keys made of them, are not judged.
  @Test func aTypeThatIsNotKnownIsOneMistake() throws {
    let (package, said) = try package(
      "resources: [{name: t, path: t.csv, schema: {primaryKey: [v], fields: "
        + "[{name: v, type: float}]}}]")
    #expect(said.map(\.identifier) == ["UnsupportedFieldType"])
    let (loaded, found) = loadTable(
      package.resources[0], files: [SourceText(path: "t.csv", text: "v\nlow\n2\n")])
    #expect(found.isEmpty)
    #expect(checkKeys(package, tables: [loaded]).isEmpty)
  }
}
