extension ClaimLedger {
  /// What a sentence says in words that a ruling has rejected.
  ///
  /// A sentence is about a claim where it cites it, or where it prints the claim's number in digits
  /// or in words. A sentence that names the conflict knows what it says.
  ///
  /// - Parameters:
  ///   - sentence: its words, roles replaced by what they print.
  ///   - citing: the claims that roles of the sentence cite.
  /// - Returns: for each finding the words as they stand there and their UTF-8 offsets.
  package func rejectedWording(
    in sentence: String, citing cited: Set<String> = []
  ) -> [(finding: Finding, offsets: Range<Int>)] {
    rejectedWords.compactMap { rejected in
      guard let claim = claim(rejected.claim), let conflict = conflict(rejected.conflict),
        let place = place(of: rejected.words, in: sentence),
        !SentenceWords(sentence).contains(conflict.id),
        cited.contains(claim.id) || !cited.isDisjoint(with: conflict.sides.map(\.claim))
          || SentenceWords(sentence).states(claim.value.number)
      else { return nil }
      let finding = Finding(
        .rejectedWording, claims: [claim.id, conflict.id], .claim(claim, "claim_id"),
        LedgerMessages.rejectedWording(
          place.words, claim: claim.id, text: text(of: claim), conflict: conflict.id,
          title: conflict.title))
      return (finding, place.offsets)
    }
  }

  /// The first place where words stand in a sentence, whatever their case and ending ("trade
  /// agreement" also finds "Trade agreements").
  private func place(
    of words: String, in sentence: String
  ) -> (words: String, offsets: Range<Int>)? {
    let wanted = SentenceWords(words).words.map { $0.text.lowercased() }
    let words = SentenceWords(sentence).words
    guard !wanted.isEmpty, words.count >= wanted.count else { return nil }
    for start in 0...(words.count - wanted.count) {
      let found = words[start..<(start + wanted.count)]
      let matches = zip(found, wanted).allSatisfy { word, wanted in
        let word = word.text.lowercased()
        return word == wanted || word == wanted + "s"
      }
      guard matches, let first = found.first, let last = found.last else { continue }
      let offsets = first.offsets.lowerBound..<last.offsets.upperBound
      return (found.map(\.text).joined(separator: " "), offsets)
    }
    return nil
  }
}

/// The words of a sentence with their places.
struct SentenceWords {
  struct Word {
    var text: String
    var offsets: Range<Int>
  }

  private(set) var words: [Word] = []

  init(_ sentence: String) {
    var start: String.Index?
    func add(_ end: String.Index) {
      guard let begin = start else { return }
      let low = sentence.utf8.distance(from: sentence.startIndex, to: begin)
      let high = sentence.utf8.distance(from: sentence.startIndex, to: end)
      words.append(Word(text: String(sentence[begin..<end]), offsets: low..<high))
      start = nil
    }
    for index in sentence.indices {
      let character = sentence[index]
      if character.isLetter || character.isNumber {
        start = start ?? index
      } else {
        add(index)
      }
    }
    add(sentence.endIndex)
  }

  func contains(_ word: String) -> Bool { words.contains { $0.text == word } }

  /// Whether a whole number stands there in digits or in words.
  func states(_ number: Double?) -> Bool {
    guard let number, let whole = Int(exactly: number) else { return false }
    let digits = String(whole)
    let spelled = Self.names.indices.contains(whole) ? Self.names[whole] : nil
    return words.contains { $0.text == digits || $0.text.lowercased() == spelled }
  }

  private static let names = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
  ]
}
