import Basics
package import Tables

/// A figure in the parts from which its text is made.
package struct FigureText: Hashable, Sendable {
  /// "up to", "nearly"; empty for an exact figure.
  package var qualifier: String
  /// The digits, or the two ends of a range.
  package var digits: String
  /// The currency before the digits, as in "USD 1.67 bn".
  package var before: String
  /// The unit after the digits, with the blank that parts them.
  package var after: String

  /// "nearly USD 1.67 bn".
  package var text: String {
    let figure = before + digits + after
    return qualifier.isEmpty ? figure : qualifier + " " + figure
  }
}

extension ClaimLedger {
  /// A claim's value as it is printed: qualifier, number and unit, or words, or the day.
  ///
  /// "up to 90 %", "nearly USD 1.67 bn", "17,000–18,000 t", "more than 50 countries",
  /// "4 February 2026". Blanks beside a symbol are narrow no-break spaces.
  package func text(of claim: Claim, dates: String = "d MMMM yyyy") -> String {
    switch claim.value {
    case .number, .range: claim.quantity.map { figure(of: $0).text } ?? ""
    case .text(let text): text
    case .date(let date):
      CellPattern(dates)?.text(.text(date.description)) ?? date.description
    }
  }

  /// A figure as it is printed, with no more digits than its weakest input has.
  ///
  /// - Parameter pattern: how the number prints; the unit is not added to what it has beside it.
  package func figure(of quantity: Quantity, pattern: NumberPattern? = nil) -> FigureText {
    var digits = self.digits(quantity.rounded, quantity, pattern)
    if quantity.qualifier == .range {
      digits = self.digits(quantity.rounded(quantity.interval.low), quantity, pattern)
      if quantity.interval.isBounded, !quantity.interval.isPoint {
        digits +=
          "\u{2013}"
          + self.digits(
            quantity.rounded(quantity.interval.high), quantity, pattern)
      }
    }
    let (before, after) = unitText(
      quantity.unit, isOne: quantity.value == 1 && quantity.qualifier == .exact)
    return FigureText(
      qualifier: quantity.qualifier == .range
        ? "" : qualifierWords[quantity.qualifier] ?? quantity.qualifier.words,
      digits: digits, before: before, after: after)
  }

  private func digits(
    _ value: Double, _ quantity: Quantity, _ pattern: NumberPattern?
  ) -> String {
    if let pattern { return CellPattern.number(pattern).text(.number(value)) ?? "" }
    return Value.number(value).defaultText(in: Column("value"))
  }

  /// What stands before and after the digits of a figure in a unit.
  private func unitText(_ unit: String?, isOne: Bool) -> (before: String, after: String) {
    guard let id = unit, id != "count" else { return ("", "") }
    let narrow = NumberPattern.narrowSpace
    let known = units[id]
    if let known, ["count", "time", "index"].contains(known.dimension ?? ""),
      let noun = isOne ? known.singular : known.plural
    {
      return ("", "\u{A0}" + noun)
    }
    let words = id.split(separator: " ", maxSplits: 1)
    // A currency by its ISO 4217 code stands before the amount, its multiple behind.
    if let code = words.first, code.utf8.count == 3,
      code.utf8.allSatisfy({ $0 >= 65 && $0 <= 90 }), known?.dimension ?? "money" == "money"
    {
      return (code + narrow, words.count > 1 ? narrow + words[1] : "")
    }
    return ("", narrow + id)
  }
}
