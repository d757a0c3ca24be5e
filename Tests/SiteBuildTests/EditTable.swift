/// Edits of the small site with what runs after each, and which files of the output change.
enum EditTable {
  struct Edit: Sendable, CustomStringConvertible {
    var name: String
    var path: String
    var old: String
    var new: String
    /// The keys whose rules run, as `BuildSummary.news` writes them.
    var runs: [String]
    /// The files that are written.
    var written: [String]

    var description: String { name }
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  /// What makes published files of data: the file, its place in the output, its checksum.
  private static func runs(of names: [String]) -> [String] {
    names.flatMap { name in
      ["data file \(name)", "data file output \(name)"]
        + (name == "SHA256SUMS" ? [] : ["data file sum \(name)"])
    }
  }

  /// What runs when something changed that every page has.
  private static let runsOfAllPages = lines(
    """
    not-found page
    output group 0
    output plan
    page index.md
    page materials/[material].md gallium
    page materials/[material].md tungsten
    page materials/index.md
    page notes/first.md
    page notes/index.md
    page notes/second.md
    page notes/third.md
    section list 2 notes/index.md
    site
    tag index
    tag list 1 history
    tag list 1 metals
    tag list 1 trade
    tag list 2 metals
    tag list 2 trade
    """)

  /// Every page of the small site.
  private static let allPages = lines(
    """
    404.html
    index.html
    materials/gallium/index.html
    materials/index.html
    materials/tungsten/index.html
    notes/first/index.html
    notes/index.html
    notes/page/2/index.html
    notes/second/index.html
    notes/third/index.html
    tags/history/index.html
    tags/index.html
    tags/metals/index.html
    tags/metals/page/2/index.html
    tags/trade/index.html
    tags/trade/page/2/index.html
    """)

  static let all = data + pages + templates

  private static let data: [Edit] = [
    Edit(
      name: "one cell", path: "Content/data/share.csv", old: "2025,33,",
      new: "2025,34,",
      runs: runs(of: ["SHA256SUMS", "datapackage.json", "metals.sqlite", "share.csv"]).with(
        lines(
          """
          anchor check materials/[material].md tungsten
          body materials/[material].md tungsten
          chart fig-share title: Share by year description: The share of the lar…
          column share.known_on
          column share.material
          column share.partner
          column share.pct
          column share.year
          data check
          loaded table share
          newest row share
          output group 0
          page materials/[material].md tungsten
          published table share
          query 2026-02-03 | select material, partner, pct, year from share orde…
          query material=gallium | name=Gallium | select pct from share where ma…
          query material=gallium | name=Gallium | select year, pct from share wh…
          query material=tungsten | name=Tungsten | select pct from share where …
          query material=tungsten | name=Tungsten | select year, pct from share …
          query select max(pct) from top_share
          site
          table share
          table mistakes share
          view column top_share
          view column top_share.pct
          view result top_share
          """)),
      written: lines(
        """
        data/SHA256SUMS
        data/datapackage.json
        data/metals.sqlite
        data/share.csv
        materials/tungsten/fig-share.csv
        materials/tungsten/fig-share.svg
        materials/tungsten/index.html
        """)),
    Edit(
      name: "a cell that nobody reads", path: "Content/data/source.csv", old: "ECA",
      new: "Court",
      runs: runs(of: ["SHA256SUMS", "datapackage.json", "metals.sqlite", "source.csv"]).with(
        lines(
          """
          column source.published_on
          column source.publisher
          column source.source_id
          column source.title
          column source.url
          data check
          loaded table source
          output group 0
          published table source
          query source_id=usgs-2026 | select title, publisher, url, published_on…
          site
          table source
          table mistakes source
          """)),
      written: lines(
        """
        data/SHA256SUMS
        data/datapackage.json
        data/metals.sqlite
        data/source.csv
        """)),
    Edit(
      name: "a view", path: "Content/data/views/top_share.sql", old: "max(pct)",
      new: "min(pct)",
      runs: runs(of: ["SHA256SUMS", "metals.sqlite"]).with(
        lines(
          """
          anchor check index.md
          body index.md
          output group 0
          page index.md
          published notes
          published views
          query select max(pct) from top_share
          site
          view check
          view column top_share
          view column top_share.pct
          view result top_share
          view top_share
          view words top_share
          """)),
      written: lines(
        """
        data/SHA256SUMS
        data/metals.sqlite
        index.html
        """)),
  ]

  private static let pages: [Edit] = [
    Edit(
      name: "a retitled page", path: "Content/notes/third.md", old: "Third note",
      new: "A third note",
      runs: lines(
        """
        body notes/third.md
        feed
        front matter notes/third.md
        highlights
        output group 0
        output plan
        page at address /materials/
        page at address /notes/
        page index.md
        page notes/first.md
        page notes/index.md
        page notes/third.md
        pages
        pages of file notes/third.md
        placement index.md
        placement materials/[material].md gallium
        placement materials/[material].md tungsten
        placement materials/index.md
        placement notes/first.md
        placement notes/index.md
        placement notes/second.md
        placement notes/third.md
        section /
        section /materials/
        section /notes/
        section list 2 notes/index.md
        site
        site map
        tag history
        tag index
        tag list 1 history
        tag list 1 trade
        tag list 2 trade
        tag metals
        tag trade
        tags
        """),
      written: lines(
        """
        feed.json
        feed.xml
        index.html
        notes/first/index.html
        notes/page/2/index.html
        notes/third/index.html
        tags/history/index.html
        tags/trade/page/2/index.html
        """)),
    Edit(
      name: "a body", path: "Content/notes/third.md", old: "The names are",
      new: "Names:",
      runs: lines(
        """
        anchor check notes/third.md
        body notes/third.md
        front matter notes/third.md
        output group 0
        page notes/third.md
        site
        """),
      written: lines(
        """
        notes/third/index.html
        """)),
    Edit(
      name: "an included file", path: "Content/fragments/method.md", old: "*reported*",
      new: "*recorded*",
      runs: lines(
        """
        anchor check notes/first.md
        anchors notes/first.md
        body notes/first.md
        output group 0
        page notes/first.md
        site
        """),
      written: lines(
        """
        notes/first/index.html
        """)),
    Edit(
      name: "a draft", path: "Content/notes/hidden.md", old: "Not yet.",
      new: "Not now.",
      runs: lines(
        """
        front matter notes/hidden.md
        """),
      written: []),
    Edit(
      name: "a heading that others link to", path: "Content/notes/first.md", old: "## Numbers",
      new: "## Figures {#numbers}",
      runs: lines(
        """
        anchor check notes/first.md
        anchors notes/first.md
        body notes/first.md
        front matter notes/first.md
        output group 0
        page notes/first.md
        site
        """),
      written: lines(
        """
        notes/first/index.html
        """)),
  ]

  private static let templates: [Edit] = [
    Edit(
      name: "an unused template", path: "Templates/unused.mustache", old: "<p>",
      new: "<p >",
      runs: [],
      written: []),
    Edit(
      name: "a partial", path: "Templates/partials/item.mustache", old: "<li>",
      new: "<li >",
      runs: lines(
        """
        output group 0
        page index.md
        page materials/index.md
        page notes/index.md
        section list 2 notes/index.md
        site
        tag list 1 history
        tag list 1 metals
        tag list 1 trade
        tag list 2 metals
        tag list 2 trade
        template home
        template section
        template tag
        """),
      written: lines(
        """
        index.html
        materials/index.html
        notes/index.html
        notes/page/2/index.html
        tags/history/index.html
        tags/metals/index.html
        tags/metals/page/2/index.html
        tags/trade/index.html
        tags/trade/page/2/index.html
        """)),
    Edit(
      name: "an asset", path: "Templates/assets/css/site.css", old: "black",
      new: "white",
      runs: runsOfAllPages.with(
        lines(
          """
          asset css/site.css
          assets
          style properties
          template home
          template not-found
          template page
          template section
          template tag
          template tags
          """)),
      written: allPages.with(["assets/css/site.8463554b2fc6.css"])),
    Edit(
      name: "a comment in the settings", path: "Content/site.yaml", old: "title: Metals in brief",
      new: "title: Metals in brief # ours",
      runs: lines(
        """
        settings
        """),
      written: []),
    Edit(
      name: "the site's title", path: "Content/site.yaml", old: "title: Metals in brief",
      new: "title: Metals",
      runs: runsOfAllPages.with(
        runs(of: ["CITATION.cff", "CITATION.txt", "README.md", "SHA256SUMS", "datapackage.json"])
      ).with(
        lines(
          """
          aliases notes/first.md
          body index.md
          body materials/[material].md gallium
          body materials/[material].md tungsten
          body materials/index.md
          body notes/first.md
          body notes/index.md
          body notes/second.md
          body notes/third.md
          check settings
          data files
          feed
          navigation
          settings
          site map
          tags
          """)),
      written: allPages.with(
        lines(
          """
          data/CITATION.cff
          data/CITATION.txt
          data/README.md
          data/SHA256SUMS
          data/datapackage.json
          feed.json
          feed.xml
          """))),
  ]
}

extension [String] {
  fileprivate func with(_ others: [String]) -> [String] { (self + others).sorted() }
}
