import Basics
import Tables

/// Formats of numbers and times that mean nothing, or not what was meant.
struct FormatCheck {
  let diagnostics: DiagnosticCollector
  /// Whether a time's format has to print some part of the time, as in a page.
  let isStrict: Bool

  func check(_ model: ViewModel, _ configuration: Configuration) {
    for name in ["numberFormat", "normalizedNumberFormat"] {
      if let format = configuration.value(name) { checkNumber(format) }
    }
    if isStrict, let format = configuration.value("timeFormat") { checkTime(format) }
    for unit in model.units {
      for (_, definition) in unit.encoding.allFields { check(definition) }
    }
    for view in model.descendants {
      guard case .facet(let facet, _) = view.content else { continue }
      for part in facet.parts { check(part.definition) }
    }
  }

  private func check(_ definition: ChannelDefinition) {
    let guides = [definition.axis, definition.legend, definition.header]
      .compactMap { $0?.properties }
    let written =
      guides.map { (format: $0["format"], type: $0.string("formatType")) }
      + [(definition.format, definition.formatType)]
    for (format, type) in written {
      guard let format else { continue }
      switch type ?? definition.formatType {
      case "time", "utc": checkTime(format)
      case "number": checkNumber(format)
      case nil where definition.type == .temporal || definition.timeUnit != nil: checkTime(format)
      case nil where definition.type == .quantitative: checkNumber(format)
      default: break
      }
    }
  }

  private func checkNumber(_ format: StructuredValue) {
    guard let text = format.string else { return }
    // To d3 "0.0" is a number of no decimals, filled up with noughts; to tables it is one decimal.
    if isStrict, text.hasPrefix("0"), text.allSatisfy({ "0.".contains($0) }) {
      let decimals = text.contains(".") ? text.count - 2 : 0
      diagnostics.add(
        ChartMessage.invalidFormat(
          text, hint: "that is a table's format; a chart's is '.\(max(0, decimals))f'",
          at: format.range))
      return
    }
    guard NumberFormat(text) == nil else { return }
    diagnostics.add(
      ChartMessage.invalidFormat(
        text, hint: "write d3's format of a number, such as ',.0f', '.1%' or '~s'",
        at: format.range))
  }

  private func checkTime(_ format: StructuredValue) {
    guard isStrict, let text = format.string else { return }
    guard !TimeFormat.isMeaningful(text) else { return }
    diagnostics.add(
      ChartMessage.invalidFormat(
        text, hint: "write d3's format of a time, such as '%Y', '%b %Y' or '%-d %B %Y'",
        at: format.range))
  }
}
