/// GitHub's alerts: a quote whose first line is `[!NOTE]`.
enum Callout: String, CaseIterable {
  case note, tip, important, warning, caution

  var marker: String { rawValue.uppercased() }
  var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  /// The word between `[!` and `]`, where the text is nothing else.
  static func name(in text: ArraySlice<UInt8>) -> String? {
    var text = text
    while let last = text.last, isBlank(last) { text.removeLast() }
    guard text.count > 3, text.starts(with: "[!".utf8), text.last == UInt8(ascii: "]") else {
      return nil
    }
    let name = text.dropFirst(2).dropLast()
    return name.allSatisfy(isLetter) ? String(decoding: name, as: UTF8.self) : nil
  }

  /// The mark that a text begins with, with words behind it or without, and where it ends.
  static func mark(in text: ArraySlice<UInt8>) -> (name: String, end: Int)? {
    guard text.starts(with: "[!".utf8) else { return nil }
    let name = text.dropFirst(2).prefix(while: isLetter)
    guard !name.isEmpty, name.endIndex < text.endIndex, text[name.endIndex] == UInt8(ascii: "]")
    else { return nil }
    return (String(decoding: name, as: UTF8.self), name.endIndex + 1)
  }
}
