/// The order in which a reader looks words up, whatever the language: Ägypten, Épinal, Estland, iron ore.
///
/// Three levels, as in the Unicode Collation Algorithm: first letters alone, then marks on letters
/// (without before with), then case (small before capital). Blanks and signs come before digits, digits
/// before letters. It asks no locale: where a language sorts ö after z, this does not.
package enum CollationOrder: Sendable {
  case before, same, after

  /// How two texts stand to each other; they are the same only where all their characters are.
  package static func compare(_ left: String, _ right: String) -> CollationOrder {
    var (ownLetters, otherLetters) = (Letters(left), Letters(right))
    var (marks, cases) = (CollationOrder.same, CollationOrder.same)
    while true {
      switch (ownLetters.next(), otherLetters.next()) {
      case (nil, nil):
        if marks != .same { return marks }
        return cases != .same ? cases : compareBytes(left, right)
      case (nil, _?): return .before
      case (_?, nil): return .after
      case (let own?, let other?):
        if own.weight != other.weight { return own.weight < other.weight ? .before : .after }
        if marks == .same, own.mark != other.mark {
          marks = own.mark < other.mark ? .before : .after
        }
        if cases == .same, own.isCapital != other.isCapital {
          cases = own.isCapital ? .after : .before
        }
      }
    }
  }

  private static func compareBytes(_ left: String, _ right: String) -> CollationOrder {
    if left.utf8.elementsEqual(right.utf8) { return .same }
    return left.precedesInBytes(right) ? .before : .after
  }
}

/// A letter of a text with what is on it.
private struct Letter {
  /// Its place among all letters, digits and signs.
  var weight: UInt32
  /// The marks on it, or the character that it is a part of; 0 where it is plain.
  var mark: UInt32
  var isCapital: Bool

  init(_ scalar: Unicode.Scalar, mark: UInt32, isCapital: Bool) {
    self.mark = mark
    self.isCapital = isCapital
    // Signs, digits, letters: the three groups, each in the order of Unicode.
    let group: UInt32 = scalar.isLetterOrMark ? 2 : scalar.isDigit ? 1 : 0
    weight = group << 24 | scalar.value
  }
}

/// The letters of a text, one after the other.
private struct Letters {
  private var scalars: String.UnicodeScalarView.Iterator
  /// A scalar that was looked at already.
  private var ahead: Unicode.Scalar?
  /// The other letters of a ligature.
  private var waiting: [Letter] = []

  init(_ text: String) {
    scalars = text.unicodeScalars.makeIterator()
    ahead = scalars.next()
  }

  mutating func next() -> Letter? {
    if !waiting.isEmpty { return waiting.removeFirst() }
    guard let scalar = ahead else { return nil }
    ahead = scalars.next()
    var letter: Letter
    if scalar.isASCII {
      let isCapital = scalar.value >= 65 && scalar.value <= 90
      letter = Letter(
        isCapital ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar, mark: 0,
        isCapital: isCapital)
    } else {
      let isCapital = scalar.properties.isUppercase
      let small =
        isCapital ? scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar : scalar
      // The marks of a letter and its capital are the same.
      let parts = LetterTable.letters(of: scalar)
      let letters = (parts ?? [small]).map {
        Letter($0, mark: parts == nil ? 0 : small.value, isCapital: isCapital)
      }
      letter = letters[0]
      waiting = Array(letters.dropFirst())
    }
    while let mark = ahead, mark.isMark {
      letter.mark = letter.mark &* 31 &+ mark.value
      ahead = scalars.next()
    }
    return letter
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { value >= 48 && value <= 57 }

  fileprivate var isLetterOrMark: Bool {
    isASCII ? (value | 32 >= 97 && value | 32 <= 122) : properties.isAlphabetic
  }

  fileprivate var isMark: Bool {
    guard value >= 0x300 else { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }
}
