/// `regression`: a model fitted by least squares, as a trend line or as its parameters.
struct RegressionTransform: Hashable, Sendable {
  enum Method: String, Hashable, Sendable, CaseIterable {
    case constant, linear, log, exp, pow, quad, poly
  }

  /// The field that is explained, and the one that explains it.
  var y: String
  var x: String
  var groupby: [String] = []
  var method = Method.linear
  /// The degree of `poly`.
  var order = 3
  /// Two numbers, or none: the range of the line.
  var extent: [Double] = []
  /// A row of coefficients and R² for each group in place of a line.
  var wantsParameters = false
  var xName: String
  var yName: String

  init(y: String, on x: String) {
    self.y = y
    self.x = x
    xName = FieldPath(x).flattenedName
    yName = FieldPath(y).flattenedName
  }

  func apply(to dataset: Dataset) -> Dataset {
    let (readX, readY) = (dataset.accessor(for: x), dataset.accessor(for: y))
    let grouping = Grouping(dataset, by: groupby)
    let degrees = method == .poly ? order : (method == .quad ? 2 : 1)
    var rows: [[Datum]] = []
    for group in grouping.groups where group.rows.count > degrees {
      let points = group.rows.compactMap { row -> (x: Double, y: Double)? in
        let (x, y) = (readX(row).measure, readY(row).measure)
        return x.isNaN || y.isNaN ? nil : (x, y)
      }
      guard points.count > degrees else { continue }
      let model = RegressionModel(method, points, order: order)
      if wantsParameters {
        rows.append([
          .array(group.key), .array(model.coefficients.map(Datum.number)), .number(model.rSquared),
        ])
        continue
      }
      let xs = points.map(\.x)
      var domain = (xs.min() ?? 0, xs.max() ?? 0)
      if extent.count == 2, !(method == .log && extent[0] <= 0) { domain = (extent[0], extent[1]) }
      let line: [(Double, Double)]
      if method == .linear || method == .constant {
        line = [(domain.0, model.predict(domain.0)), (domain.1, model.predict(domain.1))]
      } else {
        line = SampledCurve.points(of: model.predict, over: domain, minsteps: 25, maxsteps: 200)
      }
      for (x, y) in line { rows.append(group.key + [.number(x), .number(y)]) }
    }
    if wantsParameters { return Dataset(fields: ["keys", "coef", "rSquared"], rows: rows) }
    return Dataset(fields: grouping.names + [xName, yName], rows: rows)
  }
}

/// `loess`: locally weighted regression.
struct LoessTransform: Hashable, Sendable {
  var y: String
  var x: String
  var groupby: [String] = []
  /// The share of points that each local fit looks at.
  var bandwidth = 0.3
  var xName: String
  var yName: String

  init(y: String, on x: String) {
    self.y = y
    self.x = x
    xName = FieldPath(x).flattenedName
    yName = FieldPath(y).flattenedName
  }

  func apply(to dataset: Dataset) -> Dataset {
    let (readX, readY) = (dataset.accessor(for: x), dataset.accessor(for: y))
    let grouping = Grouping(dataset, by: groupby)
    var rows: [[Datum]] = []
    for group in grouping.groups {
      let points = group.rows.compactMap { row -> (x: Double, y: Double)? in
        let (x, y) = (readX(row).measure, readY(row).measure)
        return x.isFinite && y.isFinite ? (x, y) : nil
      }
      for (x, y) in Loess.smooth(points, bandwidth: bandwidth) {
        rows.append(group.key + [.number(x), .number(y)])
      }
    }
    return Dataset(fields: grouping.names + [xName, yName], rows: rows)
  }
}
