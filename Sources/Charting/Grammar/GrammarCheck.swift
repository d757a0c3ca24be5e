import Basics
import Tables

/// Compares what an author wrote with the tables of the grammar.
///
/// It is the one place that says what has a wrong name, is of a wrong kind, is missing, or is not
/// drawn; the decoders after it read what is right.
enum GrammarCheck {
  /// What a comparison found.
  struct Findings {
    var mismatches: [Diagnostic] = []
    /// What else is to be said: of what the grammar takes and what is not drawn, and the reverse.
    var remarks: [Diagnostic] = []

    var isEmpty: Bool { mismatches.isEmpty && remarks.isEmpty }
    var all: [Diagnostic] { mismatches + remarks }

    static func mismatch(_ diagnostic: Diagnostic) -> Findings {
      Findings(mismatches: [diagnostic])
    }

    mutating func add(_ other: Findings) {
      mismatches += other.mismatches
      remarks += other.remarks
    }
  }

  /// Everything that is to be said of a value; `name` is the property that holds it.
  static func diagnostics(
    _ value: StructuredValue, _ kind: ValueKind, name: String,
    speech: PropertyTable.Speech = .chart
  ) -> [Diagnostic] {
    findings(value, kind, name, speech).all
  }

  static func findings(
    _ value: StructuredValue, _ kind: ValueKind, _ name: String, _ speech: PropertyTable.Speech
  ) -> Findings {
    switch kind {
    case .either(let kinds): return either(value, kinds, name, speech)
    case .chosen(let choose):
      switch choose(value) {
      case .kind(let kind): return findings(value, kind, name, speech)
      case .none(let diagnostic): return .mismatch(diagnostic)
      case .wanting(let kind, let diagnostic):
        var found = findings(value, kind, name, speech)
        found.mismatches.append(diagnostic)
        return found
      }
    case .object(let table):
      guard let members = value.members else { return wrong(value, kind, name, speech) }
      return object(value, members, table())
    case .members(let kind):
      guard let members = value.members else { return wrong(value, kind, name, speech) }
      var found = Findings()
      for member in members { found.add(findings(member.value, kind, member.name, speech)) }
      return found
    case .list(let kind, let least, let most):
      guard let elements = value.elements, elements.count >= least, elements.count <= most else {
        return wrong(value, .list(kind, from: least, to: most), name, speech)
      }
      var found = Findings()
      for element in elements { found.add(findings(element, kind, name, speech)) }
      return found
    case .notYet(let kind, let what):
      var found = findings(value, kind, name, speech)
      if found.mismatches.isEmpty {
        found.remarks.append(
          ChartMessage.unsupported("\(what) for '\(name)'", at: value.range))
      }
      return found
    case .beyond(let kind, let what):
      var found = findings(value, kind, name, speech)
      if found.mismatches.isEmpty {
        found.remarks.append(ChartMessage.beyondGrammar("\(what) for '\(name)'", at: value.range))
      }
      return found
    case .expression, .constant: return expression(value, kind, name, speech)
    case .formula:
      guard let source = value.string else { return wrong(value, kind, name, speech) }
      return formula(source, at: value.range, globals: [])
    default:
      return takes(kind, value) ? Findings() : wrong(value, kind, name, speech)
    }
  }

  /// Whether a kind without parts takes a value.
  private static func takes(_ kind: ValueKind, _ value: StructuredValue) -> Bool {
    switch kind {
    case .anything: return true
    case .null: return value.isNull
    case .boolean: return value.boolean != nil
    case .number(let low, let high):
      guard let number = value.number else { return false }
      return number >= low && number <= high
    case .oneOf(let numbers): return value.number.map(numbers.contains) ?? false
    case .character: return value.string?.utf16.count == 1
    case .text, .color: return value.string != nil
    case .word(let words): return value.string.map(words.contains) ?? false
    case .rows: return isRows(value)
    default: return false
    }
  }

  private static func isRows(_ value: StructuredValue) -> Bool {
    if value.string != nil || value.members != nil { return true }
    if case .records = value.content { return true }
    guard let elements = value.elements else { return false }
    return elements.allSatisfy { $0.members != nil } || elements.allSatisfy { $0.number != nil }
      || elements.allSatisfy { $0.string != nil } || elements.allSatisfy { $0.boolean != nil }
  }

  // MARK: Objects

  private static func object(
    _ value: StructuredValue, _ members: [StructuredValue.Member], _ table: PropertyTable
  ) -> Findings {
    var found = Findings()
    for member in members {
      if let property = table[member.name] {
        found.add(findings(member, property, table))
      } else if let kind = table.others {
        found.add(findings(member.value, kind, member.name, table.speech))
      } else {
        found.mismatches.append(GrammarMessage.unknown(member, table))
      }
    }
    for name in table.required where !members.contains(where: { $0.name == name }) {
      found.mismatches.append(GrammarMessage.missing(name, value, table))
    }
    return found
  }

  private static func findings(
    _ member: StructuredValue.Member, _ property: Property, _ table: PropertyTable
  ) -> Findings {
    let name = property.name
    switch property.use {
    case .interactive:
      if member.value.elements?.isEmpty == true { return Findings() }
      return Findings(remarks: [GrammarMessage.interactive(member, table)])
    case .map:
      return Findings(remarks: [ChartMessage.geographic(name, at: member.nameRange)])
    case .drawn, .still:
      return findings(member.value, property.kind, name, table.speech)
    case .beyond:
      var found = findings(member.value, property.kind, name, table.speech)
      if found.mismatches.isEmpty {
        found.remarks.append(
          ChartMessage.beyondGrammar("'\(name)' in a \(table.name)", at: member.nameRange))
      }
      return found
    case .notYet:
      var found = findings(member.value, property.kind, name, table.speech)
      if found.mismatches.isEmpty, !isLike(member.value, property.standard) {
        found.remarks = [ChartMessage.unsupported("'\(name)'", at: member.nameRange)]
      }
      return found
    }
  }

  private static func isLike(_ value: StructuredValue, _ standard: Property.Default?) -> Bool {
    switch standard {
    case .number(let number): value.number == number
    case .boolean(let boolean): value.boolean == boolean
    case .text(let text): value.string == text
    case nil: false
    }
  }

  // MARK: Alternatives

  /// The first kind that takes the value and is drawn, else one that takes it, else what is wrong
  /// by the kind that comes nearest.
  private static func either(
    _ value: StructuredValue, _ kinds: [ValueKind], _ name: String, _ speech: PropertyTable.Speech
  ) -> Findings {
    var taken: Findings?
    for kind in kinds {
      let found = findings(value, kind, name, speech)
      if found.isEmpty { return found }
      if found.mismatches.isEmpty, taken == nil { taken = found }
    }
    if let taken { return taken }
    if let nearest = nearest(value, kinds) { return findings(value, nearest, name, speech) }
    for case .chosen(let choose) in kinds { return findings(value, .chosen(choose), name, speech) }
    return wrong(value, .either(kinds), name, speech)
  }

  /// Of objects and lists the one whose parts are most like those of the value, so that the
  /// message is about the part.
  private static func nearest(_ value: StructuredValue, _ kinds: [ValueKind]) -> ValueKind? {
    if let members = value.members {
      var best: (kind: ValueKind, known: Int)?
      for kind in kinds {
        switch kind {
        case .object(let table):
          let table = table()
          let known = members.count { table[$0.name] != nil }
          if known > best?.known ?? -1 { best = (kind, known) }
        case .members, .chosen: if best == nil { best = (kind, 0) }
        case .notYet(let kind, _), .beyond(let kind, _):
          if best == nil, let kind = nearest(value, [kind]) { best = (kind, 0) }
        case .either(let kinds):
          if best == nil, let kind = nearest(value, kinds) { best = (kind, 0) }
        default: break
        }
      }
      return best?.kind
    }
    guard value.elements != nil else { return nil }
    let lists = kinds.filter { if case .list = $0 { true } else { false } }
    return lists.count == 1 ? lists[0] : nil
  }

  // MARK: Expressions

  private static func expression(
    _ value: StructuredValue, _ kind: ValueKind, _ name: String, _ speech: PropertyTable.Speech
  ) -> Findings {
    guard let members = value.members, members.count == 1, members[0].name == "expr",
      let source = members[0].value.string
    else { return wrong(value, kind, name, speech) }
    guard case .constant = kind else {
      return formula(source, at: members[0].value.range, globals: ["width", "height"])
    }
    let found = formula(source, at: members[0].value.range, globals: [])
    if found.isEmpty, ConstantExpression.datum(value)?.isNull != false {
      return Findings(remarks: [
        ChartMessage.unsupported(
          "an expression of more than constants for '\(name)'", at: value.range)
      ])
    }
    return found
  }

  private static func formula(
    _ source: String, at range: SourceRange, globals: Set<String>
  ) -> Findings {
    do {
      _ = try Expression(source, globals: globals)
      return Findings()
    } catch {
      return Findings(remarks: [error.diagnostic(at: range, source: source)])
    }
  }

  private static func wrong(
    _ value: StructuredValue, _ kind: ValueKind, _ name: String, _ speech: PropertyTable.Speech
  ) -> Findings {
    .mismatch(GrammarMessage.wrong(value, kind, name, speech))
  }
}
