/// Reads dates by d3-time-format specifiers, as `format.parse` names them (`date:'%d %b %Y'`).
struct TimeParse: Hashable, Sendable {
  private let specifier: [UInt8]

  init(_ specifier: String) { self.specifier = Array(specifier.utf8) }

  private struct Fields {
    var year: Int?
    var quarterMonth: Int?
    var month: Int?
    var day = 1
    var dayOfYear: Int?
    var hours = 0
    var minutes = 0
    var seconds = 0
    var milliseconds = 0
    var isAfternoon: Bool?
    var weekday: Int?
    var sundayWeek: Int?
    var mondayWeek: Int?
    var isoWeek: Int?
    var instant: Double?
    var offset = 0.0
  }

  /// The instant the whole text means, or nil where it has another form.
  func callAsFunction(_ text: String) -> Double? {
    var text = text
    return text.withUTF8 { bytes in
      var scanner = ByteScanner(bytes)
      var fields = Fields()
      guard read(specifier, &scanner, &fields), scanner.isAtEnd else { return nil }
      return instant(fields)
    }
  }

  private func read(_ specifier: [UInt8], _ scanner: inout ByteScanner, _ fields: inout Fields)
    -> Bool
  {
    var position = 0
    while position < specifier.count {
      let byte = specifier[position]
      position += 1
      guard byte == UInt8(ascii: "%"), position < specifier.count else {
        guard scanner.take(byte) else { return false }
        continue
      }
      var letter = specifier[position]
      position += 1
      if [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "0")].contains(letter),
        position < specifier.count
      {
        letter = specifier[position]
        position += 1
      }
      guard readDirective(Character(Unicode.Scalar(letter)), &scanner, &fields) else {
        return false
      }
    }
    return true
  }

  private func readDirective(
    _ letter: Character, _ scanner: inout ByteScanner, _ fields: inout Fields
  ) -> Bool {
    /// Up to so many digits, blanks before them allowed as d3's numberRe does.
    func number(_ limit: Int) -> Int? {
      let start = scanner.offset
      scanner.skipSpaces()
      let skipped = scanner.offset - start
      return scanner.number(limit: max(1, limit - skipped))
    }
    func set(_ keyPath: WritableKeyPath<Fields, Int>, _ limit: Int, plus: Int = 0) -> Bool {
      guard let value = number(limit) else { return false }
      fields[keyPath: keyPath] = value + plus
      return true
    }
    func setOptional(_ keyPath: WritableKeyPath<Fields, Int?>, _ limit: Int, plus: Int = 0) -> Bool
    {
      guard let value = number(limit) else { return false }
      fields[keyPath: keyPath] = value + plus
      return true
    }
    func name(_ names: [String], short: Bool) -> Int? {
      let start = scanner.offset
      let word = scanner.word()
      for (index, name) in names.enumerated() {
        let wanted = Array((short ? String(name.prefix(3)) : name).lowercased().utf8)
        if word.starts(with: wanted) {
          scanner.offset = start + wanted.count
          return index
        }
      }
      return nil
    }
    switch letter {
    case "a", "A":
      fields.weekday = name(TimeFormat.weekdays, short: letter == "a")
      return fields.weekday != nil
    case "b", "B":
      fields.month = name(TimeFormat.months, short: letter == "b")
      return fields.month != nil
    case "d", "e": return set(\.day, 2)
    case "f":
      guard let value = number(6) else { return false }
      fields.milliseconds = value / 1000
      return true
    case "H", "I": return set(\.hours, 2)
    case "j": return setOptional(\.dayOfYear, 3)
    case "L": return set(\.milliseconds, 3)
    case "m": return setOptional(\.month, 2, plus: -1)
    case "M": return set(\.minutes, 2)
    case "S": return set(\.seconds, 2)
    case "p":
      let word = scanner.word()
      guard word == Array("am".utf8) || word == Array("pm".utf8) else { return false }
      fields.isAfternoon = word[0] == UInt8(ascii: "p")
      return true
    case "q":
      guard let value = number(1) else { return false }
      fields.quarterMonth = (value - 1) * 3
      return true
    case "u":
      guard let value = number(1) else { return false }
      fields.weekday = value % 7
      return true
    case "w": return setOptional(\.weekday, 1)
    case "U": return setOptional(\.sundayWeek, 2)
    case "W": return setOptional(\.mondayWeek, 2)
    case "V": return setOptional(\.isoWeek, 2)
    case "Y", "G":
      let negative = scanner.take(UInt8(ascii: "-"))
      guard let value = number(4) else { return false }
      fields.year = negative ? -value : value
      return true
    case "y", "g":
      guard let value = number(2) else { return false }
      fields.year = value + (value > 68 ? 1900 : 2000)
      return true
    case "Q", "s":
      let negative = scanner.take(UInt8(ascii: "-"))
      guard let value = scanner.number(limit: 17) else { return false }
      fields.instant = Double(negative ? -value : value) * (letter == "s" ? 1000 : 1)
      return true
    case "Z":
      if scanner.take(UInt8(ascii: "Z")) { return true }
      guard let offset = scanner.zoneOffset() else { return false }
      fields.offset = offset
      return true
    case "%": return scanner.take(UInt8(ascii: "%"))
    case "c": return read(Array("%m/%d/%Y, %I:%M:%S %p".utf8), &scanner, &fields)
    case "x": return read(Array("%m/%d/%Y".utf8), &scanner, &fields)
    case "X": return read(Array("%I:%M:%S %p".utf8), &scanner, &fields)
    default: return false
    }
  }

  private func instant(_ fields: Fields) -> Double {
    if let instant = fields.instant { return instant }
    let year = fields.year ?? 1900
    var hours = fields.hours
    if let isAfternoon = fields.isAfternoon { hours = hours % 12 + (isAfternoon ? 12 : 0) }
    var month = fields.month ?? fields.quarterMonth ?? 0
    var day = fields.day
    if let dayOfYear = fields.dayOfYear {
      (month, day) = (0, dayOfYear)
    } else if let week = fields.isoWeek {
      let fourth = CivilTime.days(year: year, month: 0, day: 4)
      let monday = fourth - (((fourth + 3) % 7) + 7) % 7
      let shift = monday - CivilTime.days(year: year, month: 0, day: 1)
      (month, day) = (0, 1 + shift + (week - 1) * 7 + ((fields.weekday ?? 1) + 6) % 7)
    } else if let week = fields.sundayWeek ?? fields.mondayWeek {
      let first = (((CivilTime.days(year: year, month: 0, day: 1) + 4) % 7) + 7) % 7
      if fields.mondayWeek != nil {
        let weekday = ((fields.weekday ?? 1) + 6) % 7
        (month, day) = (0, weekday + week * 7 - (first + 5) % 7)
      } else {
        (month, day) = (0, (fields.weekday ?? 0) + week * 7 - (first + 6) % 7)
      }
    }
    return CivilTime.instant(
      year: year, month: month, day: day, hours: hours, minutes: fields.minutes,
      seconds: fields.seconds, milliseconds: fields.milliseconds) - fields.offset
  }
}
