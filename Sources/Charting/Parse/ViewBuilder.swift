import Basics
import Tables

/// Builds the tree of views from the normalized spec: data first, then scales, then guides.
struct ViewBuilder {
  let configuration: Configuration
  let flow: DataFlow
  let diagnostics: DiagnosticCollector

  func build(_ spec: ViewSpec) -> ViewModel {
    let root = view(spec, Inherited())
    ScaleMerger(configuration: configuration).merge(root)
    GuideParser(configuration: configuration).parse(root)
    return root
  }

  /// What a view takes over from those around it.
  private struct Inherited {
    var data: Dataset?
    /// Columns of the facets around the view.
    var facets: [String] = []
    var depth = 0
    var width: SizeDefinition?
    var height: SizeDefinition?
    var isInLayer = false
    /// Whether fields of a composite mark around the view are unknown, so that it has no rows.
    var lacksFields = false
  }

  private func view(_ spec: ViewSpec, _ inherited: Inherited) -> ViewModel {
    var inherited = inherited
    let before = inherited
    inherited.data = data(spec, &inherited)
    inherited.isInLayer = false
    switch spec.composition {
    case .unit(let mark):
      let spec = ColorDomainOrder.aligned(spec, mark, configuration)
      let unit = UnitModel(
        mark: mark, encoding: spec.encoding, view: spec, configuration: configuration)
      unit.facetDepth = inherited.depth
      unit.frameWidth = inherited.width
      unit.frameHeight = inherited.height
      let data = ColorDomainOrder.ranked(
        inherited.data ?? .oneEmptyRow, spec.encoding)
      let facets = inherited.facets.filter { data.index(of: $0) != nil }
      var transforms = EncodingTransforms(unit: unit, facets: facets, diagnostics: diagnostics)
      // Layers share their bins: what one layer filters does not move their edges.
      if before.isInLayer, spec.data == nil, !spec.transforms.isEmpty {
        transforms.binData = before.data
      }
      transforms.run(on: data)
      ScaleParser(unit: unit).parse()
      InvalidRows(unit: unit).filter()
      return ViewModel(spec: spec, content: .unit(unit), facetDepth: inherited.depth)
    case .layer(let children):
      inherited.width = spec.width ?? inherited.width
      inherited.height = spec.height ?? inherited.height
      inherited.isInLayer = true
      let layer = ViewModel(
        spec: spec, content: .layer(children.map { view($0, inherited) }),
        facetDepth: inherited.depth)
      fillFrames(layer)
      return layer
    case .concat(let direction, let children):
      inherited.width = nil
      inherited.height = nil
      return ViewModel(
        spec: spec, content: .concat(direction, children.map { view($0, inherited) }),
        facetDepth: inherited.depth)
    case .facet(let definition, let child):
      return facet(spec, definition, child, inherited)
    case .repeated(_, let child):
      // Normalizing has spelled out every repeat.
      return view(child, inherited)
    }
  }

  /// Beside a pie's slices, a layer without scales of its own fills the frame that they fill.
  private func fillFrames(_ layer: ViewModel) {
    guard layer.units.contains(where: { $0.mark.type == .arc }) else { return }
    let width = configuration.number("view", "continuousWidth") ?? 300
    let height = configuration.number("view", "continuousHeight") ?? 300
    for unit in layer.units {
      if unit.frameWidth == nil, unit.width == nil { unit.frameWidth = .fixed(width) }
      if unit.frameHeight == nil, unit.height == nil { unit.frameHeight = .fixed(height) }
    }
  }

  private func facet(
    _ spec: ViewSpec, _ definition: FacetDefinition, _ child: ViewSpec, _ inherited: Inherited
  ) -> ViewModel {
    var inherited = inherited
    var data = inherited.data ?? .empty
    var parts: [FacetModel.Part] = []
    for (channel, definition) in definition.definitions {
      data = FacetFields(diagnostics: diagnostics).prepared(data, definition, channel)
      parts.append(.init(channel: channel, definition: definition, column: definition.columnName()))
    }
    inherited.data = data
    inherited.facets += parts.map(\.column)
    inherited.depth += 1
    inherited.width = nil
    inherited.height = nil
    let model = FacetModel(parts: parts, data: data)
    return ViewModel(
      spec: spec, content: .facet(model, view(child, inherited)),
      facetDepth: inherited.depth - 1)
  }

  private func data(_ spec: ViewSpec, _ inherited: inout Inherited) -> Dataset? {
    if inherited.lacksFields { return .oneEmptyRow }
    var data = inherited.data
    if let definition = spec.data {
      data = flow.source(definition).map { TemporalFields.parsed($0, spec) }
    }
    if let composite = spec.composite {
      // The mark's own transforms would make columns of fields that are not there.
      let own = Array(spec.transforms[composite.transformCount...])
      let rows =
        transformed(data, Array(spec.transforms.prefix(composite.transformCount)), spec, inherited)
      let fields = composite.encoding.allFields.map(\.definition)
      inherited.lacksFields = !diagnostics.check(fields, against: rows ?? .oneEmptyRow)
      guard !inherited.lacksFields else { return .oneEmptyRow }
      return transformed(rows, own, spec, inherited)
    }
    return transformed(data, spec.transforms, spec, inherited)
  }

  private func transformed(
    _ data: Dataset?, _ transforms: [TransformStep], _ spec: ViewSpec, _ inherited: Inherited
  ) -> Dataset? {
    guard !transforms.isEmpty else { return data }
    let pipeline = TransformPipeline(flow: flow, diagnostics: diagnostics)
    let input = data ?? .oneEmptyRow
    guard case .unit = spec.composition, spec.data == nil, !inherited.facets.isEmpty else {
      return pipeline.run(transforms, on: input, groupedBy: [])
    }
    return pipeline.run(
      transforms, on: input,
      groupedBy: inherited.facets.filter { input.index(of: $0) != nil })
  }
}

/// Reads the fields that are encoded as temporal as dates, where the data comes in.
enum TemporalFields {
  static func parsed(_ data: Dataset, _ spec: ViewSpec) -> Dataset {
    var data = data
    if spec.data?.format["parse"]?.isNull == true { return data }
    for field in fields(spec, isRoot: true).sorted() where data.contains(field: field) {
      data = data.parsing(field, as: .date)
    }
    return data
  }

  /// The fields of this view and of those inside it that take its data.
  private static func fields(_ spec: ViewSpec, isRoot: Bool) -> Set<String> {
    if !isRoot, spec.data != nil { return [] }
    var found: Set<String> = []
    func take(_ definition: ChannelDefinition) {
      guard let field = definition.field else { return }
      if definition.type == .temporal || definition.timeUnit != nil { found.insert(field) }
    }
    for (_, definition) in spec.encoding.allFields { take(definition) }
    switch spec.composition {
    case .unit: break
    case .layer(let children), .concat(_, let children):
      for child in children { found.formUnion(fields(child, isRoot: false)) }
    case .facet(let facet, let child):
      for (_, definition) in facet.definitions { take(definition) }
      found.formUnion(fields(child, isRoot: false))
    case .repeated(_, let child): found.formUnion(fields(child, isRoot: false))
    }
    return found
  }
}

/// The columns that a facet's fields need: bins and units of time.
struct FacetFields {
  let diagnostics: DiagnosticCollector

  func prepared(
    _ data: Dataset, _ definition: ChannelDefinition, _ channel: Channel
  ) -> Dataset {
    guard let field = definition.field else { return data }
    if !data.fields.isEmpty, !data.contains(field: field) {
      diagnostics.add(
        ChartMessage.unknownField(field, known: data.fields, at: definition.placeOfField))
      return data
    }
    var data = data
    let name = definition.columnName()
    guard data.index(of: name) == nil else { return data }
    let read = data.accessor(for: field)
    if case .parameters(let parameters) = definition.bin {
      let values = data.rows.map { read($0).measure }.filter(\.isFinite)
      let steps = BinSteps(
        BinParameters(parameters, channel: channel),
        extent: (values.min() ?? 0, values.max() ?? 0))
      let starts = data.rows.map { steps.floor(read($0).measure) }
      data.setColumn(name, to: starts.map { $0.map(Datum.number) ?? .null })
      data.setColumn(name + "_end", to: starts.map { $0.map { .number($0 + steps.step) } ?? .null })
    } else if let unit = definition.timeUnit?.resolved {
      data.setColumn(
        name,
        to: data.rows.map { row in
          let instant = read(row).toDate
          return instant.isValid ? .date(unit.floor(instant.measure)) : .null
        })
    } else {
      data.setColumn(name, to: data.values(of: field))
    }
    return data
  }
}

/// Leaves out rows that a continuous scale cannot place, as the mark's `invalid` has it.
struct InvalidRows {
  let unit: UnitModel

  func filter() {
    let readers = continuousReaders
    guard !readers.isEmpty else { return }
    func isValid(_ row: Row) -> Bool {
      for reader in readers where !reader(row).measure.isFinite { return false }
      return true
    }
    let isPath = unit.mark.type.isPath
    switch unit.invalidMode {
    case .show: showNulls(readers)
    case .filter: unit.show(unit.data.filter(isValid))
    case .breakPathsShowDomains:
      if isPath { return }
      let all = unit.data
      let valid = all.filter(isValid)
      if valid.count != all.count { unit.show(valid, domain: all) }
    case .breakPathsFilterDomains:
      let valid = unit.data.filter(isValid)
      if isPath {
        if valid.count != unit.data.count { unit.show(unit.data, domain: valid) }
      } else {
        unit.show(valid)
      }
    }
  }

  /// Nulls that are shown stand where zero does, as JavaScript reads them; domains leave them out.
  private func showNulls(_ readers: [FieldAccessor]) {
    var shown = unit.data
    for reader in readers where reader.inner.isEmpty {
      guard let column = reader.column else { continue }
      shown.update(column: column) { if $0.isNull { $0 = .number(0) } }
    }
    unit.show(shown, domain: unit.data)
  }

  private var continuousReaders: [FieldAccessor] {
    var readers: [FieldAccessor] = []
    for channel in Channel.allCases {
      guard let scaleChannel = channel.scaleChannel, let component = unit.scales[scaleChannel],
        component.type.isContinuous || component.type.isDiscretizing,
        let definition = unit.encoding.field(channel), !definition.isCount,
        let columns = unit.columns[channel]
      else { continue }
      if unit.configuration.value("scale", "invalid")?[scaleChannel.name] != nil { continue }
      readers.append(columns.main)
    }
    return readers
  }
}
