import Basics
import Tables

/// Reads the channels of an encoding.
struct EncodingDecoder {
  let diagnostics: DiagnosticCollector

  func encoding(_ properties: Properties) -> Encoding {
    var encoding = Encoding()
    for member in properties.members {
      guard let channel = Channel(name: member.name) else {
        diagnostics.add(
          ChartMessage.unknownProperty(
            member.name, of: "encoding", known: Channel.allNames, at: member.nameRange))
        continue
      }
      if channel.isGeographic {
        diagnostics.add(ChartMessage.geographic(member.name, at: member.nameRange))
        continue
      }
      if member.value.isNull {
        encoding.removed.insert(channel)
        continue
      }
      if let elements = member.value.elements {
        let definitions = elements.compactMap { definition($0, channel) }
        switch channel {
        case .detail: encoding.details = definitions
        case .order: encoding.orders = definitions
        case .tooltip: encoding.tooltips = definitions
        default:
          diagnostics.add(
            ChartMessage.wrongKind(
              member.name, expected: "an object", found: "an array", at: member.value.range))
        }
        continue
      }
      guard let definition = definition(member.value, channel) else { continue }
      switch channel {
      case .detail: encoding.details = [definition]
      case .order: encoding.orders = [definition]
      case .tooltip: encoding.tooltips = [definition]
      default: encoding[channel] = definition
      }
    }
    return encoding
  }

  func facet(_ value: StructuredValue) -> FacetDefinition? {
    guard let properties = Properties(value) else {
      diagnostics.add(
        ChartMessage.wrongKind(
          "facet", expected: "an object", found: value.kindDescription, at: value.range))
      return nil
    }
    if properties.has("row") || properties.has("column") {
      diagnostics.check(properties, against: ["row", "column"], of: "facet")
      return FacetDefinition(
        row: properties["row"].flatMap { definition($0, .row) },
        column: properties["column"].flatMap { definition($0, .column) })
    }
    return definition(value, .facet).map { FacetDefinition(wrapped: $0) }
  }

  func definition(_ value: StructuredValue, _ channel: Channel) -> ChannelDefinition? {
    guard let properties = Properties(value) else {
      diagnostics.add(
        ChartMessage.wrongKind(
          channel.name, expected: "an object", found: value.kindDescription, at: value.range))
      return nil
    }
    diagnostics.check(properties, against: GrammarProperties.channel, of: "channel")
    var definition = ChannelDefinition(range: value.range)
    readField(properties, channel, into: &definition)
    readTransforms(properties, into: &definition)
    readGuides(properties, into: &definition)
    definition.title = properties["title"].map(Self.title)
    definition.format = properties["format"]
    definition.formatType = properties.string("formatType")
    definition.labelExpression = properties.string("labelExpr")
    definition.bandPosition = properties.number("bandPosition")
    definition.datum = properties["datum"]
    if channel.isFacet { definition.layoutProperties = properties }
    definition.value = properties["value"]
    readConditions(properties, channel, into: &definition)
    return definition
  }

  private func readField(
    _ properties: Properties, _ channel: Channel, into definition: inout ChannelDefinition
  ) {
    if let field = properties["field"] {
      if let name = field.string {
        definition.field = name
        definition.fieldRange = field.range
      } else if let name = field["repeat"]?.string {
        definition.repeater = ChannelDefinition.Repeater(rawValue: name)
        definition.field = ""
        if definition.repeater == nil {
          diagnostics.add(
            ChartMessage.wrongWord(
              name, for: "repeat", allowed: ChannelDefinition.Repeater.allCases.map(\.rawValue),
              at: field.range))
        }
      } else {
        diagnostics.add(
          ChartMessage.wrongKind(
            "field", expected: "a string", found: field.kindDescription, at: field.range))
      }
    }
    if let repeater = properties["datum"]?["repeat"]?.string {
      definition.repeater = ChannelDefinition.Repeater(rawValue: repeater)
    }
    if let type = properties["type"] {
      definition.type = type.string.flatMap { word in
        switch word.lowercased() {
        case "q": .quantitative
        case "t": .temporal
        case "o": .ordinal
        case "n": .nominal
        default: MeasurementType(rawValue: word.lowercased())
        }
      }
      if definition.type == nil {
        diagnostics.add(
          ChartMessage.wrongWord(
            type.string ?? type.kindDescription, for: "type",
            allowed: ["quantitative", "temporal", "ordinal", "nominal"], at: type.range))
      } else if definition.type == .geojson {
        diagnostics.add(ChartMessage.geographic("geojson", at: type.range))
      }
    }
  }

  private func readTransforms(
    _ properties: Properties, into definition: inout ChannelDefinition
  ) {
    switch properties["bin"]?.content {
    case .boolean(true): definition.bin = .parameters(.empty)
    case .string("binned"): definition.bin = .binned(step: nil)
    case .object(let members):
      let bin = Properties(members)
      definition.bin =
        bin.boolean("binned") == true ? .binned(step: bin.number("step")) : .parameters(bin)
    default: break
    }
    switch properties["timeUnit"]?.content {
    case .string(let name): definition.timeUnit = TimeUnitReference(name: name)
    case .object(let members):
      let unit = Properties(members)
      var reference =
        unit.string("unit").map(TimeUnitReference.init(name:)) ?? TimeUnitReference(unit: nil)
      reference.utc = reference.utc || unit.boolean("utc") == true
      reference.binned = reference.binned || unit.boolean("binned") == true
      reference.step = unit.number("step") ?? 1
      reference.maxbins = unit.number("maxbins")
      definition.timeUnit = reference
    default: break
    }
    if let aggregate = properties["aggregate"] {
      switch aggregate.content {
      case .string(let name):
        if Self.aggregates.contains(name) {
          definition.aggregate = .operation(name)
        } else {
          diagnostics.add(
            ChartMessage.wrongWord(
              name, for: "aggregate", allowed: Self.aggregates, at: aggregate.range))
        }
      case .object:
        if let field = aggregate["argmin"]?.string {
          definition.aggregate = .argmin(field)
        } else if let field = aggregate["argmax"]?.string {
          definition.aggregate = .argmax(field)
        }
      default: break
      }
    }
    definition.impute = properties.properties("impute")
    if let stack = properties["stack"] {
      switch stack.content {
      case .null, .boolean(false): definition.stack = ChannelDefinition.Stacking.none
      case .boolean(true): definition.stack = .zero
      case .string(let word):
        definition.stack = ChannelDefinition.Stacking(rawValue: word)
        if definition.stack == nil {
          diagnostics.add(
            ChartMessage.wrongWord(
              word, for: "stack", allowed: ["zero", "center", "normalize"], at: stack.range))
        }
      default: break
      }
    }
    if let sort = properties["sort"] { definition.sort = sorting(sort) }
  }

  static let aggregates = [
    "argmax", "argmin", "average", "count", "distinct", "exponential", "exponentialb", "max",
    "mean", "median", "min", "missing", "product", "q1", "q3", "ci0", "ci1", "stderr", "stdev",
    "stdevp", "sum", "valid", "values", "variance", "variancep",
  ]

  private func sorting(_ value: StructuredValue) -> ChannelDefinition.Sorting? {
    switch value.content {
    case .null: return ChannelDefinition.Sorting.none
    case .array(let values): return .values(values)
    case .string("ascending"): return .ascending
    case .string("descending"): return .descending
    case .string(let word):
      let descending = word.hasPrefix("-")
      let name = descending ? String(word.dropFirst()) : word
      if let channel = Channel(name: name) {
        return .byChannel(channel, descending: descending)
      }
      diagnostics.add(
        ChartMessage.wrongWord(
          word, for: "sort", allowed: ["ascending", "descending"] + Channel.scaled.map(\.name),
          at: value.range))
      return nil
    case .object(let members):
      let sort = Properties(members)
      let descending = sort.string("order") == "descending"
      if let name = sort.string("encoding"), let channel = Channel(name: name) {
        return .byChannel(channel, descending: descending)
      }
      return .byField(
        field: sort.string("field"), operation: sort.string("op"), descending: descending)
    default: return nil
    }
  }

  private func readGuides(_ properties: Properties, into definition: inout ChannelDefinition) {
    definition.scale = guide(properties["scale"], GrammarProperties.scale, "scale")
    definition.axis = guide(properties["axis"], GrammarProperties.axis, "axis")
    definition.legend = guide(properties["legend"], GrammarProperties.legend, "legend")
    definition.header = guide(properties["header"], GrammarProperties.header, "header")
  }

  private func guide(
    _ value: StructuredValue?, _ known: Set<String>, _ name: String
  ) -> ChannelDefinition.Guide? {
    guard let value else { return nil }
    switch value.content {
    case .null, .boolean(false): return .disabled
    case .boolean(true): return nil
    case .object(let members):
      let properties = Properties(members)
      diagnostics.check(properties, against: known, of: name)
      if name == "scale", let type = properties["type"], let word = type.string,
        ScaleType(rawValue: word) == nil
      {
        diagnostics.add(
          ChartMessage.wrongWord(
            word, for: "type", allowed: ScaleType.allCases.map(\.rawValue), at: type.range))
      }
      return .properties(properties)
    default:
      diagnostics.add(
        ChartMessage.wrongKind(
          name, expected: "an object or null", found: value.kindDescription, at: value.range))
      return nil
    }
  }

  static func title(_ value: StructuredValue) -> ChannelDefinition.Title {
    guard let lines = SpecDecoder.lines(value), lines != [""] else { return .none }
    return .lines(lines)
  }

  private func readConditions(
    _ properties: Properties, _ channel: Channel, into definition: inout ChannelDefinition
  ) {
    guard let condition = properties["condition"] else { return }
    for entry in condition.elements ?? [condition] {
      if let parameter = entry["param"] ?? entry["selection"] {
        diagnostics.add(ChartMessage.interactive("param", at: parameter.range))
        continue
      }
      guard let test = entry["test"], var members = entry.members else {
        diagnostics.add(ChartMessage.missing("test", in: "condition", at: entry.range))
        continue
      }
      members.removeAll { $0.name == "test" }
      let rest = StructuredValue(.object(members), range: entry.range)
      guard let inner = self.definition(rest, channel) else { continue }
      definition.conditions.append(.init(test: test, definition: .definition(inner)))
    }
  }
}
