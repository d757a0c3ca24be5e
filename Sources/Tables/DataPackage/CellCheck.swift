import Basics

/// What is wrong with a cell: the rule, in words, and its name.
struct CellProblem: Equatable {
  var identifier: String
  /// "is not a number", "is below the minimum of 0".
  var text: String
  var hint: String?
  /// What of the hint mends all cells of the column that are like this one.
  var setting: String?
}

/// Reads a cell and checks what its field alone asks of it; keys and uniqueness come later.
///
/// One is made for each column and read for each cell, so it is never copied.
final class CellCheck {
  let field: Field
  private let parser: CellParser
  private let missing: Set<String>
  private let allowed: Set<Value>?
  private var pattern: FieldPattern?
  /// Whether a value of the right type can still be wrong.
  private let isLimited: Bool

  init(_ field: Field, nullSequence: String?) {
    self.field = field
    parser = CellParser(field)
    missing = Set(field.missingValues + [nullSequence].compactMap { $0 })
    allowed = field.constraints.allowed.map(Set.init)
    pattern = field.constraints.pattern.map { FieldPattern.of($0) }
    isLimited = field.constraints.limitsValues
  }

  func read(_ text: String) -> (Value, CellProblem?) {
    guard field.isReadable else { return (.null, nil) }
    if missing.contains(text) {
      return (.null, field.constraints.required ? .required : nil)
    }
    guard let value = parser.parse(text) else {
      return (.null, .wrongType(field, CellHint(field, text).advice))
    }
    return (value, isLimited ? problem(of: value, text) : nil)
  }

  private func problem(of value: Value, _ text: String) -> CellProblem? {
    let constraints = field.constraints
    if let allowed, !allowed.contains(value) {
      return .notAllowed(text, (constraints.allowed ?? []).map(\.machineText))
    }
    if let minimum = constraints.minimum, value.isBefore(minimum) {
      return .limit("is below the minimum of \(minimum.machineText)")
    }
    if let maximum = constraints.maximum, maximum.isBefore(value) {
      return .limit("is above the maximum of \(maximum.machineText)")
    }
    if let limit = constraints.exclusiveMinimum, !limit.isBefore(value) {
      return .limit("must be above \(limit.machineText)")
    }
    if let limit = constraints.exclusiveMaximum, !value.isBefore(limit) {
      return .limit("must be below \(limit.machineText)")
    }
    let length = constraints.minLength ?? constraints.maxLength
    if length != nil {
      let count = text.unicodeScalars.count
      if let least = constraints.minLength, count < least {
        return .limit("has \(count) characters, fewer than \(least)")
      }
      if let most = constraints.maxLength, count > most {
        return .limit("has \(count) characters, more than \(most)")
      }
    }
    switch pattern?.match(text) ?? .matches {
    case .matches: return nil
    case .differs: return .limit("does not match the pattern \(constraints.pattern ?? "")")
    case .takesTooLong:
      // Once is enough: every other cell might take as long.
      pattern = nil
      return CellProblem(
        identifier: "PatternTooSlow",
        text: "takes too long to compare with the pattern \(constraints.pattern ?? "")",
        hint: "write the pattern so that each text can match in one way: [a-z ]+, not ([a-z]+ ?)+")
    }
  }
}

extension Value {
  /// Order among values of one type: numbers by size, texts (dates among them) by their bytes.
  func isBefore(_ other: Value) -> Bool {
    if case .integer(let left) = self, case .integer(let right) = other { return left < right }
    if let left = numeric, let right = other.numeric { return left < right }
    if case .text(let left) = self, case .text(let right) = other {
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    return false
  }
}
