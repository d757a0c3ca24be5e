/// A way between colours: the colour space, and whether hue takes the long way round.
enum ColorSpace: Hashable, Sendable {
  case rgb(gamma: Double)
  case hsl(long: Bool)
  case lab
  case hcl(long: Bool)

  /// By the name a scale's `interpolate` has; nil where there is none such.
  init?(_ name: String, gamma: Double = 1) {
    switch name {
    case "rgb": self = .rgb(gamma: gamma)
    case "hsl": self = .hsl(long: false)
    case "hsl-long": self = .hsl(long: true)
    case "lab": self = .lab
    case "hcl": self = .hcl(long: false)
    case "hcl-long": self = .hcl(long: true)
    default: return nil
    }
  }

  static let names = ["rgb", "hsl", "hsl-long", "lab", "hcl", "hcl-long"]
}

/// Colours between stops at equal distances, as d3's `piecewise` over one interpolator.
struct ColorRamp: Sendable {
  let stops: [Color]
  let space: ColorSpace

  /// One stop is a ramp of that colour alone; none is black.
  init(_ stops: [Color], space: ColorSpace = .rgb(gamma: 1)) {
    self.stops = stops
    self.space = space
  }

  /// The colour at 0 (first stop) to 1 (last stop); beyond them it is extrapolated and clamped.
  func callAsFunction(_ t: Double) -> Color {
    guard let last = stops.last else { return Color(hex: 0) }
    guard stops.count > 1, !t.isNaN else { return stops.first ?? last }
    let segments = Double(stops.count - 1)
    let segment = max(0, min(segments - 1, (t * segments).rounded(.down)))
    let index = Int(segment)
    return ColorRamp.between(stops[index], stops[index + 1], t * segments - segment, space)
  }

  static func between(_ a: Color, _ b: Color, _ t: Double, _ space: ColorSpace) -> Color {
    var color: Color
    let (a, b) = (undefinedWhereTransparent(a), undefinedWhereTransparent(b))
    switch space {
    case .rgb(let gamma):
      func channel(_ a: Double, _ b: Double) -> Double {
        guard gamma != 1, a != b, !(b - a).isNaN else { return mix(a, b, t) }
        let start = Elementary.pow(a, gamma)
        let end = Elementary.pow(b, gamma)
        return Elementary.pow(start + (end - start) * t, 1 / gamma)
      }
      color = Color(
        red: channel(a.red, b.red), green: channel(a.green, b.green),
        blue: channel(a.blue, b.blue))
    case .hsl(let long):
      let (start, end) = (HSL(a), HSL(b))
      color =
        HSL(
          hue: mixHue(start.hue, end.hue, t, long: long),
          saturation: mix(start.saturation, end.saturation, t),
          lightness: mix(start.lightness, end.lightness, t)
        ).color
    case .lab:
      let (start, end) = (LAB(a), LAB(b))
      color =
        LAB(
          lightness: mix(start.lightness, end.lightness, t), a: mix(start.a, end.a, t),
          b: mix(start.b, end.b, t)
        ).color
    case .hcl(let long):
      let (start, end) = (HCL(a), HCL(b))
      color =
        HCL(
          hue: mixHue(start.hue, end.hue, t, long: long), chroma: mix(start.chroma, end.chroma, t),
          lightness: mix(start.lightness, end.lightness, t)
        ).color
    }
    color.opacity = mix(a.opacity, b.opacity, t)
    return color
  }

  /// What cannot be seen has no colour to mix, only its opacity (d3-color).
  private static func undefinedWhereTransparent(_ color: Color) -> Color {
    color.opacity > 0 ? color : Color(red: .nan, green: .nan, blue: .nan, opacity: color.opacity)
  }

  private static func mix(_ a: Double, _ b: Double, _ t: Double) -> Double {
    let difference = b - a
    if difference.isNaN { return a.isNaN ? b : a }
    return a + t * difference
  }

  private static func mixHue(_ a: Double, _ b: Double, _ t: Double, long: Bool) -> Double {
    var difference = b - a
    if difference.isNaN { return a.isNaN ? b : a }
    if !long, abs(difference) > 180 {
      difference -= 360 * Ticks.roundHalfUp(difference / 360)
    }
    return a + t * difference
  }
}
