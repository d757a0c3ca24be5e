/// What a legend may say, of itself or in the configuration.
extension PropertyTable {
  static let legend = PropertyTable("legend", legendShared + legendOnly)
  static let legendConfig = PropertyTable("legend", legendShared + legendConfigured)

  private static let legendOnly: [Property] = [
    .drawn("format", .format),
    .drawn("formatType", .text),
    .drawn("labelExpr", .formula),
    .drawn("tickMinStep", .number.orConstant),
    .drawn("title", .lines.orNull),
    .drawn("type", .word(["symbol", "gradient"])),
    .drawn("values", .values.orUnreadExpression),
  ]

  private static let legendConfigured: [Property] = [
    .notYet("disable", .boolean, false),
    .drawn("gradientDirection", .direction.orUnreadExpression),
    .drawn("gradientHorizontalMaxLength", .number, 200),
    .drawn("gradientHorizontalMinLength", .number, 100),
    .drawn("gradientLabelLimit", .number.orConstant),
    .drawn("gradientLabelOffset", .number.orConstant, 2),
    .drawn("gradientVerticalMaxLength", .number, 200),
    .drawn("gradientVerticalMinLength", .number, 64),
    .drawn(
      "layout",
      .either([
        .notYet(.expression, "an expression"), .beyond(.members(.anything), "an object"),
      ])),
    .drawn("strokeDash", .numbers.orUnreadExpression),
    .drawn("strokeWidth", .number.orConstant),
    .drawn("symbolBaseFillColor", .paint, "black"),
    .notYet("symbolBaseStrokeColor", .paint),
    .drawn("symbolDirection", .direction.orUnreadExpression),
    .drawn("title", .null),
    // For what a reader selects.
    .still("unselectedOpacity", .number),
  ]

  private static let legendShared: [Property] = [
    .still("aria", .boolean.orUnreadExpression),
    .still("description", .text.orUnreadExpression),
    .drawn(
      "orient",
      .word([
        "none", "left", "right", "top", "bottom", "top-left", "top-right", "bottom-left",
        "bottom-right",
      ]), "right", house: "top"),
    .drawn("direction", .direction),
    .drawn("offset", .number.orConstant, 18),
    .drawn("padding", .number.orConstant, 0),
    .drawn("legendX", .number.orConstant, 0),
    .drawn("legendY", .number.orConstant, 0),
    .drawn("columns", .number.orConstant),
    .drawn("columnPadding", .number.orConstant, 10),
    .drawn("rowPadding", .number.orConstant, 2),
    .drawn("gridAlign", .gridAlign.orUnreadExpression, "each"),
    .notYet("clipHeight", .number.orConstant),
    .notYet("zindex", .size.orConstant, 0),
    .drawn("cornerRadius", .number.orConstant, 0),
    .drawn("fillColor", .paint),
    .drawn("strokeColor", .paint),
    .drawn("gradientLength", .size.orConstant),
    .drawn("gradientOpacity", .number.orConstant),
    .drawn("gradientStrokeColor", .paint, "#ddd"),
    .drawn("gradientStrokeWidth", .size.orConstant, 0),
    .drawn("gradientThickness", .size.orConstant, 16),
    .drawn("labelAlign", .align.orUnreadExpression),
    .drawn("labelBaseline", .baseline.orUnreadExpression),
    .drawn("labelColor", .paint, "#000", house: .text(HousePalette.mutedText)),
    .drawn("labelFont", .text.orUnreadExpression),
    .drawn("labelFontSize", .size.orConstant, 10, house: 12),
    .drawn("labelFontStyle", .text.orUnreadExpression),
    .drawn("labelFontWeight", .fontWeight.orUnreadExpression),
    .drawn("labelLimit", .number.orConstant),
    .drawn("labelOffset", .size.orConstant),
    .drawn("labelOpacity", .number.orConstant, 1),
    .drawn("labelOverlap", .labelOverlap.orUnreadExpression),
    // Vega has no such property of a legend and draws none.
    .still("labelPadding", .number.orConstant),
    .drawn("labelSeparation", .number.orConstant, 0),
    .drawn("symbolDash", .numbers.orUnreadExpression),
    .notYet("symbolDashOffset", .number.orConstant, 0),
    .drawn("symbolFillColor", .paint),
    .drawn("symbolLimit", .number.orConstant, 30),
    .drawn("symbolOffset", .number.orConstant, 0),
    .drawn("symbolOpacity", .number.orConstant),
    .drawn("symbolSize", .size.orConstant, 100),
    .drawn("symbolStrokeColor", .paint),
    .drawn("symbolStrokeWidth", .size.orConstant),
    .drawn("symbolType", .text.orUnreadExpression),
    .drawn("tickCount", .tickCount.orUnreadExpression),
    .drawn("titleAlign", .align.orUnreadExpression),
    .drawn("titleAnchor", .anchor.orUnreadExpression),
    .drawn("titleBaseline", .baseline.orUnreadExpression, "top"),
    .drawn("titleColor", .paint, "#000", house: .text(HousePalette.mutedText)),
    .drawn("titleFont", .text.orUnreadExpression),
    .drawn("titleFontSize", .number.orConstant, 11, house: 12),
    .drawn("titleFontStyle", .text.orUnreadExpression),
    .drawn("titleFontWeight", .fontWeight.orUnreadExpression, "bold", house: "normal"),
    .drawn("titleLimit", .size.orConstant, 180),
    .drawn("titleLineHeight", .number.orConstant),
    .drawn("titleOpacity", .number.orConstant, 1),
    .drawn("titleOrient", .titleSide, "top"),
    .drawn("titlePadding", .number.orConstant, 5),
  ]
}

extension ValueKind {
  /// Titles of legends stand above or at the left.
  fileprivate static let titleSide = ValueKind.either([
    .word(["left", "top"]), .notYet(.word(["right", "bottom"]), "this side"),
  ]).orUnreadExpression
}
