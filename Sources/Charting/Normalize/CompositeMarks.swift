import Tables

/// Draws box plots, error bars and error bands as layers of simple marks over summarized rows.
struct CompositeMarks {
  let normalizer: Normalizer

  func expand(_ view: ViewSpec, _ mark: MarkDefinition) -> ViewSpec? {
    guard let axis = ContinuousAxis(view.encoding, mark) else {
      normalizer.diagnostics.add(
        ChartMessage.unsupported(
          "the mark '\(mark.type.rawValue)' without a quantitative x or y", at: mark.range))
      return nil
    }
    let parts = CompositeParts(mark: mark, axis: axis, configuration: normalizer.configuration)
    var expanded =
      mark.type == .boxplot
      ? BoxPlot(parts: parts, view: view).expand() : ErrorMark(parts: parts, view: view).expand()
    let ends: [Channel] = axis.channel == .x ? [.x2, .xError] : [.y2, .yError]
    expanded?.composite = CompositeSource(
      encoding: view.encoding, transformCount: view.transforms.count,
      keepsRows: mark.type != .boxplot && ends.contains { view.encoding[$0]?.field != nil })
    return expanded
  }
}

/// The axis along which a composite mark summarizes.
struct ContinuousAxis {
  let channel: Channel
  let definition: ChannelDefinition
  let isVertical: Bool

  init?(_ encoding: Encoding, _ mark: MarkDefinition) {
    func isContinuous(_ channel: Channel) -> Bool {
      guard let definition = encoding[channel], definition.isFieldOrDatum else { return false }
      return definition.type == .quantitative || definition.type == .temporal
    }
    let x = isContinuous(.x)
    let y = isContinuous(.y)
    if let orient = mark.properties.string("orient") {
      isVertical = orient == "vertical"
    } else if x, y {
      isVertical = !(encoding[.y]?.type == .temporal && encoding[.x]?.type != .temporal)
    } else if x || y {
      isVertical = y
    } else {
      return nil
    }
    channel = isVertical ? .y : .x
    guard let found = encoding[channel], found.field != nil else { return nil }
    definition = found
  }

  var field: String { FieldPath(definition.field ?? "").flattenedName }

  /// The channel's encoding of another column.
  func channel(_ column: String) -> ChannelDefinition {
    var result = ChannelDefinition(range: definition.range)
    result.field = column.escapedField
    result.type = definition.type
    result.title = definition.title ?? .lines([definition.field ?? ""])
    result.scale = definition.scale
    result.axis = definition.axis
    return result
  }
}

extension String {
  /// A column's name as a field path that names just that column.
  var escapedField: String {
    utf8.contains { $0 == 0x2E || $0 == 0x5B || $0 == 0x5D }
      ? replacing(".", with: "\\.").replacing("[", with: "\\[").replacing("]", with: "\\]") : self
  }

  /// The column in an expression.
  var inExpression: String {
    "datum[\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"]"
  }
}

/// Parts of a composite mark: rules, ticks, boxes and so on, each with its own properties.
struct CompositeParts {
  let mark: MarkDefinition
  let axis: ContinuousAxis
  let configuration: Configuration

  /// A part's layer; nil where neither the mark nor its defaults ask for the part.
  func layer(
    _ part: String, _ type: MarkType, _ base: Properties, defaults: Properties?,
    encoding: Encoding, transforms: [StructuredValue] = []
  ) -> ViewSpec? {
    let own = mark.properties[part]
    if own?.boolean == false || own?.isNull == true { return nil }
    let configured = configuration.value(mark.type.rawValue, part)
    if own == nil {
      if configured?.boolean == false || configured?.isNull == true { return nil }
      if configured == nil, defaults == nil { return nil }
    }
    var properties = Properties(own) ?? .empty
    properties = properties.over(base)
    for name in ["opacity", "color", "clip"] {
      if let value = mark.properties[name], !properties.has(name) { properties.set(name, value) }
    }
    properties = properties.over(Properties(configured) ?? .empty).over(defaults ?? .empty)
    properties.set("style", .made("\(mark.type.rawValue)-\(part)"))
    properties.remove("type")
    var view = ViewSpec(
      range: mark.range,
      composition: .unit(MarkDefinition(type: type, properties: properties, range: mark.range)))
    view.encoding = encoding
    view.transforms = .made(transforms)
    return view
  }

  /// The shared channels with the summarized one: from one column, or between two.
  func encoding(_ shared: Encoding, _ column: String, to end: String? = nil) -> Encoding {
    var result = shared
    result[axis.channel] = axis.channel(column)
    if configuration.usesWords, axis.definition.title == nil {
      let title = FieldTitle(configuration: configuration).text(axis.definition)
      result[axis.channel]?.title = .lines([title])
    }
    if let end, let secondary = axis.channel.secondary {
      var definition = ChannelDefinition(range: axis.definition.range)
      definition.field = end.escapedField
      result[secondary] = definition
    }
    return result
  }

  static func properties(_ members: [(String, StructuredValue?)]) -> Properties {
    Properties(
      members.compactMap { name, value in
        value.map { .init(name: name, nameRange: .unplaced, value: $0) }
      })
  }
}

/// The bins, units of time, groups and aggregates of the channels beside the summarized one.
struct SharedChannels {
  private(set) var encoding: Encoding
  private(set) var transforms: [StructuredValue] = []
  private(set) var measures: [StructuredValue] = []
  private(set) var groups: [String] = []

  init(_ full: Encoding, without axis: ContinuousAxis, _ configuration: Configuration) {
    encoding = full
    let removed: [Channel] =
      axis.channel == .x ? [.x, .x2, .xError, .xError2] : [.y, .y2, .yError, .yError2]
    for channel in removed { encoding[channel] = nil }
    // Rows are summarized, so that a tooltip of a single row's field has nothing to say.
    encoding.tooltips.removeAll { $0.isFieldDefinition }
    let titles = FieldTitle(configuration: configuration)
    var transforms: [StructuredValue] = []
    var measures: [StructuredValue] = []
    var groups: [String] = []
    func group(_ name: String) { if !groups.contains(name) { groups.append(name) } }
    encoding.update { channel, definition in
      guard definition.isFieldDefinition else { return }
      let name = definition.columnName()
      let field = definition.field ?? ""
      if definition.title == nil { definition.title = .lines([titles.text(definition)]) }
      if case .operation(let operation) = definition.aggregate {
        var members: [(String, StructuredValue)] = [("op", .made(operation)), ("as", .made(name))]
        if !field.isEmpty { members.append(("field", .made(field))) }
        measures.append(.made(members))
        definition.aggregate = nil
        definition.field = name
        return
      }
      if case .parameters(let parameters) = definition.bin {
        transforms.append(
          .made([
            ("bin", parameters.isEmpty ? .made(true) : parameters.value), ("field", .made(field)),
            ("as", .made([.made(name), .made(name + "_end")])),
          ]))
        definition.bin = .binned(step: nil)
        definition.field = name
        group(name + "_end")
      } else if let unit = definition.timeUnit, !unit.binned {
        transforms.append(
          .made([
            ("timeUnit", .made((unit.utc ? "utc" : "") + (unit.unit ?? "year"))),
            ("field", .made(field)), ("as", .made(name)),
          ]))
        definition.timeUnit?.binned = true
        definition.field = name
        definition.bandPosition = definition.bandPosition ?? 0
      }
      group(name)
    }
    self.transforms = transforms
    self.measures = measures
    self.groups = groups
  }

  func aggregate(_ own: [(op: String, field: String, name: String)]) -> StructuredValue {
    let summaries = own.map { entry in
      StructuredValue.made([
        ("op", .made(entry.op)), ("field", .made(entry.field)), ("as", .made(entry.name)),
      ])
    }
    return .made([
      ("aggregate", .made(measures + summaries)),
      ("groupby", .made(groups.map { .made($0.escapedField) })),
    ])
  }
}
