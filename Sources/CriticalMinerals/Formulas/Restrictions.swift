package import Basics

/// System 5: whether an export restriction binds someone on a day, and how much supply it touches.
package enum Restrictions {
  /// From a day to before another, or without an end.
  package struct Period: Hashable, Sendable {
    package var from: CalendarDate
    package var to: CalendarDate?

    package init(from: CalendarDate, to: CalendarDate?) {
      self.from = from
      self.to = to
    }

    package func contains(_ day: CalendarDate) -> Bool {
      from <= day && (to.map { day < $0 } ?? true)
    }
  }

  /// Whether a restriction is in force on a day: begun, not ended and not suspended.
  ///
  /// - Parameters:
  ///   - inForce: the first day, and the first on which it no longer is.
  ///   - suspended: the first day of a suspension, and the first on which it binds again.
  package static func isActive(
    on day: CalendarDate, inForce: Period, suspended: Period?
  ) -> Bool {
    inForce.contains(day) && !(suspended?.contains(day) ?? false)
  }

  /// Whether a restriction is aimed at an importer.
  ///
  /// - Parameter target: `all`, or names separated by blanks, commas or semicolons.
  package static func covers(target: String, importer: String) -> Bool {
    let names = target.split { " ,;".contains($0) }
    return names == ["all"] || names.contains { $0 == importer }
  }

  /// Whether a restriction binds an importer on a day; a mutual exemption frees it.
  package static func binds(
    on day: CalendarDate, inForce: Period, suspended: Period?, inScope: Bool, exempt: Bool
  ) -> Bool {
    inScope && !exempt && isActive(on: day, inForce: inForce, suspended: suspended)
  }

  /// The share of an importer's supply that comes from suppliers of a kind, such as those under a
  /// restriction or those of a bloc, in %.
  ///
  /// - Parameters:
  ///   - shares: of the suppliers, in %, together at most 100 and their rounding.
  ///   - counts: for each, whether it is of the kind.
  /// - Returns: 0 to 100; nil without suppliers.
  package static func exposure(
    shares: [Double], counts: [Bool]
  ) throws(FormulaError) -> Double? {
    guard try Concentration.index(shares: shares) != nil else { return nil }
    return min(100, zip(shares, counts).filter(\.1).reduce(0) { $0 + $1.0 })
  }
}
