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
    Mistake("a cell of the wrong type", share, "2024,69,", "2024,sixty,"),
    Mistake("an impossible date", share, "33,2026-02-04", "33,2026-02-30"),
    Mistake("a duplicate key", share, "CHN,2025,33", "CHN,2024,33"),
    Mistake("a dangling foreign key", share, "tungsten,CHN,2025", "tungstn,CHN,2025"),
    Mistake("a ragged row", share, "tungsten,CHN,2025,33", "tungsten,CHN,2025,33,1"),
    Mistake("a missing file", { try $0.remove("Content/data/source.csv") }),
    Mistake(
      "a misspelt key of the package", "Content/data/datapackage.yaml", "primaryKey: [source_id]",
      "primaryKeys: [source_id]"),
    Mistake(
      "an unknown column in a view", "Content/data/views/top_share.sql", "max(pct)", "max(pcr)"),
  ]

  private static let queries: [Mistake] = [
    Mistake(
      "an unknown column in a query", first, "select material, partner", "select materiel, partner"),
    Mistake("an unknown table", first, "from share order", "from shares order"),
    Mistake("two statements", first, "pct desc, material", "pct desc; delete from share"),
    Mistake(
      "ATTACH", first, "select material, partner, pct from share order by pct desc, material",
      "attach 'other.db' as other"),
    Mistake("PRAGMA", second, "select count(*) from material", "pragma table_info(material)"),
    Mistake("a volatile function", second, "select count(*) from material", "select random()"),
    Mistake(
      "no row for a sentence", second, "select count(*) from material",
      "select name from material where 0"),
    Mistake("NULL in a sentence", second, "select count(*) from material", "select null"),
    Mistake("an unknown result", first, "```table shares", "```table share"),
    Mistake("an unknown column in a table", first, "name: pct, label", "name: pcs, label"),
    Mistake("a table without caption", first, "caption: Shares by partner\n", ""),
  ]

  private static let pages: [Mistake] = [
    Mistake("an unknown kind of block", first, "```table shares", "```tabel shares"),
    Mistake("an unknown role", second, "`{sql} select", "`{sqk} select"),
    Mistake("an unknown front matter key", third, "summary:", "sumary:"),
    Mistake("a wrong type in front matter", third, "date: 2026-01-15", "date: soon"),
    Mistake("no title", third, "title: Third note\n", ""),
    Mistake("front matter without end", third, "What came before.\n---", "What came before.\n"),
    Mistake("a broken link", second, "(first.md)", "(frist.md)"),
    Mistake("a link to a draft", second, "(first.md)", "(hidden.md)"),
    Mistake("a broken anchor", "Content/index.md", "#numbers", "#nummers"),
    Mistake("a broken address", second, "(first.md)", "(/notes/frist/)"),
    Mistake("an unknown citation", first, "@usgs-2026, p. 12", "@usgs-2025, p. 12"),
    Mistake("an unknown reference", first, "@tbl-shares says", "@tbl-share says"),
    Mistake("a missing include", first, "fragments/method.md", "fragments/methods.md"),
    Mistake(
      "an include of itself", "Content/fragments/method.md", "Shares",
      "```include fragments/method.md\n```\n"),
    Mistake(
      "two pages with one output path", third, "title: Third note",
      "title: Third note\nslug: second"),
    Mistake("an alias at a page's place", first, "/old/first/", "/notes/second/"),
    Mistake(
      "a file with the name of a page's folder", { try $0.write("Content/notes/second", "x") }),
    Mistake(
      "a parameter without its column", material, "select material, name from", "select name from"),
    Mistake("an address that is none", first, "aliases: [/old/first/]", "aliases: [old]"),
    Mistake("no settings", { try $0.remove("Content/site.yaml") }),
    Mistake("an unknown setting", "Content/site.yaml", "tagline:", "tag_line:"),
  ]

  private static let templates: [Mistake] = [
    Mistake(
      "a template variable that does not exist", "Templates/page.mustache", "{{page.date_text}}",
      "{{page.datetext}}"),
    Mistake("a section that is never closed", "Templates/home.mustache", "{{/latest}}", ""),
    Mistake(
      "an asset that is not there", "Templates/base.mustache", "css_site_css", "css_sites_css"),
    Mistake("an unknown partial", "Templates/home.mustache", "partials/item", "partials/items"),
    Mistake("an unknown template", third, "summary:", "template: pages\nsummary:"),
  ]

  private static let charts: [Mistake] = [
    Mistake(
      "an unsupported chart property", material, "mark: bar",
      "mark: bar\nprojection: {type: mercator}"),
    Mistake("an unknown chart property", material, "mark: bar", "mark: bar\nencodings: {}"),
    Mistake(
      "a chart without description", material,
      "description: The share of the largest seller in each year.\n", ""),
    Mistake("a chart without title", material, "title: Share by year\n", ""),
    Mistake("a chart of no result", material, "{name: series}", "{name: serie}"),
  ]

  private static let encodings: [Mistake] =
    [
      first, share, "Content/site.yaml", "Content/fragments/method.md", "Templates/page.mustache",
      "Content/data/views/top_share.sql", "Content/data/datapackage.yaml",
    ].map { path in
      Mistake(
        "\(path) that is not UTF-8",
        { try $0.write(path, bytes: Array(try $0.read(path).utf8) + [0x0A, 0xE4, 0x0A]) })
    }
}
