import Basics
import Testing

@testable import SiteBuild

@Suite struct SeenFoldersTests {
  private func table(_ paths: [String]) -> OutputTable {
    let entries = paths.compactMap { OutputPath($0) }.sorted().map {
      OutputTable.Entry(path: $0, hash: ContentHash(of: ""), stamp: OutputTable.unknownStamp)
    }
    return OutputTable.empty.edited(OutputTable.Edit(added: entries))
  }

  /// Each folder once, in whatever parts the table is looked at.
  @Test(arguments: [
    ["a"], ["a/b"], ["a/b/c/d", "a/b/e", "a/f", "g"],
    ["a/x", "a/b/x", "a/b/c/x", "a-b/x", "a.b/c/x"],
    ["ab/c/x", "a/c/x", "abc/x", "abc/c/x"], ["x/y/1", "x/y/2", "x/z/y/1", "y/y/y/1", "y/y/1"],
  ])
  func eachFolderIsGivenOnce(_ paths: [String]) {
    let table = table(paths)
    let wanted = Set(paths.compactMap { OutputPath($0) }.flatMap(\.folders).map(\.text))
    for split in 0...paths.count {
      var found: [String] = []
      for range in [0..<split, split..<paths.count] {
        table.withFolders(of: range) { folder in
          #expect(folder.last == 0)
          found.append(String(decoding: folder.dropLast(), as: UTF8.self))
        }
      }
      #expect(found.sorted() == wanted.sorted(), "\(split)")
    }
  }

  @Test func theSumIsCarriedOn() throws {
    let site = try TestSite()
    try site.buildGood()
    let (output, copy) = (site.output, site.root + "/.assay/stage/site")
    let roots = try [#require(FolderHandle(output)), #require(FolderHandle(copy))]
    let files = table(try site.site().keys.sorted())
    let before = try #require(SeenFolders(of: files, in: roots, jobs: 2))
    #expect(SeenFolders(of: files, in: roots.reversed(), jobs: 1) == before)
    let folder = "notes/first"
    let part = SeenFolders(of: [folder], in: roots)
    try site.write("Output/notes/first/new.txt", "new")
    let after = try #require(SeenFolders(of: files, in: roots, jobs: 2))
    #expect(after != before)
    #expect(before - part + SeenFolders(of: [folder], in: roots) == after)
    try site.remove("Output/notes")
    #expect(SeenFolders(of: files, in: roots, jobs: 2) == nil)
  }
}
