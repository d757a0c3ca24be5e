import Basics
import Charting
import Incremental
import Markup
import SiteModel
import Tables

/// The rules about what stands on a page.
struct BodyRules: Sendable {
  let reader: InputReader

  var rules: [Rule] {
    [
      Rule(BodyKey.self) { try body($0, $1) },
      Rule(AnchorsKey.self) { key, recorder in
        try recorder.value(BodyKey(key.page)).anchors
      },
      Rule(AnchorCheckKey.self) { try anchorCheck($0, $1) },
      Rule(ParameterFilesKey.self) { try parameterFiles($0, $1) },
      Rule(BlockOptionsKey.self) { key, _ in BlockOptions(key.text) },
      Rule(ChartKey.self) { try chart($0, $1) },
    ]
  }

  private func body(_ key: BodyKey, _ recorder: Recorder) throws -> Body {
    let path = SitePaths.content + "/" + key.page.file
    guard let source = try reader.text(path, recorder),
      let page = try recorder.value(PagesOfFileKey(key.page.file)).first(where: {
        $0.id == key.page
      })
    else { return Body() }
    let composer = PageComposer(
      page: page, settings: try recorder.value(SettingsKey()),
      parameters: try parameters(of: key.page, recorder),
      showsDrafts: try reader.option(BuildOptions.draftsOption, recorder) != nil,
      recorder: recorder, reader: reader)
    return try composer.compose(source)
  }

  /// Every column of the page's row, for queries to bind.
  private func parameters(
    of page: PageID, _ recorder: Recorder
  ) throws -> [String: Value] {
    guard let name = PageID.parameterName(of: page.file) else { return [:] }
    let matter = try recorder.value(FrontMatterKey(page.file))
    guard let sql = matter.rows,
      let table = try recorder.value(QueryKey(sql: sql, asOf: matter.asOf)).table,
      let column = table.index(of: name),
      let row = table.rows.first(where: { $0[column] == .text(page.parameter) })
    else { return [:] }
    return Dictionary(
      zip(table.columns.map(\.name), row), uniquingKeysWith: { first, _ in first })
  }

  private func anchorCheck(_ key: AnchorCheckKey, _ recorder: Recorder) throws -> Bool {
    for link in try recorder.value(BodyKey(key.page)).links {
      let target: PageID
      switch link.target {
      case .page(let page): target = page
      case .address(let address):
        if try Self.isMade(address, recorder) { continue }
        if address.hasPrefix("/" + DataFilesKey.folder + "/"),
          try recorder.value(PackageKey()).isBroken
        {
          continue
        }
        guard let page = try recorder.value(PageAtAddressKey(address)).first else {
          recorder.report(
            BuildMessages.brokenLink(
              address, hint: "link to the page's .md file, or write the address as it is"
            )
            .at(link.path, link.range))
          continue
        }
        target = page
      }
      guard !link.anchor.isEmpty else { continue }
      let anchors = try recorder.value(AnchorsKey(target))
      if !anchors.contains(link.anchor) {
        let name = target == key.page ? "this page" : "'\(target.file)'"
        recorder.report(
          BuildMessages.brokenAnchor(link.anchor, page: name, known: anchors)
            .at(link.path, link.range))
      }
    }
    return true
  }

  /// Whether an address is that of a file which the site makes beside its authors' pages.
  static func isMade(_ address: String, _ recorder: Recorder) throws -> Bool {
    switch address {
    case "/sitemap.xml": return true
    case "/feed.xml", "/feed.json": return try recorder.value(SettingsKey()).feedSection != nil
    default:
      let folder = "/" + DataFilesKey.folder + "/"
      if address.hasPrefix(folder) {
        let names = try recorder.value(DataFilesKey())
        return names.contains(String(address.dropFirst(folder.count)))
      }
      guard address.hasPrefix("/tags/") else { return false }
      let tags = try recorder.value(TagsKey()).tags
      return address == "/tags/" ? !tags.isEmpty : tags.contains { $0.url == address }
    }
  }

  private func parameterFiles(
    _ key: ParameterFilesKey, _ recorder: Recorder
  ) throws -> [String] {
    try recorder.value(ContentFilesKey()).filter {
      PageID(file: $0).folder == key.name && PageID.parameterName(of: $0) != nil
    }
  }

  private func chart(_ key: ChartKey, _ recorder: Recorder) throws -> ChartOutcome {
    var outcome = ChartOutcome()
    guard let spec = try recorder.value(BlockOptionsKey(key.spec)).value else { return outcome }
    var data: [String: Table] = [:]
    for (name, query) in key.data.sorted(by: { $0.key < $1.key }) {
      data[name] = try recorder.value(query).table
    }
    let mixed = try MeasureCheck.chart(spec, id: key.id, data: &data, recorder)
    var reader = EmptyWords(key.texts.filled(spec))
    let empty = reader.take()
    let (chart, diagnostics) = renderChart(
      ChartRequest(
        spec: reader.spec, data: data, id: key.id + "-chart", theme: .house, requiresText: true,
        empty: empty))
    outcome.diagnostics = mixed + reader.diagnostics + diagnostics.map(\.withoutPath)
    guard let chart, reader.diagnostics.isEmpty else { return outcome }
    outcome.svg = chart.svg
    outcome.emptyText = chart.emptyText
    let properties = Dictionary(
      try recorder.value(StylePropertiesKey()).map { ($0.name, $0.value) },
      uniquingKeysWith: { _, last in last })
    outcome.file =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + PlainPaint.resolved(chart.svg, properties: properties) + "\n"
    outcome.title = chart.title
    outcome.subtitle = chart.subtitle.isEmpty ? nil : chart.subtitle
    outcome.note = chart.note
    outcome.sources = chart.sources
    outcome.isIllustrative = chart.isIllustrative
    outcome.data = chart.dataTable
    return outcome
  }
}
