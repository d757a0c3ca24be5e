import ArgumentParser
import Basics
import Foundation
import Testing

@testable import Commands

/// A new site, a new page, and what is never written over.
@Suite final class StarterTests {
  private let folder = FileManager.default.temporaryDirectory.path + "/starter-" + UUID().uuidString

  deinit { try? FileSystem.removeTree(folder) }

  private func run(_ arguments: String...) -> Int32 {
    do {
      var command = try Assay.parseAsRoot(arguments)
      try command.run()
      return 0
    } catch {
      return Assay.exitCode(for: error).rawValue
    }
  }

  private func read(_ path: String) throws -> String? {
    try FileSystem.read(folder + "/" + path).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func aNewSiteBuildsWithoutAWarning() throws {
    #expect(run("init", folder) == 0)
    #expect(run("check", "--strict", "--quiet", "--root", folder) == 0)
    #expect(run("build", "--strict", "--quiet", "--root", folder) == 0)
    let page = try #require(try read("Output/briefings/2026-03-reservoirs/index.html"))
    #expect(page.contains("<strong class=\"title\">Fir has lost most</strong>"))
    #expect(page.contains("<svg"))
  }

  @Test func aNewPageIsADraftThatBuilds() throws {
    #expect(run("init", folder) == 0)
    #expect(
      run(
        "new", "briefing", "2026-04-water-levels", "--as-of", "2026-04-30", "--root", folder) == 0)
    let page = try #require(try read("Content/briefings/2026-04-water-levels.md"))
    #expect(
      page.hasPrefix(
        """
        ---
        title: "Water levels"
        summary: One sentence that says what is new.
        as_of: 2026-04-30
        draft: true
        ---
        """))
    #expect(run("build", "--strict", "--quiet", "--drafts", "--root", folder) == 0)
    #expect(try read("Output/briefings/2026-04-water-levels/index.html") != nil)
  }

  @Test func aSiteMayHaveArchetypesOfItsOwn() throws {
    #expect(run("init", folder) == 0)
    try NewFile.write(
      Array("---\ntitle: {{title}}\n---\n{{slug}}\n".utf8),
      to: folder + "/Templates/archetypes/note.md")
    #expect(run("new", "note", "a-1", "--title", "A \"b\": c", "--root", folder) == 0)
    #expect(try read("Content/notes/a-1.md") == "---\ntitle: \"A \\\"b\\\": c\"\n---\na-1\n")
  }

  @Test func nothingIsWrittenOver() throws {
    #expect(run("init", folder) == 0)
    try NewFile.write(Array("mine".utf8), to: folder + "/Content/briefings/x.md")
    #expect(run("init", folder) == 1)
    #expect(run("new", "briefing", "x", "--as-of", "2026-04-30", "--root", folder) == 1)
    #expect(try read("Content/briefings/x.md") == "mine")
  }

  @Test(arguments: [
    ["new", "briefing", "x"], ["new", "briefing", "../x", "--as-of", "2026-04-30"],
    ["new", "briefing", "x", "--as-of", "then"], ["completion", "csh"],
    ["new", "briefing", "x", "--as-of", "2026-04-30", "--folder", "Content/briefings"],
    ["new", "briefing", "x", "--as-of", "2026-04-30", "--folder", "Content"],
  ])
  func wrongUsageIs64(_ arguments: [String]) {
    do {
      var command = try Assay.parseAsRoot(arguments)
      try command.run()
      Issue.record("\(arguments) was taken")
    } catch {
      #expect(Assay.exitCode(for: error).rawValue == 64)
    }
  }

  @Test func aKindWithoutArchetypeIsMissingInput() {
    #expect(run("init", folder) == 0)
    #expect(run("new", "poem", "x", "--root", folder) == 72)
  }
}
