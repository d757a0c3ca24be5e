/// Formats instants by d3-time-format specifiers in UTC with en-US names.
struct TimeFormat: Hashable, Sendable {
  private enum Piece: Hashable {
    case text(String)
    case directive(UInt8, pad: UInt8?)
  }

  let specifier: String
  private let pieces: [Piece]

  init(_ specifier: String) {
    self.specifier = specifier
    var pieces: [Piece] = []
    var text: [UInt8] = []
    var bytes = specifier.utf8.makeIterator()
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "%") else {
        text.append(byte)
        continue
      }
      guard var letter = bytes.next() else { break }
      var pad: UInt8? = letter == UInt8(ascii: "e") ? 0x20 : 0x30
      if letter == UInt8(ascii: "-") || letter == UInt8(ascii: "_") || letter == UInt8(ascii: "0") {
        pad = letter == UInt8(ascii: "-") ? nil : (letter == UInt8(ascii: "_") ? 0x20 : 0x30)
        guard let next = bytes.next() else { break }
        letter = next
      }
      if let meaning = TimeFormat.locale[letter] {
        pieces.append(.text(String(decoding: text, as: UTF8.self)))
        text = []
        pieces += TimeFormat(meaning).pieces
      } else if TimeFormat.directives.contains(letter) {
        if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
        text = []
        pieces.append(.directive(letter, pad: pad))
      } else {
        text.append(letter)
      }
    }
    if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
    self.pieces = pieces
  }

  private static let directives = Set("aAbBdefgGHIjLmMpqQsSuUVwWyYZ%".utf8)
  /// `%c`, `%x` and `%X` of the locale en-US.
  private static let locale: [UInt8: String] = [
    UInt8(ascii: "c"): "%-m/%-d/%Y, %-I:%M:%S %p", UInt8(ascii: "x"): "%-m/%-d/%Y",
    UInt8(ascii: "X"): "%-I:%M:%S %p",
  ]

  /// Whether a specifier prints some part of an instant, and has only directives that there are.
  static func isMeaningful(_ specifier: String) -> Bool {
    var bytes = specifier.utf8.makeIterator()
    var prints = false
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "%") else { continue }
      var letter = bytes.next()
      if let pad = letter, "-_0".utf8.contains(pad) { letter = bytes.next() }
      guard let letter, directives.contains(letter) || locale[letter] != nil else { return false }
      if letter != UInt8(ascii: "%") { prints = true }
    }
    return prints
  }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  /// The instant (milliseconds since 1970) as text; "NaN" for what is no date.
  func callAsFunction(_ instant: Double) -> String {
    guard let time = CivilTime(instant) else { return "NaN" }
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let literal): text += literal
      case .directive(let letter, let pad):
        append(letter, pad, time, instant, to: &text)
      }
    }
    return text
  }

  private func append(
    _ letter: UInt8, _ pad: UInt8?, _ time: CivilTime, _ instant: Double, to text: inout String
  ) {
    func number(_ value: Int, _ width: Int) {
      let digits = String(abs(value))
      if value < 0 { text += "-" }
      if let pad, digits.utf8.count < width {
        text += String(
          repeating: Character(Unicode.Scalar(pad)), count: width - digits.utf8.count)
      }
      text += digits
    }
    switch Character(Unicode.Scalar(letter)) {
    case "a": text += Self.weekdays[time.weekday].prefix(3)
    case "A": text += Self.weekdays[time.weekday]
    case "b": text += Self.months[time.month].prefix(3)
    case "B": text += Self.months[time.month]
    case "d", "e": number(time.day, 2)
    case "f":
      number(time.milliseconds, 3)
      text += "000"
    case "g": number(CalendarWeek.isoYear(time) % 100, 2)
    case "G": number(CalendarWeek.isoYear(time) % 10000, 4)
    case "H": number(time.hours, 2)
    case "I": number(time.hours % 12 == 0 ? 12 : time.hours % 12, 2)
    case "j": number(time.dayOfYear + 1, 3)
    case "L": number(time.milliseconds, 3)
    case "m": number(time.month + 1, 2)
    case "M": number(time.minutes, 2)
    case "p": text += time.hours >= 12 ? "PM" : "AM"
    case "q": text += String(1 + time.month / 3)
    case "Q": text += NumberText.shortest(instant)
    case "s": text += NumberText.shortest((instant / 1000).rounded(.down))
    case "S": number(time.seconds, 2)
    case "u": text += String(time.weekday == 0 ? 7 : time.weekday)
    case "U": number(CalendarWeek.number(time, firstWeekday: 0), 2)
    case "V": number(CalendarWeek.isoNumber(time), 2)
    case "w": text += String(time.weekday)
    case "W": number(CalendarWeek.number(time, firstWeekday: 1), 2)
    case "y": number(time.year % 100, 2)
    case "Y": number(time.year % 10000, 4)
    case "Z": text += "+0000"
    default: text += "%"
    }
  }

  /// Vega's label of an instant on an axis without a format: the coarsest unit it begins.
  static func multi(_ instant: Double) -> String { TimeMultiFormat.standard(instant) }
}

/// Formats an instant by the coarsest unit it begins (vega-format `timeMultiFormat`).
struct TimeMultiFormat: Hashable, Sendable {
  private let formats: [TimeUnitPart: TimeFormat]

  static let standard = TimeMultiFormat([:])

  /// Specifiers by unit name (`year`, `quarter`, ... `milliseconds`) in place of Vega's own.
  init(_ specifiers: [String: String]) {
    let standard: [(TimeUnitPart, String)] = [
      (.milliseconds, ".%L"), (.seconds, ":%S"), (.minutes, "%I:%M"), (.hours, "%I %p"),
      (.date, "%a %d"), (.week, "%b %d"), (.month, "%B"), (.quarter, "%B"), (.year, "%Y"),
    ]
    var formats: [TimeUnitPart: TimeFormat] = [:]
    for (part, specifier) in standard {
      var own = specifiers[part.rawValue]
      if part == .date { own = own ?? specifiers["day"] }
      formats[part] = TimeFormat(own ?? specifier)
    }
    self.formats = formats
  }

  func callAsFunction(_ instant: Double) -> String {
    guard let time = CivilTime(instant) else { return "NaN" }
    let part: TimeUnitPart
    if time.milliseconds != 0 {
      part = .milliseconds
    } else if time.seconds != 0 {
      part = .seconds
    } else if time.minutes != 0 {
      part = .minutes
    } else if time.hours != 0 {
      part = .hours
    } else if time.day != 1 {
      part = time.weekday == 0 ? .week : .date
    } else {
      part = time.month == 0 ? .year : (time.month % 3 == 0 ? .quarter : .month)
    }
    return formats[part]?(instant) ?? ""
  }
}

/// Week numbers within a year.
enum CalendarWeek {
  /// Weeks begun since the year's first such weekday, 0 before it (`%U` from Sunday, `%W` Monday).
  static func number(_ time: CivilTime, firstWeekday: Int) -> Int {
    let sinceFirst = (time.weekday - firstWeekday + 7) % 7
    return (time.dayOfYear + 7 - sinceFirst) / 7
  }

  static func isoYear(_ time: CivilTime) -> Int {
    thursday(time).year
  }

  static func isoNumber(_ time: CivilTime) -> Int {
    let (year, day) = thursday(time)
    return (day - CivilTime.days(year: year, month: 0, day: 1)) / 7 + 1
  }

  /// The year and day number of the Thursday of the same ISO week.
  private static func thursday(_ time: CivilTime) -> (year: Int, day: Int) {
    let day = CivilTime.days(year: time.year, month: time.month, day: time.day)
    let thursday = day - (time.weekday + 6) % 7 + 3
    return (CivilTime.civil(days: thursday).year, thursday)
  }
}
