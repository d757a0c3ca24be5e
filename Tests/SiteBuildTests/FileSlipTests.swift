import Basics
import SiteBuild
import Testing

/// Names of files and keys that other generators have: told, where they would mean nothing here.
@Suite struct FileSlipTests {
  private static func line(_ diagnostic: Diagnostic) -> String {
    let start = diagnostic.range.map { ":\($0.start.line):\($0.start.column)" } ?? ""
    let hint = diagnostic.hint.map { " (\($0))" } ?? ""
    return "\(diagnostic.severity) \(diagnostic.path ?? "")\(start) \(diagnostic.identifier): "
      + "\(diagnostic.summary)\(hint)"
  }

  private static let page = "---\ntitle: A page\n---\nText.\n"

  @Test(arguments: [
    (
      "Content/regions/_index.md", page,
      "error Content/regions/_index.md InvalidFileName: the page of a folder has another name here, "
        + "and this one would stand in its address (name it 'index.md')"
    ),
    (
      "Content/_drafts/x.md", page,
      "warning Content/_drafts ForeignFolder: '_drafts' means nothing here: its pages are published "
        + "like others (write in the front matter of each: draft: true)"
    ),
    (
      "Content/notes/_posts/x.md", page,
      "warning Content/notes/_posts ForeignFolder: '_posts' means nothing here: its pages are "
        + "published like others (name the folder 'posts', as it stands in their addresses)"
    ),
    (
      "Content/notes/plan", "\u{FEFF}---\ntitle: Plan\ndraft: true\n---\nText.\n",
      "error Content/notes/plan MarkdownFileEnding: this begins as a page does, and without the "
        + "ending .md it would be none (name it 'plan.md')"
    ),
    (
      "Content/{region}.md", page,
      "error Content/{region}.md InvalidFileName: the file's name has its column in braces, which "
        + "stand for nothing in a name (name it '[region].md')"
    ),
    (
      "Content/includes/a.md", "Text.\n",
      "error Content/includes/a.md:1:1 MissingFrontMatter: this page has no front matter (if pages "
        + "include it, move it to Content/fragments and include it from there)"
    ),
    (
      "Content/notes/fourth.md", "---\ntitle: Four\npage_size: 2\n---\nText.\n",
      "warning Content/notes/fourth.md:3:1 KeyWithoutEffect: 'page_size' divides the list of a "
        + "folder's pages, and this page has none (write it in the folder's index.md, and take it out "
        + "here)"
    ),
    (
      "Content/notes/fourth.md", "---\nTitle: Four\n---\nText.\n",
      "error Content/notes/fourth.md:2:1 UnknownKey: unknown key 'Title' in the front matter (did you "
        + "mean 'title'?)"
    ),
    (
      "Content/notes/fourth.md", "---\ntitle: 4\n---\nText.\n",
      "error Content/notes/fourth.md:2:8 WrongType: 'title' must be a string, not 4 (put quotes "
        + "around it)"
    ),
  ])
  func whatMeansSomethingElsewhereIsTold(
    _ path: String, _ text: String, _ said: String
  ) throws {
    let site = try TestSite()
    try site.write(path, text)
    #expect(try site.build().diagnostics.map(Self.line) == [said])
  }

  @Test(arguments: [
    ("Content/drafts/x.md", page), ("Content/_index.txt", "Text.\n"),
    ("Content/_drafts/x.md", "---\ntitle: A page\ndraft: true\n---\nText.\n"),
    ("Content/LICENSE", "The licence.\n"), ("Content/notes/plan", "---\nname: Plan\n---\n"),
    ("Content/notes/plan", "---\ntitle: Plan\n"), ("Content/notes/plan", ""),
    ("Content/fragments/includes/a.md", "Text.\n"), ("Content/includes/a.md", page),
    ("Content/deep/index.md", "---\ntitle: Deep\npage_size: 2\n---\nText.\n"),
  ])
  func whatIsMeantSoIsNotTold(_ path: String, _ text: String) throws {
    let site = try TestSite()
    try site.write(path, text)
    #expect(try site.buildGood().diagnostics.map(Self.line) == [])
  }

  @Test func whatOtherProgramsLeaveBehindIsNotPublished() throws {
    let site = try TestSite()
    try site.buildGood()
    let good = try site.site()
    let names = ["~$notes.docx", ".~lock.notes.odt#", "Thumbs.db", "desktop.ini"]
    for name in names { try site.write("Content/notes/" + name, "x") }
    for name in names { try site.write("Templates/assets/" + name, "x") }
    #expect(try site.buildGood().diagnostics.isEmpty)
    #expect(try site.site() == good)
  }

  @Test(arguments: ["site.yml", "Site.yaml"])
  func settingsByAnotherNameAreTold(_ name: String) throws {
    let site = try TestSite()
    let text = try site.read("Content/site.yaml")
    try site.remove("Content/site.yaml")
    try site.write("Content/" + name, text)
    #expect(
      try site.build().diagnostics.map(Self.line) == [
        "error Content/site.yaml MissingSettings: there is no Content/site.yaml (name '\(name)' "
          + "site.yaml)"
      ])
  }

  @Test(arguments: ["notes/index.md", "Content/notes/index.md", "/notes/index.md"])
  func anEntryOfTheNavigationThatNamesAFileIsTold(_ url: String) throws {
    let site = try TestSite()
    try site.edit("Content/site.yaml", "url: /notes/}", "url: \(url)}")
    #expect(
      try site.build().diagnostics.map(Self.line) == [
        "error Content/site.yaml:10:25 BrokenLink: the link '\(url)' leads nowhere (write /notes/)"
      ])
  }

  @Test func anAddressOfTheCommandLineNamesAFolder() throws {
    let site = try TestSite()
    let found = try site.build { $0.baseURL = "https://example.org/index.html" }.diagnostics
    #expect(found.map(\.identifier) == ["InvalidBaseURL"])
  }
}
