import Basics
import SiteBuild
import Testing

/// Charts, tables and sentences that would print nothing, or something else than they say.
@Suite struct BlankTests {
  private static let rows = """
    select 'Ada' as ship, 'May' as month, 88 as load, 2026 as year, '2026-05-01' as day union all
    select 'Bea', 'June', 75, 2025, '2025-05-01'
    """

  /// What is said of a page with a query `q` and text below it.
  private func said(
    query: String = rows, _ text: String
  ) throws -> (lines: [String], page: String) {
    let site = try TestSite()
    try site.write(
      "Content/ships.md", "---\ntitle: Ships\n---\n```sql q\n\(query)\n```\n\n\(text)\n")
    let summary = try site.build()
    let page = try? site.read("Output/ships/index.html")
    return (
      summary.diagnostics.map { "\($0.severity) \($0.identifier): \($0.summary)" }, page ?? ""
    )
  }

  private func said(
    ofChart body: String, query: String = rows
  ) throws -> (lines: [String], page: String) {
    try said(
      query: query,
      "```chart\ndata: {name: q}\ntitle: Loads\ndescription: Loads by ship.\n\(body)\n```")
  }

  private static func bars(_ y: String, x: String = "{field: ship}", mark: String = "bar") -> String
  {
    "mark: \(mark)\nencoding: {x: \(x), y: \(y)}"
  }

  private static let load = "{field: load, type: quantitative}"

  @Test(
    arguments: [
      (bars(load), rows, nil),
      (bars(load), rows + " limit 0", "error EmptyChart: the chart has no rows to draw"),
      (
        "transform: [{filter: 'datum.load > 100'}]\n" + bars(load), rows,
        "error EmptyChart: the chart has no rows to draw"
      ),
      ("layer: []", rows, "error EmptyChart: the chart has no rows to draw"),
      (
        bars("{field: month, type: quantitative}"), rows,
        "error NothingToDraw: the field 'month' has no number, but values such as 'May'"
      ),
      (
        bars(load, x: "{field: ship, type: temporal}"), rows,
        "error NothingToDraw: the field 'ship' has no date"
      ),
      (
        bars("{field: load, type: quantitative, scale: {domain: ['0', '100']}}"), rows,
        "warning TextInDomain: '0' in the domain of numbers is a text, which is read as a date"
      ),
      (
        bars("{field: load, type: quantitative, scale: {domain: [0, 80]}}", mark: "point"), rows,
        "warning MarksOutsideFrame: 88 of the data lies outside this domain, and the mark is drawn "
          + "outside the frame"
      ),
      (
        bars(
          "{field: load, type: quantitative, scale: {domain: [0, 80]}}",
          mark: "{type: point, clip: true}"), rows, nil
      ),
      (
        bars(load, x: "{field: ship, type: nominal, sort: [Bea, Adda]}"), rows,
        "warning SortWithoutValue: the data have no 'Adda' to put in this place"
      ),
      (bars(load, x: "{field: ship, type: nominal, sort: [Zoe, Bea, Ada]}"), rows, nil),
      (
        bars("{field: load}"), rows,
        "warning NumbersAsNames: the numbers of 'load' are drawn as names: 'y' has no type"
      ),
      (bars(load, x: "{field: year}"), rows, nil),
      (
        bars("{field: none, type: quantitative}"), "select *, null as none from (\(rows))",
        "error NothingToDraw: the field 'none' has no number"
      ),
      (
        bars("{field: month, aggregate: sum, type: quantitative}"), rows,
        "error NothingToDraw: the field 'month' has no number, but values such as 'May'"
      ),
      (bars("{field: month, aggregate: distinct, type: quantitative}"), rows, nil),
      (
        bars(load), rows + " union all select 'Cea', 'July', 'n/a', 2024, '2024-05-01'",
        "warning ValuesNotDrawn: of 3 values of 'load', 1 is no number and not drawn, the first 'n/a'"
      ),
      (bars(load), rows + " union all select 'Cea', 'July', null, 2024, '2024-05-01'", nil),
      (
        "transform: [{calculate: '1 / 0', as: v}]\n" + bars("{field: v, type: quantitative}"), rows,
        "error NotFinite: the field 'v' has a value that is infinite, and no place in the chart"
      ),
      (
        bars(load, x: "{field: year, type: temporal}", mark: "point"), rows,
        "error YearsAsMilliseconds: the years in 'year' are numbers, which are read as milliseconds "
          + "of 1970"
      ),
      (bars(load, x: "{field: day, type: temporal}", mark: "point"), rows, nil),
      (
        bars("{field: load, type: quantitative, scale: {type: log}}"), rows,
        "warning BarsOnLogScale: the length of a bar on a logarithmic scale says nothing: the scale "
          + "has no zero"
      ),
      (
        bars("{field: load, type: quantitative, scale: {type: log}}", mark: "point"),
        "select *, load - 88 as l from (\(rows))", nil
      ),
      (
        bars("{field: l, type: quantitative, scale: {type: log}}", mark: "point"),
        "select *, load - 75 as l from (\(rows))",
        "warning ValuesNotDrawn: of 2 values of 'l', 1 is no number above zero and not drawn, the "
          + "first '0'"
      ),
      (
        bars(load), "\(rows) union all select 'Ada', 'July', 70, 2026, '2026-07-01'",
        "warning RowsOnOneAnother: 2 rows of 'Ada' are drawn on top of one another as one sum"
      ),
      (
        bars("{field: load, type: quantitative, aggregate: sum}"),
        "\(rows) union all select 'Ada', 'July', 70, 2026, '2026-07-01'", nil
      ),
      (
        "mark: bar\nencoding: {x: {field: ship}, y: \(load), color: {field: month}}",
        "\(rows) union all select 'Ada', 'July', 70, 2026, '2026-07-01'", nil
      ),
      (
        "layer:\n- \(bars(load).replacing("\n", with: "\n  "))\n- mark: rule\n  transform: [{filter: "
          + "'datum.load > 100'}]\n  encoding: {y: \(load)}", rows,
        "warning LayerWithoutMarks: this part of the chart has no rows to draw"
      ),
      (
        bars("{field: load, type: quantitative, axis: {format: '%%.1x'}}"), rows,
        "error InvalidFormat: '%%.1x' is no format"
      ),
      (
        bars(load, x: "{field: day, type: temporal, axis: {format: yyyy}}", mark: "point"), rows,
        "error InvalidFormat: 'yyyy' is no format"
      ),
      (
        bars(load, x: "{field: day, type: temporal, axis: {format: '%Y %O'}}", mark: "point"), rows,
        "error InvalidFormat: '%Y %O' is no format"
      ),
      (
        "config: {numberFormat: kt}\n" + bars(load), rows,
        "error InvalidFormat: 'kt' is no format"
      ),
      (
        bars("{field: load, type: quantitative, axis: {format: '0.0'}}"), rows,
        "error InvalidFormat: '0.0' is no format"
      ),
      (
        "mark: bar\nencoding: {x: {field: ship, scale: {domain: [Ada, Bee]}}, y: \(load)}", rows,
        "warning ValuesNotDrawn: 'Bea' of the data is not in this domain"
      ),
      (
        "mark: bar\nencoding: {x: {field: ship, scale: {domain: [Ada, Bea, Cea]}}, y: \(load)}",
        rows, nil
      ),
      (
        bars(load, x: "{field: ship}", mark: "line"),
        "\(rows) union all select 'Ada', 'July', 70, 2026, '2026-07-01'",
        "warning RowsOnOneAnother: one line goes through 2 rows of 'Ada'"
      ),
      (
        "mark: line\nencoding: {x: {field: ship}, y: \(load), color: {field: month}}",
        "\(rows) union all select 'Ada', 'July', 70, 2026, '2026-07-01'", nil
      ),
      (
        bars(load, mark: "text"), rows, "error MissingChartProperty: a mark of texts needs 'text'"
      ),
      (
        "transform: [{filter: \"datum.shp != 'Ada'\"}]\n" + bars(load), rows,
        "error UnknownChartField: the data has no field 'shp'"
      ),
      (
        "transform: [{calculate: datum.load - datum.lod, as: d}]\n" + bars(load), rows,
        "error UnknownChartField: the data has no field 'lod'"
      ),
      (
        "transform: [{calculate: datum.load * 2, as: d}, {filter: datum.d > 1}]\n" + bars(load),
        rows,
        nil
      ),
      (
        "usermeta: {notes: x}\n" + bars(load), rows,
        "error UnknownChartProperty: 'notes' is no property of an usermeta"
      ),
    ] as [(String, String, String?)])
  func aChartDrawsWhatItSays(_ body: String, _ query: String, _ expected: String?) throws {
    #expect(try said(ofChart: body, query: query).lines == [expected].compactMap { $0 })
  }

  @Test func aChartWithoutRowsSaysWhatItsBlockSays() throws {
    let body = "empty: No ship is < at sea.\n" + Self.bars(Self.load)
    let (lines, page) = try said(ofChart: body, query: Self.rows + " limit 0")
    #expect(lines.isEmpty)
    #expect(page.contains("<p class=\"empty\">No ship is &lt; at sea.</p>"))
    #expect(!page.contains("<svg") && !page.contains(".csv"))
    #expect(try said(ofChart: body).page.contains("<svg"))
    #expect(
      try said(ofChart: "empty: ' '\n" + Self.bars(Self.load)).lines == [
        "error EmptyText: 'empty' is what readers are told where there are no rows, and says nothing"
      ])
  }

  @Test(
    arguments: [
      ("", rows, nil),
      ("", rows + " limit 0", "error EmptyTable: the table has no rows"),
      ("note: ' '", rows, "error EmptyText: 'note' is a text for readers, and says nothing"),
      (
        "columns: [ship, {name: load, unit: t}]",
        rows + " union all select 'Ada', 'July', 70, 2026, ''",
        "warning RepeatedRowHeadings: 2 rows of the table are headed 'Ada' alike"
      ),
      (
        "columns: [ship, month, {name: load, unit: t}]",
        rows + " union all select 'Ada', 'July', 70, 2026, ''", nil
      ),
      (
        "columns: [ship, {name: load, unit: t}, {name: year, unit: d}]",
        rows + " union all select 'Ada', 'July', 70, 2026, ''", nil
      ),
      (
        "columns: [{name: load, missing: '0'}]", rows,
        "error InvalidMissingMark: '0' would be taken for a value where one is missing"
      ),
    ] as [(String, String, String?)])
  func aTableShowsWhatItSays(_ options: String, _ query: String, _ expected: String?) throws {
    let text = "```table q\ncaption: Loads\n\(options)\n```"
    #expect(try said(query: query, text).lines == [expected].compactMap { $0 })
  }

  @Test(
    arguments: [
      ("uid: ship", rows, nil),
      (
        "uid: year", rows + " union all select 'Cea', 'July', 1, 2026, '2026-07-01'",
        "error RepeatedEvent: two events have the uid '2026', so calendars keep one of them"
      ),
      ("uid: ship", rows + " limit 0", "error EmptyTable: the calendar has no rows with a date"),
    ] as [(String, String, String?)])
  func aCalendarKeepsEachEvent(_ uid: String, _ query: String, _ expected: String?) throws {
    let text = "```calendar q\nfile: a.ics\ntitle: A\ndate: day\nsummary: ship\n\(uid)\n```"
    #expect(try said(query: query, text).lines == [expected].compactMap { $0 })
  }

  @Test func aTableWithoutRowsSaysWhatItsBlockSays() throws {
    let (lines, page) = try said(
      query: Self.rows + " limit 0", "```table q\ncaption: Loads\nempty: None & none.\n```")
    #expect(lines.isEmpty)
    #expect(page.contains("<tr><td colspan=\"5\">None &amp; none.</td></tr>"))
  }

  @Test func aMissingValuePrintsItsMark() throws {
    let (lines, page) = try said(
      query: Self.rows + " union all select 'Cea', 'July', null, 2024, ''",
      "```table q\ncaption: Loads\ncolumns: [ship, {name: load, format: '0.0', missing: '[x]'}]\n```"
    )
    #expect(lines.isEmpty)
    #expect(page.contains("<th scope=\"row\">Cea</th><td class=\"num\">[x]</td>"))
  }

  @Test(
    arguments: [
      ("{sql} select load from q limit 1", nil),
      (
        "{sql} select ''",
        "error EmptyText: this query gives an empty text where the sentence needs a value"
      ),
      (
        "{sql} select ' ' || ''",
        "error EmptyText: this query gives an empty text where the sentence needs a value"
      ),
      ("{sql} select case when 1 then '' else ' more' end", nil),
      (
        "{sql 0 %} select 0.45",
        "note PercentOfFraction: '0 %' prints 0.45 as it is: % multiplies nothing"
      ),
      ("{sql 0.0 %} select 0.4", nil),
      (
        "{sql 0.0} select 1/3",
        "warning WholeDivision: whole numbers are divided, which cuts off the fraction: 7 / 2 is 3"
      ),
      ("{sql 0.0} select 1.0/3", nil),
      (
        "{sql 0.0,,} select 5.0", "error InvalidFormat: '0.0,,' is no pattern for numbers or dates"
      ),
      (
        "{sql} select count(*) from q where day > 2026-03-01",
        "error DateWithoutQuotes: a date without quotes is a subtraction of three numbers"
      ),
      ("{sql} select 2026 - 3 - 1", nil),
      ("{sql ,.0f} select 5.0", "error InvalidFormat: ',.0f' is no pattern for numbers or dates"),
      ("{sql 0,0} select 5.0", "error InvalidFormat: '0,0' is no pattern for numbers or dates"),
    ] as [(String, String?)])
  func aSentencePrintsWhatItSays(_ role: String, _ expected: String?) throws {
    #expect(try said("Of `\(role)` it is.").lines == [expected].compactMap { $0 })
  }
}
