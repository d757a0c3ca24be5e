import Tables

/// What the channels of an encoding may say.
extension PropertyTable {
  /// The channels of a view, which may split it into cells.
  static let encoding = PropertyTable("encoding", cellChannels + channels(.own).map(removable))
  /// The channels of a view inside a layer or a facet.
  static let memberEncoding = PropertyTable("encoding", channels(.own).map(removable))
  /// The channels of a layer: its views complete them.
  static let sharedEncoding = PropertyTable("encoding", channels(.shared).map(removable))

  private static let cellChannels: [Property] = [
    .drawn("row", .table(.cellChannel)), .drawn("column", .table(.cellChannel)),
    .drawn("facet", .table(.facetChannel)),
  ]

  private static func channels(_ use: ChannelUse) -> [Property] {
    [
      .drawn("x", .position(use)), .drawn("y", .position(use)),
      .drawn("x2", .secondPosition(use)), .drawn("y2", .secondPosition(use)),
      .drawn("xOffset", .offset(use)), .drawn("yOffset", .offset(use)),
      .drawn("xError", .error(use)), .drawn("xError2", .error(use)),
      .drawn("yError", .error(use)), .drawn("yError2", .error(use)),
      .drawn("theta", .polar(use)), .drawn("theta2", .secondPosition(use)),
      .drawn("radius", .polar(use)), .drawn("radius2", .secondPosition(use)),
      .drawn("color", .look(.fill.orNull, use)), .drawn("fill", .look(.fill.orNull, use)),
      .drawn("stroke", .look(.fill.orNull, use)),
      .drawn("opacity", .look(.number, use)), .drawn("fillOpacity", .look(.number, use)),
      .drawn("strokeOpacity", .look(.number, use)), .drawn("strokeWidth", .look(.number, use)),
      .drawn("strokeDash", .look(.numbers, use)), .drawn("size", .look(.number, use)),
      .drawn("angle", .look(.number, use)), .drawn("shape", .look(.text.orNull, use)),
      .drawn("text", .words(.lines, use)), .drawn("tooltip", .tooltip),
      .drawn("href", .words(.text.orNull, use)), .still("description", .words(.text.orNull, use)),
      .notYet("url", .words(.text.orNull, use)), .still("key", .table(.plainField)),
      .drawn("detail", .table(.plainField).or(.list(.table(.plainField)))),
      .drawn("order", .order),
      .map("longitude"), .map("latitude"), .map("longitude2"), .map("latitude2"),
      // Frames of an animation.
      .notYet("time", .members(.anything)),
    ]
  }

  /// Null takes a channel away from the layers around a view; the grammar has it for tooltips.
  private static func removable(_ property: Property) -> Property {
    guard property.use == .drawn, property.name != "tooltip" else { return property }
    return .drawn(property.name, property.kind.or(.beyond(.null, "null")))
  }
}

/// Whether a channel is a view's own, which says one thing, or a layer's, which its views complete.
enum ChannelUse: Sendable { case own, shared }

extension ValueKind {
  /// A channel by what it encodes: a value, a datum or a field.
  private static func channel(
    _ use: ChannelUse, field: @escaping @autoclosure @Sendable () -> PropertyTable,
    datum: (@Sendable () -> PropertyTable)?,
    value: @escaping @autoclosure @Sendable () -> PropertyTable
  ) -> ValueKind {
    if use == .shared {
      return .object {
        value().named(
          "channel", alsoOf: [field()] + (datum.map { [$0()] } ?? []), required: [])
      }
    }
    return .chosen { written in
      let names = Set((written.members ?? []).map(\.name))
      if names.contains("value") || names == ["condition"] { return .kind(.object(value)) }
      guard let datum else { return .kind(.object(field)) }
      // A type alone is that of a datum, where a field has none.
      let isField = !names.isDisjoint(with: ["field", "aggregate", "bin", "timeUnit"])
      if names.contains("datum")
        || names.contains("type") && !isField
          && field()["type"]?.use != .drawn
      {
        return .kind(.object(datum))
      }
      return .kind(.object(field))
    }
  }

  fileprivate static func position(_ use: ChannelUse) -> ValueKind {
    channel(use, field: .positionField, datum: { .positionDatum }, value: .placeValue)
  }
  fileprivate static func secondPosition(_ use: ChannelUse) -> ValueKind {
    channel(use, field: .secondField, datum: { .secondDatum }, value: .placeValue)
  }
  fileprivate static func offset(_ use: ChannelUse) -> ValueKind {
    channel(use, field: .offsetField, datum: { .offsetDatum }, value: .numberValue)
  }
  fileprivate static func error(_ use: ChannelUse) -> ValueKind {
    channel(use, field: .secondField, datum: nil, value: .numberValue)
  }
  fileprivate static func polar(_ use: ChannelUse) -> ValueKind {
    channel(use, field: .polarField, datum: { .polarDatum }, value: .placeValue)
  }

  /// A channel of a mark's look; its conditions may be of fields where it is a value.
  fileprivate static func look(_ value: ValueKind, _ use: ChannelUse) -> ValueKind {
    channel(
      use, field: .lookField(value), datum: { .lookDatum(value) }, value: .lookValue(value, .look))
  }

  /// A channel of words.
  fileprivate static func words(_ value: ValueKind, _ use: ChannelUse) -> ValueKind {
    channel(
      use, field: .wordsField(value), datum: { .wordsDatum(value) },
      value: .lookValue(value, .words))
  }

  fileprivate static let tooltip = ValueKind.either([
    .null, .list(.table(.wordsField(nil))), .words(.text.orNull, .own),
  ])

  fileprivate static let order = ValueKind.either([
    .list(.table(.orderField)),
    .channel(.own, field: .orderField, datum: nil, value: .lookValue(.number, .never)),
  ])
}
