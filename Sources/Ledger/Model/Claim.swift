package import Basics

/// One fact: what is said of a subject, how exactly, by whom, and since when that is known.
package struct Claim: Hashable, Sendable {
  package var id: String
  /// The entity that the claim is about.
  package var subject: String
  package var predicate: String
  package var value: ClaimValue
  package var unit: String?
  /// What a share is a share of ("imports", "world_production").
  package var basis: String?
  package var qualifier = Qualifier.exact
  /// The limiting words of the source.
  package var qualifierText: String?
  package var status = ClaimStatus.stated
  /// The day, month or year that the fact is about, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  package var asOf = ""
  /// The day on which it could first be known; nil where the data do not say.
  package var knownOn: CalendarDate?
  package var supersededBy: String?
  package var supersededOn: CalendarDate?
  package var speaker: String?
  package var confidence = Confidence.medium
  package var topic: String?
  package var note: String?
  /// Its row in the table `claim`, from 0.
  package var row = 0

  package init(id: String, subject: String, predicate: String, value: ClaimValue) {
    self.id = id
    self.subject = subject
    self.predicate = predicate
    self.value = value
  }

  /// The claim as a number with its qualifier and unit, where it has a number.
  package var quantity: Quantity? {
    switch value {
    case .number(let number): Quantity(number, qualifier: qualifier, unit: unit)
    case .range(let low, let high): Quantity(from: low, to: high, unit: unit)
    case .text, .date: nil
    }
  }
}

/// What a claim states: a number, a range of numbers, words or a day.
package enum ClaimValue: Hashable, Sendable {
  case number(Double)
  case range(Double, Double)
  case text(String)
  case date(CalendarDate)

  /// The number, or the lower end of a range.
  package var number: Double? {
    switch self {
    case .number(let number), .range(let number, _): number
    case .text, .date: nil
    }
  }
}

/// How exact a figure is.
package enum Qualifier: String, Hashable, Sendable, CaseIterable {
  case exact, about, nearly, range
  case upTo = "up_to"
  case atLeast = "at_least"
  case moreThan = "more_than"

  /// The words before the figure, where the data name no others.
  package var words: String {
    switch self {
    case .exact, .range: ""
    case .about: "about"
    case .nearly: "nearly"
    case .upTo: "up to"
    case .atLeast: "at least"
    case .moreThan: "more than"
    }
  }
}

/// Whether a claim is a statement of fact, a plan, an expectation or a view.
package enum ClaimStatus: String, Hashable, Sendable, CaseIterable {
  case stated, proposal, forecast, opinion, indicator, estimate, computed
}

/// How far a claim can be trusted; one that is `wrong` is kept, but no table or sentence uses it.
package enum Confidence: String, Hashable, Sendable, CaseIterable {
  case high, medium, low, wrong
}

/// How a claim stands on the day of an edition.
package enum ClaimStanding: Hashable, Sendable {
  case current
  /// It could not be known on that day.
  case notYetKnown(CalendarDate)
  /// Another claim had taken its place.
  case superseded(by: String?, on: CalendarDate)
  case wrong
}

extension Claim {
  /// How the claim stands on a day; without a day, as the data have it now.
  package func standing(asOf day: CalendarDate?) -> ClaimStanding {
    if let knownOn, let day, knownOn > day { return .notYetKnown(knownOn) }
    if confidence == .wrong { return .wrong }
    if let supersededOn, day.map({ supersededOn <= $0 }) ?? true {
      return .superseded(by: supersededBy, on: supersededOn)
    }
    return .current
  }

  /// The claim as an edition of a day may show it: nothing of what took its place later.
  package func seen(asOf day: CalendarDate?) -> Claim {
    guard let day, let supersededOn, supersededOn > day else { return self }
    var claim = self
    claim.supersededBy = nil
    claim.supersededOn = nil
    return claim
  }
}
