import Tables

/// Widens a domain to round numbers, where the scale asks for it.
struct Niceness {
  let component: ScaleComponent

  func applied(to domain: [Double], parameter: Double) -> [Double] {
    guard domain.count >= 2 else { return domain }
    let value = component.properties["nice"]
    if value?.boolean == false { return domain }
    guard value != nil && value?.isNull == false || component.defaults.nice else { return domain }
    switch component.type {
    case .time, .utc:
      let ends: (Double, Double)
      if let value, case .interval(let interval) = ScaleTicks.Count(value) {
        ends = (interval.floor(domain[0]), interval.ceil(domain[domain.count - 1]))
      } else {
        ends = TimeTicks.nice((domain[0], domain[domain.count - 1]), count: value?.number ?? 10)
      }
      return Niceness.replacing(domain, ends)
    case .log:
      return Niceness.replacing(
        domain, LogTicks.nice((domain[0], domain[domain.count - 1]), base: parameter))
    case .linear, .pow, .sqrt, .symlog:
      return Niceness.linear(domain, count: value?.number ?? 10)
    default: return domain
    }
  }

  /// d3-scale's `nice`: both ends moved outwards to multiples of the tick step.
  static func linear(_ domain: [Double], count: Double) -> [Double] {
    replacing(domain, Ticks.nice((domain[0], domain[domain.count - 1]), count: count))
  }

  private static func replacing(_ domain: [Double], _ ends: (Double, Double)) -> [Double] {
    var result = domain
    result[0] = ends.0
    result[result.count - 1] = ends.1
    return result
  }
}
