/// Finds each unit's axes and legends and merges those that views share.
struct GuideParser {
  let configuration: Configuration

  func parse(_ view: ViewModel) {
    parseAxes(view)
    _ = legends(view)
  }

  // MARK: Axes

  private func parseAxes(_ view: ViewModel) {
    for child in view.children { parseAxes(child) }
    switch view.content {
    case .unit(let unit):
      for channel in [Channel.x, .y] {
        guard let scale = unit.scales[channel],
          let definition = unit.encoding.fieldOrDatum(channel)
            ?? channel.secondary.flatMap({ unit.encoding.fieldOrDatum($0) })
        else { continue }
        view.axes[channel] = [
          AxisComponent(channel: channel, unit: unit, definition: definition, scale: scale)
        ]
      }
    case .layer(let children):
      for channel in [Channel.x, .y] { mergeAxes(view, children, channel) }
    case .facet, .concat: break
    }
  }

  private func mergeAxes(_ view: ViewModel, _ children: [ViewModel], _ channel: Channel) {
    var lists = children.compactMap { $0.axes[channel] }.filter { !$0.isEmpty }
    guard let first = lists.first else { return }
    if axisMode(view, channel) == .shared, view.scales[channel] != nil {
      let canMerge = lists.dropFirst().allSatisfy { list in
        list.count == first.count && zip(first, list).allSatisfy { $0.canMerge($1) }
      }
      if canMerge {
        for list in lists.dropFirst() {
          for (own, other) in zip(first, list) { own.merge(other) }
        }
        lists = [first]
        view.axes[channel] = first
        clear(children, channel)
        return
      }
    }
    var count: [String: Int] = [:]
    var all: [AxisComponent] = []
    for axis in lists.flatMap({ $0 }) {
      let orient = axis.orient
      if count[orient, default: 0] > 0, axis.properties["orient"] == nil, axis.isDisabled != true {
        let opposite = Self.opposite[orient] ?? orient
        if count[orient, default: 0] > count[opposite, default: 0] {
          axis.properties.set("orient", .made(opposite))
        }
      }
      if axis.isDisabled != true { count[axis.orient, default: 0] += 1 }
      if !all.isEmpty, axis.properties["grid"] == nil { axis.properties.set("grid", .made(false)) }
      all.append(axis)
    }
    view.axes[channel] = all
    clear(children, channel)
  }

  private func clear(_ children: [ViewModel], _ channel: Channel) {
    for child in children { child.axes[channel] = nil }
  }

  private static let opposite = [
    "left": "right", "right": "left", "top": "bottom", "bottom": "top",
  ]

  func axisMode(_ view: ViewModel, _ channel: Channel) -> ResolveDefinition.Mode {
    if ScaleMerger(configuration: configuration).mode(view, channel) == .independent {
      return .independent
    }
    return view.spec.resolve.axis[channel] ?? .shared
  }

  // MARK: Legends

  private static let order: [Channel] = [
    .color, .size, .shape, .fill, .stroke, .strokeDash, .strokeWidth, .opacity, .fillOpacity,
    .strokeOpacity,
  ]

  /// The legends that a view hands to its parent, where they may still be shared.
  private func legends(_ view: ViewModel) -> [Channel: LegendComponent] {
    if case .unit(let unit) = view.content {
      var found: [Channel: LegendComponent] = [:]
      for channel in Self.order {
        guard let definition = unit.encoding.fieldOrDatum(channel),
          let scale = unit.scales[channel],
          !(definition.isDatum && definition.legend == nil && definition.type == nil)
        else { continue }
        found[channel] = LegendComponent(
          channel: channel, unit: unit, definition: definition, scale: scale)
      }
      keep(found, in: view)
      return found
    }
    var merged: [Channel: LegendComponent] = [:]
    for child in view.children {
      for (channel, legend) in legends(child) where legendMode(view, channel) == .shared {
        guard view.scales[channel] != nil else { continue }
        if let first = merged[channel] {
          first.merge(layer: legend)
        } else {
          merged[channel] = legend
        }
        child.legends.removeAll { $0.part(channel) != nil && $0 === legend }
        remove(channel, from: child, unless: legend)
      }
    }
    keep(merged, in: view)
    return merged
  }

  /// A legend that moved up is no longer drawn below.
  private func remove(_ channel: Channel, from child: ViewModel, unless legend: LegendComponent) {
    child.legends.removeAll { $0 === legend }
  }

  private func keep(_ legends: [Channel: LegendComponent], in view: ViewModel) {
    view.legends = Self.order.compactMap { legends[$0] }
  }

  private func legendMode(_ view: ViewModel, _ channel: Channel) -> ResolveDefinition.Mode {
    if ScaleMerger(configuration: configuration).mode(view, channel) == .independent {
      return .independent
    }
    return view.spec.resolve.legend[channel] ?? .shared
  }
}
