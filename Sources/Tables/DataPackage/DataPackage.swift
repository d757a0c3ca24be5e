package import Basics

/// A Frictionless Data Package (version 2): what tables there are, and whose.
package struct DataPackage: Sendable {
  /// The descriptor's file, relative to the site's root.
  package var path: String
  package var name: String?
  package var title: String?
  package var description: String?
  package var version: String?
  package var homepage: String?
  package var licenses: [DataLicense] = []
  package var sources: [DataSource] = []
  package var resources: [DataResource] = []
  /// Properties that are only passed on to those who publish the package again, as written.
  package var otherProperties: [StructuredValue.Member] = []

  package init(path: String) { self.path = path }

  package func resource(named name: String) -> DataResource? {
    resources.first { $0.name == name }
  }
}

/// A licence, by its SPDX or Open Definition name, its page, or both.
package struct DataLicense: Hashable, Sendable {
  package var name: String?
  package var path: String?
  package var title: String?

  package init(name: String?, path: String?, title: String?) {
    self.name = name
    self.path = path
    self.title = title
  }
}

/// Where data come from, as printed in a source line.
package struct DataSource: Hashable, Sendable {
  package var title: String?
  package var path: String?
  package var email: String?
  package var version: String?
}

/// A table of the package: its files, how to read them, what its rows must be.
package struct DataResource: Sendable {
  package var name: String
  package var title: String?
  package var description: String?
  /// The files, relative to the descriptor's folder; none where the rows come from a connection.
  package var paths: [String] = []
  package var encoding = TextEncoding.utf8
  package var dialect = CSVDialect()
  package var schema = TableSchema()
  /// Whether the description is good enough to read the files by it.
  package var isReadable = true
  /// Whether its columns are known.
  package var hasSchema = true
  package var licenses: [DataLicense] = []
  package var sources: [DataSource] = []

  /// The column that says when a row could first be known.
  package var knownOn: String?
  /// The column that says when a row stopped being current.
  package var supersededOn: String?
  /// The column that names what took a row's place.
  package var supersededBy: String?
  /// What the shares in the table are shares of.
  package var basis: String?
  /// False where the table may be shown but is left out of every download.
  package var redistributable = true
  /// How old the data may be before the build warns.
  package var updatedEvery: CalendarPeriod?
  /// The day of the last update, where the rows themselves do not tell it.
  package var updatedOn: CalendarDate?
  package var remote: RemoteSource?
  /// Where the resource stands in the descriptor.
  package var range: SourceRange
  /// Where its files and the columns of its editions are named, by the property's name.
  var ranges: [String: SourceRange] = [:]

  /// Where a property stands that names something else, or else the resource.
  package func range(of property: String) -> SourceRange { ranges[property] ?? range }

  package init(name: String, range: SourceRange = SourceRange(at: .start)) {
    self.name = name
    self.range = range
  }
}

/// A connection and a query that give a table's rows.
package struct RemoteSource: Hashable, Sendable {
  package var connection: String
  /// The SQL file, relative to the descriptor's folder.
  package var query: String
}

/// A length of time in calendar units, as ISO 8601 writes it: `P30D`, `P1M`, `P1Y6M`.
package struct CalendarPeriod: Hashable, Sendable, CustomStringConvertible {
  package var months = 0
  package var days = 0
  package let description: String

  package init?(_ text: String) {
    description = text
    guard text.first == "P", text.count > 2 else { return nil }
    var rest = text.dropFirst()
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let count = Int(digits) else { return nil }
      rest = rest.dropFirst(digits.count)
      // Longer than the calendar is no length of time.
      guard count < 4_000_000, months < 4_000_000, days < 4_000_000 else { return nil }
      switch rest.popFirst() {
      case "Y": months += 12 * count
      case "M": months += count
      case "W": days += 7 * count
      case "D": days += count
      default: return nil
      }
    }
  }

  package func end(from date: CalendarDate) -> CalendarDate? {
    date.adding(months: months)?.adding(days: days)
  }
}
