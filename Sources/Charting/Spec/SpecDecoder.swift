import Basics
import Tables

/// Reads a chart's spec into typed views and says, at each property, what is wrong with it.
struct SpecDecoder {
  let diagnostics: DiagnosticCollector
  /// Views nested deeper than this are refused.
  private static let maximumDepth = 32

  func chart(_ value: StructuredValue) -> ChartSpec? {
    guard let root = Properties(value) else {
      diagnostics.add(
        ChartMessage.wrongKind(
          "chart", expected: "an object", found: value.kindDescription, at: value.range))
      return nil
    }
    guard let view = view(value, depth: 0) else { return nil }
    var chart = ChartSpec(view: view, range: value.range)
    chart.description = string(root, "description")
    chart.background = root["background"]
    chart.padding = root["padding"]
    chart.autosize = root["autosize"]
    if let config = object(root, "config") {
      check(config, against: GrammarProperties.config, of: "config")
      chart.config = config
      if let params = config["params"] {
        diagnostics.add(ChartMessage.interactive("params", at: params.range))
      }
    }
    chart.usermeta = root.properties("usermeta") ?? .empty
    for member in root["datasets"]?.members ?? [] { chart.datasets[member.name] = member.value }
    return chart
  }

  func view(_ value: StructuredValue, depth: Int) -> ViewSpec? {
    guard depth <= Self.maximumDepth else {
      diagnostics.add(ChartMessage.tooDeep(at: value.range))
      return nil
    }
    guard let properties = Properties(value) else {
      diagnostics.add(
        ChartMessage.wrongKind(
          "view", expected: "an object", found: value.kindDescription, at: value.range))
      return nil
    }
    check(properties, against: GrammarProperties.view, of: "view")
    for member in properties.members {
      switch member.name {
      case "params", "selection":
        if member.name == "selection" || member.value.elements?.isEmpty != true {
          diagnostics.add(ChartMessage.interactive(member.name, at: member.nameRange))
        }
      case "projection":
        diagnostics.add(ChartMessage.geographic(member.name, at: member.nameRange))
      default: break
      }
    }
    guard let composition = composition(properties, at: value.range, depth: depth) else {
      return nil
    }
    var view = ViewSpec(range: value.range, composition: composition)
    view.name = string(properties, "name")
    view.title = title(properties["title"])
    view.data = properties["data"].flatMap { DataDecoder(diagnostics: diagnostics).data($0) }
    if let transforms = properties["transform"] {
      if let elements = transforms.elements {
        view.transforms = elements
      } else {
        diagnostics.add(
          ChartMessage.wrongKind(
            "transform", expected: "an array", found: transforms.kindDescription,
            at: transforms.range))
      }
    }
    view.width = properties["width"].flatMap { size($0, "width") }
    view.height = properties["height"].flatMap { size($0, "height") }
    if let background = object(properties, "view") {
      check(background, against: GrammarProperties.viewBackground, of: "view background")
      view.view = background
    }
    if let resolve = object(properties, "resolve") { view.resolve = self.resolve(resolve) }
    if let encoding = object(properties, "encoding") {
      view.encoding = EncodingDecoder(diagnostics: diagnostics).encoding(encoding)
    }
    view.layout = layout(properties)
    return view
  }

  private func composition(
    _ properties: Properties, at range: SourceRange, depth: Int
  ) -> ViewSpec.Composition? {
    if let mark = properties["mark"] {
      return MarkDecoder(diagnostics: diagnostics).mark(mark).map { .unit($0) }
    }
    if let layers = properties["layer"] {
      return views(layers, "layer", depth: depth).map { .layer($0) }
    }
    if let views = properties["concat"] {
      return self.views(views, "concat", depth: depth).map { .concat(.wrapped, $0) }
    }
    if let views = properties["hconcat"] {
      return self.views(views, "hconcat", depth: depth).map { .concat(.horizontal, $0) }
    }
    if let views = properties["vconcat"] {
      return self.views(views, "vconcat", depth: depth).map { .concat(.vertical, $0) }
    }
    if let facet = properties["facet"] {
      guard let child = child(properties, "facet", at: range, depth: depth) else { return nil }
      return EncodingDecoder(diagnostics: diagnostics).facet(facet).map { .facet($0, child) }
    }
    if let definition = properties["repeat"] {
      guard let child = child(properties, "repeat", at: range, depth: depth) else { return nil }
      return repetition(definition).map { .repeated($0, child) }
    }
    diagnostics.add(ChartMessage.noView(at: range))
    return nil
  }

  private func child(
    _ properties: Properties, _ operation: String, at range: SourceRange, depth: Int
  ) -> ViewSpec? {
    guard let spec = properties["spec"] else {
      diagnostics.add(ChartMessage.missing("spec", in: operation, at: range))
      return nil
    }
    return view(spec, depth: depth + 1)
  }

  private func views(_ value: StructuredValue, _ name: String, depth: Int) -> [ViewSpec]? {
    guard let elements = value.elements else {
      diagnostics.add(
        ChartMessage.wrongKind(
          name, expected: "an array", found: value.kindDescription, at: value.range))
      return nil
    }
    var views: [ViewSpec] = []
    for element in elements {
      if let view = view(element, depth: depth + 1) { views.append(view) }
    }
    return views.count == elements.count ? views : nil
  }

  private func repetition(_ value: StructuredValue) -> RepeatDefinition? {
    func names(_ value: StructuredValue?) -> [String]? { value?.elements?.compactMap(\.string) }
    if let single = names(value) { return RepeatDefinition(single: single) }
    guard let properties = Properties(value) else {
      diagnostics.add(
        ChartMessage.wrongKind(
          "repeat", expected: "an array or an object", found: value.kindDescription,
          at: value.range))
      return nil
    }
    check(properties, against: ["row", "column", "layer"], of: "repeat")
    return RepeatDefinition(
      row: names(properties["row"]), column: names(properties["column"]),
      layer: names(properties["layer"]))
  }

  func title(_ value: StructuredValue?) -> TitleDefinition? {
    guard let value, !value.isNull else { return nil }
    if let lines = Self.lines(value) { return TitleDefinition(lines: lines, range: value.range) }
    guard let properties = Properties(value) else {
      diagnostics.add(
        ChartMessage.wrongKind(
          "title", expected: "a string or an object", found: value.kindDescription,
          at: value.range))
      return nil
    }
    check(properties, against: GrammarProperties.title, of: "title")
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

  private func size(_ value: StructuredValue, _ name: String) -> SizeDefinition? {
    switch value.content {
    case .number(let number): return .fixed(number)
    case .string("container"): return .container
    case .object:
      if let step = value["step"]?.number {
        return .step(step, forPosition: value["for"]?.string == "position")
      }
      fallthrough
    default:
      diagnostics.add(
        ChartMessage.wrongKind(
          name, expected: "a number, 'container' or {step: number}", found: value.kindDescription,
          at: value.range))
      return nil
    }
  }

  private func resolve(_ properties: Properties) -> ResolveDefinition {
    check(properties, against: ["scale", "axis", "legend"], of: "resolve")
    func modes(_ name: String) -> [Channel: ResolveDefinition.Mode] {
      var modes: [Channel: ResolveDefinition.Mode] = [:]
      for member in properties[name]?.members ?? [] {
        guard let channel = Channel(name: member.name) else {
          diagnostics.add(
            ChartMessage.unknownProperty(
              member.name, of: "resolve", known: Channel.scaled.map(\.name),
              at: member.nameRange))
          continue
        }
        guard let mode = member.value.string.flatMap(ResolveDefinition.Mode.init) else {
          diagnostics.add(
            ChartMessage.wrongWord(
              member.value.string ?? member.value.kindDescription, for: member.name,
              allowed: ResolveDefinition.Mode.allCases.map(\.rawValue), at: member.value.range))
          continue
        }
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

  private func string(_ properties: Properties, _ name: String) -> String? {
    guard let value = properties[name] else { return nil }
    if let string = value.string { return string }
    if !value.isNull {
      diagnostics.add(
        ChartMessage.wrongKind(
          name, expected: "a string", found: value.kindDescription, at: value.range))
    }
    return nil
  }

  private func object(_ properties: Properties, _ name: String) -> Properties? {
    guard let value = properties[name], !value.isNull else { return nil }
    if let properties = Properties(value) { return properties }
    diagnostics.add(
      ChartMessage.wrongKind(
        name, expected: "an object", found: value.kindDescription, at: value.range))
    return nil
  }

  private func check(_ properties: Properties, against known: Set<String>, of object: String) {
    diagnostics.check(properties, against: known, of: object)
  }
}

extension DiagnosticCollector {
  /// Reports the members that the grammar does not know, and words it does not take.
  func check(_ properties: Properties, against known: Set<String>, of object: String) {
    for member in properties.members {
      if !known.contains(member.name) {
        add(
          ChartMessage.unknownProperty(
            member.name, of: object, known: known, at: member.nameRange))
      } else if let word = member.value.string,
        let allowed = GrammarProperties.words[member.name], !allowed.contains(word),
        object != "channel", object != "view", !(object == "scale" && member.name == "interpolate")
      {
        add(
          ChartMessage.wrongWord(
            word, for: member.name, allowed: allowed, at: member.value.range))
      }
    }
  }
}
