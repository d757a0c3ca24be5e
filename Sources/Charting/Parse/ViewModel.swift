import Basics

/// A normalized view with its data, scales and guides: the tree that layout draws.
final class ViewModel {
  enum Content {
    case unit(UnitModel)
    case layer([ViewModel])
    case facet(FacetModel, ViewModel)
    case concat(ConcatDirection, [ViewModel])
  }

  let spec: ViewSpec
  let content: Content
  /// The scales that marks inside this view share, and those it was given from outside.
  var scales: [Channel: ScaleComponent] = [:]
  var axes: [Channel: [AxisComponent]] = [:]
  /// The legends that are drawn beside this view.
  var legends: [LegendComponent] = []
  let facetDepth: Int

  init(spec: ViewSpec, content: Content, facetDepth: Int) {
    self.spec = spec
    self.content = content
    self.facetDepth = facetDepth
  }

  var children: [ViewModel] {
    switch content {
    case .unit: []
    case .layer(let children), .concat(_, let children): children
    case .facet(_, let child): [child]
    }
  }

  /// Every unit inside, in the order of drawing.
  private(set) lazy var units: [UnitModel] = {
    if case .unit(let unit) = content { return [unit] }
    return children.flatMap(\.units)
  }()

  /// Every view inside, this one first.
  var descendants: [ViewModel] { [self] + children.flatMap(\.descendants) }
}

/// A facet's fields, and the rows of its data that say which cells there are.
final class FacetModel {
  struct Part {
    var channel: Channel
    var definition: ChannelDefinition
    /// The field's column in the facet's and in the units' data.
    var column: String
  }

  var parts: [Part]
  var data: Dataset

  init(parts: [Part], data: Dataset) {
    self.parts = parts
    self.data = data
  }

  func part(_ channel: Channel) -> Part? { parts.first { $0.channel == channel } }
}

/// The rows that a drawing is made from: all of them, or those of one cell of a facet.
final class Scope {
  let parent: Scope?
  let depth: Int
  private let rows: [ObjectIdentifier: [Int]]
  private var scales: [ObjectIdentifier: Scale] = [:]
  /// The values of the facets' columns in this cell.
  let facetColumns: [String: Datum]

  init(
    parent: Scope? = nil, rows: [ObjectIdentifier: [Int]] = [:],
    facetColumns: [String: Datum] = [:]
  ) {
    self.parent = parent
    self.rows = rows
    self.facetColumns = facetColumns
    depth = (parent?.depth ?? -1) + 1
  }

  /// The places of a unit's rows in its data.
  func rows(of unit: UnitModel) -> [Int] {
    if let rows = rows[ObjectIdentifier(unit)] { return rows }
    return parent?.rows(of: unit) ?? Array(unit.data.rows)
  }

  /// Whether the unit's rows are all of its data's.
  func isWhole(_ unit: UnitModel) -> Bool {
    rows[ObjectIdentifier(unit)] == nil && parent?.isWhole(unit) ?? true
  }

  func scale(_ component: ScaleComponent, _ context: DrawingContext) -> Scale {
    if component.facetDepth < depth, let parent { return parent.scale(component, context) }
    let key = ObjectIdentifier(component)
    if let scale = scales[key] { return scale }
    let scale = ScaleBuilder(scope: self, context: context).build(component)
    scales[key] = scale
    return scale
  }
}

/// What every phase of drawing reads: configuration, theme and diagnostics.
final class DrawingContext {
  let configuration: Configuration
  let theme: ChartTheme
  let diagnostics: DiagnosticCollector
  let id: String
  /// Sizes that an outer fit has set, in place of the sizes of the spec.
  var fittedWidth: Double?
  var fittedHeight: Double?
  var containerWidth: Double
  var containerHeight: Double
  /// What axes and legends say of columns, for the titles of marks in the site's look.
  var guideWords: [String: GuideWords] = [:]
  private var nextNumber = 0
  /// How many marks were drawn.
  private var markCount = 0
  /// A drawing of more marks than this is too large for any page, and for the memory it may take.
  private static let maximumMarks = 250_000
  /// Definitions of gradients and clips, in order.
  var definitions: [SceneDefinition] = []

  init(
    configuration: Configuration, theme: ChartTheme, diagnostics: DiagnosticCollector, id: String,
    containerWidth: Double, containerHeight: Double
  ) {
    self.configuration = configuration
    self.theme = theme
    self.diagnostics = diagnostics
    self.id = id
    self.containerWidth = containerWidth
    self.containerHeight = containerHeight
  }

  /// Whether so many more marks may be drawn; where not, that is said.
  func admits(marks: Int, at range: SourceRange) -> Bool {
    markCount += marks
    if markCount <= Self.maximumMarks { return true }
    diagnostics.add(ChartMessage.tooLarge("marks", limit: Self.maximumMarks, at: range))
    return false
  }

  func makeID(_ kind: String) -> String {
    nextNumber += 1
    return "\(id)-\(kind)\(nextNumber)"
  }
}
