import Basics
import Testing

@testable import Exporting

/// What is made the same in a PDF from run to run.
@Suite struct PDFPrinterTests {
  @Test func theDatesAreThoseOfTheEdition() throws {
    let day = try #require(CalendarDate("2026-02-05"))
    let text = "x /CreationDate (D:20261121075204+00'00') /ModDate (D:20261121075204+00'00')"
    #expect(
      String(decoding: PDFPrinter.dated(Array(text.utf8), day), as: UTF8.self)
        == "x /CreationDate (D:20260205000000+00'00') /ModDate (D:20260205000000+00'00')")
  }

  @Test(arguments: ["(node00000157) (node00000150)", "(node00000161) (node00000152)"])
  func theElementsAreNumberedInTheirOrder(_ text: String) {
    let bytes = Array("x \(text) y".utf8)
    #expect(
      String(decoding: PDFPrinter.renumbered(bytes), as: UTF8.self)
        == "x (node00000002) (node00000001) y")
  }
}
