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
      var unit: String? = value?.string ?? value?["interval"]?.string
      if unit == "date" { unit = "day" }
      return TimeTicks.nice(
        domain, count: value?.number ?? 10, interval: unit, step: Int(value?["step"]?.number ?? 1))
    case .log: return LogTicks.nice(domain, base: parameter)
    case .linear, .pow, .sqrt, .symlog:
      return Niceness.linear(domain, count: value?.number ?? 10)
    default: return domain
    }
  }

  /// d3-scale's `nice`: both ends moved outwards to multiples of the tick step.
  static func linear(_ domain: [Double], count: Double) -> [Double] {
    var result = domain
    let ends = LinearTicks.nice(domain[0], domain[domain.count - 1], count: count)
    result[0] = ends.0
    result[result.count - 1] = ends.1
    return result
  }
}
