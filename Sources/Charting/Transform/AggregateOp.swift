/// An aggregate operation of Vega-Lite.
enum AggregateOp: String, Hashable, Sendable, CaseIterable {
  case count, valid, missing, distinct, sum, product, mean, average, variance, variancep, stdev
  case stdevp, stderr, median, q1, q3, ci0, ci1, min, max, argmin, argmax, values
  case exponential, exponentialb

  static let names = allCases.map(\.rawValue)
}

/// What is known of the values added so far; one field of one group.
struct Accumulator {
  private(set) var count = 0
  private(set) var missing = 0
  private(set) var valid = 0
  private var sum = 0.0
  private var product = 1.0
  private var mean = 0.0
  private var deviations = 0.0
  private var least: Datum = .null
  private var greatest: Datum = .null
  private var leastRow: Int?
  private var greatestRow: Int?
  /// Kept only for the operations that need every value.
  private var values: [Datum] = []
  private let keepsValues: Bool
  private let keepsExtremes: Bool

  init(for ops: some Sequence<AggregateOp>) {
    keepsExtremes = ops.contains { [.min, .max, .argmin, .argmax].contains($0) }
    keepsValues = ops.contains {
      switch $0 {
      case .distinct, .median, .q1, .q3, .ci0, .ci1, .values, .exponential, .exponentialb: true
      default: false
      }
    }
  }

  /// Whether `remove` keeps an operation right; the others must start anew.
  static func canRemove(_ op: AggregateOp) -> Bool {
    switch op {
    case .count, .valid, .missing, .sum, .mean, .average: true
    default: false
    }
  }

  mutating func add(_ value: Datum, row: Int) {
    count += 1
    if keepsValues { values.append(value) }
    switch value {
    case .null, .string(""):
      missing += 1
      return
    default: break
    }
    let number = value.coercedToNumber
    if case .number = value, number.isNaN { return }
    valid += 1
    sum += number
    product *= number
    let delta = number - mean
    mean += delta / Double(valid)
    deviations += delta * (number - mean)
    guard keepsExtremes else { return }
    if leastRow == nil || value.isLess(than: least) == true {
      least = value
      leastRow = row
    }
    if greatestRow == nil || greatest.isLess(than: value) == true {
      greatest = value
      greatestRow = row
    }
  }

  mutating func remove(_ value: Datum) {
    count -= 1
    switch value {
    case .null, .string(""):
      missing -= 1
      return
    default: break
    }
    let number = value.coercedToNumber
    if case .number = value, number.isNaN { return }
    valid -= 1
    sum -= number
    mean = valid > 0 ? mean - (number - mean) / Double(valid) : 0
  }

  /// The result; null where there is none. Arguments of the least and greatest are rows as objects.
  func result(_ op: AggregateOp, parameter: Double? = nil, of dataset: Dataset) -> Datum {
    switch op {
    case .count: return .number(Double(count))
    case .valid: return .number(Double(valid))
    case .missing: return .number(Double(missing))
    case .distinct: return .number(Double(Set(values.map(Grouping.key)).count))
    case .sum: return valid > 0 ? .number(sum) : .null
    case .product: return valid > 0 ? .number(product) : .null
    case .mean, .average: return valid > 0 ? .number(mean) : .null
    case .variance, .stdev, .stderr:
      guard valid > 1 else { return .null }
      let variance = Swift.max(0, deviations) / Double(valid - 1)
      if op == .variance { return .number(variance) }
      return .number((op == .stdev ? variance : variance / Double(valid)).squareRoot())
    case .variancep, .stdevp:
      guard valid > 0 else { return .null }
      let variance = Swift.max(0, deviations) / Double(valid)
      return .number(op == .stdevp ? variance.squareRoot() : variance)
    case .median: return quantile(0.5)
    case .q1: return quantile(0.25)
    case .q3: return quantile(0.75)
    case .ci0, .ci1:
      guard let interval = Statistics.bootstrapInterval(numbers) else { return .null }
      return .number(op == .ci0 ? interval.0 : interval.1)
    case .min: return least
    case .max: return greatest
    case .argmin: return leastRow.map { dataset.object($0) } ?? .null
    case .argmax: return greatestRow.map { dataset.object($0) } ?? .null
    case .values: return .array(values)
    case .exponential, .exponentialb:
      guard valid > 0, let rate = parameter else { return .null }
      let smoothed = numbers.reduce(0) { rate * $0 + $1 }
      let scale = op == .exponentialb ? 1 : 1 - Elementary.pow(rate, Double(valid))
      return .number(smoothed * (1 - rate) / scale)
    }
  }

  private var numbers: [Double] { values.map(\.measure).filter { !$0.isNaN } }

  private func quantile(_ p: Double) -> Datum {
    Statistics.quantile(numbers, p).map(Datum.number) ?? .null
  }
}
