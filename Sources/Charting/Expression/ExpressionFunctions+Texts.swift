extension ExpressionFunctions {
  /// Functions of texts and arrays; positions count UTF-16 units, as in JavaScript.
  static let texts: [String: ExpressionFunction] = [
    "length": .value { value in
      switch value {
      case .string(let text): .number(Double(text.utf16.count))
      case .array(let elements): .number(Double(elements.count))
      default: .null
      }
    },
    "upper": .value { .string($0.coercedToString.uppercased()) },
    "lower": .value { .string($0.coercedToString.lowercased()) },
    "trim": .value { value in
      let text = Substring(value.coercedToString).drop(while: \.isWhitespace)
      let end = text.lastIndex { !$0.isWhitespace }
      return .string(end.map { String(text[...$0]) } ?? "")
    },
    "parseFloat": .value { .number(leadingNumber($0.coercedToString)) },
    "parseInt": .values(1...2) { values in
      let text = values[0].coercedToString
      guard values.count > 1 else { return .number(leadingNumber(text).rounded(.towardZero)) }
      let radix = values[1].coercedToNumber
      guard radix >= 2, radix <= 36 else { return .number(.nan) }
      let digits = text.prefix { $0.isHexDigit || $0.isLetter }
      for length in stride(from: digits.count, to: 0, by: -1) {
        if let number = Int(digits.prefix(length), radix: Int(radix)) {
          return .number(Double(number))
        }
      }
      return .number(.nan)
    },
    "substring": .values(2...3) { values in
      let units = Array(values[0].coercedToString.utf16)
      func bound(_ value: Datum) -> Int {
        let number = value.coercedToNumber
        return number.isNaN ? 0 : Int(max(0, min(Double(units.count), number)))
      }
      let a = bound(values[1])
      let b = values.count > 2 ? bound(values[2]) : units.count
      return .string(String(decoding: units[min(a, b)..<max(a, b)], as: UTF16.self))
    },
    "slice": .values(2...3) { values in
      switch values[0] {
      case .array(let elements):
        return .array(Array(elements[sliceRange(values, count: elements.count)]))
      default:
        let units = Array(values[0].coercedToString.utf16)
        let range = sliceRange(values, count: units.count)
        return .string(String(decoding: units[range], as: UTF16.self))
      }
    },
    "split": .values(2...3) { values in
      let text = values[0].coercedToString
      let separator = values[1].coercedToString
      var parts =
        separator.isEmpty
        ? text.map(String.init) : separated(text, by: separator)
      if values.count > 2 {
        let limit = values[2].coercedToNumber
        if limit >= 0, limit < Double(parts.count) { parts = Array(parts.prefix(Int(limit))) }
      }
      return .array(parts.map(Datum.string))
    },
    "indexof": .values(2...2) { .number(Double(position($0, last: false))) },
    "lastindexof": .values(2...2) { .number(Double(position($0, last: true))) },
    "join": .values(1...2) { values in
      let separator = values.count > 1 ? values[1].coercedToString : ","
      let parts = (values[0].elements ?? []).map { $0.isNull ? "" : $0.coercedToString }
      let length = parts.reduce(0) { $0 + $1.utf8.count + separator.utf8.count }
      guard ChartWork.allows(bytes: length) else { return .string("") }
      return .string(parts.joined(separator: separator))
    },
    "reverse": .value { .array(($0.elements ?? []).reversed()) },
    "sort": .value { .array(($0.elements ?? []).sorted { $0.ascendingOrder($1) < 0 }) },
    "peek": .value { $0.elements?.last ?? .null },
    "pluck": .values(2...2) { values in
      let path = FieldPath(values[1].coercedToString).steps.map(Datum.string)
      return .array((values[0].elements ?? []).map { path.reduce($0) { $0[$1] } })
    },
    "merge": .values(0...Int.max) { values in
      var merged: [String: Datum] = [:]
      for case .object(let members) in values { merged.merge(members) { $1 } }
      return .object(merged)
    },
    "pad": .values(2...4) { values in
      let text = values[0].coercedToString
      let wanted = values[1].coercedToNumber
      guard wanted < 10_000 else { return .string(text) }
      let missing = max(0, Int(wanted, within: 0...10_000) - text.utf16.count)
      let filler = values.count > 2 ? values[2].coercedToString : " "
      guard ChartWork.allows(bytes: missing * filler.utf8.count) else { return .string("") }
      let align = values.count > 3 ? values[3].coercedToString : "right"
      let left = align == "left" ? missing : (align == "center" ? missing / 2 : 0)
      return .string(
        String(repeating: filler, count: left) + text
          + String(repeating: filler, count: missing - left))
    },
    "truncate": .values(2...4) { values in
      let units = Array(values[0].coercedToString.utf16)
      let ellipsis = values.count > 3 ? values[3].coercedToString : "…"
      let length = values[1].coercedToNumber
      guard length < Double(units.count) else { return .string(values[0].coercedToString) }
      let room = max(0, Int(max(0, length)) - ellipsis.utf16.count)
      func text(_ slice: ArraySlice<UInt16>) -> String { String(decoding: slice, as: UTF16.self) }
      switch values.count > 2 ? values[2].coercedToString : "right" {
      case "left": return .string(ellipsis + text(units.suffix(room)))
      case "center":
        return .string(text(units.prefix((room + 1) / 2)) + ellipsis + text(units.suffix(room / 2)))
      default: return .string(text(units.prefix(room)) + ellipsis)
      }
    },
    "encodeURIComponent": .value { value in
      var text = ""
      for byte in value.coercedToString.utf8 {
        let character = Character(Unicode.Scalar(byte))
        if byte < 128, character.isLetter || character.isNumber || "-_.!~*'()".contains(character) {
          text.append(character)
        } else {
          let digits = String(byte, radix: 16, uppercase: true)
          text += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
        }
      }
      return .string(text)
    },
  ]

  private static func sliceRange(_ values: [Datum], count: Int) -> Range<Int> {
    func bound(_ value: Datum) -> Int {
      let number = value.coercedToNumber
      if number.isNaN { return 0 }
      let counted = number < 0 ? Double(count) + number : number
      return Int(max(0, min(Double(count), counted)))
    }
    let start = bound(values[1])
    let end = values.count > 2 ? bound(values[2]) : count
    return start..<max(start, end)
  }

  private static func position(_ values: [Datum], last: Bool) -> Int {
    if case .array(let elements) = values[0] {
      let found =
        last
        ? elements.lastIndex { $0.isIdentical(to: values[1]) }
        : elements.firstIndex { $0.isIdentical(to: values[1]) }
      return found ?? -1
    }
    let text = Array(values[0].coercedToString.utf16)
    let wanted = Array(values[1].coercedToString.utf16)
    guard wanted.count <= text.count else { return -1 }
    let starts = 0...(text.count - wanted.count)
    func matches(_ start: Int) -> Bool { text[start...].starts(with: wanted) }
    return (last ? starts.last(where: matches) : starts.first(where: matches)) ?? -1
  }

  private static func separated(_ text: String, by separator: String) -> [String] {
    let units = Array(text.utf8)
    let wanted = Array(separator.utf8)
    var parts: [String] = []
    var start = 0
    var position = 0
    while position + wanted.count <= units.count {
      if units[position...].starts(with: wanted) {
        parts.append(String(decoding: units[start..<position], as: UTF8.self))
        position += wanted.count
        start = position
      } else {
        position += 1
      }
    }
    parts.append(String(decoding: units[start...], as: UTF8.self))
    return parts
  }

  /// JavaScript's parseFloat: the longest beginning that is a number.
  private static func leadingNumber(_ text: String) -> Double {
    let trimmed = text.drop(while: \.isWhitespace)
    let candidates = trimmed.prefix { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
    for length in stride(from: min(40, candidates.count), to: 0, by: -1) {
      let number = NumberText.parse(String(candidates.prefix(length)))
      if !number.isNaN { return number }
    }
    return .nan
  }
}
