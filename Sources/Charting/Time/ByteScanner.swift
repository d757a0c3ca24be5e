/// Reads digits, words, clocks and zones from a text's bytes, for the date readers.
struct ByteScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { offset >= bytes.count }
  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func peekIsDigit(after distance: Int) -> Bool {
    let position = offset + distance
    return position < bytes.count && bytes[position] >= 48 && bytes[position] <= 57
  }

  mutating func skipSpaces() {
    while let byte = peek, byte == 0x20 || (byte >= 9 && byte <= 13) { offset += 1 }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    offset += 1
    return true
  }

  /// Exactly so many digits.
  mutating func digits(_ count: Int) -> Int? {
    guard offset + count <= bytes.count else { return nil }
    var value = 0
    for position in offset..<offset + count {
      let byte = bytes[position]
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte) - 48
    }
    offset += count
    return value
  }

  /// One to `limit` digits.
  mutating func number(limit: Int = 9) -> Int? {
    var value = 0
    var count = 0
    while let byte = peek, byte >= 48, byte <= 57, count < limit {
      value = value * 10 + Int(byte) - 48
      count += 1
      offset += 1
    }
    return count > 0 ? value : nil
  }

  /// Letters, lower-cased.
  mutating func word() -> [UInt8] {
    var word: [UInt8] = []
    while let byte = peek, (byte | 0x20) >= 97, (byte | 0x20) <= 122 {
      word.append(byte | 0x20)
      offset += 1
    }
    return word
  }

  /// The first three letters of a word, lower-cased and packed; the whole word is taken.
  mutating func wordHead() -> UInt32 {
    var head: UInt32 = 0
    while let byte = peek, (byte | 0x20) >= 97, (byte | 0x20) <= 122 {
      if head < 0x10000 { head = head << 8 | UInt32(byte | 0x20) }
      offset += 1
    }
    return head
  }

  static func head(_ word: String) -> UInt32 {
    word.utf8.prefix(3).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// `HH:mm`, `HH:mm:ss` or `HH:mm:ss.sss` in milliseconds; lenient hours may have one digit.
  mutating func clock(lenient: Bool = false) -> Double? {
    func part(_ scanner: inout ByteScanner) -> Int? {
      lenient ? scanner.number(limit: 2) : scanner.digits(2)
    }
    guard let hours = part(&self), hours <= 24, take(UInt8(ascii: ":")),
      let minutes = part(&self), minutes < 60
    else { return nil }
    var time = Double(hours) * 3_600_000 + Double(minutes) * 60_000
    if take(UInt8(ascii: ":")) {
      guard let seconds = part(&self), seconds < 60 else { return nil }
      time += Double(seconds) * 1000
      if peekIsDigit(after: 1), take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) {
        var scale = 100
        var milliseconds = 0
        while let byte = peek, byte >= 48, byte <= 57 {
          milliseconds += (Int(byte) - 48) * scale
          scale /= 10
          offset += 1
        }
        time += Double(milliseconds)
      }
    }
    return time <= CivilTime.millisecondsPerDay ? time : nil
  }

  /// `+01:00`, `+0100` or `+01` in milliseconds.
  mutating func zoneOffset() -> Double? {
    let sign: Double
    if take(UInt8(ascii: "+")) {
      sign = 1
    } else if take(UInt8(ascii: "-")) {
      sign = -1
    } else {
      return nil
    }
    guard let hours = digits(2) else { return nil }
    var minutes = 0
    if take(UInt8(ascii: ":")) || peekIsDigit(after: 0) {
      guard let number = digits(2) else { return nil }
      minutes = number
    }
    return sign * (Double(hours) * 60 + Double(minutes)) * 60_000
  }
}
