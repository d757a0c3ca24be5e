import Basics

/// Reads a cell's text as its field's type.
struct CellParser {
  let field: Field
  private let strptime: Strptime?
  private let numbers: NumberNotation

  init(_ field: Field) {
    self.field = field
    numbers = NumberNotation(field)
    if case .strptime(let pattern) = field.format {
      strptime = Strptime(pattern)
    } else {
      strptime = nil
    }
  }

  /// The value, or nil where the text is none of the field's type. Missing values are the caller's.
  func parse(_ text: String) -> Value? {
    switch field.type {
    case .any: return .text(text)
    case .string: return isWellFormed(text) ? .text(text) : nil
    case .integer: return numbers.integer(text).map(Value.integer)
    case .number: return numbers.number(text).map(Value.number)
    case .boolean:
      if field.trueValues.contains(text) { return .boolean(true) }
      return field.falseValues.contains(text) ? .boolean(false) : nil
    case .year:
      let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
      guard digits.count == 4, digits.allSatisfy(isDigit) else { return nil }
      return Int64(text).map(Value.integer)
    case .yearmonth: return CalendarDate(text + "-01") == nil ? nil : .text(text)
    case .date:
      if let strptime { return strptime.read(text)?.dateText.map(Value.text) }
      return CalendarDate(text) == nil ? nil : .text(text)
    case .time:
      if let strptime { return strptime.read(text)?.timeText.map(Value.text) }
      return isTime(text[...], zone: true) ? .text(text) : nil
    case .datetime:
      if let strptime { return strptime.read(text)?.dateTimeText.map(Value.text) }
      guard text.utf8.count > 11, CalendarDate(text.prefix(10)) != nil,
        text.dropFirst(10).first == "T", isTime(text.dropFirst(11), zone: true)
      else { return nil }
      return .text(text)
    }
  }

  private func isWellFormed(_ text: String) -> Bool {
    switch field.format {
    case .email:
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.contains(" ")
    case .uri:
      guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
      let scheme = text.utf8[..<colon]
      let isLetter: (UInt8) -> Bool = { ($0 | 32) >= 97 && ($0 | 32) <= 122 }
      return scheme.first.map(isLetter) == true && !text.contains(" ")
        && scheme.allSatisfy { isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) }
        && text.utf8.index(after: colon) < text.utf8.endIndex
    case .uuid:
      let groups = text.split(separator: "-", omittingEmptySubsequences: false)
      return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
        && groups.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
    case .binary:
      return text.utf8.count % 4 == 0
        && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+/=".contains($0)) }
    case .standard, .strptime: return true
    }
  }

  /// `HH:MM:SS`, with a fraction and a zone where wanted.
  private func isTime(_ text: Substring, zone: Bool) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count >= 8, bytes[2] == 58, bytes[5] == 58,
      let hour = pair(bytes, 0), let minute = pair(bytes, 3), let second = pair(bytes, 6),
      hour < 24, minute < 60, second <= 60
    else { return false }
    var rest = bytes[8...]
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix(while: isDigit)
      guard !digits.isEmpty else { return false }
      rest = rest.dropFirst(1 + digits.count)
    }
    if rest.isEmpty || Array(rest) == [UInt8(ascii: "Z")] { return true }
    let offset = Array(rest)
    guard zone, offset.count == 6, offset[0] == 43 || offset[0] == 45, offset[3] == 58,
      let hours = pair(offset, 1), let minutes = pair(offset, 4)
    else { return false }
    return hours < 24 && minutes < 60
  }

  private func pair(_ bytes: [UInt8], _ index: Int) -> Int? {
    guard isDigit(bytes[index]), isDigit(bytes[index + 1]) else { return nil }
    return Int(bytes[index] - 48) * 10 + Int(bytes[index + 1] - 48)
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
}
