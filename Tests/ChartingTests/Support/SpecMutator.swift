import Basics
import Tables

/// Changes specs at random places into what no author meant; the same seed gives the same changes.
struct SpecMutator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// Numbers that break what expects ordinary ones.
  private static let numbers: [Double] = [
    0, -1, 1, 0.5, 1e308, -1e308, 1e-300, 4_294_967_296, 9.3e18, -0.0, 100_000, .nan, .infinity,
  ]

  private static let words = [
    "", "x", "y", "color", "quantitative", "temporal", "nominal", "log", "band", "time", "sum",
    "count", "<b>&", "container", "independent", "normalize", "width", "datum.a", "null", "2020",
    "yearmonth", ".2f", "%Y", "\u{0}", "é😀",
  ]

  /// The spec with one to three changes.
  mutating func mutated(_ value: StructuredValue) -> StructuredValue {
    var result = value
    for _ in 0...below(3) { result = changed(result, depth: 0) }
    return result
  }

  /// A number from 0 up to, but not including, a limit (xorshift64*).
  private mutating func below(_ limit: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(1, limit)
  }

  /// Goes down by chance and changes the value where it stops.
  private mutating func changed(_ value: StructuredValue, depth: Int) -> StructuredValue {
    var result = value
    switch value.content {
    case .object(var members) where !members.isEmpty && (depth == 0 || below(4) > 0):
      let index = below(members.count)
      // Rows of data are many; most changes go to the rest of the spec.
      if members[index].name == "values" || members[index].name == "data", below(5) > 0 {
        return value
      }
      members[index].value = changed(members[index].value, depth: depth + 1)
      result.content = .object(members)
    case .array(var elements) where !elements.isEmpty && below(4) > 0:
      let index = below(elements.count)
      elements[index] = changed(elements[index], depth: depth + 1)
      result.content = .array(elements)
    default: result.content = replaced(value.content)
    }
    return result
  }

  private mutating func replaced(_ content: StructuredValue.Content) -> StructuredValue.Content {
    switch (content, below(10)) {
    case (.object(var members), 0...4) where !members.isEmpty:
      members.remove(at: below(members.count))
      return .object(members)
    case (.object(var members), 5...6) where members.count > 1:
      let (first, second) = (below(members.count), below(members.count))
      let value = members[first].value
      members[first].value = members[second].value
      members[second].value = value
      return .object(members)
    case (.array(var elements), 0...3) where !elements.isEmpty:
      elements.append(elements[below(elements.count)])
      return .array(elements)
    case (.array(var elements), 4...6) where !elements.isEmpty:
      elements.remove(at: below(elements.count))
      return .array(elements)
    case (.number, 0...4): return .number(Self.numbers[below(Self.numbers.count)])
    case (.number(let number), 5): return .string("\(number)")
    case (.string, 0...4): return .string(Self.words[below(Self.words.count)])
    case (_, 7): return .array([StructuredValue(content, range: SourceRange(at: .start))])
    case (_, 8): return .null
    default: break
    }
    switch below(6) {
    case 0: return .number(Self.numbers[below(Self.numbers.count)])
    case 1: return .string(Self.words[below(Self.words.count)])
    case 2: return .boolean(below(2) == 0)
    case 3: return .array([])
    case 4: return .object([])
    default: return .null
    }
  }
}
