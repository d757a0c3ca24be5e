package import Basics

/// What the ledger is checked for on every build, by the identifiers of the diagnostics.
package enum LedgerCheck: String, Hashable, Sendable, CaseIterable {
  /// A total is not the sum of what the data name as its parts.
  case partsDoNotSum = "PartsDoNotSum"
  /// A stated ratio is not that of its numerator and denominator.
  case ratioMismatch = "RatioMismatch"
  /// Two claims say the same of one subject and date, with another value or unit.
  case claimsDisagree = "ClaimsDisagree"
  /// Figures on different bases are added or compared.
  case basisMixed = "BasisMixed"
  /// Figures in different units are added or compared, and no conversion is declared.
  case unitsMixed = "UnitsMixed"
  /// A person is named in an office outside the term on record.
  case officeTermEnded = "OfficeTermEnded"
  /// A party is named that an instrument does not have.
  case partyMismatch = "PartyMismatch"
  /// What was expected by a day has no outcome on record, and the day has passed.
  case forecastWithoutOutcome = "ForecastWithoutOutcome"
  /// A claim is superseded by one of something else.
  case supersededByOther = "SupersededByOther"
  /// A claim rests on nothing.
  case claimWithoutCitation = "ClaimWithoutCitation"
  /// The only document that is cited for a claim denies it.
  case claimOnlyDenied = "ClaimOnlyDenied"
  /// Several documents, but one origin.
  case singleOrigin = "SingleOrigin"
  /// A quotation does not stand in the stored text of its source.
  case quotationNotFound = "QuotationNotFound"
  /// A person or company is named otherwise than the data print it.
  case nameVariant = "NameVariant"
  /// A sentence uses words that a ruling has rejected for a figure.
  case rejectedWording = "RejectedWording"

  /// How much a finding matters unless the site's settings say otherwise; nil where the check is off
  /// until they turn it on.
  package var severity: Severity? {
    switch self {
    case .basisMixed, .unitsMixed, .quotationNotFound, .claimOnlyDenied: .error
    case .claimWithoutCitation: nil
    case .singleOrigin: .note
    default: .warning
    }
  }
}

/// Something that a check has found: a place in a table, the claims concerned, and a sentence.
package struct Finding: Hashable, Sendable {
  package var check: LedgerCheck
  /// The claims concerned; the first is the one that the finding is about.
  package var claims: [String]
  package var summary: String
  package var explanation: String?
  package var hint: String?
  var place: RowPlace
  var notes: [Note] = []

  struct Note: Hashable, Sendable {
    var place: RowPlace
    var text: String
  }

  init(
    _ check: LedgerCheck, claims: [String], _ place: RowPlace, _ message: LedgerMessage,
    notes: [Note] = []
  ) {
    self.check = check
    self.claims = claims
    self.place = place
    self.notes = notes
    summary = message.summary
    explanation = message.explanation
    hint = message.hint
  }
}

/// A cell or row of one of the ledger's tables.
struct RowPlace: Hashable, Sendable {
  var table: String
  var row: Int
  var column: String?

  static func claim(_ claim: Claim, _ column: String? = nil) -> RowPlace {
    RowPlace(table: "claim", row: claim.row, column: column)
  }

  /// The claim's value, in whichever column it stands.
  static func value(of claim: Claim) -> RowPlace {
    switch claim.value {
    case .number, .range: .claim(claim, "value_num")
    case .text: .claim(claim, "value_text")
    case .date: .claim(claim, "value_date")
    }
  }
}

/// How a check is set for a site: its severity, and what it passes over.
package struct CheckSetting: Hashable, Sendable {
  /// Nil where the check is off.
  package var severity: Severity?
  /// Ids of claims and conflicts that the check passes over, or patterns of them.
  package var exceptions: Set<String>

  package init(severity: Severity?, exceptions: Set<String> = []) {
    self.severity = severity
    self.exceptions = exceptions
  }

  func passesOver(_ names: [String]) -> Bool {
    exceptions.contains { exception in names.contains { Glob(exception).matches($0) } }
  }
}
