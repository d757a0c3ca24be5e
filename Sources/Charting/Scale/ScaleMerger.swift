/// Makes one scale of those that views share.
struct ScaleMerger {
  let configuration: Configuration

  func merge(_ view: ViewModel) {
    for child in view.children { merge(child) }
    if case .unit(let unit) = view.content {
      view.scales = unit.scales
      return
    }
    for channel in Channel.scaled {
      let owners = view.children.filter { $0.scales[channel] != nil }
      guard let first = owners.first?.scales[channel] else { continue }
      guard mode(view, channel) == .shared else { continue }
      guard owners.allSatisfy({ $0.scales[channel].map(first.isCompatible) ?? true }) else {
        continue
      }
      for owner in owners.dropFirst() {
        if let other = owner.scales[channel], other !== first {
          first.merge(other)
          replace(other, by: first, channel, in: view)
        }
      }
      first.facetDepth = min(first.facetDepth, view.facetDepth)
      first.refreshDefaults()
      view.scales[channel] = first
      adopt(first, channel, in: view)
    }
  }

  private func replace(
    _ old: ScaleComponent, by new: ScaleComponent, _ channel: Channel, in view: ViewModel
  ) {
    for descendant in view.descendants where descendant.scales[channel] === old {
      descendant.scales[channel] = new
    }
    for unit in view.units where unit.scales[channel] === old { unit.scales[channel] = new }
  }

  /// Units that do not encode the channel see the scale too: defaults depend on it.
  private func adopt(_ scale: ScaleComponent, _ channel: Channel, in view: ViewModel) {
    switch view.content {
    case .layer: break
    default: return
    }
    for unit in view.units where unit.scales[channel] == nil { unit.scales[channel] = scale }
  }

  func mode(_ view: ViewModel, _ channel: Channel) -> ResolveDefinition.Mode {
    if let specified = view.spec.resolve.scale[channel] { return specified }
    switch view.content {
    case .concat:
      return channel.isXorY || channel.isPolar || channel.isOffset ? .independent : .shared
    case .facet: return channel == .theta ? .independent : .shared
    default: return .shared
    }
  }
}
