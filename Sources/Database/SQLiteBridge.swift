// The C interface of SQLite, as far as GRDB does not offer it: what a statement reads, where its
// columns come from, functions with state, a time limit. Its pointers do not leave this file.

internal import Basics
internal import GRDB
internal import GRDBSQLite
internal import Tables

/// What to do with a string's bytes that SQLite is given: copy them.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// The library that keeps the tables, which is the system's and can change without the tool.
package enum DatabaseLibrary {
  package static var version: String { "SQLite " + String(cString: sqlite3_sourceid()) }
}

// MARK: Connections

/// A serialized database, which connections read and none writes.
final class SharedContent: Sendable {
  // Safe: written by nobody after it is made, and freed with its last owner.
  nonisolated(unsafe) fileprivate let bytes: UnsafeMutableBufferPointer<UInt8>

  init(_ content: [UInt8]) {
    bytes = .allocate(capacity: content.count)
    _ = bytes.initialize(from: content)
  }

  deinit { bytes.deallocate() }
}

extension GRDB.Database {
  /// The whole main database as SQLite would write it to a file.
  func serialized() throws(EnvironmentError) -> [UInt8] {
    var count: sqlite3_int64 = 0
    guard let bytes = sqlite3_serialize(sqliteConnection, "main", &count, 0) else {
      throw EnvironmentError(.unavailable, "SQLite has no memory for the tables")
    }
    defer { sqlite3_free(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
  }

  /// Reads a serialized database in place of the main one, which it does not change; false where
  /// SQLite cannot. The content must live as long as the connection.
  func open(_ content: SharedContent) -> Bool {
    let count = sqlite3_int64(content.bytes.count)
    return sqlite3_deserialize(
      sqliteConnection, "main", content.bytes.baseAddress, count, count,
      UInt32(SQLITE_DESERIALIZE_READONLY)) == SQLITE_OK
  }

  /// Bounds what one value, one statement and one pattern may come to: SQLite asks whether to go on
  /// only between the steps of its program.
  func limitSizes() {
    sqlite3_limit(sqliteConnection, SQLITE_LIMIT_LENGTH, Int32(SizeGuard.mostBytes))
    sqlite3_limit(sqliteConnection, SQLITE_LIMIT_SQL_LENGTH, 1_000_000)
    sqlite3_limit(sqliteConnection, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200)
    sqlite3_limit(sqliteConnection, SQLITE_LIMIT_VDBE_OP, 1_000_000)
  }

  /// Ends GRDB's look at all that statements touch: it is for observers, and nobody observes here.
  func endAuthorizing() { sqlite3_set_authorizer(sqliteConnection, nil, nil) }

  /// Where in the SQL the last error stands, in bytes, where SQLite knows.
  var errorOffset: Int? {
    let offset = sqlite3_error_offset(sqliteConnection)
    return offset >= 0 ? Int(offset) : nil
  }

  var errorMessage: String { String(cString: sqlite3_errmsg(sqliteConnection)) }

  /// Reports to the monitor what statements read, and stops what it does not allow.
  ///
  /// SQLite keeps the monitor alive for as long as the connection is open.
  func install(_ monitor: QueryMonitor) {
    let context = Unmanaged.passRetained(monitor).toOpaque()
    // The function is never called; it owns the monitor.
    sqlite3_create_function_v2(
      sqliteConnection, "assay_monitor", 0, SQLITE_UTF8, context, { _, _, _ in }, nil, nil
    ) { context in
      if let context { Unmanaged<QueryMonitor>.fromOpaque(context).release() }
    }
    sqlite3_set_authorizer(
      sqliteConnection,
      { context, action, first, second, database, accessor in
        guard let context else { return SQLITE_DENY }
        let monitor = Unmanaged<QueryMonitor>.fromOpaque(context).takeUnretainedValue()
        let text = { (pointer: UnsafePointer<CChar>?) in pointer.map { String(cString: $0) } ?? "" }
        let isAllowed = monitor.authorize(
          QueryMonitor.Action(code: action), text(first), text(second), database: text(database),
          accessor: text(accessor))
        return isAllowed ? SQLITE_OK : SQLITE_DENY
      }, context)
    sqlite3_progress_handler(
      sqliteConnection, Int32(QueryMonitor.stepsBetweenReports),
      { context in
        guard let context else { return 1 }
        return Unmanaged<QueryMonitor>.fromOpaque(context).takeUnretainedValue().isOverdue() ? 1 : 0
      }, context)
  }
}

extension QueryMonitor.Action {
  fileprivate init(code: Int32) {
    switch code {
    case SQLITE_READ: self = .read
    case SQLITE_FUNCTION: self = .function
    case SQLITE_SELECT, SQLITE_RECURSIVE: self = .select
    default: self = .other
    }
  }
}

// MARK: Functions

extension GRDB.Database {
  func install(_ function: SQLFunction) {
    let context = Unmanaged.passRetained(FunctionBox(function)).toOpaque()
    let arity = Int32(function.arity ?? -1)
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC
    switch function.body {
    case .scalar:
      sqlite3_create_function_v2(
        sqliteConnection, function.name, arity, flags, context,
        { context, count, values in
          guard let box = FunctionBox.of(context), case .scalar(let body) = box.function.body else {
            return
          }
          setResult(of: context) { try body(arguments(count, values)) }
        }, nil, nil, FunctionBox.release)
    case .aggregate:
      sqlite3_create_window_function(
        sqliteConnection, function.name, arity, flags, context,
        { context, count, values in
          GroupRows.of(context)?.rows.append(arguments(count, values))
        },
        { context in
          finish(context, GroupRows.take(context)?.rows ?? [])
        },
        { context in finish(context, GroupRows.of(context)?.rows ?? []) },
        { context, _, _ in
          // A window's rows leave it in the order they came.
          GroupRows.of(context)?.rows.removeFirst()
        }, FunctionBox.release)
    }
  }
}

private final class FunctionBox {
  let function: SQLFunction
  init(_ function: SQLFunction) { self.function = function }

  static func of(_ context: OpaquePointer?) -> FunctionBox? {
    sqlite3_user_data(context).map { Unmanaged<FunctionBox>.fromOpaque($0).takeUnretainedValue() }
  }

  static let release: @convention(c) (UnsafeMutableRawPointer?) -> Void = { context in
    if let context { Unmanaged<FunctionBox>.fromOpaque(context).release() }
  }
}

/// The rows of one group, kept by SQLite between the steps of an aggregate.
private final class GroupRows {
  var rows: [[Value]] = []

  private static func slot(
    _ context: OpaquePointer?, size: Int
  ) -> UnsafeMutablePointer<UnsafeMutableRawPointer?>? {
    sqlite3_aggregate_context(context, Int32(size))?
      .assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
  }

  static func of(_ context: OpaquePointer?) -> GroupRows? {
    let size = MemoryLayout<UnsafeMutableRawPointer?>.size
    guard let slot = slot(context, size: size) else { return nil }
    if let pointer = slot.pointee {
      return Unmanaged<GroupRows>.fromOpaque(pointer).takeUnretainedValue()
    }
    let rows = GroupRows()
    slot.pointee = Unmanaged.passRetained(rows).toOpaque()
    return rows
  }

  /// The rows, given up by SQLite; nil where the group had none.
  static func take(_ context: OpaquePointer?) -> GroupRows? {
    guard let slot = slot(context, size: 0), let pointer = slot.pointee else { return nil }
    slot.pointee = nil
    return Unmanaged<GroupRows>.fromOpaque(pointer).takeRetainedValue()
  }
}

private func finish(_ context: OpaquePointer?, _ rows: [[Value]]) {
  guard let box = FunctionBox.of(context), case .aggregate(let body) = box.function.body else {
    return
  }
  setResult(of: context) { try body(rows) }
}

private func arguments(
  _ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?
) -> [Value] {
  (0..<Int(count)).map { index in
    let value = values?[index]
    switch sqlite3_value_type(value) {
    case SQLITE_INTEGER: return .integer(sqlite3_value_int64(value))
    case SQLITE_FLOAT: return .number(sqlite3_value_double(value))
    case SQLITE_NULL: return .null
    default: return .text(text(sqlite3_value_text(value), sqlite3_value_bytes(value)))
    }
  }
}

private func setResult(of context: OpaquePointer?, _ body: () throws -> Value) {
  do {
    switch try body() {
    case .null: sqlite3_result_null(context)
    case .boolean(let boolean): sqlite3_result_int64(context, boolean ? 1 : 0)
    case .integer(let integer): sqlite3_result_int64(context, integer)
    case .number(let number): sqlite3_result_double(context, number)
    case .text(let text): sqlite3_result_text(context, text, Int32(text.utf8.count), copied)
    }
  } catch {
    sqlite3_result_error(context, "\(error)", -1)
  }
}

private func text(_ bytes: UnsafePointer<UInt8>?, _ count: Int32) -> String {
  String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
}

// MARK: Statements

extension GRDB.Statement {
  /// The table's column that a result column shows unchanged, also through views.
  func origin(ofColumn index: Int) -> (table: String, column: String)? {
    guard let table = sqlite3_column_table_name(sqliteStatement, Int32(index)),
      let column = sqlite3_column_origin_name(sqliteStatement, Int32(index))
    else { return nil }
    return (String(cString: table), String(cString: column))
  }

  /// Binds a named parameter (`:name`, `@name` or `$name`) wherever it stands.
  func bind(_ value: Value, to name: String) {
    for sign in [":", "@", "$"] {
      let index = sqlite3_bind_parameter_index(sqliteStatement, sign + name)
      if index > 0 { bind(value, at: index) }
    }
  }

  func bind(_ values: [Value]) {
    for (index, value) in values.enumerated() { bind(value, at: Int32(index + 1)) }
  }

  private func bind(_ value: Value, at index: Int32) {
    switch value {
    case .null: sqlite3_bind_null(sqliteStatement, index)
    case .boolean(let boolean): sqlite3_bind_int64(sqliteStatement, index, boolean ? 1 : 0)
    case .integer(let integer): sqlite3_bind_int64(sqliteStatement, index, integer)
    case .number(let number): sqlite3_bind_double(sqliteStatement, index, number)
    case .text(""): sqlite3_bind_text(sqliteStatement, index, "", 0, copied)
    case .text(var text):
      text.withUTF8 { bytes in
        _ = bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text(sqliteStatement, index, $0.baseAddress, Int32($0.count), copied)
        }
      }
    }
  }

  enum Step: Equatable {
    case row
    case done
    case interrupted
    case failed
  }

  func step() -> Step {
    switch sqlite3_step(sqliteStatement) & 0xFF {
    case SQLITE_ROW: .row
    case SQLITE_DONE: .done
    case SQLITE_INTERRUPT: .interrupted
    default: .failed
    }
  }

  /// Whether the current row holds bytes that are no text.
  var rowHasBLOB: Bool {
    (0..<Int32(columnCount)).contains {
      sqlite3_column_type(sqliteStatement, $0) == SQLITE_BLOB
    }
  }

  func reset() { sqlite3_reset(sqliteStatement) }

  /// The values of the current row; a BLOB reads as text in hexadecimal.
  func row() -> [Value] {
    (0..<Int32(columnCount)).map { index in
      switch sqlite3_column_type(sqliteStatement, index) {
      case SQLITE_INTEGER: return .integer(sqlite3_column_int64(sqliteStatement, index))
      case SQLITE_FLOAT: return .number(sqlite3_column_double(sqliteStatement, index))
      case SQLITE_NULL: return .null
      case SQLITE_BLOB:
        let count = Int(sqlite3_column_bytes(sqliteStatement, index))
        let bytes = UnsafeRawBufferPointer(
          start: sqlite3_column_blob(sqliteStatement, index), count: count)
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return .text(digits.joined())
      default:
        return .text(
          text(
            sqlite3_column_text(sqliteStatement, index),
            sqlite3_column_bytes(sqliteStatement, index)))
      }
    }
  }
}
