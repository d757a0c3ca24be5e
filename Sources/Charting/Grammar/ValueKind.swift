import Basics
import Tables

/// A kind of value that a property of the grammar takes.
indirect enum ValueKind: Sendable {
  case anything
  case null
  case boolean
  case number(from: Double, to: Double)
  case text
  /// A text of one character.
  case character
  /// A text that names a paint; whether it is one is seen when it is drawn.
  case color
  /// A text that is an expression of the grammar.
  case formula
  /// One of a few numbers.
  case oneOf([Double])
  /// One of a few words.
  case word([String])
  /// `{expr: …}`, computed from the row and the frame's size.
  case expression
  /// `{expr: …}`, computed where it reads nothing but constants.
  case constant
  case list(ValueKind, from: Int, to: Int)
  /// Rows of data: objects, or values all of one type.
  case rows
  /// An object with known members. The table is asked for when it is needed, as objects may hold
  /// objects like themselves.
  case object(@Sendable () -> PropertyTable)
  /// An object whose members have any names.
  case members(ValueKind)
  case either([ValueKind])
  /// What the value itself shows it should be: a view by its mark, a transform by its name.
  case chosen(@Sendable (StructuredValue) -> ValueChoice)
  /// A value that the grammar takes and that is not drawn here; the words say what.
  case notYet(ValueKind, String)
  /// A value that the grammar's schema does not take and that Vega-Lite draws all the same; so is
  /// it here, and that is said.
  case beyond(ValueKind, String)
}

/// The kind that a value shows it should be, or why it is none of those it could be.
enum ValueChoice: Sendable {
  case kind(ValueKind)
  case none(Diagnostic)
  /// What it is most like, and what it lacks.
  case wanting(ValueKind, Diagnostic)
}

extension ValueKind {
  static let number = ValueKind.number(from: -.infinity, to: .infinity)
  /// A number that is not negative.
  static let size = ValueKind.number(from: 0, to: .infinity)
  /// From nothing to all.
  static let fraction = ValueKind.number(from: 0, to: 1)
  static let degrees = ValueKind.number(from: -360, to: 360)
  static let numbers = ValueKind.list(.number)
  static let texts = ValueKind.list(.text)
  /// One line of text, or several.
  static let lines = ValueKind.either([.text, .texts])

  static func list(_ kind: ValueKind) -> ValueKind { .list(kind, from: 0, to: .max) }
  static func list(_ kind: ValueKind, of count: Int) -> ValueKind {
    .list(kind, from: count, to: count)
  }

  static func table(_ table: @escaping @autoclosure @Sendable () -> PropertyTable) -> ValueKind {
    .object(table)
  }

  func or(_ others: ValueKind...) -> ValueKind { .either([self] + others) }
  var orNull: ValueKind { or(.null) }
  /// Also `{expr: …}`, which is computed.
  var orExpression: ValueKind { or(.expression) }
  /// Also `{expr: …}` of constants, which is computed.
  var orConstant: ValueKind { or(.constant) }
  /// Also `{expr: …}`, which the grammar takes and which is not computed here.
  var orUnreadExpression: ValueKind { or(.notYet(.expression, "an expression")) }
}

extension ValueKind {
  /// What a message says is wanted: "a number", "one of left, center, right".
  var words: String {
    var parts: [String] = []
    for part in alternatives where !parts.contains(part) { parts.append(part) }
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "another value" }
    return parts.dropLast().joined(separator: ", ") + " or " + last
  }

  private var alternatives: [String] {
    switch self {
    case .anything: ["anything"]
    case .null: ["null"]
    case .boolean: ["true or false"]
    case .number(let low, let high): [Self.number(low, high)]
    case .oneOf(let numbers): numbers.map(SVGNumber.text)
    case .text: ["a string"]
    case .character: ["one character"]
    case .color: ["a colour"]
    case .formula: ["an expression in a string"]
    case .word(let words):
      words.count > 9 ? ["a known word"] : words.map { "'\($0)'" }
    case .expression, .constant, .notYet, .beyond: []
    case .list(let kind, let least, let most): [Self.list(kind, least, most)]
    case .rows: ["rows"]
    case .object, .members, .chosen: ["an object"]
    case .either(let kinds): kinds.flatMap(\.alternatives)
    }
  }

  private static func number(_ low: Double, _ high: Double) -> String {
    if high.isFinite { return "a number from \(SVGNumber.text(low)) to \(SVGNumber.text(high))" }
    return low.isFinite ? "a number of at least \(SVGNumber.text(low))" : "a number"
  }

  private static func list(_ kind: ValueKind, _ least: Int, _ most: Int) -> String {
    let count = least == most ? " of \(least)" : ""
    switch kind {
    case .number: return "a list\(count) of numbers"
    case .text: return "a list\(count) of strings"
    default: return "a list\(count)"
    }
  }

  /// The words among the alternatives.
  var wordList: [String] {
    switch self {
    case .word(let words): words
    case .either(let kinds): kinds.flatMap(\.wordList)
    default: []
    }
  }
}
