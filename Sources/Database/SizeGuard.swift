internal import GRDB
internal import GRDBSQLite

/// SQLite's functions whose work does not follow from the length of their arguments, and which nothing
/// can stop once they run: they are refused what would take long.
final class SizeGuard {
  /// The longest value.
  static let mostBytes = 1_000_000
  /// How many steps `json_patch` may make: one for each byte of the patch and of what it is compared
  /// with.
  private static let mostComparisons = 5_000_000_000
  /// So many of them cost a query as much as the steps between two reports of progress.
  private static let comparisonsForReport = 1_000_000

  private let monitor: QueryMonitor
  private let library = LibraryFunctions()

  private init(_ monitor: QueryMonitor) { self.monitor = monitor }

  private typealias Values = UnsafeMutablePointer<OpaquePointer?>

  /// Puts the guarded functions in the place of a connection's own.
  static func install(on db: GRDB.Database, monitor: QueryMonitor) {
    let guardian = SizeGuard(monitor)
    guardian.install("printf", -1, on: db) { $0.print("printf", $1, $2, $3) }
    if sqlite3_libversion_number() >= 3_038_000 {
      guardian.install("format", -1, on: db) { $0.print("format", $1, $2, $3) }
    }
    guardian.install("json_patch", 2, on: db) { $0.patch($1, $2, $3) }
  }

  private final class Call {
    let guardian: SizeGuard
    let body: (SizeGuard, OpaquePointer?, Int, Values?) -> Void

    init(
      _ guardian: SizeGuard, _ body: @escaping (SizeGuard, OpaquePointer?, Int, Values?) -> Void
    ) {
      (self.guardian, self.body) = (guardian, body)
    }
  }

  private func install(
    _ name: String, _ arity: Int32, on db: GRDB.Database,
    _ body: @escaping (SizeGuard, OpaquePointer?, Int, Values?) -> Void
  ) {
    sqlite3_create_function_v2(
      db.sqliteConnection, name, arity, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
      Unmanaged.passRetained(Call(self, body)).toOpaque(),
      { context, count, values in
        guard let data = sqlite3_user_data(context) else { return }
        let call = Unmanaged<Call>.fromOpaque(data).takeUnretainedValue()
        call.body(call.guardian, context, Int(count), values)
      }, nil, nil
    ) { data in
      if let data { Unmanaged<Call>.fromOpaque(data).release() }
    }
  }

  // MARK: - Printing

  /// What is printed to a width or with a precision is filled up one character after the other, before
  /// it is seen to be too long.
  private func print(
    _ name: String, _ context: OpaquePointer?, _ count: Int, _ values: Values?
  ) {
    guard count == 0 || Self.widths(count, values) <= Self.mostBytes else {
      return sqlite3_result_error_toobig(context)
    }
    library.call(name, context, count, values)
  }

  /// The sum of all widths and precisions that the format asks for.
  private static func widths(_ count: Int, _ values: Values?) -> Int {
    guard let text = sqlite3_value_text(values?[0]) else { return 0 }
    var bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(values?[0])))[...]
    var argument = 1
    var sum = 0
    func add(_ number: Int64) {
      sum = min(mostBytes + 1, sum + Int(min(number.magnitude, 1 << 40)))
    }
    /// A width or precision: digits, or a star for the next argument.
    func number() {
      if bytes.first == UInt8(ascii: "*") {
        bytes.removeFirst()
        if argument < count { add(sqlite3_value_int64(values?[argument])) }
        argument += 1
        return
      }
      var number: Int64 = 0
      while let digit = bytes.first, digit >= 48, digit <= 57 {
        number = min(1 << 40, number * 10 + Int64(digit) - 48)
        bytes.removeFirst()
      }
      add(number)
    }
    while let start = bytes.firstIndex(of: UInt8(ascii: "%")), sum <= mostBytes {
      bytes = bytes[(start + 1)...]
      bytes = bytes.drop { "-+ #!0,".utf8.contains($0) }
      number()
      if bytes.first == UInt8(ascii: ".") {
        bytes.removeFirst()
        if bytes.first == UInt8(ascii: "-") { bytes.removeFirst() }
        number()
      }
      bytes = bytes.drop { $0 == UInt8(ascii: "l") }
      guard let conversion = bytes.popFirst() else { break }
      if conversion != UInt8(ascii: "%"), conversion != UInt8(ascii: "n") { argument += 1 }
    }
    return sum
  }

  // MARK: - JSON

  /// A patch is compared name by name with the object and with what was added to it.
  private func patch(_ context: OpaquePointer?, _ count: Int, _ values: Values?) {
    let object = Int(sqlite3_value_bytes(values?[0]))
    let patch = Int(sqlite3_value_bytes(values?[1]))
    let comparisons = (object + patch) * patch
    guard comparisons <= Self.mostComparisons else { return sqlite3_result_error_toobig(context) }
    for _ in 0..<(comparisons / Self.comparisonsForReport) where monitor.isOverdue() {
      return sqlite3_result_error_code(context, SQLITE_INTERRUPT)
    }
    library.call("json_patch", context, count, values)
    // What other functions of JSON take from it is JSON, as they take SQLite's own.
    sqlite3_result_subtype(context, UInt32(UInt8(ascii: "J")))
  }
}
