/// How a quantitative field is cut into bins, as a spec writes it.
struct BinParameters: Hashable, Sendable {
  var maxbins = 10.0
  var base = 10.0
  var divide = [5.0, 2.0]
  var minstep = 0.0
  var step: Double?
  var steps: [Double] = []
  var nice = true
  /// A value that bin edges are moved to meet.
  var anchor: Double?
  /// The range to cut, where the spec fixes it.
  var extent: (Double, Double)? {
    get { fixedExtent.map { ($0[0], $0[1]) } }
    set { fixedExtent = newValue.map { [$0.0, $0.1] } }
  }
  private var fixedExtent: [Double]?

  init(maxbins: Double = 10) { self.maxbins = maxbins }
}

/// Equal bins: where they start and stop and how wide each is.
struct BinSteps: Hashable, Sendable {
  var start: Double
  var stop: Double
  var step: Double

  init(start: Double, stop: Double, step: Double) {
    self.start = start
    self.stop = stop
    self.step = step
  }

  /// The bins for values in an extent (vega-statistics `bin` and the anchor of vega's `Bin`).
  init(_ parameters: BinParameters, extent given: (Double, Double)) {
    var (low, high) = parameters.extent ?? given
    if !low.isFinite || !high.isFinite { (low, high) = (0, 0) }
    let maxbins = parameters.maxbins >= 1 ? parameters.maxbins : 1
    let base = parameters.base > 1 ? parameters.base : 10
    let logBase = Elementary.log(base)
    let difference = high - low
    let span = difference != 0 ? difference : (low != 0 ? abs(low) : 1)
    var step: Double
    if let fixed = parameters.step, fixed > 0 {
      step = fixed
    } else if !parameters.steps.isEmpty {
      let wanted = span / maxbins
      let position = parameters.steps.firstIndex { $0 >= wanted } ?? parameters.steps.count
      step = parameters.steps[max(0, position - 1)]
      if !(step > 0) { step = span }
    } else {
      let level = (Elementary.log(maxbins) / logBase).rounded(.up)
      let power = Ticks.roundHalfUp(Elementary.log(span) / logBase) - level
      step = max(parameters.minstep, Elementary.pow(base, power))
      while (span / step).rounded(.up) > maxbins { step *= base }
      for divisor in parameters.divide where divisor > 0 {
        let finer = step / divisor
        if finer >= parameters.minstep, span / finer <= maxbins { step = finer }
      }
    }
    let logarithm = Elementary.log(step)
    let precision = logarithm >= 0 ? 0 : (-logarithm / logBase).rounded(.towardZero) + 1
    let epsilon = Elementary.pow(base, -precision - 1)
    if parameters.nice {
      let floor = (low / step + epsilon).rounded(.down) * step
      low = low < floor ? floor - step : floor
      high = (high / step).rounded(.up) * step
    }
    if high == low { high = low + step }
    high = low + ((high - low) / step).rounded(.up) * step
    if let anchor = parameters.anchor {
      let shift = anchor - (low + step * ((anchor - low) / step).rounded(.down))
      low += shift
      high += shift
    }
    self.init(start: low, stop: high, step: step)
  }

  /// The start of the bin that holds a value; infinite beyond the bins, nil for what is no number.
  func floor(_ value: Double) -> Double? {
    guard !value.isNaN else { return nil }
    if value < start { return -.infinity }
    if value > stop { return .infinity }
    // The last bin includes its end; the nudge keeps 0.3 / 0.1 in its bin (vega-transforms Bin).
    let inside = max(start, min(value, stop - step))
    return start + step * ((1e-14 + (inside - start) / step)).rounded(.down)
  }

  /// Every edge from start to stop.
  var edges: [Double] {
    guard step > 0, (stop - start) / step < 100_000 else { return [start, stop] }
    let count = Int(((stop - start) / step).rounded(), within: 0...100_000)
    return (0...count).map { start + Double($0) * step }
  }
}
