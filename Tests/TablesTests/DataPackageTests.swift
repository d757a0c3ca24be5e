import Basics
import Tables
import Testing

/// A package of two tables, written as authors write it.
let packageText = """
  name: eu-us-critical-minerals
  title: Critical minerals
  licenses: [{name: CC-BY-4.0}]
  sources: [{title: ECA, path: "https://example.org/eca"}]
  resources:
    - name: entity
      path: entity.csv
      schema:
        primaryKey: entity_id
        fields:
          - {name: entity_id, type: string, constraints: {required: true, unique: true}}
          - {name: parent}
        foreignKeys:
          - {fields: parent, reference: {resource: "", fields: entity_id}}
    - name: claim
      path: [claim.csv]
      dialect: {delimiter: ";"}
      encoding: windows-1252
      assay:
        known_on: known_on
        superseded_on: superseded_on
        basis: imports
        redistributable: false
        updated_every: P30D
      schema:
        missingValues: ["", "-"]
        primaryKey: [claim_id]
        foreignKeys:
          - fields: [entity_id]
            reference: {resource: entity, fields: [entity_id]}
        fields:
          - {name: claim_id, type: string, constraints: {pattern: "[A-Z][0-9]{3,}"}}
          - {name: entity_id, type: string, constraints: {required: true}}
          - name: share
            type: number
            title: Share of imports
            description: Of the EU's imports
            constraints: {minimum: 0, maximum: 100}
            assay: {unit: "%", decimals: 1, format: "0.0 %", missing: "[x]"}
          - {name: stage, constraints: {enum: [mine, processing], maxLength: 10}}
          - {name: known_on, type: date, constraints: {minimum: 2020-01-01}}
          - {name: superseded_on, type: date, format: "%d/%m/%Y"}
          - {name: binding, type: boolean, trueValues: [x], falseValues: [o]}
          - {name: place, type: integer, constraints: {exclusiveMinimum: 0}, missingValues: ["none"]}
  """

func package(_ text: String = packageText) throws -> (DataPackage, [Diagnostic]) {
  let source = SourceText(path: "Content/data/datapackage.yaml", text: text)
  let (package, diagnostics) = DataPackage.decode(
    try StructuredValue.parseYAML(source).get(), path: source.path)
  return (package, diagnostics)
}

@Suite struct DataPackageTests {
  @Test func readsADescriptor() throws {
    let (package, diagnostics) = try package()
    #expect(diagnostics.isEmpty)
    #expect(package.name == "eu-us-critical-minerals")
    #expect(package.licenses.map(\.name) == ["CC-BY-4.0"])
    #expect(package.sources.map(\.title) == ["ECA"])
    let entity = try #require(package.resource(named: "entity"))
    #expect(entity.paths == ["entity.csv"])
    #expect(entity.schema.foreignKeys.map(\.resource) == ["entity"])
    #expect(entity.redistributable)
    let claim = try #require(package.resource(named: "claim"))
    #expect(claim.dialect.delimiter == UInt8(ascii: ";"))
    #expect(claim.encoding == .windows1252)
    #expect(claim.knownOn == "known_on" && claim.supersededOn == "superseded_on")
    #expect(claim.updatedEvery?.days == 30)
    #expect(!claim.redistributable)
    #expect(
      claim.schema.columns[2]
        == Column(
          "share", type: .number, title: "Share of imports", unit: "%", basis: "imports",
          decimals: 1, format: "0.0 %", missing: "[x]", description: "Of the EU's imports"))
    #expect(claim.schema.fields[7].missingValues == ["none"])
    #expect(claim.schema.fields[0].missingValues == ["", "-"])
    #expect(claim.schema.fields[4].constraints.minimum == .text("2020-01-01"))
  }

  @Test(arguments: [
    (
      "title: Critical", "titel: Critical",
      "2:1-6 UnknownKey: unknown key 'titel' in the data package (did you mean 'title'?)"
    ),
    (
      "path: entity.csv", "path: ../entity.csv",
      "7:11-24 UnsafeDataPath: '../entity.csv' is no relative path below the data package's folder"
    ),
    (
      "path: entity.csv", "path: \"https://x.org/a.csv\"",
      "7:11-32 UnsafeDataPath: 'https://x.org/a.csv' is no relative path below the data package's folder"
    ),
    ("path: entity.csv", "format: csv", "6:5-5 MissingKey: the key 'path' is missing in 'entity'"),
    (
      "path: entity.csv", "path: e.csv\n    format: xlsx",
      "8:13-17 UnsupportedFormat: files of format 'xlsx' are not supported (save the sheet as CSV)"
    ),
    (
      "name: claim\n", "name: Entity\n",
      "15:11-17 DuplicateResource: there are two resources named 'Entity'"
    ),
    (
      "{name: parent}", "{name: Entity_ID}",
      "12:18-27 DuplicateField: there are two fields named 'Entity_ID'"
    ),
    (
      "{name: parent}", "{name: parent, type: geopoint}",
      "12:32-40 UnsupportedFieldType: field 'parent' has the unsupported type 'geopoint' (known here: any, boolean, date, datetime, integer, number, string, time, year, yearmonth)"
    ),
    (
      "{name: parent}", "{name: parent, constraints: {requird: true}}",
      "12:40-47 UnknownKey: unknown key 'requird' in the constraints of 'parent' (did you mean 'required'?)"
    ),
    (
      "primaryKey: entity_id", "primaryKey: entiti_id",
      "9:19-28 UnknownField: 'entity' has no field 'entiti_id' (did you mean 'entity_id'?)"
    ),
    (
      "reference: {resource: entity,", "reference: {resource: entty,",
      "30:22-60 UnknownResource: a foreign key refers to 'entty', which is no resource (did you mean 'entity'?)"
    ),
    (
      "[A-Z][0-9]{3,}", "[A-Z",
      "32:65-71 InvalidPattern: the pattern '[A-Z' is no regular expression"
    ),
    (
      "minimum: 0,", "minimum: low,",
      "38:34-37 InvalidConstraint: 'low' in 'minimum' is no value of the type 'number'"
    ),
    (
      "format: \"0.0 %\"", "format: percent",
      "39:51-58 InvalidCellPattern: 'percent' is no pattern for numbers or dates (write a number as 0, 0.0 or #,##0.00 and a date as d MMMM yyyy)"
    ),
    (
      "%d/%m/%Y", "%d/%Q",
      "42:53-60 UnsupportedFieldFormat: the format '%d/%Q' of type 'date' is not supported (known here: default; email, uri, uuid, binary for strings; patterns of %Y %m %d %b %B %y %H %M %S for dates and times)"
    ),
    (
      "encoding: windows-1252", "encoding: windows-1253",
      "18:15-27 UnsupportedEncoding: the encoding 'windows-1253' is not supported "
        + "(save the file as UTF-8; read are utf-8, utf-16, utf-16le, utf-16be, windows-1250, "
        + "windows-1252, iso-8859-1, iso-8859-2, iso-8859-15)"
    ),
    (
      "updated_every: P30D", "updated_every: monthly",
      "24:22-29 InvalidPeriod: 'monthly' is no period of time (write it as ISO 8601 does: P30D, P1M, P1Y)"
    ),
    (
      "delimiter: \";\"", "delimiter: \"||\"",
      "17:26-30 UnsupportedDialect: the dialect property delimiter: '||' is not supported (a delimiter, quote, escape or comment character is one ASCII character)"
    ),
    (
      "[\"\", \"-\"]", "[\"\", -99]",
      "26:27-30 WrongType: a missing value must be a string, not -99 (put quotes around it)"
    ),
    (
      "[\"\", \"-\"]", "[\"\", {label: none}]",
      "26:27-27 MissingKey: the key 'value' is missing in a missing value"
    ),
    (
      "trueValues: [x]", "trueValues: [1]",
      "43:55-56 WrongType: 'trueValues' must be a list of strings, not 1 (put quotes around it)"
    ),
    (
      "enum: [mine, processing]", "enum: [1.10, processing]",
      "40:46-50 WrongType: a value in 'enum' must be a string, not 1.1 (put quotes around it)"
    ),
    (
      "title: Share of imports", "groupChar: \".\"",
      "36:22-25 InvalidNumberCharacter: 'groupChar' and 'decimalChar' are both '.' "
        + "(decimalChar is '.' where nothing else is written: write decimalChar: ',')"
    ),
    (
      "title: Share of imports", "groupChar: \",\"\n          decimalChar: \",\"",
      "36:22-25 InvalidNumberCharacter: 'groupChar' and 'decimalChar' are both ',' "
        + "(write another groupChar, or leave it out)"
    ),
    (
      "title: Share of imports", "groupChar: \", \"",
      "36:22-26 InvalidNumberCharacter: 'groupChar' must be one character that is no digit or sign, "
        + "not ', ' (write ',', or leave it out where nothing parts the digits)"
    ),
    (
      "title: Share of imports", "decimalChar: \"\"",
      "36:24-26 InvalidNumberCharacter: 'decimalChar' must be one character that is no digit or "
        + "sign, not '' (write ',', or leave it out where it is '.')"
    ),
    (
      "path: entity.csv", "path: entity.csv.gz",
      "7:11-24 UnsupportedFormat: compressed files (gz) are not read "
        + "(unpack it, name the file that was in it, and leave 'compression' out)"
    ),
    (
      "path: entity.csv", "path: entity.csv\n    compression: zip",
      "8:18-21 UnsupportedFormat: compressed files (zip) are not read "
        + "(unpack it, name the file that was in it, and leave 'compression' out)"
    ),
    (
      "{delimiter: \";\"}", "{headerRows: [0]}",
      "17:27-30 UnsupportedDialect: the dialect property headerRows must be a list of row numbers "
        + "(the first row is 1)"
    ),
    (
      "{delimiter: \";\"}", "dialect.json",
      "17:14-26 MissingDataFile: the dialect names the file 'dialect.json', which is not there "
        + "(paths are relative to the data package's folder)"
    ),
    (
      "{delimiter: \";\"}", "../dialect.json",
      "17:14-29 UnsafeDataPath: '../dialect.json' is no relative path below the data package's folder"
    ),
    (
      "known_on: known_on", "known_on: know_on",
      "20:17-24 UnknownField: 'claim' has no field 'know_on' (did you mean 'known_on'?)"
    ),
  ])
  func saysWhatIsWrongAndWhere(text: String, replacement: String, expected: String) throws {
    #expect(packageText.contains(text))
    let (_, diagnostics) = try package(
      packageText.replacing(text, with: replacement, maxReplacements: 1))
    #expect(diagnostics.first?.line == expected)
    #expect(diagnostics.allSatisfy { $0.path == "Content/data/datapackage.yaml" })
  }

  @Test func unknownPropertiesOfOthersAreAWarning() throws {
    let (_, diagnostics) = try package(packageText + "\nx_vendor: 1\n")
    #expect(diagnostics.map(\.severity) == [.warning])
  }

  @Test(arguments: [
    ("P30D", 0, 30), ("P1M", 1, 0), ("P1Y6M", 18, 0), ("P2W", 0, 14), ("", -1, 0), ("P", -1, 0),
    ("30D", -1, 0), ("PT1H", -1, 0), ("P1X", -1, 0),
  ])
  func readsPeriods(text: String, months: Int, days: Int) {
    let period = CalendarPeriod(text)
    #expect(period.map(\.months) == (months < 0 ? nil : months))
    #expect(period.map(\.days) == (months < 0 ? nil : days))
  }
}
