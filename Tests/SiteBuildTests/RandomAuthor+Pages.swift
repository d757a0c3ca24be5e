import Fuzzing

/// Edits of Markdown files.
extension RandomAuthor {
  mutating func body() throws -> String? {
    guard let path = try markdown() else { return nil }
    let inside = String(path.dropFirst("Content/".count))
    let target =
      try file("Content") { $0.hasSuffix(".md") && !$0.hasPrefix("fragments/") }
      .map { String($0.dropFirst("Content/".count)) } ?? "index.md"
    let link = Self.relative(
      from: inside, to: target.replacing("[material]", with: "gallium"))
    let texts = [
      "A sentence \(number).", "## Part \(number)\n\nText.",
      "`{sql} select count(*) from share` rows.", "`{sql} select sum(pct) from all_share` in sum.",
      "`{sql 0.0} select avg(pct) from top_share` on average.", "See [there](\(link)).",
      "See [there](\(link)#numbers).", "As [@eca-2026] says.", "![picture](notes/diagram.svg)",
      "```include fragments/method.md\n```",
      "```sql r\(number)\nselect material, pct from share order by pct, material, year\n```\n\n"
        + "```table r\(number) #tbl-\(number)\ncaption: Table \(number)\nempty: None.\n```\n\nIn @tbl-\(number).",
    ]
    guard let text = random.pick(texts) else { return nil }
    if random.chance(0.2) {
      let lines = try site.read(path).split(separator: "\n", omittingEmptySubsequences: false)
      try site.write(path, lines.dropLast(2).joined(separator: "\n") + "\n")
      return "\(path) loses its last line"
    }
    try append("\n" + text + "\n", to: path)
    return "\(path) gains '\(text)'"
  }

  mutating func frontMatter() throws -> String? {
    guard let path = try page() else { return nil }
    let day = date()
    let lines = [
      "title: Title \(number)", "title: Title \(number)", "summary: In short \(number)",
      "date: \(day)", "date: \(day)", "as_of: \(day)", "tags: [trade, t\(number % 5)]",
      "tags: [t\(number % 3)]", "aliases: [/old/\(number)/]", "slug: s\(number)",
      "order: \(number % 7)", "unlisted: true", "draft: true", "draft: false",
      "template: unused", "page_size: \(1 + number % 3)", "contents: false",
      "publish_on: \(day)", "expires_on: \(day)", "updated: \(day)", "extra: {n: \(number)}",
    ]
    guard let line = random.pick(lines) else { return nil }
    var text = try site.read(path).split(separator: "\n", omittingEmptySubsequences: false)
    let name = line.prefix { $0 != ":" } + ":"
    if let old = text.firstIndex(where: { $0.hasPrefix(name) }) {
      text[old] = line[...]
    } else if let end = text.dropFirst().firstIndex(of: "---") {
      text.insert(line[...], at: end)
    } else {
      return nil
    }
    try site.write(path, text.joined(separator: "\n"))
    return "\(path) says \(line)"
  }

  mutating func addedPage() throws -> String? {
    let count = try site.files(in: "Content").keys.count { $0.hasSuffix(".md") }
    guard count < 16 else { return nil }
    let places = [
      "notes/n\(number).md", "notes/deep/n\(number).md", "notes/deep/index.md", "n\(number).md",
      "materials/m\(number).md",
    ]
    guard let place = random.pick(places) else { return nil }
    let day = date()
    try site.write(
      "Content/" + place,
      "---\ntitle: Added \(number)\ndate: \(day)\ntags: [trade]\n---\n## Numbers\n\nText.\n")
    return place
  }

  mutating func deletedPage() throws -> String? {
    guard let path = try markdown() else { return nil }
    try site.remove(path)
    return path
  }

  mutating func renamedPage() throws -> String? {
    guard let path = try markdown() else { return nil }
    let folders = ["Content/", "Content/notes/", "Content/notes/deep/", "Content/materials/"]
    guard let folder = random.pick(folders) else { return nil }
    let text = try site.read(path)
    try site.remove(path)
    try site.write(folder + "r\(number).md", text)
    return "\(path) to \(folder)r\(number).md"
  }

  mutating func fragment() throws -> String? {
    guard let path = try file("Content", where: { $0.hasPrefix("fragments/") }) else { return nil }
    try site.write(path, "Fragment \(number) with `{sql} select max(pct) from share`.\n")
    return path
  }

  mutating func contentFile() throws -> String? {
    if random.chance(0.3), let path = try file("Content", where: { $0.hasSuffix(".txt") }) {
      try site.remove(path)
      return "without \(path)"
    }
    let path = "Content/notes/f\(number % 4).txt"
    try site.write(path, "text \(number)")
    return path
  }

  /// A page at a place where a file was, or a file where a page was.
  mutating func fileOrPage() throws -> String? {
    let (file, page) = ("Content/notes/flip", "Content/notes/flip.md")
    if try site.files(in: "Content")["notes/flip"] != nil {
      try site.remove(file)
      try site.write(page, "---\ntitle: Flip\n---\nText.\n")
      return page
    }
    try site.remove(page)
    try site.write(file, "text")
    return file
  }

  mutating func mistake() throws -> String? {
    guard let path = try page() else { return nil }
    let mistakes = [
      "[nowhere](nowhere.md)", "[nowhere](#nowhere)", "[@nobody]",
      "`{sql} select nothing from share`",
      "`{sql} select 1; select 2`", "```tabel x\n```", "@fig-none", "```include none.md\n```",
    ]
    guard let mistake = random.pick(mistakes) else { return nil }
    try append("\n" + mistake + "\n", to: path)
    return "\(path) gains '\(mistake)'"
  }
}
