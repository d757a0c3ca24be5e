import Basics
import Database
import Incremental
import Markup
import SiteModel
import Tables

/// What of a figure's data its readers may have.
struct DownloadChoice {
  /// Nil where nothing of them may be downloaded.
  var table: Table?
  /// What readers are told is missing, or nil.
  var note: String?
  /// The columns that are not redistributable.
  var reasons: [String] = []

  /// All of a result but the columns that are withheld.
  init(_ table: Table, _ withheld: Withheld) {
    self.init(table, keeping: { !withheld.columns.contains($0) }, withheld)
  }

  /// What of a chart's data comes unchanged from columns of its results that may be passed on.
  ///
  /// A specification that makes new values of them hides where they come from.
  init(_ table: Table, spec: StructuredValue, results: [(table: Table, withheld: Withheld)]) {
    var withheld = Withheld()
    for result in results {
      withheld.reasons += result.withheld.reasons
      withheld.columns += result.withheld.columns
      withheld.isWhole = withheld.isWhole || result.withheld.isWhole
    }
    if !withheld.reasons.isEmpty, Self.computes(spec) { withheld.isWhole = true }
    let known = Set(results.flatMap { $0.table.columns.map(\.name) })
    self.init(
      table, keeping: { known.contains($0) && !withheld.columns.contains($0) }, withheld)
  }

  private init(_ table: Table, keeping isKept: (String) -> Bool, _ withheld: Withheld) {
    guard !withheld.reasons.isEmpty else {
      self.table = table
      return
    }
    reasons = Array(Set(withheld.reasons)).sorted { $0.precedesInBytes($1) }
    let indices = table.columns.indices.filter { isKept(table.columns[$0].name) }
    guard !withheld.isWhole, !indices.isEmpty else {
      note = BuildMessages.nothingToDownload(reasons)
      return
    }
    self.table = Table(
      columns: indices.map { table.columns[$0] },
      rows: table.rows.map { row in indices.map { row[$0] } })
    let missing = table.columns.indices.filter { !indices.contains($0) }
    if !missing.isEmpty {
      note = BuildMessages.columnsWithheld(missing.map { table.columns[$0].name })
    }
  }

  /// The properties by which a specification makes values that stand in no column.
  private static let computing: Set<String> = [
    "transform", "aggregate", "bin", "timeUnit", "stack", "impute",
  ]

  private static func computes(_ spec: StructuredValue) -> Bool {
    for member in spec.members ?? [] {
      if computing.contains(member.name) || computes(member.value) { return true }
    }
    return (spec.elements ?? []).contains(where: computes)
  }
}

extension PageComposer {
  /// Attaches a figure's data as CSV; gives the link's file and label, and the note for readers.
  func attachData(
    _ choice: DownloadChoice, _ file: String, of what: String, _ block: FencedBlock,
    _ state: inout RenderState
  ) throws -> (links: [(name: String, label: String)], note: String) {
    let note = BlockHTML.paragraph("note", "Download:", choice.note.map(escaped))
    guard let table = choice.table else {
      try tellWithheld(what, choice.reasons, block, &state)
      return ([], note)
    }
    body.attachments.append(
      Body.Attachment(name: file, bytes: Array(CSVWriter().text(table).utf8)))
    return ([(file, "Data (CSV)")], note)
  }

  /// Tells the author that nothing of a block's data can be downloaded, as the check is set.
  func tellWithheld(
    _ what: String, _ reasons: [String], _ block: FencedBlock, _ state: inout RenderState
  ) throws {
    let settings = try recorder.value(CheckSettingsKey())
    let finding = BuildMessages.downloadWithheld(what, reasons)
    if let finding = settings.set(finding, concerning: [page.id.file]) {
      state.diagnostics.append(finding.at(block.path, block.infoRange))
    }
  }
}
