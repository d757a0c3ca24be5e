import Basics
import SiteBuild
import Testing

/// What keeps some readers from a page is a warning at its place.
@Suite struct AccessibilityTests {
  private func said(_ body: String, fragment: String? = nil) throws -> [String] {
    let site = try TestSite()
    try site.write("Content/notes/one.md", "---\ntitle: One\n---\n\n\(body)\n")
    try site.write("Content/notes/dam.png", "no picture")
    if let fragment { try site.write("Content/fragments/part.md", fragment) }
    return try site.build().diagnostics.map { diagnostic in
      "\(diagnostic.severity.rawValue) \(diagnostic.path ?? ""):"
        + "\(diagnostic.range?.start.line ?? 0):\(diagnostic.range?.start.column ?? 0) "
        + "\(diagnostic.identifier): \(diagnostic.summary) (\(diagnostic.hint ?? ""))"
    }
  }

  @Test func aPictureNeedsWords() throws {
    #expect(
      try said("Look: ![](dam.png) and ![A dam](dam.png).") == [
        "warning Content/notes/one.md:5:7 PictureWithoutText: the picture 'dam.png' has no text for "
          + "those who do not see it (say what it shows: ![A dam at dusk](dam.png))"
      ])
  }

  @Test func aPictureInAFragmentNeedsThemToo() throws {
    let found = try said(
      "```include fragments/part.md\n```", fragment: "![](../notes/dam.png)\n")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("warning Content/fragments/part.md:1:1 PictureWith") == true)
  }

  @Test(arguments: [
    ("## A\n\n### B\n\n## C", [] as [String]),
    ("## A\n\n#### B", ["7 4 2 ###"]),
    ("### A\n\n### B", ["5 3 1 ##"]),
    ("## A\n\n### B\n\n#### C\n\n## D\n\n#### E", ["13 4 2 ###"]),
  ])
  func aHeadingMayNotLeaveOutALevel(_ body: String, _ expected: [String]) throws {
    let lines = expected.map { text in
      let parts = text.split(separator: " ")
      return "warning Content/notes/one.md:\(parts[0]):1 HeadingLevelSkipped: a heading of level "
        + "\(parts[1]) stands below one of level \(parts[2]) (write \(parts[3]), or add the heading "
        + "that is missing)"
    }
    #expect(try said(body) == lines)
  }

  @Test func theHeadingsOfAFragmentCountWhereItIsIncluded() throws {
    #expect(
      try said(
        "## A\n\n```include fragments/part.md\n```\n\n#### C", fragment: "### B\n") == [])
  }
}
