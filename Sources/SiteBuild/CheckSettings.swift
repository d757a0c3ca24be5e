import Basics
import Ledger
import SiteModel

/// What `checks:` in `site.yaml` makes of each check.
struct CheckSettings: Sendable, ByteCodable {
  private var choices: [String: CheckChoice]

  /// The checks that can be set.
  static let names = LedgerCheck.allCases.map(\.rawValue) + dataChecks

  /// The checks that are no matter of the ledger.
  static let dataChecks = [
    "DownloadWithheld", "TableStale", "UnusedFragment", "UnusedTable", "UnusedTemplate",
  ]

  init(_ choices: [String: CheckChoice]) { self.choices = choices }

  func encode(to writer: inout ByteWriter) {
    writer.write(list: choices.sorted { $0.key < $1.key }) {
      $0.write($1.key)
      $0.write($1.value)
    }
  }

  init(from reader: inout ByteReader) throws {
    let pairs = try reader.list { (try $0.string(), try $0.value(CheckChoice.self)) }
    choices = Dictionary(pairs) { first, _ in first }
  }

  /// The settings of the ledger's own checks.
  var ledger: [LedgerCheck: CheckSetting] {
    var settings: [LedgerCheck: CheckSetting] = [:]
    for check in LedgerCheck.allCases {
      settings[check] = CheckSetting(
        severity: severity(of: check), exceptions: Set(choices[check.rawValue]?.exceptions ?? []))
    }
    return settings
  }

  /// How much a finding of a check matters; nil where it is not to be told: the check is off, or
  /// passes over one of the names that the finding concerns (claims, conflicts, a page's file).
  func severity(of check: LedgerCheck, concerning names: [String] = []) -> Severity? {
    guard let choice = choices[check.rawValue] else { return check.severity }
    if choice.isOff || names.contains(where: choice.exceptions.contains) { return nil }
    return choice.severity ?? check.severity
  }

  /// A finding as its check is set; nil where it is not to be told. What it concerns is named by
  /// tables or by a page's file.
  func set(_ finding: Diagnostic, concerning names: [String]) -> Diagnostic? {
    guard let choice = choices[finding.identifier] else { return finding }
    if choice.isOff || names.contains(where: choice.exceptions.contains) { return nil }
    var finding = finding
    finding.severity = choice.severity ?? finding.severity
    return finding
  }

  /// The names in the settings that are no check's.
  var mistakes: [Diagnostic] {
    choices.filter { !Self.names.contains($0.key) }.sorted { $0.key < $1.key }.map {
      BuildMessages.unknownCheck($0.key, known: Self.names).at(SitePaths.settings, $0.value.range)
    }
  }
}
