/// The words that properties of the grammar take (facts of Vega-Lite's schema).
extension ValueKind {
  static let align = ValueKind.word(["left", "center", "right"])
  static let baseline = ValueKind.word([
    "top", "middle", "bottom", "alphabetic", "line-top", "line-bottom",
  ])
  static let anchor = ValueKind.word(["start", "middle", "end"]).orNull
  static let side = ValueKind.word(["left", "right", "top", "bottom"])
  static let direction = ValueKind.word(["horizontal", "vertical"])
  static let fontWeight = ValueKind.either([
    .word(["normal", "bold", "lighter", "bolder"]),
    .oneOf([100, 200, 300, 400, 500, 600, 700, 800, 900]),
  ])
  static let strokeCap = ValueKind.word(["butt", "round", "square"])
  static let strokeJoin = ValueKind.word(["miter", "round", "bevel"])
  static let gridAlign = ValueKind.word(["all", "each", "none"])
  static let labelOverlap = ValueKind.either([.boolean, .word(["parity", "greedy"])])
  static let sortOrder = ValueKind.word(["ascending", "descending"])
  static let cursor = ValueKind.word([
    "auto", "default", "none", "context-menu", "help", "pointer", "progress", "wait", "cell",
    "crosshair", "text", "vertical-text", "alias", "copy", "move", "no-drop", "not-allowed",
    "e-resize", "n-resize", "ne-resize", "nw-resize", "s-resize", "se-resize", "sw-resize",
    "w-resize", "ew-resize", "ns-resize", "nesw-resize", "nwse-resize", "col-resize",
    "row-resize", "all-scroll", "zoom-in", "zoom-out", "grab", "grabbing",
  ])
  static let blend = ValueKind.word([
    "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn",
    "hard-light", "soft-light", "difference", "exclusion", "hue", "saturation", "color",
    "luminosity",
  ]).orNull
  static let interpolate = ValueKind.word([
    "basis", "basis-closed", "basis-open", "bundle", "cardinal", "cardinal-closed",
    "cardinal-open", "catmull-rom", "linear", "linear-closed", "monotone", "natural", "step",
    "step-after", "step-before",
  ])
  static let invalid = ValueKind.word([
    "filter", "break-paths-filter-domains", "break-paths-show-domains",
    "break-paths-show-path-domains", "show",
  ]).orNull
  static let timeInterval = ValueKind.word([
    "millisecond", "second", "minute", "hour", "day", "week", "month", "year",
  ])
  static let measurementType = ValueKind.word([
    "quantitative", "ordinal", "temporal", "nominal", "geojson",
  ])
  static let scaleType = ValueKind.word(ScaleType.allCases.map(\.rawValue))
  static let aggregateOp = ValueKind.word(AggregateOp.names)

  /// The names of time units, on the local clock and on that of UTC.
  static let timeUnitNames = TimeUnit.names + TimeUnit.names.map { "utc" + $0 }
}
