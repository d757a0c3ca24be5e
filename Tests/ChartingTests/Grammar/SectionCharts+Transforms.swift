@testable import Charting

extension Section {
  /// A transform and what is drawn of its rows.
  private static func transform(_ transform: String, _ x: String, _ y: String) -> String {
    #"""
    {\#(rows) "transform": [{\#(transform), @}], "mark": "line", "encoding": {
     "x": {"field": "\#(x)", "type": "quantitative"}, "y": {"field": "\#(y)", "type": "quantitative"}}}
    """#
  }

  /// The transforms that have options beside what names them and their fields.
  static let transforms = [
    Section(
      name: "density", table: options("density", ["as", "groupby"]),
      charts: [
        transform(#""density": "a""#, "value", "density"),
        transform(#""density": "a", "resolve": "independent""#, "value", "density"),
      ]),
    Section(
      name: "loess", table: options("loess", ["on", "as", "groupby"]),
      charts: [transform(#""loess": "b", "on": "a""#, "a", "b")]),
    Section(
      name: "regression", table: options("regression", ["on", "as", "groupby", "params"]),
      charts: [
        transform(#""regression": "b", "on": "a""#, "a", "b"),
        transform(#""regression": "b", "on": "a", "method": "poly""#, "a", "b"),
      ]),
    Section(
      name: "quantile", table: options("quantile", ["as", "groupby"]),
      charts: [transform(#""quantile": "a""#, "prob", "value")]),
    Section(
      name: "window", table: options("window", ["groupby", "sort"]),
      charts: [
        transform(#""window": [{"op": "mean", "field": "b", "as": "m"}]"#, "a", "m"),
        transform(
          #""window": [{"op": "mean", "field": "b", "as": "m"}], "sort": [{"field": "c"}]"#, "a",
          "m"),
      ]),
    Section(
      name: "impute", table: options("impute", ["key", "groupby"]),
      charts: [
        transform(#""impute": "b", "key": "a", "keyvals": [3]"#, "a", "b"),
        transform(#""impute": "b", "key": "a", "keyvals": [3], "method": "mean""#, "a", "b"),
      ], values: ["keyvals": ["[5]"], "value": ["4"]]),
    Section(
      name: "stack", table: options("stack", ["groupby", "as", "sort"]),
      charts: [transform(#""stack": "b", "groupby": ["c"], "as": ["l", "h"]"#, "l", "h")]),
    Section(
      name: "bin", table: .bin,
      charts: [
        chart(#""bar""#, #""x": {\#(q), "bin": {@}}, "y": {"aggregate": "count"}"#),
        chart(#""bar""#, #""x": {\#(q), "bin": {"maxbins": 40, @}}, "y": {"aggregate": "count"}"#),
        #"""
        {"data": {"values": [{"a": 3}, {"a": 45}, {"a": 987}]}, "mark": "bar",
         "encoding": {"x": {\#(q), "bin": {@}}, "y": {"aggregate": "count"}}}
        """#,
      ]),
    Section(
      name: "time unit", table: .timeUnit,
      charts: [
        chart(#""bar""#, #""x": {\#(t), "timeUnit": {@}}, "y": {"aggregate": "count"}"#),
        chart(
          #""bar""#,
          #""x": {\#(t), "timeUnit": {"unit": "yearmonth", @}}, "y": {"aggregate": "count"}"#),
      ]),
  ]

  private static func options(_ name: String, _ others: Set<String>) -> PropertyTable {
    let table = PropertyTable.transforms.first { $0.name == name }?.table
    return PropertyTable(
      name, (table?.properties ?? []).filter { $0.name != name && !others.contains($0.name) })
  }
}
