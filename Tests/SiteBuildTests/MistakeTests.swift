import Basics
import SiteBuild
import Testing

/// What authors do wrong is said with its place, and never costs them the last good site.
@Suite struct MistakeTests {
  private static func line(_ diagnostic: Diagnostic) -> String {
    let start = diagnostic.range.map { ":\($0.start.line):\($0.start.column)" } ?? ""
    let hint = diagnostic.hint.map { " (\($0))" } ?? ""
    return "\(diagnostic.path ?? "")\(start) \(diagnostic.identifier): \(diagnostic.summary)\(hint)"
  }

  @Test(arguments: MistakeTable.all)
  func aMistakeIsSaidAndTheGoodSiteStays(_ mistake: MistakeTable.Mistake) throws {
    let site = try TestSite()
    try site.buildGood()
    let good = try site.files(in: "Output", hidden: true)
    let sources = try site.copyOfSources()

    try mistake.make(site)
    let summary = try site.build()
    #expect(!summary.isPublished)
    #expect(summary.hasErrors)
    #expect(summary.diagnostics.map(Self.line) == mistake.said)
    #expect(try site.files(in: "Output", hidden: true) == good)
    #expect(try site.build().diagnostics == summary.diagnostics, "a second build says the same")
    #expect(try site.files(in: "Output", hidden: true) == good)

    for folder in ["Content", "Templates"] {
      try site.remove(folder)
      for (path, bytes) in try sources.files(in: folder) {
        try site.write(folder + "/" + path, bytes: bytes)
      }
    }
    try site.buildGood()
    #expect(try site.files(in: "Output", hidden: true) == good)
  }
}
