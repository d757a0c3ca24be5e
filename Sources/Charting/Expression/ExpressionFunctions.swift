/// A function of the expression language: how many arguments it takes and what it gives.
struct ExpressionFunction: Sendable {
  enum Body: Sendable {
    case number((@Sendable (Double) -> Double))
    case numbers((@Sendable (Double, Double) -> Double))
    case value((@Sendable (Datum) -> Datum))
    case values((@Sendable ([Datum]) -> Datum))
    /// The function is written out where expressions are bound: `if`, `random`, `test`...
    case bound
  }

  var arguments: ClosedRange<Int>
  var body: Body

  static func number(_ body: @escaping @Sendable (Double) -> Double) -> Self {
    Self(arguments: 1...1, body: .number(body))
  }

  static func numbers(_ body: @escaping @Sendable (Double, Double) -> Double) -> Self {
    Self(arguments: 2...2, body: .numbers(body))
  }

  static func value(_ body: @escaping @Sendable (Datum) -> Datum) -> Self {
    Self(arguments: 1...1, body: .value(body))
  }

  static func values(_ arguments: ClosedRange<Int>, _ body: @escaping @Sendable ([Datum]) -> Datum)
    -> Self
  {
    Self(arguments: arguments, body: .values(body))
  }

  static func bound(_ arguments: ClosedRange<Int>) -> Self {
    Self(arguments: arguments, body: .bound)
  }
}

/// The functions that expressions may call.
enum ExpressionFunctions {
  static let table: [String: ExpressionFunction] = {
    var table = math
    for group in [dates, texts, types, colors, distributions, control] {
      table.merge(group) { first, _ in first }
    }
    return table
  }()

  static let names = table.keys.sorted()

  /// Functions of Vega that have no place in a chart that stands still, and why.
  static let refused: [String: String] = {
    var refused = ["now": "a chart must not depend on the day it is drawn on"]
    let interactive = [
      "data", "indata", "scale", "invert", "bandwidth", "bandspace", "copy", "domain", "range",
      "gradient", "modify", "inScope", "intersect", "setdata", "treePath", "treeAncestors", "x",
      "y", "xy", "item", "group", "event", "clampRange", "containerSize", "windowSize", "screen",
      "panLinear", "panLog", "panPow", "panSymlog", "zoomLinear", "zoomLog", "zoomPow",
      "zoomSymlog", "pinchDistance", "pinchAngle", "vlSelectionTest", "vlSelectionResolve",
      "vlSelectionTuples", "warn", "info", "debug", "geoArea", "geoBounds", "geoCentroid",
      "geoShape", "geoScale", "pathShape",
    ]
    for name in interactive { refused[name] = "it needs a running view" }
    return refused
  }()

  private static let control: [String: ExpressionFunction] = [
    "if": .bound(3...3), "random": .bound(0...0), "sampleNormal": .bound(0...2),
    "sampleUniform": .bound(0...2), "test": .bound(2...3), "regexp": .bound(1...2),
    "replace": .bound(3...3), "format": .bound(1...2), "timeFormat": .bound(1...2),
    "utcFormat": .bound(1...2),
  ]

  private static let math: [String: ExpressionFunction] = [
    "abs": .number { abs($0) }, "ceil": .number { $0.rounded(.up) },
    "floor": .number { $0.rounded(.down) }, "round": .number { Ticks.roundHalfUp($0) },
    "sqrt": .number { $0.squareRoot() }, "exp": .number { Elementary.exp($0) },
    "log": .number { Elementary.log($0) }, "log10": .number { Elementary.log10($0) },
    "log2": .number { Elementary.log2($0) }, "sin": .number { Elementary.sin($0) },
    "cos": .number { Elementary.cos($0) }, "tan": .number { Elementary.tan($0) },
    "asin": .number { Elementary.asin($0) }, "acos": .number { Elementary.acos($0) },
    "atan": .number { Elementary.atan($0) }, "atan2": .numbers { Elementary.atan2($0, $1) },
    "pow": .numbers { Elementary.pow($0, $1) },
    "sign": .number { $0 > 0 ? 1 : ($0 < 0 ? -1 : $0) },
    "hypot": .values(0...Int.max) { values in
      .number(values.reduce(0) { $0 + $1.coercedToNumber * $1.coercedToNumber }.squareRoot())
    },
    "max": .values(0...Int.max) { values in
      .number(values.reduce(-.infinity) { extreme($0, $1.coercedToNumber, wantsGreater: true) })
    },
    "min": .values(0...Int.max) { values in
      .number(values.reduce(.infinity) { extreme($0, $1.coercedToNumber, wantsGreater: false) })
    },
    "clamp": .values(3...3) { values in
      let (value, low, high) = (
        values[0].coercedToNumber, values[1].coercedToNumber, values[2].coercedToNumber
      )
      return .number(extreme(low, extreme(high, value, wantsGreater: false), wantsGreater: true))
    },
    "isNaN": .value { value in
      if case .number(let number) = value { .boolean(number.isNaN) } else { false }
    },
    "isFinite": .value { value in
      if case .number(let number) = value { .boolean(number.isFinite) } else { false }
    },
    "lerp": .values(2...2) { values in
      let ends = (values[0].elements ?? []).map(\.coercedToNumber)
      guard let first = ends.first, let last = ends.last else { return .number(.nan) }
      return .number(first + values[1].coercedToNumber * (last - first))
    },
    "span": .value { value in
      guard let first = value.elements?.first, let last = value.elements?.last else { return 0 }
      return .number(last.coercedToNumber - first.coercedToNumber)
    },
    "extent": .value { value in
      let numbers = (value.elements ?? []).map(\.measure).filter { !$0.isNaN }
      guard let low = numbers.min(), let high = numbers.max() else { return [.null, .null] }
      return [.number(low), .number(high)]
    },
    "inrange": .values(2...4) { values in
      let ends = (values[1].elements ?? []).map(\.coercedToNumber)
      guard let first = ends.first, let last = ends.last else { return false }
      let value = values[0].coercedToNumber
      let (low, high) = (min(first, last), max(first, last))
      let includesLow = values.count < 3 || values[2].isTruthy
      let includesHigh = values.count < 4 || values[3].isTruthy
      return .boolean(
        (includesLow ? value >= low : value > low) && (includesHigh ? value <= high : value < high))
    },
    "sequence": .values(1...3) { values in
      let numbers = values.map(\.coercedToNumber)
      let start = numbers.count > 1 ? numbers[0] : 0
      let stop = numbers.count > 1 ? numbers[1] : numbers[0]
      let step = numbers.count > 2 ? numbers[2] : 1
      let count = ((stop - start) / step).rounded(.up)
      guard count > 0, count <= 100_000, ChartWork.allows(elements: Int(count)) else { return [] }
      return .array((0..<Int(count)).map { .number(start + Double($0) * step) })
    },
  ]

  /// JavaScript's Math.max and Math.min: NaN wins.
  private static func extreme(_ a: Double, _ b: Double, wantsGreater: Bool) -> Double {
    if a.isNaN || b.isNaN { return .nan }
    return wantsGreater ? max(a, b) : min(a, b)
  }

  private static let types: [String: ExpressionFunction] = [
    "isArray": .value { .boolean($0.elements != nil) },
    "isBoolean": .value { if case .boolean = $0 { true } else { false } },
    "isDate": .value { if case .date = $0 { true } else { false } },
    "isDefined": .value { .boolean(!$0.isNull) },
    "isNumber": .value { if case .number = $0 { true } else { false } },
    "isObject": .value {
      switch $0 {
      case .object, .array, .date: true
      default: false
      }
    },
    "isRegExp": .value { _ in false },
    "isString": .value { .boolean($0.text != nil) },
    "isValid": .value { .boolean($0.isValid) },
    "toBoolean": .value { $0.toBoolean }, "toDate": .value { $0.toDate },
    "toNumber": .value { $0.toNumber }, "toString": .value { $0.toText },
  ]

  private static let colors: [String: ExpressionFunction] = [
    "rgb": .values(1...4) { values in
      if values.count == 1 { return css(Color(css: values[0].coercedToString)) }
      let parts = values.map(\.coercedToNumber)
      guard parts.count >= 3 else { return .null }
      return css(
        Color(
          red: parts[0], green: parts[1], blue: parts[2], opacity: parts.count > 3 ? parts[3] : 1))
    },
    "hsl": .values(1...4) { values in
      let parts = values.map(\.coercedToNumber)
      guard parts.count >= 3 else { return css(Color(css: values[0].coercedToString)) }
      return css(HSL(hue: parts[0], saturation: parts[1], lightness: parts[2]).color)
    },
    "lab": .values(1...4) { values in
      let parts = values.map(\.coercedToNumber)
      guard parts.count >= 3 else { return css(Color(css: values[0].coercedToString)) }
      return css(LAB(lightness: parts[0], a: parts[1], b: parts[2]).color)
    },
    "hcl": .values(1...4) { values in
      let parts = values.map(\.coercedToNumber)
      guard parts.count >= 3 else { return css(Color(css: values[0].coercedToString)) }
      return css(HCL(hue: parts[0], chroma: parts[1], lightness: parts[2]).color)
    },
    "luminance": .value { .number(Color(css: $0.coercedToString)?.luminance ?? .nan) },
    "contrast": .values(2...2) { values in
      guard let a = Color(css: values[0].coercedToString)?.luminance,
        let b = Color(css: values[1].coercedToString)?.luminance
      else { return .number(.nan) }
      return .number((max(a, b) + 0.05) / (min(a, b) + 0.05))
    },
  ]

  private static func css(_ color: Color?) -> Datum { color.map { .string($0.css) } ?? .null }

  private static func parameters(_ values: [Datum], _ defaults: [Double]) -> [Double] {
    defaults.enumerated().map { position, standard in
      guard position < values.count, !values[position].isNull else { return standard }
      return values[position].coercedToNumber
    }
  }

  private static let distributions: [String: ExpressionFunction] = [
    "densityNormal": .values(1...3) { values in
      let p = parameters(values, [.nan, 0, 1])
      return .number(Distributions.normalDensity(p[0], mean: p[1], stdev: p[2]))
    },
    "cumulativeNormal": .values(1...3) { values in
      let p = parameters(values, [.nan, 0, 1])
      return .number(Distributions.normalCumulative(p[0], mean: p[1], stdev: p[2]))
    },
    "quantileNormal": .values(1...3) { values in
      let p = parameters(values, [.nan, 0, 1])
      return .number(Distributions.normalQuantile(p[0], mean: p[1], stdev: p[2]))
    },
    "densityLogNormal": .values(1...3) { values in
      let p = parameters(values, [.nan, 0, 1])
      guard p[0] > 0 else { return 0 }
      let density = Distributions.normalDensity(Elementary.log(p[0]), mean: p[1], stdev: p[2])
      return .number(density / p[0])
    },
    "cumulativeLogNormal": .values(1...3) { values in
      let p = parameters(values, [.nan, 0, 1])
      return .number(
        Distributions.normalCumulative(Elementary.log(p[0]), mean: p[1], stdev: p[2]))
    },
    "quantileLogNormal": .values(1...3) { values in
      let p = parameters(values, [.nan, 0, 1])
      return .number(
        Elementary.exp(Distributions.normalQuantile(p[0], mean: p[1], stdev: p[2])))
    },
    "densityUniform": .values(1...3) { values in
      let (x, low, high) = uniform(values)
      return .number(Distributions.uniformDensity(x, low, high))
    },
    "cumulativeUniform": .values(1...3) { values in
      let (x, low, high) = uniform(values)
      return .number(Distributions.uniformCumulative(x, low, high))
    },
    "quantileUniform": .values(1...3) { values in
      let (x, low, high) = uniform(values)
      return .number(Distributions.uniformQuantile(x, low, high))
    },
  ]

  /// A value and the ends of a uniform distribution; one end alone is the upper one.
  private static func uniform(_ values: [Datum]) -> (Double, Double, Double) {
    let numbers = values.map(\.coercedToNumber)
    switch numbers.count {
    case 1: return (numbers[0], 0, 1)
    case 2: return (numbers[0], 0, numbers[1])
    default: return (numbers[0], numbers[1], numbers[2])
    }
  }
}
