internal import Basics
internal import Tables

/// The arguments of one call, or of one row of an aggregate, read as what the parameters say.
struct Arguments {
  let parameters: [Parameter]
  let values: [Value]

  /// Whether an argument is NULL that may not be: then the result is NULL.
  var lacksSome: Bool {
    zip(parameters, values).contains { $0.meaningOfNull == nil && $1 == .null }
  }

  /// All as numbers, for formulas of numbers only.
  func numbers() throws(FormulaError) -> [Double] {
    var numbers: [Double] = []
    for index in values.indices { numbers.append(try number(index)) }
    return numbers
  }

  /// A number; the formula checks its domain.
  func number(_ index: Int) throws(FormulaError) -> Double {
    guard let number = values[index].numeric else {
      throw .notANumber(words(index), values[index])
    }
    return number
  }

  func optionalNumber(_ index: Int) throws(FormulaError) -> Double? {
    values[index] == .null ? nil : try number(index)
  }

  func whole(_ index: Int) throws(FormulaError) -> Int {
    let number = try number(index)
    guard let whole = Int(exactly: number) else { throw .notWhole(words(index), values[index]) }
    if case .whole(let range) = parameters[index].kind, !range.contains(whole) {
      let domain = Domain.between(Double(range.lowerBound), Double(range.upperBound))
      throw .outside(words(index), number, domain)
    }
    return whole
  }

  func date(_ index: Int) throws(FormulaError) -> CalendarDate {
    // A time of day after the date is let pass, as SQLite's own functions do.
    if case .text(let text) = values[index], let date = CalendarDate(text.prefix(10)),
      text.utf8.count == 10 || text.dropFirst(10).first == "T"
    {
      return date
    }
    throw .notADate(parameters[index].name, values[index])
  }

  func optionalDate(_ index: Int) throws(FormulaError) -> CalendarDate? {
    values[index] == .null ? nil : try date(index)
  }

  func flag(_ index: Int) throws(FormulaError) -> Bool {
    switch values[index] {
    case .boolean(let flag): return flag
    case .integer(0): return false
    case .integer(1): return true
    default: throw .notAFlag(parameters[index].name, values[index])
    }
  }

  func text(_ index: Int) throws(FormulaError) -> String {
    guard case .text(let text) = values[index] else {
      throw .notText(words(index), values[index])
    }
    return text
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ index: Int, _: Choice.Type
  ) throws(FormulaError) -> Choice {
    let text = try text(index)
    guard let choice = Choice(rawValue: text) else {
      throw .notAChoice(words(index), text, Choice.words)
    }
    return choice
  }

  /// The parameter's name as words: "import_reliance" reads "import reliance".
  func words(_ index: Int) -> String {
    String(parameters[index].name.map { $0 == "_" ? " " : $0 })
  }
}

extension [Arguments] {
  func numbers(_ index: Int) throws(FormulaError) -> [Double] {
    var numbers: [Double] = []
    for row in self { numbers.append(try row.number(index)) }
    return numbers
  }

  func dates(_ index: Int) throws(FormulaError) -> [CalendarDate] {
    var dates: [CalendarDate] = []
    for row in self { dates.append(try row.date(index)) }
    return dates
  }

  func flags(_ index: Int) throws(FormulaError) -> [Bool] {
    var flags: [Bool] = []
    for row in self { flags.append(try row.flag(index)) }
    return flags
  }

  /// The row whose value of an argument all others share, such as a plant's capacity; nil without
  /// rows.
  func common(_ index: Int) throws(FormulaError) -> Arguments? {
    guard let first else { return nil }
    if let other = self.first(where: { $0.values[index] != first.values[index] }) {
      throw .differs(first.words(index), first.values[index], other.values[index])
    }
    return first
  }
}
