import Basics
import Testing

@testable import Charting

@Suite struct ExpressionTests {
  private static let row: [String: Datum] = [
    "a": 3, "b": -2.5, "name": "Ada Lovelace", "year": "1999", "none": nil, "flag": true,
    "list": [1, 2, 3], "when": .date(1_325_721_600_000), "deep": .object(["x": [7, 8]]),
    "two words": 9,
  ]

  /// The values are those of the same expression in JavaScript with Vega's functions.
  @Test(
    arguments: [
      ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("2 - 3 - 4", -5), ("7 % 4", 3), ("-7 % 4", -3),
      ("1/0", .number(.infinity)), ("'a' + 1", "a1"), ("1 + '2'", "12"), ("'3' * '4'", 12),
      ("+datum.year + 5", 2004), ("datum.year + 5", "19995"), ("!datum.none", true),
      ("datum.a > 2 && datum.b < 0", true), ("datum.none || 'other'", "other"),
      ("datum.a == '3'", true), ("datum.a === '3'", false), ("datum.none != null", false),
      ("null == 0", false), ("null >= 0", true), ("'b' > 'a'", true), ("'10' < '9'", true),
      ("'10' < 9", false), ("NaN != NaN", true), ("datum.a ? 'yes' : 'no'", "yes"),
      ("datum.b < 0 ? datum.b > -1 ? 'small' : 'big' : 'positive'", "big"),
      ("datum['two words']", 9), ("datum.deep.x[1]", 8), ("datum.list[0]", 1),
      ("datum.name[0]", "A"),
      ("datum.name.length", 12), ("datum.missing", nil), ("[1, 'b', [2]][2][0]", 2),
      ("{a: 1, 'b c': 2}['b c']", 2), ("5 & 3", 1), ("5 | 3", 7), ("5 ^ 3", 6), ("~5", -6),
      ("1 << 4", 16), ("-16 >> 2", -4), ("-1 >>> 28", 15), ("0x1F", 31), ("1e3", 1000), (".5", 0.5),
      ("'it\\'s'", "it's"), ("\"\\u00e9\"", "é"), ("true ? 1 : 0", 1),
      ("PI", .number(.pi)), ("- -3", 3), ("!!''", false),
    ] as [(String, Datum)])
  func evaluatesAsJavaScript(source: String, value: Datum) throws {
    #expect(try Expression(source).value(of: Self.row) == value)
  }

  @Test(
    arguments: [
      ("abs(-2)", 2), ("round(-2.5)", -2), ("round(2.5)", 3), ("floor(-0.5)", -1), ("ceil(0.2)", 1),
      ("pow(2, 10)", 1024), ("sqrt(16)", 4), ("max(1, 5, 3)", 5), ("min()", .number(.infinity)),
      ("clamp(5, 0, 3)", 3), ("hypot(3, 4)", 5), ("if(datum.a == 3, 'x', 'y')", "x"),
      ("length(datum.name)", 12), ("length(datum.list)", 3), ("upper('ab')", "AB"),
      ("lower('AB')", "ab"), ("trim('  a b ')", "a b"), ("substring('hello', 3, 1)", "el"),
      ("slice('hello', -3)", "llo"), ("slice(datum.list, 1)", [2, 3]),
      ("split('a,b,c', ',')", ["a", "b", "c"]), ("split('ab', '')", ["a", "b"]),
      ("indexof(datum.name, ' ')", 3), ("indexof([1, 2], 3)", -1), ("lastindexof('abab', 'ab')", 2),
      ("join(['a', null, 1], '-')", "a--1"), ("replace('a-b-c', '-', '+')", "a+b-c"),
      ("replace('a1b22', /[0-9]+/g, '#')", "a#b#"),
      ("replace('John Smith', /(\\w+) (\\w+)/, '$2 $1')", "Smith John"),
      ("test(/^ada/i, datum.name)", true), ("test('^b', 'abc')", false),
      ("test(regexp('LOVE', 'i'), datum.name)", true), ("parseFloat('3.5kg')", 3.5),
      ("parseInt('42.9px')", 42), ("parseInt('ff', 16)", 255), ("toNumber('')", nil),
      ("toNumber('12')", 12), ("toString(5)", "5"), ("toBoolean('false')", false),
      ("isValid(null)", false), ("isValid(NaN)", false), ("isNumber(1)", true),
      ("isNumber('1')", false),
      ("isDate(datum.when)", true), ("isArray(datum.list)", true), ("isNaN(NaN)", true),
      ("isFinite(1/0)", false), ("inrange(5, [1, 5])", true),
      ("inrange(5, [1, 5], true, false)", false),
      ("year(datum.when)", 2012), ("month(datum.when)", 0), ("date(datum.when)", 5),
      ("day(datum.when)", 4), ("quarter(datum.when)", 1), ("hours(datum.when)", 0),
      ("dayofyear(datum.when)", 5), ("week(datum.when)", 1),
      ("time(datetime(2012, 0, 5))", 1_325_721_600_000),
      ("utc(2012, 0, 5)", 1_325_721_600_000), ("year('1999-05-01')", 1999),
      ("month(datetime(2000, 14))", 2),
      ("timeFormat(datum.when, '%b %d')", "Jan 05"), ("utcFormat(datum.when, '%Y')", "2012"),
      ("format(1234.5, ',.2f')", "1,234.50"), ("format(-0.5, '.0%')", "\u{2212}50%"),
      ("monthFormat(1)", "February"), ("dayAbbrevFormat(0)", "Sun"),
      ("timeUnitSpecifier(['year', 'month'])", "%b %Y"), ("pad('7', 3, '0', 'left')", "007"),
      ("pad('a', -1e300)", "a"), ("pad('a', 1e300)", "a"), ("pad('a', NaN)", "a"),
      ("truncate('abcdef', 4)", "abc…"), ("reverse([1, 2])", [2, 1]), ("peek([1, 2])", 2),
      ("sequence(0, 10, 4)", [0, 4, 8]), ("extent([3, 1, null])", [1, 3]), ("span([2, 9])", 7),
      ("lerp([0, 10], 0.25)", 2.5), ("rgb(255, 0, 0)", "rgb(255, 0, 0)"),
      ("quantileUniform(0.25, 0, 8)", 2), ("cumulativeNormal(0)", 0.5),
      ("quantileNormal(0.5, 3, 2)", 3),
      ("merge({a: 1}, {a: 2}).a", 2), ("encodeURIComponent('a b/ü')", "a%20b%2F%C3%BC"),
      ("timeOffset('month', datum.when, 1)", .date(1_328_400_000_000)),
    ] as [(String, Datum)])
  func functionsGiveWhatVegaGives(source: String, value: Datum) throws {
    #expect(try Expression(source).value(of: Self.row) == value)
  }

  @Test(
    arguments: [
      ("datum.a +", "ExpressionSyntax", "the expression ends too soon", 9..<9, nil),
      (
        "datum.a = 3", "ExpressionSyntax", "an expression cannot assign", 8..<9, "compare with '=='"
      ),
      ("1 2", "ExpressionSyntax", "unexpected '2' in the expression", 2..<3, nil),
      ("'abc", "ExpressionSyntax", "a text in the expression is not closed", 0..<4, nil),
      ("12abc", "ExpressionSyntax", "'12' is not a number", 0..<2, nil),
      ("a # b", "ExpressionSyntax", "unexpected '#' in the expression", 2..<3, nil),
      (
        "flor(datum.a)", "UnknownFunction", "no function is called 'flor'", 0..<4,
        "did you mean 'floor'?"
      ),
      ("pow(2)", "WrongArgumentCount", "'pow' takes 2 arguments, not 1", 0..<6, nil),
      (
        "substring('a')", "WrongArgumentCount", "'substring' takes 2 to 3 arguments, not 1", 0..<14,
        nil
      ),
      (
        "horsepower > 3", "UnknownName", "'horsepower' is not known in an expression", 0..<10,
        "a field is written datum.horsepower"
      ),
      (
        "datm.x", "UnknownName", "'datm' is not known in an expression", 0..<4,
        "did you mean 'datum'?"
      ),
      (
        "event.x", "InteractiveExpression",
        "'event' belongs to interactive charts; this chart stands still", 0..<5, nil
      ),
      (
        "now()", "RefusedFunction",
        "'now' cannot be used: a chart must not depend on the day it is drawn on", 0..<3, nil
      ),
      (
        "scale('x', 1)", "RefusedFunction", "'scale' cannot be used: it needs a running view",
        0..<5, nil
      ),
      ("/[/", "ExpressionSyntax", "a text in the expression is not closed", 0..<3, nil),
      (
        "/(/", "ExpressionSyntax", "'(' is not a regular expression that can be used here", 0..<3,
        nil
      ),
    ] as [(String, String, String, Range<Int>, String?)])
  func mistakesAreNamedWithTheirPlace(
    source: String, identifier: String, summary: String, range: Range<Int>, hint: String?
  ) {
    do throws(ExpressionProblem) {
      _ = try Expression(source)
      Issue.record("'\(source)' was taken")
    } catch {
      #expect(
        error
          == ExpressionProblem(identifier: identifier, summary: summary, hint: hint, range: range))
    }
  }

  @Test func hostileExpressionsAreRefused() {
    for source in [
      String(repeating: "(", count: 4000), String(repeating: "-", count: 4000) + "1",
      String(repeating: "1+", count: 4000) + "1", String(repeating: "[", count: 4000),
      "datum" + String(repeating: ".a", count: 4000),
    ] {
      #expect(throws: ExpressionProblem.self) { try Expression(source) }
    }
    let long = String(repeating: " ", count: 1_000_000)
    #expect(throws: ExpressionProblem.tooLong(1_000_000, limit: 10_000)) { try Expression(long) }
  }

  @Test func unknownFieldsAreWarnedAboutWithTheirPlace() throws {
    let expression = try Expression("datum.Horsepowr + datum['Name']")
    let data = Dataset(fields: ["Horsepower", "Name"], rows: [])
    let problems = expression.unknownFields(in: data)
    #expect(
      problems == [
        ExpressionProblem(
          identifier: "UnknownField", summary: "the data has no field 'Horsepowr'",
          hint: "did you mean 'Horsepower'?", range: 0..<15)
      ])
    #expect(expression.fields == ["Horsepowr", "Name"])
  }

  @Test func placesAreInsideTheQuotedText() throws {
    let problem = ExpressionProblem(identifier: "X", summary: "x", hint: nil, range: 2..<4)
    let value = SourceRange(
      start: SourcePosition(line: 3, column: 10), end: SourcePosition(line: 3, column: 19))
    let diagnostic = problem.diagnostic(at: value, source: "abcdefg")
    #expect(diagnostic.range?.start == SourcePosition(line: 3, column: 13))
    #expect(problem.diagnostic(at: value, source: "abc").range == value)
  }

  @Test func randomIsTheSameForEachBinding() throws {
    let expression = try Expression("random()")
    let data = Dataset(fields: [], rows: [[], []])
    let first = data.calculating(expression, as: "r").table
    #expect(first == data.calculating(expression, as: "r").table)
    #expect(first[0] != first[1])
  }

  @Test func globalsAreReadByName() throws {
    let expression = try Expression("width / 2", globals: ["width"])
    #expect(expression.value(globals: ["width": 300]) == 150)
  }
}
