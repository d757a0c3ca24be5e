import Testing

/// The rules judged by files made up for them: each must be able to fail.
struct LayeringRulesTests {
  @Test(arguments: [
    ("import Basics", ["Basics"]),
    ("  package import Basics", ["Basics"]),
    ("internal import Tables", ["Tables"]),
    ("@testable import Markup", ["Markup"]),
    ("@preconcurrency import Dispatch", ["Dispatch"]),
    ("@_spi(Inner) package import Yams", ["Yams"]),
    ("import struct Tables.Value", ["Tables"]),
    ("import A; import B", ["A", "B"]),
    ("let important = 1", []),
    ("imported Basics", []),
  ])
  func importsAreReadInEveryForm(line: String, expected: [String]) {
    #expect(importedModules(line) == expected)
  }

  @Test(arguments: [
    ("Tables", "package import Database", 1),
    ("Markup", "import Charting", 1),
    ("Charting", "import CCMarkGFM", 1),
    ("Basics", "import Yams", 1),
    ("Tables", "import Basics\nimport Yams\nimport Foundation", 0),
    ("Tables", "// import Database\n/* import Markup */ let a = \"import Markup\"", 0),
  ])
  func anArrowThatIsNotInTheTableIsABreach(module: String, text: String, breaches: Int) {
    let table = Dictionary(uniqueKeysWithValues: LayerTable.modules.map { ($0.name, $0) })
    #expect(LayeringRules.forbiddenImports(file(text, in: module), table: table).count == breaches)
  }

  @Test func aBreachNamesItsLine() {
    let table = Dictionary(uniqueKeysWithValues: LayerTable.modules.map { ($0.name, $0) })
    #expect(
      LayeringRules.forbiddenImports(file("\nimport Markup", in: "Tables"), table: table)
        == ["Tables/File.swift:2: Tables may not import Markup"])
  }

  @Test(arguments: [
    ("public struct A {}", 1),
    ("public import Basics", 1),
    ("public private(set) var a = 1", 1),
    ("open class A {}", 1),
    ("open override func a() {}", 1),
    ("package struct A {}", 0),
    ("let file = open(path, 0)", 0),
    ("func open() {}", 0),
    ("/// A public word.", 0),
    ("let access = \"public\"", 0),
  ])
  func widerThanPackageIsABreach(text: String, breaches: Int) {
    #expect(LayeringRules.publicDeclarations(file(text)).count == breaches)
  }

  @Test(arguments: [
    ("final class A: @unchecked Sendable {}", 1),
    ("nonisolated(unsafe) var a = 1", 1),
    ("let a = try! b()", 1),
    ("let a = b as! C", 1),
    ("fatalError(\"no\")", 1),
    ("// Not safe at all.\nlet a = try! b()", 1),
    ("// Safe: the lock below guards it.\nfinal class A: @unchecked Sendable {}", 0),
    ("// Safe: the text is a literal,\n// which the tests read.\nlet a = try! b()", 0),
    ("// Safe: elsewhere.\n\nlet a = try! b()", 1),
    ("let a = try? b as? C", 0),
    ("let a = \"try! \\(b(\"as!\")) fatalError(\"", 0),
    ("let a = #\"try! \"as!\" \"#\nlet b = c as! D", 1),
    ("let a = \"\"\"\n  try! \"as!\"\n  \"\"\"\nlet b = c as! D", 1),
    ("/* try! /* as! */ try! */ let a = 1", 0),
  ])
  func anEscapeWithoutProofIsABreach(text: String, breaches: Int) {
    #expect(LayeringRules.unprovedEscapes(file(text)).count == breaches)
  }

  @Test func linesAreCountedAsEditorsDo() {
    #expect(file("a\nb\n").lineCount == 2)
    #expect(file("a\nb").lineCount == 2)
  }

  private func file(_ text: String, in module: String = "Basics") -> SourceTree.File {
    SourceTree.File(path: "\(module)/File.swift", module: module, text: text)
  }
}
