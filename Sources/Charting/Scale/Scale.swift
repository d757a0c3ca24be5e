/// A scale with its domain and range: from a value to a place, a colour or a shape.
final class Scale {
  let type: ScaleType
  let channel: Channel

  /// The ends (or more breaks) of a continuous domain.
  let domain: [Double]
  /// The values of a discrete domain, in order.
  let values: [Datum]
  let range: ScaleRange
  let clamps: Bool
  /// The exponent of `pow`, the base of `log`, the constant of `symlog`.
  let parameter: Double
  /// The edges of bins, where the scale's ticks stand on them.
  let bins: [Double]?

  /// Width of a band, distance of band starts, and the first band's start.
  let bandwidth: Double
  let step: Double
  private let bandStart: Double
  private let bandIsReversed: Bool

  private let places: [Datum: Int]
  private let transformedDomain: [Double]

  struct Band {
    var bandwidth = 0.0
    var step = 0.0
    var start = 0.0
    var isReversed = false
  }

  init(
    type: ScaleType, channel: Channel, domain: [Double] = [], values: [Datum] = [],
    range: ScaleRange, clamps: Bool = false, parameter: Double = 1, bins: [Double]? = nil,
    band: Band = Band()
  ) {
    self.type = type
    self.channel = channel
    self.domain = domain
    self.values = values
    self.range = range
    self.clamps = clamps
    self.parameter = parameter
    self.bins = bins
    bandwidth = band.bandwidth
    step = band.step
    bandStart = band.start
    bandIsReversed = band.isReversed
    var places: [Datum: Int] = [:]
    places.reserveCapacity(values.count)
    for (place, value) in values.enumerated() where places[value] == nil { places[value] = place }
    self.places = places
    let transform = ContinuousTransform(type: type, parameter: parameter)
    transformedDomain = domain.map(transform.apply)
  }

  var transform: ContinuousTransform { ContinuousTransform(type: type, parameter: parameter) }

  /// The place of a value in a discrete domain; dates and numbers of one instant are the same.
  func place(of value: Datum) -> Int? {
    if let place = places[value] { return place }
    switch value {
    case .date(let instant): return places[.number(instant)]
    case .number(let number):
      return places[.date(number)] ?? places[.string(NumberText.shortest(number))]
    default: return nil
    }
  }

  // MARK: Numbers

  /// The number a value is drawn at: a pixel, a size, an opacity. Nil where the scale has none.
  func number(_ value: Datum, band: Double = 0) -> Double? {
    switch type {
    case .band, .point:
      guard let place = place(of: value) else { return nil }
      return start(ofBand: place) + band * bandwidth
    case .ordinal:
      guard let place = place(of: value), case .numbers(let numbers) = range, !numbers.isEmpty
      else { return nil }
      return numbers[place % numbers.count]
    case .binOrdinal, .quantile, .quantize, .threshold:
      guard case .numbers(let numbers) = range, let index = bucket(value.measure),
        index < numbers.count
      else { return nil }
      return numbers[index]
    default: return number(value.measure)
    }
  }

  func number(_ value: Double) -> Double? {
    guard case .numbers(let numbers) = range else { return nil }
    if type == .identity { return value }
    guard value.isFinite, numbers.count >= 2, domain.count >= 2 else { return nil }
    let result = Scale.interpolate(numbers, fraction(value))
    return result.isFinite ? result : nil
  }

  /// Where a value lies in the domain: 0 at its start, 1 at its end, piecewise between breaks.
  func fraction(_ value: Double) -> Double {
    let transformed = transform.apply(value)
    let count = transformedDomain.count
    guard count >= 2 else { return 0.5 }
    let descending = transformedDomain[count - 1] < transformedDomain[0]
    var segment = 0
    if count > 2 {
      while segment < count - 2,
        descending
          ? transformed < transformedDomain[segment + 1]
          : transformed > transformedDomain[segment + 1]
      {
        segment += 1
      }
    }
    let low = transformedDomain[segment]
    let high = transformedDomain[segment + 1]
    var part = high == low ? 0.5 : (transformed - low) / (high - low)
    if clamps { part = min(max(part, 0), 1) }
    return (Double(segment) + part) / Double(count - 1)
  }

  /// A number at a fraction of evenly spaced stops; beyond the ends it goes on straight.
  static func interpolate(_ stops: [Double], _ fraction: Double) -> Double {
    let last = stops.count - 1
    let scaled = fraction * Double(last)
    let segment = Int(scaled.rounded(.down), within: 0...(last - 1))
    let part = scaled - Double(segment)
    return stops[segment] * (1 - part) + stops[segment + 1] * part
  }

  func start(ofBand place: Int) -> Double {
    let index = bandIsReversed ? values.count - 1 - place : place
    return bandStart + step * Double(index)
  }

  /// The least and greatest value that a quantile or quantize scale cuts into classes.
  var extent: (low: Double, high: Double) = (0, 1)

  /// The value at the domain's pixel, for time units given as widths.
  var pixels: (first: Double, last: Double) {
    switch range {
    case .numbers(let numbers): (numbers.first ?? 0, numbers.last ?? 0)
    default: (0, 0)
    }
  }

  var lowest: Double { domain.min() ?? 0 }
  var highest: Double { domain.max() ?? 0 }
  var firstOfDomain: Double { domain.first ?? 0 }
  var lastOfDomain: Double { domain.last ?? 0 }

  /// The index of the bucket of a discretizing scale.
  func bucket(_ value: Double) -> Int? {
    guard !value.isNaN else { return nil }
    var index = 0
    switch type {
    case .binOrdinal:
      let edges = bins ?? domain
      while index < edges.count, value >= edges[index] { index += 1 }
      return min(max(index - 1, 0), max(edges.count - 2, 0))
    default:
      while index < domain.count, value >= domain[index] { index += 1 }
      return index
    }
  }

  // MARK: Other outputs

  func color(_ value: Datum) -> String? {
    guard case .colors(let colors) = range else { return nil }
    switch type {
    case .ordinal, .band, .point:
      guard let place = place(of: value) else { return nil }
      return colors.color(at: place)
    case .binOrdinal, .quantile, .quantize, .threshold:
      guard let index = bucket(value.measure) else { return nil }
      return colors.color(at: index)
    case .identity: return value.coercedToString
    default:
      let number = value.measure
      guard number.isFinite, domain.count >= 2 else { return nil }
      return colors.color(atFraction: fraction(number))
    }
  }

  func text(_ value: Datum) -> String? {
    guard case .texts(let texts) = range, !texts.isEmpty else { return nil }
    if type.isDiscretizing || type == .binOrdinal {
      return bucket(value.measure).map { texts[$0 % texts.count] }
    }
    return place(of: value).map { texts[$0 % texts.count] }
  }

  func dashes(_ value: Datum) -> [Double]? {
    guard case .dashes(let dashes) = range, !dashes.isEmpty else { return nil }
    if type.isDiscretizing || type == .binOrdinal {
      return bucket(value.measure).map { dashes[$0 % dashes.count] }
    }
    return place(of: value).map { dashes[$0 % dashes.count] }
  }
}

enum ScaleRange {
  case numbers([Double])
  case colors(ColorRange)
  case texts([String])
  case dashes([[Double]])
}

/// The bending that a continuous scale does before it is straight.
struct ContinuousTransform {
  let type: ScaleType
  let parameter: Double

  func apply(_ value: Double) -> Double {
    switch type {
    case .log: value < 0 ? -Elementary.log(-value) : Elementary.log(value)
    case .pow: value < 0 ? -Elementary.pow(-value, parameter) : Elementary.pow(value, parameter)
    case .sqrt: value < 0 ? -(-value).squareRoot() : value.squareRoot()
    case .symlog:
      value < 0 ? -Elementary.log1p(-value / parameter) : Elementary.log1p(value / parameter)
    default: value
    }
  }

  func invert(_ value: Double) -> Double {
    switch type {
    case .log: value < 0 ? -Elementary.exp(-value) : Elementary.exp(value)
    case .pow:
      value < 0 ? -Elementary.pow(-value, 1 / parameter) : Elementary.pow(value, 1 / parameter)
    case .sqrt: value < 0 ? -value * value : value * value
    case .symlog:
      value < 0 ? -parameter * Elementary.expm1(-value) : parameter * Elementary.expm1(value)
    default: value
    }
  }
}
