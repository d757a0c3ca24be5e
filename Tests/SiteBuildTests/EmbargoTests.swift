import Basics
import Fuzzing
import SiteBuild
import Testing

/// What is to be known only later does not leave the house: the output before the moment is that of
/// a site without it.
@Suite struct EmbargoTests {
  private static let before = CalendarDate("2026-03-01")
  private static let after = CalendarDate("2026-12-31")

  /// A random site, and the same one without what is sealed until after the first of March.
  private struct Pair {
    var whole: [String: String]
    var open: [String: String]

    init(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      whole = SmallSite.templates
      open = whole
      add(
        "Content/site.yaml",
        "title: Stocks\nbase_url: https://example.org\nfeed: {section: /notes/}\ntags: true\n")
      add("Content/data/datapackage.yaml", Self.package)
      add(
        "Content/data/views/latest.sql",
        "-- The newest price of each country.\n"
          + "select country, max(price) as price from price group by country order by country\n")
      var countries: [(id: String, isSealed: Bool)] = []
      addTable("country", "id,name,known_on", 2...6, &random) { row, isSealed, day, _ in
        countries.append(("c\(row)", isSealed))
        return "c\(row),Country \(row),\(day)"
      }
      let ids = countries
      addTable("price", "price_id,country,price,known_on", 3...12, &random) {
        row, isSealed, day, random in
        let possible = ids.filter { isSealed || !$0.isSealed }
        let country = possible[Int.random(in: 0..<possible.count, using: &random)].id
        let price = Int.random(in: 1..<90, using: &random)
        return "p\(row),\(country),\(price).5,\(day)"
      }
      // Rows that say nothing of days, and refer to those that are sealed.
      var whole = "country,note\n"
      var open = whole
      for country in countries where random.chance(0.7) {
        let line = "\(country.id),A note on \(country.id).\n"
        whole += line
        if !country.isSealed { open += line }
      }
      self.whole["Content/data/note.csv"] = whole
      self.open["Content/data/note.csv"] = open
      addPages(&random)
    }

    private mutating func add(_ path: String, _ text: String) {
      whole[path] = text
      open[path] = text
    }

    private mutating func addTable(
      _ name: String, _ head: String, _ count: ClosedRange<Int>, _ random: inout SeededGenerator,
      _ line: (Int, Bool, String, inout SeededGenerator) -> String
    ) {
      var (all, some) = (head + "\n", head + "\n")
      for row in 0..<Int.random(in: count, using: &random) {
        // The first is never sealed, so that no table is empty.
        let isSealed = row > 0 && Bool.random(using: &random)
        let month = isSealed ? Int.random(in: 4...9, using: &random) : 2
        let text = line(row, isSealed, "2026-0\(month)-1\(row % 10)", &random) + "\n"
        all += text
        if !isSealed { some += text }
      }
      whole["Content/data/\(name).csv"] = all
      open["Content/data/\(name).csv"] = some
    }

    private mutating func addPages(_ random: inout SeededGenerator) {
      add(
        "Content/index.md",
        """
        ---
        title: Home
        ---
        There are `{sql} select count(*) from price` prices, `{sql 0.0} select max(price) from latest`
        the highest, and `{sql} select count(*) from all_price` rows in all.

        ```sql prices
        select price_id, country.name, price.price from price join country on country.id = price.country
        order by price_id
        ```

        ```table prices #tbl-prices
        caption: Prices
        ```

        ```chart #fig-prices
        title: Prices
        description: Points.
        data: {name: prices}
        mark: point
        encoding:
          x: {field: name, type: nominal}
          y: {field: price, type: quantitative}
        ```

        """)
      add("Content/notes/index.md", "---\ntitle: Notes\n---\nAll notes.\n")
      add(
        "Content/countries/[id].md",
        """
        ---
        title: "{name}"
        rows: select id, name from country order by id
        ---
        It has `{sql} select count(*) from note where country = :id` notes.

        """)
      add("Content/countries/index.md", "---\ntitle: Countries\n---\nAll of them.\n")
      for number in 0..<Int.random(in: 1...5, using: &random) {
        let isSealed = random.chance(0.4)
        let text = """
          ---
          title: Note \(number)
          date: 2026-02-0\(number + 1)
          tags: [t\(number % 3)]
          publish_on: 2026-0\(isSealed ? 4 : 2)-01
          ---
          A note with `{sql} select count(*) from note` rows.

          """
        whole["Content/notes/n\(number).md"] = text
        if !isSealed { open["Content/notes/n\(number).md"] = text }
      }
    }

    private static let package = """
      name: stocks
      resources:
        - name: country
          path: country.csv
          assay: {known_on: known_on}
          schema:
            primaryKey: [id]
            fields:
              - {name: id, type: string}
              - {name: name, type: string}
              - {name: known_on, type: date}
        - name: price
          path: price.csv
          assay: {known_on: known_on}
          schema:
            primaryKey: [price_id]
            foreignKeys:
              - {fields: [country], reference: {resource: country, fields: [id]}}
            fields:
              - {name: price_id, type: string}
              - {name: country, type: string}
              - {name: price, type: number}
              - {name: known_on, type: date}
        - name: note
          path: note.csv
          schema:
            foreignKeys:
              - {fields: [country], reference: {resource: country, fields: [id]}}
            fields:
              - {name: country, type: string}
              - {name: note, type: string}

      """
  }

  private static let sites = Int(Fuzz.setting("ASSAY_EMBARGOES") ?? 40)

  @Test(arguments: 0..<sites)
  func nothingThatIsSealedLeavesTheHouse(_ seed: Int) throws {
    let pair = Pair(seed: UInt64(seed))
    let whole = try TestSite(pair.whole)
    let open = try TestSite(pair.open)
    let (before, after) = (Self.before, Self.after)
    let found = try whole.build { $0.clock = before }
    #expect(found.diagnostics == [])
    try open.build { $0.clock = before }
    #expect(try whole.site() == open.site())

    // The same folder, built when the time has come, and all of it at once.
    try whole.build { $0.clock = after }
    let all = try TestSite(pair.whole)
    try all.build {
      $0.clock = after
      $0.includesFuture = true
    }
    #expect(try whole.site() == all.site())
  }
}

extension EmbargoTests {
  private static let dated = [
    "Content/site.yaml": "title: Notes\n",
    "Content/index.md": "---\ntitle: Home\n---\nSee [the note](note.md).\n",
    "Content/note.md":
      "---\ntitle: A note\npublish_on: 2026-03-01T09:00+01:00\n---\nText.\n",
  ]

  private func site() throws -> TestSite {
    try TestSite(SmallSite.templates.merging(Self.dated) { $1 })
  }

  @Test(arguments: [
    ("2026-03-01T07:59Z", false), ("2026-03-01T08:00Z", true), ("2026-03-01", false),
    ("2026-03-02", true),
  ])
  func aPageWaitsForItsMoment(_ clock: String, _ isThere: Bool) throws {
    let site = try site()
    try site.edit("Content/index.md", "See [the note](note.md).", "Nothing.")
    try site.buildGood {
      $0.moment = Moment(clock)
      $0.clock = CalendarDate(clock) ?? $0.moment?.day
    }
    #expect(try site.site().keys.contains("note/index.html") == isThere)
  }

  @Test func withoutAClockOneMistakeIsSaidAtItsPage() throws {
    let said = try site().build().diagnostics.map(ClaimSite.line)
    #expect(
      said == [
        "Content/note.md:3:1 MissingClock: pages have publish_on or expires_on, but no date was given "
          + "for today (give --clock DATE, or set SOURCE_DATE_EPOCH)"
      ])
  }

  @Test func aRowDoesNotNameASuccessorThatIsNotKnownYet() throws {
    let site = try TestSite(
      SmallSite.templates.merging([
        "Content/site.yaml": "title: Notes\n",
        "Content/index.md":
          "---\ntitle: Home\n---\nIt is `{sql} select coalesce(next, 'none') from all_note`.\n",
        "Content/data/datapackage.yaml": """
        name: notes
        resources:
          - name: note
            path: note.csv
            assay: {known_on: known_on, superseded_on: ended_on, superseded_by: next}
            schema:
              primaryKey: [id]
              foreignKeys:
                - {fields: [next], reference: {resource: note, fields: [id]}}
              fields:
                - {name: id, type: string}
                - {name: known_on, type: date}
                - {name: ended_on, type: date}
                - {name: next, type: string}

        """,
        "Content/data/note.csv":
          "id,known_on,ended_on,next\na,2026-01-01,2026-02-01,b\nb,2026-04-01,,\n",
      ]) { $1 })
    try site.buildGood { $0.clock = CalendarDate("2026-03-01") }
    #expect(try site.page("index.html").contains(">none</span>"))
  }
}
