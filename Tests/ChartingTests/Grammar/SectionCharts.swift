import Testing

@testable import Charting

/// A section of the grammar with charts in which its properties can act.
struct Section: CustomTestStringConvertible, Sendable {
  let name: String
  let table: PropertyTable
  /// Specifications; `@` stands where a property is written.
  let charts: [String]
  /// Values that mean something here, by property.
  var values: [String: [String]] = [:]
  /// What the charts say already, and what would change their data.
  var isGiven: Set<String> = []

  var testDescription: String { name }

  static let rows = #"""
    "data": {"values": [
      {"a": 1, "b": 3.25, "c": "u", "d": "2020-01-01", "e": "A long name of a thing"},
      {"a": 2, "b": 5.5, "c": "v", "d": "2020-02-01", "e": "Another name"},
      {"a": 4, "b": 4, "c": "u", "d": "2021-03-01", "e": "A third name, longer than any of them"},
      {"a": 8, "b": 9, "c": "v", "d": "2021-04-01", "e": "Fourth"}]},
    """#
  /// A chart of one view.
  static func chart(_ mark: String, _ encoding: String, _ more: String = "") -> String {
    #"{\#(rows) "mark": \#(mark), "encoding": {\#(encoding)}\#(more)}"#
  }

  static let q = #""field": "a", "type": "quantitative""#
  static let r = #""field": "b", "type": "quantitative""#
  static let n = #""field": "c", "type": "nominal""#
  static let t = #""field": "d", "type": "temporal""#
  static let names = #""field": "e", "type": "nominal""#
  /// A style for guides, and one for marks, frames and titles.
  static let guideStyle = ##", "config": {"style": {"mine": {"labelColor": "#aa0000"}}}"##
  static let styled = ##", "config": {"style": {"mine": {"color": "#aa0000", "fill": "#aa0000"}}}"##

  static let all: [Section] =
    guides + scales + marks + compositeMarks + views + configs
    + transforms
}
