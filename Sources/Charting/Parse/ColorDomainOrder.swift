import Tables

/// Where an author orders a colour's domain, bars are grouped and stacked in that order too.
enum ColorDomainOrder {
  /// The view with an offset sorted, or an order channel added, as the colour's domain has it.
  static func aligned(
    _ view: ViewSpec, _ mark: MarkDefinition, _ configuration: Configuration
  ) -> ViewSpec {
    let encoding = view.encoding
    guard encoding.orders.isEmpty, let (definition, domain) = colorDomain(encoding) else {
      return view
    }
    var result = view
    let offset: Channel? =
      encoding.has(.xOffset) ? .xOffset : encoding.has(.yOffset) ? .yOffset : nil
    if let offset, encoding[offset]?.isFieldDefinition == true, encoding[offset]?.sort == nil {
      result.encoding[offset]?.sort = .values(domain)
      return result
    }
    let orientation = mark.orientation(encoding, configuration)
    guard StackPlan(mark: mark, encoding: encoding, orientation: orientation) != nil else {
      return view
    }
    var order = ChannelDefinition(range: definition.range)
    order.field = column(definition)
    order.type = .quantitative
    order.sort = orientation == .horizontal ? .ascending : .descending
    result.encoding.orders = [order]
    return result
  }

  /// The data with each value's place in the colour's domain, where the order channel asks for it.
  static func ranked(_ data: Dataset, _ encoding: Encoding) -> Dataset {
    guard let (definition, domain) = colorDomain(encoding), let field = definition.field,
      encoding.orders.contains(where: { $0.field == column(definition) })
    else { return data }
    var ranks: [Datum: Double] = [:]
    for (rank, value) in domain.enumerated() { ranks[Datum(value)] = Double(rank) }
    var result = data
    result.setColumn(
      column(definition), to: data.values(of: field).map { .number(ranks[$0] ?? -1) })
    return result
  }

  private static func column(_ definition: ChannelDefinition) -> String {
    "_\(FieldPath(definition.field ?? "").flattenedName)_sort_index"
  }

  private static func colorDomain(
    _ encoding: Encoding
  ) -> (ChannelDefinition, [StructuredValue])? {
    for channel in [Channel.fill, .color] {
      if let definition = encoding[channel], definition.field != nil, definition.type == .nominal,
        let domain = definition.scaleProperties["domain"]?.elements
      {
        return (definition, domain)
      }
    }
    return nil
  }
}
