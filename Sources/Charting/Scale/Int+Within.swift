extension Int {
  /// The number without its fraction, kept within a range; 0 (or the nearest to it) for NaN.
  init(_ number: Double, within range: ClosedRange<Int>) {
    guard !number.isNaN else {
      self = Swift.min(Swift.max(0, range.lowerBound), range.upperBound)
      return
    }
    self = Int(Swift.min(Swift.max(number, Double(range.lowerBound)), Double(range.upperBound)))
  }
}
