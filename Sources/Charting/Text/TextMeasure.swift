/// A font as far as it decides how wide a text is.
struct TextFont: Hashable, Sendable {
  var size: Double
  var isBold = false
  var isItalic = false

  init(size: Double, isBold: Bool = false, isItalic: Bool = false) {
    self.size = size
    self.isBold = isBold
    self.isItalic = isItalic
  }

  fileprivate var metrics: FontMetrics {
    // Bold italic has the widths of bold to within a few units.
    isBold ? .bold : (isItalic ? .italic : .regular)
  }
}

/// How wide a text is in Liberation Sans, which has Arial's widths, with kerning.
enum TextMeasure {
  /// The width in px. Line breaks have no width: a text is one line.
  static func width(_ text: String, _ font: TextFont) -> Double {
    guard font.size > 0 else { return 0 }
    let metrics = font.metrics
    var units = 0
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      units += metrics.advance(scalar)
      if let previous { units += metrics.kern(previous, scalar) }
      previous = scalar
    }
    return Double(units) * font.size / FontMetrics.unitsPerEm
  }

  /// The text, cut and ended with an ellipsis where it is as wide as the limit or wider.
  ///
  /// The longest beginning that stays below the limit less the ellipsis is kept (vega-scenegraph
  /// `truncate`); a limit of zero or less is none.
  static func truncated(
    _ text: String, limit: Double, _ font: TextFont, ellipsis: String = "…"
  ) -> String {
    guard limit > 0, width(text, font) >= limit else { return text }
    let room = limit - width(ellipsis, font)
    let metrics = font.metrics
    var units = 0
    var previous: Unicode.Scalar?
    var kept = text.startIndex
    for index in text.unicodeScalars.indices {
      let scalar = text.unicodeScalars[index]
      units += metrics.advance(scalar)
      if let previous { units += metrics.kern(previous, scalar) }
      guard Double(units) * font.size / FontMetrics.unitsPerEm < room else { break }
      previous = scalar
      kept = text.unicodeScalars.index(after: index)
    }
    return String(text[..<kept]) + ellipsis
  }

  /// Where the baseline lies below a text's anchor, in whole px (vega-scenegraph `offset`).
  static func baselineOffset(_ baseline: String, size: Double, lineHeight: Double? = nil) -> Double
  {
    let line = lineHeight ?? size + 2
    let offset: Double =
      switch baseline {
      case "top": 0.79 * size
      case "middle": 0.30 * size
      case "bottom": -0.21 * size
      case "line-top": 0.29 * size + 0.5 * line
      case "line-bottom": 0.29 * size - 0.5 * line
      default: 0
      }
    return Ticks.roundHalfUp(offset)
  }
}
