import Charting
import Tables
import Testing

/// In the site's look charts speak to readers: no field names, one number format, days first.
@Suite struct HouseWordsTests {
  private static let shares = Table(
    columns: [
      Column("material_name", type: .string),
      Column("share_pct", type: .number, unit: "%"),
      Column("hhi_low", type: .number, title: "Lower bound"),
      Column("stated_on", type: .date), Column("ends_on", type: .date),
    ],
    rows: [
      [
        .text("Gallium"), .number(61.8556701031), .number(9409), .text("2025-07-01"),
        .text("2026-11-10"),
      ],
      [
        .text("Baryte"), .number(44.5), .number(12_500), .text("2024-09-15"),
        .text("2026-11-27"),
      ],
    ])

  private static func titles(_ encoding: String, mark: String = "bar") throws -> [String] {
    let spec = """
      {"data":{"name":"s"},"mark":{"type":"\(mark)","tooltip":true},"encoding":{\(encoding)}}
      """
    let (chart, diagnostics) = draw(spec, theme: .house, data: ["s": shares])
    #expect(diagnostics.isEmpty)
    return try #require(chart).svg.split(separator: "<title>").dropFirst().map {
      String($0.prefix { $0 != "<" })
    }
  }

  @Test(arguments: [
    (
      #""x":{"field":"share_pct","type":"quantitative"},"y":{"field":"material_name"}"#,
      "Share pct (%): 61.86; Material name: Gallium"
    ),
    (
      #""x":{"field":"hhi_low","type":"quantitative"},"y":{"field":"material_name","title":"Material"}"#,
      "Lower bound: 9,409; Material: Gallium"
    ),
    (
      #""x":{"field":"hhi_low","type":"quantitative","axis":{"title":"Index","format":".2s"}},"#
        + #""y":{"field":"material_name","axis":{"title":null}}"#,
      "Index: 9.4k; Material name: Gallium"
    ),
    (
      #""x":{"field":"stated_on","type":"temporal"},"y":{"field":"hhi_low","type":"quantitative"}"#,
      "Stated on: 1 July 2025; Lower bound: 9,409"
    ),
    (
      #""x":{"field":"stated_on","type":"temporal"},"tooltip":[{"field":"stated_on","type":"temporal"},"#
        + #"{"field":"hhi_low","type":"quantitative","title":"At least"}]"#,
      "Stated on: 1 July 2025; At least: 9,409"
    ),
    (
      #""x":{"field":"stated_on","type":"temporal","axis":{"format":"%Y"}},"#
        + #""x2":{"field":"ends_on"}"#,
      "Stated on: 1 July 2025; Ends on: 10 November 2026"
    ),
    (
      #""x":{"field":"share_pct","type":"quantitative","aggregate":"mean"},"y":{"field":"material_name"}"#,
      "Mean of Share pct (%): 61.86; Material name: Gallium"
    ),
  ])
  func aMarkSaysItsValuesInWords(_ encoding: String, _ title: String) throws {
    #expect(try Self.titles(encoding, mark: "point").first == title)
  }

  @Test func theTitleOfAnotherLayersAxisIsThatOfTheColumn() throws {
    let spec = """
      {"data":{"name":"s"},"encoding":{"y":{"field":"material_name","title":"Material"}},
       "layer":[{"mark":"bar","encoding":{
         "x":{"field":"share_pct","type":"quantitative","axis":{"title":"Share of imports, %"}}}},
        {"mark":{"type":"point","tooltip":true},"encoding":{"x":{"field":"share_pct","type":"quantitative"}}}]}
      """
    let svg = try #require(draw(spec, theme: .house, data: ["s": Self.shares]).chart?.svg)
    #expect(svg.contains("<title>Share of imports, %: 44.5; Material: Baryte</title>"))
  }

  @Test func timeAxesNameTheDayBeforeTheMonth() throws {
    let spec = """
      {"data":{"values":[{"d":"2026-03-03","v":1},{"d":"2026-03-17","v":2}]},"mark":"line",
       "encoding":{"x":{"field":"d","type":"temporal"},"y":{"field":"v","type":"quantitative"}}}
      """
    let house = try #require(draw(spec, theme: .house, width: 640).chart?.svg)
    #expect(house.contains(">5 Mar</text>"))
    let vega = try #require(draw(spec).chart?.svg)
    #expect(vega.contains(">Mar 15</text>"))
  }

  @Test func theGrammarsOwnLookKeepsTheGrammarsWords() throws {
    let spec = """
      {"data":{"name":"s"},"mark":{"type":"point","tooltip":true},
       "encoding":{"x":{"field":"hhi_low","type":"quantitative"},"y":{"field":"stated_on","type":"temporal"}}}
      """
    let svg = try #require(draw(spec, data: ["s": Self.shares]).chart?.svg)
    #expect(svg.contains("<title>hhi_low: 9409; stated_on: Jul 01, 2025</title>"))
  }
}
