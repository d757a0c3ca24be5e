import Basics
import Tables

/// What would leave a picture blank or wrong under its title: no rows, a field none of whose values
/// has a place on its scale, infinite values, a layer without marks, marks that stand on one another
/// because a query gives a row several times.
///
/// Vega-Lite draws all of it without a word, and a chart on its own does the same; in a page a reader
/// would take the picture for what the title says.
struct BlankCheck {
  let diagnostics: DiagnosticCollector
  /// Whether the author has thought of a chart without rows, and so of a layer without any.
  let mayBeEmpty: Bool

  /// Whether there is nothing to draw: no unit that reads rows has one.
  static func isBlank(_ model: ViewModel) -> Bool {
    model.units.allSatisfy { $0.data.count == 0 && $0.raw.count == 0 }
  }

  func check(_ model: ViewModel, of chart: SourceRange) {
    guard !model.units.isEmpty, !Self.isBlank(model) else {
      diagnostics.add(ChartMessage.emptyChart(at: chart))
      return
    }
    for unit in model.units where !Self.isPartOfComposite(unit) {
      let facets = facets(around: unit, in: model)
      let scaled = unit.encoding.allFields.filter { Self.isScaled($0.channel, $0.definition) }
      let isAlone = model.units.count == 1
      guard unit.raw.count > 0, isAlone || !scaled.contains(where: { lacksValues($0.1, in: unit) })
      else {
        if !mayBeEmpty { diagnostics.add(ChartMessage.layerWithoutMarks(at: unit.range)) }
        continue
      }
      for (channel, definition) in scaled { check(channel, definition, of: unit) }
      for (channel, definition) in unit.encoding.allFields {
        namesOutsideDomain(channel, definition, of: unit)
        numbersOutsideDomain(channel, definition, of: unit)
        namesOfSort(channel, definition, of: unit)
        numbersAsNames(channel, definition, of: unit)
        monthsByAlphabet(channel, definition, of: unit)
        shortRange(channel, definition, of: unit)
      }
      barsOnLogScale(unit)
      rowsOnOneAnother(unit, facets)
      rowsOnOneLine(unit, facets)
      if unit.mark.type == .text, !unit.encoding.has(.text), unit.property("text") == nil {
        diagnostics.add(ChartMessage.textWithoutText(at: unit.range))
      }
    }
  }

  /// A box plot without outliers lacks nothing.
  private static func isPartOfComposite(_ unit: UnitModel) -> Bool {
    unit.mark.styles.contains { style in
      ["boxplot-", "errorbar-", "errorband-"].contains { style.hasPrefix($0) }
    }
  }

  // MARK: - Fields

  /// The operations that count rows and read no number of them.
  private static let counting: Set<String> = ["count", "distinct", "valid", "missing"]

  /// Whether a channel gives the numbers or dates of a field places on a scale.
  private static func isScaled(_ channel: Channel, _ definition: ChannelDefinition) -> Bool {
    guard channel.scaleChannel != nil, definition.field != nil,
      definition.type == .quantitative || definition.type == .temporal
    else { return false }
    switch definition.aggregate {
    case .operation(let operation): return !counting.contains(operation)
    case .argmin, .argmax: return false
    case nil: return true
    }
  }

  /// Whether all values of a field are missing.
  private func lacksValues(_ definition: ChannelDefinition, in unit: UnitModel) -> Bool {
    guard let field = definition.field else { return false }
    return unit.raw.values(of: field).allSatisfy(\.isNull)
  }

  private func check(_ channel: Channel, _ definition: ChannelDefinition, of unit: UnitModel) {
    guard let scaleChannel = channel.scaleChannel, let field = definition.field,
      let type = definition.type
    else { return }
    let values = unit.raw.values(of: field)
    let isLog = unit.scales[scaleChannel]?.type == .log && definition.aggregate == nil
    var count = (given: 0, bad: 0)
    var firstBad: Datum?
    var looksLikeYears = type == .temporal
    for value in values where !value.isNull {
      count.given += 1
      let measure = value.measure
      if measure.isInfinite {
        diagnostics.add(ChartMessage.infinite(field, at: definition.placeOfField))
        return
      }
      if measure.isNaN || isLog && measure <= 0 {
        count.bad += 1
        if firstBad == nil { firstBad = value }
      } else if !(1000...9999).contains(measure) || measure != measure.rounded() {
        looksLikeYears = false
      }
    }
    let place = definition.placeOfField
    if count.given == count.bad {
      diagnostics.add(
        ChartMessage.noValues(
          field, type: type, isOnLogScale: isLog, found: firstBad.map(Self.shown), at: place))
    } else if let firstBad {
      diagnostics.add(
        ChartMessage.valuesNotDrawn(
          field, count.bad, of: values.count, type: type, isOnLogScale: isLog,
          first: Self.shown(firstBad), at: place))
    } else if looksLikeYears, definition.timeUnit == nil {
      diagnostics.add(ChartMessage.yearsAsMilliseconds(field, at: place))
    }
  }

  private static func shown(_ value: Datum) -> String {
    // A text that is no date is not kept.
    if case .date(let milliseconds) = value, milliseconds.isNaN { return "" }
    let text = value.coercedToString
    return text.count > 40 ? text.prefix(39) + "…" : text
  }

  /// Names that a domain of the author's leaves out: their marks have no place, or no colour.
  private func namesOutsideDomain(
    _ channel: Channel, _ definition: ChannelDefinition, of unit: UnitModel
  ) {
    guard channel.scaleChannel != nil, definition.field != nil,
      definition.type == .nominal || definition.type == .ordinal, definition.timeUnit == nil,
      let domain = definition.scaleProperties["domain"], let elements = domain.elements
    else { return }
    let known = Set(elements.compactMap { $0.string ?? $0.number.map(NumberText.shortest) })
    guard known.count == elements.count else { return }
    let read = unit.data.accessor(for: definition.columnName())
    let shown = Set(unit.data.rows.map { read($0) }.filter { !$0.isNull }.map(\.coercedToString))
    let outside = shown.subtracting(known).sorted()
    guard let first = outside.first else { return }
    diagnostics.add(
      ChartMessage.outsideDomain(
        first, count: outside.count, near: nearMiss(first, among: known.subtracting(shown)),
        at: domain.range))
  }

  /// Numbers that a domain of the author's leaves out: their marks are drawn outside the frame.
  private func numbersOutsideDomain(
    _ channel: Channel, _ definition: ChannelDefinition, of unit: UnitModel
  ) {
    guard let scaleChannel = channel.scaleChannel, let field = definition.field,
      definition.type == .quantitative, let domain = definition.scaleProperties["domain"],
      let elements = domain.elements
    else { return }
    if let text = elements.compactMap(\.string).first {
      diagnostics.add(ChartMessage.textInDomain(text, at: domain.range))
      return
    }
    let ends = elements.compactMap(\.number)
    guard scaleChannel == .x || scaleChannel == .y, ends.count == elements.count,
      let low = ends.min(), let high = ends.max(), definition.aggregate == nil,
      definition.bin == nil,
      unit.stack?.fieldChannel != channel, unit.property("clip")?.boolean != true,
      definition.scaleProperties["clamp"]?.boolean != true
    else { return }
    let outside = unit.raw.values(of: field).filter { value in
      guard !value.isNull, value.measure.isFinite else { return false }
      return value.measure < low || value.measure > high
    }
    guard let first = outside.first else { return }
    diagnostics.add(
      ChartMessage.drawnOutside(Self.shown(first), count: outside.count, at: domain.range))
  }

  /// Numbers without a type, which are names then: each has a place of its own, and none is longer than
  /// another. Years and the like may be meant so.
  private func numbersAsNames(
    _ channel: Channel, _ definition: ChannelDefinition, of unit: UnitModel
  ) {
    guard [.x, .y, .theta, .radius, .size].contains(channel), let field = definition.field,
      definition.type == .nominal, definition.isTypeInferred || channel == .theta,
      definition.aggregate == nil, definition.timeUnit == nil
    else { return }
    let values = unit.raw.values(of: field).filter { !$0.isNull }
    var areWhole = true
    for value in values {
      guard case .number(let number) = value else { return }
      areWhole = areWhole && number == number.rounded() && (1000...2999).contains(number)
    }
    guard Set(values).count > 1, !areWhole || channel == .theta else { return }
    diagnostics.add(
      ChartMessage.numbersAsNames(field, on: channel.name, at: definition.placeOfField))
  }

  /// Names of an order that the data do not have.
  private func namesOfSort(
    _ channel: Channel, _ definition: ChannelDefinition, of unit: UnitModel
  ) {
    guard case .values(let values)? = definition.sort, definition.field != nil,
      definition.type == .nominal || definition.type == .ordinal, definition.timeUnit == nil
    else { return }
    let read = unit.data.accessor(for: definition.columnName())
    let shown = Set(unit.data.rows.map { read($0) }.filter { !$0.isNull }.map(\.coercedToString))
    let written = values.compactMap { $0.string.map { ($0, $0) } }
    guard written.count == values.count, !shown.isEmpty else { return }
    for (value, element) in zip(values, written) where !shown.contains(element.0) {
      // An order may name more than the rows of today have; a slip leaves a name of theirs out.
      let left = shown.subtracting(written.map(\.0))
      guard let near = nearMiss(element.0, among: left.sorted()) else { continue }
      diagnostics.add(ChartMessage.sortWithoutValue(element.0, near: near, at: value.range))
    }
  }

  // MARK: - Marks

  private func barsOnLogScale(_ unit: UnitModel) {
    guard unit.mark.type.isBarOrArea, unit.orientation != nil else { return }
    let channel: Channel = unit.orientation == .vertical ? .y : .x
    guard unit.scales[channel]?.type == .log, let definition = unit.encoding.field(channel),
      channel.secondary.map({ unit.encoding[$0] == nil }) ?? true
    else { return }
    diagnostics.add(ChartMessage.barsOnLogScale(unit.mark.type.rawValue, at: definition.range))
  }

  /// Pieces of a stack that nothing tells apart: the bar shows the sum of rows that the query, by a
  /// join without a condition, gives several times.
  private func rowsOnOneAnother(_ unit: UnitModel, _ facets: [String]) {
    guard let stack = unit.stack, !unit.encoding.isAggregate,
      let measure = unit.encoding[stack.fieldChannel], measure.stack == nil
    else { return }
    let names =
      stack.groupingChannels.compactMap { unit.encoding[$0]?.columnName() }
      + stack.splitting.map { $0.definition.columnName() } + facets
    guard !stack.groupingChannels.isEmpty else { return }
    guard let most = Self.mostRepeated(names, in: unit.data, where: { _ in true }) else { return }
    diagnostics.add(
      ChartMessage.rowsOnOneAnother(most.count, of: most.words, at: measure.placeOfField))
  }

  /// A line of names or days that comes to one place several times: it joins rows of several series.
  private func rowsOnOneLine(_ unit: UnitModel, _ facets: [String]) {
    guard unit.mark.type == .line, unit.encoding.orders.isEmpty,
      let x = unit.encoding.field(.x), let y = unit.encoding.field(.y)
    else { return }
    let isAcross = y.type == .quantitative && y.bin == nil
    let (place, measure) = isAcross ? (x, y) : (y, x)
    guard measure.type == .quantitative, measure.aggregate == nil, place.aggregate == nil,
      place.type != .quantitative
    else { return }
    var names = [place.columnName()] + facets
    for channel in Channel.nonPositions where channel != .tooltip {
      names += unit.encoding.definitions(channel).filter(\.isFieldDefinition)
        .map { $0.columnName() }
    }
    let value = unit.data.accessor(for: measure.columnName())
    guard let most = Self.mostRepeated(names, in: unit.data, where: { value($0).isValid }) else {
      return
    }
    diagnostics.add(
      ChartMessage.rowsOnOneLine(most.count, of: most.words, at: measure.placeOfField))
  }

  /// The values of some columns that most rows share, and how many; nil where no two rows do.
  private static func mostRepeated(
    _ columns: [String], in data: Dataset, where isCounted: (Row) -> Bool
  ) -> (words: String, count: Int)? {
    let readers = columns.map { data.accessor(for: $0) }
    var seen: [[Datum]: Int] = [:]
    for row in data.rows where isCounted(row) { seen[readers.map { $0(row) }, default: 0] += 1 }
    return seen.filter { $0.value > 1 }.map { (words: words($0.key), count: $0.value) }
      .max { ($0.count, $1.words) < ($1.count, $0.words) }
  }

  private static func words(_ key: [Datum]) -> String { key.map(shown).joined(separator: ", ") }

  private func facets(around unit: UnitModel, in model: ViewModel) -> [String] {
    model.descendants.flatMap { view -> [String] in
      guard case .facet(let facet, let child) = view.content,
        child.units.contains(where: { $0 === unit })
      else { return [] }
      return facet.parts.map(\.column).filter { unit.data.index(of: $0) != nil }
    }
  }
}
