/// An operation of the window transform that is no aggregate.
enum WindowOp: String, Hashable, Sendable, CaseIterable {
  case rowNumber = "row_number"
  case rank
  case denseRank = "dense_rank"
  case percentRank = "percent_rank"
  case cumeDist = "cume_dist"
  case ntile, lag, lead
  case firstValue = "first_value"
  case lastValue = "last_value"
  case nthValue = "nth_value"
  case prevValue = "prev_value"
  case nextValue = "next_value"
}

/// `window`: values that depend on a row's neighbours in a sorted group.
struct WindowTransform: Hashable, Sendable {
  struct Field: Hashable, Sendable {
    enum Op: Hashable, Sendable {
      case window(WindowOp)
      case aggregate(AggregateOp)
    }

    var op: Op
    var field: String?
    var parameter: Double?
    var name: String
  }

  var fields: [Field]
  var groupby: [String] = []
  var sort = RowOrder()
  /// Rows before (negative) and after the current one; nil is without end.
  var frame: (Double?, Double?) {
    get { (frameStart, frameEnd) }
    set { (frameStart, frameEnd) = newValue }
  }
  private var frameStart: Double?
  private var frameEnd: Double? = 0
  var ignorePeers = false

  init(fields: [Field], groupby: [String] = [], sort: RowOrder = RowOrder()) {
    self.fields = fields
    self.groupby = groupby
    self.sort = sort
  }

  func apply(to dataset: Dataset) -> Dataset {
    var result = dataset
    let columns = fields.map { result.ensureColumn($0.name) }
    let compare = sort.keys.isEmpty ? nil : sort.comparison(in: dataset)
    for group in Grouping(dataset, by: groupby).groups {
      let order = sort.sorted(group.rows, of: dataset)
      let partition = WindowPartition(dataset: dataset, order: order, compare: compare)
      let frames = partition.frames(start: frameStart, end: frameEnd, withPeers: !ignorePeers)
      for (field, column) in zip(fields, columns) {
        let values = partition.values(of: field, frames: frames)
        for (position, row) in order.enumerated() {
          result.set(values[position], row: row, column: column)
        }
      }
    }
    return result
  }
}

/// One sorted group of a window transform.
private struct WindowPartition {
  let dataset: Dataset
  let order: [Int]
  let compare: ((Row, Row) -> Int)?
  /// For each position, the first position of its peers and the one after their last.
  private let peers: [Range<Int>]

  init(dataset: Dataset, order: [Int], compare: ((Row, Row) -> Int)?) {
    self.dataset = dataset
    self.order = order
    self.compare = compare
    var peers: [Range<Int>] = []
    peers.reserveCapacity(order.count)
    if let compare {
      var start = 0
      for position in order.indices {
        let isLast =
          position + 1 == order.count
          || compare(order[position], order[position + 1]) != 0
        if isLast {
          for _ in start...position { peers.append(start..<position + 1) }
          start = position + 1
        }
      }
    } else {
      peers = order.indices.map { $0..<$0 + 1 }
    }
    self.peers = peers
  }

  func frames(start: Double?, end: Double?, withPeers: Bool) -> [Range<Int>] {
    let count = order.count
    func bound(_ position: Int, _ offset: Double) -> Int {
      Int(max(0, min(Double(count), (Double(position) + offset).rounded(.towardZero))))
    }
    return order.indices.map { position in
      var low = start.map { bound(position, $0) } ?? 0
      var high = end.map { bound(position, $0 + 1) } ?? count
      if withPeers, compare != nil, low < high {
        low = peers[low].lowerBound
        high = peers[high - 1].upperBound
      }
      return low..<max(low, high)
    }
  }

  func values(of field: WindowTransform.Field, frames: [Range<Int>]) -> [Datum] {
    let read = field.field.map { dataset.accessor(for: $0) }
    let inputs = order.map { row in read.map { $0(row) } ?? .null }
    switch field.op {
    case .aggregate(let op):
      return aggregate(op, field.field == nil ? inputs.map { _ in 0 } : inputs, field, frames)
    case .window(let op): return window(op, inputs, field.parameter, frames)
    }
  }

  private func aggregate(
    _ op: AggregateOp, _ inputs: [Datum], _ field: WindowTransform.Field, _ frames: [Range<Int>]
  ) -> [Datum] {
    var accumulator = Accumulator(for: [op])
    var held = 0..<0
    var last: Datum?
    return frames.map { frame in
      if frame == held, let last { return last }
      let grows = frame.lowerBound == held.lowerBound && frame.upperBound >= held.upperBound
      if !grows {
        let slides =
          Accumulator.canRemove(op) && frame.lowerBound >= held.lowerBound
          && frame.upperBound >= held.upperBound && frame.lowerBound <= held.upperBound
        if slides {
          for position in held.lowerBound..<frame.lowerBound {
            accumulator.remove(inputs[position])
          }
          held = frame.lowerBound..<held.upperBound
        } else {
          accumulator = Accumulator(for: [op])
          held = frame.lowerBound..<frame.lowerBound
        }
      }
      for position in held.upperBound..<max(held.upperBound, frame.upperBound) {
        accumulator.add(inputs[position], row: order[position])
      }
      held = frame
      let value = accumulator.result(op, parameter: field.parameter, of: dataset)
      last = value
      return value
    }
  }

  private func window(
    _ op: WindowOp, _ inputs: [Datum], _ parameter: Double?, _ frames: [Range<Int>]
  ) -> [Datum] {
    let count = order.count
    func number(_ value: (Int) -> Double) -> [Datum] { order.indices.map { .number(value($0)) } }
    // Without a sort every row is its own rank, as in Vega.
    switch op {
    case .rowNumber: return number { Double($0 + 1) }
    case .rank: return number { Double(peers[$0].lowerBound + 1) }
    case .denseRank:
      var rank = 0
      return order.indices.map { position in
        if peers[position].lowerBound == position { rank += 1 }
        return .number(Double(rank))
      }
    case .percentRank: return number { Double(peers[$0].lowerBound) / Double(count - 1) }
    case .cumeDist: return number { Double(peers[$0].upperBound) / Double(count) }
    case .ntile:
      let tiles = max(1, parameter ?? 1)
      return number { (tiles * Double(peers[$0].upperBound) / Double(count)).rounded(.up) }
    case .lag, .lead:
      let distance = parameter.flatMap { abs($0) >= 1 && abs($0) < 1e9 ? Int($0) : nil } ?? 1
      return order.indices.map { position in
        let other = op == .lag ? position - distance : position + distance
        return inputs.indices.contains(other) ? inputs[other] : .null
      }
    case .firstValue: return frames.map { $0.isEmpty ? .null : inputs[$0.lowerBound] }
    case .lastValue: return frames.map { $0.isEmpty ? .null : inputs[$0.upperBound - 1] }
    case .nthValue:
      let nth = parameter.flatMap { $0 >= 1 && $0 < 1e9 ? Int($0) : nil } ?? 1
      return frames.map { frame in
        let position = frame.lowerBound + nth - 1
        return position < frame.upperBound ? inputs[position] : .null
      }
    case .prevValue:
      var previous: Datum = .null
      return inputs.map { value in
        if !value.isNull { previous = value }
        return previous
      }
    case .nextValue:
      var next: Datum = .null
      return inputs.reversed().map { value in
        if !value.isNull { next = value }
        return next
      }.reversed()
    }
  }
}
