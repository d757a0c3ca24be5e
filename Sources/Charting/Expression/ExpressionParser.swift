/// Reads tokens into a tree by precedence climbing, checking names and argument counts on the way.
struct ExpressionParser {
  private let tokens: [ExpressionToken]
  private let globals: Set<String>
  private var position = 0
  private var depth = 0
  private var operators = 0
  private(set) var fieldReferences: [Expression.FieldReference] = []

  /// Deep enough for any author, shallow enough for any thread's stack.
  private static let maximumDepth = 128
  private static let maximumOperators = 600

  init(tokens: [ExpressionToken], globals: Set<String>) {
    self.tokens = tokens
    self.globals = globals
  }

  mutating func parse() throws(ExpressionProblem) -> ExpressionNode {
    let node = try conditional()
    guard case .end = token.kind else { throw unexpected() }
    return node
  }

  private var token: ExpressionToken { tokens[position] }

  private func unexpected() -> ExpressionProblem {
    switch token.kind {
    case .end: .unexpectedEnd(at: token.range.lowerBound)
    case .sign("="): .assignment(at: token.range)
    case .sign(let sign): .unexpected(sign, at: token.range)
    case .identifier(let name): .unexpected(name, at: token.range)
    case .number(let number): .unexpected(NumberText.shortest(number), at: token.range)
    case .string(let text): .unexpected(text, at: token.range)
    case .regularExpression(let pattern, _): .unexpected("/" + pattern + "/", at: token.range)
    }
  }

  private mutating func take(_ sign: String) -> Bool {
    guard token.kind == .sign(sign) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ sign: String) throws(ExpressionProblem) {
    guard take(sign) else { throw unexpected() }
  }

  private mutating func descend() throws(ExpressionProblem) {
    depth += 1
    if depth > ExpressionParser.maximumDepth { throw .tooDeep(at: token.range) }
  }

  private mutating func conditional() throws(ExpressionProblem) -> ExpressionNode {
    try descend()
    defer { depth -= 1 }
    let condition = try binary(above: 0)
    guard take("?") else { return condition }
    let yes = try conditional()
    try expect(":")
    return .conditional(condition, yes, try conditional())
  }

  private mutating func binary(above minimum: Int) throws(ExpressionProblem) -> ExpressionNode {
    var left = try unary()
    while case .sign(let sign) = token.kind, let symbol = BinaryOperator(rawValue: sign),
      symbol.precedence > minimum
    {
      let place = token.range
      position += 1
      operators += 1
      // A long chain leans to the left as deep as it is long, so all chains count together.
      if operators > ExpressionParser.maximumOperators { throw .tooDeep(at: place) }
      left = .binary(symbol, left, try binary(above: symbol.precedence))
    }
    return left
  }

  private mutating func unary() throws(ExpressionProblem) -> ExpressionNode {
    if case .sign(let sign) = token.kind, let symbol = UnaryOperator(rawValue: sign) {
      try descend()
      defer { depth -= 1 }
      position += 1
      let operand = try unary()
      if symbol == .minus, case .literal(.number(let number)) = operand {
        return .literal(.number(-number))
      }
      return .unary(symbol, operand)
    }
    return try postfix()
  }

  private mutating func postfix() throws(ExpressionProblem) -> ExpressionNode {
    let start = token.range.lowerBound
    var node = try primary()
    while true {
      let key: ExpressionNode
      if take(".") {
        guard case .identifier(let name) = token.kind else { throw unexpected() }
        key = .literal(.string(name))
        position += 1
      } else if take("[") {
        key = try conditional()
        try expect("]")
      } else if token.kind == .sign("(") {
        throw unexpected()
      } else {
        return node
      }
      if case .datum = node, case .literal(let name) = key {
        let field = name.coercedToString
        let end = tokens[position - 1].range.upperBound
        fieldReferences.append(.init(field: field, range: start..<end))
        node = .field(field)
      } else {
        try descend()
        node = .member(node, key)
      }
    }
  }

  private mutating func primary() throws(ExpressionProblem) -> ExpressionNode {
    let token = self.token
    switch token.kind {
    case .number(let number):
      position += 1
      return .literal(.number(number))
    case .string(let text):
      position += 1
      return .literal(.string(text))
    case .regularExpression(let pattern, let flags):
      position += 1
      return .regularExpression(pattern: pattern, flags: flags)
    case .sign("("):
      position += 1
      let node = try conditional()
      try expect(")")
      return node
    case .sign("["):
      position += 1
      return .array(try list(until: "]"))
    case .sign("{"):
      position += 1
      return try object()
    case .identifier(let name):
      position += 1
      if self.token.kind == .sign("(") { return try call(name, at: token.range) }
      return try identifier(name, at: token.range)
    case .sign, .end: throw unexpected()
    }
  }

  private mutating func list(until close: String) throws(ExpressionProblem) -> [ExpressionNode] {
    var nodes: [ExpressionNode] = []
    if take(close) { return nodes }
    repeat { nodes.append(try conditional()) } while take(",")
    try expect(close)
    return nodes
  }

  private mutating func object() throws(ExpressionProblem) -> ExpressionNode {
    var names: [String] = []
    var values: [ExpressionNode] = []
    if take("}") { return .object(names, values) }
    repeat {
      switch token.kind {
      case .identifier(let name), .string(let name): names.append(name)
      case .number(let number): names.append(NumberText.shortest(number))
      case .sign, .regularExpression, .end: throw unexpected()
      }
      position += 1
      try expect(":")
      values.append(try conditional())
    } while take(",")
    try expect("}")
    return .object(names, values)
  }

  private func identifier(_ name: String, at range: Range<Int>) throws(ExpressionProblem)
    -> ExpressionNode
  {
    if name == "datum" { return .datum }
    if let constant = ExpressionConstants.values[name] { return .literal(constant) }
    if globals.contains(name) { return .global(name) }
    if ["event", "item", "parent", "group", "xy", "signal"].contains(name) {
      throw .refusedName(name, at: range)
    }
    let known = ["datum"] + ExpressionConstants.values.keys.sorted() + globals.sorted()
    throw .unknownName(name, among: known, at: range)
  }

  private mutating func call(_ name: String, at range: Range<Int>) throws(ExpressionProblem)
    -> ExpressionNode
  {
    position += 1
    if let why = ExpressionFunctions.refused[name] {
      throw .refusedFunction(name, why: why, at: range)
    }
    guard let function = ExpressionFunctions.table[name] else {
      throw .unknownFunction(name, among: ExpressionFunctions.names, at: range)
    }
    let arguments = try list(until: ")")
    guard function.arguments.contains(arguments.count) else {
      let place = range.lowerBound..<tokens[position - 1].range.upperBound
      throw .wrongArgumentCount(name, arguments.count, allowed: function.arguments, at: place)
    }
    return .call(name, arguments)
  }
}

/// The names that stand for a value everywhere.
enum ExpressionConstants {
  static let values: [String: Datum] = [
    "null": .null, "undefined": .null, "true": true, "false": false, "NaN": .number(.nan),
    "Infinity": .number(.infinity), "E": .number(2.718281828459045), "PI": .number(.pi),
    "LN10": .number(2.302585092994046), "LN2": .number(0.6931471805599453),
    "LOG10E": .number(0.4342944819032518), "LOG2E": .number(1.4426950408889634),
    "SQRT1_2": .number(0.5.squareRoot()), "SQRT2": .number(2.0.squareRoot()),
    "MIN_VALUE": .number(.leastNonzeroMagnitude), "MAX_VALUE": .number(.greatestFiniteMagnitude),
  ]
}
