/// What an axis may say, of itself or in a section of the configuration.
extension PropertyTable {
  static let axis = PropertyTable("axis", axisLines + axisLabels + axisTitle + axisTicks)

  /// A section of the configuration may also leave axes out.
  static let axisConfig = axis.named("axis", with: [.notYet("disable", .boolean, false)])

  private static let axisLines: [Property] = [
    .still("aria", .boolean.orUnreadExpression),
    .still("description", .text.orUnreadExpression),
    .drawn("style", .lines),
    .drawn("orient", .side.orUnreadExpression),
    .drawn("offset", .number.orConstant, 0),
    .drawn("position", .number.orConstant, 0),
    .drawn("translate", .number.orConstant, 0.5),
    .drawn("zindex", .size),
    .drawn("minExtent", .number.orConstant, 0),
    .drawn("maxExtent", .number.orConstant, 200),
    .drawn("domain", .boolean, true),
    .drawn("domainCap", .strokeCap.orUnreadExpression),
    .drawn("domainColor", .paint, "#888", house: .text(HousePalette.line)),
    .drawn("domainDash", .numbers.orUnreadExpression),
    .drawn("domainDashOffset", .number.orConstant, 0),
    .drawn("domainOpacity", .number.orConstant, 1),
    .drawn("domainWidth", .number.orConstant, 1),
    .drawn("grid", .boolean),
    .drawn("gridCap", .strokeCap.orUnreadExpression),
    .drawn("gridColor", .color.orNull.byTick, "#ddd", house: .text(HousePalette.grid)),
    .drawn("gridDash", .numbers.byTick),
    .drawn("gridDashOffset", .number.byTick, 0),
    .drawn("gridOpacity", .fraction.byTick, 1),
    .drawn("gridWidth", .size.byTick, 1),
  ]

  private static let axisLabels: [Property] = [
    .drawn("labels", .boolean, true),
    .drawn("format", .format),
    .drawn("formatType", .text),
    .drawn("labelAlign", .align.byTick),
    .drawn("labelAngle", .degrees.orConstant),
    .drawn("labelBaseline", .baseline.byTick),
    .drawn("labelBound", .either([.boolean, .number]).orUnreadExpression, false),
    .drawn("labelColor", .color.orNull.byTick, "#000", house: .text(HousePalette.mutedText)),
    .drawn("labelExpr", .formula),
    .drawn("labelFlush", .either([.boolean, .number])),
    .drawn("labelFlushOffset", .number.orConstant, 0),
    .drawn("labelFont", .text.byTick),
    .drawn("labelFontSize", .size.byTick, 10, house: 12),
    .drawn("labelFontStyle", .text.byTick),
    .drawn("labelFontWeight", .fontWeight.byTick),
    .drawn("labelLimit", .number.orConstant, 180),
    .drawn("labelLineHeight", .number.orConstant),
    .drawn("labelOffset", .number.byTick, 0),
    .drawn("labelOpacity", .number.byTick, 1),
    .drawn("labelOverlap", .labelOverlap.orUnreadExpression),
    .drawn("labelPadding", .number.byTick, 2, house: 4),
    .drawn("labelSeparation", .number.orConstant, 0, house: 8),
  ]

  private static let axisTitle: [Property] = [
    .drawn("title", .lines.orNull),
    .drawn("titleAlign", .align.orUnreadExpression),
    .drawn("titleAnchor", .anchor.orUnreadExpression, "middle"),
    .drawn("titleAngle", .number.orConstant),
    .drawn("titleBaseline", .baseline.orUnreadExpression),
    .drawn("titleColor", .paint, "#000", house: .text(HousePalette.mutedText)),
    .drawn("titleFont", .text.orUnreadExpression),
    .drawn("titleFontSize", .size.orConstant, 11, house: 12),
    .drawn("titleFontStyle", .text.orUnreadExpression),
    .drawn("titleFontWeight", .fontWeight.orUnreadExpression, "bold", house: "normal"),
    .drawn("titleLimit", .size.orConstant, 0),
    .drawn("titleLineHeight", .number.orConstant),
    .drawn("titleOpacity", .number.orConstant, 1),
    .drawn("titlePadding", .number.orConstant, 4, house: 8),
    .drawn("titleX", .number.orConstant),
    .drawn("titleY", .number.orConstant),
  ]

  private static let axisTicks: [Property] = [
    .drawn("ticks", .boolean, true, house: false),
    .drawn("values", .values.orUnreadExpression),
    .drawn("bandPosition", .number.orConstant, 0.5),
    .drawn("tickBand", .word(["center", "extent"]).orUnreadExpression, "center"),
    .drawn("tickCap", .strokeCap.orUnreadExpression),
    .drawn("tickColor", .color.orNull.byTick, "#888", house: .text(HousePalette.line)),
    .drawn("tickCount", .axisTickCount),
    .drawn("tickDash", .numbers.byTick),
    .drawn("tickDashOffset", .number.byTick, 0),
    .notYet("tickExtra", .boolean, false),
    .drawn("tickMinStep", .number.orConstant),
    .drawn("tickOffset", .number.orConstant, 0),
    .drawn("tickOpacity", .number.byTick, 1),
    .drawn("tickRound", .boolean, true),
    .drawn("tickSize", .size.byTick, 5),
    .drawn("tickWidth", .size.byTick, 1),
  ]
}
