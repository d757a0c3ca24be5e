import Tables
import Testing

@Suite struct CanonicalBytesTests {
  private func table(_ cells: [Value], unit: String? = nil) -> Table {
    Table(
      columns: [Column("a", unit: unit), Column("b")],
      rows: cells.map { [$0, .text("x")] })
  }

  @Test func differWhereValuesDiffer() {
    let columns: [[Value]] = [
      [], [.null], [.integer(1)], [.number(1)], [.boolean(true)], [.text("1")], [.text("")],
      [.text("1"), .text("2")], [.text("12")], [.text("2"), .text("1")], [.null, .null],
      [.integer(-1)],
    ]
    let bytes = Set(columns.map { table($0).canonicalBytes(ofColumn: "a") })
    #expect(bytes.count == columns.count)
    #expect(Set(columns.map { table($0).canonicalBytes }).count == columns.count)
  }

  @Test func areThoseOfTheColumnAlone() {
    var other = table([.integer(1)])
    other.rows[0][1] = .text("y")
    let one = table([.integer(1)])
    #expect(one.canonicalBytes(ofColumn: "a") == other.canonicalBytes(ofColumn: "a"))
    #expect(one.canonicalBytes(ofColumn: nil) == other.canonicalBytes(ofColumn: nil))
    #expect(one.canonicalBytes(ofColumn: "b") != other.canonicalBytes(ofColumn: "b"))
    #expect(one.canonicalBytes != other.canonicalBytes)
    #expect(
      table([.number(0)]).canonicalBytes(ofColumn: "a")
        == table([.number(-0.0)]).canonicalBytes(ofColumn: "a"))
  }

  @Test func includeWhatIsKnownOfTheColumn() {
    let one = table([.integer(1)])
    let other = table([.integer(1)], unit: "%")
    #expect(one.canonicalBytes(ofColumn: "a") != other.canonicalBytes(ofColumn: "a"))
    #expect(one.canonicalBytes(ofColumn: "b") == other.canonicalBytes(ofColumn: "b"))
    #expect(one.canonicalBytes(ofColumn: nil) != table([]).canonicalBytes(ofColumn: nil))
  }
}
