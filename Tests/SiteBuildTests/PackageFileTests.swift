import Basics
import SiteBuild
import Testing

/// Where the description of the data may stand, and what is said where it does not.
@Suite struct PackageFileTests {
  private static let yaml = "Content/data/datapackage.yaml"
  private static let json = "Content/data/datapackage.json"

  private static func line(_ diagnostic: Diagnostic) -> String {
    let start = diagnostic.range.map { ":\($0.start.line):\($0.start.column)" } ?? ""
    let hint = diagnostic.hint.map { " (\($0))" } ?? ""
    return "\(diagnostic.severity) \(diagnostic.path ?? "")\(start) \(diagnostic.identifier): "
      + "\(diagnostic.summary)\(hint)"
  }

  /// A site of one table and one figure.
  private func site(
    package: String = yaml, _ resource: String, csv: String = "c,v\nx,1.5\n",
    files: [String: String] = [:]
  ) throws -> TestSite {
    let own = [
      "Content/site.yaml": "title: T\nbase_url: https://t.example\n",
      "Content/index.md": "---\ntitle: Home\n---\nThe most is `{sql} select max(v) from t`.\n",
      package:
        "{\"name\": \"p\", \"resources\": [{\"name\": \"t\", \"path\": \"t.csv\", \(resource)}]}\n",
      "Content/data/t.csv": csv,
    ]
    return try TestSite(SmallSite.templates.merging(own) { $1 }.merging(files) { $1 })
  }

  private static let schema =
    #""schema": {"fields": [{"name": "c"}, {"name": "v", "type": "number"}]}"#

  @Test(arguments: [yaml, json])
  func theStandardsNameIsReadToo(_ name: String) throws {
    let site = try site(package: name, Self.schema)
    try site.buildGood()
    #expect(try site.page("index.html").contains(">1.5</span>"))
    #expect(try SiteData(root: site.root, clock: nil).diagnostics.isEmpty)
    // A mistake has its place in that file.
    try site.edit(name, "\"type\": \"number\"", "\"type\": \"numbr\"")
    #expect(try site.build().diagnostics.first?.path == name)
    // The other name is looked for in every build.
    try site.edit(name, "\"type\": \"numbr\"", "\"type\": \"number\"")
    let other = name == Self.yaml ? Self.json : Self.yaml
    try site.write(other, "{\"resources\": []}\n")
    #expect(
      try site.build().diagnostics.map(Self.line).contains(
        "error \(Self.json) TwoDataPackages: the data are described twice: here, and in "
          + "\(Self.yaml) (delete one of the two files)"))
    try site.remove(other)
    try site.buildGood()
  }

  @Test(arguments: ["datapackage.yml", "DataPackage.json", "data-package.yaml", "datapackge.yaml"])
  func anotherNameIsSaidOnce(_ name: String) throws {
    let site = try site(package: "Content/data/" + name, Self.schema)
    let said = [
      "error Content/data/\(name) UnreadDataFile: a data package of this name is not read (name it "
        + "datapackage.yaml, or datapackage.json if it is JSON)"
    ]
    #expect(try site.build().diagnostics.map(Self.line) == said)
    let error = #expect(throws: DiagnosticsError.self) {
      _ = try SiteData(root: site.root, clock: nil)
    }
    #expect(error?.diagnostics.map(Self.line) == said)
  }

  @Test func aBrokenPackageIsSaidOnce() throws {
    let site = try TestSite()
    try site.edit(Self.yaml, "    path: material.csv", "   path: material.csv")
    #expect(
      try site.build().diagnostics.map { "\($0.path ?? "") \($0.identifier)" } == [
        "\(Self.yaml) InvalidYAML"
      ])
  }

  @Test(arguments: ["schema.json", "parts/t.yaml"])
  func aSchemaMayStandInAFile(_ name: String) throws {
    let path = "Content/data/" + name
    let text = "{\"fields\": [{\"name\": \"c\"}, {\"name\": \"v\", \"type\": \"number\"}]}\n"
    let site = try site(
      #""schema": "\#(name)", "dialect": "dialect.yaml""#, csv: "c;v\nx;1.5\n",
      files: [path: text, "Content/data/dialect.yaml": "delimiter: ';'\n"])
    try site.buildGood()
    #expect(try site.page("index.html").contains(">1.5</span>"))
    // Both files are inputs, and a mistake has its place in them.
    try site.write(path, text.replacing("\"number\"}", with: "\"number\", \"groupChar\": \".\"}"))
    #expect(
      try site.build().diagnostics.map { "\($0.path ?? "") \($0.identifier)" } == [
        "\(path) InvalidNumberCharacter"
      ])
    try site.write(path, text.replacing("\"number\"}", with: "\"string\"}"))
    try site.write("Content/data/t.csv", "c|v\nx|many\n")
    try site.write("Content/data/dialect.yaml", "delimiter: '|'\n")
    try site.buildGood()
    #expect(try site.page("index.html").contains(">many</span>"))
    try site.remove(path)
    #expect(
      try site.build().diagnostics.map { "\($0.path ?? "") \($0.identifier)" } == [
        "\(Self.yaml) MissingDataFile"
      ])
  }

  @Test(arguments: ["../schema.json", "/etc/schema.json", "https://t.example/schema.json"])
  func aSchemaThatIsNotAmongTheDataIsRefused(_ name: String) throws {
    let site = try site(
      "\"schema\": \"\(name)\"", files: ["Content/schema.json": "{\"fields\": []}"])
    #expect(try site.build().diagnostics.map(\.identifier) == ["UnsafeDataPath"])
  }

  /// What is computed from a table with mistakes is not judged: the cause is said.
  @Test(arguments: [
    ("c;v\nx;1\n", "WrongDelimiter"), ("c,v\nx,many\n", "CellTypeMismatch"),
    ("c,v\n", nil), ("c,v\n\"x,1\n", "UnclosedQuote"), ("c,v\nx\n", "RaggedRow"),
  ])
  func aBrokenTableIsSaidOnce(_ csv: String, _ said: String?) throws {
    let site = try site(Self.schema, csv: csv)
    let page = try site.read("Content/index.md")
    try site.write(
      "Content/index.md",
      page + "\n`{assert} (select sum(v) from t) > 1 :: It is much.` `{sql} select v from t`\n")
    let found = try site.build().diagnostics.map(\.identifier)
    if let said {
      #expect(found == [said])
    } else {
      #expect(!found.isEmpty, "an empty table has no mistake, and the figures have")
    }
    try site.write("Content/data/t.csv", "c,v\nx,2\n")
    try site.buildGood()
  }

  @Test func aQueryWithAMistakeOfItsOwnIsSaidBesideTheTables() throws {
    let site = try site(Self.schema, csv: "c,v\nx,many\n")
    try site.edit("Content/index.md", "max(v)", "max(w)")
    #expect(
      Set(try site.build().diagnostics.map(\.identifier)) == ["CellTypeMismatch", "UnknownColumn"])
  }

  @Test func whatIsNotReadIsSaid() throws {
    let site = try site(Self.schema)
    try site.buildGood()
    try site.write("Content/data/rain.xlsx", "PK")
    try site.write("Content/data/old/snow.csv.gz", "")
    try site.write("Content/data/archive/source.zip", "")
    try site.write("Content/data/datapackage.yml", "")
    #expect(
      try site.build().diagnostics.map(Self.line) == [
        "warning Content/data/datapackage.yml UnreadDataFile: a data package of this name is not read "
          + "(delete it: datapackage.yaml or datapackage.json is read)",
        "warning Content/data/old/snow.csv.gz UnreadDataFile: compressed files are not read (unpack "
          + "it here, and name what was in it in the data package)",
        "warning Content/data/rain.xlsx UnreadDataFile: spreadsheets are not read (save the sheet as "
          + "CSV beside it, and name that in the data package)",
      ])
    for path in ["rain.csv", "old/snow.csv"] { try site.write("Content/data/" + path, "a\n1\n") }
    try site.remove("Content/data/datapackage.yml")
    #expect(try site.build().diagnostics.isEmpty)
  }
}
