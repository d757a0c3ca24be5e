/// What a scale may say, and what the configuration says of all scales.
extension PropertyTable {
  static let scale = PropertyTable(
    "scale",
    [
      .drawn("type", .scaleType),
      .drawn("align", .number.orUnreadExpression, 0.5),
      .drawn("base", .number.orUnreadExpression, 10),
      .notYet("bins", .either([.numbers, .table(.scaleBins)])),
      .drawn("clamp", .boolean.orUnreadExpression, false),
      .drawn("constant", .number.orUnreadExpression, 1),
      .drawn("domain", .domain),
      .drawn("domainMax", .number.or(.table(.dateTime)).orConstant),
      .drawn("domainMid", .number.orUnreadExpression),
      .drawn("domainMin", .number.or(.table(.dateTime)).orConstant),
      .notYet("domainRaw", .expression),
      .drawn("exponent", .number.orUnreadExpression, 1),
      .drawn("interpolate", .colorSpace.or(.table(.scaleInterpolation)).orUnreadExpression),
      .drawn("nice", .niceness),
      .drawn("padding", .size.orUnreadExpression),
      .drawn("paddingInner", .fraction.orUnreadExpression),
      .drawn("paddingOuter", .fraction.orUnreadExpression),
      .drawn("range", .range),
      .drawn("rangeMax", .number.or(.notYet(.text, "a paint")).orUnreadExpression),
      .drawn("rangeMin", .number.or(.notYet(.text, "a paint")).orUnreadExpression),
      .drawn("reverse", .boolean.orUnreadExpression),
      .drawn("round", .boolean.orUnreadExpression, false),
      .drawn("scheme", .schemeName.or(.table(.scheme)).orUnreadExpression),
      .drawn("zero", .boolean.orUnreadExpression),
    ])

  static let scaleBins = PropertyTable(
    "bins", required: ["step"],
    [.drawn("step", .number), .drawn("start", .number), .drawn("stop", .number)])

  static let scaleInterpolation = PropertyTable(
    "interpolation", required: ["type"],
    [
      .drawn(
        "type", .word(["rgb", "cubehelix", "cubehelix-long"]).or(.beyond(.colorSpace, "this"))),
      .drawn("gamma", .number, 1),
    ])

  static let scheme = PropertyTable(
    "scheme", required: ["name"],
    [.drawn("name", .schemeName), .drawn("count", .number), .drawn("extent", .numbers)])

  static let domainUnion = PropertyTable(
    "domain", required: ["unionWith"],
    [.drawn("unionWith", .list(.either([.number, .text, .boolean, .table(.dateTime)])))])

  static let selectedDomain = PropertyTable(
    "domain", required: ["param"],
    [.interactive("param"), .still("field", .text), .still("encoding", .text)])

  static let fieldRange = PropertyTable("range", required: ["field"], [.drawn("field", .text)])

  static let scaleConfig = PropertyTable(
    "scale",
    [
      .still("animationDuration", .number),
      .still("framesPerSecond", .number),
      .drawn("bandPaddingInner", .fraction.orUnreadExpression),
      .drawn("bandPaddingOuter", .fraction.orUnreadExpression),
      .drawn("bandWithNestedOffsetPaddingInner", .fraction.orUnreadExpression, 0.2),
      .drawn("bandWithNestedOffsetPaddingOuter", .fraction.orUnreadExpression, 0.2),
      .drawn("barBandPaddingInner", .fraction.orUnreadExpression, 0.1),
      .drawn("clamp", .boolean.orUnreadExpression, false),
      .drawn("continuousPadding", .size.orUnreadExpression),
      .drawn("invalid", .table(.invalidOutputs)),
      .drawn("maxBandSize", .size),
      .drawn("maxFontSize", .size, 40),
      .drawn("maxOpacity", .fraction, 0.8),
      .drawn("maxSize", .size),
      .drawn("maxStrokeWidth", .size, 4),
      .drawn("minBandSize", .size, 2),
      .drawn("minFontSize", .size, 8),
      .drawn("minOpacity", .fraction, 0.3),
      .drawn("minSize", .size, 4),
      .drawn("minStrokeWidth", .size, 1),
      .drawn("offsetBandPaddingInner", .number.orUnreadExpression, 0),
      .drawn("offsetBandPaddingOuter", .number.orUnreadExpression, 0),
      .drawn("pointPadding", .fraction.orUnreadExpression, 0.5),
      .drawn("quantileCount", .size, 4),
      .drawn("quantizeCount", .size, 4),
      .drawn("rectBandPaddingInner", .fraction.orUnreadExpression, 0),
      .notYet("round", .boolean.orUnreadExpression, false),
      .drawn("tickBandPaddingInner", .fraction.orUnreadExpression, 0.25),
      .drawn("useUnaggregatedDomain", .boolean, false),
      .drawn("xReverse", .boolean.orUnreadExpression, false),
      .drawn("zero", .boolean),
    ])

  /// What marks show where a scale cannot place their value, by channel.
  static let invalidOutputs = PropertyTable(
    "scale.invalid",
    ["color", "fill", "stroke"].map { invalid($0, .fill) }
      + ["opacity", "fillOpacity", "strokeOpacity"].map { invalid($0, .fraction) }
      + ["size", "strokeWidth", "radius"].map { invalid($0, .size) }
      + ["angle", "theta"].map { invalid($0, .number(from: 0, to: 360)) }
      + ["xOffset", "yOffset", "time"].map { invalid($0, .number) }
      + [
        invalid("shape", .text), invalid("strokeDash", .numbers),
        invalid("x", .number.or(.word(["width"]))), invalid("y", .number.or(.word(["height"]))),
      ])

  private static func invalid(_ channel: String, _ value: ValueKind) -> Property {
    .drawn(
      channel,
      .word(["zero-or-min"]).or(
        .object { PropertyTable("value", [.drawn("value", value)]) }))
  }
}

extension ValueKind {
  static let colorSpace = ValueKind.word([
    "rgb", "lab", "hcl", "hsl", "hsl-long", "hcl-long", "cubehelix", "cubehelix-long",
  ])

  static let domain = ValueKind.either([
    .list(
      .either([.number, .text, .boolean, .null, .table(.dateTime), .constant])),
    .word(["unaggregated"]), .table(.domainUnion), .table(.selectedDomain),
  ]).orUnreadExpression

  static let range = ValueKind.either([
    .rangeName, .list(.either([.number, .text, .numbers, .expression])), .table(.fieldRange),
  ])

  static let rangeName = ValueKind.word([
    "width", "height", "symbol", "category", "ordinal", "ramp", "diverging", "heatmap",
  ])

  static let niceness = ValueKind.either([
    .boolean, .number, .timeInterval, .table(.timeIntervalStep),
  ]).orUnreadExpression

  /// The names of colour schemes; some may end in how many of their colours are wanted.
  static let schemeName = ValueKind.word(
    ColorScheme.names + sized(SchemeTable.diverging, 11) + sized(SchemeTable.multiHue, 9))

  private static func sized(_ names: [String], _ most: Int) -> [String] {
    names.flatMap { name in (3...most).map { "\(name)-\($0)" } }
  }
}
