import Testing

@testable import Charting

@Suite struct TextMeasureTests {
  @Test(arguments: [
    ("AVAVAVAVAV", 10.0, 60.0), ("Tomato", 10, 32.8), ("", 10, 0), ("Hello", 0, 0),
    ("0123456789", 10, 55.6),
  ])
  func widthsAreThoseOfLiberationSans(text: String, size: Double, width: Double) {
    #expect(abs(TextMeasure.width(text, TextFont(size: size)) - width) < 0.05)
  }

  @Test func boldIsWiderAndUnknownScriptsHaveAWidth() {
    let regular = TextMeasure.width("Miles per Gallon", TextFont(size: 11))
    let bold = TextMeasure.width("Miles per Gallon", TextFont(size: 11, isBold: true))
    #expect(bold > regular)
    #expect(TextMeasure.width("漢字", TextFont(size: 10)) == 20)
    #expect(
      TextMeasure.width("e\u{301}", TextFont(size: 10))
        == TextMeasure.width("e", TextFont(size: 10)))
  }

  @Test func longTextIsCutBelowTheLimit() {
    let font = TextFont(size: 10)
    let cut = TextMeasure.truncated("Intergovernmental Panel on Climate Change", limit: 100, font)
    #expect(cut == "Intergovernmental …")
    #expect(TextMeasure.width(cut, font) <= 100)
    #expect(TextMeasure.truncated("short", limit: 100, font) == "short")
    #expect(TextMeasure.truncated("short", limit: 0, font) == "short")
  }

  @Test(arguments: [
    ("top", 8.0), ("middle", 3), ("bottom", -2), ("alphabetic", 0), ("line-top", 9),
  ])
  func baselinesAreWholePixels(baseline: String, offset: Double) {
    #expect(TextMeasure.baselineOffset(baseline, size: 10) == offset)
  }
}
