import Tables

/// How a chart looks where its spec does not say.
package enum ChartTheme: String, Sendable, CaseIterable {
  /// Vega-Lite's own defaults.
  case vega
  /// The site's: colours for colour-blind readers as custom properties, light grid, text from the page.
  case house

  var isHouse: Bool { self == .house }

  var markColor: String { isHouse ? HousePalette.colors[0] : "#4c78a8" }
  var textColor: String { isHouse ? HousePalette.text : "black" }
  var labelColor: String { isHouse ? HousePalette.mutedText : "#000" }
  var titleColor: String { isHouse ? HousePalette.mutedText : "#000" }
  var axisColor: String { isHouse ? HousePalette.line : "#888" }
  var gridColor: String { isHouse ? HousePalette.grid : "#ddd" }
  var frameColor: String? { isHouse ? nil : "#ddd" }
  var background: String? { isHouse ? nil : "white" }

  func fontFamily(_ configuration: Configuration) -> String {
    configuration.value("font")?.string ?? (isHouse ? "inherit" : "sans-serif")
  }

  /// What the theme configures, beneath the author's configuration. What it has in all axes stands
  /// in their table.
  var configuration: Properties {
    guard isHouse else { return .empty }
    let palette = StructuredValue.made(HousePalette.colors.map { StructuredValue.made($0) })
    let ramp = StructuredValue.made(HousePalette.ramp.map { StructuredValue.made($0) })
    let diverging = StructuredValue.made(HousePalette.diverging.map { StructuredValue.made($0) })
    let value = StructuredValue.made([
      ("view", PropertyTable.viewConfig.houseValues),
      (
        "range",
        .made([
          ("category", palette), ("ordinal", ramp), ("ramp", ramp), ("heatmap", ramp),
          ("diverging", diverging),
        ])
      ),
      ("axisX", .made([("grid", .made(false)), ("ticks", .made(true))])),
      ("axisY", .made([("domain", .made(false))])),
      ("axisXQuantitative", .made([("grid", .made(true)), ("ticks", .made(false))])),
      ("axisQuantitative", .made([("tickCount", .made(6))])),
      ("axisXDiscrete", .made([("labelAngle", .made(0)), ("ticks", .made(false))])),
      ("legend", PropertyTable.legendConfig.houseValues),
      ("header", PropertyTable.headerConfig.houseValues),
      ("fieldTitle", .made("words")), ("timeFormat", .made("%-d %B %Y")),
      (
        "timeFormats",
        .made([
          ("hours", .made("%H:%M")), ("minutes", .made("%H:%M")), ("date", .made("%-d %b")),
          ("week", .made("%-d %b")),
        ])
      ),
      ("line", .made([("strokeWidth", .made(2.5))])),
      ("text", .made([("fontSize", .made(12))])),
    ])
    return Properties(value) ?? .empty
  }
}

/// Colours told apart by readers with any colour vision, and by lightness alone.
///
/// The hues are those of Okabe and Ito's palette, ordered so that neighbours differ in lightness.
/// Each is a custom property with a fallback, so that a page may set others in the dark.
enum HousePalette {
  static let colors = [
    "var(--chart-1, #0a5c8a)", "var(--chart-2, #d98c00)", "var(--chart-3, #3aa6d0)",
    "var(--chart-4, #8f3d00)", "var(--chart-5, #00876c)", "var(--chart-6, #cc79a7)",
    "var(--chart-7, #5b4b8a)", "var(--chart-8, #9a9a9a)",
  ]
  static let ramp = ["#dcebf3", "#a9cfe2", "#6aaccc", "#2f83ae", "#0a5c8a", "#083b5c"]
  static let diverging = [
    "#8f3d00", "#d98c00", "#f0d9a8", "#eeeeee", "#a9cfe2", "#2f83ae", "#083b5c",
  ]
  static let text = "var(--chart-text, #1c1c1c)"
  static let mutedText = "var(--chart-text-muted, #4a4a4a)"
  static let line = "var(--chart-line, #767676)"
  static let grid = "var(--chart-grid, #e2e2e2)"
}
