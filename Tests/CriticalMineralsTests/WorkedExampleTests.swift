import CriticalMinerals
import Tables
import Testing

/// The examples that the description of each system works out, to the digits given there.
struct WorkedExampleTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let name: String
    let arguments: [Value]
    let expected: Double
    let decimals: Int

    init(_ name: String, _ arguments: Value..., gives expected: Double, decimals: Int = 0) {
      self.name = name
      self.arguments = arguments
      self.expected = expected
      self.decimals = decimals
    }

    var testDescription: String {
      "\(name)(\(arguments.map(\.machineText).joined(separator: ", ")))"
    }
  }

  static let priceSupport = [
    // The contract of MP Materials: strike 110 USD/kg, 30 % of the upside.
    Example("cfd_payment", 110, 60, 0.3, 1, gives: 50),
    Example("cfd_payment", 110, 110, 0.3, 1, gives: 0),
    Example("cfd_payment", 110, 140, 0.3, 1, gives: -9),
    Example("cfd_one_way", 110, 140, 1, gives: 0),
    Example("cfd_two_way", 110, 140, 1, gives: -30),
  ]

  static let stockpile = [
    Example("exhaustion_days", 60, 97, gives: 62),
    Example("exhaustion_days", 60, 90, gives: 67),
    Example("exhaustion_days", 60, 71, gives: 85),
    Example("exhaustion_days", 60, 31, gives: 194),
  ]

  static let disruption = [
    Example("replace_within_days", 60, 97, gives: 124),
    Example("replace_within_days", 60, 71, gives: 169),
    Example("replace_within_days", 60, 31, gives: 387),
  ]

  static let concentration = [
    Example("hhi_low", 97, gives: 9_409), Example("hhi_high", 97, gives: 9_418),
    Example("hhi_low", 90, gives: 8_100), Example("hhi_high", 90, gives: 8_200),
    Example("hhi_low", 71, gives: 5_041), Example("hhi_high", 71, gives: 5_882),
    Example("hhi_low", 70, gives: 4_900), Example("hhi_high", 70, gives: 5_800),
    Example("hhi_low", 31, gives: 961), Example("hhi_high", 31, gives: 2_932),
    Example("hhi_high_any", 31, gives: 5_722),
    Example("share_of_consumption", 71, 98, gives: 69.6, decimals: 1),
    Example("share_of_consumption", 31, 80, gives: 24.8, decimals: 1),
    Example("cap_excess", 97, 65, gives: 32),
    Example("cap_excess", 71, 65, gives: 6),
    Example("cap_excess", 69.58, 65, gives: 4.6, decimals: 1),
    Example("cap_excess", 31, 65, gives: -34),
    Example("cap_excess", 90, 65, gives: 25),
  ]

  static let recycling = [
    Example("share_pct", 10, 26, gives: 38.5, decimals: 1),
    Example("share_pct", 7, 26, gives: 26.9, decimals: 1),
    Example("share_pct", 9, 26, gives: 34.6, decimals: 1),
    Example("share_pct", 18_000, 20_000, gives: 90),
    Example("share_pct", 17_000, 20_000, gives: 85),
    // The Vault's loan and private capital among the 11.67 bn that are itemised, and the rest.
    Example("share_pct", 10, 11.67, gives: 85.7, decimals: 1),
    Example("share_pct", 1.67, 11.67, gives: 14.3, decimals: 1),
    Example("share_pct", 0.33, 12, gives: 2.75, decimals: 2),
  ]

  @Test(arguments: [priceSupport, stockpile, disruption, concentration, recycling].flatMap(\.self))
  func isComputedToTheDigitsGiven(_ example: Example) throws {
    let formula = try #require(Formula.named(example.name))
    let value = try #require(try formula(example.arguments).numeric)
    let pattern = NumberPattern(decimals: example.decimals)
    #expect(pattern.text(value) == pattern.text(example.expected))
  }

  /// Mine production in 2025 in tonnes of oxide, U.S. Geological Survey 2026; the last row is
  /// "other countries".
  static let rareEarths: [Double] = [
    270_000, 51_000, 29_000, 22_000, 4_800, 2_900, 2_700, 2_600, 2_000, 1_500, 150, 110, 550,
  ]

  @Test func rareEarthMiningOf2025HasItsIndexAndItsRestWithoutTheLargest() throws {
    let index = try call("hhi_amounts", rows: Self.rareEarths.map { [.number($0)] })
    #expect(NumberPattern(decimals: 0).text(try #require(index.numeric)) == "5072")
    let rest = try call("n_minus_1_amounts", rows: Self.rareEarths.map { [.number($0)] })
    #expect(NumberPattern(decimals: 1).text(try #require(rest.numeric)) == "30.6")
  }

  @Test func theConcentrationOfTungstenIsAnInterval() throws {
    #expect(try call("hhi_interval", 31) == "961 to 2,932")
    #expect(try call("hhi_interval", 100) == "10,000")
  }

  @Test func theVaultLeavesAThirdOfABillionThatNoSourceItemises() throws {
    let residual = try call("residual", rows: [[12, 10], [12, 1.67]])
    #expect(NumberPattern(decimals: 2).text(try #require(residual.numeric)) == "0.33")
    let closed = try call("residual", rows: [[12, 10], [12, 2]])
    #expect(closed == 0.0)
  }
}
