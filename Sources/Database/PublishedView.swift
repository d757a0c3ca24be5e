internal import Basics
internal import GRDB

/// A named view as the published database can have it.
package struct PublishedView: Hashable, Sendable {
  /// How a view is in the published database.
  package enum Form: Hashable, Sendable {
    /// As a view: the SQL of its body, for the published names.
    case query(String)
    /// As a table of its rows, because it calls these functions, which SQLite alone has not, or
    /// reads these columns, which are not redistributable.
    case rows(functions: [String], withheld: [String])
    /// Not at all, because all of it comes from these columns, which are not redistributable.
    case withheld([String])
    /// Not at all, because it asks for today's date.
    case clock
  }

  package var name: String
  package var description: String?
  package var sql: String
  package var form: Form

  /// Whether it is in the published database as a table.
  package var isRows: Bool {
    if case .rows = form { true } else { false }
  }

  package init(name: String, description: String?, sql: String, form: Form) {
    self.name = name
    self.description = description
    self.sql = sql
    self.form = form
  }
}

extension SQLDatabase {
  /// The one row that says which edition the views of the published database show.
  package static let settingsTable = "assay_settings"

  /// The views that are in order, each after those it uses, for a database that others read.
  ///
  /// A view sees each table that has editions as an edition does: a table expression of the table's
  /// name stands before it, filtered by the date in `assay_settings`, and one of all its rows.
  package func publishedViews() throws -> [PublishedView] {
    let own = Set(functions.map { $0.name.lowercased() })
    let connection = try Connection(content, views: preparedViews, asOf: nil)
    let context = QueryContext(content, viewGraph, broken: brokenViews)
    return preparedViews.compactMap { view in
      let text = SQLText("SELECT * FROM \(quoted(view.name))", path: view.scan.sql.path)
      let scan = SQLScan(text, hasClock: content.clock != nil)
      let found = connection.queue.inDatabase { db -> (ReadSet, Withheld)? in
        let preparation = QueryPreparation(context, scan, connection.monitor, db)
        guard case .success(let statement) = preparation.statement() else { return nil }
        let run = QueryRun(self, scan, [:], nil, connection, db)
        let readSet = run.readSet(connection.monitor.report, context)
        let columns = preparation.columns(of: statement)
        return (readSet, run.withheld(from: columns, readSet, origins: statement))
      }
      guard let (readSet, withheld) = found else { return nil }
      let definition = views.first { $0.name == view.name }
      let reads = withheldReads(readSet)
      // A table that only the tool can compute is to others what a function of ours is.
      let read = Set(readSet.columns.map(\.table))
      let computed = tables.filter { $0.isComputed && read.contains($0.name) }.map(\.name)
      let ours = readSet.functions.filter(own.contains) + computed
      let form: PublishedView.Form =
        if withheld.isWhole {
          .withheld(withheld.reasons)
        } else if readSet.usesClock {
          .clock
        } else if !ours.isEmpty || !reads.isEmpty {
          .rows(functions: ours, withheld: reads)
        } else {
          .query(publishedText(view.scan))
        }
      return PublishedView(
        name: view.name, description: definition?.description,
        sql: view.scan.sql.source.text, form: form)
    }
  }

  private func publishedText(_ scan: SQLScan) -> String {
    let date = "(SELECT as_of FROM \(Self.settingsTable))"
    let body = scan.text(parameters: date, clock: "NULL")
    var expressions: [String] = []
    for table in tables where table.hasEditions {
      let name = quoted(table.name)
      if scan.names.contains(table.name.lowercased()) {
        var condition = table.knownOn.map { "\(quoted($0)) <= \(date)" } ?? "TRUE"
        if let column = table.supersededOn.map(quoted) {
          condition += " AND (\(column) IS NULL OR \(column) > \(date))"
        }
        let columns = Connection.visibleColumns(of: table.withoutWithheld)
        expressions.append("\(name) AS (SELECT \(columns) FROM main.\(name) WHERE \(condition))")
      }
      if scan.names.contains(table.unfilteredName.lowercased()) {
        expressions.append("\(quoted(table.unfilteredName)) AS (SELECT * FROM main.\(name))")
      }
    }
    guard !expressions.isEmpty else { return body }
    return "WITH \(expressions.joined(separator: ", ")) SELECT * FROM (\(body)\n)"
  }
}
