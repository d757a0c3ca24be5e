package import Basics

/// Reads the members of an object by name and type, and collects every mistake on the way.
///
/// A member that is missing or null reads as nil. Members that nobody asked for are reported when
/// the reading ends, with the nearest name that was asked for.
package struct ObjectReader {
  /// What to make of members that nobody asked for.
  package enum UnknownKeys: Sendable {
    /// Each is an error.
    case refuse
    /// One near a known name is an error, any other a warning: formats that others extend.
    case warn
    case ignore
  }

  /// The file, relative to the site's root.
  package let path: String
  /// What the object is, for messages: "the front matter", "field 'share'".
  package let subject: String
  package let value: StructuredValue
  package var unknownKeys: UnknownKeys
  package private(set) var diagnostics: [Diagnostic] = []
  // Objects are small: looking through a few names costs less than hashing each of them.
  private var members: [StructuredValue.Member] = []
  private var askedFor: [String] = []
  /// Of members that belong into another object its name.
  private var misplaced: [String: String] = [:]

  package init(
    _ value: StructuredValue, path: String, subject: String, unknownKeys: UnknownKeys = .refuse
  ) {
    self.value = value
    self.path = path
    self.subject = subject
    self.unknownKeys = unknownKeys
    switch value.content {
    case .object(let written):
      members = written
    case .null: break
    default:
      diagnostics.append(
        .wrongType(path, value.range, subject, needed: "an object", found: value))
    }
  }

  /// Reads a whole value, with its unknown members reported.
  package static func read<Result>(
    _ value: StructuredValue, path: String, subject: String, unknownKeys: UnknownKeys = .refuse,
    _ body: (inout ObjectReader) -> Result
  ) -> (result: Result, diagnostics: [Diagnostic]) {
    var reader = ObjectReader(value, path: path, subject: subject, unknownKeys: unknownKeys)
    let result = body(&reader)
    reader.finish()
    return (result, reader.diagnostics)
  }

  // MARK: Members

  /// A member as it was written, for a reader that wants more of it than a type.
  package mutating func value(_ name: String) -> StructuredValue? {
    guard let value = member(name)?.value, !value.isNull else { return nil }
    return value
  }

  /// Whether a member is written, even as null.
  package mutating func has(_ name: String) -> Bool {
    member(name) != nil
  }

  /// The name that a member is written by: its own, or one that is taken for it, which is reported.
  package mutating func name(_ name: String, or others: [String]) -> String {
    guard written(name) == nil, let other = others.first(where: { written($0) != nil }) else {
      return name
    }
    askedFor.append(other)
    diagnostics.append(
      .unknownKey(
        .error, path, nameRange(of: other), other, in: subject, known: [name],
        hint: "did you mean '\(name)'?"))
    return other
  }

  /// Says where members belong that are none of this object.
  package mutating func expect(_ names: [String], below parent: String) {
    for name in names { misplaced[name] = parent }
  }

  private mutating func member(_ name: String) -> StructuredValue.Member? {
    askedFor.append(name)
    return written(name)
  }

  private func written(_ name: String) -> StructuredValue.Member? {
    members.last { $0.name == name }
  }

  package mutating func string(_ name: String) -> String? {
    let text = read(name, "a string", \.string)
    if let text { refuseControls(in: text, of: name) }
    return text
  }

  /// A text for readers: one that says something.
  package mutating func words(_ name: String) -> String? {
    guard let text = string(name) else { return nil }
    if text.contains(where: { !$0.isWhitespace }) { return text }
    diagnostics.append(.emptyText(path, range(of: name), name))
    return nil
  }

  /// A text can hold characters that are none: JSON and YAML have escapes for them.
  private mutating func refuseControls(in text: String, of name: String) {
    guard let bad = text.unicodeScalars.first(where: { !$0.isText }) else { return }
    diagnostics.append(.controlCharacter(path, range(of: name), name, bad))
  }

  package mutating func boolean(_ name: String) -> Bool? {
    read(name, "true or false", \.boolean)
  }

  package mutating func number(_ name: String) -> Double? {
    read(name, "a number", \.number)
  }

  package mutating func integer(_ name: String) -> Int? {
    read(name, "a whole number") { $0.number.flatMap(Int.init(exactly:)) }
  }

  package mutating func date(_ name: String) -> CalendarDate? {
    read(name, "a date such as 2026-02-05") { value in
      value.string.flatMap { Self.day($0) }
    }
  }

  /// The day of a date, or of a date with a time as other generators write it (RFC 3339): the day
  /// that is written, whatever its time zone.
  private static func day(_ text: String) -> CalendarDate? {
    let bytes = Array(text.utf8)
    guard bytes.count > 10 else { return CalendarDate(text) }
    let signs = Array("0123456789:.+-Zz".utf8)
    guard bytes.count >= 16, "Tt ".utf8.contains(bytes[10]), bytes[13] == UInt8(ascii: ":"),
      bytes[11...].allSatisfy({ signs.contains($0) || $0 == UInt8(ascii: " ") })
    else { return nil }
    return CalendarDate(text.prefix(10))
  }

  /// One of the words an enumeration knows.
  package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ type: Choice.Type = Choice.self
  ) -> Choice? {
    guard let value = value(name), let word = string(name) else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    diagnostics.append(
      .unknownChoice(path, value.range, name, word, known: Choice.allCases.map(\.rawValue)))
    return nil
  }

  /// A list of strings; a single string is a list of one. Nil where there is no such member.
  package mutating func strings(_ name: String) -> [String]? {
    guard let value = value(name) else { return nil }
    if let string = value.string {
      refuseControls(in: string, of: name)
      return [string]
    }
    guard let elements = value.elements else {
      wrong(name, value, "a list of strings")
      return nil
    }
    return elements.compactMap { element in
      if element.string == nil { wrong(name, element, "a list of strings") }
      if let text = element.string { refuseControls(in: text, of: name) }
      return element.string
    }
  }

  /// The elements of a list. Nil where there is no such member.
  package mutating func elements(_ name: String) -> [StructuredValue]? {
    read(name, "a list", \.elements)
  }

  /// An object inside this one; its mistakes and unknown members are collected here.
  package mutating func object<Result>(
    _ name: String, subject: String? = nil, _ body: (inout ObjectReader) -> Result
  ) -> Result? {
    guard let value = value(name) else { return nil }
    return nested(value, subject ?? "'\(name)'", body)
  }

  /// The objects of a list inside this one. Nil where there is no such member.
  package mutating func objects<Result>(
    _ name: String, subject: String? = nil, _ body: (inout ObjectReader) -> Result
  ) -> [Result]? {
    guard let elements = elements(name) else { return nil }
    return elements.map { nested($0, subject ?? "an entry of '\(name)'", body) }
  }

  /// Reads an object that was found elsewhere, as a part of this one.
  ///
  /// - Parameter path: the file where it stands, if it is another.
  package mutating func nested<Result>(
    _ value: StructuredValue, _ subject: String, path: String? = nil,
    _ body: (inout ObjectReader) -> Result
  ) -> Result {
    let (result, found) = ObjectReader.read(
      value, path: path ?? self.path, subject: subject, unknownKeys: unknownKeys, body)
    diagnostics += found
    return result
  }

  // MARK: Mistakes

  package var errorCount: Int { diagnostics.count { $0.severity == .error } }

  /// The value that was read, or nil and a diagnostic where the member is not there.
  package mutating func require<Value>(_ name: String, _ value: Value?) -> Value? {
    if let value { return value }
    // A member of a wrong type was reported already.
    if written(name).map(\.value.isNull) ?? true, self.value.members != nil || self.value.isNull {
      diagnostics.append(.missingKey(path, self.value.range, name, in: subject))
    }
    return nil
  }

  /// Where a member's value stands, or else its object.
  package func range(of name: String) -> SourceRange {
    written(name)?.value.range ?? value.range
  }

  /// Where a member's name stands, or else its object.
  package func nameRange(of name: String) -> SourceRange {
    written(name)?.nameRange ?? value.range
  }

  package mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// Reports the members that nobody asked for, in the order they were written.
  package mutating func finish() {
    guard unknownKeys != .ignore else { return }
    for member in members where !askedFor.contains(member.name) {
      let known = Set(askedFor)
      let near = nearMiss(member.name, among: known)
      let severity: Severity = unknownKeys == .warn && near == nil ? .warning : .error
      diagnostics.append(
        .unknownKey(
          severity, path, member.nameRange, member.name, in: subject, known: known,
          hint: hint(for: member, known: known)))
    }
  }

  /// What to do with a member that belongs into another object, or has no blank behind its colon.
  private func hint(for member: StructuredValue.Member, known: Set<String>) -> String? {
    if let slip = YAMLSlips.tightColon(in: member.name), known.contains(slip.key) {
      return "put a blank behind the colon: \(slip.written)"
    }
    guard let parent = misplaced[member.name] else { return nil }
    guard let text = member.value.flowText, written(parent) == nil else {
      return "move it into '\(parent)'"
    }
    return "write \(parent): {\(member.name): \(text)}"
  }

  private mutating func read<Result>(
    _ name: String, _ needed: String, _ convert: (StructuredValue) -> Result?
  ) -> Result? {
    guard let value = value(name) else { return nil }
    if let result = convert(value) { return result }
    wrong(name, value, needed)
    return nil
  }

  private mutating func wrong(_ name: String, _ found: StructuredValue, _ needed: String) {
    diagnostics.append(.wrongType(path, found.range, "'\(name)'", needed: needed, found: found))
  }
}
