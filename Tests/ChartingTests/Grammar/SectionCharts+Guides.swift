@testable import Charting

extension Section {
  private static let axes = [
    chart(
      #""point""#, #""x": {\#(q), "title": "One axis", "axis": {@}}, "y": {\#(r)}"#, guideStyle),
    chart(#""bar""#, #""x": {\#(names), "axis": {@}}, "y": {\#(r)}"#, guideStyle),
    chart(#""line""#, #""x": {\#(t), "axis": {@}}, "y": {\#(r)}"#),
    chart(
      #""point""#, #""x": {\#(r)}, "y": {\#(q), "scale": {"domain": [0, 1000000]}, "axis": {@}}"#),
    chart(
      #""bar""#,
      #""x": {\#(names), "axis": {"labels": true, "labelAngle": 0, @}}, "y": {\#(r)}"#),
    chart(
      #""point""#,
      #""x": {\#(q), "axis": {"title": ["One", "Two"], "values": [1, 2, 3, 4], "labelExpr": "[datum.label, 'x']", @}}"#
    ),
    chart(
      #""point""#,
      #""x": {\#(q), "axis": {"domainDash": [4, 2], "tickDash": [2, 2], "gridDash": [3, 1], @}}"#),
  ]

  private static let legends = [
    chart(#""point""#, #""x": {\#(q)}, "color": {\#(names), "title": "Two words", "legend": {@}}"#),
    chart(#""point""#, #""x": {\#(q)}, "color": {\#(r), "legend": {@}}"#),
    chart(#""point""#, #""x": {\#(q)}, "size": {\#(r), "legend": {@}}"#),
    chart(
      #""point""#,
      #""x": {\#(q)}, "color": {\#(names), "legend": {"orient": "none", "title": ["A", "B"], @}}"#),
    chart(#""point""#, #""x": {\#(q)}, "color": {\#(names), "legend": {"columns": 2, @}}"#),
    chart(
      #""point""#,
      ##""x": {\##(q)}, "color": {\##(names), "legend": {"strokeColor": "#123", "symbolDash": [2, 1], @}}"##
    ),
    chart(
      #""point""#,
      #""x": {\#(q)}, "color": {\#(r), "legend": {"gradientStrokeWidth": 2, "tickCount": 50, @}}"#),
    chart(#""point""#, #""x": {\#(q)}, "color": {\#(t), "legend": {@}}"#),
  ]

  private static let headers = [
    chart(#""point""#, #""x": {\#(q)}, "row": {\#(names), "title": "Two words", "header": {@}}"#),
    chart(#""point""#, #""x": {\#(q)}, "column": {\#(r), "header": {@}}"#),
    chart(#""point""#, #""x": {\#(q)}, "column": {\#(t), "header": {@}}"#),
    chart(
      #""point""#,
      #""x": {\#(q)}, "column": {\#(names), "header": {"title": ["A", "B"], "labelExpr": "['a', 'b']", @}}"#
    ),
  ]

  static let titles = [
    chart(
      #""point""#, #""x": {\#(q)}"#,
      #", "title": {"text": ["A title", "Two"], "subtitle": ["Words", "more"], @}\#(styled)"#),
    chart(
      #""point""#, #""x": {\#(q)}, "y": {\#(r), "axis": {"minExtent": 90}}"#,
      #", "title": {"text": "A title", "anchor": "start", @}"#),
  ]

  static let guides = [
    Section(name: "axis", table: .axis, charts: axes),
    Section(name: "legend", table: .legend, charts: legends),
    Section(name: "header", table: .header, charts: headers),
    Section(
      name: "title", table: .title, charts: titles, values: ["frame": [#""group""#]]),
    Section(
      name: "view background", table: .viewBackground,
      charts: [
        chart(#""point""#, #""x": {\#(q)}"#, #", "view": {@}\#(styled)"#),
        chart(
          #""point""#, #""x": {\#(q)}"#,
          ##", "view": {"stroke": "#123", "fill": "#eee", "strokeDash": [4, 2], @}"##),
      ]),
  ]
}
