/// A cell of a table. Dates and times are text in ISO 8601; the column's type says so.
package enum Value: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)

  /// The value as a number, where it is one.
  package var numeric: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    case .null, .boolean, .text: nil
    }
  }
}

/// What the cells of a column are; the names are those of Frictionless Table Schema.
package enum ColumnType: String, Hashable, Sendable, Codable, CaseIterable {
  case string, integer, number, boolean, date, datetime, time, year, yearmonth, any
}

/// A column: its name, and what is known of its values.
package struct Column: Hashable, Sendable {
  package var name: String
  package var type: ColumnType
  package var title: String?
  /// The unit of measure as printed ("%", "t/yr", "USD bn").
  package var unit: String?
  /// What a share is a share of ("imports", "world_production").
  package var basis: String?
  /// The column of the same table that names each row's unit.
  package var unitColumn: String?
  /// The column of the same table that names what each row's share is a share of.
  package var basisColumn: String?
  /// Decimals to print, unless the page says otherwise.
  package var decimals: Int?
  /// The pattern by which a cell prints, unless the page says otherwise.
  package var format: String?
  /// What a cell without a value prints ("[x]"); nothing where that is nil.
  package var missing: String?
  package var description: String?

  package init(
    _ name: String, type: ColumnType = .any, title: String? = nil, unit: String? = nil,
    basis: String? = nil, decimals: Int? = nil, format: String? = nil, missing: String? = nil,
    description: String? = nil
  ) {
    self.name = name
    self.type = type
    self.title = title
    self.unit = unit
    self.basis = basis
    self.decimals = decimals
    self.format = format
    self.missing = missing
    self.description = description
  }

  /// Whether a text can stand where a value is missing: it says something and looks like no number.
  package static func isMissingMark(_ text: String) -> Bool {
    text.contains { !$0.isWhitespace }
      && (text.contains(where: \.isLetter) || !text.contains(where: \.isNumber))
  }
}

/// Rows of typed cells; each row has as many cells as there are columns.
package struct Table: Hashable, Sendable {
  package var columns: [Column]
  package var rows: [[Value]]

  package init(columns: [Column], rows: [[Value]]) {
    self.columns = columns
    self.rows = rows
  }

  package func index(of column: String) -> Int? {
    columns.firstIndex { $0.name == column }
  }
}
