/// Colours that a scale gives: a list, or a continuous ramp.
struct ColorRange {
  enum Kind {
    case list([String])
    case ramp(RampPart)
  }

  let kind: Kind

  /// The colour of the n-th value; a list begins anew at its end.
  func color(at index: Int) -> String? {
    switch kind {
    case .list(let colors): colors.isEmpty ? nil : colors[index % colors.count]
    case .ramp(let ramp): ramp.color(0)
    }
  }

  func color(atFraction fraction: Double) -> String? {
    switch kind {
    case .list(let colors):
      colors.isEmpty
        ? nil : colors[Int(fraction * Double(colors.count), within: 0...(colors.count - 1))]
    case .ramp(let ramp): ramp.color(fraction)
    }
  }
}

/// A part of a ramp, in either direction.
struct RampPart {
  let ramp: ColorRamp
  var start = 0.0
  var end = 1.0

  func color(_ fraction: Double) -> String {
    let inside = min(max(fraction, 0), 1)
    return ramp(start + (end - start) * inside).text
  }

  var reversed: RampPart { RampPart(ramp: ramp, start: end, end: start) }

  /// A ramp through colours as CSS names them; custom properties stand for their fallbacks.
  init(css colors: [String], space: String = "rgb", gamma: Double = 1) {
    let stops = colors.map { Color(css: CustomProperty.fallback($0)) ?? Color(hex: 0) }
    ramp = ColorRamp(stops, space: ColorSpace(space, gamma: gamma) ?? .rgb(gamma: 1))
  }

  init(ramp: ColorRamp, start: Double = 0, end: Double = 1) {
    self.ramp = ramp
    self.start = start
    self.end = end
  }
}

enum CustomProperty {
  /// `#123` for `var(--x, #123)`.
  static func fallback(_ color: String) -> String {
    guard color.hasPrefix("var("), let comma = color.firstIndex(of: ","), color.last == ")" else {
      return color
    }
    let inner = color[color.index(after: comma)...].dropLast()
    return String(inner.drop { $0 == " " })
  }
}
