import Foundation
import Testing

/// The house as it stands on the disk, against the table of what it may be.
struct LayeringTests {
  let tree: SourceTree
  let table: [String: Module]

  init() throws {
    tree = try SourceTree.onDisk.get()
    table = Dictionary(uniqueKeysWithValues: LayerTable.modules.map { ($0.name, $0) })
  }

  @Test func thereAreSourcesToJudge() {
    #expect(tree.modules.contains("Basics"))
    #expect(tree.files.count > 5)
    #expect(tree.files.contains { !$0.imports.isEmpty })
  }

  @Test func everyModuleFolderIsInTheTable() {
    let known = Set(table.keys).union(LayerTable.importerOfC.keys)
    #expect(tree.modules.filter { !known.contains($0) } == [])
  }

  @Test func everyImportIsAnArrowOfTheTable() {
    #expect(tree.files.flatMap { LayeringRules.forbiddenImports($0, table: table) } == [])
  }

  @Test func aCModuleHasOneImporter() {
    for (library, importer) in LayerTable.importerOfC {
      let importers = Set(
        tree.files.filter { $0.imports.contains { $0.module == library } }.map(\.module))
      #expect(importers.isSubset(of: [importer]), "\(library) is imported by \(importers)")
    }
  }

  @Test func enginesArePeers() {
    let engines = Set(LayerTable.engines.map(\.name))
    #expect(LayerTable.engines.filter { !$0.ours.isDisjoint(with: engines) }.map(\.name) == [])
  }

  @Test func theTableHasNoCycle() {
    var placed = Set(LayerTable.importerOfC.keys)
    var waiting = LayerTable.modules
    while let next = waiting.firstIndex(where: { $0.ours.isSubset(of: placed) }) {
      placed.insert(waiting.remove(at: next).name)
    }
    #expect(waiting.map(\.name) == [])
  }

  @Test func nothingIsPublic() {
    #expect(tree.files.flatMap(LayeringRules.publicDeclarations) == [])
  }

  @Test func whatTheCompilerCannotCheckIsProvedSafeInAComment() {
    #expect(tree.files.flatMap(LayeringRules.unprovedEscapes) == [])
  }

  @Test func filesStayShort() {
    let long = Set(tree.files.filter { $0.lineCount > LayerTable.mostLines }.map(\.path))
    #expect(long == Set(LayerTable.longFiles.map(\.subject)))
  }

  @Test func modulesEarnTheirFolder() {
    let lines = Dictionary(grouping: tree.files, by: \.module)
      .mapValues { $0.reduce(0) { $0 + $1.lineCount } }
    let small = lines.filter { $0.value < LayerTable.fewestLines }.map(\.key)
    let allowed = Set(LayerTable.smallModules.map(\.subject))
    #expect(small.filter { !allowed.contains($0) }.sorted() == [])
  }

  @Test func everyModuleHasItsParagraph() throws {
    let file = SourceTree.root.appending(path: "Documentation/Content/developers/modules.md")
    let headings = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n").filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
    #expect(tree.modules.filter { !headings.contains($0) } == [])
  }
}
