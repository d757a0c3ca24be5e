import Basics
import Database
import Incremental
import Markup
import SiteModel
import Tables

/// Claims, checked words and what is said of figures typed by hand.
extension PageComposer {
  // MARK: - Claims

  /// `{claim F109}`: the claim's value with its citation mark.
  func claim(_ role: InlineRole, _ state: inout RenderState) throws -> String {
    guard let claim = try printedClaim(of: role, &state) else { return "" }
    let entry = try claimAddress(claim.id, topic: claim.topic, role)
    let html = escaped(claim.text)
    guard claim.isMarked else {
      let linked = entry.map { "<a href=\"\(escaped($0))\">\(html)</a>" } ?? html
      return "<span class=\"figure\" data-claim=\"\(escaped(claim.id))\">\(linked)</span>"
    }
    return "<span class=\"figure\" data-claim=\"\(escaped(claim.id))\">\(html)</span>"
      + (try citations.mark(for: claim.sources, claim: claim.id, entry: entry))
  }

  /// What a `claim` role prints, without markup; nil where it prints nothing, which was reported.
  func printedClaim(
    of role: InlineRole, _ state: inout RenderState
  ) throws -> (id: String, topic: String, text: String, sources: [String], isMarked: Bool)? {
    var words = (role.arguments.isEmpty ? role.content : role.arguments)
      .split(separator: " ").map(String.init)
    guard !words.isEmpty else {
      state.diagnostics.append(FigureMessages.claimWithoutID().at(role.path, role.range))
      return nil
    }
    let id = words.removeFirst()
    let form = words.filter { $0 != "uncited" }.joined(separator: " ")
    let outcome = try recorder.value(ClaimKey(id, form: form, asOf: page.asOf))
    state.diagnostics += outcome.diagnostics.map { $0.at(role.path, role.range) }
    guard let text = outcome.text else { return nil }
    body.figures.append(
      PrintedFigure(
        kind: .claim, id: id, form: form, text: text, path: role.path, range: role.range))
    return (id, outcome.topic, text, outcome.sources, !words.contains("uncited"))
  }

  /// The address of a claim's entry, where the site has a page for it.
  private func claimAddress(_ id: String, topic: String, _ role: InlineRole) throws -> String? {
    guard let place = try ClaimPlace(of: topic, recorder) else { return nil }
    body.links.append(
      Body.AnchorLink(target: .page(place.page), anchor: id, path: role.path, range: role.range))
    return settings.href(place.url) + "#" + id
  }

  /// A `claims` block: the entries of a topic's claims, or of all that the page has not listed yet;
  /// one line each for those whose entries have a page of their own.
  func claimList(_ block: FencedBlock, _ state: inout RenderState) throws -> String {
    let known = try recorder.value(ClaimTopicsKey())
    let name =
      block.arguments.hasPrefix(":")
      ? parameters[String(block.arguments.dropFirst())]?.machineText ?? block.arguments
      : block.arguments
    guard name.isEmpty ? !known.isEmpty : known.contains(name) else {
      state.diagnostics.append(
        FigureMessages.emptyClaimList(name, known: known.filter { !$0.isEmpty }).at(
          block.path, block.infoRange))
      return ""
    }
    let topics = name.isEmpty ? known.filter { !listedTopics.contains($0) } : [name]
    listedTopics.formUnion(topics)
    var html = ""
    for topic in topics {
      let place = try ClaimPlace(of: topic, recorder)
      let hasEntries = place.map { $0.url == page.url || !$0.isOfTopic } ?? true
      var list = ""
      for entry in try recorder.value(ClaimEntriesKey(topic)) {
        guard state.reserve(id: entry.id, path: block.path, range: block.infoRange) else {
          continue
        }
        anchors.append(entry.id)
        list += hasEntries ? entry.html : entry.line
      }
      html += hasEntries || list.isEmpty ? list : "<ul class=\"claim-lines\">\n\(list)</ul>\n"
    }
    return html
  }

  /// An `errata` block: the corrections of all published editions.
  func errataList() throws -> String { try recorder.value(ErrataListKey()) }

  // MARK: - Checked words

  /// `{assert} CONDITION :: words`: the words, as long as the condition holds.
  func assertion(_ role: InlineRole, _ state: inout RenderState) throws -> String {
    guard let printed = try printedAssertion(of: role, &state) else { return "" }
    return
      "<span class=\"asserted\" data-assert=\"\(printed.mark)\">\(escaped(printed.words))</span>"
  }

  /// What an `assert` role prints, without markup, and the mark of its condition; nil where it does
  /// not hold, which was reported.
  func printedAssertion(
    of role: InlineRole, _ state: inout RenderState
  ) throws -> (words: String, mark: String)? {
    guard let parts = Self.splitAssertion(role.content) else {
      state.diagnostics.append(
        FigureMessages.assertionWithoutWords().at(role.path, role.contentRange))
      return nil
    }
    func query(_ expression: String) throws -> (QueryKey, lines: Int, QueryOutcome) {
      let (sql, lines) = results.composed("select \(expression)")
      let key = QueryKey(sql: sql, asOf: page.asOf, parameters: parameters)
      return (key, lines, try recorder.value(key))
    }
    let (key, lines, outcome) = try query(parts.condition)
    state.diagnostics += outcome.diagnostics.filter { !$0.isAbout(first: lines) }.map {
      diagnostic in
      // The condition stands where the word `select` and a blank stand in the query.
      role.placed(diagnostic.raised(by: lines).shifted(by: -7))
    }
    guard !outcome.isDoubtful, let table = outcome.table else { return nil }
    guard table.rows.count == 1, table.columns.count == 1 else {
      let diagnostic =
        table.columns.count == 1
        ? BuildMessages.valueCount(table.rows.count)
        : BuildMessages.valueColumns(table.columns.count)
      state.diagnostics.append(diagnostic.at(role.path, role.contentRange))
      return nil
    }
    for inner in SQLCondition.scalarSubqueries(of: parts.condition) {
      // One that reads what stands around it cannot be run by itself, and says nothing.
      guard
        case .integer(let count)? = try query("(select count(*) from (\(inner)))").2
          .table?.rows.first?.first, count > 1
      else { continue }
      state.diagnostics.append(
        FigureMessages.severalRows(inner, count: Int(count)).at(role.path, role.contentRange))
      return nil
    }
    let truth = table.rows[0][0]
    if Self.holds(truth) {
      let mark = QueryMark.mark(key.sql)
      body.figures.append(
        PrintedFigure(
          kind: .assertion, id: mark, text: parts.words, path: role.path, range: role.range))
      return (parts.words, mark)
    }
    var operands: [(text: String, value: String)] = []
    for operand in SQLCondition.operands(of: parts.condition) {
      guard let row = try query(operand).2.table?.rows.first, row.count == 1 else { continue }
      let value = row[0] == .null ? "NULL" : row[0].machineText
      operands.append((operand, value))
    }
    let diagnostic =
      truth == .null
      ? FigureMessages.unknownAssertion(parts.words, operands: operands)
      : FigureMessages.failedAssertion(parts.words, operands: operands)
    state.diagnostics.append(diagnostic.at(role.path, role.contentRange))
    return nil
  }

  /// The condition and the words on the two sides of the first `::` that no quotes enclose.
  private static func splitAssertion(_ content: String) -> (condition: String, words: String)? {
    var isQuoted = false
    var index = content.startIndex
    while index < content.endIndex {
      let rest = content[index...]
      if rest.first == "'" {
        isQuoted.toggle()
      } else if !isQuoted, rest.hasPrefix("::") {
        let condition = content[..<index].trimmed
        let words = rest.dropFirst(2).trimmed
        return condition.isEmpty || words.isEmpty ? nil : (condition, words)
      }
      index = content.index(after: index)
    }
    return nil
  }

  /// What SQLite takes for true.
  private static func holds(_ value: Value) -> Bool {
    switch value {
    case .boolean(let boolean): boolean
    case .integer(let integer): integer != 0
    case .number(let number): number != 0
    case .null, .text: false
    }
  }

  // MARK: - The page's figures

  /// Notes the data of a table or chart; its file was attached last, where readers are given one.
  func addData(
    _ id: String, _ title: String, _ block: FencedBlock, specification: String = ""
  ) {
    let file = body.attachments.last { $0.name == id + ".csv" }
    var figure = PrintedFigure(
      kind: .data, id: id, text: ContentHash(of: file?.bytes ?? []).hexadecimal,
      path: block.path, range: block.infoRange)
    figure.sentence = title
    if !specification.isEmpty {
      figure.specification = ContentHash(of: specification).hexadecimal
    }
    body.figures.append(figure)
  }

  /// Gives the figures in a block's texts those texts for sentences, and keeps the texts that
  /// readers see, to be looked at for figures typed by hand.
  func noteTexts(in value: StructuredValue, _ texts: ComputedTexts, _ block: FencedBlock) {
    for member in value.members ?? [] {
      if Self.shownTexts.contains(member.name) {
        for line in member.value.elements ?? [member.value] {
          guard let text = line.string else { continue }
          blockTexts.append((ComputedTexts.withoutRoles(text), block.path, block.range(line.range)))
        }
      }
      guard let text = member.value.string else {
        noteTexts(in: member.value, texts, block)
        continue
      }
      let range = block.range(member.value.range)
      for index in body.figures.indices
      where body.figures[index].path == block.path && body.figures[index].range == range {
        body.figures[index].sentence = texts.filled(text)
      }
    }
    for element in value.elements ?? [] { noteTexts(in: element, texts, block) }
  }

  /// Where a specification holds rows with numbers in it, unless it says that they are illustrative.
  static func typedRows(in spec: StructuredValue) -> SourceRange? {
    if spec["usermeta"]?["illustrative"]?.boolean == true { return nil }
    func hasNumber(_ value: StructuredValue) -> Bool {
      value.number != nil || (value.elements ?? []).contains(where: hasNumber)
        || (value.members ?? []).contains { hasNumber($0.value) }
    }
    func find(_ value: StructuredValue) -> SourceRange? {
      for member in value.members ?? [] {
        if member.name == "data", let values = member.value["values"], hasNumber(values) {
          return values.range
        }
        if member.name == "datasets", hasNumber(member.value) { return member.value.range }
        if let range = find(member.value) { return range }
      }
      return (value.elements ?? []).lazy.compactMap(find).first
    }
    return find(spec)
  }

  /// The members of a block that hold sentences.
  private static let shownTexts: Set<String> = [
    "caption", "title", "text", "subtitle", "description", "note", "label", "empty",
  ]

  /// Gives the figures of an edition their sentences, and looks for words that rulings have rejected
  /// and, on a page whose figures are checked, for figures typed by hand.
  func checkFigures(_ source: SourceText) throws -> [Diagnostic] {
    // Most pages of a large site ask for none of it; their front matter is not read again.
    guard
      page.asOf != nil || settings.figures == .checked
        || splitFrontMatter(source).yaml?.contains(bytesOf: "figures") ?? false
    else { return [] }
    let file = MarkdownFile(source)
    let check =
      file.frontMatter?["figures"]?.string.flatMap(FigureCheck.init) ?? settings.figures
    guard check == .checked || page.asOf != nil else { return [] }
    let prose = FigureProse(body.figures) { [numbers] in numbers.label(of: $0) }
    var sentences: [PrintedFigure: String] = [:]
    var diagnostics: [Diagnostic] = []
    let rejected = try recorder.value(RejectedWordsKey())
    for document in documents {
      let path = document.source.path
      for block in document.proseBlocks() {
        let text = prose.text(of: block, path: path)
        for (place, figure) in text.figures {
          guard let sentence = text.sentences.first(where: { $0.contains(place) }) else { continue }
          sentences[figure] = text.string(sentence)
        }
        for (diagnostic, place) in try RejectedWording.findings(
          in: text, words: rejected, recorder)
        {
          let bytes = text.offsets[place.lowerBound]..<(text.offsets[place.upperBound - 1] + 1)
          diagnostics.append(diagnostic.at(path, document.range(of: bytes, in: block)))
        }
        guard check == .checked else { continue }
        for typed in FigureLint.typedFigures(in: block.text, isHeading: block.kind == .heading) {
          diagnostics.append(
            FigureMessages.uncitedFigure(typed.text)
              .at(path, document.range(of: typed.bytes, in: block)))
        }
      }
    }
    for index in body.figures.indices {
      if let sentence = sentences[body.figures[index]] { body.figures[index].sentence = sentence }
    }
    guard check == .checked else { return diagnostics }
    diagnostics += printedRoles.filter { SQLCondition.isTyped($0.role.content) }.map {
      FigureMessages.uncitedFigure($0.text).at($0.role.path, $0.role.contentRange)
    }
    diagnostics += typedRows.map { FigureMessages.typedRows().at($0.path, $0.range) }
    for text in blockTexts {
      diagnostics += FigureLint.typedFigures(in: Array(text.text.utf8)).map {
        FigureMessages.uncitedFigure($0.text).at(text.path, text.range)
      }
    }
    return diagnostics + typedFrontMatter(file)
  }

  /// Figures typed into the title and the summary.
  private func typedFrontMatter(_ file: MarkdownFile) -> [Diagnostic] {
    ["title", "summary"].flatMap { key -> [Diagnostic] in
      guard let value = file.frontMatter?[key], let text = value.string else { return [] }
      return FigureLint.typedFigures(in: Array(text.utf8)).map { typed in
        FigureMessages.uncitedFrontMatter(typed.text, key: key)
          .at(file.source.path, value.range)
      }
    }
  }
}

extension Diagnostic {
  /// The same about a text that stands some columns further in its first line.
  fileprivate func shifted(by columns: Int) -> Diagnostic {
    guard path == nil, let range else { return self }
    func shifted(_ position: SourcePosition) -> SourcePosition {
      guard position.line == 1 else { return position }
      return SourcePosition(line: 1, column: max(1, position.column + columns))
    }
    var moved = self
    moved.range = SourceRange(start: shifted(range.start), end: shifted(range.end))
    return moved
  }
}

extension Substring {
  fileprivate var trimmed: String {
    let head = drop(while: \.isWhitespace)
    return String(head.reversed().drop(while: \.isWhitespace).reversed())
  }
}
