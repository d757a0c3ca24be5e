import Basics
import Incremental
import Ledger
import Tables

/// Refuses charts and tables that mix units or bases, and converts units where that is declared.
struct MeasureCheck {
  private let settings: CheckSettings
  private let recorder: Recorder
  /// What the check may be told to pass over: the figure's id, the page's file.
  private let names: [String]
  private var diagnostics: [Diagnostic] = []
  private var reported: Set<String> = []

  init(_ recorder: Recorder, concerning names: [String]) throws {
    self.recorder = recorder
    self.names = names
    settings = try recorder.value(CheckSettingsKey())
  }

  /// Figures on one axis must be in one unit and on one basis.
  static func chart(
    _ spec: StructuredValue, id: String, data: inout [String: Table], _ recorder: Recorder
  ) throws -> [Diagnostic] {
    let uses = ChartUses(spec).uses.filter { data[$0.data]?.index(of: $0.field) != nil }
    guard !uses.isEmpty else { return [] }
    var check = try MeasureCheck(recorder, concerning: [id])
    for use in uses {
      guard let table = data[use.data], let column = table.index(of: use.field) else { continue }
      data[use.data] = try check.convert(table, column)
    }
    for measure in ResultMeasures.Measure.allCases {
      var known: [String: [String]] = [:]
      for use in uses {
        guard let table = data[use.data], let column = table.index(of: use.field) else { continue }
        let measures = ResultMeasures(table)
        let found = measures.measures(measure, of: column)
        let before = known[use.axis] ?? []
        known[use.axis] = before + found.filter { !before.contains($0) }
        if let all = known[use.axis], all.count > max(1, before.count) {
          check.report(measure, use.field, all, use.range)
        }
        if let needed = measures.missing(measure, of: column) {
          check.report(missing: measure, use.field, needed, use.range)
        }
      }
    }
    let percents = uses.compactMap { use -> Diagnostic? in
      guard let format = use.format, let table = data[use.data],
        let column = table.index(of: use.field), table.columns[column].unit == "%"
      else { return nil }
      return BuildMessages.percentOfPercent(use.field, format.text).at("", format.range).withoutPath
    }
    return check.diagnostics + percents
  }

  /// A column must be on one basis, unless each row says on which, and a total in one unit.
  static func table(
    _ table: Table, _ block: TableBlock, id: String, _ recorder: Recorder
  ) throws -> (table: Table, diagnostics: [Diagnostic]) {
    var check = try MeasureCheck(recorder, concerning: [id])
    var table = table
    for (name, range) in block.totals {
      guard let column = table.index(of: name) else { continue }
      table = try check.convert(table, column)
      let measures = ResultMeasures(table)
      let units = measures.measures(.unit, of: column)
      if units.count > 1 { check.report(.unit, name, units, range) }
      if let needed = measures.missing(.unit, of: column) {
        check.report(missing: .unit, name, needed, range)
      }
    }
    let shown = block.columns?.map { ($0.name, $0.range) }
    let names = Set(shown?.map(\.0) ?? table.columns.map(\.name))
    let measures = ResultMeasures(table)
    for (name, range) in shown ?? table.columns.map({ ($0.name, SourceRange(at: .start)) }) {
      guard let column = table.index(of: name), !names.contains("basis"),
        !names.contains("\(name)_basis")
      else { continue }
      let bases = measures.measures(.basis, of: column)
      if bases.count > 1 { check.report(.basis, name, bases, range) }
    }
    return (table, check.diagnostics)
  }

  private mutating func convert(_ table: Table, _ column: Int) throws -> Table {
    let measures = ResultMeasures(table)
    guard measures.measures(.unit, of: column).count > 1 else { return table }
    let ledger = try recorder.value(LedgerKey()).ledger
    return measures.converted(column) { ledger.factor(from: $0, to: $1) }
  }

  private mutating func report(
    _ measure: ResultMeasures.Measure, _ field: String, _ found: [String], _ range: SourceRange
  ) {
    report(measure) { BuildMessages.mixed($0.rawValue, $1, field, found).at("", range) }
  }

  private mutating func report(
    missing measure: ResultMeasures.Measure, _ field: String, _ needed: String,
    _ range: SourceRange
  ) {
    report(measure) { BuildMessages.unseen($0.rawValue, $1, field, needs: needed).at("", range) }
  }

  private mutating func report(
    _ measure: ResultMeasures.Measure, _ body: (LedgerCheck, Severity) -> Diagnostic
  ) {
    let check: LedgerCheck = measure == .unit ? .unitsMixed : .basisMixed
    guard let severity = settings.severity(of: check, concerning: names) else { return }
    let diagnostic = body(check, severity).withoutPath
    if reported.insert(diagnostic.summary).inserted { diagnostics.append(diagnostic) }
  }
}

/// Which fields of which data a chart draws as quantities, and on which axis.
struct ChartUses {
  struct Use {
    var field: String
    var data: String
    /// Equal for what is drawn to one scale.
    var axis: String
    var range: SourceRange
    /// What its numbers are printed by, where that multiplies by a hundred.
    var format: (text: String, range: SourceRange)?
  }

  private(set) var uses: [Use] = []

  init(_ spec: StructuredValue) {
    visit(spec, data: nil, encoding: [], group: "", scales: [:])
  }

  /// Channels whose values are seen as sizes; those that only name or label are left out.
  private static let channels: [String: String] = [
    "x": "x", "x2": "x", "y": "y", "y2": "y", "theta": "theta", "theta2": "theta",
    "radius": "radius", "radius2": "radius", "color": "color", "fill": "color",
    "stroke": "color", "size": "size", "opacity": "opacity",
  ]

  private mutating func visit(
    _ spec: StructuredValue, data inherited: String?, encoding outer: [StructuredValue.Member],
    group: String, scales: [String: String]
  ) {
    let data = spec["data"].map { $0["name"]?.string } ?? inherited
    let own = spec["encoding"]?.members ?? []
    let encoding = outer.filter { member in !own.contains { $0.name == member.name } } + own
    for name in ["hconcat", "vconcat", "concat"] {
      for (index, part) in (spec[name]?.elements ?? []).enumerated() {
        visit(part, data: data, encoding: encoding, group: "\(group)/\(index)", scales: [:])
      }
    }
    if let part = spec["spec"] {
      visit(part, data: data, encoding: encoding, group: group, scales: scales)
    }
    let independent = Set(
      (spec["resolve"]?["scale"]?.members ?? [])
        .filter { $0.value.string == "independent" }.map(\.name))
    for (index, layer) in (spec["layer"]?.elements ?? []).enumerated() {
      var scales = scales
      for axis in independent { scales[axis] = (scales[axis] ?? "") + "/\(index)" }
      visit(layer, data: data, encoding: encoding, group: group, scales: scales)
    }
    guard spec["mark"] != nil, let data else { return }
    let quantities = Set(
      encoding.filter { $0.value["type"]?.string == "quantitative" }
        .compactMap { Self.channels[$0.name] })
    for member in encoding {
      // The second end of a bar has the type of the first.
      guard let channel = Self.channels[member.name], quantities.contains(channel),
        member.value["type"].map({ $0.string == "quantitative" }) ?? true,
        let field = member.value["field"], let name = field.string,
        member.value["aggregate"]?.string != "count"
      else { continue }
      uses.append(
        Use(
          field: name, data: data, axis: "\(group)|\(channel)|\(scales[channel] ?? "")",
          range: field.range, format: Self.percentFormat(member.value)))
    }
  }

  private static func percentFormat(
    _ definition: StructuredValue
  ) -> (text: String, range: SourceRange)? {
    [definition["axis"]?["format"], definition["legend"]?["format"], definition["format"]]
      .lazy.compactMap { $0 }
      .compactMap { format in format.string.map { ($0, format.range) } }
      .first { $0.0.hasSuffix("%") }
  }
}
