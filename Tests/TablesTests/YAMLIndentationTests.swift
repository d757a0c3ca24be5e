import Basics
import Tables
import Testing

/// The line that is out of step, not the one where the parser could not go on.
@Suite struct YAMLIndentationTests {
  private static let package = """
    name: p
    resources:
      - name: t
        path: t.csv
        schema:
          primaryKey: c
          fields:
            - {name: c}
            - name: v
              type: number
      - name: u
        path: u.csv
    """

  @Test(arguments: [
    ("    path: t.csv", "   path: t.csv", 4, 3, "2 or 4"),
    ("    schema:", "   schema:", 5, 3, "2 or 4"),
    ("      fields:", "     fields:", 7, 5, "4 or 6"),
    ("        - name: v", "       - name: v", 9, 7, "6 or 8"),
    ("          type: number", "         type: number", 10, 9, "8 or 10"),
    ("  - name: u", " - name: u", 11, 1, "0 or 2"),
    ("    path: u.csv", "     path: u.csv", 12, 5, "4"),
  ])
  func namesTheLine(
    _ old: String, _ new: String, _ line: Int, _ indent: Int, _ wanted: String
  ) {
    let text = Self.package.split(separator: "\n").map { $0 == old ? new : String($0) }
      .joined(separator: "\n")
    #expect(
      mistakes(yaml(text)) == [
        "\(line):1-\(indent + 1) InvalidYAML: this line is out of step: it is indented by \(indent), "
          + "and those that it could stand with by \(wanted) (indent it as the lines that it belongs "
          + "to)"
      ])
  }

  @Test func whatHasItsOwnIndentIsPassedOver() {
    let text = """
      a: |
        text
          more: text
      b: [1,
       2]
      c: 'quoted
        text: x'
      d:
      - x
      - y: 1
        z: 2
       w: 3
      """
    #expect(mistakes(yaml(text)).first?.hasPrefix("12:1-2 InvalidYAML: this line") == true)
  }
}
