import Basics

/// Words that a conflict decides against, where they stand in one sentence with a figure.
struct DisputedWording: Sendable, Hashable, ByteCodable {
  var conflict: String
  /// The words: "trade agreements".
  var avoid: String
  /// The claim whose figure they must not stand beside.
  var claim: String
  /// The claim's number in digits; nil where it has none.
  var number: String?
  /// What to write.
  var instead: String
  /// The conflict's question.
  var title: String

  init(
    conflict: String, avoid: String, claim: String, number: String?, instead: String,
    title: String
  ) {
    (self.conflict, self.avoid, self.claim) = (conflict, avoid, claim)
    (self.number, self.instead, self.title) = (number, instead, title)
  }

  func encode(to writer: inout ByteWriter) {
    for text in [conflict, avoid, claim, instead, title] { writer.write(text) }
    writer.write(number)
  }

  init(from reader: inout ByteReader) throws {
    self.init(
      conflict: try reader.string(), avoid: try reader.string(), claim: try reader.string(),
      number: nil, instead: try reader.string(), title: try reader.string())
    number = try reader.optionalString()
  }

  /// Where the words stand in a paragraph in a sentence with the figure, unless the paragraph names
  /// the conflict, as one that tells of it does.
  ///
  /// - Returns: places in the text's characters, with the number as the sentence writes it.
  func places(in text: FigureProse.Text) -> [(words: Range<Int>, number: String)] {
    let words = Array(avoid)
    guard !words.isEmpty, text.characters.count >= words.count,
      text.first(conflict, in: 0..<text.characters.count) == nil
    else { return [] }
    var places: [(words: Range<Int>, number: String)] = []
    for sentence in text.sentences {
      guard let found = text.first(avoid, in: sentence), let number = number(in: sentence, text)
      else { continue }
      places.append((found, number))
    }
    return places
  }

  private func number(in sentence: Range<Int>, _ text: FigureProse.Text) -> String? {
    for figure in text.figures where sentence.contains(figure.place) {
      if figure.figure.kind == .claim, figure.figure.id == claim { return figure.figure.text }
    }
    guard let number else { return nil }
    let words = text.characters[sentence].split { !($0.isLetter || $0.isNumber || $0 == ".") }
    for word in words {
      let word = String(word.last == "." ? word.dropLast() : word)
      if word == number || NumberWords.digits(ofWord: word) == number { return word }
    }
    return nil
  }
}
