import Tables

/// Works out a scale's domain from the rows in scope, and its range from the view's size.
struct ScaleBuilder {
  let scope: Scope
  let context: DrawingContext

  func build(_ component: ScaleComponent) -> Scale {
    switch component.type {
    case .band, .point: return band(component)
    case .ordinal: return ordinal(component)
    case .binOrdinal, .quantile, .quantize, .threshold: return discretizing(component)
    default: return continuous(component)
    }
  }

  // MARK: Discrete

  private func ordinal(_ component: ScaleComponent) -> Scale {
    let values = DiscreteDomain(scope: scope).values(component)
    let range = RangeBuilder(scope: scope, context: context)
      .discrete(component, count: values.count, values: values)
    return Scale(type: .ordinal, channel: component.channel, values: values, range: range)
  }

  private func band(_ component: ScaleComponent) -> Scale {
    let values = DiscreteDomain(scope: scope).values(component)
    let properties = component.properties
    let padding = properties.number("padding")
    let isPoint = component.type == .point
    let inner =
      isPoint
      ? 1 : properties.number("paddingInner") ?? padding ?? component.defaults.paddingInner ?? 0
    let outer =
      properties.number("paddingOuter") ?? padding
      ?? (isPoint
        ? component.defaults.padding ?? component.defaults.paddingOuter ?? 0
        : component.defaults.paddingOuter ?? 0)
    var range = RangeBuilder(scope: scope, context: context)
      .positions(component, bands: BandLayout(count: values.count, inner: inner, outer: outer))
    var isReversed = properties.boolean("reverse") ?? component.defaults.reverse
    if range.last < range.first {
      range = (range.last, range.first)
      isReversed.toggle()
    }
    let layout = BandLayout(count: values.count, inner: inner, outer: outer)
    var step = (range.last - range.first) / max(1, layout.space(atLeast: 0))
    let rounds = properties.boolean("round") ?? false
    if rounds { step = step.rounded(.down) }
    let align = properties.number("align") ?? 0.5
    var start =
      range.first + (range.last - range.first - step * (Double(values.count) - inner)) * align
    var bandwidth = step * (1 - inner)
    if rounds {
      start = start.rounded()
      bandwidth = bandwidth.rounded()
    }
    return Scale(
      type: component.type, channel: component.channel, values: values,
      range: .numbers([range.first, range.last]),
      band: .init(bandwidth: bandwidth, step: step, start: start, isReversed: isReversed))
  }

  // MARK: Continuous

  private func continuous(_ component: ScaleComponent) -> Scale {
    let properties = component.properties
    let found = ContinuousDomain(scope: scope, context: context).find(component)
    var domain = found.breaks
    let parameter = self.parameter(component)
    let transform = ContinuousTransform(type: component.type, parameter: parameter)
    let ranges = RangeBuilder(scope: scope, context: context)
    var range = ranges.continuous(component)

    if let padding = properties.number("padding") ?? component.defaults.padding, padding != 0,
      domain.count >= 2, domain[0] != domain[domain.count - 1], case .numbers(let pixels) = range,
      let first = pixels.first, let last = pixels.last, component.channel.isXorY
    {
      let span = abs(last - first)
      if span > 2 * padding {
        domain = padded(domain, by: span / (span - 2 * padding), transform)
      }
    }
    let zero =
      properties.boolean("zero")
      ?? (component.type == .log || component.type.isTime
        ? false : component.defaults.zero ?? false)
    if zero, component.type != .log, !domain.isEmpty {
      if domain[0] > 0 { domain[0] = 0 }
      if domain[domain.count - 1] < 0 { domain[domain.count - 1] = 0 }
    }
    let values = DomainValue(context: context)
    if let low = properties["domainMin"].flatMap(values.number) { domain[0] = low }
    if let high = properties["domainMax"].flatMap(values.number) { domain[domain.count - 1] = high }
    if let middle = properties.number("domainMid"), domain.count == 2 {
      domain.insert(middle, at: 1)
    }
    domain = Niceness(component: component).applied(to: domain, parameter: parameter)
    if component.type == .log { domain = safeLogDomain(domain) }
    if properties.boolean("reverse") ?? component.defaults.reverse {
      range = ranges.reversed(range)
    }
    return Scale(
      type: component.type, channel: component.channel, domain: domain, range: range,
      clamps: properties.boolean("clamp")
        ?? (context.configuration.value("scale", "clamp")?.boolean ?? false),
      parameter: parameter, bins: found.bins)
  }

  private func parameter(_ component: ScaleComponent) -> Double {
    switch component.type {
    case .pow: component.properties.number("exponent") ?? 1
    case .log: component.properties.number("base") ?? 10
    case .symlog: component.properties.number("constant") ?? 1
    default: 1
    }
  }

  /// The domain widened about its middle, seen through the scale's bending.
  private func padded(
    _ domain: [Double], by factor: Double, _ transform: ContinuousTransform
  ) -> [Double] {
    let low = transform.apply(domain[0])
    let high = transform.apply(domain[domain.count - 1])
    let middle = (low + high) / 2
    var result = domain
    result[0] = transform.invert(middle + (low - middle) * factor)
    result[result.count - 1] = transform.invert(middle + (high - middle) * factor)
    return result
  }

  /// A logarithm has no zero: a domain that touches it is moved off by a little.
  private func safeLogDomain(_ domain: [Double]) -> [Double] {
    guard let first = domain.first, let last = domain.last else { return [1, 10] }
    if first > 0, last > 0 || first < 0 && last < 0 { return domain }
    if first <= 0, last > 0 { return [min(1e-6, last / 10), last] }
    if last == 0, first < 0 { return [first, max(-1e-6, first / 10)] }
    return first == 0 && last == 0 ? [1, 10] : domain
  }

  // MARK: Discretizing

  private func discretizing(_ component: ScaleComponent) -> Scale {
    let continuous = ContinuousDomain(scope: scope, context: context)
    let ranges = RangeBuilder(scope: scope, context: context)
    var domain: [Double]
    var bins: [Double]?
    let count: Int
    switch component.type {
    case .binOrdinal:
      let found = continuous.find(component)
      bins = component.properties.numbers("bins") ?? found.bins
      domain = found.breaks
      count = max(1, (bins?.count ?? 2) - 1)
    case .threshold:
      domain = component.properties["domain"]?.elements?.compactMap(\.number) ?? [0]
      count = domain.count + 1
    case .quantize:
      let found = continuous.find(component).breaks
      var low = found.first ?? 0
      var high = found.last ?? 1
      if component.properties.boolean("zero") == true { (low, high) = (min(low, 0), max(high, 0)) }
      count = ranges.discretizedCount(component, fallback: 4)
      let nice = component.properties.boolean("nice") == true
      let ends = nice ? Niceness.linear([low, high], count: 10) : [low, high]
      domain = (1..<max(count, 2)).map { index in
        let part = Double(index) / Double(count)
        return ends[0] * (1 - part) + ends[ends.count - 1] * part
      }
    default:
      let values = continuous.allNumbers(component).sorted()
      count = ranges.discretizedCount(component, fallback: 4)
      domain = (1..<max(count, 2)).map {
        Statistics.quantile(sorted: values, Double($0) / Double(count)) ?? 0
      }
    }
    var range = ranges.discrete(component, count: count, values: [])
    if component.properties.boolean("reverse") ?? component.defaults.reverse {
      range = ranges.reversed(range)
    }
    let scale = Scale(
      type: component.type, channel: component.channel, domain: domain, range: range, bins: bins)
    if component.type == .quantile || component.type == .quantize {
      let ends = continuous.find(component).breaks
      scale.extent = (ends.first ?? 0, ends.last ?? 1)
      if component.properties.boolean("zero") == true {
        scale.extent = (min(scale.extent.low, 0), max(scale.extent.high, 0))
      }
    }
    return scale
  }
}

/// How many steps a band scale's range is long.
struct BandLayout {
  var count: Int
  var inner: Double
  var outer: Double

  func space(atLeast minimum: Double) -> Double {
    guard count > 0 else { return minimum }
    let space = Double(count) - inner + outer * 2
    return space > 0 ? space : 1
  }
}
