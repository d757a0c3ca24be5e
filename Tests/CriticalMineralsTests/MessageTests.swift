import CriticalMinerals
import Tables
import Testing

/// Every sentence of the module, whole.
struct MessageTests {
  @Test(
    arguments: [
      ("hhi_low", [[131]], "hhi_low: the share is 131, but must be from 0 to 100"),
      ("hhi_high", [[0]], "hhi_high: the share is 0, but must be more than 0"),
      ("hhi_low", [["a third"]], "hhi_low: the share is 'a third', which is no number"),
      ("supply_loss", [[97, 1.5]], "supply_loss: the cut is 1.5, but must be from 0 to 1"),
      ("cover_days", [[-1, 365]], "cover_days: the stock is -1, but must be 0 or more"),
      ("cover_days", [[10, 0]], "cover_days: the consumption is 0, but must be more than 0"),
      ("wgi_scaled", [[3]], "wgi_scaled: the mean of estimates is 3, but must be from -2.5 to 2.5"),
      (
        "hhi", [[60], [30], [20]],
        "hhi: the shares add up to 110, more than 100 and their rounding"
      ),
      ("share_pct", [[27, 26]], "share_pct: the part is 27, more than the whole of 26"),
      (
        "collar_price", [[100, 120, 80]], "collar_price: the floor is 120, more than the cap of 80"
      ),
      (
        "benchmark_path", [[20, 2030, 40, 2030, 2031]],
        "benchmark_path: the target year is 2030, before the end of the base year of 2030"
      ),
      (
        "benchmark_path", [[20, 2024, 40, 2030, 2023]],
        "benchmark_path: the year is 2023, before the base year of 2024"
      ),
      (
        "residual", [[12, 10], [11, 1]],
        "residual: the total must be the same in all rows, but is 12 and 11"
      ),
      (
        "seriousness_index", [[1], [1], [1], [1], [1], [1]],
        "seriousness_index: there are 6 scores, but must be no more than 5"
      ),
      (
        "benchmark_pace", [[40, 25, 2025.5, 2030]],
        "benchmark_pace: the year is '2025.5', which is no whole number"
      ),
      (
        "days_left", [["6 March", "2026-02-05"]],
        "days_left: the argument 'due' is '6 March', which is no date (YYYY-MM-DD)"
      ),
      (
        "anonymous_share", [["yes"]],
        "anonymous_share: the argument 'is_anonymous' is 'yes', but must be true (1) or false (0)"
      ),
      (
        "restriction_covers", [[1, "EU"]], "restriction_covers: the target is '1', which is no text"
      ),
      (
        "stage_rank", [["refinning"]],
        "stage_rank: the stage is 'refinning'; did you mean 'refining'?"
      ),
      (
        "who_pays", [["gap_subsidy", "farmers", 1, 1, 1, 1]],
        "who_pays: the party is 'farmers', but must be 'users', 'treasury', 'producers' or "
          + "'foreign_suppliers'"
      ),
      (
        "due_date", [["9999-12-31", 1, "days"]],
        "due_date: 9999-12-31 and 1 days is past the calendar"
      ),
      ("median", [[.number(.infinity)]], "median: the value is INF, but must be a finite number"),
    ] as [(String, [[Value]], String)])
  func namesTheFunctionTheValueAndTheRule(name: String, rows: [[Value]], sentence: String) {
    #expect(mistake(try call(name, rows: rows)) == sentence)
  }
}
