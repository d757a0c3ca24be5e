import CriticalMinerals
import Foundation
import Tables
import Testing

/// The registry, what is printed of it, and what its functions do, agree.
struct ReferenceTests {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Documentation/Content/reference/formulas.md")

  /// `RECORD_FORMULAS=1` writes the page, and fails, so that a run that records never passes for
  /// one that compares.
  @Test func theDocumentationIsMadeOfTheRegistry() throws {
    if ProcessInfo.processInfo.environment["RECORD_FORMULAS"] != nil {
      try FormulaReference.markdown.write(to: Self.page, atomically: true, encoding: .utf8)
      Issue.record("recorded Documentation/Content/reference/formulas.md")
      return
    }
    let known = try String(contentsOf: Self.page, encoding: .utf8)
    #expect(
      known == FormulaReference.markdown,
      "Documentation/Content/reference/formulas.md differs; record it with RECORD_FORMULAS=1")
  }

  @Test func theTableHasARowForEveryFormula() {
    let table = FormulaReference.table
    #expect(table.rows.count == Formula.all.count)
    #expect(table.rows.allSatisfy { $0.count == table.columns.count })
  }

  @Test func namesAreUniqueAndSpeltAsInSQL() {
    let names = Formula.all.map(\.name)
    #expect(Set(names).count == names.count)
    let words = names + Formula.all.flatMap { $0.parameters.map(\.name) }
    #expect(words.filter { $0.wholeMatch(of: #/[a-z][a-z0-9_]*/#) == nil } == [])
  }

  @Test(arguments: Formula.all)
  func everyFormulaIsDescribed(_ formula: Formula) {
    #expect(!formula.rule.isEmpty)
    #expect(!formula.source.isEmpty)
    #expect(!formula.range.isEmpty)
    #expect(formula.summary.hasSuffix("."))
    #expect(formula.summary.first?.isUppercase == true)
    #expect(Set(formula.parameters.map(\.name)).count == formula.parameters.count)
  }

  @Test(arguments: Formula.all)
  func nullGivesNullUnlessTheParameterSaysWhatItMeans(_ formula: Formula) throws {
    for (index, parameter) in formula.parameters.enumerated() {
      var arguments = formula.parameters.map(\.sample)
      arguments[index] = .null
      let value = try formula(arguments)
      #expect((value == .null) == (parameter.meaningOfNull == nil), "\(parameter.name)")
    }
  }

  /// The registry's domains are those that the functions keep.
  @Test(arguments: Formula.all)
  func argumentsOutsideTheirDomainAreErrorsThatNameTheFunction(_ formula: Formula) throws {
    for (index, parameter) in formula.parameters.enumerated() {
      for wrong in parameter.outside {
        var arguments = formula.parameters.map(\.sample)
        arguments[index] = wrong
        let sentence =
          mistake(try formula(arguments)) ?? "no error for \(parameter.name) = \(wrong)"
        #expect(sentence.hasPrefix("\(formula.name): the "))
        #expect(sentence.contains(", but must be ") || sentence.contains(", which is no "))
      }
    }
  }

  @Test(arguments: Formula.all)
  func aGroupWithoutRowsIsNoError(_ formula: Formula) throws {
    guard formula.isAggregate else { return }
    let value = try formula(rows: [])
    #expect((value == .null) == (formula.whenNull != nil))
  }
}

extension Formula: CustomTestStringConvertible {
  package var testDescription: String { signature }
}

extension Parameter {
  /// A value inside the domain of every formula that has such a parameter.
  fileprivate var sample: Value {
    switch kind {
    case .number(.between(let low, let high)): .number(low + 0.6 * (high - low))
    case .number(.percent): 60
    case .number: .number(0.4)
    case .whole(let range):
      .integer(Int64(name.contains("target") ? min(range.upperBound, 2_030) : range.lowerBound))
    case .date: "2026-02-04"
    case .flag: true
    case .text: "refining"
    case .choice(let words): .text(words[0])
    }
  }

  fileprivate var outside: [Value] {
    switch kind {
    case .number(.percent): [-0.1, 100.1, "sixty"]
    case .number(.part): [-0.1, 1.1, "half"]
    case .number(.positive): [0, -1, "many"]
    case .number(.notNegative): [-0.1, "few"]
    case .number(.any): ["many"]
    case .number(.between(let low, let high)): [.number(low - 0.1), .number(high + 0.1), "some"]
    case .whole(let range):
      [.integer(Int64(range.lowerBound - 1)), .integer(Int64(range.upperBound + 1)), 1.5, "one"]
    case .date: ["2026-02-30", "4 Feb 2026", 2026]
    case .flag: [2, "yes"]
    case .text: [1]
    case .choice: ["nonsense", 1]
    }
  }
}
