import Basics
import Tables
import Testing

/// What readers get of a package: tables as CSV and their description.
@Suite struct PublishedPackageTests {
  private func published(_ text: String) throws -> PublishedPackage {
    let value = try StructuredValue.parseYAML(SourceText(path: "p.yaml", text: text)).get()
    return PublishedPackage(DataPackage.decode(value, path: "p.yaml").package)
  }

  private func csv(_ text: String, _ name: String, _ rows: String) throws -> String {
    let resource = try #require(try published(text).resource(fileName: name))
    let source = try StructuredValue.parseYAML(SourceText(path: "p.yaml", text: text)).get()
    let original = try #require(
      DataPackage.decode(source, path: "p.yaml").package.resource(named: resource.name))
    let (loaded, mistakes) = loadTable(original, files: [SourceText(path: "t.csv", text: rows)])
    #expect(mistakes.map(\.line) == [])
    return resource.csv(loaded.table)
  }

  @Test(arguments: [
    // Numbers, dates and booleans of a country become those of the format.
    (
      "{name: a, type: number, decimalChar: ',', groupChar: '.'}", "a\n\"1.234,50\"\n",
      "a\n1234.5\n"
    ),
    ("{name: a, type: date, format: '%d/%m/%Y'}", "a\n05/02/2026\n", "a\n2026-02-05\n"),
    ("{name: a, type: boolean, trueValues: [ja], falseValues: [nein]}", "a\nja\n", "a\ntrue\n"),
    ("{name: a, type: year}", "a\n0950\n", "a\n0950\n"),
    // A missing value is written as one that the schema declares.
    ("{name: a, type: integer, missingValues: ['-', n/a]}", "a\nn/a\n7\n", "a\n-\n7\n"),
    ("{name: a, type: integer, missingValues: ['-', '']}", "a\n-\n7\n", "a\n\"\"\n7\n"),
    ("{name: a}", "a\n\"one, \"\"two\"\"\nthree\"\n", "a\n\"one, \"\"two\"\"\nthree\"\n"),
  ])
  func cellsAreWrittenAsTheFormatHasThem(field: String, rows: String, expected: String) throws {
    let text = "resources: [{name: t, path: t.csv, schema: {fields: [\(field)]}}]"
    #expect(try csv(text, "t.csv", rows) == expected)
  }

  private static let gated = """
    name: prices
    resources:
      - name: metal
        path: metal.csv
        licenses: [{name: CC0-1.0}]
        schema:
          primaryKey: [metal]
          uniqueKeys: [[secret]]
          fields:
            - {name: metal, constraints: {required: true}}
            - {name: secret, type: number, assay: {redistributable: false}}
            - {name: desk}
          foreignKeys:
            - {fields: desk, reference: {resource: desk, fields: desk}}
      - name: desk
        path: desk.csv
        licenses: [{title: All rights reserved}]
        assay: {redistributable: false}
        schema: {fields: [{name: desk}]}
    """

  @Test func whatMayNotBePassedOnIsLeftOutWithItsKeys() throws {
    let package = try published(Self.gated)
    #expect(package.resources.map(\.name) == ["metal"])
    #expect(package.resources[0].fields.map(\.name) == ["metal", "desk"])
    let schema = package.resources[0].resource.schema
    #expect(schema.primaryKey == ["metal"])
    #expect(schema.uniqueKeys == [])
    #expect(schema.foreignKeys.isEmpty)
    #expect(
      package.omissions == [
        .init(table: "metal", field: "secret", licence: "CC0-1.0"),
        .init(table: "desk", field: nil, licence: "All rights reserved"),
      ])
    #expect(try csv(Self.gated, "metal.csv", "metal,secret,desk\nW,4.5,x\n") == "metal,desk\nW,x\n")
  }

  @Test func aDescriptorTellsEverythingOfItsTables() throws {
    let text = """
      name: metals
      keywords: [metal, trade]
      resources:
        - name: share
          title: Shares
          path: share.csv
          encoding: windows-1252
          dialect: {delimiter: ";"}
          assay: {known_on: day}
          schema:
            primaryKey: metal
            foreignKeys: [{fields: of, reference: {resource: "", fields: metal}}]
            fields:
              - {name: metal, constraints: {required: true, enum: [W, Ga]}}
              - {name: of, missingValues: ["-"]}
              - {name: pct, type: number, constraints: {minimum: 0}, assay: {unit: "%", decimals: 1}}
              - {name: day, type: date, format: "%d/%m/%Y"}
      """
    let descriptor = try published(text).descriptor(
      title: "The site", licence: DataLicense(name: nil, path: "https://l.example", title: "L"),
      homepage: "https://s.example/data/", extra: [(name: "database", value: .string("m.sqlite"))],
      facts: { PublishedPackage.FileFacts(bytes: $0.utf8.count, sha256: "00ff") })
    #expect(
      descriptor == """
        {
          "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
          "name": "metals",
          "title": "The site",
          "homepage": "https://s.example/data/",
          "keywords": ["metal", "trade"],
          "licenses": [
            {
              "path": "https://l.example",
              "title": "L"
            }
          ],
          "assay": {
            "database": "m.sqlite"
          },
          "resources": [
            {
              "name": "share",
              "type": "table",
              "title": "Shares",
              "path": "share.csv",
              "format": "csv",
              "mediatype": "text/csv",
              "encoding": "utf-8",
              "bytes": 9,
              "hash": "sha256:00ff",
              "assay": {
                "known_on": "day"
              },
              "schema": {
                "fields": [
                  {
                    "name": "metal",
                    "type": "string",
                    "constraints": {
                      "required": true,
                      "enum": ["W", "Ga"]
                    }
                  },
                  {
                    "name": "of",
                    "type": "string",
                    "missingValues": ["-"]
                  },
                  {
                    "name": "pct",
                    "type": "number",
                    "constraints": {
                      "minimum": 0
                    },
                    "assay": {
                      "unit": "%",
                      "decimals": 1
                    }
                  },
                  {
                    "name": "day",
                    "type": "date"
                  }
                ],
                "missingValues": [""],
                "primaryKey": ["metal"],
                "foreignKeys": [
                  {
                    "fields": ["of"],
                    "reference": {
                      "resource": "",
                      "fields": ["metal"]
                    }
                  }
                ]
              }
            }
          ]
        }

        """)
  }

  @Test(arguments: [("a b/c", "a-b-c.csv"), ("..", "-..csv"), ("claim", "claim.csv")])
  func aNameBecomesThatOfAFile(name: String, file: String) throws {
    let text = "resources: [{name: '\(name)', path: t.csv, schema: {fields: [{name: a}]}}]"
    #expect(try published(text).resources.map(\.fileName) == [file])
  }

  @Test func aPromiseOfUpdatesNeedsADay() throws {
    func mistakes(_ notes: String) throws -> [String] {
      let text =
        "resources: [{name: t, path: t.csv, assay: {\(notes)}, "
        + "schema: {fields: [{name: d, type: date}]}}]"
      let value = try StructuredValue.parseYAML(SourceText(path: "p.yaml", text: text)).get()
      return DataPackage.decode(value, path: "p.yaml").diagnostics.map {
        "\($0.identifier): \($0.summary)"
      }
    }
    #expect(
      try mistakes("updated_every: P30D") == [
        "NoUpdateDate: 't' says how often it is updated, but nothing says when it was"
      ])
    #expect(try mistakes("updated_every: P30D, known_on: d") == [])
    #expect(try mistakes("updated_every: P30D, updated_on: 2026-02-05") == [])
  }
}
