import Basics
import Tables

/// Reads the channels of an encoding.
struct EncodingDecoder {
  let diagnostics: DiagnosticCollector

  func encoding(_ properties: Properties) -> Encoding {
    var encoding = Encoding()
    for member in properties.members {
      guard let channel = Channel(name: member.name), !channel.isGeographic else { continue }
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
        default: break
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
    guard let properties = Properties(value) else { return nil }
    if properties.has("row") || properties.has("column") {
      return FacetDefinition(
        row: properties["row"].flatMap { definition($0, .row) },
        column: properties["column"].flatMap { definition($0, .column) })
    }
    return definition(value, .facet).map { FacetDefinition(wrapped: $0) }
  }

  func definition(_ value: StructuredValue, _ channel: Channel) -> ChannelDefinition? {
    guard let properties = Properties(value) else { return nil }
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
      }
    }
    if let repeater = properties["datum"]?["repeat"]?.string {
      definition.repeater = ChannelDefinition.Repeater(rawValue: repeater)
    }
    if let type = properties["type"] {
      definition.type = type.string.flatMap { word in
        switch word {
        case "Q": .quantitative
        case "T": .temporal
        case "O": .ordinal
        case "N": .nominal
        default: MeasurementType(rawValue: word)
        }
      }
      if definition.type == .geojson {
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
        definition.aggregate = .operation(name)
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
      default: break
      }
    }
    if let sort = properties["sort"] { definition.sort = sorting(sort) }
  }

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
    definition.scale = guide(properties["scale"])
    definition.axis = guide(properties["axis"])
    definition.legend = guide(properties["legend"])
    definition.header = guide(properties["header"])
  }

  private func guide(_ value: StructuredValue?) -> ChannelDefinition.Guide? {
    guard let value else { return nil }
    return value.isNull ? .disabled : Properties(value).map { .properties($0) }
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
      guard let test = entry["test"], var members = entry.members else { continue }
      members.removeAll { $0.name == "test" }
      let rest = StructuredValue(.object(members), range: entry.range)
      guard let inner = self.definition(rest, channel) else { continue }
      definition.conditions.append(.init(test: test, definition: .definition(inner)))
    }
  }
}
