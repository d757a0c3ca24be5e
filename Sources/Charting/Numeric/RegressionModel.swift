/// A curve fitted by least squares to points.
struct RegressionModel {
  /// Constant term first; `pow` and `exp` give factor and exponent.
  let coefficients: [Double]
  let rSquared: Double
  let predict: (Double) -> Double

  /// Points must be numbers; `log` and `pow` take logarithms of x, `exp` and `pow` of y.
  init(_ method: RegressionTransform.Method, _ points: [(x: Double, y: Double)], order: Int) {
    let fit: (coefficients: [Double], predict: (Double) -> Double)
    switch method {
    case .constant: fit = Self.polynomial(points, degree: 0)
    case .linear: fit = Self.polynomial(points, degree: 1)
    case .quad: fit = Self.polynomial(points, degree: 2)
    case .poly: fit = Self.polynomial(points, degree: max(0, min(order, 20)))
    case .log:
      let (a, b) = Self.line(points.map { (Elementary.log($0.x), $0.y) })
      fit = ([a, b], { a + b * Elementary.log($0) })
    case .pow:
      let (a, b) = Self.line(points.map { (Elementary.log($0.x), Elementary.log($0.y)) })
      let factor = Elementary.exp(a)
      fit = ([factor, b], { factor * Elementary.pow($0, b) })
    case .exp: fit = Self.exponential(points)
    }
    coefficients = fit.coefficients
    predict = fit.predict
    let mean = Statistics.mean(points.map(\.y)) ?? 0
    var residual = 0.0
    var total = 0.0
    for (x, y) in points {
      let error = y - fit.predict(x)
      residual += error * error
      total += (y - mean) * (y - mean)
    }
    rSquared = method == .constant ? 0 : 1 - residual / total
  }

  /// Intercept and slope of ordinary least squares.
  static func line(_ points: [(Double, Double)]) -> (Double, Double) {
    var (x, y, xy, xx, n) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (px, py) in points {
      n += 1
      x += (px - x) / n
      y += (py - y) / n
      xy += (px * py - xy) / n
      xx += (px * px - xx) / n
    }
    return solve(x, y, xy, xx)
  }

  /// Intercept and slope from the means of x, y, xy and x².
  static func solve(_ x: Double, _ y: Double, _ xy: Double, _ xx: Double) -> (Double, Double) {
    let spread = xx - x * x
    let slope = abs(spread) < 1e-24 ? 0 : (xy - x * y) / spread
    return (y - slope * x, slope)
  }

  /// Least squares of the logarithm weighted by y, so that large values count as they are drawn.
  private static func exponential(_ points: [(x: Double, y: Double)])
    -> ([Double], (Double) -> Double)
  {
    let center = Statistics.mean(points.map(\.x)) ?? 0
    let meanY = Statistics.mean(points.map(\.y)) ?? 0
    var (yl, xy, xyl, xxy, n) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (px, y) in points {
      let x = px - center
      let logarithm = Elementary.log(y)
      n += 1
      yl += (y * logarithm - yl) / n
      xy += (x * y - xy) / n
      xyl += (x * y * logarithm - xyl) / n
      xxy += (x * x * y - xxy) / n
    }
    let (a, b) = solve(xy / meanY, yl / meanY, xyl / meanY, xxy / meanY)
    return (
      [Elementary.exp(a - b * center), b], { Elementary.exp(a + b * ($0 - center)) }
    )
  }

  /// A polynomial through centred normal equations, solved with partial pivoting.
  private static func polynomial(_ points: [(x: Double, y: Double)], degree: Int)
    -> ([Double], (Double) -> Double)
  {
    let count = degree + 1
    let centerX = Statistics.mean(points.map(\.x)) ?? 0
    let centerY = Statistics.mean(points.map(\.y)) ?? 0
    var moments = [Double](repeating: 0, count: 2 * degree + 1)
    var targets = [Double](repeating: 0, count: count)
    for (px, py) in points {
      let (x, y) = (px - centerX, py - centerY)
      var power = 1.0
      for exponent in moments.indices {
        moments[exponent] += power
        if exponent < count { targets[exponent] += power * y }
        power *= x
      }
    }
    let matrix = (0..<count).map { row in (0..<count).map { moments[row + $0] } + [targets[row]] }
    let centred = eliminate(matrix)
    var coefficients = [Double](repeating: 0, count: count)
    for (exponent, value) in centred.enumerated() {
      // (x - c)^n spread out by binomial coefficients.
      var binomial = 1.0
      for lower in stride(from: exponent, through: 0, by: -1) {
        coefficients[lower] += value * binomial * Elementary.pow(-centerX, Double(exponent - lower))
        binomial *= Double(lower) / Double(exponent - lower + 1)
      }
    }
    coefficients[0] += centerY
    return (
      coefficients,
      { x in centerY + centred.reversed().reduce(0) { $0 * (x - centerX) + $1 } }
    )
  }

  /// Gaussian elimination of rows that each end with their right-hand side.
  private static func eliminate(_ rows: [[Double]]) -> [Double] {
    var rows = rows
    let count = rows.count
    for column in 0..<count {
      let pivot = (column..<count).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      guard rows[column][column] != 0 else { continue }
      for row in column + 1..<max(count, column + 1) {
        let factor = rows[row][column] / rows[column][column]
        for position in column...count { rows[row][position] -= factor * rows[column][position] }
      }
    }
    var solution = [Double](repeating: 0, count: count)
    for row in stride(from: count - 1, through: 0, by: -1) {
      var value = rows[row][count]
      for column in row + 1..<max(count, row + 1) { value -= rows[row][column] * solution[column] }
      solution[row] = rows[row][row] == 0 ? 0 : value / rows[row][row]
    }
    return solution
  }
}

/// Cleveland's locally weighted regression, with two rounds of robust weights.
enum Loess {
  /// The smoothed points in order of x; equal x are averaged.
  static func smooth(_ points: [(x: Double, y: Double)], bandwidth: Double) -> [(Double, Double)] {
    guard !points.isEmpty else { return [] }
    let sorted = points.enumerated().sorted { left, right in
      (left.element.x, left.offset) < (right.element.x, right.offset)
    }.map(\.element)
    let (centerX, centerY) = (
      Statistics.mean(sorted.map(\.x)) ?? 0, Statistics.mean(sorted.map(\.y)) ?? 0
    )
    let xs = sorted.map { $0.x - centerX }
    let ys = sorted.map { $0.y - centerY }
    let count = xs.count
    let share = bandwidth > 0 && bandwidth.isFinite ? min(1, bandwidth) : 0.3
    let neighbours = min(count, max(2, Int(share * Double(count))))
    var fitted = [Double](repeating: 0, count: count)
    var weights = [Double](repeating: 1, count: count)
    for round in 0...2 {
      var residuals = [Double](repeating: 0, count: count)
      var (first, last) = (0, neighbours - 1)
      for index in 0..<count {
        let x = xs[index]
        let edge = x - xs[first] > xs[last] - x ? first : last
        let reach = abs(xs[edge] - x)
        let scale = 1 / (reach == 0 ? 1 : reach)
        var (w, wx, wy, wxy, wxx) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for other in first...last {
          let distance = abs(x - xs[other]) * scale
          let cube = 1 - distance * distance * distance
          let weight = cube * cube * cube * weights[other]
          w += weight
          wx += xs[other] * weight
          wy += ys[other] * weight
          wxy += ys[other] * xs[other] * weight
          wxx += xs[other] * xs[other] * weight
        }
        let (a, b) = RegressionModel.solve(wx / w, wy / w, wxy / w, wxx / w)
        fitted[index] = a + b * x
        residuals[index] = abs(ys[index] - fitted[index])
        if index + 1 < count {
          // The window follows while the point ahead is as near as the one left behind.
          while index + 1 > first, last + 1 < count,
            xs[last + 1] - xs[index + 1] <= xs[index + 1] - xs[first]
          {
            first += 1
            last += 1
          }
        }
      }
      let median = Statistics.quantile(residuals, 0.5) ?? 0
      if round == 2 || abs(median) < 1e-12 { break }
      for index in 0..<count {
        let ratio = residuals[index] / (6 * median)
        let weight = 1 - ratio * ratio
        weights[index] = ratio >= 1 ? 1e-12 : weight * weight
      }
    }
    var smoothed: [(Double, Double)] = []
    var repeats = 0.0
    for index in 0..<count {
      let x = xs[index] + centerX
      if let previous = smoothed.last, previous.0 == x {
        repeats += 1
        smoothed[smoothed.count - 1].1 +=
          (fitted[index] + centerY - previous.1) / (repeats + 1)
      } else {
        repeats = 0
        smoothed.append((x, fitted[index] + centerY))
      }
    }
    return smoothed
  }
}
