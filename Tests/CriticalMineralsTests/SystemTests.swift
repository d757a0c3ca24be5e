import CriticalMinerals
import Tables
import Testing

/// Each system's rules where no example of the description covers them: their corners, empty lists,
/// and what is not known.
struct SystemTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let rows: [[Value]]
    let expected: Value

    init(_ name: String, _ arguments: Value..., gives expected: Value) {
      self.name = name
      rows = [arguments]
      self.expected = expected
    }

    init(_ name: String, rows: [[Value]], gives expected: Value) {
      self.name = name
      self.rows = rows
      self.expected = expected
    }

    var testDescription: String {
      name + rows.map { "(\($0.map(\.machineText).joined(separator: ", ")))" }.joined()
    }
  }

  static let mechanisms: [Case] = [
    Case("provision_rank", "dropped", gives: 0), Case("provision_rank", "mentioned", gives: 1),
    Case("provision_rank", "implemented", gives: 6),
    Case("provision_coverage", rows: [[0], [2], [1], [0]], gives: 50.0),
    Case("provision_coverage", rows: [], gives: nil),
    Case("participation_rank", "invited", gives: 1), Case("participation_rank", "party", gives: 5),
  ]

  static let priceSupport: [Case] = [
    Case("border_levy", 110, 60, gives: 50.0), Case("border_levy", 110, 140, gives: 0.0),
    Case("border_levy_from", 110, 60, true, true, gives: 0.0),
    Case("border_levy_from", 110, 60, true, false, gives: 50.0),
    Case("border_levy_from", 110, 60, false, true, gives: 50.0),
    Case("floor_price_paid", 110, 60, gives: 110.0),
    Case("floor_price_paid", 110, 140, gives: 140.0),
    Case("ad_valorem_equivalent", 120, 60, gives: 100.0),
    Case("users_bill_change", 110, 60, 1_000, gives: 50_000.0),
    Case("border_revenue", 110, 60, 800, gives: 40_000.0),
    Case("producers_gain", 110, 60, 200, gives: 10_000.0),
    Case("gap_subsidy", 110, 60, 200, gives: 10_000.0),
    Case("gap_subsidy", 110, 140, 200, gives: 0.0),
    Case("premium_uplift", 0.4, 0.25, gives: 10.0),
    Case("collar_price", 60, 80, 120, gives: 80.0),
    Case("collar_price", 100, 80, 120, gives: 100.0),
    Case("collar_price", 140, 80, 120, gives: 120.0),
    Case("offtake_exposure", 50, 100, 0.8, 10, gives: 800.0),
    Case("offtake_exposure", 90, 100, 0.8, 10, gives: 900.0),
    Case("offtake_coverage", rows: [[3_000, 10_000], [2_000, 10_000]], gives: 50.0),
    Case("offtake_coverage", rows: [], gives: nil),
    Case("budget_years", 1_000_000, 110, 60, 2_000, gives: 10.0),
    Case("budget_years", 1_000_000, 110, 140, 2_000, gives: nil),
    Case("budget_years", 1_000_000, 110, 60, 0, gives: nil),
    Case("pass_through", 2, 110, 60, 40_000, gives: 0.25),
    Case("pass_through", 2, 60, 110, 40_000, gives: 0.0),
    Case("who_pays", "border_floor", "users", 110, 60, 200, 800, gives: -50_000.0),
    Case("who_pays", "border_floor", "treasury", 110, 60, 200, 800, gives: 40_000.0),
    Case("who_pays", "border_floor", "producers", 110, 60, 200, 800, gives: 10_000.0),
    Case("who_pays", "border_floor", "foreign_suppliers", 110, 60, 200, 800, gives: 0.0),
    Case("who_pays", "gap_subsidy", "treasury", 110, 60, 200, 800, gives: -10_000.0),
    Case("who_pays", "cfd_two_way", "treasury", 110, 140, 200, 800, gives: 6_000.0),
    Case("who_pays", "cfd_floor", "producers", 110, 140, 200, 800, gives: 0.0),
    Case("who_pays", "premium", "users", 110, 60, 200, 800, gives: -10_000.0),
    Case("who_pays", "offtake", "users", 110, 140, 200, 800, gives: 6_000.0),
  ]

  static let safeguards: [Case] = [
    Case("surge_index", rows: [[100], [90], [110], [125]], gives: 1.25),
    Case("surge_index", rows: [[9], [100], [90], [110], [125]], gives: 1.25),
    Case("surge_index", rows: [[100], [90], [110]], gives: nil),
    Case("surge_index", rows: [[0], [0], [0], [5]], gives: nil),
    Case("undercutting", 100, 90, gives: 10.0), Case("undercutting", 100, 110, gives: -10.0),
    Case("price_depression", rows: [[12], [12], [6]], gives: -40.0),
    Case("price_depression", rows: [[12]], gives: nil),
    Case("safeguard_signal", 1.25, 10, 1.25, 10, 1.5, 20, gives: "watch"),
    Case("safeguard_signal", 1.24, 10, 1.25, 10, 1.5, 20, gives: "none"),
    Case("safeguard_signal", 1.25, 9.9, 1.25, 10, 1.5, 20, gives: "none"),
    Case("safeguard_signal", 1.5, 20, 1.25, 10, 1.5, 20, gives: "alert"),
    Case("safeguard_signal", 1.6, 15, 1.25, 10, 1.5, 20, gives: "watch"),
  ]

  static let restrictions: [Case] = [
    // A suspension from 9 November 2025 that ends on 27 November 2026.
    Case(
      "restriction_active", "2025-11-08", "2024-12-03", nil, "2025-11-09", "2026-11-27",
      gives: true),
    Case(
      "restriction_active", "2025-11-09", "2024-12-03", nil, "2025-11-09", "2026-11-27",
      gives: false),
    Case(
      "restriction_active", "2026-11-27", "2024-12-03", nil, "2025-11-09", "2026-11-27",
      gives: true),
    Case("restriction_active", "2024-12-02", "2024-12-03", nil, nil, nil, gives: false),
    Case("restriction_active", "2024-12-03", "2024-12-03", nil, nil, nil, gives: true),
    Case("restriction_active", "2025-01-01", "2024-12-03", "2025-01-01", nil, nil, gives: false),
    Case("restriction_active", "2030-01-01", "2024-12-03", nil, "2025-11-09", nil, gives: false),
    Case("restriction_covers", "all", "EU", gives: true),
    Case("restriction_covers", "USA, JPN", "JPN", gives: true),
    Case("restriction_covers", "USA", "EU", gives: false),
    Case("restriction_covers", "", "EU", gives: false),
    Case(
      "restriction_binds", "2026-02-05", "2023-08-01", nil, nil, nil, true, true, gives: false),
    Case("restriction_exposure", rows: [[71, true], [20, false], [9, true]], gives: 80.0),
    Case("restriction_exposure", rows: [], gives: nil),
    Case("bloc_weight", rows: [[13, true], [7.5, true], [69, false]], gives: 20.5),
  ]

  static let stockpile: [Case] = [
    Case("stock_volume", 0.25, 12_000, 0.1, 2, gives: 1_350.0),
    Case("cover_days", 100, 365, gives: 100.0),
    Case("net_import_cover_days", 100, 50, 365, gives: 200.0),
    Case("net_import_cover_days", 100, 0, 365, gives: nil),
    Case("carrying_cost", 0.05, 10_000, 120, gives: 620.0),
    Case("supply_gap", 100, 0.1, 60, 10, gives: 20.0),
    Case("supply_gap", 100, 0.5, 60, 10, gives: 0.0),
    Case("stock_left", rows: [[100, 30], [100, 50], [100, 40]], gives: 0.0),
    Case("stock_left", rows: [[100, 30], [100, 50]], gives: 20.0),
    Case("exhaustion_days", 60, 0, gives: nil), Case("exhaustion_days", 0, 50, gives: 0.0),
  ]

  static let disruption: [Case] = [
    Case("supply_loss", 97, 1, gives: 97.0), Case("supply_loss", 50, 0.5, gives: 25.0),
    Case("gap_after_saving", 97, 0.1, gives: 87.0), Case("gap_after_saving", 5, 0.1, gives: 0.0),
    Case("severity_index", 50, 80, gives: 40.0),
    Case("ramp_exhaustion_days", 60, 50, 0, gives: 120.0),
    Case("resilience_gap_days", 400, 124, gives: 276.0),
    Case("resilience_grade", 0, gives: "green"), Case("resilience_grade", 0.1, gives: "amber"),
    Case("resilience_grade", 90, gives: "amber"), Case("resilience_grade", 91, gives: "red"),
    Case("n_minus_1", rows: [[60], [30]], gives: 40.0),
  ]

  static let projects: [Case] = [
    Case(
      "expected_capacity",
      rows: [[0.5, 1_000, 2028, 2030], [1, 200, 2030, 2030], [0.9, 500, 2031, 2030]],
      gives: 700.0),
    Case("expected_capacity", rows: [], gives: 0.0),
    Case("expected_capacity", rows: [[nil, 1_000, 2028, 2030]], gives: nil),
    Case(
      "chain_bottleneck",
      rows: [
        ["extraction", 100, 1], ["refining", 30, 1], ["refining", 20, 1], ["magnet", 200, 0.3],
      ],
      gives: "refining"),
    Case(
      "chain_capacity",
      rows: [
        ["extraction", 100, 1], ["refining", 30, 1], ["refining", 20, 1], ["magnet", 200, 0.3],
      ],
      gives: 50.0),
    Case("chain_bottleneck", rows: [["magnet", 10, 1], ["metal", 10, 1]], gives: "metal"),
    Case("chain_bottleneck", rows: [], gives: nil), Case("chain_capacity", rows: [], gives: nil),
    Case("stage_rank", "exploration", gives: 1), Case("stage_rank", "recycling", gives: 6),
    Case("stage_coverage", rows: [["magnet"], ["refining"], ["magnet"]], gives: 2),
    Case("stage_coverage", rows: [], gives: 0),
    Case("lead_time_gap", 2028, 2030, gives: 0),
  ]

  static let concentration: [Case] = [
    Case("hhi", rows: [[50], [50]], gives: 5_000.0), Case("hhi", rows: [[100]], gives: 10_000.0),
    Case("hhi", rows: [[50], [nil]], gives: nil), Case("hhi", rows: [], gives: nil),
    // Printed shares may add up to a little more than 100.
    Case("hhi", rows: [[33.4], [33.4], [33.4]], gives: 3_346.68),
    Case("hhi_amounts", rows: [[0], [0]], gives: nil),
    Case("hhi_amounts_low", rows: [[60, false], [40, true]], gives: 3_600.0),
    Case("hhi_high", 50, gives: 5_000.0), Case("hhi_high", 25, gives: 2_500.0),
    Case("hhi_high", 100, gives: 10_000.0), Case("hhi_high_any", 0, gives: 10_000.0),
    Case("hhi_known_low", rows: [[40], [30]], gives: 2_500.0),
    Case("hhi_known_high", rows: [[40], [30]], gives: 3_400.0),
    Case("hhi_known_high", rows: [[0]], gives: nil),
    Case("hhi_level", 1_801, gives: "highly concentrated"),
    Case("hhi_level", 1_800, gives: "moderately concentrated"),
    Case("hhi_level", 1_000, gives: "moderately concentrated"),
    Case("hhi_level", 999, gives: "not concentrated"),
    Case("import_reliance", 90, 10, 20, gives: 80.0),
    Case("import_reliance", 10, 50, 100, gives: .number(-200.0 / 3)),
    Case("import_reliance", 0, 0, 0, gives: nil), Case("import_reliance", 0, 10, 5, gives: nil),
    Case("net_import_reliance", 70, 20, 10, 40, gives: 60.0),
    Case("apparent_consumption", 40, 70, 20, 10, gives: 100.0),
  ]

  static let supplyRisk: [Case] = [
    Case("hhi_wgi", rows: [[50, 4, 1], [50, 6, 1.5]], gives: 3.25),
    Case("hhi_wgi", rows: [], gives: nil),
    Case("supply_risk", 4, 2, 100, 0, 1, gives: 3.0),
    Case("supply_risk", 4, 2, 0, 0, 1, gives: 2.0),
    Case("supply_risk", 4, 2, 100, 50, 0.5, gives: 0.75),
    Case("supply_risk", nil, 2, 100, 0, 1, gives: 2.0),
    Case("supply_risk", 4, nil, 100, 0, 1, gives: 4.0),
    Case("supply_risk", nil, nil, 100, 0, 1, gives: nil),
    Case("supply_risk_bottleneck", 1.2, 4.1, gives: 4.1),
    Case("supply_risk_bottleneck", 1.2, nil, gives: 1.2),
    Case("supply_risk_bottleneck", nil, nil, gives: nil),
    Case("implied_hhi_core", 1, 100, 1, gives: nil),
    Case("economic_importance", rows: [[50, 80, 100, 0.5], [50, 20, 100, 0.5]], gives: 2.5),
    Case("is_critical", 1, 2.8, gives: true), Case("is_critical", 0.99, 7, gives: false),
    Case("is_critical", 4, 2.79, gives: false),
  ]

  static let benchmarks: [Case] = [
    Case("benchmark_gap", 40, 25, gives: 15.0),
    Case("benchmark_pace", 40, 25, 2025, 2030, gives: 3.0),
    Case("benchmark_pace", 40, 25, 2030, 2030, gives: nil),
    Case("benchmark_path", 20, 2024, 40, 2030, 2027, gives: 30.0),
    Case("benchmark_path", 20, 2024, 40, 2030, 2035, gives: 40.0),
    Case("on_track", 30, ">=", 20, 2024, 40, 2030, 2027, gives: true),
    Case("on_track", 29.9, ">=", 20, 2024, 40, 2030, 2027, gives: false),
    Case("on_track", 80, "<=", 95, 2024, 65, 2030, 2027, gives: true),
    Case("on_track", 81, "<=", 95, 2024, 65, 2030, 2027, gives: false),
    // Below its cap already, though above the line that rises to it.
    Case("on_track", 60, "<=", 31, 2024, 65, 2030, 2025, gives: true),
    Case("benchmark_status", nil, ">=", 10, gives: "no published measurement"),
    Case("benchmark_status", 0, ">=", 10, gives: "not met"),
    Case("benchmark_status", 10, ">=", 10, gives: "met"),
    Case("benchmark_status", 71, "<=", 65, gives: "not met"),
  ]

  static let recycling: [Case] = [
    Case("recycling_class", 0, gives: "none"), Case("recycling_class", 0.5, gives: "under 1 %"),
    Case("recycling_class", 1, gives: "1 to 5 %"), Case("recycling_class", 5, gives: "1 to 5 %"),
    Case("recycling_class", 5.1, gives: "over 5 %"), Case("recycling_class", 13, gives: "over 5 %"),
    Case("recycling_class", 25, gives: "25 % or more"), Case("recycling_class", nil, gives: nil),
    Case("eol_rir", 25, 75, gives: 25.0), Case("eol_rir", 0, 0, gives: nil),
    Case("eol_recycling_rate", 3, 4, gives: 75.0),
    Case("recycled_content", 10, 20, 70, gives: 30.0), Case("old_scrap_ratio", 10, 30, gives: 25.0),
  ]

  static let partnerships: [Case] = [
    Case("imports_change", 200, 150, gives: -25.0), Case("imports_change", 0, 150, gives: nil),
    Case("declining_share", rows: [[10, 9], [10, 10], [10, 11], [5, 0]], gives: 50.0),
    Case("declining_share", rows: [], gives: nil),
    Case("low_governance_share", rows: [[0], [-0.01]], gives: 50.0),
    Case("signed_by", rows: [], gives: 0),
    Case("self_sufficiency", 30, 20, gives: 150.0), Case("self_sufficiency", 30, 0, gives: nil),
  ]

  static let provenance: [Case] = [
    Case("multiple_origins_share", rows: [[1], [2], [3], [0]], gives: 50.0),
    Case("anonymous_share", rows: [[true], [0], [1], [false]], gives: 50.0),
    Case("median", rows: [[5], [1], [9]], gives: 5.0),
    Case("median", rows: [[1], [4]], gives: 2.5),
    Case(
      "median_age_days",
      rows: [["2026-02-03", "2026-02-05"], ["2026-01-05", "2026-02-05"]], gives: 16.5),
    Case("median_age_days", rows: [], gives: nil),
    Case("seriousness_index", rows: [[2], [1], [2], [2]], gives: nil),
    Case("seriousness_step", 2, gives: "draft text"),
  ]

  static let sums: [Case] = [
    Case("share_pct", 0, 0, gives: nil), Case("residual", rows: [[26, 10], [26, 7]], gives: 9.0),
    Case("residual", rows: [[10, 12]], gives: -2.0), Case("residual", rows: [], gives: nil),
    Case("significant", 5_072.4, 2, gives: 5_100.0), Case("significant", 2.675, 3, gives: 2.68),
    Case("significant", -0.033_46, 2, gives: -0.033), Case("significant", 0, 3, gives: 0.0),
    Case("significant", 9.96, 2, gives: 10.0),
    Case("significant", 61.8556701, 15, gives: 61.8556701),
  ]

  static let cases: [Case] = [
    mechanisms, priceSupport, safeguards, restrictions, stockpile, disruption, projects,
    concentration, supplyRisk, benchmarks, recycling, partnerships, provenance, sums,
  ].flatMap(\.self)

  @Test(arguments: cases)
  func computes(_ example: Case) throws {
    let value = try call(example.name, rows: example.rows)
    if let number = value.numeric, let expected = example.expected.numeric {
      #expect(abs(number - expected) < 1e-9 * max(1, abs(expected)))
    } else {
      #expect(value == example.expected)
    }
  }

  @Test func everyFormulaIsComputedInATest() {
    let dates = [
      "due_date", "deadline_status", "expiry_status", "days_left", "slip_days", "months_between",
      "age_years",
    ]
    let tested = Set(
      Self.cases.map(\.name) + WorkedExampleTests.examples.map(\.name) + dates
        + ["certified_price", "floor_equivalent_premium", "price_gap", "sufficient_ramp"])
    let others = ["hhi_interval", "n_minus_1_amounts"]
    #expect(Formula.all.map(\.name).filter { !tested.contains($0) && !others.contains($0) } == [])
  }
}
