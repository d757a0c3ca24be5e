/// A word, number, text or sign of an expression, and where it stands (in scalars).
struct ExpressionToken: Hashable {
  enum Kind: Hashable {
    case identifier(String)
    case number(Double)
    case string(String)
    case regularExpression(pattern: String, flags: String)
    case sign(String)
    case end
  }

  var kind: Kind
  var range: Range<Int>
}

/// Cuts an expression into tokens as ECMAScript 5 does.
struct ExpressionTokenizer {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var tokens: [ExpressionToken] = []

  static func tokens(of source: String) throws(ExpressionProblem) -> [ExpressionToken] {
    let scalars = Array(source.unicodeScalars)
    guard scalars.count <= maximumLength else {
      throw .tooLong(scalars.count, limit: maximumLength)
    }
    var tokenizer = ExpressionTokenizer(scalars: scalars)
    while try tokenizer.next() {}
    return tokenizer.tokens
  }

  private static let maximumLength = 10_000

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private static let signs = [
    ">>>", "===", "!==", "||", "&&", "==", "!=", "<=", ">=", "<<", ">>", "|", "^", "&", "<", ">",
    "+", "-", "*", "/", "%", "!", "~", "?", ":", ".", ",", "(", ")", "[", "]", "{", "}", "=",
  ].map { (text: $0, scalars: Array($0.unicodeScalars)) }

  private mutating func add(_ kind: ExpressionToken.Kind, from start: Int) {
    tokens.append(ExpressionToken(kind: kind, range: start..<position))
  }

  private mutating func next() throws(ExpressionProblem) -> Bool {
    while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
    let start = position
    guard position < scalars.count else {
      add(.end, from: start)
      return false
    }
    let scalar = scalars[position]
    if isDigit(scalar)
      || (scalar == "." && position + 1 < scalars.count && isDigit(scalars[position + 1]))
    {
      try number(start)
    } else if isIdentifierStart(scalar) {
      while position < scalars.count,
        isIdentifierStart(scalars[position]) || isDigit(scalars[position])
      { position += 1 }
      add(.identifier(text(start..<position)), from: start)
    } else if scalar == "'" || scalar == "\"" {
      try string(start)
    } else if scalar == "/", regularExpressionMayStart {
      try regularExpression(start)
    } else {
      for sign in ExpressionTokenizer.signs where scalars[position...].starts(with: sign.scalars) {
        position += sign.scalars.count
        add(.sign(sign.text), from: start)
        return true
      }
      throw .unexpected(String(Character(scalar)), at: start..<start + 1)
    }
    return true
  }

  /// A slash divides after a value and begins a regular expression elsewhere.
  private var regularExpressionMayStart: Bool {
    switch tokens.last?.kind {
    case .identifier, .number, .string, .regularExpression: false
    case .sign(let sign): ![")", "]", "}"].contains(sign)
    case .end, nil: true
    }
  }

  private func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

  private func isIdentifierStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "$" || scalar.properties.isAlphabetic
  }

  private mutating func number(_ start: Int) throws(ExpressionProblem) {
    if scalars[position] == "0", position + 1 < scalars.count,
      ["x", "X"].contains(scalars[position + 1])
    {
      position += 2
      while position < scalars.count, scalars[position].properties.isASCIIHexDigit { position += 1 }
    } else {
      while position < scalars.count, isDigit(scalars[position]) || scalars[position] == "." {
        position += 1
      }
      if position < scalars.count, ["e", "E"].contains(scalars[position]) {
        position += 1
        if position < scalars.count, ["+", "-"].contains(scalars[position]) { position += 1 }
        while position < scalars.count, isDigit(scalars[position]) { position += 1 }
      }
    }
    let digits = text(start..<position)
    let value = NumberText.parse(digits)
    let runsOn = position < scalars.count && isIdentifierStart(scalars[position])
    guard !value.isNaN, !runsOn else { throw .badNumber(digits, at: start..<position) }
    add(.number(value), from: start)
  }

  private mutating func string(_ start: Int) throws(ExpressionProblem) {
    let quote = scalars[position]
    position += 1
    var text = String.UnicodeScalarView()
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      if scalar == quote {
        add(.string(String(text)), from: start)
        return
      }
      guard scalar == "\\", position < scalars.count else {
        text.append(scalar)
        continue
      }
      let escape = scalars[position]
      position += 1
      switch escape {
      case "n": text.append("\n")
      case "t": text.append("\t")
      case "r": text.append("\r")
      case "b": text.append("\u{8}")
      case "f": text.append("\u{C}")
      case "v": text.append("\u{B}")
      case "0": text.append("\0")
      case "x", "u":
        let count = escape == "x" ? 2 : 4
        let end = position + count
        guard end <= scalars.count, let value = UInt32(self.text(position..<end), radix: 16),
          let decoded = Unicode.Scalar(value)
        else { throw .unclosedText(at: start..<position) }
        text.append(decoded)
        position = end
      default: text.append(escape)
      }
    }
    throw .unclosedText(at: start..<position)
  }

  private mutating func regularExpression(_ start: Int) throws(ExpressionProblem) {
    position += 1
    var inClass = false
    while position < scalars.count, inClass || scalars[position] != "/" {
      if scalars[position] == "\\" {
        position += 1
      } else if scalars[position] == "[" {
        inClass = true
      } else if scalars[position] == "]" {
        inClass = false
      }
      position += 1
    }
    guard position < scalars.count else {
      throw .unclosedText(at: start..<min(position, scalars.count))
    }
    let pattern = text(start + 1..<position)
    position += 1
    let flagsStart = position
    while position < scalars.count, isIdentifierStart(scalars[position]) { position += 1 }
    let flags = text(flagsStart..<position)
    guard RegularExpression(pattern, flags: flags) != nil else {
      throw .badRegularExpression(pattern, at: start..<position)
    }
    add(.regularExpression(pattern: pattern, flags: flags), from: start)
  }
}
