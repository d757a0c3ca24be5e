package import Basics
import Ledger
import SiteModel
import Tables

/// What `checks:` in `site.yaml` makes of each diagnostic that can be set.
struct CheckSettings: Sendable, ByteCodable {
  private var choices: [String: CheckChoice]

  /// The identifiers that can be set.
  static let names =
    LedgerCheck.allCases.map(\.rawValue) + remarks
    + errors.filter { LedgerCheck(rawValue: $0) == nil }

  /// What is told beside the ledger's checks and leaves no page wrong: warnings and notes.
  static let remarks = [
    "BarsOnLogScale", "BeyondGrammar", "BlankInCell", "CellVariant", "ChartTooNarrow",
    "ColumnBesideAggregate", "ColumnInText", "ColumnOrderDiffers", "ComparedWithItself",
    "ComparedWithNull", "ComparedWithOtherForm", "ConflictClosed", "CountOfCondition",
    "DatesOutOfOrder", "DownloadWithheld", "DroppedCells", "DuplicateResultColumn", "EmptyFeed",
    "EmptyRange", "EscapedHTML", "ForeignFolder", "ForeignMark", "FormatOfText",
    "HeadingLevelSkipped", "JoinWithoutCondition", "KeyWithoutEffect", "LayerWithoutMarks",
    "LinkWithoutAddress", "MarkForAddress", "MarkdownInText", "MarkdownSlip", "MarksOutsideFrame",
    "MisspeltSource", "MixedColumn", "MovedLink", "NamesByAlphabet", "NoHomePage", "NoUpdateDate",
    "NumbersAsNames", "NumbersAsTexts", "OrderedByText", "PageTextNotPrinted",
    "PercentOfFraction", "PercentOfPercent", "PictureWithoutText", "PublishedFigureAdded",
    "PublishedRecordIncomplete", "PublishedRecordUnregistered", "RangeTooShort", "RawHTMLEscaped",
    "RelativeAddress", "RepeatedRowHeadings", "RoleAsCode", "RoleAsText", "RowsFromTheFuture",
    "RowsOnOneAnother", "SortWithoutValue", "SpecialFile", "SpreadsheetError", "StruckIndex",
    "SumOfTexts", "TableStale", "TextAsCondition", "TextInDomain", "TopLevelHeading",
    "TotalAmongRows", "TotalOfPercentages", "UncitedFigure", "UnclosedFence", "UnitDiffers",
    "UnknownAlert", "UnknownProperty", "UnknownTitleColumn", "UnmatchedText", "UnnamedDay",
    "UnreachableLink", "UnreadDataFile", "UnusedDataFile", "UnusedFootnote", "UnusedFragment",
    "UnusedTable", "UnusedTemplate", "UnusedView", "ValuesNotDrawn", "ViewNotPublished",
    "WholeDivision", "WrongEncoding",
  ]

  /// The errors that can be made less. Any other error leaves a page wrong or without a part.
  private static let errors: Set<String> = Set(
    LedgerCheck.allCases.filter { $0.severity == .error }.map(\.rawValue) + ["DeadLink"])

  init(_ choices: [String: CheckChoice]) { self.choices = choices }

  /// The settings of a site that is not built; none where its file cannot be read, which a build
  /// says.
  init(root: String) throws {
    let path = SitePaths.settings
    let source = try SourceFolders(root: root).read(path).map {
      SourceText(path: path, utf8: $0)
    }
    let value = try? source.map { try StructuredValue.parseYAML($0).get() }
    choices = value.map { SiteSettings.decode($0, path: path).settings.checks } ?? [:]
  }

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
    if choice.isOff || choice.passesOver(names) { return nil }
    return choice.severity ?? check.severity
  }

  /// A finding as the settings have it; nil where it is not to be told.
  ///
  /// - Parameter names: what it concerns beside the file it stands in: tables, claims, addresses.
  func set(_ finding: Diagnostic, concerning names: [String] = []) -> Diagnostic? {
    guard let choice = choices[finding.identifier], canSet(finding, choice) else { return finding }
    if choice.isOff || choice.passesOver(names + Self.names(of: finding.path)) { return nil }
    var finding = finding
    finding.severity = choice.severity ?? finding.severity
    return finding
  }

  /// All that a build has found, as the settings have it. What is set by its own rule stays so.
  func set(_ findings: [Diagnostic]) -> [Diagnostic] {
    choices.isEmpty ? findings : findings.compactMap { set($0) }
  }

  /// A warning that the settings raise is an error that they can take back.
  private func canSet(_ finding: Diagnostic, _ choice: CheckChoice) -> Bool {
    guard finding.severity == .error else { return true }
    // A page that prints a claim without a citation is wrong, whatever its check is set to.
    if finding.identifier == LedgerCheck.claimWithoutCitation.rawValue { return false }
    return choice.severity == .error || Self.errors.contains(finding.identifier)
  }

  /// A file by its path in the site and, as pages are named, in the content.
  private static func names(of path: String?) -> [String] {
    guard let path else { return [] }
    let prefix = SitePaths.content + "/"
    return path.hasPrefix(prefix) ? [path, String(path.dropFirst(prefix.count))] : [path]
  }

  /// The names in the settings that cannot be set.
  var mistakes: [Diagnostic] {
    choices.filter { !Self.names.contains($0.key) }.sorted { $0.key < $1.key }.map {
      BuildMessages.unknownCheck($0.key, known: Self.names).at(SitePaths.settings, $0.value.range)
    }
  }
}

extension BuildSummary {
  /// A finding that another command adds to those of a build, as `checks` in `site.yaml` has it;
  /// nil where it is not to be told.
  package func set(_ finding: Diagnostic, concerning names: [String]) -> Diagnostic? {
    checks.set(finding, concerning: names)
  }
}
