internal import CSQLite
internal import GRDB
internal import GRDBSQLite

/// SQLite's functions that look for one text in another, in time that grows with the texts' lengths.
///
/// Its own compare at every place: with two texts of a megabyte that is hours, in one step of a
/// query, which nothing can stop.
enum TextSearch {
  static func install(on db: GRDB.Database) {
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC
    let connection = db.sqliteConnection
    sqlite3_create_function_v2(connection, "instr", 2, flags, nil, instr, nil, nil, nil)
    sqlite3_create_function_v2(connection, "replace", 3, flags, nil, replace, nil, nil, nil)
    sqlite3_create_function_v2(
      connection, "trim", 2, flags, nil, { TextSearch.trim($0, $2, left: true, right: true) }, nil,
      nil, nil)
    sqlite3_create_function_v2(
      connection, "ltrim", 2, flags, nil, { TextSearch.trim($0, $2, left: true, right: false) },
      nil, nil, nil)
    sqlite3_create_function_v2(
      connection, "rtrim", 2, flags, nil, { TextSearch.trim($0, $2, left: false, right: true) },
      nil, nil, nil)
  }

  private typealias Values = UnsafeMutablePointer<OpaquePointer?>

  private static func isNull(_ values: Values, _ count: Int) -> Bool {
    (0..<count).contains { sqlite3_value_type(values[$0]) == SQLITE_NULL }
  }

  private static func text(_ value: OpaquePointer?) -> UnsafeRawBufferPointer {
    let bytes = sqlite3_value_text(value)
    return UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_value_bytes(value)))
  }

  /// The place of the first occurrence; nil where there is none.
  private static func find(
    _ needle: UnsafeRawBufferPointer, in text: UnsafeRawBufferPointer, from start: Int = 0
  ) -> Int? {
    guard let base = text.baseAddress, let wanted = needle.baseAddress,
      text.count - start >= needle.count,
      let found = memmem(base + start, UInt(text.count - start), wanted, UInt(needle.count))
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  private static let instr:
    @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void = {
      context, _, values in
      guard let values, !isNull(values, 2) else { return }
      let areBlobs =
        sqlite3_value_type(values[0]) == SQLITE_BLOB && sqlite3_value_type(values[1]) == SQLITE_BLOB
      func bytes(_ value: OpaquePointer?) -> UnsafeRawBufferPointer {
        guard areBlobs else { return text(value) }
        return UnsafeRawBufferPointer(
          start: sqlite3_value_blob(value), count: Int(sqlite3_value_bytes(value)))
      }
      let (hay, needle) = (bytes(values[0]), bytes(values[1]))
      guard needle.count > 0 else { return sqlite3_result_int64(context, 1) }
      guard let place = find(needle, in: hay) else { return sqlite3_result_int64(context, 0) }
      // Characters of a text, bytes of a BLOB.
      let before =
        areBlobs ? place : hay[..<place].count { $0 & 0xC0 != 0x80 }
      sqlite3_result_int64(context, sqlite3_int64(before + 1))
    }

  private static let replace:
    @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void = {
      context, _, values in
      guard let values, !isNull(values, 2) else { return }
      let (whole, old) = (text(values[0]), text(values[1]))
      guard old.count > 0 else { return sqlite3_result_value(context, values[0]) }
      guard !isNull(values, 3) else { return }
      let new = text(values[2])
      let most = Int(sqlite3_limit(sqlite3_context_db_handle(context), SQLITE_LIMIT_LENGTH, -1))
      var result: [UInt8] = []
      result.reserveCapacity(whole.count)
      var start = 0
      while let place = find(old, in: whole, from: start) {
        result += whole[start..<place]
        result += new
        if result.count > most { return sqlite3_result_error_toobig(context) }
        start = place + old.count
      }
      result += whole[start...]
      setText(context, result)
    }

  private static func setText(_ context: OpaquePointer?, _ bytes: [UInt8]) {
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    (bytes.isEmpty ? [0] : bytes).withUnsafeBytes {
      let start = $0.baseAddress?.assumingMemoryBound(to: CChar.self)
      sqlite3_result_text(context, start, Int32(bytes.count), copied)
    }
  }

  private static func trim(
    _ context: OpaquePointer?, _ values: Values?, left: Bool, right: Bool
  ) {
    guard let values, !isNull(values, 2) else { return }
    let (whole, set) = (text(values[0]), text(values[1]))
    let characters = Set(Self.characters(of: set).map { Array(set[$0]) })
    var range = 0..<whole.count
    if left {
      for character in Self.characters(of: whole) {
        guard characters.contains(Array(whole[character])) else { break }
        range = character.upperBound..<range.upperBound
      }
    }
    while right, !range.isEmpty {
      var start = range.upperBound - 1
      while start > range.lowerBound, whole[start] & 0xC0 == 0x80 { start -= 1 }
      guard characters.contains(Array(whole[start..<range.upperBound])) else { break }
      range = range.lowerBound..<start
    }
    setText(context, Array(whole[range]))
  }

  /// The characters of a text, as SQLite takes them: a byte with all that go on from it.
  private static func characters(
    of text: UnsafeRawBufferPointer
  ) -> some Sequence<Range<Int>> {
    sequence(state: 0) { start -> Range<Int>? in
      guard start < text.count else { return nil }
      var end = start + 1
      if text[start] >= 0xC0 { while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 } }
      defer { start = end }
      return start..<end
    }
  }
}
