import Tables

/// What box plots, error bars and error bands may say, of themselves or in the configuration.
extension PropertyTable {
  static let boxplot = PropertyTable(
    "mark", required: ["type"],
    [invalid, boxExtent] + boxParts + [.drawn("size", .number)]
      + compositeShared)
  static let boxplotConfig = PropertyTable(
    "mark", [boxExtent] + boxParts + [.drawn("size", .number)])

  static let errorbar = PropertyTable(
    "mark", required: ["type"], [errorExtent] + errorbarParts + compositeShared)
  static let errorbarConfig = PropertyTable("mark", [errorExtent] + errorbarParts)

  static let errorband = PropertyTable(
    "mark", required: ["type"], [errorExtent] + errorbandParts + compositeShared)
  static let errorbandConfig = PropertyTable("mark", [errorExtent] + errorbandParts)

  private static let compositeShared: [Property] = [
    .drawn("type", .text), .drawn("clip", .boolean, false),
    .drawn("color", .fill.orUnreadExpression), .drawn("opacity", .fraction),
    .drawn("orient", .direction),
  ]

  // Rows without a value are in no summary.
  private static let invalid = Property.still("invalid", .invalid)
  private static let boxExtent = Property.drawn("extent", .number.or(.word(["min-max"])), 1.5)
  private static let boxParts: [Property] = ["box", "median", "outliers", "rule", "ticks"].map {
    .drawn($0, .part)
  }

  private static let errorExtent = Property.drawn(
    "extent", .word(["ci", "iqr", "stderr", "stdev"]))
  private static let errorbarParts: [Property] = [
    .drawn("rule", .part), .drawn("ticks", .part), .drawn("size", .number),
    .drawn("thickness", .number),
  ]
  private static let errorbandParts: [Property] = [
    .drawn("band", .part), .drawn("borders", .part), .drawn("interpolate", .interpolate),
    .drawn("tension", .fraction),
  ]
}

extension ValueKind {
  /// A part of a composite mark: whether it is drawn, or how.
  fileprivate static let part = ValueKind.boolean.or(.table(.anyMarkConfig))

  /// A mark by its name, or with properties.
  static let mark = ValueKind.chosen { value in
    guard let members = value.members else {
      return .kind(.word(MarkType.allCases.map(\.rawValue)).or(.table(.mark)))
    }
    switch members.first(where: { $0.name == "type" })?.value.string {
    case "boxplot": return .kind(.table(.boxplot))
    case "errorbar": return .kind(.table(.errorbar))
    case "errorband": return .kind(.table(.errorband))
    default: return .kind(.table(.mark))
    }
  }
}
