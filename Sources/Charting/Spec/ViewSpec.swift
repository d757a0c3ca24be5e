import Basics
import Tables

/// A view of the chart as it is written: a mark with its encoding, or a composition of views.
struct ViewSpec: Sendable {
  var range: SourceRange
  var name: String?
  var title: TitleDefinition?
  var data: DataDefinition?
  var transforms: [TransformStep] = []
  var width: SizeDefinition?
  var height: SizeDefinition?
  var view: Properties = .empty
  var resolve = ResolveDefinition()
  var encoding = Encoding()
  var layout = LayoutDefinition()
  var composition: Composition
  /// What the author wrote, where the view was made from a composite mark.
  var composite: CompositeSource?

  indirect enum Composition: Sendable {
    case unit(MarkDefinition)
    case layer([ViewSpec])
    case facet(FacetDefinition, ViewSpec)
    case concat(ConcatDirection, [ViewSpec])
    case repeated(RepeatDefinition, ViewSpec)
  }
}

/// A box plot, error bar or error band as it was before it became layers.
struct CompositeSource: Sendable {
  var encoding: Encoding
  /// How many of the view's transforms are the author's; the mark's own follow them.
  var transformCount: Int
  /// Whether the rows stay what they are, since the ends are given and not computed from groups.
  var keepsRows: Bool
}

struct MarkDefinition: Sendable {
  var type: MarkType
  var properties: Properties
  var range: SourceRange

  var styles: [String] { properties.strings("style") ?? [] }
}

enum ConcatDirection: Sendable { case wrapped, horizontal, vertical }

enum SizeDefinition: Sendable {
  case fixed(Double)
  case step(Double, forPosition: Bool)
  case container
}

struct TitleDefinition: Sendable {
  var lines: [String]
  var subtitle: [String] = []
  var properties: Properties = .empty
  var range: SourceRange
}

/// Where a view's rows come from.
struct DataDefinition: Sendable {
  enum Source: Sendable {
    case named(String)
    case values(StructuredValue)
    case url
    /// `data: null`: no rows, and none inherited.
    case empty
    case sequence(start: Double, stop: Double, step: Double, name: String)
  }

  var source: Source
  var name: String?
  var format: Properties
  var range: SourceRange
}

struct FacetDefinition: Sendable {
  var row: ChannelDefinition?
  var column: ChannelDefinition?
  /// A facet that wraps after `layout.columns`.
  var wrapped: ChannelDefinition?

  var definitions: [(channel: Channel, definition: ChannelDefinition)] {
    var all: [(Channel, ChannelDefinition)] = []
    if let row { all.append((.row, row)) }
    if let column { all.append((.column, column)) }
    if let wrapped { all.append((.facet, wrapped)) }
    return all
  }
}

struct RepeatDefinition: Sendable {
  var row: [String]?
  var column: [String]?
  var layer: [String]?
  var single: [String]?
}

struct LayoutDefinition: Sendable {
  var columns: Int?
  var rowSpacing: Double?
  var columnSpacing: Double?
  var rowAlign: String?
  var columnAlign: String?
  var rowCenter: Bool?
  var columnCenter: Bool?
  var bounds: String?
}

/// What views of a composition share or keep to themselves, by channel.
struct ResolveDefinition: Sendable {
  enum Mode: String, Sendable, CaseIterable { case shared, independent }

  var scale: [Channel: Mode] = [:]
  var axis: [Channel: Mode] = [:]
  var legend: [Channel: Mode] = [:]
}

/// A whole chart as it is written.
struct ChartSpec: Sendable {
  var view: ViewSpec
  var config: Properties = .empty
  var description: String?
  var background: StructuredValue?
  var padding: StructuredValue?
  var autosize: StructuredValue?
  var usermeta: Properties = .empty
  var datasets: [String: StructuredValue] = [:]
  var range: SourceRange
}
