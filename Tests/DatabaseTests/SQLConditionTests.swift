import Database
import Testing

/// What a condition compares.
@Suite struct SQLConditionTests {
  @Test(arguments: [
    ("a > 2 * b", ["a", "2 * b"]),
    ("(select max(x) from t where x > 3) >= 10", ["(select max(x) from t where x > 3)"]),
    ("a = 1 and b <> 'x' or not c", ["a", "b", "c"]),
    ("a between b and c + 1", ["a", "b", "c + 1"]),
    ("a is not null", ["a"]),
    ("case when a > 1 then 2 else 3 end = b", ["case when a > 1 then 2 else 3 end", "b"]),
    ("a < a", ["a"]),
    ("1 < 2", []),
    ("count(*) in (1, 2)", ["count(*)", "(1, 2)"]),
    ("", []),
  ])
  func theOperandsOfACondition(_ condition: String, _ operands: [String]) {
    #expect(SQLCondition.operands(of: condition) == operands)
  }
}
