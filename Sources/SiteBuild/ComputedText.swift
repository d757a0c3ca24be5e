import Basics
import Markup
import Tables

/// The roles in the texts of a block: ``title: "China's share is `{sql 0 %} select …`"``.
///
/// What each role printed is kept by how it is written, so that a chart's key holds the printed
/// texts and a chart is drawn again only when one of them prints otherwise.
struct ComputedTexts: Hashable, Sendable {
  private(set) var printed: [String: String] = [:]

  init(_ printed: [String: String] = [:]) { self.printed = printed }

  mutating func add(_ role: String, printing text: String) { printed[role] = text }

  /// A block's value with every role replaced by what it printed.
  func filled(_ value: StructuredValue) -> StructuredValue {
    guard !printed.isEmpty else { return value }
    var value = value
    switch value.content {
    case .string(let text): value.content = .string(filled(text))
    case .array(let elements): value.content = .array(elements.map(filled))
    case .object(let members):
      value.content = .object(
        members.map { member in
          var member = member
          member.value = filled(member.value)
          return member
        })
    default: break
    }
    return value
  }

  func filled(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let span = Self.nextRole(in: rest) {
      result += rest[..<span.lowerBound]
      result += printed[String(rest[span])] ?? String(rest[span])
      rest = rest[span.upperBound...]
    }
    return result + rest
  }

  /// A text with an object replacement character for every role.
  static func withoutRoles(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let span = nextRole(in: rest) {
      result += rest[..<span.lowerBound] + "\u{FFFC}"
      rest = rest[span.upperBound...]
    }
    return result + rest
  }

  /// Every role in a block's texts, as it is written with its backticks, with its text's place and
  /// the number of those before it there.
  static func roles(
    in value: StructuredValue
  ) -> [(text: String, range: SourceRange, number: Int)] {
    var found: [(text: String, range: SourceRange, number: Int)] = []
    func visit(_ value: StructuredValue) {
      if let text = value.string {
        var rest = text[...]
        var number = 0
        while let span = nextRole(in: rest) {
          number += openings(in: rest[..<span.lowerBound])
          found.append((String(rest[span]), value.range, number))
          number += openings(in: rest[span])
          rest = rest[span.upperBound...]
        }
      }
      for member in value.members ?? [] { visit(member.value) }
      for element in value.elements ?? [] { visit(element) }
    }
    visit(value)
    return found
  }

  /// How often a role may begin in a text.
  private static func openings(in text: Substring) -> Int {
    var count = 0
    var last: UInt8 = 0
    for byte in text.utf8 {
      if last == UInt8(ascii: "`"), byte == UInt8(ascii: "{") { count += 1 }
      last = byte
    }
    return count
  }

  /// Where a role begins in the source that its text was read from; nil where it is not found.
  static func offset(
    ofRole number: Int, in source: SourceText, _ part: Range<Int>
  ) -> Int? {
    let bytes = source.utf8
    var left = number
    var offset = part.lowerBound
    while offset + 1 < part.upperBound {
      if bytes[offset] == UInt8(ascii: "`"), bytes[offset + 1] == UInt8(ascii: "{") {
        if left == 0 { return offset }
        left -= 1
      }
      offset += 1
    }
    return nil
  }

  /// The next code span that begins as a role does.
  private static func nextRole(in text: Substring) -> Range<String.Index>? {
    let (bytes, tick) = (text.utf8, UInt8(ascii: "`"))
    var start = bytes.startIndex
    while let next = bytes[start...].firstIndex(of: tick) {
      start = bytes.index(after: next)
      guard start < bytes.endIndex, bytes[start] == UInt8(ascii: "{") else { continue }
      return bytes[start...].firstIndex(of: tick).map { next..<bytes.index(after: $0) }
    }
    return nil
  }
}

extension PageComposer {
  /// What the roles in a block's texts print; nil where one is wrong, which was reported.
  func computedTexts(
    in value: StructuredValue, _ block: FencedBlock, _ state: inout RenderState
  ) throws -> ComputedTexts? {
    var texts = ComputedTexts()
    var isComplete = true
    let roles = ComputedTexts.roles(in: value)
    guard !roles.isEmpty else { return texts }
    let source = SourceText(path: block.path, text: block.content)
    for written in roles where texts.printed[written.text] == nil {
      let range = block.range(written.range)
      // Of a text in lines of its own only the mark before it has a range.
      let part = source.utf8Offsets(of: written.range).lowerBound..<source.utf8.count
      let start = ComputedTexts.offset(ofRole: written.number, in: source, part)
      guard
        let role = InlineRole(
          literal: written.text.dropFirst().dropLast(), block.path, range,
          places: { content in
            guard let start else { return TextPlaces(from: range.start) }
            let brace = source.utf8[start..<part.upperBound].firstIndex(of: UInt8(ascii: "}"))
            return TextPlaces(
              of: content, in: source, (brace.map { $0 + 1 } ?? start)..<part.upperBound
            )
            .moved(block.position)
          }),
        let text = try plainText(of: role, &state)
      else {
        isComplete = false
        continue
      }
      texts.add(written.text, printing: text)
    }
    return isComplete ? texts : nil
  }

  /// What a role prints, without markup; nil where it is wrong, which was reported.
  func plainText(of role: InlineRole, _ state: inout RenderState) throws -> String? {
    switch role.name {
    case "sql": return try printedValue(of: role, &state)
    case "claim": return try printedClaim(of: role, &state)?.text
    case "assert": return try printedAssertion(of: role, &state)?.words
    case "plain": return role.content
    default:
      state.diagnostics.append(
        BuildMessages.unknownRole(role.name, known: Self.roles).at(role.path, role.range))
      return nil
    }
  }
}
