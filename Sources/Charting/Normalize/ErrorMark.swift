import Tables

/// Error bars and error bands: from lower to upper about a centre, given or computed.
struct ErrorMark {
  let parts: CompositeParts
  let view: ViewSpec

  private var axis: ContinuousAxis { parts.axis }
  private var mark: MarkDefinition { parts.mark }
  private var isBand: Bool { mark.type == .errorband }

  func expand() -> ViewSpec? {
    let shared = SharedChannels(view.encoding, without: axis, parts.configuration)
    let transforms = view.transforms + .made(shared.transforms + summary(shared))
    var encoding = shared.encoding
    if !isBand { encoding[.size] = nil }
    let lower = "lower_" + axis.field
    let upper = "upper_" + axis.field
    let from = parts.encoding(encoding, lower)
    let to = parts.encoding(encoding, upper)
    let between = parts.encoding(encoding, lower, to: upper)
    let layers: [ViewSpec?]
    if isBand {
      let is2D = view.encoding.has(.x) && view.encoding.has(.y)
      let curve = CompositeParts.properties(
        is2D
          ? [
            ("interpolate", mark.properties["interpolate"]),
            ("tension", mark.properties["tension"]),
          ] : [])
      layers = [
        parts.layer(
          "band", is2D ? .area : .rect, curve,
          defaults: CompositeParts.properties([("opacity", .made(0.3))]), encoding: between),
        parts.layer("borders", is2D ? .line : .rule, curve, defaults: nil, encoding: from),
        parts.layer("borders", is2D ? .line : .rule, curve, defaults: nil, encoding: to),
      ]
    } else {
      let tick = CompositeParts.properties([
        ("orient", .made(axis.isVertical ? "horizontal" : "vertical")),
        ("thickness", mark.properties["thickness"]), ("size", mark.properties["size"]),
      ])
      let rule = CompositeParts.properties([("size", mark.properties["thickness"])])
      layers = [
        parts.layer("ticks", .tick, tick, defaults: nil, encoding: from),
        parts.layer("ticks", .tick, tick, defaults: nil, encoding: to),
        parts.layer("rule", .rule, rule, defaults: .empty, encoding: between),
      ]
    }
    var result = view
    result.encoding = Encoding()
    result.transforms = transforms
    let drawn = layers.compactMap { $0 }
    result.composition = .layer(drawn)
    return result
  }

  /// The transforms that give each row a lower and an upper end.
  private func summary(_ shared: SharedChannels) -> [StructuredValue] {
    let name = axis.field
    let field = axis.definition.field ?? ""
    let center = "center_" + name
    let secondary = axis.channel.secondary.flatMap { view.encoding[$0]?.field }
    let error = view.encoding[axis.channel == .x ? .xError : .yError]?.field
    let error2 = view.encoding[axis.channel == .x ? .xError2 : .yError2]?.field
    if let secondary {
      return [
        calculate(FieldPath(field).flattenedName.inExpression, "lower_" + name),
        calculate(secondary.inExpression, "upper_" + name),
      ]
    }
    if let error {
      let value = name.inExpression
      let lower =
        error2.map { "\(value) + \($0.inExpression)" } ?? "\(value) - \(error.inExpression)"
      return [
        calculate(value, center), calculate("\(value) + \(error.inExpression)", "upper_" + name),
        calculate(lower, "lower_" + name),
      ]
    }
    let section = mark.type.rawValue
    let given = mark.properties.string("center") ?? parts.configuration.string(section, "center")
    let extent =
      mark.properties.string("extent") ?? parts.configuration.string(section, "extent")
      ?? (given == "median" ? "iqr" : "stderr")
    switch extent {
    case "stderr", "stdev":
      return [
        shared.aggregate([
          (extent, field, "extent_" + name), (given ?? "mean", field, center),
        ]),
        calculate("\(center.inExpression) + \(("extent_" + name).inExpression)", "upper_" + name),
        calculate("\(center.inExpression) - \(("extent_" + name).inExpression)", "lower_" + name),
      ]
    default:
      let isInterval = extent == "ci"
      return [
        shared.aggregate([
          (isInterval ? "ci0" : "q1", field, "lower_" + name),
          (isInterval ? "ci1" : "q3", field, "upper_" + name),
          (isInterval ? "mean" : "median", field, center),
        ])
      ]
    }
  }

  private func calculate(_ expression: String, _ name: String) -> StructuredValue {
    .made([("calculate", .made(expression)), ("as", .made(name))])
  }
}
