import Basics
import Ledger
import Tables

/// How a sentence prints a claim.
struct ClaimForm {
  private enum Digits {
    /// As the ledger prints it.
    case plain
    /// The number alone.
    case value
    /// The number alone, up to twelve in words.
    case words(capital: Bool)
    case pattern(CellPattern, hasText: Bool)
  }

  private var digits = Digits.plain
  /// Whether the qualifier is left to the sentence.
  private var isBare = false

  /// The form that the words after a claim's id ask for, or nil where they mean nothing.
  init?(_ text: String) {
    var words = text.split(separator: " ")
    isBare = words.first == "bare"
    if isBare { words.removeFirst() }
    let text = words.joined(separator: " ")
    switch text {
    case "": digits = .plain
    case "value": digits = .value
    case "words": digits = .words(capital: false)
    case "Words": digits = .words(capital: true)
    default:
      guard let pattern = CellPattern(text) else { return nil }
      digits = .pattern(pattern, hasText: text.contains { !"0#,.+".contains($0) })
    }
  }

  /// The claim's text, or nil where its value is not what the form is for.
  func text(of claim: Claim, _ ledger: ClaimLedger) -> String? {
    guard let quantity = claim.quantity else {
      switch (digits, claim.value) {
      case (.plain, _): return ledger.text(of: claim)
      case (.pattern(let pattern, _), .date(let date)):
        return pattern.text(.text(date.description))
      default: return nil
      }
    }
    switch digits {
    case .plain: return text(ledger.figure(of: quantity))
    case .value: return ledger.figure(of: quantity).digits
    case .words(let isCapital):
      let digits = ledger.figure(of: quantity).digits
      guard case .number(let number) = claim.value, let word = NumberWords.words(number) else {
        return digits
      }
      return isCapital ? word.prefix(1).uppercased() + word.dropFirst() : word
    case .pattern(.number(let pattern), let hasText):
      var figure = ledger.figure(of: quantity, pattern: pattern)
      if hasText { (figure.before, figure.after) = ("", "") }
      return text(figure)
    case .pattern: return nil
    }
  }

  private func text(_ figure: FigureText) -> String {
    guard isBare else { return figure.text }
    return figure.before + figure.digits + figure.after
  }
}

/// Whole numbers as the writing rules print small ones.
enum NumberWords {
  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
  ]

  /// The word for a whole number up to twelve.
  static func words(_ number: Double) -> String? {
    guard let whole = Int(exactly: number), (0...12).contains(whole) else { return nil }
    return small[whole]
  }
}
