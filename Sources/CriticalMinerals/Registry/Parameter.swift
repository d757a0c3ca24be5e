/// An argument of a formula: its name, its unit, and what it may be.
package struct Parameter: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case number(Domain)
    case whole(ClosedRange<Int>)
    case date
    case flag
    case text
    case choice([String])
  }

  package let name: String
  /// As printed ("%", "t/yr"); empty for what has none.
  package let unit: String
  package let kind: Kind
  /// What NULL stands for; where it stands for nothing, the result is NULL too.
  package var meaningOfNull: String?

  init(_ name: String, _ unit: String, _ kind: Kind, null: String? = nil) {
    self.name = name
    self.unit = unit
    self.kind = kind
    meaningOfNull = null
  }

  static func number(
    _ name: String, _ unit: String, _ domain: Domain, null: String? = nil
  ) -> Parameter {
    Parameter(name, unit, .number(domain), null: null)
  }

  /// A share of a market, of consumption or of use.
  static func percent(_ name: String, null: String? = nil) -> Parameter {
    number(name, "%", .percent, null: null)
  }

  /// A part that a scheme or scenario sets.
  static func part(_ name: String) -> Parameter { number(name, "part", .part) }

  static func price(_ name: String) -> Parameter { number(name, "money/unit", .notNegative) }

  static func positivePrice(_ name: String) -> Parameter { number(name, "money/unit", .positive) }

  static func money(_ name: String) -> Parameter { number(name, "money", .notNegative) }

  /// A quantity in the unit that prices are given for, or of all amounts of a call.
  static func quantity(_ name: String, _ unit: String = "unit") -> Parameter {
    number(name, unit, .notNegative)
  }

  static func days(_ name: String) -> Parameter { number(name, "days", .notNegative) }

  static func year(_ name: String) -> Parameter { Parameter(name, "year", .whole(1...9999)) }

  static func date(_ name: String, null: String? = nil) -> Parameter {
    Parameter(name, "date", .date, null: null)
  }

  static func flag(_ name: String, null: String? = nil) -> Parameter {
    Parameter(name, "", .flag, null: null)
  }

  static func text(_ name: String) -> Parameter { Parameter(name, "", .text) }

  /// A word of a list, such as the raw values of an enumeration.
  static func choice(_ name: String, _ words: [String]) -> Parameter {
    Parameter(name, "", .choice(words))
  }

  /// What it may be: "from 0 to 100", "a date", "'users' or 'treasury'".
  package var range: String {
    switch kind {
    case .number(let domain): domain.words
    case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .date: "a date"
    case .flag: "true or false"
    case .text: "text"
    case .choice(let words): words.wordList
    }
  }

  /// "share (%, from 0 to 100)".
  package var description: String {
    let words = unit.isEmpty || unit == "date" ? range : "\(unit), \(range)"
    return "\(name) (\(words)" + (meaningOfNull.map { "; NULL: \($0)" } ?? "") + ")"
  }
}

extension CaseIterable where Self: RawRepresentable<String> {
  static var words: [String] { allCases.map(\.rawValue) }
}
