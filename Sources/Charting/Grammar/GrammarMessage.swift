import Basics
import Tables

/// What is said of a name or value that the grammar does not have: in the words of charts, or of
/// their transforms, which have identifiers of their own.
enum GrammarMessage {
  static func unknown(_ member: StructuredValue.Member, _ table: PropertyTable) -> Diagnostic {
    switch table.speech {
    case .chart:
      ChartMessage.unknownProperty(
        member.name, of: table.name, known: table.names, at: member.nameRange)
    case .transform:
      TransformMessages.unknownProperty(member, in: table.name, allowed: table.names)
    }
  }

  static func missing(
    _ name: String, _ value: StructuredValue, _ table: PropertyTable
  ) -> Diagnostic {
    switch table.speech {
    case .chart: ChartMessage.missing(name, in: table.name, at: value.range)
    case .transform: TransformMessages.missing(name, in: table.name, value)
    }
  }

  static func interactive(_ member: StructuredValue.Member, _ table: PropertyTable) -> Diagnostic {
    switch table.speech {
    case .chart: ChartMessage.interactive(member.name, at: member.nameRange)
    case .transform: TransformMessages.interactive(member.name, member.nameRange)
    }
  }

  static func wrong(
    _ value: StructuredValue, _ kind: ValueKind, _ name: String, _ speech: PropertyTable.Speech
  ) -> Diagnostic {
    if let word = value.string, isAboutWord(word, kind) {
      switch speech {
      case .chart:
        // A hint that leads to what is refused next helps nobody.
        let drawn = kind.wordList.filter { $0 != "geoshape" && $0 != "image" }
        return ChartMessage.wrongWord(word, for: name, allowed: drawn, at: value.range)
      case .transform:
        return TransformMessages.notAllowed(
          word, of: name, allowed: kind.wordList, value.range)
      }
    }
    switch speech {
    case .chart:
      var diagnostic = ChartMessage.wrongKind(
        name, expected: kind.words, found: found(value), at: value.range)
      if value.boolean == false, ["axis", "header", "legend", "scale", "title"].contains(name) {
        diagnostic.hint = "write \(name): null to have none"
      }
      return diagnostic
    case .transform: return TransformMessages.wrongKind(name, wanted: kind.words, value)
    }
  }

  /// Whether a text was meant as one of the words: where there is nothing else it could be, or
  /// where it nearly is one.
  private static func isAboutWord(_ word: String, _ kind: ValueKind) -> Bool {
    if case .word = kind { return true }
    if ChartMessage.otherWord(word, among: kind.wordList) != nil { return true }
    return nearMiss(word, among: kind.wordList) != nil
  }

  private static func found(_ value: StructuredValue) -> String {
    value.number.map(SVGNumber.text) ?? value.kindDescription
  }
}
