internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// SQLite's functions of date and time, but for what they say of the machine: today, and its zone.
///
/// What a call means is seen where it runs: `now` can stand in a cell as well as in a query.
final class DateGuard {
  private let monitor: QueryMonitor
  private let library = LibraryFunctions()

  /// The functions with the places of the arguments that are points in time.
  private static let functions: [(name: String, times: [Int])] =
    [
      ("date", [0]), ("time", [0]), ("datetime", [0]), ("julianday", [0]), ("unixepoch", [0]),
      ("strftime", [1]),
    ] + (sqlite3_libversion_number() >= 3_043_000 ? [("timediff", [0, 1])] : [])

  private init(_ monitor: QueryMonitor) { self.monitor = monitor }

  /// Puts the guarded functions in the place of a connection's own.
  static func install(on db: GRDB.Database, monitor: QueryMonitor) {
    let guardian = DateGuard(monitor)
    for function in functions {
      let call = Call(function.name, function.times, guardian)
      sqlite3_create_function_v2(
        db.sqliteConnection, function.name, -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
        Unmanaged.passRetained(call).toOpaque(),
        { context, count, values in
          guard let data = sqlite3_user_data(context) else { return }
          let call = Unmanaged<Call>.fromOpaque(data).takeUnretainedValue()
          call.guardian.run(call, context, Int(count), values)
        }, nil, nil
      ) { data in
        if let data { Unmanaged<Call>.fromOpaque(data).release() }
      }
    }
  }

  private final class Call {
    let name: String
    let times: [Int]
    let guardian: DateGuard

    init(_ name: String, _ times: [Int], _ guardian: DateGuard) {
      (self.name, self.times, self.guardian) = (name, times, guardian)
    }
  }

  private func run(
    _ call: Call, _ context: OpaquePointer?, _ count: Int,
    _ values: UnsafeMutablePointer<OpaquePointer?>?
  ) {
    if let words = volatile(call, count, values) {
      monitor.noteVolatile(words)
      sqlite3_result_error(context, "\(words) gives another value each time it runs", -1)
      return
    }
    library.call(call.name, context, count, values)
  }

  /// The call as words where it asks for what differs from run to run.
  private func volatile(
    _ call: Call, _ count: Int, _ values: UnsafeMutablePointer<OpaquePointer?>?
  ) -> String? {
    // Without a point in time they mean now.
    guard call.times.allSatisfy({ $0 < count }) else { return "\(call.name)()" }
    for index in 0..<count {
      guard let bytes = sqlite3_value_text(values?[index]) else { continue }
      // SQLite too reads it to the first zero byte.
      let text = String(cString: bytes).lowercased()
      let isVolatile =
        call.times.contains(index)
        ? ["now", "subsec", "subsecond"].contains(text) : ["localtime", "utc"].contains(text)
      if isVolatile { return "\(call.name)(…, '\(text)')".replacing("(…, 'now')", with: "('now')") }
    }
    return nil
  }
}
