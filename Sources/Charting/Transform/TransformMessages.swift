import Basics
import Tables

/// Every sentence about data, transforms and predicates.
enum TransformMessages {
  static func wrongKind(_ property: String, wanted: String, _ value: StructuredValue) -> Diagnostic
  {
    Diagnostic(
      .error, "WrongKind", range: value.range,
      "'\(property)' must be \(wanted), not \(value.kindDescription)")
  }

  static func missing(_ property: String, in what: String, _ value: StructuredValue) -> Diagnostic {
    Diagnostic(.error, "MissingProperty", range: value.range, "\(what) needs '\(property)'")
  }

  static func unknownProperty(
    _ member: StructuredValue.Member, in what: String, allowed: [String]
  ) -> Diagnostic {
    Diagnostic(
      .warning, "UnknownProperty", range: member.nameRange,
      "\(what) has no property '\(member.name)'", hint: didYouMean(member.name, among: allowed))
  }

  static func unknownTransform(_ value: StructuredValue, names: [String], known: [String])
    -> Diagnostic
  {
    let near = names.lazy.compactMap { didYouMean($0, among: known) }.first { $0.hasPrefix("did") }
    let given = names.isEmpty ? "an empty object" : names.map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      .error, "UnknownTransform", range: value.range, "no transform has the properties \(given)",
      hint: near ?? "known here: " + known.joined(separator: ", "))
  }

  static func notAllowed(
    _ text: String, of property: String, allowed: [String], _ range: SourceRange
  )
    -> Diagnostic
  {
    Diagnostic(
      .error, "NotAllowed", range: range, "'\(text)' is no \(property)",
      hint: ChartMessage.otherWord(text, among: allowed) ?? didYouMean(text, among: allowed))
  }

  static func unknownParse(_ value: StructuredValue) -> Diagnostic {
    notAllowed(
      value.string ?? value.kindDescription, of: "way to read a field",
      allowed: ["number", "boolean", "string", "date", "date:'%Y'", "utc:'%Y'"], value.range)
  }

  static func unresolvedData(_ value: StructuredValue) -> Diagnostic {
    Diagnostic(
      .error, "UnresolvedData", range: value.range,
      "the data of a lookup must be given inline or by the name of a data set")
  }

  static func interactive(_ what: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "InteractiveChart", range: range,
      "'\(what)' belongs to interactive charts; this chart stands still")
  }

  static func emptyPredicate(_ value: StructuredValue) -> Diagnostic {
    Diagnostic(
      .error, "EmptyPredicate", range: value.range, "this predicate says nothing about its field",
      hint: "known here: " + PropertyTable.fieldPredicates.map(\.name).joined(separator: ", "))
  }

  static func badDateTime(_ part: String, _ value: StructuredValue) -> Diagnostic {
    Diagnostic(
      .error, "BadDateTime", range: value.range, "this is no \(part) of a date",
      hint: "a number, or the English name of a month or weekday")
  }

  static func unreadableData(_ type: String, _ value: StructuredValue) -> Diagnostic {
    Diagnostic(.error, "UnreadableData", range: value.range, "the data cannot be read as \(type)")
  }
}
