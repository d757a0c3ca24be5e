/// `bin`: the start and end of the bin that a field's value falls into.
struct BinTransform: Hashable, Sendable {
  var field: String
  var parameters = BinParameters()
  var startName: String
  var endName: String

  init(
    field: String, parameters: BinParameters = BinParameters(), as name: String, end: String? = nil
  ) {
    self.field = field
    self.parameters = parameters
    startName = name
    endName = end ?? name + "_end"
  }

  /// The bins for the rows, chosen by the extent of the field's finite numbers.
  func steps(for dataset: Dataset) -> BinSteps {
    BinSteps(parameters, extent: dataset.extent(of: field) ?? (0, 0))
  }

  func apply(to dataset: Dataset) -> Dataset { apply(steps(for: dataset), to: dataset) }

  func apply(_ steps: BinSteps, to dataset: Dataset) -> Dataset {
    let read = dataset.accessor(for: field)
    var starts: [Datum] = []
    var ends: [Datum] = []
    starts.reserveCapacity(dataset.rows.count)
    ends.reserveCapacity(dataset.rows.count)
    for row in dataset.rows {
      if let start = steps.floor(read(row).measure) {
        starts.append(.number(start))
        // As Vega writes it, so that an end equals the next bin's start (vega/vega issue 830).
        ends.append(.number(steps.start + steps.step * (1 + (start - steps.start) / steps.step)))
      } else {
        starts.append(.null)
        ends.append(.null)
      }
    }
    var result = dataset
    result.setColumn(startName, to: starts)
    result.setColumn(endName, to: ends)
    return result
  }
}

extension Dataset {
  /// The least and greatest finite number of a field; dates count in milliseconds.
  func extent(of field: String) -> (Double, Double)? {
    let read = accessor(for: field)
    var low = Double.infinity
    var high = -Double.infinity
    for row in rows {
      let value = read(row).measure
      guard value.isFinite else { continue }
      if value < low { low = value }
      if value > high { high = value }
    }
    return low <= high ? (low, high) : nil
  }
}

/// `timeUnit`: the start and end of the time unit that a date falls into.
struct TimeUnitTransform: Hashable, Sendable {
  var field: String
  var unit: TimeUnit
  var name: String

  func apply(to dataset: Dataset) -> Dataset {
    let read = dataset.accessor(for: field)
    var unit = unit
    if unit.parts.isEmpty {
      unit = TimeUnit.choose(
        extent: dataset.extent(of: field) ?? (0, 0), maxbins: unit.maxbins ?? 40)
    }
    var starts: [Datum] = []
    var ends: [Datum] = []
    for row in dataset.rows {
      guard case .date(let instant) = read(row).toDate, !instant.isNaN else {
        starts.append(.null)
        ends.append(.null)
        continue
      }
      let start = unit.isBinned ? instant : unit.floor(instant)
      starts.append(.date(start))
      ends.append(.date(unit.end(ofUnitAt: start)))
    }
    var result = dataset
    result.setColumn(name, to: starts)
    result.setColumn(name + "_end", to: ends)
    return result
  }
}
