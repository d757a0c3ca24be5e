/// What the header of a facet may say, of itself or in the configuration.
extension PropertyTable {
  static let header = PropertyTable("header", [.drawn("title", .lines.orNull)] + headerShared)
  static let headerConfig = PropertyTable("header", [.drawn("title", .null)] + headerShared)

  private static let headerShared: [Property] = [
    .drawn("format", .format),
    .drawn("formatType", .text),
    .drawn("orient", .side),
    .drawn("labels", .boolean, true),
    .drawn("labelAlign", .align.orUnreadExpression),
    .drawn("labelAnchor", .anchor, "middle"),
    .drawn("labelAngle", .degrees),
    .drawn("labelBaseline", .baseline.orUnreadExpression),
    .drawn("labelColor", .color.orUnreadExpression, "#000", house: .text(HousePalette.mutedText)),
    .drawn("labelExpr", .formula),
    .drawn("labelFont", .text.orUnreadExpression),
    .drawn("labelFontSize", .size.orUnreadExpression, 10, house: 12),
    .drawn("labelFontStyle", .text.orUnreadExpression),
    .drawn("labelFontWeight", .fontWeight.orUnreadExpression),
    .drawn("labelLimit", .number.orUnreadExpression, 0),
    .drawn("labelLineHeight", .number.orUnreadExpression),
    .drawn("labelOrient", .side),
    .drawn("labelPadding", .number.orUnreadExpression, 10),
    .drawn("titleAlign", .align.orUnreadExpression),
    .drawn("titleAnchor", .anchor, "middle"),
    .drawn("titleAngle", .degrees),
    .drawn("titleBaseline", .baseline.orUnreadExpression),
    .drawn("titleColor", .color.orUnreadExpression, "#000", house: .text(HousePalette.mutedText)),
    .drawn("titleFont", .text.orUnreadExpression),
    .drawn("titleFontSize", .size.orUnreadExpression, 11, house: 12),
    .drawn("titleFontStyle", .text.orUnreadExpression),
    .drawn("titleFontWeight", .fontWeight.orUnreadExpression, "bold", house: "normal"),
    .drawn("titleLimit", .number.orUnreadExpression, 0),
    .drawn("titleLineHeight", .number.orUnreadExpression),
    .drawn("titleOrient", .side),
    .drawn("titlePadding", .number.orUnreadExpression, 10),
  ]
}
