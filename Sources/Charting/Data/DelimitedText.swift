/// Reads comma- and tab-separated text as d3-dsv does: every value is text.
enum DelimitedText {
  static func dataset(_ text: String, delimiter: UInt8) -> Dataset {
    var records = records(text, delimiter: delimiter)
    guard !records.isEmpty else { return .empty }
    var header = records.removeFirst()
    // A later column of the same name wins, as a JavaScript object's member would.
    var last: [String: Int] = [:]
    for (column, name) in header.enumerated() { last[name] = column }
    let kept = header.indices.filter { last[header[$0]] == $0 }
    if kept.count < header.count { header = kept.map { header[$0] } }
    let rows = records.map { record in
      kept.map { $0 < record.count ? Datum.string(record[$0]) : Datum.null }
    }
    return Dataset(fields: header, rows: rows)
  }

  private static func records(_ text: String, delimiter: UInt8) -> [[String]] {
    let quote = UInt8(ascii: "\"")
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
    guard !bytes.isEmpty else { return [] }
    var records: [[String]] = []
    var record: [String] = []
    var position = 0
    while true {
      var quoted: [UInt8]?
      if position < bytes.count, bytes[position] == quote {
        var field: [UInt8] = []
        position += 1
        while position < bytes.count {
          if bytes[position] == quote {
            guard position + 1 < bytes.count, bytes[position + 1] == quote else { break }
            position += 1
          }
          field.append(bytes[position])
          position += 1
        }
        position = min(position + 1, bytes.count)
        quoted = field
      }
      let start = position
      while position < bytes.count, bytes[position] != delimiter, bytes[position] != 0x0A,
        bytes[position] != 0x0D
      { position += 1 }
      // What stands between a closing quote and the delimiter is dropped.
      record.append(String(decoding: quoted ?? Array(bytes[start..<position]), as: UTF8.self))
      guard position < bytes.count else { break }
      if bytes[position] == delimiter {
        position += 1
        continue
      }
      if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A {
        position += 1
      }
      position += 1
      records.append(record)
      record = []
    }
    records.append(record)
    return records
  }
}
