import Basics
import Tables

extension SQLFunction {
  /// The functions every database has beside SQLite's own.
  static let dates: [SQLFunction] = [
    .scalar(
      "add_months", arity: 2,
      summary: "add_months(date, n): the date n months on, clipped to that month's last day"
    ) { arguments in
      if arguments.contains(.null) { return .null }
      let date = try date(arguments[0], "add_months")
      guard case .integer(let months) = arguments[1], months.magnitude < 120_000 else {
        throw SQLFunctionError(
          "add_months: '\(arguments[1].machineText)' is no whole number of months")
      }
      guard let result = date.adding(months: Int(months)) else {
        throw SQLFunctionError("add_months: \(date) and \(months) months is past the calendar")
      }
      return .text(result.description)
    },
    .scalar(
      "days_between", arity: 2,
      summary: "days_between(a, b): days from date a to date b, negative where b is earlier"
    ) { arguments in
      if arguments.contains(.null) { return .null }
      let first = try date(arguments[0], "days_between")
      let second = try date(arguments[1], "days_between")
      return .integer(Int64(second.daysSinceEpoch - first.daysSinceEpoch))
    },
  ]

  private static func date(_ value: Value, _ function: String) throws -> CalendarDate {
    if case .text(let text) = value, let date = CalendarDate(text.prefix(10)),
      text.utf8.count == 10 || text.utf8.count > 10 && text.dropFirst(10).first == "T"
    {
      return date
    }
    throw SQLFunctionError("\(function): '\(value.machineText)' is no date (YYYY-MM-DD)")
  }
}
