import Basics
import Tables
import Testing

@testable import Charting

@Suite struct TransformTests {
  private static let values = #"""
    [{"g": "a", "x": 1, "y": 2}, {"g": "b", "x": 2, "y": null}, {"g": "a", "x": 3, "y": 4},
     {"g": "b", "x": 4, "y": 10}, {"g": "a", "x": 5, "y": -3}]
    """#

  /// The named columns after the transforms, or the summaries of what was wrong.
  private func run(_ transforms: String, _ values: String = values) throws -> (Dataset, [String]) {
    let diagnostics = DiagnosticCollector()
    let steps = TransformDecoder(diagnostics: diagnostics).steps(
      try structured(transforms).elements ?? [])
    let data = Dataset(values: try structured(values).elements ?? [])
    return (
      data.applying(steps.map(\.transform)), diagnostics.diagnostics.map(\.summary)
    )
  }

  /// Figures from numpy where they are not whole.
  @Test(
    arguments: [
      ("count", nil, [3, 2]), ("valid", "y", [3, 1]), ("missing", "y", [0, 1]),
      ("sum", "y", [3, 10]),
      ("mean", "y", [1, 10]), ("average", "y", [1, 10]), ("min", "y", [-3, 10]),
      ("max", "y", [4, 10]),
      ("product", "y", [-24, 10]), ("median", "y", [2, 10]), ("q1", "y", [-0.5, 10]),
      ("q3", "y", [3, 10]),
      ("distinct", "y", [3, 2]), ("variance", "y", [13, nil]),
      ("stdevp", "x", [(8.0 / 3).squareRoot(), 1]),
      ("stderr", "x", [(4.0 / 3).squareRoot(), 1]),
    ] as [(String, String?, [Double?])])
  func aggregatesByGroup(op: String, field: String?, expected: [Double?]) throws {
    let field = field.map { #", "field": "\#($0)""# } ?? ""
    let (data, problems) = try run(
      #"[{"aggregate": [{"op": "\#(op)"\#(field), "as": "v"}], "groupby": ["g"]}]"#)
    #expect(problems.isEmpty)
    #expect(data.values(of: "g") == ["a", "b"])
    for (mine, wanted) in zip(data.values(of: "v"), expected) {
      if let wanted {
        #expect(abs(mine.coercedToNumber - wanted) < 1e-12)
      } else {
        #expect(mine.isNull)
      }
    }
  }

  @Test func argmaxIsTheWholeRowAndJoinKeepsTheRows() throws {
    let (best, _) = try run(
      #"[{"aggregate": [{"op": "argmax", "field": "y", "as": "m"}], "groupby": ["g"]}]"#)
    #expect(best.values(of: "m.x") == [3, 4])
    let (joined, _) = try run(#"[{"joinaggregate": [{"op": "mean", "field": "x"}]}]"#)
    #expect(joined.values(of: "mean_x") == [3, 3, 3, 3, 3])
    #expect(joined.rows.count == 5)
  }

  @Test func calculateFilterAndBin() throws {
    let (data, problems) = try run(
      #"""
      [{"filter": "datum.x > 1"}, {"calculate": "datum.x * 2", "as": "d"},
       {"filter": {"or": [{"field": "g", "equal": "b"}, {"not": {"field": "x", "lt": 5}}]}},
       {"bin": {"step": 4}, "field": "d", "as": "b"}]
      """#)
    #expect(problems.isEmpty)
    #expect(data.values(of: "d") == [4, 8, 10])
    #expect(data.values(of: "b") == [4, 8, 8])
    #expect(data.values(of: "b_end") == [8, 12, 12])
  }

  @Test(
    arguments: [
      (#"{"field": "x", "range": [2, 4]}"#, [2, 3, 4]),
      (#"{"field": "x", "range": [null, 2]}"#, [1, 2]),
      (#"{"field": "x", "oneOf": [1, 5]}"#, [1, 5]),
      (#"{"field": "y", "valid": true}"#, [1, 3, 4, 5]),
      (#"{"field": "y", "valid": false}"#, [2]), (#"{"field": "x", "gte": 4}"#, [4, 5]),
      (#"{"field": "x", "lte": 1}"#, [1]), (#"{"field": "x", "gt": 4}"#, [5]),
      (#"{"field": "g", "equal": "b"}"#, [2, 4]),
      (#"{"and": [{"field": "g", "equal": "a"}, "datum.y > 0"]}"#, [1, 3]),
    ] as [(String, [Double])])
  func predicatesKeepTheRowsTheyName(predicate: String, kept: [Double]) throws {
    let (data, problems) = try run(#"[{"filter": \#(predicate)}]"#)
    #expect(problems.isEmpty)
    #expect(data.values(of: "x").map(\.coercedToNumber) == kept)
  }

  @Test func predicatesWithATimeUnitCompareUnits() throws {
    let dates = #"[{"d": "2006-05-01"}, {"d": "2007-02-01"}, {"d": "2009-01-01"}]"#
    let (one, _) = try run(
      #"[{"filter": {"timeUnit": "year", "field": "d", "equal": 2006}}]"#, dates)
    #expect(one.values(of: "d") == ["2006-05-01"])
    let (two, _) = try run(
      #"[{"filter": {"timeUnit": "yearmonth", "field": "d", "range": [{"year": 2006, "month": "may"}, {"year": 2007, "month": 2}]}}]"#,
      dates)
    #expect(two.rows.count == 2)
    let (open, _) = try run(
      #"[{"filter": {"timeUnit": "year", "field": "d", "range": [null, 2007]}}]"#, dates)
    #expect(open.rows.count == 2)
  }

  @Test func foldFlattenAndPivotReshape() throws {
    let (folded, _) = try run(#"[{"fold": ["x", "y"]}]"#)
    #expect(folded.rows.count == 10)
    #expect(Array(folded.values(of: "key").prefix(2)) == ["x", "y"])
    #expect(Array(folded.values(of: "value").prefix(2)) == [1, 2])
    let (flat, _) = try run(
      #"[{"flatten": ["p", "q"], "as": ["P"]}]"#, #"[{"p": [1, 2, 3], "q": ["u"]}, {"p": []}]"#)
    #expect(flat.values(of: "P") == [1, 2, 3])
    #expect(flat.values(of: "q") == ["u", nil, nil])
    let (wide, _) = try run(#"[{"pivot": "g", "value": "x", "op": "max"}]"#)
    #expect(wide.fields == ["a", "b"])
    #expect(wide.table == [[5, 4]])
  }

  @Test func lookupFindsTheRowOfAKey() throws {
    let (data, problems) = try run(
      #"""
      [{"lookup": "g", "from": {"data": {"values": [{"k": "a", "n": "Anna"}, {"k": "c", "n": "Carl"}]},
        "key": "k", "fields": ["n"]}, "default": "?"}]
      """#)
    #expect(problems.isEmpty)
    #expect(data.values(of: "n") == ["Anna", "?", "Anna", "?", "Anna"])
  }

  @Test func imputeAddsWhatIsMissing() throws {
    let values =
      #"[{"k": 1, "g": "a", "v": 5}, {"k": 2, "g": "a", "v": 7}, {"k": 1, "g": "b", "v": 9}]"#
    let (zero, _) = try run(#"[{"impute": "v", "key": "k", "groupby": ["g"], "value": 0}]"#, values)
    #expect(zero.fields == ["g", "k", "v"])
    #expect(zero.table == [["a", 1, 5], ["a", 2, 7], ["b", 1, 9], ["b", 2, 0]])
    let (mean, _) = try run(
      #"[{"impute": "v", "key": "k", "keyvals": {"start": 1, "stop": 4}, "groupby": ["g"], "method": "mean"}]"#,
      values)
    #expect(mean.rows.count == 6)
    #expect(mean.values(of: "v") == [5, 7, 9, 6, 9, 9])
  }

  @Test(
    arguments: [
      ("zero", [0, 0, 2, 0, -3], [2, 0, 6, 10, 0]),
      ("normalize", [0, 0, 2.0 / 9, 0, 6.0 / 9], [2.0 / 9, 0, 6.0 / 9, 1, 1]),
      ("center", [0.5, 0, 2.5, 0, 6.5], [2.5, 0, 6.5, 10, 9.5]),
    ] as [(String, [Double], [Double])])
  func stacksByGroup(offset: String, starts: [Double], ends: [Double]) throws {
    let (data, _) = try run(
      #"[{"stack": "y", "groupby": ["g"], "offset": "\#(offset)", "as": ["s", "e"]}]"#)
    func near(_ a: [Datum], _ b: [Double]) -> Bool {
      zip(a, b).allSatisfy { abs(abs($0.coercedToNumber) - abs($1)) < 1e-12 }
    }
    if offset == "zero" {
      #expect(data.values(of: "s") == [0, 0, 2, 0, 0])
      #expect(data.values(of: "e") == [2, 0, 6, 10, -3])
    } else {
      #expect(near(data.values(of: "s"), starts) && near(data.values(of: "e"), ends))
    }
  }

  @Test(
    arguments: [
      (#"{"op": "row_number"}"#, [1, 2, 3, 4, 5]), (#"{"op": "rank"}"#, [1, 2, 2, 4, 5]),
      (#"{"op": "dense_rank"}"#, [1, 2, 2, 3, 4]),
      (#"{"op": "percent_rank"}"#, [0, 0.25, 0.25, 0.75, 1]),
      (#"{"op": "cume_dist"}"#, [0.2, 0.6, 0.6, 0.8, 1]),
      (#"{"op": "ntile", "param": 2}"#, [1, 2, 2, 2, 2]),
      (#"{"op": "lag", "field": "v"}"#, [nil, 1, 2, 2, 3]),
      (#"{"op": "lead", "field": "v", "param": 2}"#, [2, 3, 4, nil, nil]),
      (#"{"op": "sum", "field": "v"}"#, [1, 5, 5, 8, 12]),
      (#"{"op": "max", "field": "v"}"#, [1, 2, 2, 3, 4]),
      (#"{"op": "first_value", "field": "v"}"#, [1, 1, 1, 1, 1]),
      (#"{"op": "last_value", "field": "v"}"#, [1, 2, 2, 3, 4]),
      (#"{"op": "nth_value", "field": "v", "param": 2}"#, [nil, 2, 2, 2, 2]),
      (#"{"op": "count"}"#, [1, 3, 3, 4, 5]),
    ] as [(String, [Double?])])
  func windowsSeePeersTogether(op: String, expected: [Double?]) throws {
    let values = #"[{"v": 1}, {"v": 2}, {"v": 2}, {"v": 3}, {"v": 4}]"#
    let op = op.dropLast() + #", "as": "w"}"#
    let (data, problems) = try run(#"[{"window": [\#(op)], "sort": [{"field": "v"}]}]"#, values)
    #expect(problems.isEmpty)
    #expect(data.values(of: "w") == expected.map { $0.map(Datum.number) ?? .null })
  }

  @Test func framesSlideOverRows() throws {
    let values = #"[{"v": 4}, {"v": 1}, {"v": 3}, {"v": 2}]"#
    for (op, expected) in [("mean", [2.5, 8.0 / 3, 2, 2.5]), ("min", [1, 1, 1, 2])] {
      let (data, _) = try run(
        #"[{"window": [{"op": "\#(op)", "field": "v", "as": "w"}], "frame": [-1, 1]}]"#, values)
      for (mine, wanted) in zip(data.values(of: "w"), expected) {
        #expect(abs(mine.coercedToNumber - wanted) < 1e-12)
      }
    }
  }

  @Test func previousAndNextValuesFillGaps() throws {
    let values = #"[{"v": null}, {"v": 1}, {"v": null}, {"v": 3}]"#
    let (data, _) = try run(
      #"[{"window": [{"op": "prev_value", "field": "v", "as": "p"}, {"op": "next_value", "field": "v", "as": "n"}]}]"#,
      values)
    #expect(data.values(of: "p") == [nil, 1, 1, 3])
    #expect(data.values(of: "n") == [1, 1, 3, 3])
  }

  @Test func densityIntegratesToOneAndCountsToTheRows() throws {
    for (option, total) in [("", 1.0), (#", "counts": true"#, 5)] {
      let (data, _) = try run(
        #"[{"density": "x", "bandwidth": 0.5, "extent": [-5, 11], "steps": 400\#(option)}]"#)
      let step = 16.0 / 400
      let area = data.values(of: "density").reduce(0) { $0 + $1.coercedToNumber } * step
      #expect(data.rows.count == 401)
      #expect(abs(area - total) < 1e-6)
    }
  }

  @Test func missingValuesLowerADensityAsInVega() throws {
    let options = #""bandwidth": 0.5, "extent": [5, 6], "steps": 1"#
    let (whole, _) = try run(#"[{"density": "v", \#(options)}]"#, #"[{"v": 5}]"#)
    let (half, _) = try run(#"[{"density": "v", \#(options)}]"#, #"[{"v": 5}, {"v": null}]"#)
    let (full, low) = (whole.values(of: "density")[0], half.values(of: "density")[0])
    #expect(abs(low.coercedToNumber / full.coercedToNumber - 0.5) < 1e-9)
  }

  @Test func quantilesAreEvenlySpaced() throws {
    let (data, _) = try run(#"[{"quantile": "x", "step": 0.25}]"#)
    #expect(data.values(of: "prob") == [0.125, 0.375, 0.625, 0.875])
    #expect(data.values(of: "value") == [1.5, 2.5, 3.5, 4.5])
  }

  @Test func trendsHaveTheirEndsOrTheirParameters() throws {
    let (line, _) = try run(
      #"[{"regression": "y", "on": "x"}]"#,
      #"[{"x": 0, "y": 1}, {"x": 2, "y": 5}, {"x": 4, "y": 9}]"#)
    #expect(line.values(of: "x") == [0, 4])
    #expect(line.values(of: "y") == [1, 9])
    let (fit, _) = try run(
      #"[{"regression": "y", "on": "x", "params": true}]"#,
      #"[{"x": 0, "y": 1}, {"x": 2, "y": 5}, {"x": 4, "y": 9}]"#)
    #expect(fit.values(of: "coef") == [[1, 2]])
    #expect(fit.values(of: "rSquared") == [1])
  }

  @Test func samplesAreTheSameEachTime() throws {
    let (first, _) = try run(#"[{"sample": 2}]"#)
    let (second, _) = try run(#"[{"sample": 2}]"#)
    #expect(first.rows.count == 2 && first.table == second.table)
  }

  @Test func timeUnitsGiveStartAndEnd() throws {
    let (data, _) = try run(
      #"[{"timeUnit": "yearmonth", "field": "d", "as": "m"}]"#,
      #"[{"d": "2012-02-10"}, {"d": "x"}]"#)
    #expect(data.values(of: "m") == [.date(DateText.parse("2012-02-01")), nil])
    #expect(data.values(of: "m_end") == [.date(DateText.parse("2012-03-01")), nil])
  }

  @Test(
    arguments: [
      (#"[{"agregate": []}]"#, "no transform has the properties 'agregate'"),
      (#"[{"calculate": "datum.x +", "as": "y"}]"#, "the expression ends too soon"),
      (#"[{"calculate": "1"}]"#, "the transform 'calculate' needs 'as'"),
      (#"[{"aggregate": [{"op": "meen", "field": "x", "as": "m"}]}]"#, "'meen' is no op"),
      (#"[{"aggregate": [{"op": "mean", "as": "m"}]}]"#, "an aggregate needs 'field'"),
      (#"[{"filter": {"field": "x"}}]"#, "this predicate says nothing about its field"),
      (
        #"[{"filter": {"param": "brush"}}]"#,
        "'param' belongs to interactive charts; this chart stands still"
      ),
      (#"[{"timeUnit": "yearmnth", "field": "d", "as": "m"}]"#, "'yearmnth' is no timeUnit"),
      (#"[{"fold": ["a"], "az": 1}]"#, "the transform 'fold' has no property 'az'"),
      (#"[{"stack": 5, "groupby": [], "as": "s"}]"#, "'stack' must be a string, not a number"),
      (
        #"[{"lookup": "g", "from": {"data": {"url": "u"}, "key": "k"}}]"#,
        "the data of a lookup must be given inline or by the name of a data set"
      ),
      (#"{"filter": "true"}"#, "'transform' must be a list, not an object"),
    ] as [(String, String)])
  func mistakesAreNamed(transforms: String, summary: String) throws {
    let value = try structured(transforms)
    let written = GrammarCheck.diagnostics(
      value, .list(.transform), name: "transform", speech: .transform)
    #expect(written.map(\.summary) + (try run(transforms).1) == [summary])
  }

  @Test func emptyDataStaysEmpty() throws {
    for transform in [
      #"{"aggregate": [{"op": "mean", "field": "x", "as": "m"}]}"#,
      #"{"bin": true, "field": "x", "as": "b"}"#,
      #"{"density": "x"}"#, #"{"regression": "y", "on": "x"}"#, #"{"loess": "y", "on": "x"}"#,
      #"{"window": [{"op": "rank", "as": "r"}]}"#, #"{"stack": "x"}"#,
      #"{"pivot": "g", "value": "x"}"#,
      #"{"impute": "x", "key": "y"}"#, #"{"fold": ["x"]}"#,
    ] {
      #expect(try run("[\(transform)]", "[]").0.rows.isEmpty)
    }
  }
}
