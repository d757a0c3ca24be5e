import Testing

@testable import Charting

/// Numbers as SVG has them: at most three decimals, no more digits than needed.
@Suite struct SVGNumberTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (0.0004, "0"), (-0.0004, "0"),
    (0.0006, "0.001"), (12.3456, "12.346"), (99.9996, "100"), (10, "10"), (1234.05, "1234.05"),
    (123_456_789_012, "123456789012"), (1e15, "0"), (Double.nan, "0"), (-Double.infinity, "0"),
  ])
  func isPrinted(value: Double, text: String) {
    #expect(SVGNumber.text(value) == text)
    var bytes: [UInt8] = []
    SVGNumber.append(value, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test func aBufferGrowsAndKeepsWhatItHolds() {
    var buffer = ByteBuffer(capacity: 1)
    var expected = ""
    for number in 0..<500 {
      buffer.append(attribute: "x", Double(number) / 4)
      buffer.append("é")
      expected += " x=\"\(SVGNumber.text(Double(number) / 4))\"é"
    }
    #expect(buffer.text == expected)
  }
}
