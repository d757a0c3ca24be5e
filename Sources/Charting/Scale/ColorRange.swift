/// Colours that a scale gives: a list, or a continuous ramp.
struct ColorRange {
  enum Kind {
    case list([String])
    case ramp(ColorRamp)
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
      colors.isEmpty ? nil : colors[min(max(Int(fraction * Double(colors.count)), 0), colors.count - 1)]
    case .ramp(let ramp): ramp.color(fraction)
    }
  }
}
