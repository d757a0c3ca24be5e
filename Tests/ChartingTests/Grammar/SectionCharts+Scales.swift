@testable import Charting

extension Section {
  private static func scaled(_ channel: String, _ field: String, _ mark: String = "point")
    -> String
  {
    chart("\"\(mark)\"", #""\#(channel)": {\#(field), "scale": {@}}"#)
  }

  static let scaleCharts = [
    scaled("x", q), scaled("x", names, "bar"), scaled("color", names), scaled("color", r),
    scaled("size", r), scaled("x", n),
    chart(#""point""#, #""x": {\#(q), "scale": {"type": "log", @}}"#),
    #"""
    {"data": {"values": [{"a": 1}, {"a": 900}]}, "mark": "point",
     "encoding": {"x": {\#(q), "scale": {"type": "log", @}}}}
    """#,
    chart(#""point""#, #""x": {\#(q), "scale": {"type": "pow", @}}"#),
    chart(#""point""#, #""x": {\#(q), "scale": {"type": "symlog", @}}"#),
    chart(#""point""#, #""x": {\#(q), "scale": {"domain": [2, 3], @}}"#),
    chart(#""point""#, ##""color": {\##(r), "scale": {"range": ["red", "blue"], @}}"##),
    chart(
      #""bar""#, #""x": {\#(names), "scale": {"padding": 0.3, "round": true, @}}"#,
      #", "width": 333"#),
  ]

  static let scales = [Section(name: "scale", table: .scale, charts: scaleCharts)]
}
