import Basics
import Tables
import Testing

@testable import Charting

/// What the tables of the grammar say is so: what is called drawn changes a picture, what is called
/// a default is one, and what is not drawn is said.
@Suite struct DrawnPropertyTests {
  private func picture(_ chart: String, _ property: String, _ theme: ChartTheme = .vega) -> String?
  {
    // A chart without a property has a comma less.
    let text =
      property.isEmpty
      ? chart.replacing(", @", with: "").replacing("@", with: "")
      : chart.replacing("@", with: property)
    let source = SourceText(path: "test.vl.json", text: text)
    guard let spec = try? StructuredValue.parseJSON(source).get() else { return nil }
    return renderChart(ChartRequest(spec: spec, theme: theme, needsTable: false)).chart?.svg
  }

  @Test(arguments: Section.all)
  func eachDrawnPropertyChangesAPicture(section: Section) {
    var charts = section.charts.map { (text: $0, plain: picture($0, "")) }
    for (index, chart) in charts.enumerated() where section.name != "repeat" {
      #expect(chart.plain != nil, "\(section.name), chart \(index)")
    }
    // What a section has to have, its charts have already.
    for property in section.table.properties
    where property.use == .drawn && !section.table.required.contains(property.name)
      && !section.isGiven.contains(property.name)
    {
      let values = section.values[property.name] ?? SampleValues.of(property)
      let found = values.lazy.compactMap { value in
        charts.firstIndex { chart in
          let picture = picture(chart.text, "\"\(property.name)\": \(value)")
          return picture != nil && picture != chart.plain
        }
      }.first
      #expect(found != nil, "\(section.name): '\(property.name)' changes nothing")
      // The next property most likely acts where this one does.
      if let found { charts.insert(charts.remove(at: found), at: 0) }
    }
  }

  @Test(arguments: Section.all, [ChartTheme.vega, .house])
  func aDefaultIsWhatHoldsWithoutIt(section: Section, theme: ChartTheme) {
    guard let chart = section.charts.first, let plain = picture(chart, "", theme) else { return }
    for property in section.table.properties {
      // The site's look has more of these in sections for some axes.
      if theme.isHouse, section.name == "axis", property.name == "ticks" { continue }
      guard let value = property.standard(in: theme)?.value else { continue }
      let written =
        value.string.map { "\"\($0)\"" } ?? value.boolean.map { "\($0)" } ?? "\(value.number ?? 0)"
      #expect(
        picture(chart, "\"\(property.name)\": \(written)", theme) == plain,
        "\(section.name): \(written) is no default of '\(property.name)' (\(theme))")
    }
  }

  @Test func everyDrawnPropertyOfAnAxisHasAMember() {
    // Its title and style are read where axes are merged.
    let elsewhere: Set<String> = ["title", "style"]
    for property in PropertyTable.axis.properties where property.use == .drawn {
      #expect(
        AxisReader.readers[property.name] != nil || elsewhere.contains(property.name),
        "\(property.name)")
    }
  }

  @Test(arguments: [("x", PropertyTable.axis), ("color", .legend)])
  func whatIsNotDrawnYetIsSaid(channel: String, table: PropertyTable) {
    for property in table.properties where property.use == .notYet {
      for value in SampleValues.of(property) where value != "false" && value != "0.0" {
        let (chart, diagnostics) = draw(
          Section.chart(
            #""point""#,
            #""\#(channel)": {\#(Section.q), "\#(table.name)": {"\#(property.name)": \#(value)}}"#))
        #expect(chart == nil)
        #expect(diagnostics.map(\.summary) == ["'\(property.name)' is not supported"])
      }
    }
  }
}
