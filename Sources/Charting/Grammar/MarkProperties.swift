/// What a mark may say, of itself or in the configuration.
extension PropertyTable {
  static let mark = overlayMark.named(
    "mark",
    with: [
      .drawn("type", .word(MarkType.simple)), .drawn("width", .bandSize.orExpression),
      .drawn("height", .bandSize.orExpression), .notYet("bandSize", .size), cornerRadiusEnd,
      point, line, thickness,
    ] + bandSizes, without: ["startAngle", "endAngle"], required: ["type"])

  /// A line or its points over an area or a line.
  static let overlayMark = PropertyTable(
    "mark",
    [
      .drawn("style", .lines), .drawn("clip", .boolean.orUnreadExpression, false),
      .drawn("width", .number.orExpression), .drawn("height", .number.orExpression),
    ] + markOffsets + markShared)

  static let markConfig = PropertyTable(
    "mark",
    [.drawn("width", .number.orExpression), .drawn("height", .number.orExpression)]
      + markShared)
  static let lineConfig = markConfig.named("mark", with: [point])
  static let areaConfig = markConfig.named("mark", with: [point, line])
  static let rectConfig = markConfig.named("mark", with: bandSizes)
  static let barConfig = rectConfig.named("mark", with: [cornerRadiusEnd])
  static let tickConfig = rectConfig.named(
    "mark", with: [.notYet("bandSize", .size), thickness])
  /// A section for a style: it may say what any mark may.
  static let anyMarkConfig = barConfig.named(
    "mark", with: [.notYet("bandSize", .size), thickness, point, line])

  static let tooltipContent = PropertyTable(
    "tooltip", required: ["content"], [.still("content", .word(["encoding", "data"]))])

  private static let cornerRadiusEnd = Property.drawn("cornerRadiusEnd", .number.orUnreadExpression)
  private static let thickness = Property.drawn("thickness", .size, 1)
  private static let point = Property.drawn(
    "point", .either([.boolean, .word(["transparent"]), .table(.overlayMark)]))
  private static let line = Property.drawn("line", .boolean.or(.table(.overlayMark)))

  private static let bandSizes: [Property] = [
    .drawn("binSpacing", .size), .drawn("continuousBandSize", .size),
    .drawn("discreteBandSize", .size.or(.table(.bandSize))),
    .drawn("minBandSize", .number.orUnreadExpression, 0.25),
  ]

  private static let markOffsets: [Property] = [
    .drawn("xOffset", .number.orExpression), .drawn("yOffset", .number.orExpression),
    .drawn("x2Offset", .number.orExpression), .drawn("y2Offset", .number.orExpression),
    .drawn("thetaOffset", .number.orExpression), .drawn("theta2Offset", .number.orExpression),
    .drawn("radiusOffset", .number.orExpression),
    .drawn("radius2Offset", .number.orExpression),
  ]

  private static let markShared: [Property] = [
    .still("aria", .boolean.orUnreadExpression),
    .still("ariaRole", .text.orUnreadExpression),
    .still("ariaRoleDescription", .text.orUnreadExpression),
    .still("cursor", .cursor.orUnreadExpression),
    .still("description", .text.orUnreadExpression),
    .still("time", .number.orExpression),
    .drawn("align", .align.orExpression),
    .drawn("angle", .number(from: 0, to: 360).orExpression),
    // Of pictures, which are not drawn.
    .notYet("aspect", .boolean.orUnreadExpression),
    .drawn("baseline", .baseline.orExpression),
    .drawn("blend", .blend.orUnreadExpression),
    .drawn("color", .fill.orExpression),
    .drawn("cornerRadius", .number.orUnreadExpression, 0),
    .drawn("cornerRadiusBottomLeft", .number.orUnreadExpression),
    .drawn("cornerRadiusBottomRight", .number.orUnreadExpression),
    .drawn("cornerRadiusTopLeft", .number.orUnreadExpression),
    .drawn("cornerRadiusTopRight", .number.orUnreadExpression),
    .notYet("dir", .word(["ltr", "rtl"]).orUnreadExpression, "ltr"),
    .drawn("dx", .number.orExpression, 0),
    .drawn("dy", .number.orExpression, 0),
    .drawn("ellipsis", .text.orUnreadExpression, "…"),
    .notYet("endAngle", .number.orExpression),
    .drawn("fill", .fill.orNull.orExpression),
    .drawn("fillOpacity", .fraction.orUnreadExpression),
    .drawn("filled", .boolean),
    .drawn("font", .text.orUnreadExpression),
    .drawn("fontSize", .size.orExpression),
    .drawn("fontStyle", .text.orUnreadExpression),
    .drawn("fontWeight", .fontWeight.orUnreadExpression),
    .drawn("href", .text.orUnreadExpression),
    .drawn("innerRadius", .size.orExpression),
    .drawn("interpolate", .interpolate.orUnreadExpression),
    .drawn("invalid", .invalid),
    .drawn("limit", .number.orUnreadExpression, 0),
    .drawn("lineBreak", .text.orUnreadExpression),
    .drawn("lineHeight", .number.orUnreadExpression),
    .drawn("opacity", .fraction.orExpression),
    .drawn("order", .boolean.orNull),
    .drawn("orient", .direction),
    .drawn("outerRadius", .size.orExpression),
    .drawn("padAngle", .number.orExpression),
    .drawn("radius", .size.orExpression),
    .drawn("radius2", .size.orExpression),
    .drawn("shape", .text.orUnreadExpression),
    .drawn("size", .size.orExpression),
    // Of pictures, which are not drawn.
    .notYet("smooth", .boolean.orUnreadExpression),
    .notYet("startAngle", .number.orExpression),
    .drawn("stroke", .fill.orNull.orExpression),
    .drawn("strokeCap", .strokeCap.orUnreadExpression),
    .drawn("strokeDash", .numbers.orUnreadExpression),
    .drawn("strokeDashOffset", .number.orUnreadExpression),
    .drawn("strokeJoin", .strokeJoin.orUnreadExpression),
    .drawn("strokeMiterLimit", .number.orUnreadExpression),
    .notYet("strokeOffset", .number.orExpression),
    .drawn("strokeOpacity", .fraction.orUnreadExpression),
    .drawn("strokeWidth", .size.orExpression),
    .drawn("tension", .number.orUnreadExpression),
    .drawn("text", .lines.orExpression),
    .drawn("theta", .number(from: 0, to: 360).orExpression),
    .drawn("theta2", .number.orExpression),
    .drawn("timeUnitBandPosition", .number),
    .drawn("timeUnitBandSize", .number),
    .drawn(
      "tooltip", .either([.number, .text, .boolean, .table(.tooltipContent), .null, .expression])),
    // Of pictures, which are not drawn.
    .notYet("url", .text.orUnreadExpression),
    .drawn("x", .number.or(.word(["width"])).orExpression),
    .drawn("x2", .number.or(.word(["width"])).orExpression),
    .drawn("y", .number.or(.word(["height"])).orExpression),
    .drawn("y2", .number.or(.word(["height"])).orExpression),
  ]
}
