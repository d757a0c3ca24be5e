import Basics
import Tables

/// The members of an object of the spec, looked up by name.
struct Properties: Sendable {
  var members: [StructuredValue.Member]

  init(_ members: [StructuredValue.Member] = []) { self.members = members }

  init?(_ value: StructuredValue?) {
    guard let members = value?.members else { return nil }
    self.members = members
  }

  static let empty = Properties()

  var isEmpty: Bool { members.isEmpty }

  subscript(_ name: String) -> StructuredValue? {
    for member in members.reversed() where member.name == name { return member.value }
    return nil
  }

  func has(_ name: String) -> Bool { self[name] != nil }
  func number(_ name: String) -> Double? { self[name]?.number }
  func string(_ name: String) -> String? { self[name]?.string }
  func boolean(_ name: String) -> Bool? { self[name]?.boolean }
  func properties(_ name: String) -> Properties? { Properties(self[name]) }

  func numbers(_ name: String) -> [Double]? {
    guard let elements = self[name]?.elements else { return nil }
    return elements.compactMap(\.number)
  }

  func strings(_ name: String) -> [String]? {
    switch self[name]?.content {
    case .string(let string): [string]
    case .array(let elements): elements.compactMap(\.string)
    default: nil
    }
  }

  mutating func set(_ name: String, _ value: StructuredValue) {
    if let index = members.firstIndex(where: { $0.name == name }) {
      members[index].value = value
    } else {
      members.append(
        StructuredValue.Member(name: name, nameRange: value.range, value: value))
    }
  }

  mutating func remove(_ names: String...) {
    members.removeAll { names.contains($0.name) }
  }

  /// These members, and those of the other that are not here.
  func over(_ other: Properties) -> Properties {
    var merged = self
    for member in other.members where !has(member.name) { merged.members.append(member) }
    return merged
  }

  var value: StructuredValue {
    StructuredValue(.object(members), range: members.first?.nameRange ?? .unplaced)
  }
}

extension SourceRange {
  /// For values that no author wrote.
  static let unplaced = SourceRange(at: .start)
}

extension StructuredValue {
  static func made(_ number: Double) -> StructuredValue { .init(.number(number), range: .unplaced) }
  static func made(_ string: String) -> StructuredValue { .init(.string(string), range: .unplaced) }
  static func made(_ boolean: Bool) -> StructuredValue {
    .init(.boolean(boolean), range: .unplaced)
  }
  static func made(_ array: [StructuredValue]) -> StructuredValue {
    .init(.array(array), range: .unplaced)
  }
  static func made(_ members: [(String, StructuredValue)]) -> StructuredValue {
    .init(
      .object(members.map { .init(name: $0.0, nameRange: .unplaced, value: $0.1) }),
      range: .unplaced)
  }
}
