package import Basics

extension ClaimLedger {
  /// What authors are told of the findings of a build: those that no ruling covers, as severe as
  /// the site's settings say, and recorded conflicts that have closed.
  ///
  /// - Parameters:
  ///   - settings: by check; a check that is not named has its own severity.
  ///   - archive: the stored texts of sources, by their archive numbers.
  ///   - mistaken: tables whose own mistakes are told elsewhere.
  ///   - isDeclared: whether the package declares a column as a foreign key.
  package func diagnostics(
    settings: [LedgerCheck: CheckSetting] = [:], archive: [String: String] = [:],
    mistaken: Set<String> = [],
    isDeclared: (_ table: String, _ column: String) -> Bool = { _, _ in false }
  ) -> [Diagnostic] {
    let rows = rowFindings(mistaken: mistaken, isDeclared: isDeclared).map {
      diagnostic(.error, $0.identifier, $0.place, $0.message)
    }
    // What follows from a table with mistakes is no finding of its own.
    guard mistaken.isDisjoint(with: ["claim", "citation", "source"]) else { return rows }
    return rows + findings(settings, archive)
  }

  private func findings(
    _ settings: [LedgerCheck: CheckSetting], _ archive: [String: String]
  ) -> [Diagnostic] {
    let findings = LedgerChecks(self, archive: archive).findings()
    let report = ConflictReport(self, findings: findings)
    var diagnostics: [Diagnostic] = []
    for (finding, conflict) in report.unruled {
      let setting =
        settings[finding.check] ?? CheckSetting(severity: finding.check.severity)
      guard let severity = setting.severity else { continue }
      guard !setting.passesOver(finding.claims + [conflict?.id].compactMap { $0 }) else { continue }
      diagnostics.append(diagnostic(severity, finding, conflict))
    }
    for (conflict, check) in report.closed {
      guard let known = LedgerCheck(rawValue: check) else { continue }
      diagnostics.append(
        diagnostic(
          .note, "ConflictClosed", RowPlace(table: "conflict", row: conflict.row, column: "state"),
          LedgerMessages.conflictClosed(conflict.id, conflict.title, check: known.rawValue)))
    }
    let names = LedgerCheck.allCases.map(\.rawValue)
    for conflict in conflicts {
      for check in conflict.checks where !names.contains(check.check) {
        var message = LedgerMessages.unknownCheck(check.check, conflict: conflict.id)
        message.hint = didYouMean(check.check, among: names)
        diagnostics.append(
          diagnostic(
            .error, "UnknownCheck",
            RowPlace(table: "conflict_check", row: check.row, column: "check"), message))
      }
    }
    return diagnostics
  }

  private func diagnostic(
    _ severity: Severity, _ finding: Finding, _ conflict: Conflict?
  ) -> Diagnostic {
    let (path, range) = place(finding.place)
    var notes = finding.notes.map { note in
      let (path, range) = place(note.place)
      return Diagnostic.Note(path: path, range: range, text: note.text)
    }
    if let conflict {
      let (path, range) = place(RowPlace(table: "conflict", row: conflict.row, column: "state"))
      notes.append(
        Diagnostic.Note(
          path: path, range: range, text: LedgerMessages.recorded(conflict.id, conflict.title)))
    }
    return Diagnostic(
      severity, finding.check.rawValue, path: path, range: range, finding.summary,
      explanation: finding.explanation, notes: notes, hint: finding.hint)
  }

  private func diagnostic(
    _ severity: Severity, _ identifier: String, _ place: RowPlace, _ message: LedgerMessage
  ) -> Diagnostic {
    let (path, range) = self.place(place)
    return Diagnostic(
      severity, identifier, path: path, range: range, message.summary,
      explanation: message.explanation, hint: message.hint)
  }

  private func place(_ place: RowPlace) -> (path: String?, range: SourceRange?) {
    self.place(place.table, row: place.row, column: place.column)
  }
}
