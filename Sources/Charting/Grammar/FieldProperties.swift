import Tables

/// What a field, datum or value may say, by the channel that encodes it.
extension PropertyTable {
  static let positionField = PropertyTable(
    "channel", axisAndImpute + [stack] + sorted + fieldOf(.bin))
  static let positionDatum = PropertyTable("channel", axisAndImpute + [stack, scaled] + datumOf)
  static let polarField = PropertyTable("channel", [stack] + sorted + fieldOf(.bin))
  static let polarDatum = PropertyTable("channel", [stack, scaled] + datumOf)
  static let secondField = PropertyTable(
    "channel", fieldOf(.null).filter { $0.name != "type" } + [.beyond("type", .typeOfField)])
  static let secondDatum = PropertyTable("channel", datumOf)
  static let offsetField = PropertyTable("channel", sorted + fieldOf(.binned))
  static let offsetDatum = PropertyTable("channel", [scaled] + datumOf)
  static let placeValue = PropertyTable(
    "channel", required: ["value"],
    [.drawn("value", .number.or(.word(["width", "height"])).orExpression)])
  static let numberValue = PropertyTable(
    "channel", required: ["value"], [.drawn("value", .number)])
  static let plainField = PropertyTable("channel", fieldOf(.bin))
  static let orderField = PropertyTable(
    "channel", [.drawn("sort", .sortOrder)] + fieldOf(.bin))

  static func lookField(_ value: ValueKind) -> PropertyTable {
    PropertyTable(
      "channel",
      [.drawn("condition", .condition(value)), .drawn("legend", .guide(.table(.legend)))] + sorted
        + fieldOf(.binned))
  }

  static func lookDatum(_ value: ValueKind) -> PropertyTable {
    PropertyTable(
      "channel",
      [
        .drawn("condition", .condition(value)), .beyond("legend", .guide(.table(.legend))),
        .beyond("scale", .guide(.table(.scale))),
      ] + datumOf)
  }

  static func wordsField(_ value: ValueKind?) -> PropertyTable {
    let condition = value.map { [Property.drawn("condition", .condition($0))] } ?? []
    let filter = value == nil ? [Property.beyond("filter", .anything)] : []
    return PropertyTable("channel", condition + filter + formatted + fieldOf(.bin))
  }

  static func wordsDatum(_ value: ValueKind) -> PropertyTable {
    PropertyTable("channel", [.drawn("condition", .condition(value))] + formatted + datumOf)
  }

  /// A value, with conditions that hold other values or, where the channel has them, fields.
  static func lookValue(_ value: ValueKind, _ field: ConditionField) -> PropertyTable {
    PropertyTable(
      "channel",
      [
        .drawn("value", value.orExpression),
        .drawn("condition", .condition(value, field)),
      ])
  }

  static let cellChannel = PropertyTable(
    "channel",
    [
      .drawn("align", .gridAlign), .drawn("center", .boolean), .drawn("spacing", .number),
    ] + cell)

  static let facetChannel = PropertyTable(
    "channel",
    [
      .drawn("align", .gridAlign.or(.table(.rowColumn(.gridAlign)))),
      .drawn("bounds", .word(["full", "flush"])),
      .drawn("center", .boolean.or(.table(.rowColumn(.boolean)))),
      .drawn("columns", .number), .drawn("spacing", .number.or(.table(.rowColumn(.number)))),
    ] + cell)

  /// The field of a facet composition, whose layout is that of the view.
  static let facetField = PropertyTable("facet", cell)

  static func rowColumn(_ kind: ValueKind) -> PropertyTable {
    PropertyTable("layout", [.drawn("row", kind), .drawn("column", kind)])
  }

  private static let cell: [Property] =
    [
      .drawn("header", .guide(.table(.header))),
      .drawn("sort", .either([.values, .sortOrder, .table(.sortField), .null])),
      // A cell has no band to stand in.
      .still("bandPosition", .fraction),
    ] + fieldOf(.binned).filter { $0.name != "bandPosition" }

  private static let axisAndImpute: [Property] = [
    .drawn("axis", .guide(.table(.axis))), .drawn("impute", .table(.imputeParameters).or(.null)),
  ]
  private static let stack = Property.drawn(
    "stack", .either([.word(["zero", "center", "normalize"]), .boolean, .null]))
  private static let scaled = Property.drawn("scale", .guide(.table(.scale)))
  private static let sorted: [Property] = [scaled, .drawn("sort", .sort)]
  private static let formatted: [Property] = [
    .drawn("format", .format), .drawn("formatType", .text),
  ]

  /// What every field says; `bin` differs by channel.
  static func fieldOf(_ bin: ValueKind) -> [Property] {
    [
      .drawn("field", .field), .drawn("aggregate", .aggregate), .drawn("bin", bin),
      .drawn("timeUnit", .timeUnit), .drawn("title", .lines.orNull),
      .drawn("type", .typeOfField), .drawn("bandPosition", .fraction),
    ]
  }

  static let datumOf: [Property] = [
    .drawn(
      "datum",
      .either([
        .number, .text, .boolean, .null, .table(.dateTime), .constant, .table(.repeatedField),
      ])
    ),
    .drawn("title", .lines.orNull), .drawn("type", .typeOfField),
    .drawn("bandPosition", .fraction),
  ]

  static let sortField = PropertyTable(
    "sort",
    [
      .drawn("field", .field), .drawn("op", .word(sortOperations)),
      .drawn("order", .sortOrder.orNull),
    ])
  static let sortByChannel = PropertyTable(
    "sort", required: ["encoding"],
    [.drawn("encoding", .word(sortChannels)), .drawn("order", .sortOrder.orNull)])

  static let sortChannels = [
    "x", "y", "color", "fill", "stroke", "strokeWidth", "size", "shape", "fillOpacity",
    "strokeOpacity", "opacity", "text",
  ]
  private static let sortOperations = AggregateOp.names.filter {
    $0 != "argmin" && $0 != "argmax"
  }

  static let bin = PropertyTable(
    "bin",
    [
      .drawn("anchor", .number), .drawn("base", .number), .drawn("binned", .boolean),
      .drawn("divide", .list(.number, from: 1, to: 2)),
      .drawn("extent", .list(.number, of: 2).or(.table(.selectedDomain))),
      .drawn("maxbins", .number(from: 2, to: .infinity)), .drawn("minstep", .number),
      .drawn("nice", .boolean), .drawn("step", .number),
      .drawn("steps", .list(.number, from: 1, to: .max)),
    ])

  static let timeUnit = PropertyTable(
    "time unit",
    [
      .drawn("unit", .word(ValueKind.timeUnitNames)), .drawn("step", .number),
      .drawn("maxbins", .number), .drawn("binned", .boolean),
      // The clock here is that of UTC in any case.
      .still("utc", .boolean),
    ])

  static let imputeParameters = PropertyTable("impute", imputing)
}

extension ValueKind {
  static let bin = ValueKind.either([.boolean, .table(.bin), .word(["binned"]), .null])
  static let binned = ValueKind.either([.boolean, .table(.bin), .null])
  static let timeUnit = ValueKind.either([
    .word(
      timeUnitNames
        + timeUnitNames.filter { $0.hasPrefix("year") || $0.hasPrefix("utcyear") }
        .map { "binned" + $0 }),
    .table(.timeUnit),
  ])
  static let sort = ValueKind.either([
    .values,
    .word(
      ["ascending", "descending"] + PropertyTable.sortChannels
        + PropertyTable.sortChannels.map { "-" + $0 }),
    .table(.sortField), .table(.sortByChannel), .null,
  ])
  /// A type; the grammar itself reads its first letter too.
  static let typeOfField = measurementType.or(
    .beyond(.word(["Q", "O", "T", "N"]), "one letter"))

  /// A scale, axis, legend or header, or null for none.
  static func guide(_ table: ValueKind) -> ValueKind { table.or(.null) }
}
