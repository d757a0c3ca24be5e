import Basics
import Tables

/// Reads the `transform` of a spec; what is wrong is collected at its property.
struct TransformDecoder {
  var properties = PropertyDecoder()
  private let globals: Set<String>
  private let dataSource: (StructuredValue) -> Dataset?

  var diagnostics: [Diagnostic] { properties.diagnostics }

  /// `dataSource` finds the rows of a `data` object that is not inline (`{name: ...}`, `{url: ...}`).
  init(
    globals: Set<String> = [], dataSource: @escaping (StructuredValue) -> Dataset? = { _ in nil }
  ) {
    self.globals = globals
    self.dataSource = dataSource
  }

  /// The property by which each transform is known, with the others it may have.
  private static let shapes: [(key: String, others: [String])] = [
    ("aggregate", ["groupby"]), ("joinaggregate", ["groupby"]),
    ("bin", ["field", "as"]), ("calculate", ["as"]),
    (
      "density",
      [
        "groupby", "cumulative", "counts", "bandwidth", "extent", "minsteps", "maxsteps", "steps",
        "resolve", "as",
      ]
    ),
    ("filter", []), ("flatten", ["as"]), ("fold", ["as"]),
    ("impute", ["key", "keyvals", "groupby", "frame", "method", "value"]),
    ("loess", ["on", "groupby", "bandwidth", "as"]),
    ("lookup", ["from", "as", "default"]),
    ("pivot", ["value", "groupby", "limit", "op"]),
    ("quantile", ["groupby", "probs", "step", "as"]),
    ("regression", ["on", "groupby", "method", "order", "extent", "params", "as"]),
    ("sample", []), ("stack", ["groupby", "sort", "offset", "as"]),
    ("timeUnit", ["field", "as"]), ("extent", ["param"]),
    ("window", ["groupby", "sort", "frame", "ignorePeers"]),
  ]

  mutating func decode(_ list: StructuredValue) -> [Transform] {
    guard let elements = list.elements else {
      if !list.isNull {
        properties.report(
          TransformMessages.wrongKind("transform", wanted: "a list of transforms", list))
      }
      return []
    }
    return elements.compactMap { decodeOne($0) }
  }

  mutating func decodeOne(_ value: StructuredValue) -> Transform? {
    guard let members = value.members else {
      properties.report(TransformMessages.wrongKind("transform", wanted: "an object", value))
      return nil
    }
    let names = members.map(\.name)
    // `density` may have an `extent`, so that the order of the table decides.
    guard let shape = Self.shapes.first(where: { names.contains($0.key) }) else {
      properties.report(
        TransformMessages.unknownTransform(value, names: names, known: Self.shapes.map(\.key)))
      return nil
    }
    properties.expect([shape.key] + shape.others, of: value, in: "the transform '\(shape.key)'")
    return transform(shape.key, value)
  }

  private mutating func transform(_ key: String, _ value: StructuredValue) -> Transform? {
    let what = "the transform '\(key)'"
    let groupby = properties.texts("groupby", of: value)
    switch key {
    case "aggregate":
      return measures(key, value).map { .aggregate(.init(measures: $0, groupby: groupby)) }
    case "joinaggregate":
      return measures(key, value).map { .joinAggregate(.init(measures: $0, groupby: groupby)) }
    case "calculate":
      guard let name = properties.requiredText("as", of: value, in: what),
        let source = value["calculate"],
        let expression = properties.expression(source, "calculate", globals: globals)
      else { return nil }
      return .calculate(expression, as: name)
    case "filter":
      guard let source = value["filter"] else { return nil }
      return PredicateDecoder(globals: globals).decode(source, into: &properties).map {
        .filter($0)
      }
    case "bin": return bin(value, what)
    case "timeUnit":
      guard let source = value["timeUnit"], let unit = properties.timeUnit(source),
        let field = properties.requiredText("field", of: value, in: what),
        let name = properties.requiredText("as", of: value, in: what)
      else { return nil }
      return .timeUnit(TimeUnitTransform(field: field, unit: unit, name: name))
    case "fold":
      let names = properties.texts("as", of: value)
      return .fold(
        FoldTransform(
          fields: properties.texts("fold", of: value), keyName: names.first ?? "key",
          valueName: names.count > 1 ? names[1] : "value"))
    case "flatten":
      return .flatten(
        FlattenTransform(
          fields: properties.texts("flatten", of: value), names: properties.texts("as", of: value)))
    case "sample":
      let size = properties.number("sample", of: value) ?? 1000
      return .sample(Int(max(0, min(1e9, size.isNaN ? 0 : size))))
    case "stack": return stack(value, groupby)
    case "pivot":
      guard let field = properties.text("pivot", of: value),
        let measure = properties.requiredText("value", of: value, in: what)
      else { return nil }
      var pivot = PivotTransform(field: field, value: measure, groupby: groupby)
      pivot.op = properties.choice("op", of: value, as: AggregateOp.self) ?? .sum
      pivot.limit = Int(max(0, min(1e6, properties.number("limit", of: value) ?? 0)))
      return .pivot(pivot)
    case "quantile":
      guard let field = properties.text("quantile", of: value) else { return nil }
      let names = properties.texts("as", of: value)
      return .quantile(
        QuantileTransform(
          field: field, groupby: groupby, probabilities: properties.numbers("probs", of: value),
          step: properties.number("step", of: value) ?? 0.01,
          probabilityName: names.first ?? "prob",
          valueName: names.count > 1 ? names[1] : "value"))
    case "extent":
      guard let field = properties.text("extent", of: value) else { return nil }
      return .extent(field: field, parameter: properties.text("param", of: value) ?? "")
    case "lookup": return lookup(value, what)
    case "impute": return impute(value, what, groupby)
    case "window": return window(value, groupby)
    case "density": return density(value, groupby)
    default: return trend(key, value, what, groupby)
    }
  }

  private mutating func measures(_ key: String, _ value: StructuredValue) -> [AggregateMeasure]? {
    guard let list = value[key]?.elements else {
      properties.report(TransformMessages.wrongKind(key, wanted: "a list", value[key] ?? value))
      return nil
    }
    return list.compactMap { entry in
      properties.expect(["op", "field", "as"], of: entry, in: "an aggregate")
      var parameter: Double?
      var op: AggregateOp?
      if let exponential = entry["op"]?["exponential"] {
        op = .exponential
        parameter = exponential.number
      } else {
        if entry["op"] == nil {
          properties.report(TransformMessages.missing("op", in: "an aggregate", entry))
        }
        op = properties.choice("op", of: entry, as: AggregateOp.self)
      }
      guard let op else { return nil }
      let field = properties.text("field", of: entry)
      if field == nil, op != .count {
        properties.report(TransformMessages.missing("field", in: "an aggregate", entry))
        return nil
      }
      return AggregateMeasure(
        op, field, as: properties.text("as", of: entry), parameter: parameter)
    }
  }

  private mutating func bin(_ value: StructuredValue, _ what: String) -> Transform? {
    guard let source = value["bin"], let parameters = properties.bin(source),
      let field = properties.requiredText("field", of: value, in: what)
    else { return nil }
    let names = properties.texts("as", of: value)
    guard let name = names.first else {
      if value["as"] == nil { properties.report(TransformMessages.missing("as", in: what, value)) }
      return nil
    }
    return .bin(
      BinTransform(
        field: field, parameters: parameters, as: name, end: names.count > 1 ? names[1] : nil))
  }

  private mutating func stack(_ value: StructuredValue, _ groupby: [String]) -> Transform? {
    guard let field = properties.text("stack", of: value) else { return nil }
    let names = properties.texts("as", of: value)
    let start = names.first ?? field + "_start"
    let end = names.count > 1 ? names[1] : (names.isEmpty ? field + "_end" : start + "_end")
    return .stack(
      StackTransform(
        field: field, groupby: groupby, sort: properties.order("sort", of: value),
        offset: properties.choice("offset", of: value, as: StackTransform.Offset.self) ?? .zero,
        as: start, end))
  }

  private mutating func lookup(_ value: StructuredValue, _ what: String) -> Transform? {
    guard let field = properties.text("lookup", of: value) else { return nil }
    guard let from = value["from"] else {
      properties.report(TransformMessages.missing("from", in: what, value))
      return nil
    }
    if let param = from["param"] ?? from["selection"] {
      properties.report(TransformMessages.interactive("param", param.range))
      return nil
    }
    properties.expect(["data", "key", "fields"], of: from, in: "the 'from' of a lookup")
    guard let key = properties.requiredText("key", of: from, in: "the 'from' of a lookup") else {
      return nil
    }
    guard let data = from["data"] else {
      properties.report(TransformMessages.missing("data", in: "the 'from' of a lookup", from))
      return nil
    }
    guard let foreign = dataset(data) else {
      properties.report(TransformMessages.unresolvedData(data))
      return nil
    }
    return .lookup(
      LookupTransform(
        field: field, from: foreign, key: key, fields: properties.texts("fields", of: from),
        names: properties.texts("as", of: value),
        missing: value["default"].map { Datum($0) } ?? .null))
  }

  private mutating func dataset(_ data: StructuredValue) -> Dataset? {
    guard let values = data["values"] else { return dataSource(data) }
    let format = data["format"].map { DataFormat($0, into: &properties) } ?? DataFormat()
    return format.dataset(values, into: &properties)
  }

  private mutating func impute(_ value: StructuredValue, _ what: String, _ groupby: [String])
    -> Transform?
  {
    guard let field = properties.text("impute", of: value),
      let key = properties.requiredText("key", of: value, in: what)
    else { return nil }
    var impute = ImputeTransform(field: field, key: key, groupby: groupby)
    if let keys = value["keyvals"] {
      if let elements = keys.elements {
        impute.keyValues = elements.map { Datum($0) }
      } else {
        let start = properties.number("start", of: keys) ?? 0
        let stop = properties.number("stop", of: keys) ?? start
        let step = properties.number("step", of: keys) ?? 1
        let count = ((stop - start) / step).rounded(.up)
        if count > 0, count <= 100_000 {
          impute.keyValues = (0..<Int(count)).map { .number(start + Double($0) * step) }
        }
      }
    }
    impute.method =
      properties.choice("method", of: value, as: ImputeTransform.Method.self) ?? .value
    if let given = value["value"] { impute.value = Datum(given) }
    if let frame = value["frame"]?.elements, frame.count == 2 { impute.frame = frame.map(\.number) }
    return .impute(impute)
  }

  private mutating func window(_ value: StructuredValue, _ groupby: [String]) -> Transform? {
    guard let entries = value["window"]?.elements else {
      properties.report(
        TransformMessages.wrongKind("window", wanted: "a list", value["window"] ?? value))
      return nil
    }
    let allowed = WindowOp.allCases.map(\.rawValue) + AggregateOp.names
    let fields = entries.compactMap { entry -> WindowTransform.Field? in
      properties.expect(["op", "field", "param", "as"], of: entry, in: "a window")
      guard let text = properties.requiredText("op", of: entry, in: "a window") else { return nil }
      let op: WindowTransform.Field.Op
      if let window = WindowOp(rawValue: text) {
        op = .window(window)
      } else if let aggregate = AggregateOp(rawValue: text) {
        op = .aggregate(aggregate)
      } else {
        let range = entry["op"]?.range ?? entry.range
        properties.report(TransformMessages.notAllowed(text, of: "op", allowed: allowed, range))
        return nil
      }
      let field = properties.text("field", of: entry)
      let path = field.map { "_" + FieldPath($0).flattenedName } ?? ""
      return WindowTransform.Field(
        op: op, field: field, parameter: properties.number("param", of: entry),
        name: properties.text("as", of: entry) ?? text + path)
    }
    var window = WindowTransform(
      fields: fields, groupby: groupby, sort: properties.order("sort", of: value))
    if let frame = value["frame"]?.elements, frame.count == 2 {
      window.frame = (frame[0].number, frame[1].number)
    }
    window.ignorePeers = properties.boolean("ignorePeers", of: value) ?? false
    return .window(window)
  }

  private mutating func density(_ value: StructuredValue, _ groupby: [String]) -> Transform? {
    guard let field = properties.text("density", of: value) else { return nil }
    var density = DensityTransform(field: field, groupby: groupby)
    density.isCumulative = properties.boolean("cumulative", of: value) ?? false
    density.isCounts = properties.boolean("counts", of: value) ?? false
    density.bandwidth = properties.number("bandwidth", of: value) ?? 0
    density.extent = properties.numbers("extent", of: value)
    density.isShared = properties.text("resolve", of: value) != "independent"
    func steps(_ name: String, _ standard: Int) -> Int {
      guard let number = properties.number(name, of: value), number >= 1 else { return standard }
      return Int(min(10_000, number))
    }
    density.minsteps = steps("steps", steps("minsteps", 25))
    density.maxsteps = steps("steps", steps("maxsteps", 200))
    let names = properties.texts("as", of: value)
    if let name = names.first { density.valueName = name }
    if names.count > 1 { density.densityName = names[1] }
    return .density(density)
  }

  private mutating func trend(
    _ key: String, _ value: StructuredValue, _ what: String, _ groupby: [String]
  ) -> Transform? {
    guard let y = properties.text(key, of: value),
      let x = properties.requiredText("on", of: value, in: what)
    else { return nil }
    let names = properties.texts("as", of: value)
    if key == "loess" {
      var loess = LoessTransform(y: y, on: x)
      loess.groupby = groupby
      loess.bandwidth = properties.number("bandwidth", of: value) ?? 0.3
      if let name = names.first { loess.xName = name }
      if names.count > 1 { loess.yName = names[1] }
      return .loess(loess)
    }
    var regression = RegressionTransform(y: y, on: x)
    regression.groupby = groupby
    regression.method =
      properties.choice("method", of: value, as: RegressionTransform.Method.self) ?? .linear
    if let order = properties.number("order", of: value), order >= 0 {
      regression.order = Int(min(20, order))
    }
    regression.extent = properties.numbers("extent", of: value)
    regression.wantsParameters = properties.boolean("params", of: value) ?? false
    if let name = names.first { regression.xName = name }
    if names.count > 1 { regression.yName = names[1] }
    return .regression(regression)
  }
}
