/// An expression bound to the columns of a dataset: closures that give its value for a row.
///
/// It holds compiled patterns and the state of `random`, so it stays where it was made.
struct BoundExpression {
  typealias Evaluation = (Row) -> Datum

  private let evaluation: Evaluation

  /// The value for a row of the dataset it is bound to.
  @inline(__always)
  func callAsFunction(_ row: Row) -> Datum { evaluation(row) }

  init(_ expression: Expression, to dataset: Dataset, globals: [String: Datum] = [:]) {
    let binder = ExpressionBinder(dataset: dataset, globals: globals)
    evaluation = binder.bind(expression.root)
  }
}

extension Expression {
  /// The value of an expression that reads no row, or reads this one.
  func value(of object: [String: Datum] = [:], globals: [String: Datum] = [:]) -> Datum {
    let fields = object.keys.sorted()
    let row = fields.map { object[$0] ?? .null }
    let dataset = Dataset(fields: fields, rows: [row])
    return BoundExpression(self, to: dataset, globals: globals)(0)
  }
}

/// Turns the nodes of an expression into closures over a dataset's rows.
private struct ExpressionBinder {
  typealias Evaluation = BoundExpression.Evaluation

  let dataset: Dataset
  let globals: [String: Datum]
  private let random = RandomSource()

  init(dataset: Dataset, globals: [String: Datum]) {
    self.dataset = dataset
    self.globals = globals
  }

  func bind(_ node: ExpressionNode) -> Evaluation {
    switch node {
    case .literal(let value): return { _ in value }
    case .regularExpression(let pattern, let flags):
      return { _ in .string("/" + pattern + "/" + flags) }
    case .datum:
      let dataset = dataset
      return { dataset.object($0) }
    case .field(let name):
      guard dataset.index(of: name) != nil else { return { _ in .null } }
      let read = dataset.accessor(for: name)
      return { row in read(row) }
    case .global(let name):
      let value = globals[name] ?? .null
      return { _ in value }
    case .member(let object, let key):
      let object = bind(object)
      if case .literal(let key) = key { return { object($0)[key] } }
      let key = bind(key)
      return { row in object(row)[key(row)] }
    case .unary(let symbol, let operand): return unary(symbol, bind(operand))
    case .binary(let symbol, let left, let right): return binary(symbol, left, right)
    case .conditional(let condition, let yes, let no): return choose(condition, yes, no)
    case .array(let elements):
      let elements = elements.map(bind)
      return { row in .array(elements.map { $0(row) }) }
    case .object(let names, let values):
      let members = Array(zip(names, values.map(bind)))
      return { row in
        var object: [String: Datum] = [:]
        for (name, value) in members { object[name] = value(row) }
        return .object(object)
      }
    case .call(let name, let arguments): return call(name, arguments)
    }
  }

  private func choose(_ condition: ExpressionNode, _ yes: ExpressionNode, _ no: ExpressionNode)
    -> Evaluation
  {
    let (condition, yes, no) = (bind(condition), bind(yes), bind(no))
    return { row in condition(row).isTruthy ? yes(row) : no(row) }
  }

  private func unary(_ symbol: UnaryOperator, _ operand: @escaping Evaluation) -> Evaluation {
    switch symbol {
    case .plus: { .number(operand($0).coercedToNumber) }
    case .minus: { .number(-operand($0).coercedToNumber) }
    case .not: { .boolean(!operand($0).isTruthy) }
    case .complement: { .number(Double(~int32(operand($0)))) }
    }
  }

  private func comparesMissingField(_ left: ExpressionNode, _ right: ExpressionNode) -> Bool {
    func isMissing(_ node: ExpressionNode) -> Bool {
      if case .field(let name) = node { dataset.index(of: name) == nil } else { false }
    }
    func isNull(_ node: ExpressionNode) -> Bool {
      if case .literal(.null) = node { true } else { false }
    }
    return isMissing(left) && isNull(right) || isNull(left) && isMissing(right)
  }

  private func binary(_ symbol: BinaryOperator, _ left: ExpressionNode, _ right: ExpressionNode)
    -> Evaluation
  {
    let (a, b) = (bind(left), bind(right))
    if comparesMissingField(left, right) {
      // What JavaScript calls undefined is null here, but no field that is missing is `=== null`.
      if symbol == .identical { return { _ in .boolean(false) } }
      if symbol == .notIdentical { return { _ in .boolean(true) } }
    }
    func number(_ body: @escaping (Double, Double) -> Double) -> Evaluation {
      { row in .number(body(a(row).coercedToNumber, b(row).coercedToNumber)) }
    }
    switch symbol {
    case .or:
      return { row in
        let first = a(row)
        return first.isTruthy ? first : b(row)
      }
    case .and:
      return { row in
        let first = a(row)
        return first.isTruthy ? b(row) : first
      }
    case .equal: return { row in .boolean(a(row).isLooselyEqual(to: b(row))) }
    case .notEqual: return { row in .boolean(!a(row).isLooselyEqual(to: b(row))) }
    case .identical: return { row in .boolean(a(row).isIdentical(to: b(row))) }
    case .notIdentical: return { row in .boolean(!a(row).isIdentical(to: b(row))) }
    case .less: return { row in .boolean(a(row).isLess(than: b(row)) == true) }
    case .greater: return { row in .boolean(b(row).isLess(than: a(row)) == true) }
    case .lessOrEqual: return { row in .boolean(b(row).isLess(than: a(row)) == false) }
    case .greaterOrEqual: return { row in .boolean(a(row).isLess(than: b(row)) == false) }
    case .add: return { row in add(a(row), b(row)) }
    case .subtract: return number { $0 - $1 }
    case .multiply: return number { $0 * $1 }
    case .divide: return number { $0 / $1 }
    case .remainder: return number { $0.truncatingRemainder(dividingBy: $1) }
    case .bitOr: return { row in .number(Double(int32(a(row)) | int32(b(row)))) }
    case .bitXor: return { row in .number(Double(int32(a(row)) ^ int32(b(row)))) }
    case .bitAnd: return { row in .number(Double(int32(a(row)) & int32(b(row)))) }
    case .shiftLeft: return { row in .number(Double(int32(a(row)) << (int32(b(row)) & 31))) }
    case .shiftRight: return { row in .number(Double(int32(a(row)) >> (int32(b(row)) & 31))) }
    case .shiftRightUnsigned:
      return { row in
        .number(Double(UInt32(bitPattern: int32(a(row))) >> UInt32(int32(b(row)) & 31)))
      }
    }
  }

  private func call(_ name: String, _ arguments: [ExpressionNode]) -> Evaluation {
    guard let function = ExpressionFunctions.table[name] else { return { _ in .null } }
    let bound = arguments.map(bind)
    switch function.body {
    case .number(let body):
      let argument = bound[0]
      return { row in .number(body(argument(row).coercedToNumber)) }
    case .numbers(let body):
      let (first, second) = (bound[0], bound[1])
      return { row in .number(body(first(row).coercedToNumber, second(row).coercedToNumber)) }
    case .value(let body):
      let argument = bound[0]
      return { row in body(argument(row)) }
    case .values(let body): return { row in body(bound.map { $0(row) }) }
    case .bound: return special(name, arguments, bound)
    }
  }

  private func special(_ name: String, _ arguments: [ExpressionNode], _ bound: [Evaluation])
    -> Evaluation
  {
    let random = random
    switch name {
    case "if": return choose(arguments[0], arguments[1], arguments[2])
    case "random": return { _ in .number(random.next()) }
    case "sampleUniform":
      return { row in
        let values = bound.map { $0(row).coercedToNumber }
        let low = values.count > 1 ? values[0] : 0
        let high = values.last ?? 1
        return .number(low + (high - low) * random.next())
      }
    case "sampleNormal":
      return { row in
        let values = bound.map { $0(row).coercedToNumber }
        let p = max(random.next(), .leastNormalMagnitude)
        return .number(
          Distributions.normalQuantile(
            p, mean: values.first ?? 0, stdev: values.count > 1 ? values[1] : 1))
      }
    case "regexp": return bound[0]
    case "test":
      let text = bound[arguments.count == 2 ? 1 : 2]
      let pattern = pattern(Array(arguments.prefix(arguments.count - 1)))
      return { row in .boolean(pattern(row)?.matches(text(row).coercedToString) ?? false) }
    case "replace":
      let (text, replacement) = (bound[0], bound[2])
      switch arguments[1] {
      case .regularExpression, .call("regexp", _):
        let pattern = pattern([arguments[1]])
        return { row in
          let source = text(row).coercedToString
          let with = replacement(row).coercedToString
          return .string(pattern(row)?.replacing(in: source, with: with) ?? source)
        }
      default:
        let wanted = bound[1]
        return { row in
          let source = text(row).coercedToString
          return .string(
            replacingFirst(
              wanted(row).coercedToString, in: source, with: replacement(row).coercedToString))
        }
      }
    case "format": return numberFormat(bound[0], arguments, bound)
    default: return timeFormat(bound[0], arguments, bound)
    }
  }

  /// The pattern of a literal, of `regexp('...', 'i')`, or of a text; read once where it can be.
  private func pattern(_ arguments: [ExpressionNode]) -> (Row) -> RegularExpression? {
    switch arguments[0] {
    case .regularExpression(let pattern, let flags):
      let regex = RegularExpression(pattern, flags: flags)
      return { _ in regex }
    case .call("regexp", let inner): return pattern(inner)
    case .literal(let text):
      var flags = ""
      if arguments.count > 1, case .literal(let value) = arguments[1] {
        flags = value.coercedToString
      }
      let regex = RegularExpression(text.coercedToString, flags: flags)
      return { _ in regex }
    default:
      let text = bind(arguments[0])
      return { row in RegularExpression(text(row).coercedToString, flags: "") }
    }
  }

  private func numberFormat(
    _ value: @escaping Evaluation, _ arguments: [ExpressionNode], _ bound: [Evaluation]
  ) -> Evaluation {
    func formatted(_ datum: Datum, _ format: NumberFormat?) -> Datum {
      .string(format?(datum.coercedToNumber) ?? datum.coercedToString)
    }
    guard arguments.count > 1 else {
      let format = NumberFormat("")
      return { formatted(value($0), format) }
    }
    if case .literal(let specifier) = arguments[1] {
      let format = NumberFormat(specifier.isNull ? "" : specifier.coercedToString)
      return { formatted(value($0), format) }
    }
    let specifier = bound[1]
    return { row in formatted(value(row), NumberFormat(specifier(row).coercedToString)) }
  }

  private func timeFormat(
    _ value: @escaping Evaluation, _ arguments: [ExpressionNode], _ bound: [Evaluation]
  ) -> Evaluation {
    func instant(_ datum: Datum) -> Double {
      if case .string(let text) = datum { return DateText.parse(text) }
      return datum.coercedToNumber
    }
    guard arguments.count > 1 else { return { .string(TimeFormat.multi(instant(value($0)))) } }
    if case .literal(.string(let specifier)) = arguments[1] {
      let format = TimeFormat(specifier)
      return { .string(format(instant(value($0)))) }
    }
    let specifier = bound[1]
    return { row in
      let instant = instant(value(row))
      switch specifier(row) {
      case .string(let text): return .string(TimeFormat(text)(instant))
      case .object(let specifiers):
        return .string(TimeMultiFormat(specifiers.mapValues(\.coercedToString))(instant))
      default: return .string(TimeFormat.multi(instant))
      }
    }
  }
}

/// The state of `random()`: a sequence of its own for each binding, so charts are reproducible.
private final class RandomSource {
  private var random = SeededRandom()

  func next() -> Double { random.next() }
}

/// JavaScript's `+`: texts join, all else adds.
private func add(_ a: Datum, _ b: Datum) -> Datum {
  switch (a, b) {
  case (.number(let x), .number(let y)): return .number(x + y)
  case (.string, _), (_, .string), (.array, _), (_, .array), (.object, _), (_, .object):
    let (left, right) = (a.coercedToString, b.coercedToString)
    guard ChartWork.allows(bytes: left.utf8.count + right.utf8.count) else { return .string("") }
    return .string(left + right)
  default: return .number(a.coercedToNumber + b.coercedToNumber)
  }
}

/// JavaScript's ToInt32.
private func int32(_ value: Datum) -> Int32 {
  let number = value.coercedToNumber
  guard number.isFinite else { return 0 }
  let wrapped = number.rounded(.towardZero).truncatingRemainder(dividingBy: 4_294_967_296)
  return Int32(truncatingIfNeeded: Int64(wrapped))
}

private func replacingFirst(_ wanted: String, in text: String, with replacement: String) -> String {
  guard !wanted.isEmpty, let range = text.firstRange(of: wanted) else { return text }
  return text.replacingCharacters(in: range, with: replacement)
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}
