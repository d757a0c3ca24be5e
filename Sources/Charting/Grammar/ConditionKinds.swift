import Basics
import Tables

/// The fields that a condition of a channel may hold.
enum ConditionField: Sendable {
  /// None: conditions hold values.
  case never
  /// A field or datum with its scale.
  case look
  /// A field or datum with its format.
  case words
}

/// Conditions of channels: a test, and what holds where it is passed.
extension ValueKind {
  static func condition(_ value: ValueKind, _ field: ConditionField = .never) -> ValueKind {
    let one = ValueKind.chosen { written in
      let isTested = !isSelected(written)
      return .kind(.object { .valueCondition(value.orExpression, isTested: isTested) })
    }
    let kinds = one.or(.list(one))
    guard field != .never else { return kinds }
    return .chosen { written in
      let names = Set((written.members ?? []).map(\.name))
      if written.members == nil || names.contains("value") { return .kind(kinds) }
      let isTested = !isSelected(written)
      return .kind(
        .object {
          names.contains("datum")
            ? .datumCondition(field, isTested: isTested)
            : .fieldCondition(field, isTested: isTested)
        })
    }
  }

  /// Whether a condition holds for what a reader selects.
  private static func isSelected(_ written: StructuredValue) -> Bool {
    written["param"] != nil || written["selection"] != nil
  }

  /// The test of rows: an expression, a predicate on a field, or both put together.
  static let predicate: ValueKind = .chosen { value in
    guard let members = value.members else { return .kind(.text) }
    let names = Set(members.map(\.name))
    if names.contains("param") || names.contains("selection") {
      return .kind(.table(.parameterPredicate))
    }
    if names.contains("and") { return .kind(.table(.andPredicate)) }
    if names.contains("or") { return .kind(.table(.orPredicate)) }
    if names.contains("not") { return .kind(.table(.notPredicate)) }
    for (name, table) in PropertyTable.fieldPredicates where names.contains(name) {
      return .kind(.object { table })
    }
    return .none(TransformMessages.emptyPredicate(value))
  }
}

extension PropertyTable {
  static func valueCondition(_ value: ValueKind, isTested: Bool) -> PropertyTable {
    PropertyTable(
      "condition", required: ["value"] + (isTested ? ["test"] : []),
      [.drawn("value", value)] + (isTested ? tested : selected))
  }

  static func fieldCondition(_ field: ConditionField, isTested: Bool) -> PropertyTable {
    (field == .look ? lookField(.null) : wordsField(nil)).named(
      "condition", with: isTested ? tested : selected, without: ["condition", "filter"],
      required: isTested ? ["test"] : [])
  }

  static func datumCondition(_ field: ConditionField, isTested: Bool) -> PropertyTable {
    (field == .look ? lookDatum(.null) : wordsDatum(.null)).named(
      "condition", with: isTested ? tested : selected, without: ["condition"],
      required: isTested ? ["test"] : [])
  }

  private static let tested: [Property] = [.drawn("test", .predicate)]
  private static let selected: [Property] = [
    .interactive("param"), .interactive("selection"), .still("empty", .boolean),
  ]

  static let parameterPredicate = PropertyTable(
    "a predicate", speech: .transform,
    [.interactive("param"), .interactive("selection"), .still("empty", .boolean)])
  static let andPredicate = PropertyTable(
    "a predicate", required: ["and"], speech: .transform, [.drawn("and", .list(.predicate))])
  static let orPredicate = PropertyTable(
    "a predicate", required: ["or"], speech: .transform, [.drawn("or", .list(.predicate))])
  static let notPredicate = PropertyTable(
    "a predicate", required: ["not"], speech: .transform, [.drawn("not", .predicate)])

  /// The tests of a field, each in a predicate of its own.
  static let fieldPredicates: [(name: String, table: PropertyTable)] = {
    let date = ValueKind.table(.dateTime)
    let limit = ValueKind.either([.text, .number, date, .constant])
    let kinds: [(String, ValueKind)] = [
      ("equal", .either([.text, .number, .boolean, date, .constant])), ("lt", limit),
      ("lte", limit), ("gt", limit), ("gte", limit),
      (
        "range",
        ValueKind.list(.either([.number, date, .null, .constant]), of: 2).orUnreadExpression
      ),
      ("oneOf", .either([.texts, .numbers, .list(.boolean), .list(date)])), ("valid", .boolean),
    ]
    return kinds.map { name, kind in
      let properties: [Property] = [
        .drawn("field", .text), .drawn("timeUnit", .timeUnit), .drawn(name, kind),
      ]
      return (
        name,
        PropertyTable("a predicate", required: ["field", name], speech: .transform, properties)
      )
    }
  }()
}
