/// GitHub's id of a heading: lower case, blanks to hyphens, and of all else what Ruby's `\p{Word}` has:
/// any script's letters, marks and digits. "section" where nothing is left.
package func slug(_ text: String) -> String {
  var slug = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "a"..."z", "0"..."9", "-", "_": slug.unicodeScalars.append(scalar)
    case "A"..."Z": slug += scalar.properties.lowercaseMapping
    case " ", "\t", "\n", "\r": slug += "-"
    default:
      guard !scalar.isASCII, scalar.isWord else { continue }
      slug += scalar.properties.lowercaseMapping
    }
  }
  let hasLetter = slug.unicodeScalars.contains { $0 != "-" }
  return hasLetter ? slug : "section"
}

extension Unicode.Scalar {
  /// Whether it is of the class that Unicode's guidelines for regular expressions call a word's (UTS 18,
  /// Annex C), but for joiners.
  fileprivate var isWord: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: true
    default: properties.isAlphabetic
    }
  }
}
