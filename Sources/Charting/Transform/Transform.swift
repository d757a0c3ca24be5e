/// A step of a spec's `transform`: rows in, rows out.
enum Transform: Sendable {
  case aggregate(AggregateTransform)
  case joinAggregate(AggregateTransform)
  case bin(BinTransform)
  case calculate(Expression, as: String)
  case filter(Predicate)
  case fold(FoldTransform)
  case flatten(FlattenTransform)
  case impute(ImputeTransform)
  case lookup(LookupTransform)
  case pivot(PivotTransform)
  case quantile(QuantileTransform)
  case sample(Int)
  case stack(StackTransform)
  case timeUnit(TimeUnitTransform)
  case window(WindowTransform)
  case density(DensityTransform)
  case regression(RegressionTransform)
  case loess(LoessTransform)
  /// `extent`: names a parameter; the rows stay as they are.
  case extent(field: String, parameter: String)
}

extension Dataset {
  /// The rows after one transform. `globals` are values expressions may use beside the row.
  func applying(_ transform: Transform, globals: [String: Datum] = [:]) -> Dataset {
    switch transform {
    case .aggregate(let transform): transform.aggregating(self)
    case .joinAggregate(let transform): transform.joining(self)
    case .bin(let transform): transform.apply(to: self)
    case .calculate(let expression, let name): calculating(expression, as: name, globals: globals)
    case .filter(let predicate): filtered(by: predicate, globals: globals)
    case .fold(let transform): transform.apply(to: self)
    case .flatten(let transform): transform.apply(to: self)
    case .impute(let transform): transform.apply(to: self)
    case .lookup(let transform): transform.apply(to: self)
    case .pivot(let transform): transform.apply(to: self)
    case .quantile(let transform): transform.apply(to: self)
    case .sample(let size): sampled(size)
    case .stack(let transform): transform.apply(to: self)
    case .timeUnit(let transform): transform.apply(to: self)
    case .window(let transform): transform.apply(to: self)
    case .density(let transform): transform.apply(to: self)
    case .regression(let transform): transform.apply(to: self)
    case .loess(let transform): transform.apply(to: self)
    case .extent: self
    }
  }

  /// The rows after every transform in turn.
  func applying(_ transforms: [Transform], globals: [String: Datum] = [:]) -> Dataset {
    transforms.reduce(self) { $0.applying($1, globals: globals) }
  }

  func calculating(_ expression: Expression, as name: String, globals: [String: Datum] = [:])
    -> Dataset
  {
    let bound = BoundExpression(expression, to: self, globals: globals)
    var result = self
    result.setColumn(name, to: rows.map { bound($0) })
    return result
  }

  func filtered(by predicate: Predicate, globals: [String: Datum] = [:]) -> Dataset {
    let holds = predicate.bound(to: self, globals: globals)
    return filter { holds($0) }
  }

  /// A reservoir sample with a fixed seed, so that the same rows are drawn each time.
  func sampled(_ size: Int) -> Dataset {
    guard rows.count > size else { return self }
    var random = SeededRandom()
    var reservoir = Array(rows.prefix(max(0, size)))
    for (count, row) in rows.enumerated().dropFirst(reservoir.count) {
      let index = Int(Double(count + 1) * random.next())
      if index < reservoir.count { reservoir[index] = row }
    }
    return selecting(reservoir)
  }
}
