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

  static let priceSupport: [Example] = [
    // The contract of MP Materials: strike 110 USD/kg, 30 % of the upside.
    Example("cfd_payment", 110, 60, 0.3, 1, gives: 50),
    Example("cfd_payment", 110, 110, 0.3, 1, gives: 0),
    Example("cfd_payment", 110, 140, 0.3, 1, gives: -9),
    Example("cfd_one_way", 110, 140, 1, gives: 0),
    Example("cfd_two_way", 110, 140, 1, gives: -30),
  ]

  static let stockpile: [Example] = [
    Example("exhaustion_days", 60, 97, gives: 62),
    Example("exhaustion_days", 60, 90, gives: 67),
    Example("exhaustion_days", 60, 71, gives: 85),
    Example("exhaustion_days", 60, 31, gives: 194),
  ]

  static let disruption: [Example] = [
    Example("replace_within_days", 60, 97, gives: 124),
    Example("replace_within_days", 60, 71, gives: 169),
    Example("replace_within_days", 60, 31, gives: 387),
  ]

  static let concentration: [Example] = [
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

  static let projects: [Example] = [
    Example("operating_year", 2026, 20, gives: 2046),
    Example("lead_time_gap", 2046, 2030, gives: 16),
    Example("latest_discovery_year", 2030, 20, gives: 2010),
  ]

  /// Magnesium in the EU study of 2023: supply risk 4.1, recycling input 13 %, substitution 0.94.
  static let supplyRisk: [Example] = [
    Example("implied_hhi_core", 4.1, 13, 0.94, gives: 5.01, decimals: 2),
    Example("wgi_scaled", 2.5, gives: 0),
    Example("wgi_scaled", -2.5, gives: 10),
  ]

  static let recycling: [Example] = [
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

  static let examples: [Example] = [
    priceSupport, stockpile, disruption, projects, concentration, supplyRisk, recycling,
  ].flatMap(\.self)

  @Test(arguments: examples)
  func isComputedToTheDigitsGiven(_ example: Example) throws {
    let formula = try #require(Formula.named(example.name))
    let value = try #require(try formula(example.arguments).numeric)
    let pattern = NumberPattern(decimals: example.decimals)
    #expect(pattern.text(value) == pattern.text(example.expected))
  }

  /// Mine production in 2025 in tonnes, U.S. Geological Survey 2026; "other countries" comes last
  /// where there are some.
  static let rareEarths: [Double] = [
    270_000, 51_000, 29_000, 22_000, 4_800, 2_900, 2_700, 2_600, 2_000, 1_500, 150, 110, 550,
  ]
  static let cobalt: [Double] = [
    300, 3_700, 3_500, 2_000, 230_000, 2_000, 44_000, 3_900, 2_800, 3_700, 7_700, 1_900, 9_100,
  ]
  static let lithium: [Double] = [
    92_000, 62_000, 56_000, 28_000, 23_000, 12_000, 9_400, 5_600, 380,
  ]

  @Test(arguments: [(rareEarths, "5072"), (cobalt, "5562"), (lithium, "2047")])
  func miningOf2025HasItsIndex(amounts: [Double], expected: String) throws {
    let index = try #require(try call("hhi_amounts", rows: rows(amounts)).numeric)
    #expect(NumberPattern(decimals: 0).text(index) == expected)
  }

  @Test func withoutChina30PercentOfRareEarthMiningIsLeft() throws {
    let rest = try #require(try call("n_minus_1_amounts", rows: rows(Self.rareEarths)).numeric)
    #expect(NumberPattern(decimals: 1).text(rest) == "30.6")
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

  @Test func galliumIsUnderLicenceAndUnderNoBanForTheEU() throws {
    // On 5 February 2026: a licence for all since August 2023, a ban on exports to the United
    // States, suspended since November 2025.
    let licence = try call(
      "restriction_binds", "2026-02-05", "2023-08-01", nil, nil, nil,
      try call("restriction_covers", "all", "EU"), false)
    let ban = try call(
      "restriction_binds", "2026-02-05", "2024-12-03", nil, "2025-11-09", "2026-11-27",
      try call("restriction_covers", "USA", "EU"), false)
    #expect(try call("restriction_exposure", rows: [[71, licence]]) == 71.0)
    #expect(try call("restriction_exposure", rows: [[71, ban]]) == 0.0)
  }

  @Test func halfOfTheFourteenPartnersHaveLowGovernance() throws {
    let estimates = [Double](repeating: -0.6, count: 7) + [Double](repeating: 0.9, count: 7)
    #expect(try call("low_governance_share", rows: rows(estimates)) == 50.0)
  }

  @Test(arguments: [("2025-10-31", 14), ("2026-02-05", 15), ("2026-04-23", 15), ("2026-04-24", 16)])
  func partnershipsAreCountedAtADate(day: String, expected: Int64) throws {
    let signed = [String](repeating: "2024-07-19", count: 14) + ["2025-11-20", "2026-04-24"]
    let value = try call("signed_by", rows: signed.map { [.text($0), .text(day)] })
    #expect(value == .integer(expected))
  }

  @Test func theFiveSignsOfFebruaryAddUpToNineOfTwenty() throws {
    #expect(try call("seriousness_index", rows: [[2], [1], [2], [2], [2]]) == 9)
  }

  @Test func magnesiumIsCriticalAndItsRiskComesBackFromItsImpliedCore() throws {
    #expect(try call("is_critical", 4.1, 7.4) == true)
    let core = try call("implied_hhi_core", 4.1, 13, 0.94)
    let risk = try #require(try call("supply_risk", core, core, 100, 13, 0.94).numeric)
    #expect(abs(risk - 4.1) < 1e-12)
  }
}
