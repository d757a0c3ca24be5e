import Fuzzing

/// Edits of graphs: views that read views, and what pages ask of them.
extension RandomAuthor {
  private static let folder = "Content/data/views/"

  private func ownViews() throws -> [String] {
    let kept = ["top_share", "low_share", "unread"]
    return try site.files(in: "Content/data/views").keys.filter { $0.hasSuffix(".sql") }
      .map { String($0.dropLast(4)) }.filter { !kept.contains($0) }.sorted()
  }

  /// A table or view, by a name that is there or one that may be.
  private mutating func relation() throws -> String {
    let known = try ownViews() + ownTables().map(\.name) + ["share", "material", "top_share"]
    if random.chance(0.1) { return "all_" + (random.pick(known) ?? "") }
    return random.chance(0.05) ? name() : random.pick(known) ?? "share"
  }

  /// A query of one column of texts.
  private mutating func text(from relation: String) throws -> String {
    let fields = try ownTables().first { $0.name == relation }?.schema.fields.map(\.name) ?? []
    guard let field = random.pick(fields), random.chance(0.8) else {
      return "select count(*) as n from " + Self.sql(relation)
    }
    let column = Self.sql(field)
    return "select \(column) as n from \(Self.sql(relation)) order by \(column)"
  }

  private mutating func viewText() throws -> String {
    let (first, second) = (try relation(), try relation())
    let texts = [
      try text(from: first), "select * from " + Self.sql(first),
      "select count(*) as n from \(Self.sql(first)), \(Self.sql(second))",
      "select 'a\(number % 3)' as n union select '\(number % 4)'",
      "select count(*) as n from \(Self.sql(first)) where 'x' < coalesce(:as_of, '')",
    ]
    return random.pick(texts) ?? ""
  }

  mutating func viewGraph() throws -> String? {
    let views = try ownViews()
    let old = views.count > 5 || random.chance(0.6) ? random.pick(views) : nil
    return try changeFile(old.map { Self.folder + $0 + ".sql" }, in: Self.folder, ending: ".sql") {
      try $0.viewText()
    }
  }

  /// A page that asks the author's own tables and views.
  mutating func question() throws -> String? {
    guard let path = try page() else { return nil }
    let relation = try relation()
    let query = try text(from: relation)
    let texts = [
      "`{sql} select count(*) from \(Self.sql(relation))` rows.",
      "`{sql} select group_concat(n) from (\(query))` in one.",
      "```sql q\(number)\n\(query)\n```\n\n```table q\(number) #tbl-\(number)\n"
        + "caption: Table \(number)\nempty: None.\n```",
      "```sql \(name())\n\(query)\n```",
    ]
    guard let text = random.pick(texts) else { return nil }
    try append("\n" + text + "\n", to: path)
    return "\(path) gains '\(text)'"
  }

  /// A page for each row of a table, a view, or a list of names.
  mutating func rowPages() throws -> String? {
    let path = "Content/own/[n].md"
    if random.chance(0.15), (try? site.read(path)) != nil {
      try site.remove(path)
      return "without \(path)"
    }
    let names = [slug(), slug(), slug()].map { "select '\($0.replacing("'", with: "''"))' as n" }
    let query =
      random.chance(0.6) ? names.joined(separator: " union ") : try text(from: try relation())
    let title = random.chance(0.5) ? "Own {n}" : name()
    try site.write(
      path,
      """
      ---
      title: \(Self.quoted(title))
      rows: \(Self.quoted(query))
      tags: [\(Self.quoted(random.chance(0.3) ? name() : "trade"))]
      ---
      Row `{sql} select :n` of `{sql} select count(*) from \(Self.sql(try relation()))`.

      """)
    return "\(path) of \(query)"
  }
}
