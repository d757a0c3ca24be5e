/// The conversions of JavaScript (ECMA-262, 7.1 and 7.2) and those of Vega's `toNumber` and such.
extension Datum {
  /// JavaScript's `+value`: null is 0, text is read as a number, what is none is NaN.
  var coercedToNumber: Double {
    switch self {
    case .null: 0
    case .boolean(let flag): flag ? 1 : 0
    case .number(let number), .date(let number): number
    case .string(let text): NumberText.parse(text)
    case .array(let elements):
      switch elements.count {
      case 0: 0
      case 1: elements[0].coercedToNumber
      default: .nan
      }
    case .object: .nan
    }
  }

  /// The number that scales and statistics use: as `coercedToNumber`, but null is NaN.
  var measure: Double {
    if case .number(let number) = self { return number }
    if case .null = self { return .nan }
    return coercedToNumber
  }

  /// JavaScript's `String(value)`; a date is its ISO 8601 form.
  var coercedToString: String {
    switch self {
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let number): NumberText.shortest(number)
    case .string(let text): text
    case .date(let milliseconds): DateText.iso(milliseconds)
    case .array(let elements):
      elements.map { $0.isNull ? "" : $0.coercedToString }.joined(separator: ",")
    case .object: "[object Object]"
    }
  }

  /// JavaScript's `!!value`.
  var isTruthy: Bool {
    switch self {
    case .null: false
    case .boolean(let flag): flag
    case .number(let number): !(number == 0 || number.isNaN)
    case .string(let text): !text.isEmpty
    case .date, .array, .object: true
    }
  }

  /// Vega's `toNumber`: null and the empty text stay null.
  var toNumber: Datum {
    switch self {
    case .null, .string(""): .null
    default: .number(coercedToNumber)
    }
  }

  /// Vega's `toBoolean`: null and the empty text stay null; 'false' and '0' are false.
  var toBoolean: Datum {
    switch self {
    case .null, .string(""): .null
    case .string("false"), .string("0"): .boolean(false)
    default: .boolean(isTruthy)
    }
  }

  /// Vega's `toString`: null and the empty text stay null.
  var toText: Datum {
    switch self {
    case .null, .string(""): .null
    case .string: self
    default: .string(coercedToString)
    }
  }

  /// Vega's `toDate`: a text is read as `Date.parse` would, a number is milliseconds.
  var toDate: Datum {
    switch self {
    case .null, .string(""): .null
    case .date: self
    case .number(let milliseconds): .date(milliseconds)
    case .string(let text): .date(DateText.parse(text))
    case .boolean, .array, .object: .date(.nan)
    }
  }
}

/// Comparison.
extension Datum {
  /// JavaScript's `===`, save that two dates of the same instant are equal.
  func isIdentical(to other: Datum) -> Bool {
    switch (self, other) {
    case (.date(let left), .number(let right)), (.number(let left), .date(let right)):
      left == right
    default: self == other
    }
  }

  /// JavaScript's `==`.
  func isLooselyEqual(to other: Datum) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.null, _), (_, .null): false
    case (.string(let left), .string(let right)): left == right
    case (.array, .array), (.object, .object): self == other
    case (.string, .array), (.array, .string), (.string, .date), (.date, .string):
      coercedToString == other.coercedToString
    default: coercedToNumber == other.coercedToNumber
    }
  }

  /// JavaScript's relational operators: true, false, or nil where one side is not comparable.
  func isLess(than other: Datum) -> Bool? {
    if case .number(let left) = self, case .number(let right) = other {
      return left.isNaN || right.isNaN ? nil : left < right
    }
    if case .string(let left) = self, case .string(let right) = other {
      return left.utf16Precedes(right)
    }
    let left = coercedToNumber
    let right = other.coercedToNumber
    return left.isNaN || right.isNaN ? nil : left < right
  }

  /// Vega's ascending order of any two values (vega-util `ascending`).
  ///
  /// Null and NaN come first, as in Vega; numbers compare as numbers, texts by UTF-16 unit.
  func ascendingOrder(_ other: Datum) -> Int {
    if case .number(let left) = self, case .number(let right) = other, left == left, right == right
    {
      return left < right ? -1 : (left > right ? 1 : 0)
    }
    switch (isValid, other.isValid) {
    case (false, false): return 0
    case (false, true): return -1
    case (true, false): return 1
    case (true, true): break
    }
    if isLess(than: other) == true { return -1 }
    if other.isLess(than: self) == true { return 1 }
    return 0
  }
}

extension String {
  /// The order of JavaScript's texts: by UTF-16 code unit.
  func utf16Precedes(_ other: String) -> Bool {
    // UTF-8 has the same order wherever no scalar beyond U+FFFF meets one of U+E000 to U+FFFF.
    var left = utf8.makeIterator()
    var right = other.utf8.makeIterator()
    while true {
      switch (left.next(), right.next()) {
      case (nil, nil), (_?, nil): return false
      case (nil, _?): return true
      case (let a?, let b?):
        if a == b { continue }
        if a >= 0xEE, b >= 0xEE { return utf16.lexicographicallyPrecedes(other.utf16) }
        return a < b
      }
    }
  }
}
