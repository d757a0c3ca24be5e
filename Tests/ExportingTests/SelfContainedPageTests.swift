import Testing

@testable import Exporting

/// A page with everything it refers to inside it.
@Suite struct SelfContainedPageTests {
  private static let files: [String: String] = [
    "css/site.css": "body { background: url(../img/a.png) } p { fill: url(#p) }",
    "css/more.css": """
    @import "site.css"; @import 'more.css';
    [fill^="url("], [stroke="none"] { color: red } /* url(b.png) */ p::before { content: "url(" }
    q { background: url( '../img/a.png' ) }
    """,
    "img/a.png": "PNG", "notes/one/t.csv": "a,b\n", "icon.svg": "<svg/>",
  ]

  private func packed(
    _ body: String, site: String = "https://example.org/reports"
  ) throws -> SelfContainedPage {
    var files = Self.files
    files["notes/one/index.html"] = body
    return try SelfContainedPage(page: "notes/one/index.html", site: site) {
      files[$0].map { Array($0.utf8) }
    }
  }

  @Test func onlyAddressesInStyleSheetsAreFiles() throws {
    let page = try packed("<link rel=\"stylesheet\" href=\"../../css/more.css\">")
    #expect(page.missing == [])
    #expect(page.html.contains("@import url(\"data:text/css;base64,"))
    #expect(page.html.contains("@import 'more.css';"))
    #expect(page.html.contains("[fill^=\"url(\"], [stroke=\"none\"] { color: red }"))
    #expect(page.html.contains("/* url(b.png) */ p::before { content: \"url(\" }"))
    #expect(page.html.contains("background: url(\"data:image/png;base64,UE5H\") }"))
  }

  @Test(arguments: [
    (
      "<link rel=\"stylesheet\" href=\"/reports/css/site.css\">",
      "<style>\nbody { background: url(\"data:image/png;base64,UE5H\") } p { fill: url(#p) }</style>"
    ),
    (
      "<link rel=\"icon\" href=\"/reports/icon.svg\">",
      "<link rel=\"icon\" href=\"data:image/svg+xml;base64,PHN2Zy8+\">"
    ),
    (
      "<img src=\"../../img/a.png\" alt=\"&quot;A&quot;\" srcset=\"b.png 2x\">",
      "<img src=\"data:image/png;base64,UE5H\" alt=\"&quot;A&quot;\">"
    ),
    (
      "<a href=\"t.csv\" download>Data</a>",
      "<a href=\"data:text/csv;base64,YSxiCg==\" download>Data</a>"
    ),
    ("<link rel=\"preload\" href=\"/reports/css/site.css\">", ""),
    (
      "<a href=\"/reports/other/#x\">y</a>",
      "<a href=\"https://example.org/reports/other/#x\">y</a>"
    ),
    ("<a href=\"/reports/notes/one/#x\">y</a>", "<a href=\"#x\">y</a>"),
    ("<a href=\"#x\">y</a>", "<a href=\"#x\">y</a>"),
    ("<a href=\"mailto:a@example.org\">y</a>", "<a href=\"mailto:a@example.org\">y</a>"),
    ("<svg><path d=\"M0 0\"/></svg>", "<svg><path d=\"M0 0\"/></svg>"),
  ])
  func whatItRefersToIsInside(_ html: String, _ wanted: String) throws {
    let page = try packed(html)
    #expect(page.html == wanted)
    #expect(page.missing == [])
  }

  @Test func aFileThatIsNotThereIsNamed() throws {
    #expect(try packed("<img src=\"/reports/no.png\">").missing == ["no.png"])
    #expect(try packed("<img src=\"no.png\">").missing == ["notes/one/no.png"])
  }
}
