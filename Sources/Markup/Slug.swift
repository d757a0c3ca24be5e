/// GitHub's id of a heading: lower case, blanks to hyphens, punctuation dropped; any script's letters
/// and digits stay. "section" where nothing is left.
package func slug(_ text: String) -> String {
  var slug = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "a"..."z", "0"..."9", "-", "_": slug.unicodeScalars.append(scalar)
    case "A"..."Z": slug += scalar.properties.lowercaseMapping
    case " ", "\t", "\n", "\r", "\u{A0}": slug += "-"
    default:
      guard !scalar.isASCII else { continue }
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
        slug += scalar.properties.lowercaseMapping
      default: continue
      }
    }
  }
  let hasLetter = slug.unicodeScalars.contains { $0 != "-" }
  return hasLetter ? slug : "section"
}
