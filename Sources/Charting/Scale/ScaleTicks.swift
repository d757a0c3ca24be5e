import Tables

/// The values that a scale's guide marks, and the words for them.
struct ScaleTicks {
  let scale: Scale

  enum Count {
    case number(Double)
    case interval(TimeInterval)

    /// `tickCount` as an author writes it: a number, "month", or {interval: "month", step: 3}.
    init?(_ value: StructuredValue?) {
      guard let value else { return nil }
      if let number = value.number {
        self = .number(number)
        return
      }
      let name = value.string ?? value["interval"]?.string
      let step = Int(max(1, min(1e6, value["step"]?.number ?? 1)))
      let unit: TimeInterval.Unit
      switch name {
      case "millisecond": unit = .milliseconds
      case "second": unit = .seconds
      case "minute": unit = .minutes
      case "hour": unit = .hours
      case "day": unit = .days
      case "week": unit = .weeks
      case "month": unit = .months
      case "year": unit = .years
      default: return nil
      }
      self = .interval(TimeInterval(unit, step))
    }
  }

  /// Values in the order of the range.
  func values(_ count: Count?, minimumStep: Double? = nil) -> [Datum] {
    if scale.type.hasDiscreteDomain, scale.type != .binOrdinal { return scale.values }
    if let bins = scale.bins { return binEdges(bins, limited(count, minimumStep)) }
    if scale.type.isDiscretizing { return scale.domain.map(Datum.number) }
    let ends = (scale.firstOfDomain, scale.lastOfDomain)
    if scale.type.isTime {
      switch count {
      case .interval(let interval):
        return interval.boundaries(from: min(ends.0, ends.1), to: max(ends.0, ends.1))
          .map(Datum.date)
      default:
        let number = limited(count, minimumStep) ?? 10
        return TimeTicks.values(ends, count: number).map(Datum.date)
      }
    }
    let number = limited(count, minimumStep) ?? 10
    if scale.type == .log {
      return LogTicks.values(ends, base: scale.parameter, count: number).map(Datum.number)
    }
    return Ticks.values(ends.0, ends.1, number).map(Datum.number)
  }

  /// The count, so that ticks are no closer than the least step.
  func limited(_ count: Count?, _ minimumStep: Double?) -> Double? {
    guard case .number(var number) = count else { return nil }
    if let bins = scale.bins { number = max(number, Double(bins.count)) }
    if let minimumStep, minimumStep > 0 {
      let steps = (scale.highest - scale.lowest) / minimumStep
      number = min(number, (steps.rounded(.down) == 0 ? 1 : steps.rounded(.down)) + 1)
    }
    return number
  }

  /// Bin edges inside the range, halved in number until there are few enough.
  private func binEdges(_ edges: [Double], _ count: Double?) -> [Datum] {
    let pixels = scale.pixels
    let low = min(pixels.first, pixels.last).rounded(.down)
    let high = max(pixels.first, pixels.last).rounded(.up)
    var ticks = edges
    if case .numbers = scale.range {
      ticks = edges.filter { edge in
        guard let place = scale.number(edge) else { return false }
        return low <= place && place <= high
      }
    }
    if let count, count > 0, ticks.count > 1 {
      let ends = [ticks[0], ticks[ticks.count - 1]]
      while Double(ticks.count) > count, ticks.count >= 3 {
        ticks = ticks.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      }
      if ticks.count < 3 { ticks = ends }
    }
    return ticks.map(Datum.number)
  }

  /// How values are written: by a specifier, or as the scale's ticks suggest.
  func formatter(
    _ count: Double?, specifier: String?, isTime: Bool, isLegend: Bool = false
  ) -> (Datum) -> String {
    if isTime {
      if let specifier {
        let format = TimeFormat(specifier)
        return { value in value.isValid ? format(value.toDate.measure) : value.coercedToString }
      }
      return { value in TimeFormat.multi(value.toDate.measure) }
    }
    if scale.type == .log, !isLegend || specifier == nil {
      return logFormatter(count ?? 10, specifier)
    }
    if scale.type.isContinuous || scale.type.isDiscretizing || scale.type == .binOrdinal {
      let format = tickFormat(count ?? 10, specifier)
      return { value in format(value.measure) }
    }
    if let specifier, let format = NumberFormat(specifier) {
      return { value in
        if case .string(let text) = value { return text }
        return value.isValid ? format(value.measure) : value.coercedToString
      }
    }
    return { value in value.coercedToString }
  }

  /// d3-scale's `tickFormat`: as many decimals as the step needs.
  private func tickFormat(_ count: Double, _ specifier: String?) -> (Double) -> String {
    var parsed = NumberFormatSpecifier(specifier ?? ",f") ?? NumberFormatSpecifier()
    let domain = scale.domain
    let start = domain.first ?? 0
    let stop = domain.last ?? 1
    let step = abs(Ticks.step(start, stop, count))
    let largest = max(abs(start), abs(stop))
    if parsed.precision == nil, step.isFinite, step > 0 {
      switch parsed.type {
      case "s"?:
        parsed.precision = NumberPrecision.prefix(step: step, value: largest)
        let format = NumberFormat(parsed, prefixOf: largest)
        return { format($0) }
      case nil, "e", "g", "p", "r":
        parsed.precision = max(
          0, NumberPrecision.round(step: step, max: largest) - (parsed.type == "e" ? 1 : 0))
      case "f"?, "%"?:
        parsed.precision = max(0, NumberPrecision.fixed(step: step) - (parsed.type == "%" ? 2 : 0))
      default: break
      }
    }
    if scale.type == .identity || domain.count < 2 {
      let format = NumberFormat(specifier ?? ",") ?? NumberFormat(NumberFormatSpecifier())
      return { format($0) }
    }
    let format = NumberFormat(parsed)
    return { format($0) }
  }

  /// Logarithmic ticks: each as short as it can be written, and only the rounder ones.
  private func logFormatter(_ count: Double, _ specifier: String?) -> (Datum) -> String {
    let base = scale.parameter
    let format =
      specifier.flatMap { NumberFormat($0) }
      ?? NumberFormat("~g").flatMap { _ in NumberFormat(",") }
      ?? NumberFormat(NumberFormatSpecifier())
    let k = max(1, base * count / Double(max(1, values(.number(count)).count)))
    return { value in
      let number = value.measure
      let power = LogTicks.power(LogTicks.logarithm(abs(number), base: base).rounded(), base: base)
      var mantissa = abs(number) / power
      if mantissa * base < base - 0.5 { mantissa *= base }
      return mantissa <= k ? format(number) : ""
    }
  }
}
