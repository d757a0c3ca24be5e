/// An encoding channel, by its name in the grammar.
enum Channel: UInt8, CaseIterable, Hashable, Sendable {
  case x, y, x2, y2, xOffset, yOffset, xError, xError2, yError, yError2
  case theta, theta2, radius, radius2
  case color, fill, stroke, opacity, fillOpacity, strokeOpacity, strokeWidth, strokeDash
  case size, shape, angle
  case text, tooltip, href, url, description, key, detail, order
  case row, column, facet
  case longitude, latitude, longitude2, latitude2

  /// The name in the grammar.
  var name: String { Self.names[Int(rawValue)] }

  /// The place in the order of declaration.
  var ordinal: Int { Int(rawValue) }

  private static let names = allCases.map { String(describing: $0) }
  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  init?(name: String) {
    guard let channel = Self.byName[name] else { return nil }
    self = channel
  }

  static var allNames: [String] { names }

  var isColor: Bool { self == .color || self == .fill || self == .stroke }
  var isXorY: Bool { self == .x || self == .y }
  var isOffset: Bool { self == .xOffset || self == .yOffset }
  var isPolar: Bool { self == .theta || self == .radius }
  var isFacet: Bool { self == .row || self == .column || self == .facet }
  var isGeographic: Bool {
    switch self {
    case .longitude, .latitude, .longitude2, .latitude2: true
    default: false
    }
  }

  /// The channel whose scale this one uses, or nil where it has none.
  var scaleChannel: Channel? {
    switch self {
    case .x, .x2: .x
    case .y, .y2: .y
    case .theta, .theta2: .theta
    case .radius, .radius2: .radius
    case .xOffset, .yOffset, .color, .fill, .stroke, .opacity, .fillOpacity, .strokeOpacity,
      .strokeWidth, .strokeDash, .size, .shape, .angle:
      self
    default: nil
    }
  }

  var hasOwnScale: Bool { scaleChannel == self }

  /// x2 for x, theta2 for theta.
  var secondary: Channel? {
    switch self {
    case .x: .x2
    case .y: .y2
    case .theta: .theta2
    case .radius: .radius2
    default: nil
    }
  }

  var primary: Channel {
    switch self {
    case .x2: .x
    case .y2: .y
    case .theta2: .theta
    case .radius2: .radius
    default: self
    }
  }

  var isSecondary: Bool { primary != self }

  var offset: Channel? {
    switch self {
    case .x: .xOffset
    case .y: .yOffset
    default: nil
    }
  }

  /// The channels that take a place in the drawing.
  static let positions: [Channel] = [.x, .y, .x2, .y2, .theta, .radius, .theta2, .radius2]

  /// Channels with scales, positions first: later ranges depend on earlier ones.
  static let scaled: [Channel] = [
    .x, .y, .xOffset, .yOffset, .theta, .radius, .color, .fill, .stroke, .opacity, .fillOpacity,
    .strokeOpacity, .strokeWidth, .strokeDash, .size, .shape, .angle,
  ]

  /// Channels that can split a stack or a path, in the grammar's order.
  static let nonPositions: [Channel] = [
    .color, .fill, .stroke, .opacity, .fillOpacity, .strokeOpacity, .strokeWidth, .size,
    .strokeDash, .shape, .angle, .detail, .key, .text, .tooltip, .href, .url, .description, .order,
  ]

  /// Channels whose scales are explained by a legend.
  static let legends: [Channel] = [
    .color, .fill, .stroke, .strokeWidth, .size, .shape, .strokeDash, .opacity, .fillOpacity,
    .strokeOpacity,
  ]
}

enum MarkType: String, CaseIterable, Sendable {
  case bar, line, area, point, circle, square, tick, rule, text, rect, arc, trail, image
  case geoshape, boxplot, errorbar, errorband

  /// The names of the marks that are no composites of others.
  static let simple = allCases.filter { !$0.isComposite }.map(\.rawValue)

  var isPath: Bool { self == .line || self == .area || self == .trail }
  var isRectangular: Bool {
    self == .bar || self == .rect || self == .image || self == .tick || self == .arc
  }
  var isSymbol: Bool { self == .point || self == .circle || self == .square }
  var isBarOrArea: Bool { self == .bar || self == .area }
  var isComposite: Bool { self == .boxplot || self == .errorbar || self == .errorband }
}

/// How a field's values are read.
enum MeasurementType: String, CaseIterable, Sendable {
  case quantitative, temporal, ordinal, nominal, geojson

  var isDiscrete: Bool { self == .ordinal || self == .nominal }
}

enum ScaleType: String, CaseIterable, Sendable {
  case linear, log, pow, sqrt, symlog, identity, sequential, time, utc
  case quantile, quantize, threshold
  case binOrdinal = "bin-ordinal"
  case ordinal, point, band

  var hasDiscreteDomain: Bool {
    switch self {
    case .ordinal, .point, .band, .binOrdinal: true
    default: false
    }
  }
  var isContinuous: Bool {
    switch self {
    case .linear, .log, .pow, .sqrt, .symlog, .identity, .sequential, .time, .utc: true
    default: false
    }
  }
  var isDiscretizing: Bool {
    switch self {
    case .quantile, .quantize, .threshold: true
    default: false
    }
  }
  var isTime: Bool { self == .time || self == .utc }
}

enum Orientation: String, Sendable {
  case horizontal, vertical
}
