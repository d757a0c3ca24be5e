import Basics
import Tables

/// A mark with its encoding once its data has been worked out: what guides and marks are made from.
final class UnitModel {
  let mark: MarkDefinition
  let encoding: Encoding
  let orientation: Orientation?
  let stack: StackPlan?
  let configuration: Configuration
  let range: SourceRange
  let width: SizeDefinition?
  let height: SizeDefinition?
  /// The size of the layer that the unit stands in, where that is given.
  var frameWidth: SizeDefinition?
  var frameHeight: SizeDefinition?

  /// The rows the marks are drawn from.
  private(set) var data: Dataset = .empty
  /// The columns of each field definition in `data`.
  private(set) var columns: [Channel: ChannelColumns] = [:]
  /// The rows that scale domains are taken from, where they differ from `data`.
  private(set) var domainData: Dataset?
  private var domainDataColumns: [Channel: ChannelColumns] = [:]
  /// The rows before aggregation, from which sort orders by other fields are taken.
  var raw: Dataset = .empty
  var scales: [Channel: ScaleComponent] = [:]
  /// The edges of encoding bins, by channel.
  var bins: [Channel: BinEdges] = [:]
  /// The nesting of facets around the unit.
  var facetDepth = 0

  init(
    mark: MarkDefinition, encoding: Encoding, view: ViewSpec, configuration: Configuration
  ) {
    self.mark = mark
    self.encoding = encoding
    self.configuration = configuration
    range = view.range
    width = view.width
    height = view.height
    orientation = mark.orientation(encoding, configuration)
    stack = StackPlan(mark: mark, encoding: encoding, orientation: orientation)
  }

  /// The rows that tests of conditions see: nulls as nulls, where `data` shows them as numbers.
  var testedData: Dataset {
    invalidMode == .show ? domainData ?? data : data
  }

  /// Sets the rows that are drawn, and those that domains are taken from where they differ.
  func show(_ rows: Dataset, domain: Dataset? = nil) {
    data = rows
    columns = columns(in: rows)
    domainData = domain
    domainDataColumns = domain.map { columns(in: $0) } ?? [:]
  }

  /// The columns of a channel in the rows that domains are taken from.
  func domainColumns(_ channel: Channel) -> ChannelColumns? {
    domainData == nil ? columns[channel] : domainDataColumns[channel]
  }

  private func columns(in data: Dataset) -> [Channel: ChannelColumns] {
    var all: [Channel: ChannelColumns] = [:]
    for channel in Channel.allCases {
      guard let definition = encoding.field(channel) else { continue }
      let name = definition.columnName()
      var columns = ChannelColumns(main: data.accessor(for: name))
      if definition.isBinning || definition.timeUnit != nil, data.index(of: name + "_end") != nil {
        columns.end = data.accessor(for: name + "_end")
      }
      if data.index(of: name + "_offsetted_rect_start") != nil {
        columns.offsetStart = data.accessor(for: name + "_offsetted_rect_start")
        columns.offsetEnd = data.accessor(for: name + "_offsetted_rect_end")
      }
      if let stack, stack.fieldChannel == channel {
        columns.stackStart = data.accessor(for: name + "_start")
        columns.stackEnd = data.accessor(for: name + "_end")
        if definition.isBinning { columns.end = data.accessor(for: name + "_end") }
      }
      all[channel] = columns
    }
    return all
  }

  /// The mark's property, from the mark, its styles or the configuration.
  func property(_ name: String) -> StructuredValue? { mark.property(name, configuration) }
  func number(_ name: String) -> Double? { property(name)?.number }
  func string(_ name: String) -> String? { property(name)?.string }

  var isFilled: Bool {
    property("filled")?.boolean ?? (mark.type != .point && mark.type != .line && mark.type != .rule)
  }

  /// How rows with nulls in continuous channels are treated.
  var invalidMode: InvalidMode {
    InvalidMode(property("invalid"), isPath: mark.type.isPath)
  }

  /// Whether the mark's whole extent inside a band is given by a quantitative offset.
  func hasRangedOffset(_ channel: Channel) -> Bool {
    guard mark.type.isBarOrArea, let offset = channel.offset,
      encoding[offset]?.type == .quantitative
    else { return false }
    return channel == .x ? orientation == .horizontal : orientation == .vertical
  }
}

enum InvalidMode: Sendable {
  case filter, breakPathsFilterDomains, breakPathsShowDomains, show

  init(_ value: StructuredValue?, isPath: Bool) {
    guard let value else {
      self = isPath ? .breakPathsShowDomains : .filter
      return
    }
    switch value.string {
    case "filter": self = .filter
    case "break-paths-filter-domains": self = .breakPathsFilterDomains
    case "break-paths-show-domains": self = .breakPathsShowDomains
    case "show": self = .show
    case nil: self = value.isNull ? .show : (isPath ? .breakPathsShowDomains : .filter)
    default: self = isPath ? .breakPathsShowDomains : .filter
    }
  }
}

/// Where a channel's values stand in a unit's rows.
struct ChannelColumns: Sendable {
  var main: FieldAccessor
  /// The end of a bin or of a unit of time.
  var end: FieldAccessor?
  /// Where a stack's piece begins and ends.
  var stackStart: FieldAccessor?
  var stackEnd: FieldAccessor?
  /// Starts and ends of units of time moved by the mark's band position.
  var offsetStart: FieldAccessor?
  var offsetEnd: FieldAccessor?
  /// "10 – 20" for bins shown as words.
  var rangeLabel: FieldAccessor?
}

/// Edges of equal bins.
struct BinEdges: Hashable, Sendable {
  var start: Double
  var stop: Double
  var step: Double

  var count: Int { step > 0 ? Int(((stop - start) / step).rounded(), within: 0...1_000_000) : 0 }

  var edges: [Double] {
    guard step > 0, count >= 0, count < 100_000 else { return [start] }
    return (0...count).map { start + Double($0) * step }
  }
}
