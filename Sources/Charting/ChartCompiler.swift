import Basics
import Tables

/// The phases of a chart, in their order: decode, normalize, parse, lay out, write.
struct ChartCompiler {
  let request: ChartRequest
  let diagnostics: DiagnosticCollector

  func compile() -> RenderedChart? {
    ChartWork.begin()
    let decoder = SpecDecoder(diagnostics: diagnostics)
    guard var chart = decoder.chart(request.spec) else { return nil }
    requireText(chart)
    if request.theme.isHouse, chart.view.width == nil, case .unit = chart.view.composition {
      chart.view.width = request.width.map { .fixed($0) }
    }
    guard !diagnostics.hasErrors else { return nil }

    var configuration = Configuration(
      author: chart.config, theme: request.theme.configuration)
    if request.theme.isHouse { configuration.columnTitles = columnTitles }
    let normalizer = Normalizer(configuration: configuration, diagnostics: diagnostics)
    guard let view = normalizer.normalize(chart.view), !diagnostics.hasErrors else { return nil }

    let flow = DataFlow(
      tables: request.data, datasets: chart.datasets, diagnostics: diagnostics,
      isStrict: request.requiresText)
    let model = ViewBuilder(
      configuration: configuration, flow: flow, diagnostics: diagnostics
    ).build(view)
    if ChartWork.isExceeded {
      diagnostics.add(ChartMessage.tooMuchText(at: chart.range))
      return nil
    }
    FormatCheck(diagnostics: diagnostics, isStrict: request.requiresText)
      .check(model, configuration)
    guard !diagnostics.hasErrors else { return nil }
    if request.requiresText {
      if let empty = request.empty, !model.units.isEmpty, BlankCheck.isBlank(model) {
        return RenderedChart(svg: "", chart, emptyText: empty)
      }
      BlankCheck(diagnostics: diagnostics, mayBeEmpty: request.empty != nil)
        .check(model, of: chart.range)
    }
    guard !diagnostics.hasErrors else { return nil }

    let summary =
      request.needsTable ? ChartSummary(model: model, configuration: configuration).text() : ""
    let page = ChartPage(
      request: request, chart: chart, configuration: configuration, diagnostics: diagnostics,
      summary: summary)
    let drawn = page.draw(model)
    if ChartWork.isExceeded {
      diagnostics.add(ChartMessage.tooMuchText(at: chart.range))
    }
    guard !diagnostics.hasErrors else { return nil }
    let table =
      request.needsTable
      ? DataTwin(model: model, tables: request.data, configuration: configuration).table()
      : Table(columns: [], rows: [])
    var rendered = RenderedChart(svg: drawn.svg, chart)
    rendered.summary = summary
    rendered.dataTable = table
    rendered.width = drawn.width
    rendered.height = drawn.height
    return rendered
  }

  /// The titles of the tables' columns with their units: "Rent (EUR/m²)".
  private var columnTitles: [String: String] {
    var titles: [String: String] = [:]
    for name in request.data.keys.sorted() {
      for column in request.data[name]?.columns ?? [] where titles[column.name] == nil {
        guard column.title != nil || column.unit != nil else { continue }
        let title = column.title ?? FieldTitle.words(column.name)
        titles[column.name] = title + (column.unit.map { " (\($0))" } ?? "")
      }
    }
    return titles
  }

  private func requireText(_ chart: ChartSpec) {
    guard request.requiresText else { return }
    if !says(chart.view.title?.lines.joined()) {
      diagnostics.add(ChartMessage.withoutTitle(at: chart.range))
    }
    for member in chart.usermeta.members {
      let known = ["source", "note", "illustrative"]
      if !known.contains(member.name), nearMiss(member.name, among: known) != nil {
        diagnostics.add(
          ChartMessage.unknownProperty(
            member.name, of: "usermeta", known: known, at: member.nameRange))
      }
    }
    if !says(chart.description) {
      diagnostics.add(ChartMessage.withoutDescription(at: chart.range))
    }
  }

  private func says(_ text: String?) -> Bool { text?.contains { !$0.isWhitespace } ?? false }
}

extension RenderedChart {
  /// A picture with the words of its spec, without table and summary.
  fileprivate init(svg: String, _ chart: ChartSpec, emptyText: String? = nil) {
    self.init(
      svg: svg, title: chart.view.title?.lines.joined(separator: " ") ?? "",
      subtitle: chart.view.title?.subtitle.joined(separator: " ") ?? "",
      description: chart.description ?? "", sources: chart.sources, note: chart.note,
      isIllustrative: chart.usermeta.boolean("illustrative") ?? false, emptyText: emptyText,
      summary: "", dataTable: Table(columns: [], rows: []), width: 0, height: 0)
  }
}

extension ChartSpec {
  var sources: [String] { usermeta["source"].flatMap(SpecDecoder.lines) ?? [] }
  var note: String? { usermeta["note"].flatMap(SpecDecoder.lines)?.joined(separator: " ") }
}
