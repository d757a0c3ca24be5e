import Fuzzing

/// Edits of what pages are found by: addresses, aliases, tags, topics, ids.
extension RandomAuthor {
  /// A page under a name that few would choose.
  mutating func namedPage() throws -> String? {
    let count = try site.files(in: "Content").keys.count { $0.hasSuffix(".md") }
    let folders = ["Content/", "Content/notes/", "Content/own/", "Content/tags/"]
    let folder = random.pick(folders) ?? ""
    let base = slug().replacing("/", with: "∕").replacing("\0", with: "").prefix(60)
    let path = "\(folder)\(base).md"
    guard count < 28, try !site.files(in: "").keys.contains(path) else { return nil }
    try site.write(path, "---\ntitle: \(Self.quoted(name()))\n---\n## Numbers\n\nText.\n")
    return path
  }

  /// Puts a line into the front matter of a page, in place of one with that key.
  func setLine(_ key: String, _ value: String, in path: String) throws -> Bool {
    var text = try site.read(path).split(separator: "\n", omittingEmptySubsequences: false)
    let line = "\(key): \(value)"[...]
    guard text.first == "---", let end = text.dropFirst().firstIndex(of: "---") else {
      return false
    }
    if let old = text[..<end].firstIndex(where: { $0.hasPrefix(key + ":") }) {
      text[old] = line
    } else {
      text.insert(line, at: end)
    }
    try site.write(path, text.joined(separator: "\n"))
    return true
  }

  mutating func mark() throws -> String? {
    guard let path = try page() else { return nil }
    let alias = random.pick([
      "/\(slug())/", "/old/\(slug())/\(slug())/", "/notes/\(slug())/", "/tags/\(slug())/",
      "/notes/page/2/", "/data/", "/" + name(),
    ])
    let marks = [
      ("aliases", "[\(Self.quoted(alias ?? ""))]"), ("aliases", "[]"),
      ("tags", "[\(Self.quoted(name())), trade]"), ("tags", "[\(Self.quoted(name()))]"),
      ("slug", Self.quoted(slug())), ("title", Self.quoted(name())),
      ("summary", Self.quoted(name())), ("extra", "{\(Self.quoted(name())): 1}"),
      ("template", Self.quoted(random.chance(0.7) ? "page" : name())),
    ]
    guard let (key, value) = random.pick(marks), try setLine(key, value, in: path) else {
      return nil
    }
    return "\(path) says \(key): \(value)"
  }

  /// A heading or table with an id, and a sentence that leads to it.
  mutating func identifier() throws -> String? {
    guard let path = try page() else { return nil }
    let id = random.chance(0.6) ? slug() : name()
    let texts = [
      "## Part {#\(id)}\n\nSee [it](#\(id)).", "## \(id)\n\nText.", "In @sec-\(id).",
      "## Part {#sec-\(id)}\n\nIn @sec-\(id).", "After [@\(id)].", "`{claim \(id)}`.",
      "```sql q\(number)\nselect 1 as a\n```\n\n```table q\(number) #tbl-\(id)\ncaption: T\n```\n\n"
        + "In @tbl-\(id).",
      "[It](\(id).md) and [it](/\(id)/) and ![it](\(id)).", "```include \(id)\n```",
    ]
    guard let text = random.pick(texts) else { return nil }
    try append("\n" + text + "\n", to: path)
    return "\(path) gains '\(text)'"
  }

  /// A claim of another topic, or a page for the topic.
  mutating func topic() throws -> String? {
    let path = "Content/data/claim.csv"
    if random.chance(0.4) {
      let page = "Content/claims/\(slug().replacing("/", with: "∕").prefix(60)).md"
      guard try !site.files(in: "").keys.contains(page) else { return nil }
      let topic = page.dropFirst("Content/claims/".count).dropLast(3)
      try site.write(page, "---\ntitle: Topic\n---\n```claims \(topic)\n```\n")
      return page
    }
    guard let text = try? site.read(path) else { return nil }
    var rows = Self.rows(text)
    guard let column = rows.first?.firstIndex(of: "topic"), rows.count > 1 else { return nil }
    let row = Int.random(in: 1..<rows.count, using: &random)
    guard rows[row].indices.contains(column) else { return nil }
    rows[row][column] = random.chance(0.5) ? slug() : name()
    try site.write(path, Self.csv(rows))
    return "\(rows[row][0]) is of the topic \(rows[row][column])"
  }

  /// A file of `Content` or an asset under a name that few would choose.
  mutating func namedFile() throws -> String? {
    let folder = random.pick(["Content/", "Content/notes/", "Templates/assets/"]) ?? ""
    let old = try file(String(folder.dropLast())) { $0.hasSuffix(".bin") }
    if let old, random.chance(0.6) {
      try site.remove(old)
      return "without \(old)"
    }
    guard let path = try fileName(folder, ending: ".bin") else { return nil }
    try site.write(path, "bytes \(number)")
    return path
  }
}
