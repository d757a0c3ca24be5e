import Basics
import Tables
import Testing

/// Cells and files that read as something else than their author sees are told.
@Suite struct CellVariantTests {
  private func said(_ rows: String, encoding: String = "utf-8", bytes: [UInt8] = []) throws
    -> [String]
  {
    let text = """
      name: dams
      resources:
        - name: dam
          path: dam.csv
          encoding: \(encoding)
          schema:
            fields: [{name: dam, type: string}, {name: level, type: number}]
      """
    let resource = try #require(try package(text).0.resource(named: "dam"))
    let file = SourceText(path: "dam.csv", utf8: Array("dam,level\n\(rows)".utf8) + bytes)
    return loadTable(resource, files: [file]).diagnostics.map { finding in
      finding.line
        + finding.notes.map { " [\($0.range?.start.line ?? 0):\($0.range?.start.column ?? 0)]" }
        .joined()
    }
  }

  @Test(arguments: [
    (
      "Alder,1\nAlder,2\nalder,3\n",
      [
        "4:1-6 CellVariant: 'alder' and 'Alder' in 'dam' differ only in case, and are two to queries "
          + "(write both alike) [2:1]"
      ]
    ),
    (
      "Alder,1\nAlder ,2\nAlder,3\n",
      [
        "3:1-7 CellVariant: 'Alder ' and 'Alder' in 'dam' differ only in blanks, and are two to "
          + "queries (write both alike) [2:1]"
      ]
    ),
    (
      "Big\u{A0}Alder,1\nBig Alder,2\nBig Alder,3\n",
      [
        "3:1-10 CellVariant: 'Big Alder' and 'Big\u{A0}Alder' in 'dam' differ only in blanks, and are "
          + "two to queries (write both alike) [2:1]"
      ]
    ),
    ("Alder,1\nalder,2\n", []), ("Alder,1\nAlder,2\nBirch,3\n", []),
  ])
  func cellsThatLookAlikeAreTold(_ rows: String, _ expected: [String]) throws {
    #expect(try said(rows) == expected)
  }

  @Test func aFileOfUTF8ByAnotherNameIsTold() throws {
    #expect(
      try said("Möhne,1\n", encoding: "windows-1252") == [
        "2:2-3 WrongEncoding: this file is UTF-8, and is read as windows-1252 (leave 'encoding' out "
          + "at its resource)"
      ])
    #expect(try said("Mohne,1\n", encoding: "windows-1252") == [])
    let latin: [UInt8] = [0x4D, 0xF6, 0x68, 0x6E, 0x65, 0x2C, 0x31, 0x0A]
    #expect(try said("", encoding: "windows-1252", bytes: latin) == [])
  }

  @Test func aLimitOfATextIsRefused() throws {
    let text = """
      name: dams
      resources:
        - name: dam
          path: dam.csv
          schema:
            fields: [{name: dam, type: string, constraints: {minimum: "0"}}]
      """
    #expect(
      try package(text).1.map(\.line) == [
        "6:56-63 InvalidConstraint: 'minimum' is for numbers and dates, and the field is of the type "
          + "'string' (give the field its type, such as 'type: number', or write minLength, maxLength "
          + "or pattern)"
      ])
  }
}
