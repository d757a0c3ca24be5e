package import Basics
internal import Yams

extension StructuredValue {
  /// Reads one YAML document, with the place of every part.
  ///
  /// Plain scalars resolve as in YAML 1.2's core schema: `true`, `false`, `null` and numbers;
  /// dates, `yes`, `no`, `on` and `off` stay text, and so do numbers with a leading zero.
  /// A key written twice, a tag other than `!!str` and more than one document are errors; an
  /// empty document is null.
  ///
  /// - Parameters:
  ///   - source: the YAML alone; its path is that of the file in which it stands.
  ///   - origin: where the YAML's first character stands in that file.
  ///   - indent: how many columns were taken off the other lines (a fence inside a list).
  package static func parseYAML(
    _ source: SourceText, at origin: SourcePosition = .start, indent: Int = 0
  ) -> Result<StructuredValue, DiagnosticsError> {
    if let plain = PlainYAML.parse(source, at: origin, indent: indent) { return .success(plain) }
    return parseAnyYAML(source, at: origin, indent: indent)
  }

  /// The same by the whole parser, whatever the text.
  static func parseAnyYAML(
    _ source: SourceText, at origin: SourcePosition, indent: Int
  ) -> Result<StructuredValue, DiagnosticsError> {
    var composer = YAMLComposer(source, origin: origin, indent: indent)
    return composer.compose()
  }
}

/// Turns the nodes of Yams, which know only where they begin, into values with ranges.
private struct YAMLComposer {
  /// Aliases share their node; written out they may grow without bound ("billion laughs").
  static let valueLimit = 200_000
  private static let knownTags = Set([Tag.Name.nonSpecific, .str, .map, .seq].map(\.rawValue))

  let path: String
  let text: String
  let map: YAMLTextMap
  let origin: SourcePosition
  let indent: Int
  var diagnostics: [Diagnostic] = []
  var valueCount = 0

  init(_ source: SourceText, origin: SourcePosition, indent: Int) {
    path = source.path
    text = source.text
    map = YAMLTextMap(text)
    self.origin = origin
    self.indent = indent
  }

  mutating func compose() -> Result<StructuredValue, DiagnosticsError> {
    do {
      // The basic resolver leaves every scalar alone; the default one matches regular expressions.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        return .success(StructuredValue(.null, range: outer(0..<0)))
      }
      let (value, _) = convert(root)
      if valueCount > Self.valueLimit {
        diagnostics.append(.yamlTooLarge(path, outer(0..<0), limit: Self.valueLimit))
      }
      return diagnostics.isEmpty ? .success(value) : .failure(DiagnosticsError(diagnostics))
    } catch let error as YamlError {
      return .failure(DiagnosticsError(diagnostic(for: error)))
    } catch {
      return .failure(DiagnosticsError(.invalidYAML(path, outer(0..<0), "\(error)")))
    }
  }

  /// The value, and the offset in the text just after it.
  private mutating func convert(_ node: Node) -> (StructuredValue, end: Int) {
    valueCount += 1
    let mark = map.offset(of: node.mark)
    guard valueCount <= Self.valueLimit else {
      return (StructuredValue(.null, range: outer(mark..<mark)), mark)
    }
    let start = map.skippingProperties(from: mark)
    checkTag(of: node, at: mark..<start)
    switch node {
    case .scalar(let scalar): return convert(scalar, from: start)
    case .mapping(let mapping): return convert(mapping, from: start)
    case .sequence(let sequence): return convert(sequence, from: start)
    case .alias: return (StructuredValue(.null, range: outer(start..<start)), start)
    }
  }

  private mutating func convert(
    _ scalar: Node.Scalar, from start: Int
  ) -> (StructuredValue, end: Int) {
    let end: Int
    switch scalar.style {
    case .singleQuoted: end = map.endOfSingleQuoted(from: start)
    case .doubleQuoted: end = map.endOfDoubleQuoted(from: start)
    case .literal, .folded: end = map.endOfLine(from: start)
    case .plain, .any: end = map.endOfPlain(scalar.string, from: start)
    }
    let isPlain = scalar.style == .plain && scalar.tag.rawValue != Tag.Name.str.rawValue
    let content =
      isPlain ? StructuredValue.Content(plainYAML: scalar.string) : .string(scalar.string)
    if isPlain, case .string = content, let sign = map.commentThatMayBeText(after: end) {
      diagnostics.append(.commentInText(path, outer(sign..<(sign + 1))))
    }
    if isPlain, scalar.string.isEmpty, let sign = map.commentThatMayBeText(after: start) {
      diagnostics.append(comment(at: sign))
    }
    return (StructuredValue(content, range: outer(start..<end)), end)
  }

  private mutating func convert(
    _ mapping: Node.Mapping, from start: Int
  ) -> (StructuredValue, end: Int) {
    var members: [StructuredValue.Member] = []
    var places: [String: SourceRange] = [:]
    var end = start
    for (key, value) in mapping {
      let (keyValue, keyEnd) = convert(key)
      let (memberValue, valueEnd) = convert(value)
      end = max(end, keyEnd, valueEnd)
      guard case .scalar(let scalar) = key else {
        diagnostics.append(.yamlKeyNotText(path, keyValue.range))
        continue
      }
      if let first = places[scalar.string] {
        diagnostics.append(
          .duplicateKey(path, keyValue.range, name: scalar.string, first: first))
      }
      places[scalar.string] = keyValue.range
      members.append(
        StructuredValue.Member(name: scalar.string, nameRange: keyValue.range, value: memberValue))
    }
    if map.isFlow(at: start, "{") { end = map.endOfFlow(from: max(end, start + 1), closing: "}") }
    return (StructuredValue(.object(members), range: outer(start..<end)), end)
  }

  private mutating func convert(
    _ sequence: Node.Sequence, from start: Int
  ) -> (StructuredValue, end: Int) {
    var elements: [StructuredValue] = []
    var end = start
    for node in sequence {
      let (element, elementEnd) = convert(node)
      end = max(end, elementEnd)
      elements.append(element)
    }
    if map.isFlow(at: start, "[") { end = map.endOfFlow(from: max(end, start + 1), closing: "]") }
    return (StructuredValue(.array(elements), range: outer(start..<end)), end)
  }

  private mutating func checkTag(of node: Node, at offsets: Range<Int>) {
    let tag =
      switch node {
      case .scalar(let scalar): scalar.tag.rawValue
      case .mapping(let mapping): mapping.tag.rawValue
      case .sequence(let sequence): sequence.tag.rawValue
      case .alias: ""
      }
    // The parser itself gives quoted scalars `!!str`.
    if !tag.isEmpty, !Self.knownTags.contains(tag) {
      diagnostics.append(.yamlTag(path, outer(offsets), tag: tag))
    }
  }

  private func outer(_ offsets: Range<Int>) -> SourceRange {
    map.range(offsets).moved(to: origin, indent: indent)
  }

  /// What is said of a '#' that begins a comment where a value was to begin.
  private func comment(at sign: Int) -> Diagnostic {
    let (line, column) = map.line(at: sign)
    let text = String(String.UnicodeScalarView(line.unicodeScalars.dropFirst(column)))
    return .commentForValue(path, outer(sign..<(sign + 1)), text)
  }

  /// A slip that stands before the place where the parser could not go on.
  private func slip(before mark: Mark, _ problem: String) -> Diagnostic? {
    if let sign = YAMLSlips.commentInBrackets(
      in: text, upTo: mark.line, column: max(0, mark.column - 1))
    {
      return comment(at: map.indent(ofLine: sign.line).lowerBound + sign.column)
    }
    guard problem.hasPrefix("mapping values") || problem == "could not find expected ':'" else {
      return nil
    }
    return YAMLSlips.tightColon(in: text, upTo: mark.line).map { line, slip in
      let colon = map.indent(ofLine: line).lowerBound + slip.column
      return .tightColon(path, outer(colon..<(colon + 1)), slip)
    }
  }

  private func diagnostic(for error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      if let slip = slip(before: mark, problem) { return slip }
      if problem.hasPrefix("did not find expected") || problem.hasPrefix("mapping values"),
        let mistake = YAMLIndentation.mistake(in: text)
      {
        return .outOfStep(path, outer(map.indent(ofLine: mistake.line)), mistake)
      }
      let mistake = YAMLMistake(problem, at: mark, in: context, of: map)
      return .invalidYAML(
        path, outer(mistake.offset..<mistake.offset), mistake.words, hint: mistake.hint)
    case .duplicatedKeysInMapping(let names, let context):
      let first = map.offset(of: context.mark)
      let name = names.first ?? ""
      let second = map.nextKey(name, like: first) ?? first
      let length = name.unicodeScalars.count
      return .duplicateKey(
        path, outer(second..<second + length), name: name, first: outer(first..<first + length))
    case .reader(let problem, let offset, _, _):
      let place = min(offset ?? 0, map.count)
      return .invalidYAML(path, outer(place..<place), problem)
    default:
      return .invalidYAML(path, outer(0..<0), "\(error)")
    }
  }
}

extension StructuredValue.Content {
  /// A plain scalar, resolved as YAML 1.2's core schema does where no text is lost by it.
  init(plainYAML text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .boolean(true)
    case "false", "False", "FALSE": self = .boolean(false)
    default: self = Self.number(inYAML: text).map(Self.number) ?? .string(text)
    }
  }

  private static func number(inYAML text: String) -> Double? {
    var digits = text.utf8[...]
    if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") {
      digits = digits.dropFirst()
    }
    guard let first = digits.first, isDigit(first) || first == UInt8(ascii: ".") else { return nil }
    if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16).map(Double.init) }
    if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8).map(Double.init) }
    // "007" is a code more often than a number.
    let whole = digits.prefix(while: isDigit)
    if whole.count > 1, whole.first == UInt8(ascii: "0") { return nil }
    var rest = digits.dropFirst(whole.count)
    var digitCount = whole.count
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      digitCount += fraction.count
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard digitCount > 0 else { return nil }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      guard !rest.isEmpty else { return nil }
      rest = rest.drop(while: isDigit)
    }
    guard rest.isEmpty, let number = Double(text), number.isFinite else { return nil }
    return number
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
}
