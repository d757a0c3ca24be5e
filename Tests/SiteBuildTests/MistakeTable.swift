import Testing

/// Mistakes of authors, and what is said of each.
enum MistakeTable {
  struct Mistake: Sendable, CustomStringConvertible {
    var name: String
    var make: @Sendable (TestSite) throws -> Void
    /// `PATH:LINE:COLUMN IDENTIFIER: SENTENCE (HINT)` of everything that is said.
    var said: [String]

    var description: String { name }

    init(_ name: String, _ make: @escaping @Sendable (TestSite) throws -> Void, _ said: String...) {
      (self.name, self.make, self.said) = (name, make, said)
    }

    /// A text put in another's place.
    init(_ name: String, _ path: String, _ old: String, _ new: String, _ said: String...) {
      (self.name, self.said) = (name, said)
      make = { try $0.edit(path, old, new) }
    }
  }

  private static let share = "Content/data/share.csv"
  private static let first = "Content/notes/first.md"
  private static let second = "Content/notes/second.md"
  private static let third = "Content/notes/third.md"
  private static let material = "Content/materials/[material].md"

  static let all = data + queries + pages + templates + charts + encodings

  private static let data: [Mistake] = [
    Mistake(
      "a cell of the wrong type", share, "2024,69,", "2024,sixty,",
      "Content/data/share.csv:2:18 CellTypeMismatch: row 1, column 'pct': 'sixty' is no "
        + "number"),
    Mistake(
      "an impossible date", share, "33,2026-02-04", "33,2026-02-30",
      "Content/data/share.csv:5:22 CellTypeMismatch: row 4, column 'known_on': '2026-02-30' "
        + "is no date (YYYY-MM-DD)"),
    Mistake(
      "a duplicate key", share, "CHN,2025,33", "CHN,2024,33",
      "Content/data/share.csv:5:1 DuplicateKey: material 'tungsten', partner 'CHN', year "
        + "'2024' stands twice in 'share'",
      "Content/materials/[material].md:21:14 RowsOnOneAnother: 2 rows of '2024' are drawn on top "
        + "of one another as one sum (look at the query's joins; if a sum is meant, write "
        + "aggregate: sum; to tell the rows apart, encode a field as color or detail)"),
    Mistake(
      "a dangling foreign key", share, "tungsten,CHN,2025", "tungstn,CHN,2025",
      "Content/data/share.csv:5:1 DanglingForeignKey: material 'tungstn' is not in "
        + "material(material) (did you mean 'tungsten'?)"),
    Mistake(
      "a ragged row", share, "tungsten,CHN,2025,33", "tungsten,CHN,2025,33,1",
      "Content/data/share.csv:5:1 RaggedRow: row 4 has 6 cells where the header has 5 (put a "
        + "cell that holds a delimiter in quotes)"),
    Mistake(
      "a missing file", { try $0.remove("Content/data/source.csv") },
      "Content/data/datapackage.yaml:24:11 MissingDataFile: table 'source' names the file "
        + "'source.csv', which is not there (paths are relative to Content/data)"),
    Mistake(
      "a misspelt key of the package", "Content/data/datapackage.yaml", "primaryKey: [source_id]",
      "primaryKeys: [source_id]",
      "Content/data/datapackage.yaml:32:7 UnknownKey: unknown key 'primaryKeys' in the "
        + "schema of 'source' (did you mean 'primaryKey'?)"),
    Mistake(
      "an unknown column in a view", "Content/data/views/top_share.sql", "max(pct)", "max(pcr)",
      "Content/data/views/top_share.sql:2:22 UnknownColumn: there is no column 'pcr' (did "
        + "you mean 'pct'?)"),
  ]

  private static let queries: [Mistake] = [
    Mistake(
      "an unknown column in a query", first, "select material, partner", "select materiel, partner",
      "Content/notes/first.md:13:8 UnknownColumn: there is no column 'materiel' (did you "
        + "mean 'material'?)"),
    Mistake(
      "an unknown table", first, "from share order", "from shares order",
      "Content/notes/first.md:13:42 UnknownTable: there is no table or view 'shares' (did "
        + "you mean 'share'?)"),
    Mistake(
      "two statements", first, "pct desc, material", "pct desc; delete from share",
      "Content/notes/first.md:13:67 TwoStatements: a second statement begins here (write one "
        + "query; put another one in a block of its own)"),
    Mistake(
      "ATTACH", first, "select material, partner, pct, year from share order by pct desc, material",
      "attach 'other.db' as other",
      "Content/notes/first.md:13:1 StatementNotAllowed: a query may only read: ATTACH is not "
        + "allowed (begin with SELECT, WITH or VALUES)"),
    Mistake(
      "PRAGMA", second, "select count(*) from material", "pragma table_info(material)",
      "Content/notes/second.md:6:18 StatementNotAllowed: a query may only read: PRAGMA is "
        + "not allowed (begin with SELECT, WITH or VALUES)"),
    Mistake(
      "a volatile function", second, "select count(*) from material", "select random()",
      "Content/notes/second.md:6:25 VolatileFunction: random() gives another value each time "
        + "it runs"),
    Mistake(
      "no row for a sentence", second, "select count(*) from material",
      "select name from material where 0",
      "Content/notes/second.md:6:18 NotOneValue: this query gives no row where the sentence "
        + "needs one value"),
    Mistake(
      "NULL in a sentence", second, "select count(*) from material", "select null",
      "Content/notes/second.md:6:18 NullInSentence: this query gives NULL where the sentence "
        + "needs a value (say in words what is not known, or choose a row that has a value)"),
    Mistake(
      "an unknown result", first, "```table shares", "```table share",
      "Content/notes/first.md:16:4 UnknownResult: no sql block above has the name 'share' "
        + "(did you mean 'shares'?)"),
    Mistake(
      "an unknown column in a table", first, "name: pct, label", "name: pcs, label",
      "Content/notes/first.md:21:5 UnknownColumn: the result has no column 'pcs' (did you "
        + "mean 'pct'?)"),
    Mistake(
      "a table without caption", first, "caption: Shares by partner\n", "",
      "Content/notes/first.md:17:1 TableWithoutCaption: this table has no caption (add: "
        + "caption: what the table shows)"),
  ]

  private static let pages: [Mistake] = [
    Mistake(
      "an unknown kind of block", first, "```table shares", "```tabel shares",
      "Content/notes/first.md:10:1 UnknownReference: nothing on this page is named "
        + "'tbl-shares' (known here: numbers)",
      "Content/notes/first.md:16:4 UnknownBlock: 'tabel' is no kind of block (did you mean "
        + "'table'?)"),
    Mistake(
      "an unknown role", second, "`{sql} select", "`{sqk} select",
      "Content/notes/second.md:6:11 UnknownRole: '{sqk}' is no role (did you mean 'sql'?)"),
    Mistake(
      "an unknown front matter key", third, "summary:", "sumary:",
      "Content/notes/third.md:5:1 UnknownKey: unknown key 'sumary' in the front matter (did "
        + "you mean 'summary'?)"),
    Mistake(
      "a wrong type in front matter", third, "date: 2026-01-15", "date: soon",
      "Content/notes/third.md:3:7 WrongType: 'date' must be a date such as 2026-02-05, not "
        + "'soon'"),
    Mistake(
      "no title", third, "title: Third note\n", "",
      "Content/notes/third.md:1:1 MissingTitle: this page has no title (add to the front "
        + "matter: title: …)"),
    Mistake(
      "front matter without end", third, "What came before.\n---", "What came before.\n",
      "Content/notes/third.md:1:1 UnclosedFrontMatter: the front matter that begins here has "
        + "no end (put a line '---' after its last key)"),
    Mistake(
      "a broken link", second, "(first.md)", "(frist.md)",
      "Content/notes/second.md:6:64 BrokenLink: the link 'frist.md' leads nowhere (did you "
        + "mean 'first.md'?)"),
    Mistake(
      "a link to a draft", second, "(first.md)", "(hidden.md)",
      "Content/notes/second.md:6:64 LinkToUnpublished: 'hidden.md' is not published in this "
        + "build (publish it, take the link out, or build with --drafts or --future)"),
    Mistake(
      "a broken anchor", "Content/index.md", "#numbers", "#nummers",
      "Content/index.md:7:6 BrokenAnchor: 'notes/first.md' has no place named '#nummers' "
        + "(did you mean '#numbers'?)"),
    Mistake(
      "a broken address", second, "(first.md)", "(/notes/frist/)",
      "Content/notes/second.md:6:64 BrokenLink: the link '/notes/frist/' leads nowhere (link "
        + "to the page's .md file, or write the address as it is)"),
    Mistake(
      "an unknown citation", first, "@usgs-2026, p. 12", "@usgs-2025, p. 12",
      "Content/notes/first.md:10:29 UnknownSource: 'usgs-2025' is no source of this site "
        + "(did you mean 'usgs-2026'?)"),
    Mistake(
      "an unknown reference", first, "@tbl-shares says", "@tbl-share says",
      "Content/notes/first.md:10:1 UnknownReference: nothing on this page is named "
        + "'tbl-share' (did you mean 'tbl-shares'?)"),
    Mistake(
      "a missing include", first, "fragments/method.md", "fragments/methods.md",
      "Content/notes/first.md:27:4 MissingInclude: there is no file 'fragments/methods.md' "
        + "in Content (did you mean 'fragments/method.md'?)"),
    Mistake(
      "an include of itself", "Content/fragments/method.md", "Shares",
      "```include fragments/method.md\n```\n",
      "Content/fragments/method.md:1:4 IncludeCycle: a file includes itself: "
        + "fragments/method.md → fragments/method.md"),
    Mistake(
      "two pages with one output path", third, "title: Third note",
      "title: Third note\nslug: second",
      "Content/notes/second.md:1:1 OutputCollision: 'notes/second/index.html' would be "
        + "written twice: from Content/notes/second.md and from Content/notes/third.md (give one "
        + "of them another slug or place)"),
    Mistake(
      "an alias at a page's place", first, "/old/first/", "/notes/second/",
      "Content/notes/first.md:1:1 OutputCollision: 'notes/second/index.html' would be "
        + "written twice: from Content/notes/first.md and from Content/notes/second.md (give one "
        + "of them another slug or place)"),
    Mistake(
      "a file with the name of a page's folder", { try $0.write("Content/notes/second", "x") },
      "Content/notes/second:1:1 OutputCollision: 'notes/second' would be a file from "
        + "Content/notes/second and a folder of what comes from Content/notes/second.md (give "
        + "one of them another slug or place)"),
    Mistake(
      "a parameter without its column", material, "select material, name from", "select name from",
      "Content/index.md:7:51 BrokenLink: the link 'materials/gallium.md' leads nowhere "
        + "(there is no file 'materials/gallium.md' in Content)",
      "Content/materials/[material].md:3:7 MissingParameterColumn: the rows have no column "
        + "'material' (known here: name)"),
    Mistake(
      "an address that is none", first, "aliases: [/old/first/]", "aliases: [old]",
      "Content/notes/first.md:6:10 InvalidAlias: 'old' is no address inside the site (begin "
        + "and end it with '/': /old/place/)"),
    Mistake(
      "no settings", { try $0.remove("Content/site.yaml") },
      "Content/site.yaml MissingSettings: there is no Content/site.yaml (make one with at "
        + "least: title: The site's name)"),
    Mistake(
      "an unknown setting", "Content/site.yaml", "tagline:", "tag_line:",
      "Content/site.yaml:2:1 UnknownKey: unknown key 'tag_line' in the site's settings (did "
        + "you mean 'tagline'?)"),
  ]

  private static let templates: [Mistake] = [
    Mistake(
      "a template variable that does not exist", "Templates/page.mustache", "{{page.date_text}}",
      "{{page.datetext}}",
      "Templates/page.mustache:2:25 UnknownTemplateVariable: there is no variable "
        + "'page.datetext' here (did you mean 'page.date_text'?)"),
    Mistake(
      "a section that is never closed", "Templates/home.mustache", "{{/latest}}", "",
      "Templates/home.mustache:2:8 TemplateSyntax: 'latest' is never closed (write {{/latest}} "
        + "before {{/main}})"),
    Mistake(
      "an asset that is not there", "Templates/base.mustache", "css_site_css", "css_sites_css",
      "Templates/base.mustache:6:32 UnknownTemplateVariable: there is no variable "
        + "'assets.css_sites_css' here (did you mean 'assets.css_site_css'?)"),
    Mistake(
      "an unknown partial", "Templates/home.mustache", "partials/item", "partials/items",
      "Templates/home.mustache:2:20 UnknownTemplate: there is no template 'partials/items' "
        + "(did you mean 'partials/item'?)"),
    Mistake(
      "a partial with a longer name than a file can have", "Templates/home.mustache",
      "partials/item", "partials/" + String(repeating: "x", count: 300),
      "Templates/home.mustache:2:20 UnknownTemplate: there is no template 'partials/"
        + String(repeating: "x", count: 300) + "' (known here: base, home, not-found, page, "
        + "partials/item, section, tag, tags, unused)"),
    Mistake(
      "a page whose name is no address",
      { try $0.write("Content/notes/a b?.md", "---\ntitle: A\n---\n") },
      "Content/notes/a b?.md InvalidFileName: the file's name cannot be a part of an address "
        + "(name it 'a-b.md': letters, digits, '-', '_', '.' and '~' can stand in an address)"),
    Mistake(
      "a page with too long a name",
      {
        try $0.write(
          "Content/notes/" + String(repeating: "x", count: 250) + ".md", "---\ntitle: A\n---\n")
      },
      "Content/notes/" + String(repeating: "x", count: 250)
        + ".md InvalidFileName: the file's name "
        + "has 250 bytes, and an address at most 200 in a part (give it a shorter name)"),
    Mistake(
      "a page whose opening line is missing", second, "---\ntitle: Second note",
      "title: Second note",
      "Content/notes/second.md:1:1 MissingFrontMatter: the line --- above this front matter is "
        + "missing (put a line --- before this one)"),
    Mistake(
      "a file with a line end in its name", { try $0.write("Content/a\nb.txt", "x") },
      "Content/a\u{FFFD}b.txt InvalidFileName: the file's name has a line end or another "
        + "control character (rename the file)"),
    Mistake(
      "an unknown template", third, "summary:", "template: pages\nsummary:",
      "Content/notes/third.md:5:1 UnknownTemplate: there is no template 'pages' (did you "
        + "mean 'page'?)"),
  ]

  private static let charts: [Mistake] = [
    Mistake(
      "an unsupported chart property", material, "mark: bar",
      "mark: bar\nprojection: {type: mercator}",
      "Content/materials/[material].md:19:1 UnsupportedChartProperty: 'projection' draws a "
        + "map, and maps are not supported"),
    Mistake(
      "an unknown chart property", material, "mark: bar", "mark: bar\nencodings: {}",
      "Content/materials/[material].md:19:1 UnknownChartProperty: 'encodings' is no property "
        + "of a view (did you mean 'encoding'?)"),
    Mistake(
      "a chart without description", material,
      "description: The share of the largest seller in each year.\n", "",
      "Content/materials/[material].md:15:1 ChartWithoutDescription: the chart has no "
        + "'description'"),
    Mistake(
      "a chart without title", material, "title: Share by year\n", "",
      "Content/materials/[material].md:15:1 ChartWithoutTitle: the chart has no 'title'"),
    Mistake(
      "a comma missing in a chart that is written as JSON",
      { site in
        var lines = try site.read(material).split(
          separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        let start = try #require(lines.firstIndex { $0.hasPrefix("```chart") }) + 1
        let end = try #require(lines[start...].firstIndex { $0.hasPrefix("```") })
        lines[start..<end] = [
          "{", #""title": "T","#, #""mark": "bar""#, "", #""encoding": {}"#, "}",
        ]
        try site.write(material, lines.joined(separator: "\n"))
      },
      "Content/materials/[material].md:17:14 InvalidJSON: expected ',' or '}', found '\"' "
        + "(put a comma here)"),
    Mistake(
      "a chart of no result", material, "{name: series}", "{name: serie}",
      "Content/materials/[material].md:17:14 UnknownResult: no sql block above has the name "
        + "'serie' (did you mean 'series'?)"),
  ]

  private static let encodings: [Mistake] = [
    notUTF8(first, "30:4", comment: "## "), notUTF8("Content/site.yaml", "15:3"),
    notUTF8("Content/fragments/method.md", "3:3"), notUTF8("Templates/page.mustache", "10:3"),
    notUTF8("Content/data/datapackage.yaml", "34:3"),
    notUTF8("Content/data/views/top_share.sql", "4:4", comment: "-- "),
    Mistake(
      "a table that is not UTF-8", { try append(0xE4, after: "", to: $0, share) },
      "Content/data/share.csv:7:1 NotUTF8: the byte 0xE4 is not UTF-8 (save the file as "
        + "UTF-8, or declare its 'encoding' in the data package)"),
  ]

  private static func append(
    _ byte: UInt8, after comment: String, to site: TestSite, _ path: String
  ) throws {
    let text = try site.read(path) + "\n" + comment
    try site.write(path, bytes: Array(text.utf8) + [byte, 0x0A])
  }

  private static func notUTF8(
    _ path: String, _ place: String, comment: String = "# "
  ) -> Mistake {
    Mistake(
      "\(path) that is not UTF-8", { try append(0xE4, after: comment, to: $0, path) },
      "\(path):\(place) InvalidUTF8: this file is not UTF-8: byte 0xE4 begins no character "
        + "(save the file as UTF-8)")
  }
}
