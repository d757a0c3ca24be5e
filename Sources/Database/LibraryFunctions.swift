internal import GRDBSQLite

/// SQLite's own functions on a connection of their own, for functions of ours that look at the
/// arguments first and then give what SQLite gives.
final class LibraryFunctions {
  private var library: OpaquePointer?
  private var statements: [String: OpaquePointer] = [:]

  deinit {
    for statement in statements.values { sqlite3_finalize(statement) }
    sqlite3_close(library)
  }

  /// Calls a function and makes its result, or its mistake, that of the call at hand.
  func call(
    _ name: String, _ context: OpaquePointer?, _ count: Int,
    _ values: UnsafeMutablePointer<OpaquePointer?>?
  ) {
    guard let statement = statement(name, count) else {
      sqlite3_result_error(context, "wrong number of arguments to function \(name)()", -1)
      return
    }
    defer {
      sqlite3_reset(statement)
      // What was long would be kept until the next call.
      sqlite3_clear_bindings(statement)
    }
    for index in 0..<count { sqlite3_bind_value(statement, Int32(index + 1), values?[index]) }
    switch sqlite3_step(statement) {
    case SQLITE_ROW: sqlite3_result_value(context, sqlite3_column_value(statement, 0))
    default: sqlite3_result_error(context, sqlite3_errmsg(library), -1)
    }
  }

  private func statement(_ name: String, _ count: Int) -> OpaquePointer? {
    let sql = "SELECT \(name)(\((0..<count).map { "?\($0 + 1)" }.joined(separator: ", ")))"
    if let known = statements[sql] { return known }
    if library == nil {
      sqlite3_open_v2(
        ":memory:", &library, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
      sqlite3_limit(library, SQLITE_LIMIT_LENGTH, Int32(SizeGuard.mostBytes))
    }
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(library, sql, -1, &statement, nil) == SQLITE_OK else { return nil }
    statements[sql] = statement
    return statement
  }
}
