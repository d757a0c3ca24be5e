import Basics
import Tables

/// What views may say, by what they are and where they stand.
extension PropertyTable {
  /// The ways in which a view is made, each named by the property that makes it.
  enum Composition: String, CaseIterable {
    case mark, layer, concat, hconcat, vconcat, facet
    case repeated = "repeat"
  }

  /// Where a view stands.
  enum Place {
    /// It is the whole chart.
    case chart
    /// In a concat, or in a repeat that is no repeat of layers.
    case cell
    /// In a facet or a repeat of layers: a view that facets no more.
    case frame
    /// In a layer.
    case layer
  }

  /// A view that draws nothing, whatever else it says.
  static let empty = PropertyTable("view", sizes + grid + general + chart + [resolve])

  static func view(_ composition: Composition, _ place: Place) -> PropertyTable {
    switch (place, composition) {
    case (.chart, _): charts[composition] ?? unit
    case (.layer, .mark): layerUnit
    case (.frame, .mark): frameUnit
    case (_, .mark): unit
    default: compositions[composition] ?? unit
    }
  }

  private static let charts = Dictionary(
    uniqueKeysWithValues: Composition.allCases.map { composition in
      let view = composition == .mark ? unit : compositions[composition] ?? unit
      // A chart of one unit, or a facet, has its own data by the grammar.
      let data = composition == .mark || composition == .facet ? ["data"] : []
      return (composition, view.named("view", with: chart, required: view.required + data))
    })

  private static let compositions: [Composition: PropertyTable] = [
    .layer: PropertyTable(
      "view", required: ["layer"],
      [
        .drawn("layer", .list(.view(.layer))), .drawn("encoding", .table(.sharedEncoding)),
      ] + sizes + general + [resolve]),
    .concat: PropertyTable(
      "view", required: ["concat"],
      [.drawn("concat", .list(.view(.cell))), .drawn("columns", .number)] + grid + general
        + [resolve]),
    .hconcat: PropertyTable(
      "view", required: ["hconcat"],
      [.drawn("hconcat", .list(.view(.cell)))] + line + general + [resolve]),
    .vconcat: PropertyTable(
      "view", required: ["vconcat"],
      [.drawn("vconcat", .list(.view(.cell)))] + line + general + [resolve]),
    .facet: PropertyTable(
      "view", required: ["facet", "spec"],
      [
        .drawn("facet", .facet), .drawn("spec", .view(.frame)), .drawn("columns", .number),
      ] + grid + general + [resolve]),
    .repeated: PropertyTable(
      "view", required: ["repeat", "spec"],
      [
        .drawn("repeat", .texts.or(.table(.repeatMapping))), .drawn("spec", .view(.cell)),
        .drawn("columns", .number),
      ] + grid + general + [resolve]),
  ]

  private static let markOfUnit = Property.drawn("mark", .mark)
  private static let unit = PropertyTable(
    "view", required: ["mark"],
    [markOfUnit, .drawn("encoding", .table(.encoding))] + sizes + grid + general + [resolve])
  private static let frameUnit = PropertyTable(
    "view", required: ["mark"],
    [markOfUnit, .drawn("encoding", .table(.memberEncoding))] + sizes + general)
  private static let layerUnit = PropertyTable(
    "layer", required: ["mark"],
    [markOfUnit, .drawn("encoding", .table(.memberEncoding))] + general
      + sizes.map { $0.use == .drawn ? .beyond($0.name, $0.kind) : $0 })

  private static let general: [Property] = [
    .drawn("data", .data.orNull), .drawn("description", .text), .still("name", .text),
    .drawn("title", .title), .drawn("transform", .list(.transform)), .interactive("params"),
    .interactive("selection"), .map("projection"),
  ]

  private static let chart: [Property] = [
    .still("$schema", .text), .drawn("autosize", .autosize),
    .drawn("background", .color.orUnreadExpression), .drawn("config", .table(.config)),
    .drawn("datasets", .members(.rows)), .drawn("padding", .padding),
    .drawn("usermeta", .members(.anything)),
  ]

  private static let sizes: [Property] = [
    .drawn("width", .frameSize), .drawn("height", .frameSize),
    .drawn("view", .table(.viewBackground)),
  ]

  private static let grid: [Property] = [
    .drawn("align", .gridAlign.or(.table(.rowColumn(.gridAlign)))),
    .drawn("bounds", .word(["full", "flush"])),
    .drawn("center", .boolean.or(.table(.rowColumn(.boolean)))),
    .drawn("spacing", .number.or(.table(.rowColumn(.number)))),
  ]

  private static let line: [Property] = [
    .drawn("bounds", .word(["full", "flush"])), .drawn("center", .boolean),
    .drawn("spacing", .number),
  ]

  private static let resolve = Property.drawn("resolve", .table(.resolutions))
  private static let resolutions = PropertyTable(
    "resolve",
    [
      .drawn("axis", .table(modes(["x", "y"]))),
      .drawn("legend", .table(modes(legendChannels))),
      .drawn("scale", .table(modes(placeChannels + legendChannels))),
    ])

  private static let placeChannels = ["x", "y", "xOffset", "yOffset", "theta", "radius"]
  private static let legendChannels = [
    "color", "fill", "stroke", "opacity", "fillOpacity", "strokeOpacity", "strokeWidth",
    "strokeDash", "size", "shape", "angle", "time",
  ]

  private static func modes(_ channels: [String]) -> PropertyTable {
    PropertyTable("resolve", channels.map { .drawn($0, .word(["shared", "independent"])) })
  }

  static let repeatMapping = PropertyTable(
    "repeat", [.drawn("row", .texts), .drawn("column", .texts), .drawn("layer", .texts)])
  static let facetMapping = PropertyTable(
    "facet", [.drawn("row", .table(.facetField)), .drawn("column", .table(.facetField))])
  static let frameStep = PropertyTable(
    "size", required: ["step"],
    [.drawn("step", .number), .drawn("for", .word(["position", "offset"]))])
}

extension ValueKind {
  static let title = ValueKind.either([.lines, .table(.title)])
  static let frameSize = ValueKind.either([.number, .word(["container"]), .table(.frameStep)])
  static let facet = ValueKind.either([.table(.facetField), .table(.facetMapping)])

  /// A view, by the property that makes it.
  static func view(_ place: PropertyTable.Place) -> ValueKind {
    .chosen { value in
      guard let members = value.members else {
        return .none(
          ChartMessage.wrongKind(
            place == .chart ? "chart" : "view", expected: "an object",
            found: value.kindDescription, at: value.range))
      }
      let composition = PropertyTable.Composition.allCases.first { composition in
        members.contains { $0.name == composition.rawValue }
      }
      guard let composition else {
        return .wanting(.table(.empty), ChartMessage.noView(at: value.range))
      }
      let kind = ValueKind.object { PropertyTable.view(composition, place) }
      switch (place, composition) {
      case (.frame, .mark), (.frame, .layer), (.layer, .mark), (.layer, .layer), (.chart, _),
        (.cell, _):
        return .kind(kind)
      default:
        return .kind(.beyond(kind, "a view with '\(composition.rawValue)'"))
      }
    }
  }
}
