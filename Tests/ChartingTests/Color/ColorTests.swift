import Testing

@testable import Charting

@Suite struct ColorTests {
  /// The second column is what d3-color prints.
  @Test(
    arguments: [
      ("#f00", "rgb(255, 0, 0)"),
      ("#0f08", "rgba(0, 255, 0, 0.5333333333333333)"),
      ("#4c78a8", "rgb(76, 120, 168)"),
      ("#4c78a880", "rgba(76, 120, 168, 0.5019607843137255)"),
      ("rgb(1,2,3)", "rgb(1, 2, 3)"),
      ("rgba(10, 20, 30, .5)", "rgba(10, 20, 30, 0.5)"),
      ("rgb(10%,20%,30%)", "rgb(26, 51, 77)"),
      ("hsl(120, 50%, 25%)", "rgb(32, 96, 32)"),
      ("hsla(300,100%,50%,0.25)", "rgba(255, 0, 255, 0.25)"),
      ("steelblue", "rgb(70, 130, 180)"),
      ("RebeccaPurple", "rgb(102, 51, 153)"),
      (" transparent ", "rgba(0, 0, 0, 0)"),
    ] as [(String, String)])
  func readsTheColorsOfCSS(text: String, css: String) throws {
    #expect(try #require(Color(css: text)).css == css)
  }

  @Test(arguments: [
    "", "#12", "#ggg", "rgb(1,2)", "rgb(a,b,c)", "notacolor", "hsl(1,2,3)", "url(#x)",
  ])
  func whatIsNoColorIsRefused(text: String) {
    #expect(Color(css: text) == nil)
  }

  @Test(
    arguments: [
      ("rgb", "#ff0000", "#0000ff", 0.25, "rgb(191, 0, 64)"),
      ("hsl", "#ff0000", "#0000ff", 0.25, "rgb(255, 0, 128)"),
      ("hsl-long", "#ff0000", "#0000ff", 0.25, "rgb(255, 255, 0)"),
      ("lab", "#4c78a8", "#f58518", 0.5, "rgb(177, 128, 107)"),
      ("hcl", "#4c78a8", "#f58518", 0.5, "rgb(213, 98, 173)"),
      ("hcl-long", "#4c78a8", "#f58518", 0.5, "rgb(0, 162, 105)"),
      ("hcl", "white", "#f58518", 0.5, "rgb(255, 177, 73)"),
      ("rgb", "#00000000", "white", 0.5, "rgba(255, 255, 255, 0.5)"),
    ] as [(String, String, String, Double, String)])
  func mixesAsD3(space: String, from: String, to: String, t: Double, css: String) throws {
    let space = try #require(ColorSpace(space))
    let colors = try #require([Color(css: from), Color(css: to)] as? [Color])
    #expect(ColorRamp(colors, space: space)(t).css == css)
  }

  @Test func schemesGiveTheirColorsOrSamplesOfThem() throws {
    let tableau = try #require(ColorScheme.named("tableau10")).scheme
    #expect(tableau.discrete(12)[11].hex == "#f58518")
    let blues = try #require(ColorScheme.named("Blues")).scheme
    #expect(blues.colors.first?.hex == "#cfe1f2")
    #expect(blues.discrete(3).map(\.hex) == ["#9cc8e2", "#5ba3cf", "#2978b8"])
    #expect(try #require(ColorScheme.named("blues-5")).count == 5)
    #expect(ColorScheme.named("nothing") == nil)
    #expect(ColorScheme.named("blues-0") == nil)
    #expect(ColorScheme.names.count == 68)
  }

  @Test func everySchemeHasWholeColors() {
    for name in ColorScheme.names {
      let run = SchemeTable.categorical[name] ?? SchemeTable.continuous[name] ?? ""
      #expect(run.utf8.count.isMultiple(of: 6) && !run.isEmpty)
      #expect(UInt64(run.prefix(12), radix: 16) != nil)
    }
  }
}
