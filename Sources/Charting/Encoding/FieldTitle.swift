import Tables

/// The title of a field where the author gives none: "Mean of Horsepower".
struct FieldTitle {
  let configuration: Configuration

  /// The author's title, or the default one.
  func lines(_ definition: ChannelDefinition, guide: ChannelDefinition.Guide? = nil) -> [String] {
    if let title = guide?.properties["title"] {
      return title.isNull ? [] : SpecDecoder.lines(title) ?? []
    }
    switch definition.title {
    case .some(ChannelDefinition.Title.none): return []
    case .lines(let lines): return lines
    case nil: return definition.isFieldDefinition ? [text(definition)] : []
    }
  }

  func text(_ definition: ChannelDefinition) -> String {
    var field = definition.field ?? ""
    let style = configuration.value("fieldTitle")?.string ?? "verbal"
    if style == "words" {
      field = configuration.columnTitles[field] ?? Self.words(FieldPath(field).flattenedName)
    }
    if style == "plain" { return definition.isCount ? "Count" : field }
    if definition.isCount {
      return configuration.value("countTitle")?.string
        ?? (style == "functional" ? "COUNT()" : "Count of Records")
    }
    if style == "functional" { return functional(definition, field) }
    if definition.isBinning { return "\(field) (binned)" }
    if let timeUnit = definition.timeUnit, !timeUnit.binned {
      if let unit = timeUnit.unit, let parts = TimeUnit(unit)?.parts {
        return "\(field) (\(parts.map(\.rawValue).joined(separator: "-")))"
      }
      return field
    }
    switch definition.aggregate {
    case .operation(let operation):
      return operation.prefix(1).uppercased() + operation.dropFirst() + " of " + field
    case .argmax(let other): return "\(field) for max \(other)"
    case .argmin(let other): return "\(field) for min \(other)"
    case nil: return field
    }
  }

  /// A field's name as words: "Share pct" of `share_pct`.
  static func words(_ field: String) -> String {
    let words = field.split(whereSeparator: { $0 == "_" }).joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private func functional(_ definition: ChannelDefinition, _ field: String) -> String {
    switch definition.aggregate {
    case .operation(let operation): return "\(operation.uppercased())(\(field))"
    case .argmax(let other): return "\(field) for argmax(\(other))"
    case .argmin(let other): return "\(field) for argmin(\(other))"
    case nil: break
    }
    if definition.isBinning { return "BIN(\(field))" }
    if let unit = definition.timeUnit?.unit { return "\(unit.uppercased())(\(field))" }
    return field
  }
}
