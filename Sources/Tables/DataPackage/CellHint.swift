import Basics

/// The setting of a field, or the correction of a cell, by which the cell would be read.
///
/// Each is tried on the cell before it is offered.
struct CellHint {
  /// What to do, and what of it mends all cells of the column that are like this one.
  struct Advice: Equatable {
    var text: String
    var setting: String?
  }

  private let field: Field
  private let cell: String
  /// Whether the other cells of the column are written with the field's decimal character, so that
  /// another one would make mistakes of them.
  private let keepsDecimal: Bool

  init(_ field: Field, _ cell: String, keepsDecimal: Bool = false) {
    (self.field, self.cell, self.keepsDecimal) = (field, cell, keepsDecimal)
  }

  var text: String? { advice?.text }

  var advice: Advice? {
    if let missing { return Advice(text: missing, setting: missing) }
    if let blanks { return Advice(text: blanks) }
    if isNumeric { return number }
    if let month { return Advice(text: month) }
    return (date ?? boolean).map { Advice(text: $0, setting: $0) }
  }

  // MARK: - No value

  private static let noValues: Set<String> = [
    "-", "--", "\u{2013}", "\u{2014}", "\u{2026}", ".", "..", "...", ":", "*", "?", "x", "#n/a",
    "#na",
    "#null!", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "<na>", "n/a", "n.a.", "n. a.",
    "na",
    "n.d.", "n.v.", "k.a.", "nan", "-nan", "nil", "none", "null", "\\n", "missing", "unknown",
    "not available", "no data", "n/k", "n.k.", "tbd", "tbc",
  ]
  /// Whether a text may be the unit of a column, and is no mark for a value that is not there.
  static func mayBeUnit(_ text: String) -> Bool {
    guard let first = text.first, !first.isNumber, !"+-\u{2212}(".contains(first) else {
      return false
    }
    return !isNoValue(text)
  }

  /// Whether a text is one that people write where there is no value.
  static func isNoValue(_ text: String) -> Bool { noValues.contains(text.lowercased()) }

  private static let infinities: Set<String> = [
    "inf", "+inf", "-inf", "infinity", "-infinity", "\u{221E}", "-\u{221E}",
  ]

  private var missing: String? {
    let word = trimmed.lowercased()
    let setting =
      "missingValues: ["
      + (field.missingValues + [cell]).map { JSONText.string($0).document.dropLast() }
      .joined(separator: ", ") + "]"
    if isNumeric, Self.infinities.contains(word) || word == "nan" || word == "-nan" {
      return "no figure can be that here; if it means that there is none, write \(setting)"
    }
    guard Self.noValues.contains(word), field.type != .string, field.type != .any else {
      return nil
    }
    return "if it means that there is no value, write \(setting)"
  }

  // MARK: - Blanks

  private var trimmed: String {
    var rest = cell[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  private var blanks: String? {
    guard let first = cell.first, let last = cell.last, trimmed != cell, !trimmed.isEmpty else {
      return nil
    }
    let isRead = parses(trimmed, field) || field.missingValues.contains(trimmed)
    let more = isRead ? nil : CellHint(field, trimmed).text
    guard isRead || more != nil else { return nil }
    let (end, blank) = last.isWhitespace ? ("end", last) : ("beginning", first)
    let place = "delete \(Self.name(of: blank)) at its \(end)"
    return place + (more.map { ", and \($0)" } ?? "")
  }

  private static func name(of blank: Character) -> String {
    switch blank {
    case "\u{A0}": "the no-break space"
    case "\u{202F}": "the narrow no-break space"
    case "\u{2009}": "the thin space"
    case "\t": "the tab"
    case let other where other.isNewline: "the line break"
    default: "the blank"
    }
  }

  // MARK: - Numbers

  private var isNumeric: Bool { field.type == .number || field.type == .integer }

  private static let groups: [Character?] = [
    nil, ",", ".", " ", "\u{A0}", "\u{202F}", "\u{2009}", "'", "\u{2019}", "_",
  ]

  private var number: Advice? {
    if keepsDecimal, let way = asTheOthers { return Advice(text: way) }
    if let way = decimalOrGroup { return Advice(text: way, setting: "decimalChar or groupChar") }
    let hasFraction = field.type == .integer && parses(cell, .number)
    let fraction = "type: number at the field for numbers with a fraction"
    if let setting = settings.first {
      let way = "write \(words(of: setting))" + (hasFraction ? ", or \(fraction)" : "")
      return Advice(text: way, setting: way)
    }
    if hasFraction { return Advice(text: "write \(fraction)", setting: fraction) }
    return signs.map { Advice(text: $0) }
  }

  /// For "3,1" among cells such as "2.9": the number as they write it.
  private var asTheOthers: String? {
    let own = NumberNotation(field)
    guard let notation = settings.first(where: { $0.decimal != own.decimal }) else { return nil }
    let plain = String(
      cell.filter { $0 != notation.group }.map { $0 == notation.decimal ? own.decimal : $0 })
    guard parses(plain, field) else { return nil }
    let way = "write \(plain), as the other cells do"
    // Without groups before, the sign may also part some.
    let grouped = NumberNotation(
      decimal: own.decimal, group: notation.decimal, isBare: own.isBare)
    guard own.group == nil, notation.group == nil, let number = grouped.number(cell) else {
      return way
    }
    return way + ", or \(shortestText(number)) if the sign parts thousands"
  }

  /// The notations that would read the cell, those with the fewest changes first.
  private var settings: [NumberNotation] {
    let own = NumberNotation(field)
    var found: [NumberNotation] = []
    // Whole numbers have none.
    let decimals: [Character] =
      field.type == .integer ? [own.decimal] : [own.decimal, own.decimal == "." ? "," : "."]
    for isBare in own.isBare ? [true, false] : [false] {
      for decimal in decimals {
        for group in [own.group] + Self.groups.filter({ $0 != own.group })
        where group != decimal || field.type == .integer {
          let notation = NumberNotation(
            decimal: NumberNotation.decimal(decimal, beside: group), group: group, isBare: isBare)
          if notation != own, reads(notation) { found.append(notation) }
        }
      }
    }
    return found
  }

  private func reads(_ notation: NumberNotation) -> Bool {
    field.type == .integer ? notation.integer(cell) != nil : notation.number(cell) != nil
  }

  /// For "1,088", which one writes for 1088 and another for 1.088.
  private var decimalOrGroup: String? {
    let own = NumberNotation(field)
    guard field.type == .number, own.decimal == ".", own.group == nil, cell.contains(",") else {
      return nil
    }
    for isBare in own.isBare ? [true, false] : [false] {
      let grouped = NumberNotation(group: ",", isBare: isBare).number(cell)
      let decimal = NumberNotation(decimal: ",", isBare: isBare).number(cell)
      guard let grouped, let decimal else { continue }
      let bare = isBare == own.isBare ? "" : "bareNumber: false and "
      return "write \(bare)groupChar: ',' if this is \(shortestText(grouped)), or "
        + "\(bare)decimalChar: ',' if it is \(shortestText(decimal))"
    }
    return nil
  }

  private func words(of notation: NumberNotation) -> String {
    let own = NumberNotation(field)
    var words: [String] = []
    if notation.isBare != own.isBare { words.append("bareNumber: false") }
    if notation.decimal != own.decimal, field.type == .number {
      words.append("decimalChar: '\(notation.decimal)'")
    }
    if notation.group != own.group {
      words.append(notation.group.map { "groupChar: \(Self.quoted($0))" } ?? "no groupChar")
    }
    return words.joined(separator: " and ") + " at the field"
  }

  /// A character as YAML has it in quotes, so that blanks can be told apart.
  private static func quoted(_ character: Character) -> String {
    guard let scalar = character.unicodeScalars.first, scalar.value > 126 else {
      return character == "'" ? "\"'\"" : "'\(character)'"
    }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\"\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "\""
  }

  /// What no setting reads: the minus of accounts and of typesetters.
  private var signs: String? {
    let isBracketed = cell.contains("(") && cell.contains(")")
    let digits = cell.filter { !$0.isWhitespace && $0 != "(" && $0 != ")" }
    if isBracketed, reads(digits) {
      return "if the brackets are a minus, write it before the number"
    }
    guard let sign = digits.first(where: NumberNotation.minusSigns.contains) else { return nil }
    guard reads("-" + digits.filter { $0 != sign }) else { return nil }
    return sign == "-"
      ? "write the minus right before the number" : "write the minus as -, right before the number"
  }

  private func reads(_ text: String) -> Bool {
    parses(text, field) || NumberNotation(isBare: false).number(text) != nil
  }

  // MARK: - Months

  private static let months = [
    "%b-%y", "%b %y", "%b %Y", "%b-%Y", "%B %Y", "%B-%Y", "%m/%Y", "%m.%Y",
  ]

  /// For "Jan-26", as spreadsheets show what they took for a date.
  private var month: String? {
    guard field.type == .yearmonth || field.type == .date, field.format == .standard,
      let day = Self.months.lazy.compactMap({ Self.firstDay(cell, $0) }).first
    else { return nil }
    let month = day.prefix(7)
    let cause = cell.contains("-") ? "a spreadsheet made a date of it; " : ""
    return field.type == .yearmonth
      ? cause + "write \(month)"
      : cause + "write the day as YYYY-MM-DD, or \(month) and type: yearmonth at the field"
  }

  private static func firstDay(_ cell: String, _ pattern: String) -> String? {
    Strptime("%d " + pattern)?.read("1 " + cell)?.dateText
  }

  // MARK: - Dates and times

  private static let dates = [
    "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y-%m-%d", "%Y%m%d",
    "%d.%m.%y", "%d/%m/%y", "%m/%d/%y", "%d-%m-%y", "%d. %m. %Y", "%d %B %Y", "%d. %B %Y",
    "%d %b %Y",
    "%d-%b-%Y", "%d-%b-%y", "%B %d, %Y", "%b %d, %Y",
  ]
  private static let times = ["%H:%M:%S", "%H:%M", "%H.%M"]
  private static let moments = dates.flatMap { date in
    times.flatMap { [date + " " + $0, date + "T" + $0, date + ", " + $0] }
  }

  private var date: String? {
    switch field.type {
    case .date:
      return format(Self.dates, .date) ?? format(["%Y-%m-%dT%H:%M:%S"] + Self.moments, .datetime)
    case .datetime: return format(Self.moments, .datetime) ?? format(Self.dates, .date)
    case .time: return format(Self.times, .time)
    case .year:
      return parses(cell, .date) ? "write 'type: date'" : nil
    case .yearmonth:
      if parses(cell, .date) { return "write 'type: date'" }
      return parses(cell, .year) ? "write 'type: year'" : nil
    case .any, .string, .integer, .number, .boolean: return nil
    }
  }

  private func format(_ patterns: [String], _ type: ColumnType) -> String? {
    // Of a field that says how its cells are written, one cell is otherwise.
    guard field.format == .standard else { return nil }
    let setting = type == field.type ? "" : "type: \(type.rawValue) and "
    if parses(cell, type) { return "write type: \(type.rawValue) at the field" }
    let found = patterns.filter { parses(cell, type, format: $0) }.prefix(2)
    guard let first = found.first else { return nil }
    // Of two readings of one text neither is more likely: 03/04/2026.
    let other = found.count == 2 ? ", or '\(found[found.startIndex + 1])'" : ""
    return "write \(setting)format: '\(first)'\(other) at the field"
  }

  // MARK: - Words for true and false

  private var boolean: String? {
    guard field.type == .boolean, !cell.isEmpty else { return nil }
    return "name it in trueValues or falseValues"
  }

  // MARK: - Trying

  private func parses(_ text: String, _ type: ColumnType, format: String? = nil) -> Bool {
    var other = Field(column: Column(field.name, type: type))
    if let format { other.format = .strptime(format) }
    return parses(text, other)
  }

  private func parses(_ text: String, _ field: Field) -> Bool {
    CellParser(field).parse(text) != nil
  }
}
