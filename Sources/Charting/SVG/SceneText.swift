/// Text with its place, font and alignment; several lines run downwards.
struct SceneText {
  var lines: [String]
  var x: Double
  var y: Double
  var dx = 0.0
  var dy = 0.0
  var align = "left"
  var baseline = "alphabetic"
  var angle = 0.0
  var font = SceneFont()
  var lineHeight: Double?
  /// The widest the text may be; what is longer is cut with an ellipsis.
  var limit = 0.0
  var ellipsis = "…"

  init(_ lines: [String], x: Double, y: Double) {
    self.lines = lines
    self.x = x
    self.y = y
  }

  /// How wide the widest line is; nil until the text is fitted.
  private var fittedWidth: Double?

  /// The text with its lines cut to the limit and measured, as it is drawn.
  var fitted: SceneText {
    var text = self
    text.fit()
    return text
  }

  private mutating func fit() {
    var width = 0.0
    for index in lines.indices {
      var lineWidth = font.width(lines[index])
      if limit > 0, lineWidth >= limit {
        lines[index] = font.cut(lines[index], to: limit, ellipsis: ellipsis)
        lineWidth = font.width(lines[index])
      }
      width = max(width, lineWidth)
    }
    fittedWidth = width
  }

  var actualLineHeight: Double { lineHeight ?? font.size + 2 }

  /// How far the first line's baseline stands below the text's own y.
  var baselineOffset: Double {
    let offset: Double =
      switch baseline {
      case "top": 0.79 * font.size
      case "middle": 0.30 * font.size
      case "bottom": -0.21 * font.size
      case "line-top": 0.29 * font.size + 0.5 * actualLineHeight
      case "line-bottom": 0.29 * font.size - 0.5 * actualLineHeight
      default: 0
      }
    return (offset + 0.5).rounded(.down)
  }

  /// The height of the lines beyond the first.
  var furtherLines: Double { Double(max(0, lines.count - 1)) * actualLineHeight }

  var bounds: Bounds {
    guard let width = fittedWidth else { return fitted.bounds }
    var left = dx
    switch align {
    case "center": left -= width / 2
    case "right": left -= width
    default: break
    }
    let top = dy + baselineOffset - (0.8 * font.size + 0.5).rounded(.down)
    let box = Bounds(
      x1: x + left, y1: y + top, x2: x + left + width, y2: y + top + font.size + furtherLines)
    return angle == 0 ? box : box.rotated(degrees: angle, aboutX: x, y: y)
  }
}

struct SceneFont: Equatable {
  var size = 11.0
  var family = "sans-serif"
  var weight: String?
  var style: String?

  var isBold: Bool {
    guard let weight else { return false }
    if weight == "bold" || weight == "bolder" { return true }
    return (Int(weight) ?? 400) >= 600
  }

  private var measured: TextFont {
    TextFont(size: size, isBold: isBold, isItalic: style == "italic" || style == "oblique")
  }

  func width(_ text: String) -> Double { TextMeasure.width(text, measured) }

  /// As much of a text as fits with the ellipsis behind it.
  fileprivate func cut(_ text: String, to limit: Double, ellipsis: String) -> String {
    TextMeasure.truncated(text, limit: limit, measured, ellipsis: ellipsis)
  }
}
