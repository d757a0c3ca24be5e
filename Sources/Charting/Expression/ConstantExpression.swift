import Tables

/// Values that a spec writes as `{expr: ...}`: constants, or expressions of a row.
///
/// `width` and `height` are the size of the frame that the value belongs to.
struct ConstantExpression {
  let unit: UnitModel
  private let size: () -> (width: Double, height: Double)
  private static let names: Set<String> = ["width", "height"]

  init(unit: UnitModel, frame: FrameSize) {
    self.unit = unit
    size = { (frame.length(unit, .width), frame.length(unit, .height)) }
  }

  init(unit: UnitModel, width: Double, height: Double) {
    self.unit = unit
    size = { (width, height) }
  }

  static func source(_ value: StructuredValue) -> String? {
    value["expr"]?.string ?? value["signal"]?.string
  }

  /// The value of an expression that reads no row and no size.
  static func datum(_ value: StructuredValue) -> Datum? {
    guard let source = source(value), let expression = try? Expression(source) else { return nil }
    return expression.value()
  }

  func reader(_ value: StructuredValue) -> (Row) -> Datum? {
    guard let source = Self.source(value),
      let expression = try? Expression(source, globals: Self.names)
    else { return { _ in nil } }
    let (width, height) = size()
    let bound = BoundExpression(
      expression, to: unit.data, globals: ["width": .number(width), "height": .number(height)])
    return { row in bound(row) }
  }

  func place(_ value: StructuredValue) -> Place? {
    guard Self.source(value) != nil else { return nil }
    let evaluate = reader(value)
    return { row in evaluate(row)?.finiteNumber }
  }

  func number(_ value: StructuredValue) -> Double? { reader(value)(Dataset.noRow)?.finiteNumber }
}

/// `labelExpr`: words made from a guide's `datum.value`, `datum.label` and `datum.index`.
struct LabelExpression {
  private let expression: Expression?

  init(_ source: String, context: DrawingContext) { expression = try? Expression(source) }

  func lines(_ value: Datum, label: String, index: Int) -> [String] {
    guard let expression else { return [label] }
    let result = expression.value(of: [
      "value": value, "label": .string(label), "index": .number(Double(index)),
    ])
    if let elements = result.elements { return elements.map(\.coercedToString) }
    return [result.coercedToString]
  }
}

/// The tests of conditions: an expression, or a predicate over a field.
struct RowTest {
  let context: DrawingContext

  func test(_ value: StructuredValue, in data: Dataset) -> (Row) -> Bool {
    var properties = PropertyDecoder()
    let predicate = PredicateDecoder().decode(value, into: &properties)
    context.diagnostics.add(properties.diagnostics)
    return predicate?.bound(to: data) ?? { _ in false }
  }
}
