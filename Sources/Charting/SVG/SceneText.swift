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

  /// The lines as they are printed, cut to the limit.
  var printedLines: [String] { lines.map { font.cut($0, to: limit, ellipsis: ellipsis) } }

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

  var width: Double { printedLines.reduce(0) { max($0, font.width($1)) } }

  /// The height of the lines beyond the first.
  var furtherLines: Double { Double(max(0, lines.count - 1)) * actualLineHeight }

  var bounds: Bounds {
    let width = width
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

  /// The text, or as much of it as fits with the ellipsis behind it.
  func cut(_ text: String, to limit: Double, ellipsis: String) -> String {
    limit > 0 ? TextMeasure.truncated(text, limit: limit, measured, ellipsis: ellipsis) : text
  }
}
