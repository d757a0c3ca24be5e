import Basics
import Tables

/// What transforms of rows may say.
extension PropertyTable {
  private static func transform(
    _ name: String, _ kind: ValueKind, needs: [String] = [], _ others: [Property]
  ) -> PropertyTable {
    PropertyTable(
      "the transform '\(name)'", required: [name] + needs, speech: .transform,
      [.drawn(name, kind)] + others)
  }

  private static let groupby = Property.drawn("groupby", .texts)
  private static let bothNames = Property.drawn("as", .list(.text, of: 2))
  private static let oneName = Property.drawn("as", .text)

  /// Each transform by the property that names it. `density` may have an `extent`, so that the
  /// order decides.
  static let transforms: [(name: String, table: PropertyTable)] = [
    (
      "aggregate",
      transform("aggregate", .list(.table(measure("an aggregate"))), [groupby])
    ),
    (
      "joinaggregate",
      transform("joinaggregate", .list(.table(measure("an aggregate"))), [groupby])
    ),
    (
      "bin",
      transform(
        "bin", .either([.boolean, .table(.transformBin)]), needs: ["field", "as"],
        [.drawn("field", .text), .drawn("as", .lines)])
    ),
    ("calculate", transform("calculate", .text, needs: ["as"], [oneName])),
    (
      "density",
      transform(
        "density", .text,
        [
          groupby, .drawn("cumulative", .boolean, false), .drawn("counts", .boolean, false),
          .drawn("bandwidth", .number, 0), .drawn("extent", .list(.number, of: 2)),
          .drawn("minsteps", .number, 25), .drawn("maxsteps", .number, 200),
          .drawn("steps", .number),
          .drawn("resolve", .word(["independent", "shared"])), bothNames,
        ])
    ),
    ("filter", transform("filter", .predicate, [])),
    ("flatten", transform("flatten", .texts, [.drawn("as", .texts)])),
    ("fold", transform("fold", .texts, [bothNames])),
    (
      "impute",
      transform("impute", .text, needs: ["key"], [.drawn("key", .text), groupby] + imputing)
    ),
    (
      "loess",
      transform(
        "loess", .text, needs: ["on"],
        [.drawn("on", .text), groupby, .drawn("bandwidth", .number, 0.3), bothNames])
    ),
    (
      "lookup",
      transform(
        "lookup", .text, needs: ["from"],
        [.drawn("from", .lookupSource), .drawn("as", .lines), .drawn("default", .anything)])
    ),
    (
      "pivot",
      transform(
        "pivot", .text, needs: ["value"],
        [
          .drawn("value", .text), groupby, .drawn("limit", .number, 0),
          .drawn("op", .aggregateOp, "sum"),
        ])
    ),
    (
      "quantile",
      transform(
        "quantile", .text,
        [groupby, .drawn("probs", .numbers), .drawn("step", .number, 0.01), bothNames])
    ),
    (
      "regression",
      transform(
        "regression", .text, needs: ["on"],
        [
          .drawn("on", .text), groupby,
          .drawn("method", .word(["linear", "log", "exp", "pow", "quad", "poly"]), "linear"),
          .drawn("order", .number, 3), .drawn("extent", .list(.number, of: 2)),
          .drawn("params", .boolean, false), bothNames,
        ])
    ),
    ("sample", transform("sample", .number, [])),
    (
      "stack",
      transform(
        "stack", .text, needs: ["groupby", "as"],
        [
          groupby, .drawn("sort", .list(.table(.rowSort))),
          .drawn("offset", .word(["zero", "center", "normalize"]), "zero"),
          .drawn("as", .text.or(.list(.text, of: 2))),
        ])
    ),
    (
      "timeUnit",
      transform(
        "timeUnit", .word(ValueKind.timeUnitNames).or(.table(.transformTimeUnit)),
        needs: ["field", "as"], [.drawn("field", .text), oneName])
    ),
    ("extent", transform("extent", .text, needs: ["param"], [.drawn("param", .text)])),
    (
      "window",
      transform(
        "window", .list(.table(.windowField)),
        [
          groupby, .drawn("sort", .list(.table(.rowSort))),
          .drawn("frame", .list(.number.orNull)),
          .drawn("ignorePeers", .boolean, false),
        ])
    ),
  ]

  static let imputing: [Property] = [
    .drawn("keyvals", .list(.anything).or(.table(.imputeSequence))),
    .drawn("frame", .list(.number.orNull, of: 2)),
    .drawn("method", .word(["value", "median", "max", "min", "mean"]), "value"),
    .drawn("value", .anything),
  ]

  private static let imputeSequence = PropertyTable(
    "a sequence", required: ["stop"], speech: .transform,
    [.drawn("start", .number, 0), .drawn("stop", .number), .drawn("step", .number, 1)])

  private static func measure(_ name: String) -> PropertyTable {
    PropertyTable(
      name, required: ["op", "as"], speech: .transform,
      [.drawn("op", .aggregateOp), .drawn("field", .text), oneName])
  }

  private static let windowField = PropertyTable(
    "a window", required: ["op", "as"], speech: .transform,
    [
      .drawn("op", .word(WindowOp.allCases.map(\.rawValue) + AggregateOp.names)),
      .drawn("field", .text), .drawn("param", .number), oneName,
    ])

  private static let rowSort = PropertyTable(
    "a sort", required: ["field"], speech: .transform,
    [.drawn("field", .text), .drawn("order", .sortOrder.orNull)])

  private static let transformBin = PropertyTable(
    "a bin", speech: .transform, bin.properties)
  private static let transformTimeUnit = PropertyTable(
    "a time unit", speech: .transform, timeUnit.properties.filter { $0.name != "binned" })

  static let lookupData = PropertyTable(
    "the 'from' of a lookup", required: ["data", "key"], speech: .transform,
    [.drawn("data", .data), .drawn("key", .text), .drawn("fields", .texts)])
  static let lookupSelection = PropertyTable(
    "the 'from' of a lookup", required: ["key", "param"], speech: .transform,
    [.interactive("param"), .drawn("key", .text), .drawn("fields", .texts)])
}

extension ValueKind {
  static let transform = ValueKind.chosen { value in
    guard let members = value.members else {
      return .none(TransformMessages.wrongKind("transform", wanted: "an object", value))
    }
    let names = members.map(\.name)
    guard let found = PropertyTable.transforms.first(where: { names.contains($0.name) }) else {
      return .none(
        TransformMessages.unknownTransform(
          value, names: names, known: PropertyTable.transforms.map(\.name)))
    }
    return .kind(.object { found.table })
  }

  fileprivate static let lookupSource = ValueKind.chosen { value in
    .kind(value["param"] == nil ? .table(.lookupData) : .table(.lookupSelection))
  }
}
