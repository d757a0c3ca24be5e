@testable import Charting

extension Section {
  private static let stacked =
    #""x": {\#(n)}, "y": {\#(r), "aggregate": "sum"}, "color": {\#(names)}"#
  private static let xy = #""x": {\#(q)}, "y": {\#(r)}"#
  private static let missing = #"""
    {"data": {"values": [{"a": 1, "b": 3}, {"a": 2, "b": null}, {"a": 3, "b": 5}]},
     "mark": {"type": "line", @}, "encoding": {\#(xy)}}
    """#

  /// A mark with a property, for each type of mark.
  static let markCharts: [String] = [
    chart(#"{"type": "text", "text": "long words here", @}"#, xy, styled),
    chart(#"{"type": "point", @}"#, xy, styled),
    chart(#"{"type": "bar", @}"#, #""x": {\#(n)}, "y": {\#(r), "aggregate": "sum"}"#),
    chart(#"{"type": "bar", "stroke": "black", @}"#, stacked),
    chart(#"{"type": "line", @}"#, xy),
    chart(#"{"type": "line", "interpolate": "cardinal", "strokeDash": [4, 2], @}"#, xy),
    chart(#"{"type": "area", @}"#, xy),
    chart(#"{"type": "arc", @}"#, #""theta": {\#(r)}, "color": {\#(names)}"#),
    chart(#"{"type": "tick", @}"#, #""x": {\#(q)}, "y": {\#(n)}"#),
    chart(#"{"type": "rect", @}"#, #""x": {\#(t), "timeUnit": "month"}, "y": {\#(n)}"#),
    chart(#"{"type": "bar", @}"#, #""x": {\#(q), "bin": true}, "y": {"aggregate": "count"}"#),
    chart(#"{"type": "bar", @}"#, #""x": {\#(q)}, "y": {\#(r)}"#),
    chart(#"{"type": "bar", @}"#, #""x": {\#(t), "timeUnit": "yearmonth"}, "y": {\#(r)}"#),
    chart(#"{"type": "rule", @}"#, #""x": {\#(q)}"#),
    chart(#"{"type": "rule", @}"#, #""y": {\#(q)}"#),
    chart(#"{"type": "text", "text": ["two", "lines"], @}"#, xy),
    chart(#"{"type": "text", "text": "t", @}"#, #""theta": {\#(r)}, "radius": {\#(q)}"#),
    chart(#"{"type": "text", "text": "long words here", "limit": 20, @}"#, xy),
    chart(#"{"type": "point", @}"#, #""x": {\#(q)}, "x2": {\#(r)}"#),
    chart(#"{"type": "bar", @}"#, #""x": {\#(q)}, "x2": {"field": "b"}, "y": {\#(n)}"#),
    chart(#"{"type": "bar", @}"#, #""y": {\#(q)}, "y2": {"field": "b"}, "x": {\#(n)}"#),
    chart(#"{"type": "bar", @}"#, #""x": {\#(n)}"#),
    chart(#"{"type": "bar", @}"#, #""y": {\#(n)}"#),
    chart(#"{"type": "point", @}"#, #""y": {\#(n)}"#), chart(#"{"type": "point", @}"#, ""),
    chart(#"{"type": "arc", @}"#, ""), missing,
    chart(#"{"type": "line", @}"#, #""x": {\#(r)}, "y": {\#(q)}"#),
    chart(
      #"{"type": "arc", @}"#, #""theta": {\#(r)}, "radius": {\#(q)}, "radius2": {"value": 20}"#),
    chart(
      #"{"type": "line", @}"#,
      #""x": {\#(q), "scale": {"domain": [2, 3]}}, "y": {\#(r), "scale": {"domain": [4, 5]}}"#),
  ]

  static let marks = [
    Section(
      name: "mark", table: .mark, charts: markCharts, values: ["order": ["null", "false"]])
  ]

  private static func composite(_ type: String, _ x: String) -> [String] {
    [
      chart(#"{"type": "\#(type)", @}"#, #""x": {\#(x)}, "y": {\#(r)}"#),
      chart(#"{"type": "\#(type)", "ticks": true, @}"#, #""x": {\#(x)}, "y": {\#(r)}"#),
      chart(#"{"type": "\#(type)", @}"#, #""x": {\#(q)}, "y": {\#(r)}"#),
      chart(
        #"{"type": "\#(type)", @}"#,
        #""x": {\#(x)}, "y": {\#(r), "scale": {"domain": [4, 5]}}"#),
    ]
  }

  static let compositeMarks = [
    Section(
      name: "box plot", table: .boxplot,
      charts: composite("boxplot", n) + [
        #"""
        {"data": {"values": [{"b": 1}, {"b": 2}, {"b": 2}, {"b": 3}, {"b": 40}]},
         "mark": {"type": "boxplot", @}, "encoding": {"x": {\#(r)}}}
        """#
      ]),
    Section(name: "error bar", table: .errorbar, charts: composite("errorbar", n)),
    Section(
      name: "error band", table: .errorband,
      charts: [
        chart(#"{"type": "errorband", @}"#, #""x": {\#(n)}, "y": {\#(r)}"#),
        chart(#"{"type": "errorband", "borders": true, @}"#, #""x": {\#(t)}, "y": {\#(r)}"#),
        chart(
          #"{"type": "errorband", "interpolate": "cardinal", @}"#, #""x": {\#(q)}, "y": {\#(r)}"#),
        chart(
          #"{"type": "errorband", @}"#,
          #""x": {\#(t)}, "y": {\#(r), "scale": {"domain": [4, 5]}}"#),
      ]),
  ]
}
