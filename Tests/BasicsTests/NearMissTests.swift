import Basics
import Testing

@Suite struct NearMissTests {
  @Test(
    arguments: [
      ("galium", "gallium"), ("gallium", nil), ("Gallium", "gallium"), ("galliumm", "gallium"),
      ("glalium", "gallium"), ("tungstn", "tungsten"), ("helium", nil), ("iron", nil),
      ("", nil), ("gällium", "gallium"), ("mullag", nil),
    ] as [(String, String?)])
  func aSlipFindsTheWordThatWasMeant(_ word: String, _ meant: String?) {
    #expect(nearMiss(word, among: ["tungsten", "gallium"]) == meant)
  }

  @Test func theNearestWordWinsAndTiesGoToTheFirstInTheAlphabet() {
    #expect(nearMiss("tabel", among: ["label", "table"]) == "label")
    #expect(nearMiss("tabel", among: ["table", "label"]) == "label")
    #expect(nearMiss("titles", among: ["titre", "title"]) == "title")
  }

  @Test func aHintNamesTheNearWordOrTheFewThatThereAre() {
    #expect(didYouMean("chrat", among: ["sql", "chart"]) == "did you mean 'chart'?")
    #expect(didYouMean("picture", among: ["sql", "chart"]) == "known here: chart, sql")
    #expect(didYouMean("picture", among: []) == nil)
    #expect(didYouMean("picture", among: (0..<25).map { "word\($0)" }) == nil)
  }
}
