/// `quantile`: the quantiles of a field at given or evenly spaced probabilities.
struct QuantileTransform: Hashable, Sendable {
  var field: String
  var groupby: [String] = []
  var probabilities: [Double] = []
  var step = 0.01
  var probabilityName = "prob"
  var valueName = "value"

  /// How many probabilities each group is asked for.
  var count: Int { probabilities.isEmpty ? steps.count : probabilities.count }

  /// d3's range from half a step up to one.
  private var steps: (width: Double, count: Int) {
    let width = step > 1e-5 ? step : 0.01
    return (width, Int(((1 - 1e-14 - width / 2) / width).rounded(.up), within: 0...100_000))
  }

  func apply(to dataset: Dataset) -> Dataset {
    let read = dataset.accessor(for: field)
    var wanted = probabilities
    if wanted.isEmpty {
      let (width, count) = steps
      wanted = (0..<count).map { width / 2 + Double($0) * width }
    }
    let grouping = Grouping(dataset, by: groupby)
    var rows: [[Datum]] = []
    for group in grouping.groups {
      let sorted = group.rows.map { read($0).measure }.filter { !$0.isNaN }.sorted()
      for p in wanted {
        let value = Statistics.quantile(sorted: sorted, p).map(Datum.number) ?? .null
        rows.append(group.key + [.number(p), value])
      }
    }
    return Dataset(fields: grouping.names + [probabilityName, valueName], rows: rows)
  }
}

/// `density`: a kernel density estimate of a field, sampled as a curve.
struct DensityTransform: Hashable, Sendable {
  var field: String
  var groupby: [String] = []
  var isCumulative = false
  var isCounts = false
  /// The standard deviation of the normal kernel; 0 chooses by Scott's rule.
  var bandwidth = 0.0
  /// Two numbers, or none: the range to sample.
  var extent: [Double] = []
  /// Whether groups have one grid, so that they can be stacked.
  var isShared = true
  var minsteps = 25
  var maxsteps = 200
  var valueName = "value"
  var densityName = "density"

  func apply(to dataset: Dataset) -> Dataset {
    let read = dataset.accessor(for: field)
    let grouping = Grouping(dataset, by: groupby)
    var domain = extent.count == 2 ? (extent[0], extent[1]) : nil
    if domain == nil, isShared { domain = dataset.extent(of: field) }
    var rows: [[Datum]] = []
    for group in grouping.groups {
      let data = group.rows.map { read($0) }
      let values = data.map(\.measure).filter { $0.isFinite }
      guard let low = values.min(), let high = values.max() else { continue }
      let width = bandwidth > 0 ? bandwidth : Statistics.bandwidth(values)
      // As in Vega a missing value is a sample at zero: it lowers the curve but not its bandwidth
      // or extent. A filter on `valid` leaves such rows out.
      let samples = data.map(\.coercedToNumber).filter { $0.isFinite }.sorted()
      let scale = (isCounts ? Double(samples.count) : 1) / Double(samples.count)
      let kernel =
        isCumulative
        ? { (z: Double) in Distributions.normalCumulative(z) }
        : { (z: Double) in Distributions.normalDensity(z) / width }
      let curve = SampledCurve.points(
        of: { x in
          // Nine deviations away the density is below 1e-18: such samples count fully or not.
          let first = samples.partitioningIndex { $0 >= x - 9 * width }
          let last = samples.partitioningIndex { $0 > x + 9 * width }
          let before = isCumulative ? Double(first) : 0
          return samples[first..<max(first, last)]
            .reduce(before) { $0 + kernel((x - $1) / width) } * scale
        },
        over: domain ?? (low, high), minsteps: isShared ? maxsteps : minsteps, maxsteps: maxsteps)
      for (x, y) in curve { rows.append(group.key + [.number(x), .number(y)]) }
    }
    return Dataset(fields: grouping.names + [valueName, densityName], rows: rows)
  }
}

extension [Double] {
  /// The first index of a sorted array at which a condition holds, which then holds for the rest.
  fileprivate func partitioningIndex(where holds: (Double) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// A function drawn as a line: more points where it bends (vega-statistics `sampleCurve`).
enum SampledCurve {
  static func points(
    of function: (Double) -> Double, over domain: (Double, Double), minsteps: Int, maxsteps: Int
  ) -> [(Double, Double)] {
    let minsteps = max(1, min(minsteps, 10_000))
    let maxsteps = max(minsteps, min(maxsteps, 10_000))
    let (start, end) = domain
    let span = end - start
    guard span.isFinite else { return [] }
    func point(_ x: Double) -> (Double, Double) { (x, function(x)) }
    func grid(_ index: Int) -> Double { start + Double(index) / Double(minsteps) * span }
    var curve = [point(start)]
    if minsteps == maxsteps {
      for index in 1..<max(1, maxsteps) { curve.append(point(grid(index))) }
      curve.append(point(end))
      return curve
    }
    var pending = [point(end)]
    for index in stride(from: minsteps - 1, to: 0, by: -1) { pending.append(point(grid(index))) }
    var low = curve[0].1
    var high = low
    for (_, y) in pending {
      if y < low { low = y }
      if y > high { high = y }
    }
    let shortest = span / Double(maxsteps)
    let (scaleX, scaleY) = (1 / span, 1 / (high - low))
    // Subdivide until neighbouring pieces differ by less than half a degree.
    let limit = 0.5 * Double.pi / 180
    var last = curve[0]
    while let next = pending.last {
      let middle = point((last.0 + next.0) / 2)
      let toEnd = Elementary.atan2(scaleY * (next.1 - last.1), scaleX * (next.0 - last.0))
      let toMiddle = Elementary.atan2(scaleY * (middle.1 - last.1), scaleX * (middle.0 - last.0))
      if middle.0 - last.0 >= shortest, abs(toEnd - toMiddle) > limit {
        pending.append(middle)
      } else {
        last = next
        curve.append(next)
        pending.removeLast()
      }
    }
    return curve
  }
}
