import Basics
import Tables

/// Reads a chart's spec into typed views.
///
/// `GrammarCheck` says what has a wrong name or is of a wrong kind; what the grammar does not take
/// is read as if it were not there.
struct SpecDecoder {
  let diagnostics: DiagnosticCollector
  /// Views nested deeper than this are refused.
  private static let maximumDepth = 32

  func chart(_ value: StructuredValue) -> ChartSpec? {
    diagnostics.add(GrammarCheck.diagnostics(value, .view(.chart), name: "chart"))
    guard let root = Properties(value), let view = view(value, depth: 0) else { return nil }
    var chart = ChartSpec(view: view, range: value.range)
    chart.description = root.string("description")
    chart.background = root["background"]
    chart.padding = root["padding"]
    chart.autosize = root["autosize"]
    chart.config = root.properties("config") ?? .empty
    chart.usermeta = root.properties("usermeta") ?? .empty
    for member in root["datasets"]?.members ?? [] { chart.datasets[member.name] = member.value }
    return chart
  }

  func view(_ value: StructuredValue, depth: Int) -> ViewSpec? {
    guard depth <= Self.maximumDepth else {
      diagnostics.add(ChartMessage.tooDeep(at: value.range))
      return nil
    }
    guard let properties = Properties(value),
      let composition = composition(properties, depth: depth)
    else { return nil }
    var view = ViewSpec(range: value.range, composition: composition)
    view.name = properties.string("name")
    view.title = title(properties["title"])
    view.data = properties["data"].flatMap { DataDecoder(diagnostics: diagnostics).data($0) }
    view.transforms = TransformDecoder(diagnostics: diagnostics).steps(
      properties["transform"]?.elements ?? [])
    view.width = properties["width"].flatMap { size($0) }
    view.height = properties["height"].flatMap { size($0) }
    view.view = properties.properties("view") ?? .empty
    if let resolve = properties.properties("resolve") { view.resolve = self.resolve(resolve) }
    if let encoding = properties.properties("encoding") {
      view.encoding = EncodingDecoder(diagnostics: diagnostics).encoding(encoding)
    }
    view.layout = layout(properties)
    return view
  }

  private func composition(_ properties: Properties, depth: Int) -> ViewSpec.Composition? {
    if let mark = properties["mark"] {
      return MarkDecoder(diagnostics: diagnostics).mark(mark).map { .unit($0) }
    }
    if let layers = properties["layer"] {
      return views(layers, depth: depth).map { .layer($0) }
    }
    if let views = properties["concat"] {
      return self.views(views, depth: depth).map { .concat(.wrapped, $0) }
    }
    if let views = properties["hconcat"] {
      return self.views(views, depth: depth).map { .concat(.horizontal, $0) }
    }
    if let views = properties["vconcat"] {
      return self.views(views, depth: depth).map { .concat(.vertical, $0) }
    }
    if let facet = properties["facet"] {
      guard let child = child(properties, depth: depth) else { return nil }
      return EncodingDecoder(diagnostics: diagnostics).facet(facet).map { .facet($0, child) }
    }
    if let definition = properties["repeat"] {
      guard let child = child(properties, depth: depth) else { return nil }
      return repetition(definition).map { .repeated($0, child) }
    }
    return nil
  }

  private func child(_ properties: Properties, depth: Int) -> ViewSpec? {
    properties["spec"].flatMap { view($0, depth: depth + 1) }
  }

  private func views(_ value: StructuredValue, depth: Int) -> [ViewSpec]? {
    guard let elements = value.elements else { return nil }
    var views: [ViewSpec] = []
    for element in elements {
      if let view = view(element, depth: depth + 1) { views.append(view) }
    }
    return views.count == elements.count ? views : nil
  }

  private func repetition(_ value: StructuredValue) -> RepeatDefinition? {
    func names(_ value: StructuredValue?) -> [String]? { value?.elements?.compactMap(\.string) }
    if let single = names(value) { return RepeatDefinition(single: single) }
    guard let properties = Properties(value) else { return nil }
    return RepeatDefinition(
      row: names(properties["row"]), column: names(properties["column"]),
      layer: names(properties["layer"]))
  }

  func title(_ value: StructuredValue?) -> TitleDefinition? {
    guard let value, !value.isNull else { return nil }
    if let lines = Self.lines(value) { return TitleDefinition(lines: lines, range: value.range) }
    guard let properties = Properties(value) else { return nil }
    let lines = properties["text"].flatMap(Self.lines) ?? []
    return TitleDefinition(
      lines: lines, subtitle: properties["subtitle"].flatMap(Self.lines) ?? [],
      properties: properties, range: value.range)
  }

  static func lines(_ value: StructuredValue) -> [String]? {
    if let string = value.string { return [string] }
    guard let elements = value.elements else { return nil }
    return elements.compactMap(\.string)
  }

  private func size(_ value: StructuredValue) -> SizeDefinition? {
    switch value.content {
    case .number(let number): .fixed(number)
    case .string("container"): .container
    default:
      value["step"]?.number.map {
        .step($0, forPosition: value["for"]?.string == "position")
      }
    }
  }

  private func resolve(_ properties: Properties) -> ResolveDefinition {
    func modes(_ name: String) -> [Channel: ResolveDefinition.Mode] {
      var modes: [Channel: ResolveDefinition.Mode] = [:]
      for member in properties[name]?.members ?? [] {
        guard let channel = Channel(name: member.name),
          let mode = member.value.string.flatMap(ResolveDefinition.Mode.init)
        else { continue }
        modes[channel] = mode
      }
      return modes
    }
    return ResolveDefinition(scale: modes("scale"), axis: modes("axis"), legend: modes("legend"))
  }

  private func layout(_ properties: Properties) -> LayoutDefinition {
    var layout = LayoutDefinition()
    layout.columns = properties.number("columns").map { Int(max(0, min($0, 1e6))) }
    if let spacing = properties.number("spacing") {
      layout.rowSpacing = spacing
      layout.columnSpacing = spacing
    } else if let spacing = properties.properties("spacing") {
      layout.rowSpacing = spacing.number("row")
      layout.columnSpacing = spacing.number("column")
    }
    if let align = properties.string("align") {
      layout.rowAlign = align
      layout.columnAlign = align
    } else if let align = properties.properties("align") {
      layout.rowAlign = align.string("row")
      layout.columnAlign = align.string("column")
    }
    if let center = properties.boolean("center") {
      layout.rowCenter = center
      layout.columnCenter = center
    } else if let center = properties.properties("center") {
      layout.rowCenter = center.boolean("row")
      layout.columnCenter = center.boolean("column")
    }
    layout.bounds = properties.string("bounds")
    return layout
  }
}
