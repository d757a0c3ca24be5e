internal import GRDB
internal import Tables

/// The program that SQLite makes of a query, which says more exactly than its authorizer what is
/// read: columns of a view that a query does not ask for are gone from it.
struct QueryProgram {
  /// A table or index by the page at which it begins.
  struct Root: Hashable, Sendable {
    var table: String
    var isIndex: Bool
  }

  private let steps: [(opcode: String, first: Int, second: Int, third: Int)]

  /// Nil where SQLite cannot say.
  init?(_ sql: String, _ db: GRDB.Database) {
    guard let statement = try? db.makeStatement(sql: "EXPLAIN " + sql) else { return nil }
    var steps: [(opcode: String, first: Int, second: Int, third: Int)] = []
    while true {
      switch statement.step() {
      case .row:
        let row = statement.row()
        guard row.count > 4, case .text(let opcode) = row[1], case .integer(let first) = row[2],
          case .integer(let second) = row[3], case .integer(let third) = row[4]
        else { return nil }
        steps.append((opcode, Int(first), Int(second), Int(third)))
      case .done:
        // Without what every program has, this is no program that we understand.
        guard steps.contains(where: { $0.opcode == "ResultRow" }) else { return nil }
        self.steps = steps
        return
      case .interrupted, .failed: return nil
      }
    }
  }

  /// Whether it reads a column that is left out of downloads, or rows of a table that is.
  ///
  /// A cursor may be opened on several tables; it is taken to read all of them.
  func readsWithheld(_ tables: [String: DatabaseTable], roots: [Int: Root]) -> Bool {
    var cursors: [Int: [(table: DatabaseTable, isIndex: Bool)]] = [:]
    for step in steps where ["OpenRead", "ReopenIdx"].contains(step.opcode) && step.third == 0 {
      guard let root = roots[step.second], let table = tables[root.table.lowercased()],
        !table.withheld.isEmpty
      else { continue }
      // An index is searched without a step that reads its columns.
      if table.withholds(nil) || (root.isIndex && table.primaryKey.contains(where: table.withholds))
      {
        return true
      }
      cursors[step.first, default: []].append((table, root.isIndex))
    }
    return steps.contains { step in
      (cursors[step.first] ?? []).contains { cursor in
        switch step.opcode {
        case "Column":
          let columns = cursor.table.columns
          return !cursor.isIndex
            && (!columns.indices.contains(step.second)
              || cursor.table.withholds(columns[step.second].name))
        case "RowData", "RowCell": return !cursor.isIndex
        default: return false
        }
      }
    }
  }
}
