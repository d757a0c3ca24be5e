import Basics
import Tables

/// Reads the `transform` of a view.
///
/// `GrammarCheck` says what the grammar does not take; a transform that cannot be read is left out.
struct TransformDecoder {
  let diagnostics: DiagnosticCollector

  func steps(_ values: [StructuredValue]) -> [TransformStep] { values.compactMap(step) }

  func step(_ value: StructuredValue) -> TransformStep? {
    var reading = TransformReading(diagnostics: diagnostics)
    defer { diagnostics.add(reading.properties.diagnostics) }
    guard let members = value.members,
      let key = PropertyTable.transforms.first(where: { shape in
        members.contains { $0.name == shape.name }
      })?.name, let transform = reading.transform(key, value)
    else { return nil }
    return TransformStep(transform, range: value.range, foreign: reading.foreign)
  }
}

/// Reads one transform.
private struct TransformReading {
  let diagnostics: DiagnosticCollector
  var properties = PropertyDecoder()
  /// Where a lookup's rows are.
  var foreign: DataDefinition?

  mutating func transform(_ key: String, _ value: StructuredValue) -> Transform? {
    let groupby = properties.texts("groupby", of: value)
    switch key {
    case "aggregate":
      return measures(key, value).map { .aggregate(.init(measures: $0, groupby: groupby)) }
    case "joinaggregate":
      return measures(key, value).map { .joinAggregate(.init(measures: $0, groupby: groupby)) }
    case "calculate":
      guard let name = value["as"]?.string,
        let source = value["calculate"],
        let expression = properties.expression(source)
      else { return nil }
      return .calculate(expression, as: name)
    case "filter":
      guard let source = value["filter"] else { return nil }
      return PredicateDecoder().decode(source, into: &properties).map {
        .filter($0)
      }
    case "bin": return bin(value)
    case "timeUnit":
      guard let source = value["timeUnit"], let unit = properties.timeUnit(source),
        let field = value["field"]?.string,
        let name = value["as"]?.string
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
      let size = value["sample"]?.number ?? 1000
      return .sample(Int(max(0, min(1e9, size.isNaN ? 0 : size))))
    case "stack": return stack(value, groupby)
    case "pivot":
      guard let field = value["pivot"]?.string,
        let measure = value["value"]?.string
      else { return nil }
      var pivot = PivotTransform(field: field, value: measure, groupby: groupby)
      pivot.op = properties.choice("op", of: value, as: AggregateOp.self) ?? .sum
      pivot.limit = Int(max(0, min(1e6, value["limit"]?.number ?? 0)))
      return .pivot(pivot)
    case "quantile":
      guard let field = value["quantile"]?.string else { return nil }
      let names = properties.texts("as", of: value)
      return .quantile(
        QuantileTransform(
          field: field, groupby: groupby, probabilities: properties.numbers("probs", of: value),
          step: value["step"]?.number ?? 0.01,
          probabilityName: names.first ?? "prob",
          valueName: names.count > 1 ? names[1] : "value"))
    case "extent":
      guard let field = value["extent"]?.string else { return nil }
      return .extent(field: field, parameter: value["param"]?.string ?? "")
    case "lookup": return lookup(value)
    case "impute": return impute(value, groupby)
    case "window": return window(value, groupby)
    case "density": return density(value, groupby)
    default: return trend(key, value, groupby)
    }
  }

  private func measures(_ key: String, _ value: StructuredValue) -> [AggregateMeasure]? {
    value[key]?.elements?.compactMap { entry in
      guard let op = properties.choice("op", of: entry, as: AggregateOp.self) else { return nil }
      let field = entry["field"]?.string
      if field == nil, op != .count {
        diagnostics.add(TransformMessages.missing("field", in: "an aggregate", entry))
        return nil
      }
      return AggregateMeasure(op, field, as: entry["as"]?.string, parameter: nil)
    }
  }

  private mutating func bin(_ value: StructuredValue) -> Transform? {
    guard let source = value["bin"], let parameters = properties.bin(source),
      let field = value["field"]?.string
    else { return nil }
    let names = properties.texts("as", of: value)
    guard let name = names.first else { return nil }
    return .bin(
      BinTransform(
        field: field, parameters: parameters, as: name, end: names.count > 1 ? names[1] : nil))
  }

  private mutating func stack(_ value: StructuredValue, _ groupby: [String]) -> Transform? {
    guard let field = value["stack"]?.string else { return nil }
    let names = properties.texts("as", of: value)
    let start = names.first ?? field + "_start"
    let end = names.count > 1 ? names[1] : (names.isEmpty ? field + "_end" : start + "_end")
    return .stack(
      StackTransform(
        field: field, groupby: groupby, sort: properties.order("sort", of: value),
        offset: properties.choice("offset", of: value, as: StackTransform.Offset.self) ?? .zero,
        as: start, end))
  }

  private mutating func lookup(_ value: StructuredValue) -> Transform? {
    guard let field = value["lookup"]?.string else { return nil }
    guard let from = value["from"], let key = from["key"]?.string, let data = from["data"] else {
      return nil
    }
    let rows = self.rows(of: data)
    return .lookup(
      LookupTransform(
        field: field, from: rows, key: key, fields: properties.texts("fields", of: from),
        names: properties.texts("as", of: value),
        missing: value["default"].map { Datum($0) } ?? .null))
  }

  /// Rows that stand in the lookup itself; others are found later.
  private mutating func rows(of data: StructuredValue) -> Dataset {
    guard let values = data["values"] else {
      if data["url"] != nil {
        properties.report(TransformMessages.unresolvedData(data))
      } else {
        foreign = DataDecoder(diagnostics: diagnostics).data(data)
      }
      return .empty
    }
    let format = data["format"].map { DataFormat($0, into: &properties) } ?? DataFormat()
    return format.dataset(values, into: &properties)
  }

  private mutating func impute(_ value: StructuredValue, _ groupby: [String])
    -> Transform?
  {
    guard let field = value["impute"]?.string,
      let key = value["key"]?.string
    else { return nil }
    var impute = ImputeTransform(field: field, key: key, groupby: groupby)
    if let keys = value["keyvals"] {
      if let elements = keys.elements {
        impute.keyValues = elements.map { Datum($0) }
      } else {
        let start = keys["start"]?.number ?? 0
        let stop = keys["stop"]?.number ?? start
        let step = keys["step"]?.number ?? 1
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
    guard let entries = value["window"]?.elements else { return nil }
    let fields = entries.compactMap { entry -> WindowTransform.Field? in
      guard let text = entry["op"]?.string else { return nil }
      let op: WindowTransform.Field.Op
      if let window = WindowOp(rawValue: text) {
        op = .window(window)
      } else if let aggregate = AggregateOp(rawValue: text) {
        op = .aggregate(aggregate)
      } else {
        return nil
      }
      let field = entry["field"]?.string
      let path = field.map { "_" + FieldPath($0).flattenedName } ?? ""
      return WindowTransform.Field(
        op: op, field: field, parameter: entry["param"]?.number,
        name: entry["as"]?.string ?? text + path)
    }
    var window = WindowTransform(
      fields: fields, groupby: groupby, sort: properties.order("sort", of: value))
    if let frame = value["frame"]?.elements, frame.count == 2 {
      window.frame = (frame[0].number, frame[1].number)
    }
    window.ignorePeers = value["ignorePeers"]?.boolean ?? false
    return .window(window)
  }

  private mutating func density(_ value: StructuredValue, _ groupby: [String]) -> Transform? {
    guard let field = value["density"]?.string else { return nil }
    var density = DensityTransform(field: field, groupby: groupby)
    density.isCumulative = value["cumulative"]?.boolean ?? false
    density.isCounts = value["counts"]?.boolean ?? false
    density.bandwidth = value["bandwidth"]?.number ?? 0
    density.extent = properties.numbers("extent", of: value)
    density.isShared = value["resolve"]?.string != "independent"
    func steps(_ name: String, _ standard: Int) -> Int {
      guard let number = value[name]?.number, number >= 1 else { return standard }
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
    _ key: String, _ value: StructuredValue, _ groupby: [String]
  ) -> Transform? {
    guard let y = value[key]?.string,
      let x = value["on"]?.string
    else { return nil }
    let names = properties.texts("as", of: value)
    if key == "loess" {
      var loess = LoessTransform(y: y, on: x)
      loess.groupby = groupby
      loess.bandwidth = value["bandwidth"]?.number ?? 0.3
      if let name = names.first { loess.xName = name }
      if names.count > 1 { loess.yName = names[1] }
      return .loess(loess)
    }
    var regression = RegressionTransform(y: y, on: x)
    regression.groupby = groupby
    regression.method =
      properties.choice("method", of: value, as: RegressionTransform.Method.self) ?? .linear
    if let order = value["order"]?.number, order >= 0 {
      regression.order = Int(min(20, order))
    }
    regression.extent = properties.numbers("extent", of: value)
    regression.wantsParameters = value["params"]?.boolean ?? false
    if let name = names.first { regression.xName = name }
    if names.count > 1 { regression.yName = names[1] }
    return .regression(regression)
  }
}
