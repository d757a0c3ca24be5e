/// Hue in degrees, saturation and lightness from 0 to 1; NaN where undefined, as in d3-color.
struct HSL: Hashable, Sendable {
  var hue: Double
  var saturation: Double
  var lightness: Double

  init(hue: Double, saturation: Double, lightness: Double) {
    self.hue = hue
    self.saturation = saturation
    self.lightness = lightness
  }

  init(_ color: Color) {
    let (r, g, b) = (color.red / 255, color.green / 255, color.blue / 255)
    let low = min(r, g, b)
    let high = max(r, g, b)
    let span = high - low
    lightness = (high + low) / 2
    guard span > 0 else {
      hue = .nan
      saturation = lightness > 0 && lightness < 1 ? 0 : .nan
      return
    }
    if r == high {
      hue = (g - b) / span + (g < b ? 6 : 0)
    } else if g == high {
      hue = (b - r) / span + 2
    } else {
      hue = (r - g) / span + 4
    }
    hue *= 60
    saturation = span / (lightness < 0.5 ? high + low : 2 - high - low)
  }

  var color: Color {
    var h = hue.isNaN ? 0 : hue.truncatingRemainder(dividingBy: 360)
    if h < 0 { h += 360 }
    let s = hue.isNaN || saturation.isNaN ? 0 : saturation
    let m2 = lightness + (lightness < 0.5 ? lightness : 1 - lightness) * s
    let m1 = 2 * lightness - m2
    func channel(_ h: Double) -> Double {
      let value =
        h < 60
        ? m1 + (m2 - m1) * h / 60 : h < 180 ? m2 : h < 240 ? m1 + (m2 - m1) * (240 - h) / 60 : m1
      return value * 255
    }
    return Color(
      red: channel(h >= 240 ? h - 240 : h + 120), green: channel(h),
      blue: channel(h < 120 ? h + 240 : h - 120))
  }
}

/// CIELAB with the D50 white point (CSS Color 4, d3-color).
struct LAB: Hashable, Sendable {
  var lightness: Double
  var a: Double
  var b: Double

  init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  private static let white = (x: 0.96422, y: 1.0, z: 0.82521)
  private static let threshold = 6.0 / 29.0

  /// The linear light of a channel from 0 to 255.
  static func linear(_ channel: Double) -> Double {
    let x = channel / 255
    return x <= 0.04045 ? x / 12.92 : Elementary.pow((x + 0.055) / 1.055, 2.4)
  }

  private static func companded(_ x: Double) -> Double {
    255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * Elementary.pow(x, 1 / 2.4) - 0.055)
  }

  init(_ color: Color) {
    func forward(_ t: Double) -> Double {
      let limit = LAB.threshold
      return t > limit * limit * limit
        ? Elementary.pow(t, 1.0 / 3.0) : t / (3 * limit * limit) + 4.0 / 29.0
    }
    let (r, g, b) = (LAB.linear(color.red), LAB.linear(color.green), LAB.linear(color.blue))
    let y = forward((0.2225045 * r + 0.7168786 * g + 0.0606169 * b) / LAB.white.y)
    let isGrey = r == g && g == b
    let x = isGrey ? y : forward((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / LAB.white.x)
    let z = isGrey ? y : forward((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / LAB.white.z)
    lightness = 116 * y - 16
    a = 500 * (x - y)
    self.b = 200 * (y - z)
  }

  var color: Color {
    func backward(_ t: Double) -> Double {
      let limit = LAB.threshold
      return t > limit ? t * t * t : 3 * limit * limit * (t - 4.0 / 29.0)
    }
    let fy = (lightness + 16) / 116
    let y = LAB.white.y * backward(fy)
    let x = LAB.white.x * backward(a.isNaN ? fy : fy + a / 500)
    let z = LAB.white.z * backward(b.isNaN ? fy : fy - b / 200)
    return Color(
      red: LAB.companded(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
      green: LAB.companded(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z),
      blue: LAB.companded(0.0719453 * x - 0.2289914 * y + 1.4052427 * z))
  }
}

/// The polar form of CIELAB: hue in degrees, chroma, lightness; NaN where undefined.
struct HCL: Hashable, Sendable {
  var hue: Double
  var chroma: Double
  var lightness: Double

  init(hue: Double, chroma: Double, lightness: Double) {
    self.hue = hue
    self.chroma = chroma
    self.lightness = lightness
  }

  init(_ color: Color) {
    let lab = LAB(color)
    lightness = lab.lightness
    if lab.a == 0, lab.b == 0 {
      hue = .nan
      chroma = lab.lightness > 0 && lab.lightness < 100 ? 0 : .nan
    } else {
      let degrees = Elementary.atan2(lab.b, lab.a) * 180 / .pi
      hue = degrees < 0 ? degrees + 360 : degrees
      chroma = (lab.a * lab.a + lab.b * lab.b).squareRoot()
    }
  }

  var color: Color {
    guard !hue.isNaN else { return LAB(lightness: lightness, a: 0, b: 0).color }
    let c = chroma.isNaN ? 0 : chroma
    let angle = hue * .pi / 180
    return LAB(lightness: lightness, a: Elementary.cos(angle) * c, b: Elementary.sin(angle) * c)
      .color
  }
}
