import Basics
import Testing

/// What is said of a mistake can be printed anywhere, whatever it quotes.
@Suite struct DiagnosticTests {
  @Test(arguments: [
    ("plain – ä €", "plain – ä €"), ("a\nb\r\nc\td", "a b  c d"),
    ("\u{1B}[2J\u{0}\u{7F}\u{85}", "\u{FFFD}[2J\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("a\u{2028}b\u{2029}", "a b "), ("", ""),
  ])
  func eachSentenceIsOneLineWithoutControls(_ text: String, _ line: String) {
    let diagnostic = Diagnostic(
      .error, "X", text, explanation: text, notes: [Diagnostic.Note(text: text)], hint: text)
    #expect(diagnostic.summary == line)
    #expect(diagnostic.explanation == line)
    #expect(diagnostic.notes.map(\.text) == [line])
    #expect(diagnostic.hint == line)
  }
}
