/// Round numbers between two ends: d3's ticks, their step, and nice domains.
enum Ticks {
  /// The first and last multiple and the increment; a negative increment is a divisor.
  private struct Spec {
    var first: Double
    var last: Double
    var increment: Double
  }

  private static func spec(_ start: Double, _ stop: Double, _ count: Double) -> Spec {
    let step = (stop - start) / max(0, count)
    let power = Elementary.log10(step).rounded(.down)
    guard power.isFinite else { return Spec(first: 0, last: -1, increment: .nan) }
    let error = step / Elementary.pow(10, power)
    let factor: Double =
      error >= 50.0.squareRoot()
      ? 10 : error >= 10.0.squareRoot() ? 5 : error >= 2.0.squareRoot() ? 2 : 1
    var first: Double
    var last: Double
    var increment: Double
    if power < 0 {
      increment = Elementary.pow(10, -power) / factor
      first = roundHalfUp(start * increment)
      last = roundHalfUp(stop * increment)
      if first / increment < start { first += 1 }
      if last / increment > stop { last -= 1 }
      increment = -increment
    } else {
      increment = Elementary.pow(10, power) * factor
      first = roundHalfUp(start / increment)
      last = roundHalfUp(stop / increment)
      if first * increment < start { first += 1 }
      if last * increment > stop { last -= 1 }
    }
    if last < first, count >= 0.5, count < 2 { return spec(start, stop, count * 2) }
    return Spec(first: first, last: last, increment: increment)
  }

  /// JavaScript's `Math.round`: halves go up.
  static func roundHalfUp(_ number: Double) -> Double {
    let floor = number.rounded(.down)
    return number - floor >= 0.5 ? floor + 1 : floor
  }

  /// About `count` round numbers from `start` to `stop`, both included where they are round.
  static func values(_ start: Double, _ stop: Double, _ count: Double) -> [Double] {
    guard count > 0, start.isFinite, stop.isFinite else { return [] }
    if start == stop { return [start] }
    let reversed = stop < start
    let spec = reversed ? spec(stop, start, count) : spec(start, stop, count)
    guard spec.last >= spec.first, spec.last - spec.first < 100_000 else { return [] }
    var ticks: [Double] = []
    ticks.reserveCapacity(Int(spec.last - spec.first) + 1)
    var multiple = spec.first
    while multiple <= spec.last {
      ticks.append(spec.increment < 0 ? multiple / -spec.increment : multiple * spec.increment)
      let next = multiple + 1
      if next == multiple { break }
      multiple = next
    }
    return reversed ? ticks.reversed() : ticks
  }

  /// d3's `tickIncrement`: negative where it is a divisor.
  static func increment(_ start: Double, _ stop: Double, _ count: Double) -> Double {
    spec(start, stop, count).increment
  }

  /// The distance between ticks, negative where `stop` is below `start`.
  static func step(_ start: Double, _ stop: Double, _ count: Double) -> Double {
    let reversed = stop < start
    let increment = reversed ? increment(stop, start, count) : increment(start, stop, count)
    return (reversed ? -1 : 1) * (increment < 0 ? 1 / -increment : increment)
  }

  /// A domain widened to round numbers (d3 `linear.nice`); either direction.
  static func nice(_ domain: (Double, Double), count: Double = 10) -> (Double, Double) {
    let reversed = domain.1 < domain.0
    var (start, stop) = reversed ? (domain.1, domain.0) : domain
    guard start.isFinite, stop.isFinite else { return domain }
    var previous: Double?
    for _ in 0..<10 {
      let step = increment(start, stop, count)
      if step == previous {
        return reversed ? (stop, start) : (start, stop)
      } else if step > 0 {
        start = (start / step).rounded(.down) * step
        stop = (stop / step).rounded(.up) * step
      } else if step < 0 {
        start = (start * step).rounded(.up) / step
        stop = (stop * step).rounded(.down) / step
      } else {
        break
      }
      previous = step
    }
    return domain
  }
}

/// Ticks and nice domains of logarithmic scales.
enum LogTicks {
  static func logarithm(_ x: Double, base: Double) -> Double {
    if base == 10 { return Elementary.log10(x) }
    if base == 2 { return Elementary.log2(x) }
    return Elementary.log(x) / Elementary.log(base)
  }

  static func power(_ x: Double, base: Double) -> Double {
    base == 10 && x == x.rounded() && abs(x) < 400
      ? PowersOfTen.power(Int(x)) : Elementary.pow(base, x)
  }

  /// d3's log ticks: multiples of each power where there is room, powers or linear ticks elsewhere.
  static func values(_ domain: (Double, Double), base: Double = 10, count: Double = 10) -> [Double]
  {
    let reversed = domain.1 < domain.0
    let (low, high) = reversed ? (domain.1, domain.0) : domain
    guard low.isFinite, high.isFinite, low * high > 0, base > 1 else { return [] }
    if high < 0 {
      let mirrored = values((-high, -low), base: base, count: count)
      return reversed ? mirrored.map { -$0 } : mirrored.reversed().map { -$0 }
    }
    let i = logarithm(low, base: base)
    let j = logarithm(high, base: base)
    var ticks: [Double] = []
    if base == base.rounded(), j - i < count {
      var exponent = i.rounded(.down)
      while exponent <= j.rounded(.up) {
        var factor = 1.0
        while factor < base {
          let tick =
            exponent < 0
            ? factor / power(-exponent, base: base) : factor * power(exponent, base: base)
          if tick > high { break }
          if tick >= low { ticks.append(tick) }
          factor += 1
        }
        exponent += 1
      }
      if Double(ticks.count) * 2 < count { ticks = Ticks.values(low, high, count) }
    } else {
      ticks = Ticks.values(i, j, min(j - i, count)).map { power($0, base: base) }
    }
    return reversed ? ticks.reversed() : ticks
  }

  /// The domain widened to powers of the base.
  static func nice(_ domain: (Double, Double), base: Double = 10) -> (Double, Double) {
    let reversed = domain.1 < domain.0
    let (low, high) = reversed ? (domain.1, domain.0) : domain
    guard low.isFinite, high.isFinite, low * high > 0 else { return domain }
    if high < 0 {
      let mirrored = nice((-domain.0, -domain.1), base: base)
      return (-mirrored.0, -mirrored.1)
    }
    let start = power(logarithm(low, base: base).rounded(.down), base: base)
    let stop = power(logarithm(high, base: base).rounded(.up), base: base)
    return reversed ? (stop, start) : (start, stop)
  }
}
