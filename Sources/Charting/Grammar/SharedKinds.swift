/// Kinds of value that several objects of the grammar take.
extension ValueKind {
  /// A colour of a guide: none, or one for all of it.
  static let paint = ValueKind.color.orNull.orUnreadExpression
  /// A colour or a gradient of marks.
  static let fill = ValueKind.color.or(.table(.linearGradient), .table(.radialGradient))
  static let values = ValueKind.either([
    .numbers, .texts, .list(.boolean), .list(.table(.dateTime)),
  ])
  static let tickCount = ValueKind.either([
    .number, .timeInterval, .table(.timeIntervalStep),
  ])
  static let axisTickCount = ValueKind.either([
    .size, .timeInterval, .table(.timeIntervalStep), .expression,
  ])
  /// How a number or a date is written, or formats of dates by the unit that they begin.
  static let format = ValueKind.text.or(.members(.anything))
  static let bandSize = ValueKind.number.or(.table(.bandSize))
  static let aggregate = ValueKind.either([
    .word(AggregateOp.names.filter { $0 != "argmin" && $0 != "argmax" }),
    .table(.argmin), .table(.argmax),
  ])
  static let field = ValueKind.text.or(.table(.repeatedField))

  /// Also one value for ticks that pass a test, and another for the rest.
  var byTick: ValueKind {
    let value = orNull
    return .either([
      self, .notYet(.expression, "an expression"), .object { .byTick(value) },
      .notYet(.object { .byTickWithExpression(value) }, "an expression"),
    ])
  }

  /// One value for rows that pass a test.
  static func test(_ value: ValueKind) -> ValueKind {
    let kind = ValueKind.either([
      .object { .test(value) }, .notYet(.object { .testWithExpression }, "an expression"),
    ])
    return kind.or(.list(kind))
  }
}

extension PropertyTable {
  static func byTick(_ value: ValueKind) -> PropertyTable {
    PropertyTable(
      "conditional value", required: ["condition", "value"],
      [.drawn("condition", .test(value)), .drawn("value", value)])
  }

  static func byTickWithExpression(_ value: ValueKind) -> PropertyTable {
    PropertyTable(
      "conditional value", required: ["condition", "expr"],
      [.drawn("condition", .test(value)), .drawn("expr", .text)])
  }

  static func test(_ value: ValueKind) -> PropertyTable {
    PropertyTable(
      "condition", required: ["test", "value"],
      [.drawn("test", .predicate), .drawn("value", value)])
  }

  static let testWithExpression = PropertyTable(
    "condition", required: ["test", "expr"],
    [.drawn("test", .predicate), .drawn("expr", .text)])

  static let dateTime = PropertyTable(
    "date",
    [
      .drawn("year", .number), .drawn("quarter", .number(from: 1, to: 4)),
      .drawn("month", .number(from: 1, to: 12).or(.text)),
      .drawn("date", .number(from: 1, to: 31)),
      .drawn("day", .number(from: 1, to: 7).or(.text)),
      .drawn("hours", .number(from: 0, to: 24)), .drawn("minutes", .number(from: 0, to: 60)),
      .drawn("seconds", .number(from: 0, to: 60)),
      .drawn("milliseconds", .number(from: 0, to: 1000)), .drawn("utc", .boolean),
    ])

  static let timeIntervalStep = PropertyTable(
    "interval", required: ["interval", "step"],
    [.drawn("interval", .timeInterval), .drawn("step", .number)])

  static let bandSize = PropertyTable("size", required: ["band"], [.drawn("band", .number)])

  static let argmin = PropertyTable(
    "aggregate", required: ["argmin"], [.drawn("argmin", .text)])
  static let argmax = PropertyTable(
    "aggregate", required: ["argmax"], [.drawn("argmax", .text)])

  static let repeatedField = PropertyTable(
    "field", required: ["repeat"],
    [.drawn("repeat", .word(["row", "column", "repeat", "layer"]))])

  static let linearGradient = PropertyTable(
    "gradient", required: ["gradient", "stops"],
    [
      .drawn("gradient", .word(["linear"])), .drawn("stops", .list(.table(.gradientStop))),
      .still("id", .text),
      .drawn("x1", .number, 0), .drawn("y1", .number, 0), .drawn("x2", .number, 1),
      .drawn("y2", .number, 0),
    ])

  static let radialGradient = PropertyTable(
    "gradient", required: ["gradient", "stops"],
    [
      .drawn("gradient", .word(["radial"])), .drawn("stops", .list(.table(.gradientStop))),
      .still("id", .text),
      .notYet("x1", .number, 0.5), .notYet("y1", .number, 0.5), .notYet("x2", .number, 0.5),
      .notYet("y2", .number, 0.5), .notYet("r1", .number, 0), .notYet("r2", .number, 0.5),
    ])

  static let gradientStop = PropertyTable(
    "stop", required: ["offset", "color"],
    [.drawn("offset", .number), .drawn("color", .color)])
}
