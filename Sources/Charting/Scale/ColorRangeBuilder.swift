import Tables

/// The colours of a scale: a scheme, a list, or the default of its type.
struct ColorRangeBuilder {
  let context: DrawingContext
  let component: ScaleComponent
  let count: Int
  let values: [Datum]

  func build() -> ColorRange {
    let properties = component.properties
    if let range = properties["range"] {
      if let elements = range.elements {
        if let nested = elements.first?.elements, !nested.isEmpty { return fallback() }
        return list(elements.compactMap(\.string))
      }
      if let name = range.string { return named(name) }
      if let field = range["field"]?.string { return mapped(field) }
      if range["scheme"] != nil { return scheme(range["scheme"] ?? range, range) }
    }
    if let value = properties["scheme"] {
      if value.string != nil { return scheme(value, nil) }
      if let name = value["name"] { return scheme(name, value) }
    }
    return fallback()
  }

  /// The colours that rows themselves hold in another field, one for each value.
  private func mapped(_ field: String) -> ColorRange {
    guard let unit = component.members.first?.unit, let columns = unit.columns[component.channel]
    else { return fallback() }
    let read = unit.raw.accessor(for: field)
    let key = unit.raw.accessor(
      for: component.members.first?.definition.columnName() ?? field)
    _ = columns
    var colors: [Datum: String] = [:]
    for row in unit.raw.rows {
      let value = key(row)
      if colors[value] == nil { colors[value] = read(row).coercedToString }
    }
    return ColorRange(kind: .list(values.map { colors[$0] ?? "#000" }))
  }

  private var isContinuous: Bool { component.type.isContinuous }

  private func list(_ colors: [String]) -> ColorRange {
    if isContinuous {
      let space =
        component.properties["interpolate"]?.string
        ?? component.properties["interpolate"]?["type"]?.string ?? defaultSpace
      let gamma = component.properties["interpolate"]?["gamma"]?.number ?? 1
      return ColorRange(kind: .ramp(RampPart(css: colors, space: space, gamma: gamma)))
    }
    if component.type == .binOrdinal || component.type.isDiscretizing, count > colors.count,
      colors.count >= 2
    {
      return ColorRange(kind: .list(colors))
    }
    return ColorRange(kind: .list(colors))
  }

  private var defaultSpace: String {
    component.members.first?.definition.type == .nominal ? "rgb" : "hcl"
  }

  private func fallback() -> ColorRange {
    let member = component.members.first
    let name: String
    if component.type == .ordinal {
      name = member?.definition.type == .nominal ? "category" : "ordinal"
    } else if component.properties["domainMid"] != nil {
      name = "diverging"
    } else {
      name = member?.unit.mark.type == .rect ? "heatmap" : "ramp"
    }
    return named(name)
  }

  /// A range that the configuration names, such as "category" or "heatmap".
  private func named(_ name: String) -> ColorRange {
    if let value = context.configuration.value("range", name) {
      if let elements = value.elements { return configured(elements.compactMap(\.string)) }
      if let scheme = value["scheme"] { return self.scheme(scheme, value) }
    }
    switch name {
    case "category": return scheme(.made("tableau10"), nil)
    case "ordinal", "ramp": return scheme(.made("blues"), nil)
    case "heatmap": return scheme(.made("yellowgreenblue"), nil)
    case "diverging":
      return scheme(.made("blueorange"), .made([("extent", .made([.made(1), .made(0)]))]))
    default: return scheme(.made(name), nil)
    }
  }

  /// A list of the configuration: a ramp through its colours where the scale is continuous.
  private func configured(_ colors: [String]) -> ColorRange {
    if isContinuous {
      return ColorRange(kind: .ramp(RampPart(css: colors)))
    }
    if component.type == .ordinal || colors.count < 2 || count <= 0 {
      return ColorRange(kind: .list(colors))
    }
    return sampled(RampPart(css: colors))
  }

  private func scheme(_ name: StructuredValue, _ parameters: StructuredValue?) -> ColorRange {
    guard let word = name.string else {
      return configured(name.elements?.compactMap(\.string) ?? [])
    }
    guard let (scheme, _) = ColorScheme.named(word) else {
      context.diagnostics.add(
        ChartMessage.wrongWord(
          word, for: "scheme", allowed: ColorScheme.names, at: name.range))
      return ColorRange(kind: .list(["#000"]))
    }
    if scheme.isCategorical {
      let colors = scheme.colors.map(\.text)
      return ColorRange(
        kind: isContinuous ? .ramp(RampPart(css: colors)) : .list(colors))
    }
    var part = RampPart(ramp: scheme.ramp)
    if let extent = parameters?["extent"]?.elements?.compactMap(\.number), extent.count == 2 {
      part = RampPart(ramp: scheme.ramp, start: extent[0], end: extent[1])
    }
    if component.type.isTime {
      // Vega samples a scheme for the two ends of a time scale and joins the samples.
      let ends = [part.color(1.0 / 3), part.color(2.0 / 3)]
      return ColorRange(kind: .ramp(RampPart(css: ends)))
    }
    return isContinuous ? ColorRange(kind: .ramp(part)) : sampled(part)
  }

  /// Colours inside a ramp, its ends left out: the n-th of c stands at n / (c + 1).
  private func sampled(_ ramp: RampPart) -> ColorRange {
    let number = max(count, 1)
    return ColorRange(
      kind: .list((1...number).map { ramp.color(Double($0) / Double(number + 1)) }))
  }
}
