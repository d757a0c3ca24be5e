@testable import Charting

extension Section {
  private static func config(
    _ inner: String, _ mark: String, _ encoding: String, _ more: String = ""
  )
    -> String
  {
    chart(mark, encoding, #", "config": {\#(inner)}\#(more)"#)
  }

  private static func section(_ name: String, _ mark: String, _ encoding: String) -> String {
    config(#""\#(name)": {@}"#, mark, encoding)
  }

  private static let xy = #""x": {\#(q), "title": "One"}, "y": {\#(r)}"#
  private static let bars = #""x": {\#(names)}, "y": {\#(r)}"#

  /// What guides and marks say themselves is tried with them; here is what only the configuration
  /// has, and that each section is read.
  static let configs = [
    Section(
      name: "config", table: .config,
      charts: [
        config("@", #""point""#, xy), config("@", #""bar""#, bars),
        config("@", #""point""#, #""x": {\#(t)}, "y": {\#(names)}, "color": {\#(names)}"#),
        config("@", #""bar""#, #""x": {\#(n)}, "y": {"aggregate": "count"}"#),
        config(
          "@", #""bar""#, #""x": {\#(n)}, "y": {\#(r), "stack": "normalize"}, "color": {\#(names)}"#
        ),
        config("@", #""point""#, #""x": {\#(q)}, "row": {\#(n)}, "column": {\#(t)}"#),
        config("@", #""point""#, #""x": {\#(q)}, "facet": {\#(names), "columns": 1}"#),
        config("@", #""line""#, xy), config("@", #""area""#, xy), config("@", #""trail""#, xy),
        config("@", #""circle""#, xy), config("@", #""square""#, xy), config("@", #""rule""#, xy),
        config("@", #""tick""#, xy), config("@", #""rect""#, bars),
        config("@", #"{"type": "text", "text": "two words"}"#, xy),
        config("@", #"{"type": "arc"}"#, #""theta": {\#(r)}"#),
        config("@", #""boxplot""#, #""x": {\#(n)}, "y": {\#(r)}"#),
        config("@", #""errorbar""#, #""x": {\#(n)}, "y": {\#(r)}"#),
        config("@", #""errorband""#, #""x": {\#(q)}, "y": {\#(r)}"#),
        config("@", #""point""#, xy, #", "title": {"text": "A title", "subtitle": "Words"}"#),
        config(
          "@", #""point""#,
          #""x": {\#(q), "axis": {"orient": "top"}}, "y": {\#(r), "axis": {"orient": "right"}}"#),
        config("@", #""point""#, #""x": {\#(n)}, "y": {\#(t)}, "shape": {\#(names)}"#),
        config("@", #""bar""#, #""x": {\#(q)}, "y": {\#(names)}"#),
        #"{\#(rows) "hconcat": [{\#(unit)}, {\#(unit)}], "config": {@}}"#,
        #"{\#(rows) "concat": [{\#(unit)}, {\#(unit)}], "config": {@}}"#,
        #"{\#(rows) "facet": {\#(names)}, "spec": {\#(unit)}, "config": {@}}"#,
      ],
      values: [
        "range": [##"{"category": ["#111111"]}"##], "style": [##"{"bar": {"fill": "#123456"}}"##],
      ]),
    Section(
      name: "legend section", table: onlyIn(.legendConfig, beside: .legend),
      charts: [
        section("legend", #""point""#, #""x": {\#(q)}, "color": {\#(r)}"#),
        config(#""legend": {"orient": "top", @}"#, #""point""#, #""x": {\#(q)}, "color": {\#(r)}"#),
        config(
          ##""legend": {"strokeColor": "red", @}"##, #""point""#,
          #""x": {\#(q)}, "color": {\#(names)}"#),
        section("legend", #""bar""#, #""x": {\#(q)}, "color": {\#(names)}, "opacity": {\#(n)}"#),
        config(
          #""view": {"continuousHeight": 30}, "legend": {@}"#, #""point""#,
          #""y": {\#(q)}, "color": {\#(r)}"#),
        config(
          #""view": {"continuousWidth": 30}, "legend": {"orient": "top", @}"#, #""point""#,
          #""x": {\#(q)}, "color": {\#(r)}"#),
        config(
          #""view": {"continuousHeight": 900}, "legend": {@}"#, #""point""#,
          #""y": {\#(q)}, "color": {\#(r)}"#),
        config(
          #""view": {"continuousWidth": 900}, "legend": {"orient": "top", @}"#, #""point""#,
          #""x": {\#(q)}, "color": {\#(r)}"#),
      ], values: ["layout": [#"{"anchor": "end"}"#]]),
    Section(
      name: "title section", table: .titleConfig,
      charts: titles.map { $0.replacing(", @}", with: "}") }.map {
        $0.hasSuffix(styled + "}")
          ? $0.replacing(styled, with: #", "config": {"title": {@}}"#)
          : $0.dropLast() + #", "config": {"title": {@}}}"#
      }),
    Section(
      name: "view section", table: .viewConfig,
      charts: [
        section("view", #""point""#, xy), section("view", #""bar""#, bars),
        config(
          ##""view": {"stroke": "#123", "fill": "#eee", "strokeDash": [4, 2], @}"##, #""point""#, xy
        ),
        section("view", #""bar""#, #""y": {\#(names)}"#),
      ]),
    Section(
      name: "scale section", table: .scaleConfig,
      charts: [
        section("scale", #""point""#, xy), section("scale", #""bar""#, bars),
        section("scale", #""tick""#, bars), section("scale", #""rect""#, bars),
        section("scale", #""point""#, bars),
        section("scale", #""bar""#, #""x": {\#(n)}, "xOffset": {\#(names)}, "y": {\#(r)}"#),
        section("scale", #""point""#, #""size": {\#(r)}"#),
        section("scale", #""line""#, #""x": {\#(q)}, "y": {\#(r)}, "strokeWidth": {\#(n)}"#),
        section("scale", #""point""#, #""opacity": {\#(r)}"#),
        section("scale", #"{"type": "text", "text": "t"}"#, #""size": {\#(r)}"#),
        section("scale", #""bar""#, #""x": {\#(q)}, "y": {\#(n)}, "size": {\#(r)}"#),
        section("scale", #""point""#, #""x": {\#(q), "scale": {"domain": [2, 3]}}"#),
        section("scale", #""point""#, #""size": {\#(r), "scale": {"type": "quantile"}}"#),
        section("scale", #""point""#, #""size": {\#(r), "scale": {"type": "quantize"}}"#),
        section("scale", #""point""#, #""x": {\#(q), "aggregate": "mean"}"#),
        #"""
        {"data": {"values": [{"a": 1, "b": 3}, {"a": 2, "b": null}, {"a": null, "b": 5}]},
         "mark": "point", "encoding": {"x": {\#(q)}, "color": {\#(r)}}, "config": {"scale": {@}}}
        """#,
      ], values: ["invalid": [##"{"color": {"value": "#123456"}}"##]]),
  ]

  private static let unit = #""mark": "point", "encoding": {"x": {\#(q)}}"#

  /// The properties of a table that another has not.
  private static func onlyIn(_ table: PropertyTable, beside other: PropertyTable) -> PropertyTable {
    PropertyTable(table.name, table.properties.filter { other[$0.name] == nil })
  }
}
