import Basics
import Incremental
import Markup
import SiteModel
import Tables

/// The `downloads` block: the published tables, the files beside them, checksums, how to cite.
extension PageComposer {
  func downloadsBlock(_ block: FencedBlock, _ state: inout RenderState) throws -> String {
    let names = try recorder.value(DataFilesKey())
    guard !names.isEmpty, let published = try recorder.value(PackageKey()).published else {
      if try recorder.value(PackageKey()).isBroken { return "" }
      state.diagnostics.append(
        BuildMessages.noPublishedData().at(block.path, block.infoRange))
      return ""
    }
    var sums: [String: DataFileSum] = [:]
    for (name, sum) in zip(names, try recorder.values(names.map { DataFileSumKey($0) })) {
      sums[name] = sum
    }
    let number = numbers.nextTable()
    guard state.reserve(id: "published-tables", path: block.path, range: block.infoRange) else {
      return ""
    }
    numbers.name("published-tables", "Table \(number)")
    let caption =
      "<span class=\"number\">Table \(number)</span> "
      + "<span class=\"title\">Published tables</span>"
    let list = BlockHTML.table(
      shown(tables(published, sums)), caption: caption, label: "Published tables",
      href: settings.href)
    let checksums = BlockHTML.table(
      shown(checksums(names, sums)), caption: "SHA-256 of each file", label: "Checksums",
      href: settings.href)
    let texts = DataFileTexts(published, settings)
    return """
      <figure class="table" id="published-tables">
      \(list)\(BlockHTML.paragraph("note", "Left out:", omissions(published)))</figure>
      <p class="downloads">\(links(published.package, sums))</p>
      <blockquote><p>\(escaped(String(texts.citation.dropLast())))</p></blockquote>
      <details class="data-twin"><summary>Checksums</summary>
      \(checksums)</details>

      """
  }

  /// A table whose first column links to the address in its column `address`.
  private func shown(_ table: Table) -> ShownTable {
    var choice = TableBlock()
    let place = SourceRange(at: .start)
    choice.columns = table.columns.filter { $0.name != "address" }.map { column in
      var shown = TableBlock.ColumnChoice(name: column.name, range: place)
      if column.name == table.columns.first?.name { shown.link = "address" }
      return shown
    }
    return ShownTable(table, choice, path: "")
  }

  private func address(_ name: String) -> Value { .text("/" + DataFilesKey.folder + "/" + name) }

  private func tables(
    _ published: PublishedPackage, _ sums: [String: DataFileSum]
  ) -> Table {
    let hasLicences = published.resources.contains { !$0.resource.licenses.isEmpty }
    var table = Table(
      columns: [
        Column("file", type: .string), Column("holds", type: .string),
        Column("rows", type: .integer), Column("columns", type: .integer),
        Column("size", type: .number, title: "Size", unit: "kB", decimals: 1),
      ], rows: [])
    if hasLicences { table.columns.append(Column("licence", type: .string)) }
    table.columns.append(Column("address"))
    for resource in published.resources {
      guard let sum = sums[resource.fileName] else { continue }
      var row: [Value] = [
        .text(resource.fileName),
        .text(resource.resource.title ?? resource.resource.description ?? ""),
        .integer(Int64(sum.rows ?? 0)), .integer(Int64(resource.fields.count)),
        .number(Double(sum.size) / 1000),
      ]
      if hasLicences {
        let own = resource.resource.licenses.first ?? published.package.licenses.first
        row.append(.text(own.flatMap { $0.title ?? $0.name } ?? settings.licence?.title ?? ""))
      }
      table.rows.append(row + [address(resource.fileName)])
    }
    return table
  }

  private func checksums(_ names: [String], _ sums: [String: DataFileSum]) -> Table {
    Table(
      columns: [
        Column("file", type: .string), Column("sha256", type: .string, title: "SHA-256"),
        Column("address"),
      ],
      rows: names.compactMap { name in
        sums[name].map { [.text(name), .text($0.sha256), address(name)] }
      })
  }

  private func omissions(_ published: PublishedPackage) -> String? {
    let lines = DataFileTexts.omissionLines(published).map {
      escaped($0.replacing("`", with: ""))
    }
    return lines.isEmpty ? nil : lines.joined(separator: "; ") + "."
  }

  /// Links to the files that are no table.
  private func links(_ package: DataPackage, _ sums: [String: DataFileSum]) -> String {
    let files = [
      (DataFileRules.databaseName(package), "All tables and views (SQLite)"),
      (DataFileRules.descriptor, "Description (Data Package)"),
      (DataFileRules.readme, "Read me"), (DataFileRules.sums, "Checksums (SHA-256)"),
      (DataFileRules.citation, "Citation (text)"), (DataFileRules.citationFile, "Citation (CFF)"),
    ]
    return files.map { name, label in
      let address = settings.fileHref(DataFilesKey.folder + "/" + name)
      return "<a href=\"\(escaped(address))\" download>\(escaped(label))</a>"
    }.joined(separator: " ")
  }
}
