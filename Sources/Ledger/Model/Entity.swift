package import Basics

/// A country, body, person, material, instrument or issue: what claims are about.
package struct Entity: Hashable, Sendable {
  package var id: String
  package var kind: String?
  /// The name as it is printed.
  package var name: String
  package var parent: String?
  /// Other names in the sources.
  package var aliases: [String]
  package var row = 0

  package init(id: String, name: String, aliases: [String] = []) {
    self.id = id
    self.name = name
    self.aliases = aliases
  }
}

/// A term of office: who held it, where, and from when to when.
package struct Office: Hashable, Sendable {
  package var person: String
  package var role: String
  package var org: String?
  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  package var from: String?
  /// Nil where no end is on record.
  package var to: String?
  package var row = 0

  package init(person: String, role: String) {
    self.person = person
    self.role = role
  }
}

/// A part that an entity has in an instrument: party, invited, lender.
package struct Participation: Hashable, Sendable {
  package var instrument: String
  package var entity: String
  package var role: String
  package var knownOn: CalendarDate?
  package var row = 0

  package init(instrument: String, entity: String, role: String) {
    self.instrument = instrument
    self.entity = entity
    self.role = role
  }
}

/// A unit of measure or the noun of a count.
package struct MeasureUnit: Hashable, Sendable {
  /// The unit as it is printed ("t/yr", "USD bn").
  package var id: String
  package var singular: String?
  package var plural: String?
  /// What is measured: "mass", "money", "count".
  package var dimension: String?

  package init(id: String, dimension: String? = nil) {
    self.id = id
    self.dimension = dimension
  }
}

/// One unit in terms of another: a figure in `from`, times the factor, is the figure in `to`.
package struct UnitConversion: Hashable, Sendable {
  package var from: String
  package var to: String
  package var factor: Double

  package init(from: String, to: String, factor: Double) {
    self.from = from
    self.to = to
    self.factor = factor
  }
}
