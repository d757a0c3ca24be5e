internal import CSQLite

/// Settings of SQLite that hold for the process and must be made before its first connection.
enum SQLiteThreads {
  // SQLite refuses settings once it is in use, in a process that others use it in too. Then it is
  // only slower.
  private static let isPrepared: Void = {
    _ = csqlite_disable_memory_statistics()
    _ = csqlite_disable_connection_locks()
  }()

  /// Lets threads use connections of their own without waiting for each other.
  static func prepare() { isPrepared }
}
