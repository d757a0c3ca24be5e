import Tables

enum FontWeight {
  /// A title's weight: bold, unless the author or the theme says otherwise.
  static func title(_ value: StructuredValue?) -> String? {
    value == nil ? "bold" : text(value)
  }

  /// A weight as SVG has it: "bold", or a number's digits.
  static func text(_ value: StructuredValue?) -> String? {
    switch value?.content {
    case .string(let word): word == "normal" ? nil : word
    case .number(let number): SVGNumber.text(number)
    default: nil
    }
  }
}

/// Words of a spec as lines.
enum SpecLines {
  static func datum(_ value: StructuredValue) -> Datum? {
    if value["expr"] != nil || value["signal"] != nil { return ConstantExpression.datum(value) }
    return Datum(value)
  }

  static func lines(_ datum: Datum, lineBreak: String?) -> [String] {
    if let elements = datum.elements { return elements.map(\.coercedToString) }
    let text = datum.coercedToString
    guard let lineBreak, !lineBreak.isEmpty, text.contains(lineBreak) else { return [text] }
    return text.split(separator: lineBreak, omittingEmptySubsequences: false).map(String.init)
  }
}
