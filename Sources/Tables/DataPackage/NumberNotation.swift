/// How the cells of a field write numbers: Table Schema's `decimalChar`, `groupChar`, `bareNumber`.
struct NumberNotation: Equatable {
  var decimal: Character = "."
  var group: Character?
  /// False where text around the digits ("€ 12", "95%") is passed over.
  var isBare = true

  init(decimal: Character = ".", group: Character? = nil, isBare: Bool = true) {
    (self.decimal, self.group, self.isBare) = (decimal, group, isBare)
  }

  init(_ field: Field) {
    var decimal = field.decimalCharacter
    // Whole numbers have no decimal character, so that the usual one may part their groups.
    if field.type == .integer { decimal = Self.decimal(decimal, beside: field.groupCharacter) }
    self.init(decimal: decimal, group: field.groupCharacter, isBare: field.bareNumber)
  }

  static func decimal(_ decimal: Character, beside group: Character?) -> Character {
    decimal != group ? decimal : decimal == "." ? "," : "."
  }

  func integer(_ text: String) -> Int64? {
    guard let plain = plain(text),
      plain.utf8.first.map({ Self.isDigit($0) || $0 == 43 || $0 == 45 }) == true
    else { return nil }
    return Int64(plain)
  }

  /// A number, without a difference between the two zeros, as SQLite and people see none.
  func number(_ text: String) -> Double? {
    guard let plain = plain(text) else { return nil }
    // Swift also reads "nan", "inf" and hexadecimal, of which SQLite knows none.
    let allowed = plain.utf8.allSatisfy { byte in
      Self.isDigit(byte) || byte == 43 || byte == 45 || byte == 46 || byte == 69 || byte == 101
    }
    guard allowed, let number = Double(plain), number.isFinite else { return nil }
    return number == 0 ? 0 : number
  }

  /// The number as Swift writes it, or nil where it is surely none.
  private func plain(_ text: String) -> String? {
    guard let digits = isBare ? text[...] : Self.digits(of: text, decimal) else { return nil }
    guard let plain = withoutGroups(digits) else { return nil }
    guard decimal != "." else { return plain }
    guard !plain.contains(".") else { return nil }
    return String(plain.map { $0 == decimal ? "." : $0 })
  }

  /// The text without the characters that part its groups of digits.
  ///
  /// They stand before the decimal character, and no last group has less than three digits: "1,5" with
  /// the group character "," is no 15 but somebody's 1.5.
  private func withoutGroups(_ text: Substring) -> String? {
    guard let group, text.contains(group) else { return String(text) }
    let whole = text.prefix { $0 != decimal && $0 != "e" && $0 != "E" }
    let groups = whole.split(separator: group, omittingEmptySubsequences: false)
    guard !text[whole.endIndex...].contains(group), groups[0].contains(where: Self.isDigit),
      groups.dropFirst().allSatisfy({ $0.count >= 2 && $0.allSatisfy(Self.isDigit) }),
      groups.count < 2 || groups[groups.count - 1].count >= 3
    else { return nil }
    return groups.joined() + text[whole.endIndex...]
  }

  // MARK: - Text around the digits

  /// The number in a text, with its sign and its decimal character; nil where the text around it
  /// could make another number of it: the brackets or the minus after it of accounts, a sign of
  /// another alphabet, a hyphen.
  private static func digits(of text: String, _ decimal: Character) -> Substring? {
    guard let digit = text.firstIndex(where: isDigit), let last = text.lastIndex(where: isDigit)
    else { return nil }
    var start = digit
    func step(over isWanted: (Character) -> Bool) {
      guard start > text.startIndex else { return }
      let before = text.index(before: start)
      if isWanted(text[before]) { start = before }
    }
    step { $0 == decimal }
    step { $0 == "-" || $0 == "+" }
    let before = text[..<start]
    let after = text[text.index(after: last)...]
    let isSigned = text[start] == "-" || text[start] == "+"
    if let neighbour = before.last {
      if minusSigns.contains(neighbour) || neighbour == "+" { return nil }
      if isSigned, neighbour.isLetter || neighbour.isNumber { return nil }
    }
    if after.last(where: { !$0.isWhitespace }).map(minusSigns.contains) ?? false { return nil }
    let isBracketed =
      (before.lastIndex(of: "(").map { !before[$0...].contains(")") } ?? false)
      && after.contains(")")
    return isBracketed ? nil : text[start...last]
  }

  /// The hyphen, and the signs that print a minus.
  static let minusSigns: Set<Character> = ["-", "\u{2212}", "\u{2013}", "\u{2010}", "\u{2011}"]

  private static func isDigit(_ character: Character) -> Bool {
    character.utf8.count == 1 && character.utf8.first.map(isDigit) == true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
}
