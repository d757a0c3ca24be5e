import Basics
import SiteBuild
import Testing

/// The same sources give the same bytes.
@Suite struct DeterminismTests {
  @Test(arguments: [1, 4], [false, true])
  func foldersOrdersAndThreadsMakeNoDifference(_ jobs: Int, _ reversed: Bool) throws {
    let one = try TestSite()
    try one.buildGood { $0.jobs = 2 }
    var order = SmallSite.files.keys.sorted()
    if reversed { order.reverse() }
    let other = try TestSite(SmallSite.files, order: order)
    try other.buildGood { $0.jobs = jobs }
    #expect(try one.files(in: "Output", hidden: true) == other.files(in: "Output", hidden: true))
  }

  @Test func theSameMistakesAreSaidInTheSameOrder() throws {
    var said: [[Diagnostic]] = []
    for jobs in [1, 4] {
      let site = try TestSite()
      for page in ["first", "second", "third"] {
        try site.edit("Content/notes/\(page).md", "date:", "[nowhere](x.md)\ndaet:")
        try site.write(
          "Content/notes/\(page).md",
          try site.read("Content/notes/\(page).md") + "\n[nowhere](x.md) `{sql} select y`\n")
      }
      said.append(try site.build { $0.jobs = jobs }.diagnostics)
    }
    #expect(said[0].count > 6)
    #expect(said[0] == said[1])
  }

  @Test func drafts() throws {
    let site = try TestSite()
    try site.buildGood { $0.includesDrafts = true }
    #expect(try site.page("notes/hidden/index.html").contains("Not yet."))
    try site.buildGood()
    #expect(try site.site()["notes/hidden/index.html"] == nil)
  }
}
