@testable import Charting

extension Section {
  private static let point = #""mark": "point", "encoding": {"x": {\#(q)}}"#
  private static let facetRows = #""x": {\#(q)}, "row": {\#(n), @}"#
  private static let cells = #"""
    {\#(rows) "concat": [{"mark": "point", "encoding": {"x": {\#(q)}}},
     {"width": 60, "mark": "bar", "encoding": {"y": {\#(names)}}},
     {"height": 50, "width": 90, "mark": "bar", "encoding": {"x": {\#(q)}}}], @}
    """#

  static let views = [
    Section(
      name: "cell channel", table: .cellChannel,
      charts: [
        chart(#""point""#, #""x": {\#(q)}, "row": {\#(n), @}"#),
        chart(#""point""#, #""x": {\#(q)}, "column": {"field": "d", "type": "temporal", @}"#),
        chart(
          #""point""#,
          #""x": {\#(q)}, "y": {\#(names)}, "row": {\#(names), @}"#,
          #", "resolve": {"scale": {"y": "independent"}}"#),
        chart(#""point""#, #""x": {\#(q)}, "row": {"field": "d", @}"#),
        #"""
        {"data": {"values": [{"c": "u", "e": 1}, {"c": "u", "e": 2}, {"c": "v", "e": 3}]},
         "mark": "bar", "encoding": {"x": {"field": "e", "type": "nominal"}, "column": {\#(n)},
          "row": {\#(n), @}, "y": {"field": "e", "type": "nominal"}},
         "resolve": {"scale": {"x": "independent", "y": "independent"}}}
        """#,
      ], isGiven: ["type"]),
    Section(
      name: "repeat", table: .repeatMapping,
      charts: [
        #"{\#(rows) "repeat": {@}, "spec": {"mark": "point", "encoding": {"x": {"field": {"repeat": "row"}}}}}"#,
        #"{\#(rows) "repeat": {@}, "spec": {"mark": "point", "encoding": {"x": {"field": {"repeat": "column"}}}}}"#,
        #"{\#(rows) "repeat": {@}, "spec": {"mark": "point", "encoding": {"x": {"field": {"repeat": "layer"}}}}}"#,
      ]),
  ]
}
