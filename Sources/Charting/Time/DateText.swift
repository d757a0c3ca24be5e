/// Dates written as text, read and written as JavaScript does, with local time taken as UTC.
enum DateText {
  /// `2012-01-05T10:20:30.000Z`.
  static func iso(_ instant: Double) -> String {
    guard let time = CivilTime(instant) else { return "Invalid Date" }
    let year: String
    if (0...9999).contains(time.year) {
      year = padded(time.year, 4)
    } else {
      year = (time.year < 0 ? "-" : "+") + padded(abs(time.year), 6)
    }
    return "\(year)-\(padded(time.month + 1, 2))-\(padded(time.day, 2))"
      + "T\(padded(time.hours, 2)):\(padded(time.minutes, 2)):\(padded(time.seconds, 2))"
      + ".\(padded(time.milliseconds, 3))Z"
  }

  /// The instant of a text, NaN where it is no date: ISO 8601 first, then V8's lenient reading
  /// ("Jan 5 2012", "1/5/2012 10:20 PM", "Thu, 5 Jan 2012 00:00:00 GMT").
  static func parse(_ text: String) -> Double {
    var text = text
    return text.withUTF8 { bytes in
      if let instant = parseISO(bytes) { return instant }
      return parseLenient(bytes)
    }
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return digits.utf8.count >= width
      ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
  }

  /// ECMA-262's date-time string format; nil where the text has another form.
  private static func parseISO(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var scanner = ByteScanner(bytes)
    scanner.skipSpaces()
    var sign = 1
    var yearDigits = 4
    if scanner.take(UInt8(ascii: "+")) {
      yearDigits = 6
    } else if scanner.take(UInt8(ascii: "-")) {
      sign = -1
      yearDigits = 6
    }
    guard let year = scanner.digits(yearDigits) else { return nil }
    var month = 1
    var day = 1
    if scanner.take(UInt8(ascii: "-")) {
      guard let number = scanner.digits(2) else { return nil }
      month = number
      if scanner.take(UInt8(ascii: "-")) {
        guard let number = scanner.digits(2) else { return nil }
        day = number
      }
    }
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    var instant = CivilTime.instant(year: sign * year, month: month - 1, day: day)
    if scanner.take(UInt8(ascii: "T")) || scanner.take(UInt8(ascii: "t"))
      || (scanner.peek == 0x20 && scanner.peekIsDigit(after: 1) && scanner.take(0x20))
    {
      guard let time = scanner.clock() else { return nil }
      instant += time
      if scanner.take(UInt8(ascii: "Z")) || scanner.take(UInt8(ascii: "z")) {
      } else if let offset = scanner.zoneOffset() {
        instant -= offset
      }
    }
    scanner.skipSpaces()
    return scanner.isAtEnd ? instant : nil
  }

  private static let monthNames: [UInt32] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map(ByteScanner.head)
  private static let am = ByteScanner.head("am")
  private static let pm = ByteScanner.head("pm")
  private static let z = ByteScanner.head("z")
  private static let t = ByteScanner.head("t")
  private static let zones = [ByteScanner.head("utc"), ByteScanner.head("gmt")]

  /// V8's legacy date parser: up to three numbers, an optional month name, a clock and a zone.
  private static func parseLenient(_ bytes: UnsafeBufferPointer<UInt8>) -> Double {
    var scanner = ByteScanner(bytes)
    var numbers = (1, 1, 1)
    var count = 0
    var month: Int?
    var clock: Double?
    var zone = 0.0
    var hasZone = false
    while let byte = scanner.peek {
      if byte >= 48, byte <= 57 {
        let start = scanner.offset
        guard let number = scanner.number() else { return .nan }
        if scanner.peek == UInt8(ascii: ":"), clock == nil {
          scanner.offset = start
          guard let time = scanner.clock(lenient: true) else { return .nan }
          clock = time
        } else {
          switch count {
          case 0: numbers.0 = number
          case 1: numbers.1 = number
          case 2: numbers.2 = number
          default: return .nan
          }
          count += 1
        }
      } else if (byte | 0x20) >= 97, (byte | 0x20) <= 122 {
        let head = scanner.wordHead()
        if let index = monthNames.firstIndex(of: head) {
          month = index
        } else if head == am || head == pm {
          guard let time = clock else { return .nan }
          let hours = (time / 3_600_000).rounded(.down)
          guard hours >= 1, hours <= 12 else { return .nan }
          let base = time - (hours == 12 ? 12 * 3_600_000 : 0)
          clock = head == pm ? base + 12 * 3_600_000 : base
        } else if zones.contains(head) || head == z {
          hasZone = true
        } else if head == t, count > 0 {
          continue
        } else if count > 0 || clock != nil {
          return .nan
        }
      } else if (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"))
        && (clock != nil || hasZone)
      {
        guard let offset = scanner.zoneOffset() else { return .nan }
        zone = offset
      } else if byte == UInt8(ascii: "(") {
        while let skipped = scanner.peek, skipped != UInt8(ascii: ")") { scanner.offset += 1 }
      } else {
        scanner.offset += 1
      }
    }
    guard count > 0, let instant = compose(numbers, month: month) else { return .nan }
    return instant + (clock ?? 0) - zone
  }

  /// The day that up to three numbers and a month name mean, in V8's order of preference.
  private static func compose(_ numbers: (Int, Int, Int), month named: Int?) -> Double? {
    let isDay = { (number: Int) in (1...31).contains(number) }
    var year: Int
    let month: Int
    let day: Int
    if let named {
      month = named
      if isDay(numbers.0) {
        (day, year) = (numbers.0, numbers.1)
      } else {
        (year, day) = (numbers.0, numbers.1)
      }
    } else if isDay(numbers.0) {
      (month, day, year) = (numbers.0 - 1, numbers.1, numbers.2)
    } else {
      (year, month, day) = (numbers.0, numbers.1 - 1, numbers.2)
    }
    guard (0...11).contains(month), isDay(day) else { return nil }
    if (0...49).contains(year) { year += 2000 } else if (50...99).contains(year) { year += 1900 }
    return CivilTime.instant(year: year, month: month, day: day)
  }
}
