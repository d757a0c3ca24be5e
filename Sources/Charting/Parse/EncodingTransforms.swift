import Basics
import Tables

/// The transforms that an encoding implies: bins, units of time, aggregates, imputing, stacking.
struct EncodingTransforms {
  let unit: UnitModel
  /// Columns of facets around the unit, which every grouping keeps apart.
  let facets: [String]
  let diagnostics: DiagnosticCollector
  /// The rows that the edges of bins are found from, where they are not the unit's own.
  var binData: Dataset?

  func run(on input: Dataset) {
    var data = input
    checkFields(data)
    data = flattened(data)
    for (channel, definition) in unit.encoding.allFields {
      if case .parameters(let parameters) = definition.bin {
        bin(&data, channel, definition, parameters)
      }
    }
    for (channel, definition) in unit.encoding.allFields where definition.timeUnit != nil {
      timeUnit(&data, channel, definition)
    }
    unit.raw = data
    if unit.encoding.isAggregate { data = aggregated(data) }
    for (_, definition) in unit.encoding.allFields where definition.impute != nil {
      data = ImputeEncoding(unit: unit, facets: facets).imputed(data, definition)
    }
    if let stack = unit.stack {
      data = EncodingStack(unit: unit, facets: facets).stacked(data, stack)
    }
    unit.show(data)
  }

  /// Nested fields that are grouped or named elsewhere become columns of their own name.
  private func flattened(_ data: Dataset) -> Dataset {
    var result = data
    for (_, definition) in unit.encoding.allFields {
      guard let field = definition.field, !data.fields.contains(field) || field.contains("\\")
      else { continue }
      let path = FieldPath(field)
      guard path.steps.count > 1 || field.contains("\\"), data.index(of: path.flattenedName) == nil
      else { continue }
      result.setColumn(path.flattenedName, to: data.values(of: field))
    }
    return result
  }

  private func checkFields(_ data: Dataset) {
    diagnostics.check(unit.encoding.allFields.map(\.definition), against: data)
  }

  // MARK: Bins

  private func bin(
    _ data: inout Dataset, _ channel: Channel, _ definition: ChannelDefinition,
    _ parameters: Properties
  ) {
    guard let field = definition.field else { return }
    let name = definition.columnName()
    let read = data.accessor(for: field)
    var low = Double.infinity
    var high = -Double.infinity
    let extent = binData.flatMap { $0.contains(field: field) ? $0 : nil } ?? data
    let readExtent = extent.accessor(for: field)
    for row in extent.rows {
      let value = readExtent(row).measure
      guard value.isFinite else { continue }
      low = min(low, value)
      high = max(high, value)
    }
    if low > high { (low, high) = (0, 0) }
    let steps = BinSteps(
      BinParameters(parameters, channel: channel), extent: (low, high))
    unit.bins[channel] = BinEdges(start: steps.start, stop: steps.stop, step: steps.step)
    guard data.index(of: name) == nil else { return }
    var starts: [Datum] = []
    var ends: [Datum] = []
    starts.reserveCapacity(data.rows.count)
    ends.reserveCapacity(data.rows.count)
    for row in data.rows {
      let value = read(row)
      if value.isValid, let start = steps.floor(value.measure) {
        starts.append(.number(start))
        ends.append(.number(start + steps.step))
      } else {
        starts.append(.null)
        ends.append(.null)
      }
    }
    data.setColumn(name, to: starts)
    data.setColumn(name + "_end", to: ends)
  }

  // MARK: Units of time

  private func timeUnit(
    _ data: inout Dataset, _ channel: Channel, _ definition: ChannelDefinition
  ) {
    guard let field = definition.field, let reference = definition.timeUnit else { return }
    let read = data.accessor(for: field)
    let unitOfTime: TimeUnit
    if let resolved = reference.resolved {
      unitOfTime = resolved
    } else if reference.unit == nil {
      let instants = data.rows.map { read($0).toDate.measure }.filter(\.isFinite)
      unitOfTime = TimeUnit.choose(
        extent: (instants.min() ?? 0, instants.max() ?? 1),
        maxbins: Int(reference.maxbins ?? 40, within: 1...10_000))
    } else {
      diagnostics.add(
        ChartMessage.wrongWord(
          reference.unit ?? "", for: "timeUnit", allowed: TimeUnit.names, at: definition.range))
      return
    }
    let name = definition.columnName()
    if !reference.binned, data.index(of: name) == nil {
      var starts: [Datum] = []
      var ends: [Datum] = []
      for row in data.rows {
        let instant = read(row).toDate
        if instant.isValid {
          let start = unitOfTime.floor(instant.measure)
          starts.append(.date(start))
          ends.append(.date(unitOfTime.end(ofUnitAt: start)))
        } else {
          starts.append(.null)
          ends.append(.null)
        }
      }
      data.setColumn(name, to: starts)
      data.setColumn(name + "_end", to: ends)
    } else if reference.binned, data.index(of: name + "_end") == nil {
      let column = data.accessor(for: name)
      data.setColumn(
        name + "_end",
        to: data.rows.map { row in
          let start = column(row).toDate
          return start.isValid ? .date(unitOfTime.end(ofUnitAt: start.measure)) : .null
        })
    }
    offsetRectangles(&data, channel, definition, name)
  }

  /// Where marks stand elsewhere than in the middle of their unit: starts and ends moved so.
  private func offsetRectangles(
    _ data: inout Dataset, _ channel: Channel, _ definition: ChannelDefinition, _ name: String
  ) {
    guard channel.isXorY, unit.mark.type.isRectangular,
      let position = unit.bandPosition(definition), position != 0.5,
      data.index(of: name + "_offsetted_rect_start") == nil,
      let unitOfTime = definition.timeUnit?.resolved
    else { return }
    let start = data.accessor(for: name)
    let end = data.accessor(for: name + "_end")
    var starts: [Datum] = []
    var ends: [Datum] = []
    for row in data.rows {
      let from = start(row).measure
      let to = end(row).measure
      guard from.isFinite, to.isFinite else {
        starts.append(.null)
        ends.append(.null)
        continue
      }
      let before = unitOfTime.offset(from, by: -1)
      let after = unitOfTime.offset(to, by: 1)
      _ = after
      // The unit's own length on either side, so that months keep their uneven widths.
      starts.append(.date((1 - position - 0.5) * before + (position + 0.5) * from))
      ends.append(.date((1 - position - 0.5) * from + (position + 0.5) * to))
    }
    data.setColumn(name + "_offsetted_rect_start", to: starts)
    data.setColumn(name + "_offsetted_rect_end", to: ends)
  }

  // MARK: Aggregates

  private func aggregated(_ data: Dataset) -> Dataset {
    var dimensions: [String] = []
    var measures: [AggregateMeasure] = []
    func addDimension(_ name: String) {
      if !dimensions.contains(name), data.index(of: name) != nil { dimensions.append(name) }
    }
    func addMeasure(_ op: AggregateOp, _ field: String?, _ name: String) {
      if !measures.contains(where: { $0.name == name }) {
        measures.append(AggregateMeasure(op, field, as: name))
      }
    }
    for (_, definition) in unit.encoding.allFields {
      let name = definition.columnName()
      switch definition.aggregate {
      case .operation(let operation):
        if let op = AggregateOp(rawValue: operation) { addMeasure(op, definition.field, name) }
      case .argmin(let other): addMeasure(.argmin, other, "argmin_\(other)")
      case .argmax(let other): addMeasure(.argmax, other, "argmax_\(other)")
      case nil:
        addDimension(name)
        if definition.isBinning || definition.timeUnit != nil {
          addDimension(name + "_end")
          addDimension(name + "_offsetted_rect_start")
          addDimension(name + "_offsetted_rect_end")
        }
      }
    }
    for facet in facets { addDimension(facet) }
    guard
      AggregateTransform.work(measures.map(\.op), rows: Double(data.count))
        <= Transform.greatestWork
    else {
      diagnostics.add(ChartMessage.tooMuchWork(rows: data.count, at: unit.range))
      return .empty
    }
    return AggregateTransform(measures: measures, groupby: dimensions).aggregating(data)
  }
}

extension BinParameters {
  /// Bins as an encoding writes them; channels other than positions have fewer.
  init(_ properties: Properties, channel: Channel) {
    let fallback: Double =
      switch channel {
      case .row, .column, .size, .color, .fill, .stroke, .strokeWidth, .opacity, .fillOpacity,
        .strokeOpacity, .shape:
        6
      case .strokeDash: 4
      default: 10
      }
    self.init(properties, maxbins: fallback)
  }

  /// Bins as a spec writes them, with how many there may be where it does not say.
  init(_ properties: Properties, maxbins: Double) {
    self.init(maxbins: properties.number("maxbins") ?? maxbins)
    if let base = properties.number("base") { self.base = base }
    if let divide = properties.numbers("divide") { self.divide = divide }
    if let minstep = properties.number("minstep") { self.minstep = minstep }
    step = properties.number("step")
    if let steps = properties.numbers("steps") { self.steps = steps }
    if let nice = properties.boolean("nice") { self.nice = nice }
    anchor = properties.number("anchor")
    if let extent = properties.numbers("extent"), extent.count == 2 {
      self.extent = (extent[0], extent[1])
    }
  }
}

extension DiagnosticCollector {
  /// Tells of fields that the rows do not have; rows without any column are not judged.
  ///
  /// - Returns: whether every field is there.
  @discardableResult
  func check(_ definitions: [ChannelDefinition], against data: Dataset) -> Bool {
    guard !data.fields.isEmpty else { return true }
    var areKnown = true
    for definition in definitions {
      guard let field = definition.field, !field.isEmpty, field != "*", !definition.isCount,
        !data.contains(field: field)
      else { continue }
      add(ChartMessage.unknownField(field, known: data.fields, at: definition.placeOfField))
      areKnown = false
    }
    return areKnown
  }
}
