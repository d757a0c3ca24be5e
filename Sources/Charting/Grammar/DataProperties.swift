import Basics
import Tables

/// What data may say of where they are and how they are written.
extension PropertyTable {
  private static let format = Property.drawn("format", .dataFormat)
  private static let name = Property.drawn("name", .text)

  static let inlineData = PropertyTable(
    "data source", required: ["values"], [.drawn("values", .rows), name, format])
  // That nothing is loaded is said where data are looked for.
  static let urlData = PropertyTable(
    "data source", required: ["url"], [.drawn("url", .text), name, format])
  static let namedData = PropertyTable("data source", required: ["name"], [name, format])
  static let sequenceData = PropertyTable(
    "data source", required: ["sequence"], [.drawn("sequence", .table(.sequence)), name])
  static let mapData = PropertyTable(
    "data source", [.map("sphere"), .map("graticule"), name])

  static let sequence = PropertyTable(
    "sequence", required: ["start", "stop"],
    [
      .drawn("start", .number), .drawn("stop", .number), .drawn("step", .number, 1),
      .drawn("as", .text, "data"),
    ])

  private static let parse = Property.drawn("parse", .members(.text.orNull).or(.null))
  static let separatedFormat = PropertyTable(
    "data format", [.drawn("type", .word(["csv", "tsv", "json", "dsv", "topojson"])), parse])
  static let delimitedFormat = PropertyTable(
    "data format", required: ["delimiter"],
    [.drawn("type", .word(["dsv"])), .drawn("delimiter", .character), parse])
  static let structuredFormat = PropertyTable(
    "data format", [.drawn("type", .word(["json"])), .drawn("property", .text), parse])
  static let mapFormat = PropertyTable(
    "data format", [.drawn("type", .word(["topojson"])), .map("feature"), .map("mesh"), parse])
}

extension ValueKind {
  static let data = ValueKind.chosen { value in
    guard let members = value.members else { return .none(ChartMessage.dataOfWrongKind(value)) }
    let names = Set(members.map(\.name))
    if names.contains("values") { return .kind(.table(.inlineData)) }
    if names.contains("url") { return .kind(.table(.urlData)) }
    if names.contains("sequence") { return .kind(.table(.sequenceData)) }
    if names.contains("sphere") || names.contains("graticule") { return .kind(.table(.mapData)) }
    return .kind(.table(.namedData))
  }

  fileprivate static let dataFormat = ValueKind.chosen { value in
    let names = Set((value.members ?? []).map(\.name))
    switch value["type"]?.string {
    case "dsv": return .kind(.table(.delimitedFormat))
    case "json": return .kind(.table(.structuredFormat))
    case "topojson": return .kind(.table(.mapFormat))
    default: break
    }
    if names.contains("type") { return .kind(.table(.separatedFormat)) }
    if names.contains("delimiter") { return .kind(.table(.delimitedFormat)) }
    if names.contains("property") { return .kind(.table(.structuredFormat)) }
    if names.contains("feature") || names.contains("mesh") { return .kind(.table(.mapFormat)) }
    return .kind(.table(.separatedFormat))
  }
}
