import Basics
import Charting
import Database
import Incremental
import Markup
import SiteModel
import Tables

/// Blocks of data: queries, tables and charts.
extension PageComposer {
  // MARK: - Queries

  func sqlBlock(_ block: FencedBlock, _ state: inout RenderState) throws -> String {
    let name = block.arguments
    guard !name.isEmpty else {
      state.diagnostics.append(
        BuildMessages.blockWithoutName("sql").at(block.path, block.infoRange))
      return ""
    }
    guard results[name] == nil else {
      state.diagnostics.append(
        BuildMessages.duplicateResult(name).at(block.path, block.infoRange))
      return ""
    }
    let taken = try recorder.value(DataNameKey(name))
    guard taken.isEmpty else {
      state.diagnostics.append(
        DataNames.taken(name, by: taken).at(block.path, block.infoRange))
      return ""
    }
    let (sql, lines) = results.composed(block.content)
    let key = QueryKey(sql: sql, asOf: page.asOf, parameters: parameters)
    results.add(name, sql: block.content, key: key)
    guard !hasTooManyRows else { return "" }
    let outcome = try outcome(of: key, below: lines, placed: block.placed)
    state.diagnostics += outcome.diagnostics
    resultBytes += outcome.table?.size ?? 0
    if resultBytes > Self.mostBytes {
      hasTooManyRows = true
      state.diagnostics.append(
        BuildMessages.resultsTooLarge(Self.mostBytes).at(block.path, block.infoRange))
    }
    return ""
  }

  /// What a query gives, with what is wrong with it at its place.
  /// - Parameter lines: how many lines were put before the author's text.
  func outcome(
    of key: QueryKey, below lines: Int, placed place: (Diagnostic) -> Diagnostic
  ) throws -> QueryOutcome {
    func placed(_ diagnostic: Diagnostic) -> Diagnostic { place(diagnostic.raised(by: lines)) }
    do {
      var outcome = try recorder.value(key)
      outcome.diagnostics = outcome.diagnostics.filter { !$0.isAbout(first: lines) }.map(placed)
      return outcome
    } catch let error as DiagnosticsError where error.diagnostics.allSatisfy({ $0.path == "" }) {
      // It was stopped, which ends the build: the author must see where.
      throw DiagnosticsError(
        error.diagnostics.map { diagnostic in
          var diagnostic = diagnostic
          diagnostic.path = nil
          return placed(diagnostic)
        })
    }
  }

  /// The rows of a named result; nil where there are none to show, which was reported.
  func table(
    named name: String, _ block: FencedBlock, range: SourceRange, _ state: inout RenderState
  ) throws -> Table? {
    guard let key = results[name] else {
      state.diagnostics.append(
        BuildMessages.unknownResult(name, known: results.names).at(block.path, range))
      return nil
    }
    guard !hasTooManyRows else { return nil }
    let outcome = try recorder.value(key)
    return outcome.isDoubtful ? nil : outcome.table
  }

  // MARK: - Tables

  func tableBlock(_ block: FencedBlock, _ state: inout RenderState) throws -> String {
    let words = block.arguments.split(separator: " ").map(String.init)
    guard let name = words.first(where: { !$0.hasPrefix("#") }) else {
      state.diagnostics.append(
        BuildMessages.blockWithoutName("table").at(block.path, block.infoRange))
      return ""
    }
    let number = numbers.nextTable()
    guard
      let id = id(
        words.filter { $0 != name }, prefix: "tbl-", number: number, label: "Table \(number)",
        block, &state)
    else { return "" }
    guard let options = try options(of: block, &state),
      let texts = try computedTexts(in: options, block, &state)
    else { return "" }
    noteTexts(in: options, texts, block)
    let (choice, diagnostics) = TableBlock.decode(texts.filled(options), path: "")
    state.diagnostics += diagnostics.map { block.placed($0.withoutPath) }
    guard let table = try table(named: name, block, range: block.infoRange, &state) else {
      return ""
    }
    // What comes to too much is not made first.
    let bytes = choice.textBytes(of: table)
    guard hasRoom(for: bytes, isMade: false, block.path, block.infoRange, &state) else { return "" }
    let (measured, mixed) = try MeasureCheck.table(table, choice, id: id, recorder)
    state.diagnostics += mixed.map(block.placed)
    guard !measured.rows.isEmpty || choice.empty != nil else {
      state.diagnostics.append(BuildMessages.emptyTable().at(block.path, block.infoRange))
      return ""
    }
    state.diagnostics += fractions(in: choice, of: measured, named: name).map(block.placed)
    let shown = ShownTable(measured, choice, path: "")
    if let repeated = shown.repeatedHeadings(of: measured) {
      state.diagnostics.append(
        BuildMessages.repeatedRows(repeated.words, count: repeated.count)
          .at(block.path, block.infoRange))
    }
    state.diagnostics += shown.diagnostics.map { block.placed($0.withoutPath) }
    let title = choice.caption ?? ""
    let withheld = try results[name].map { try recorder.value(WithheldKey(sql: $0.sql)).withheld }
    let download = try attachData(
      DownloadChoice(measured, withheld ?? Withheld()), "\(id).csv", of: "table", block, &state)
    addData(id, "Table \(number): \(title)", block)
    let caption =
      "<span class=\"number\">Table \(number)</span> <span class=\"title\">\(escaped(title))</span>"
    let html =
      "<figure class=\"table\" id=\"\(id)\" data-query=\"\(escaped(name))\">\n"
      + BlockHTML.table(
        shown, caption: caption, label: "Table \(number): \(title)", empty: choice.empty ?? "",
        href: settings.href)
      + BlockHTML.paragraph("note", "Note:", choice.note.map(escaped))
      + BlockHTML.paragraph(
        "source", "Source:",
        try sourceLine(
          choice.sources.map { ($0.text, block.range($0.range)) }, block.path, &state))
    return html + download.note + BlockHTML.downloads(download.links, of: title) + "</figure>\n"
  }

  // MARK: - Charts

  func chartBlock(_ block: FencedBlock, _ state: inout RenderState) throws -> String {
    let words = block.arguments.split(separator: " ").map(String.init)
    let number = numbers.nextFigure()
    guard
      let id = id(
        words, prefix: "fig-", number: number, label: "Figure \(number)", block, &state),
      let spec = try options(of: block, &state),
      let texts = try computedTexts(in: spec, block, &state)
    else { return "" }
    var data: [String: QueryKey] = [:]
    var drawn: [(table: Table, withheld: Withheld)] = []
    for reference in ChartKey.dataNames(in: spec) {
      let range = block.range(reference.range)
      guard let table = try table(named: reference.name, block, range: range, &state),
        let result = results[reference.name]
      else { return "" }
      data[reference.name] = result
      drawn.append((table, try recorder.value(WithheldKey(sql: result.sql)).withheld))
    }
    noteTexts(in: spec, texts, block)
    if let values = Self.typedRows(in: spec) {
      typedRows.append((block.path, block.range(values)))
    }
    let key = ChartKey(id: id, spec: block.content, texts: texts, data: data)
    let chart = try recorder.value(key)
    state.diagnostics += chart.diagnostics.map(block.placed)
    guard let svg = chart.svg else { return "" }

    let subtitle = chart.subtitle.map { "<span class=\"subtitle\">\(escaped($0))</span>\n" } ?? ""
    let badge =
      chart.isIllustrative
      ? "<span class=\"badge badge-illustrative\">Illustrative</span>\n" : ""
    let sources = chart.sources.map { (text: $0, range: block.infoRange) }
    let head = """
      <figure class="chart" id="\(id)" data-query="\(escaped(data.keys.sorted().joined(separator: " ")))">
      <figcaption><span class="number">Figure \(number)</span> <strong class="title">\
      \(escaped(chart.title))</strong>
      \(subtitle)\(badge)</figcaption>

      """
    let below =
      BlockHTML.paragraph("note", "Note:", chart.note.map(escaped))
      + BlockHTML.paragraph("source", "Source:", try sourceLine(sources, block.path, &state))
    if let text = chart.emptyText {
      return head + "<p class=\"empty\">\(escaped(text))</p>\n" + below + "</figure>\n"
    }
    let download = try attachData(
      DownloadChoice(chart.data, spec: spec, results: drawn), "\(id).csv", of: "chart", block,
      &state)
    addData(
      id, "Figure \(number): \(chart.title)", block, specification: texts.filled(block.content))
    let files = download.links + [("\(id).svg", "Picture (SVG)")]
    body.attachments.append(Body.Attachment(name: "\(id).svg", bytes: Array(chart.file.utf8)))
    return head + """
      <div class="chart-graphic" role="region" tabindex="0" aria-label="Figure \(number)">\(svg)</div>
      \(below)<details class="data-twin"><summary>Data of figure \(number)</summary>
      \(BlockHTML.table(
          ShownTable(chart.data), caption: escaped(chart.title),
          label: "Data of figure \(number)", href: settings.href))\
      </details>
      \(download.note)\(BlockHTML.downloads(files, of: chart.title))</figure>

      """
  }

  // MARK: - What blocks share

  /// The block's id, from its `#tbl-…` or made from its number; nil where what is written is wrong.
  private func id(
    _ words: [String], prefix: String, number: Int, label: String, _ block: FencedBlock,
    _ state: inout RenderState
  ) -> String? {
    var id: String?
    for word in words {
      guard word.hasPrefix("#"), id == nil else {
        state.diagnostics.append(
          BuildMessages.unknownBlockWord(word).at(block.path, block.infoRange))
        return nil
      }
      let name = String(word.dropFirst())
      guard name.hasPrefix(prefix), name.count > prefix.count,
        name.utf8.allSatisfy({
          $0 == 45 || $0 == 95 || ($0 | 32 >= 97 && $0 | 32 <= 122) || ($0 >= 48 && $0 <= 57)
        })
      else {
        state.diagnostics.append(
          BuildMessages.invalidBlockID(word, prefix: prefix).at(block.path, block.infoRange))
        return nil
      }
      id = name
    }
    let name = id ?? "\(prefix)\(number)"
    guard state.reserve(id: name, path: block.path, range: block.infoRange) else { return nil }
    numbers.name(name, label)
    return name
  }

  /// A block's YAML or JSON, with places in the block.
  func options(of block: FencedBlock, _ state: inout RenderState) throws -> StructuredValue? {
    let options = try recorder.value(BlockOptionsKey(block.content))
    state.diagnostics += options.diagnostics.map(block.placed)
    return options.value
  }

  /// The short names of sources: ids of the source table by their publishers, other texts as
  /// they are.
  private func sourceLine(
    _ sources: [(text: String, range: SourceRange)], _ path: String,
    _ state: inout RenderState
  ) throws -> String? {
    guard !sources.isEmpty else { return nil }
    return try sources.map { source in
      let name = try citations.shortName(of: source.text)
      let finding =
        name == nil
        ? try citations.nearSource(of: source.text) : try citations.lateness(of: source.text)
      if let finding { state.diagnostics.append(finding.at(path, source.range)) }
      if name == nil { blockTexts.append((source.text, path, source.range)) }
      return name ?? escaped(source.text)
    }.joined(separator: "; ")
  }
}

extension Diagnostic {
  /// For what stands in a text that has no file of its own.
  var withoutPath: Diagnostic {
    var diagnostic = self
    if diagnostic.path == "" { diagnostic.path = nil }
    return diagnostic
  }
}
