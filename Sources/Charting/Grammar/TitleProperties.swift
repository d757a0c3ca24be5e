/// What a title and the frame of a view may say.
extension PropertyTable {
  static let title = PropertyTable(
    "title", required: ["text"],
    [
      .drawn("text", .lines.orUnreadExpression), .drawn("subtitle", .lines),
      .drawn("style", .lines), .drawn("anchor", .anchor), .notYet("zindex", .size, 0),
    ] + titleShared)
  static let titleConfig = PropertyTable(
    "title",
    [
      .drawn("anchor", .anchor.orUnreadExpression), .notYet("zindex", .size.orConstant, 0),
    ] + titleShared)

  private static let titleShared: [Property] = [
    .still("aria", .boolean.orUnreadExpression),
    .drawn("align", .align),
    .drawn("angle", .number.orUnreadExpression),
    .drawn("baseline", .baseline, "top"),
    .drawn("color", .paint, "#000", house: .text(HousePalette.mutedText)),
    .drawn("dx", .number.orUnreadExpression, 0),
    .drawn("dy", .number.orUnreadExpression, 0),
    .drawn("font", .text.orUnreadExpression),
    .drawn("fontSize", .size.orUnreadExpression, 13),
    .drawn("fontStyle", .text.orUnreadExpression),
    .drawn("fontWeight", .fontWeight.orUnreadExpression, "bold"),
    .drawn("frame", .text.orUnreadExpression),
    .drawn("limit", .size.orUnreadExpression, 0),
    .drawn("lineHeight", .number.orUnreadExpression),
    .drawn("offset", .number.orUnreadExpression, 4),
    .drawn(
      "orient",
      .either([
        .side, .notYet(.word(["none"]), "'none'"),
      ]).orUnreadExpression, "top"),
    .drawn("subtitleColor", .paint),
    .drawn("subtitleFont", .text.orUnreadExpression),
    .drawn("subtitleFontSize", .size.orUnreadExpression, 12),
    .drawn("subtitleFontStyle", .text.orUnreadExpression),
    .drawn("subtitleFontWeight", .fontWeight.orUnreadExpression),
    .drawn("subtitleLineHeight", .number.orUnreadExpression),
    .drawn("subtitlePadding", .number.orUnreadExpression, 3),
  ]

  static let viewBackground = PropertyTable(
    "view background", [.drawn("style", .lines)] + frame)

  static let viewConfig = PropertyTable(
    "view",
    [
      .notYet("clip", .boolean, false),
      .drawn("continuousHeight", .number, 300, house: 260),
      .drawn("continuousWidth", .number, 300, house: 560),
      .drawn("discreteHeight", .number.or(.table(.discreteStep))),
      .drawn("discreteWidth", .number.or(.table(.discreteStep))),
      .drawn("step", .number, 20, house: 28),
    ] + frame)

  static let discreteStep = PropertyTable("size", required: ["step"], [.drawn("step", .number)])

  private static let frame: [Property] = [
    .still("cursor", .cursor),
    .drawn("cornerRadius", .number.orUnreadExpression, 0),
    .drawn("fill", .paint),
    .drawn("fillOpacity", .fraction.orUnreadExpression, 1),
    .drawn("opacity", .fraction.orUnreadExpression, 1),
    .drawn("stroke", .paint),
    .drawn("strokeCap", .strokeCap.orUnreadExpression),
    .drawn("strokeDash", .numbers.orUnreadExpression),
    .drawn("strokeDashOffset", .number.orUnreadExpression, 0),
    .drawn("strokeJoin", .strokeJoin.orUnreadExpression),
    .drawn("strokeMiterLimit", .number.orUnreadExpression),
    .drawn("strokeOpacity", .fraction.orUnreadExpression, 1),
    .drawn("strokeWidth", .size.orUnreadExpression),
  ]
}
