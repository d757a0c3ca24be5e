import Basics
import Ledger
import Tables

/// How a sentence prints a claim.
enum ClaimForm {
  /// Qualifier, number and unit; words; or the day.
  case full
  /// The number alone.
  case value
  /// The number alone, up to twelve in words.
  case words
  case pattern(CellPattern, hasText: Bool)

  /// The form that the words after a claim's id ask for, or nil where they mean nothing.
  init?(_ text: String) {
    switch text {
    case "": self = .full
    case "value": self = .value
    case "words": self = .words
    default:
      guard let pattern = CellPattern(text) else { return nil }
      self = .pattern(pattern, hasText: text.contains { !"0#,.+".contains($0) })
    }
  }

  /// The claim's text, or nil where its value is not what the form is for.
  func text(of claim: Claim, _ ledger: ClaimLedger) -> String? {
    switch (self, claim.value, claim.quantity) {
    case (.full, _, _): return ledger.text(of: claim)
    case (.value, _, let quantity?): return ledger.figure(of: quantity).digits
    case (.words, .number(let number), let quantity?):
      return NumberWords.words(number) ?? ledger.figure(of: quantity).digits
    case (.pattern(let pattern, _), .date(let date), _): return pattern.text(.text(date.description))
    case (.pattern(.number(let pattern), let hasText), _, let quantity?):
      let figure = ledger.figure(of: quantity, pattern: pattern)
      guard hasText else { return figure.text }
      return figure.qualifier.isEmpty ? figure.digits : figure.qualifier + " " + figure.digits
    default: return nil
    }
  }
}

/// Whole numbers as the writing rules print small ones.
enum NumberWords {
  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
  ]

  /// The word for a whole number up to twelve.
  static func words(_ number: Double) -> String? {
    guard let whole = Int(exactly: number), (0...12).contains(whole) else { return nil }
    return small[whole]
  }

  /// All ways in which a sentence may write a number: its digits, and the word for a small one.
  static func digits(_ number: Double) -> String {
    Value.number(number).defaultText(in: Column("value"))
  }

  /// The digits that a word stands for: "fourteen" is 14.
  static func digits(ofWord word: String) -> String? {
    small.firstIndex(of: word.lowercased()).map { String($0) }
  }
}
