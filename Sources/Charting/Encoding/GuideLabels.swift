import Tables

/// Writes the labels of axes and legends: numbers, times, ranges of bins, words.
struct GuideLabels {
  let definition: ChannelDefinition
  let configuration: Configuration
  let unit: UnitModel
  let channel: Channel
  /// Whether the labels stand between bands of colour, each at an edge.
  var isDiscreteGradient = false

  func formatter(
    _ scale: Scale, count: Double?, format: StructuredValue?, formatType: String?,
    expression: String?, context: DrawingContext, isLegend: Bool
  ) -> (Datum, Int) -> [String] {
    let plain = words(scale, count: count, format: format, formatType: formatType, isLegend)
    guard let expression else { return { value, _ in lines(plain(value)) } }
    let labelled = LabelExpression(expression, context: context)
    return { value, index in labelled.lines(value, label: plain(value), index: index) }
  }

  private func lines(_ text: String) -> [String] { [text] }

  private func words(
    _ scale: Scale, count: Double?, format: StructuredValue?, formatType: String?, _ isLegend: Bool
  ) -> (Datum) -> String {
    let ticks = ScaleTicks(scale: scale)
    if isTime(formatType, scale) {
      if let overrides = (format ?? definition.format)?.members, definition.timeUnit == nil {
        let formats = MultiTimeFormat(overrides)
        return { value in value.isValid ? formats.text(value.toDate.measure) : "null" }
      }
      let specifier = timeSpecifier(format, isLegend: isLegend, scale: scale)
      if specifier == nil, let formats = configuration.value("timeFormats")?.members {
        let multi = MultiTimeFormat(formats)
        return { value in value.isValid ? multi.text(value.toDate.measure) : "null" }
      }
      return ticks.formatter(count, specifier: specifier, isTime: true)
    }
    let specifier = numberSpecifier(format)
    if definition.isBinning, scale.type.hasDiscreteDomain, scale.type != .binOrdinal,
      let edges = unit.bins[channel]
    {
      let number = binNumber(specifier)
      return { value in
        guard value.isValid else { return "null" }
        return number(value.measure) + " – " + number(value.measure + edges.step)
      }
    }
    let base = ticks.formatter(count, specifier: specifier, isTime: false, isLegend: isLegend)
    guard isLegend, scale.bins != nil || scale.type.isDiscretizing, !isDiscreteGradient else {
      return base
    }
    return ranged(scale, specifier, base)
  }

  /// Classes of a discretizing scale: "10 – 20", "< 10", "≥ 20".
  private func ranged(
    _ scale: Scale, _ specifier: String?, _ base: @escaping (Datum) -> String
  ) -> (Datum) -> String {
    let breaks = scale.bins ?? scale.domain
    var format = base
    if scale.type == .quantile || scale.type == .quantize {
      let parsed = NumberFormat(specifier ?? "") ?? NumberFormat(NumberFormatSpecifier())
      if specifier != nil || scale.type == .quantile {
        format = specifier == nil ? base : { parsed($0.measure) }
      }
    }
    return { value in
      let low = value.measure
      let next = breaks.first { $0 > low }
      let from = low.isFinite ? format(value) : ""
      let to = next.map { format(.number($0)) } ?? ""
      if !from.isEmpty, !to.isEmpty { return from + " – " + to }
      return to.isEmpty ? "≥ " + from : "< " + to
    }
  }

  private func binNumber(_ specifier: String?) -> (Double) -> String {
    let format = NumberFormat(specifier ?? "") ?? NumberFormat(NumberFormatSpecifier())
    return { format($0) }
  }

  private func isTime(_ formatType: String?, _ scale: Scale) -> Bool {
    switch formatType ?? definition.formatType {
    case "time", "utc": return true
    case "number": return false
    default: break
    }
    return definition.type == .temporal
      || definition.isFieldDefinition && definition.timeUnit != nil
      || scale.type.isTime
  }

  private func timeSpecifier(
    _ format: StructuredValue?, isLegend: Bool, scale: Scale
  ) -> String? {
    let written = format ?? definition.format
    if let specifier = written?.string { return specifier }
    if definition.isFieldDefinition, let unit = definition.timeUnit?.resolved {
      var overrides: [String: String] = [:]
      for member in written?.members ?? [] { overrides[member.name] = member.value.string }
      return unit.formatSpecifier(overrides: overrides)
    }
    if isLegend { return configuration.value("timeFormat")?.string ?? "%b %d, %Y" }
    return nil
  }

  private func numberSpecifier(_ format: StructuredValue?) -> String? {
    if let specifier = format?.string ?? definition.format?.string { return specifier }
    guard definition.type == .quantitative else { return nil }
    if let stack = unit.stack, stack.offset == .normalize, stack.fieldChannel == channel {
      return configuration.value("normalizedNumberFormat")?.string ?? ".0%"
    }
    return configuration.value("numberFormat")?.string
  }
}

/// The text of single values: in text marks, tooltips and headers.
struct ValueText {
  let unit: UnitModel
  let context: DrawingContext

  /// A reader of a field's text in a row.
  func reader(
    _ definition: ChannelDefinition, _ channel: Channel
  ) -> (Row) -> Datum? {
    let read = unit.data.accessor(for: definition.columnName())
    if definition.isBinning {
      let end = unit.data.accessor(for: definition.columnName(suffix: "end"))
      let format = number(definition)
      return { row in
        let low = read(row)
        guard low.isValid else { return .string("null") }
        return .string(format(low.measure) + " – " + format(end(row).measure))
      }
    }
    if let stack = unit.stack, stack.offset == .normalize,
      unit.encoding[stack.fieldChannel]?.columnName() == definition.columnName(),
      let columns = unit.columns[stack.fieldChannel], let start = columns.stackStart,
      let end = columns.stackEnd, channel == .tooltip
    {
      let format = NumberFormat(definition.format?.string ?? ".0%")
      return { row in
        let share = end(row).measure - start(row).measure
        return .string(format?(share) ?? "")
      }
    }
    let format = ValueText.formatter(definition, context.configuration)
    return { row in format(read(row)) }
  }

  func text(_ value: Datum, _ definition: ChannelDefinition) -> Datum {
    ValueText.text(value, definition, context.configuration)
  }

  static func text(
    _ value: Datum, _ definition: ChannelDefinition, _ configuration: Configuration
  ) -> Datum {
    formatter(definition, configuration)(value)
  }

  /// Writes values as their definition's type and format have it; lists stay lists, for lines.
  static func formatter(
    _ definition: ChannelDefinition, _ configuration: Configuration
  ) -> (Datum) -> Datum {
    let isTime =
      definition.formatType == "time" || definition.formatType == "utc"
      || definition.type == .temporal || definition.isFieldDefinition && definition.timeUnit != nil
    if isTime, definition.formatType != "number" {
      let format = timeFormat(definition, configuration)
      return { value in
        .string(value.isValid ? format(value.toDate.measure) : value.coercedToString)
      }
    }
    let isQuantitative = definition.type == .quantitative
    let specifier =
      definition.format?.string
      ?? (isQuantitative ? configuration.value("numberFormat")?.string : nil)
    guard specifier != nil || isQuantitative else {
      return { value in
        if case .array = value { return value }
        return .string(value.coercedToString)
      }
    }
    let format = NumberFormat(specifier ?? "") ?? NumberFormat(NumberFormatSpecifier())
    return { value in
      switch value {
      case .array: return value
      case .string where specifier == nil: return value
      case .null: return .string("null")
      default:
        let number = value.measure
        return .string(number.isNaN ? value.coercedToString : format(number))
      }
    }
  }

  private static func timeFormat(
    _ definition: ChannelDefinition, _ configuration: Configuration
  ) -> TimeFormat {
    var specifier = definition.format?.string
    if specifier == nil, let unit = definition.timeUnit?.resolved {
      var overrides: [String: String] = [:]
      for member in definition.format?.members ?? [] {
        overrides[member.name] = member.value.string
      }
      specifier = unit.formatSpecifier(overrides: overrides)
    }
    return TimeFormat(specifier ?? configuration.value("timeFormat")?.string ?? "%b %d, %Y")
  }

  private func number(_ definition: ChannelDefinition) -> (Double) -> String {
    let specifier =
      definition.format?.string ?? context.configuration.value("numberFormat")?.string ?? ""
    let format = NumberFormat(specifier) ?? NumberFormat(NumberFormatSpecifier())
    return { format($0) }
  }
}

extension TimeUnitReference {
  /// The parts of the unit, or nil for a name that is none or a unit still to be chosen.
  var resolved: TimeUnit? {
    guard let unit, var found = TimeUnit(unit) else { return nil }
    found.step = Int(step, within: 1...1_000_000)
    found.isUTC = utc
    found.isBinned = binned
    return found
  }
}

/// Formats instants by the coarsest unit they begin, each unit as the author writes it.
struct MultiTimeFormat {
  private var formats: [String: TimeFormat] = [:]

  init(_ overrides: [StructuredValue.Member]) {
    for member in overrides {
      if let specifier = member.value.string { formats[member.name] = TimeFormat(specifier) }
    }
  }

  func text(_ instant: Double) -> String {
    guard let time = CivilTime(instant) else { return "" }
    let name: String
    let standard: String
    if time.milliseconds != 0 {
      (name, standard) = ("milliseconds", ".%L")
    } else if time.seconds != 0 {
      (name, standard) = ("seconds", ":%S")
    } else if time.minutes != 0 {
      (name, standard) = ("minutes", "%I:%M")
    } else if time.hours != 0 {
      (name, standard) = ("hours", "%I %p")
    } else if time.day != 1 {
      (name, standard) = time.weekday == 0 ? ("week", "%b %d") : ("day", "%a %d")
      if name == "day", let date = formats["date"] { return date(instant) }
    } else if time.month % 3 != 0 {
      (name, standard) = ("month", "%B")
    } else if time.month != 0 {
      (name, standard) = ("quarter", "%B")
    } else {
      (name, standard) = ("year", "%Y")
    }
    return (formats[name] ?? TimeFormat(standard))(instant)
  }
}
