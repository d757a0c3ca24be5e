import Basics
import Testing

@Suite struct CollationOrderTests {
  @Test(arguments: [
    ["Ägypten", "Épinal", "Estland", "iron ore", "Österreich", "Zinc", "Zypern"],
    ["cote", "coté", "côte", "Côte"], ["a", "A", "á", "Á", "b"],
    ["Łódź", "Lomé", "Lyon"], ["Straße", "Strasse 2"],
    ["2025", "A", "Ω"], ["iron ore", "iron-ore", "ironore"], ["Αθήνα", "Άνδρος", "Βόλος"],
    ["ёлка", "ель"], ["", " ", "a"],
  ])
  func aReaderFindsWords(_ words: [String]) {
    for (index, word) in words.enumerated() {
      #expect(CollationOrder.compare(word, word) == .same)
      for later in words.dropFirst(index + 1) {
        #expect(CollationOrder.compare(word, later) == .before, "\(word), \(later)")
        #expect(CollationOrder.compare(later, word) == .after, "\(later), \(word)")
      }
    }
  }
}
