import Tables

/// A box plot: box from first to third quartile, median, whiskers, and what lies beyond them.
struct BoxPlot {
  let parts: CompositeParts
  let view: ViewSpec

  private var axis: ContinuousAxis { parts.axis }
  private var mark: MarkDefinition { parts.mark }
  private var field: String { axis.definition.field ?? "" }
  private var name: String { axis.field }

  func expand() -> ViewSpec? {
    let shared = SharedChannels(view.encoding, without: axis, parts.configuration)
    let extent = mark.properties["extent"] ?? parts.configuration.value("boxplot", "extent")
    let isMinMax = extent?.string == "min-max"
    let reach = extent?.number ?? 1.5
    let summary = shared.aggregate([
      ("q1", field, "lower_box_" + name), ("q3", field, "upper_box_" + name),
      ("median", field, "mid_box_" + name),
      ("min", field, (isMinMax ? "lower_whisker_" : "min_") + name),
      ("max", field, (isMinMax ? "upper_whisker_" : "max_") + name),
    ])
    var result = view
    result.encoding = Encoding()
    if isMinMax {
      result.transforms = view.transforms + .made(shared.transforms + [summary])
      result.composition = .layer(whiskers(shared) + box(shared))
      return result
    }
    var boxes = ViewSpec(range: view.range, composition: .layer(box(shared)))
    boxes.transforms = .made(shared.transforms + [summary])
    result.composition = .layer([beyond(shared, reach), boxes])
    return result
  }

  private var size: StructuredValue {
    mark.properties["size"] ?? parts.configuration.value("boxplot", "size") ?? .made(14)
  }

  private var invalid: (String, StructuredValue?) { ("invalid", mark.properties["invalid"]) }
  private var tickOrient: String { axis.isVertical ? "horizontal" : "vertical" }

  private func box(_ shared: SharedChannels) -> [ViewSpec] {
    let bar = CompositeParts.properties([
      ("size", size), ("orient", .made(axis.isVertical ? "vertical" : "horizontal")), invalid,
    ])
    let median = CompositeParts.properties([
      ("size", size), ("orient", .made(tickOrient)), invalid,
      ("color", parts.configuration.value("boxplot", "median")?["color"] ?? .made("white")),
    ])
    var middle = shared.encoding
    let color = middle[.color]
    middle[.color] = medianColor(color)
    return [
      parts.layer(
        "box", .bar, bar, defaults: .empty,
        encoding: parts.encoding(shared.encoding, "lower_box_" + name, to: "upper_box_" + name)),
      parts.layer(
        "median", .tick, median, defaults: .empty,
        encoding: parts.encoding(middle, "mid_box_" + name)),
    ].compactMap { $0 }
  }

  /// Where the box has no height, the median shows in the box's colour.
  private func medianColor(_ color: ChannelDefinition?) -> ChannelDefinition {
    var inner = color ?? ChannelDefinition(range: mark.range)
    if color == nil {
      inner.value =
        parts.configuration.value("boxplot", "box")?["color"]
        ?? parts.configuration.value("mark", "color") ?? .made("#4c78a8")
    }
    let test =
      "\(("lower_box_" + name).inExpression) >= \(("upper_box_" + name).inExpression)"
    var result = ChannelDefinition(range: mark.range)
    result.conditions = [.init(test: .made(test), definition: .definition(inner))]
    return result
  }

  private func whiskers(_ shared: SharedChannels) -> [ViewSpec] {
    var encoding = shared.encoding
    encoding[.color] = nil
    encoding[.size] = nil
    let rule = CompositeParts.properties([invalid])
    let tick = CompositeParts.properties([
      ("color", .made("black")), ("opacity", .made(1)), ("orient", .made(tickOrient)), invalid,
    ])
    func between(_ from: String, _ to: String) -> Encoding {
      parts.encoding(encoding, from + name, to: to + name)
    }
    return [
      parts.layer(
        "rule", .rule, rule, defaults: .empty, encoding: between("lower_whisker_", "lower_box_")),
      parts.layer(
        "rule", .rule, rule, defaults: .empty, encoding: between("upper_box_", "upper_whisker_")),
      parts.layer(
        "ticks", .tick, tick, defaults: nil,
        encoding: parts.encoding(encoding, "lower_whisker_" + name)),
      parts.layer(
        "ticks", .tick, tick, defaults: nil,
        encoding: parts.encoding(encoding, "upper_whisker_" + name)),
    ].compactMap { $0 }
  }

  /// Whiskers to the last rows within reach of the box, and the rows beyond as points.
  private func beyond(_ shared: SharedChannels, _ reach: Double) -> ViewSpec {
    let low = ("lower_box_" + name).inExpression
    let high = ("upper_box_" + name).inExpression
    let value = name.inExpression
    let factor = SVGNumber.text(reach)
    let floor = "\(low) - \(factor) * (\(high) - \(low))"
    let ceiling = "\(high) + \(factor) * (\(high) - \(low))"
    let quartiles: [StructuredValue] = [("q1", "lower_box_"), ("q3", "upper_box_")].map {
      op, prefix in
      .made([("op", .made(op)), ("field", .made(field)), ("as", .made(prefix + name))])
    }
    let join: StructuredValue = .made([
      ("joinaggregate", .made(quartiles)),
      ("groupby", .made(shared.groups.map { .made($0.escapedField) })),
    ])
    var inside = ViewSpec(range: view.range, composition: .layer(whiskers(shared)))
    inside.transforms = .made([
      .made([("filter", .made("(\(floor) <= \(value)) && (\(value) <= \(ceiling))"))]),
      shared.aggregate([
        ("min", field, "lower_whisker_" + name), ("max", field, "upper_whisker_" + name),
        ("min", ("lower_box_" + name).escapedField, "lower_box_" + name),
        ("max", ("upper_box_" + name).escapedField, "upper_box_" + name),
      ]),
    ])
    var points = shared.encoding
    points[.size] = nil
    let outliers = parts.layer(
      "outliers", .point, .empty, defaults: .empty, encoding: parts.encoding(points, name),
      transforms: [
        .made([("filter", .made("(\(value) < \(floor)) || (\(value) > \(ceiling))"))])
      ])
    var result = ViewSpec(
      range: view.range, composition: .layer([outliers, inside].compactMap { $0 }))
    result.transforms = .made(shared.transforms + [join])
    return result
  }
}
