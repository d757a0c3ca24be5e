import Tables

/// What the configuration of a chart may say.
extension PropertyTable {
  static let config = PropertyTable(
    "config", general + words + axes + marks + views)

  private static let general: [Property] = [
    .still("aria", .boolean), .drawn("autosize", .autosize),
    .drawn("background", .color.orUnreadExpression), .drawn("padding", .padding),
    .drawn("font", .text), .interactive("params"),
    .still("selection", .table(.selectionConfig)), .map("projection"),
    .drawn("range", .table(.ranges)), .drawn("scale", .table(.scaleConfig)),
    .drawn("style", .table(.styles)),
  ]

  private static let words: [Property] = [
    .drawn("countTitle", .text), .drawn("fieldTitle", .word(["verbal", "functional", "plain"])),
    .notYet("lineBreak", .text.orUnreadExpression), .notYet("locale", .table(.locale)),
    .drawn("numberFormat", .text), .drawn("timeFormat", .text),
    .drawn("normalizedNumberFormat", .text),
    // Formats that a program registers.
    .still("customFormatTypes", .boolean), .notYet("numberFormatType", .text),
    .notYet("timeFormatType", .text), .notYet("normalizedNumberFormatType", .text),
    // Texts that appear under a pointer.
    .still("tooltipFormat", .table(.tooltipFormat)),
  ]

  private static let axes: [Property] = [
    "axis", "axisX", "axisY", "axisTop", "axisBottom", "axisLeft", "axisRight", "axisBand",
    "axisDiscrete", "axisPoint", "axisQuantitative", "axisTemporal", "axisXBand",
    "axisXDiscrete", "axisXPoint", "axisXQuantitative", "axisXTemporal", "axisYBand",
    "axisYDiscrete", "axisYPoint", "axisYQuantitative", "axisYTemporal",
  ].map { .drawn($0, .table(.axisConfig)) }

  private static let marks: [Property] =
    ["mark", "circle", "point", "rule", "square", "text"].map { .drawn($0, .table(.markConfig)) }
    + ["line", "trail"].map { .drawn($0, .table(.lineConfig)) }
    + ["arc", "rect"].map { .drawn($0, .table(.rectConfig)) }
    + [
      .drawn("area", .table(.areaConfig)), .drawn("bar", .table(.barConfig)),
      .drawn("tick", .table(.tickConfig)), .drawn("boxplot", .table(.boxplotConfig)),
      .drawn("errorbar", .table(.errorbarConfig)), .drawn("errorband", .table(.errorbandConfig)),
      // Marks that are not drawn at all.
      .still("geoshape", .table(.markConfig)), .still("image", .table(.rectConfig)),
    ]

  private static let views: [Property] = [
    .drawn("concat", .table(.compositionConfig)), .drawn("facet", .table(.compositionConfig)),
    .drawn("header", .table(.headerConfig)), .drawn("headerRow", .table(.headerConfig)),
    .drawn("headerColumn", .table(.headerConfig)), .drawn("headerFacet", .table(.headerConfig)),
    .drawn("legend", .table(.legendConfig)), .drawn("title", .table(.titleConfig)),
    .drawn("view", .table(.viewConfig)),
  ]

  private static let compositionConfig = PropertyTable(
    "composition", [.drawn("columns", .number), .drawn("spacing", .number, 20)])

  private static let selectionConfig = PropertyTable(
    "selection", [.still("point", .members(.anything)), .still("interval", .members(.anything))])

  private static let locale = PropertyTable(
    "locale", [.drawn("number", .members(.anything)), .drawn("time", .members(.anything))])

  private static let tooltipFormat = PropertyTable(
    "tooltip format",
    [
      "normalizedNumberFormat", "normalizedNumberFormatType", "numberFormat",
      "numberFormatType", "timeFormat", "timeFormatType",
    ].map { .still($0, .text) })

  static let autosize = PropertyTable(
    "autosize",
    [
      .drawn("type", .autosizeType), .drawn("contains", .word(["content", "padding"])),
      .still("resize", .boolean),
    ])

  static let padding = PropertyTable(
    "padding", ["left", "top", "right", "bottom"].map { .drawn($0, .number) })

  static let ranges = PropertyTable(
    "range",
    ["category", "diverging", "heatmap", "ordinal", "ramp"].map { .drawn($0, .rangeScheme) }
      + [.drawn("symbol", .texts)], others: .rangeScheme)

  static let rangeScheme = PropertyTable(
    "range", required: ["scheme"],
    [
      .drawn("scheme", .text.or(.texts)), .drawn("count", .number), .drawn("extent", .numbers),
    ])

  /// The sections that speak of styles by their names, an author's own among them.
  static let styles = PropertyTable(
    "style",
    [
      "mark", "circle", "geoshape", "point", "rule", "square", "text", "group-title",
      "group-subtitle", "guide-label", "guide-title",
    ].map { .drawn($0, .table(.markConfig)) }
      + ["line", "trail"].map { .drawn($0, .table(.lineConfig)) }
      + ["arc", "image", "rect"].map { .drawn($0, .table(.rectConfig)) }
      + [
        .drawn("area", .table(.areaConfig)), .drawn("bar", .table(.barConfig)),
        .drawn("tick", .table(.tickConfig)),
      ], others: .table(.anyMarkConfig).or(.table(.axis)))
}

extension ValueKind {
  static let autosizeType = ValueKind.word(["pad", "none", "fit", "fit-x", "fit-y"])
  static let autosize = autosizeType.or(.table(.autosize))
  static let padding = ValueKind.size.or(.table(.padding)).orUnreadExpression

  /// A range of the configuration: a scheme, a list, or the name of another.
  static let rangeScheme = ValueKind.either([
    .rangeName, .list(.either([.null, .boolean, .text, .number, .numbers])), .table(.rangeScheme),
  ])
}
