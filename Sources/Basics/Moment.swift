/// A point in time, written with its zone.
package struct Moment: Hashable, Comparable, Sendable {
  /// Since 1970 in UTC, leap seconds not counted.
  package let seconds: Int

  package init(seconds: Int) { self.seconds = seconds }

  /// The beginning of a day in UTC.
  package init(_ day: CalendarDate) { seconds = day.daysSinceEpoch * 86_400 }

  /// A moment written as in RFC 3339: `2026-03-01T09:00:00+01:00`, the seconds left out or not; nil
  /// where the zone is missing.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 17, "Tt ".utf8.contains(bytes[10]), bytes[13] == UInt8(ascii: ":"),
      let day = CalendarDate(String(decoding: bytes[..<10], as: UTF8.self)),
      let hour = Moment.number(bytes[11...12], below: 24),
      let minute = Moment.number(bytes[14...15], below: 60)
    else { return nil }
    var rest = bytes[16...]
    var second = 0
    if rest.first == UInt8(ascii: ":") {
      guard rest.count >= 3, let own = Moment.number(rest.dropFirst().prefix(2), below: 61) else {
        return nil
      }
      second = own
      rest = rest.dropFirst(3)
      if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop { 48...57 ~= $0 } }
    }
    guard let offset = Moment.offset(rest) else { return nil }
    seconds = day.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset
  }

  /// The seconds by which a zone is ahead of UTC: `Z`, `+01:00`, `-0530`, `+02`.
  private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
    if zone.count == 1 { return zone.first.map { $0 | 32 } == UInt8(ascii: "z") ? 0 : nil }
    let digits = zone.dropFirst().filter { $0 != UInt8(ascii: ":") }[...]
    guard let sign = zone.first, "+-".utf8.contains(sign), [2, 4].contains(digits.count),
      let hours = number(digits.prefix(2), below: 24),
      let minutes = digits.count == 2 ? 0 : number(digits.suffix(2), below: 60)
    else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }

  private static func number(_ digits: ArraySlice<UInt8>, below limit: Int) -> Int? {
    guard digits.allSatisfy({ 48...57 ~= $0 }) else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    return value < limit ? value : nil
  }

  /// The day of it in UTC.
  package var day: CalendarDate {
    CalendarDate(daysSinceEpoch: Int((Double(seconds) / 86_400).rounded(.down)))
  }

  package static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
}
