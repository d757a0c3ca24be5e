import Basics
import Fuzzing

/// Edits of data, templates and settings, and of what a build wrote.
extension RandomAuthor {
  // MARK: - Data

  private mutating func table() throws -> (path: String, rows: [[String]])? {
    guard let path = try file("Content", where: { $0.hasSuffix(".csv") }) else { return nil }
    return (path, Self.rows(try site.read(path)))
  }

  private func write(_ path: String, _ rows: [[String]]) throws {
    try site.write(path, Self.csv(rows))
  }

  private mutating func value(of column: String, in path: String) throws -> String {
    let own = try ownTables().first { path.hasSuffix("/" + $0.path) }
    if let field = own?.schema.fields.first(where: { $0.name == column }) {
      return value(ofType: field.type)
    }
    switch column {
    case "claim_id": return path.hasSuffix("/claim.csv") ? "F\(number)" : "F\(109 + number % 8)"
    case "value_num": return random.chance(0.9) ? share() : ""
    case "value_text", "value_date", "superseded_on", "superseded_by": return ""
    case "unit": return ["%", "count", "USD bn"][number % 3]
    case "qualifier": return ["exact", "about", "up_to"][number % 3]
    case "confidence": return ["high", "medium", "low"][number % 3]
    case "relation": return ["originates", "reports"][number % 2]
    case "origin_id": return "audit"
    case "subject": return ["gallium", "EU", "mou"][number % 3]
    case "pct": return share()
    case "known_on": return date()
    case "year": return "\(2020 + number % 6)"
    case "partner": return ["CHN", "USA", "CAN"][number % 3]
    case "material": return random.chance(0.9) ? ["gallium", "tungsten"][number % 2] : "helium"
    case "published_on": return random.chance(0.5) ? "2025" : date()
    case "source_id": return "source-\(number)"
    default: return "Word \(number)"
    }
  }

  mutating func cell() throws -> String? {
    guard let (path, read) = try table(), read.count > 1 else { return nil }
    var rows = read
    let row = Int.random(in: 1..<rows.count, using: &random)
    let column = Int.random(in: 0..<rows[0].count, using: &random)
    guard rows[row].indices.contains(column) else { return nil }
    rows[row][column] = try value(of: rows[0][column], in: path)
    try write(path, rows)
    return "\(path) row \(row) \(rows[0][column]) = \(rows[row][column])"
  }

  mutating func row() throws -> String? {
    guard let (path, rows) = try table(), rows.count < 12, let names = rows.first else {
      return nil
    }
    var row: [String] = []
    for name in names { row.append(try value(of: name, in: path)) }
    if path.hasSuffix("material.csv") { row[0] = "metal-\(number)" }
    try write(path, rows + [row])
    return "\(path) gains \(row)"
  }

  mutating func deletedRow() throws -> String? {
    guard let (path, read) = try table(), read.count > 1 else { return nil }
    var rows = read
    let row = rows.remove(at: Int.random(in: 1..<rows.count, using: &random))
    try write(path, rows)
    return "\(path) loses \(row)"
  }

  mutating func view() throws -> String? {
    let folder = "Content/data/views/"
    if random.chance(0.2), let path = try file("Content", where: { $0.hasSuffix(".sql") }) {
      try site.remove(path)
      return "without \(path)"
    }
    let views = [
      ("top_share", "select material, max(pct) as pct from share group by material"),
      ("top_share", "select material, min(pct) as pct from share group by material"),
      ("top_share", "select material, pct from low_share"),
      ("low_share", "select material, min(pct) as pct from share group by material"),
      ("low_share", "select material, pct from share where year = 2024"),
      ("unread", "select \(number) as n"),
    ]
    guard let (name, sql) = random.pick(views) else { return nil }
    try site.write(folder + name + ".sql", "-- View \(number).\n" + sql + "\n")
    return "\(name) = \(sql)"
  }

  mutating func schema() throws -> String? {
    let path = "Content/data/datapackage.yaml"
    let pairs = [
      ("unit: \"%\"", "unit: percent"), ("title: Name", "title: Metal"),
      ("assay: {known_on: known_on}", "title: Shares"), ("decimals: 1", "decimals: 2"),
      ("name: metals", "name: minerals"), ("type: year", "type: integer"),
    ]
    guard var (old, new) = random.pick(pairs) else { return nil }
    guard let text = try? site.read(path) else { return nil }
    if !text.contains(old) { (old, new) = (new, old) }
    guard text.contains(old) else { return nil }
    try site.write(path, text.replacing(old, with: new))
    return "'\(old)' becomes '\(new)'"
  }

  // MARK: - Templates and settings

  mutating func template() throws -> String? {
    guard let path = try file("Templates", where: { $0.hasSuffix(".mustache") }) else { return nil }
    if random.chance(0.1) {
      try site.remove(path)
      return "without \(path)"
    }
    if random.chance(0.3) {
      try append("<p>{{page.title}}</p>", to: path)
    } else {
      try site.write(path, "<!-- \(number) -->" + (try site.read(path)))
    }
    return path
  }

  mutating func unusedTemplate() throws -> String? {
    try site.write("Templates/unused.mustache", "<p>\(number) {{page.title}}</p>\n")
    return "unused.mustache"
  }

  mutating func asset() throws -> String? {
    if random.chance(0.3), let path = try file("Templates", where: { $0.hasPrefix("assets/a") }) {
      try site.remove(path)
      return "without \(path)"
    }
    let paths = ["css/site.css", "mark.svg", "a\(number % 3).txt", "more/b.txt"]
    guard let path = random.pick(paths) else { return nil }
    try site.write("Templates/assets/" + path, "asset \(number)\n")
    return path
  }

  mutating func settings() throws -> String? {
    let path = "Content/site.yaml"
    let lines = [
      "title: Metals \(number)", "base_url: https://example.org/m\(number)", "language: de",
      "publisher: Desk \(number)", "tag_page_size: \(1 + number % 3)", "tags: false",
      "tags: true", "feed: {section: /notes/, limit: \(1 + number % 4)}", "tagline: Line \(number)",
    ]
    guard let line = random.pick(lines), let text = try? site.read(path) else { return nil }
    let name = line.prefix { $0 != ":" } + ":"
    let kept = text.split(separator: "\n").filter { !$0.hasPrefix(name) }
    try site.write(path, (kept + [line[...]]).joined(separator: "\n") + "\n")
    return line
  }

  // MARK: - Times and output

  mutating func touched() throws -> String? {
    for folder in ["Content", "Templates", "Output"] {
      for path in try site.files(in: folder).keys { try site.touch(folder + "/" + path) }
    }
    return "everything"
  }

  /// New content of the same size under an old time, as an archive unpacked over it has.
  mutating func oldTime() throws -> String? {
    let path = "Content/notes/first.md"
    guard let text = try? site.read(path) else { return nil }
    let digit = "\(number % 10)"
    try site.write(path, text.replacing("## Numbers", with: "## Number" + digit))
    try site.touch(path, secondsAgo: 90_000)
    return "\(path) with \(digit)"
  }

  mutating func editedOutput() throws -> String? {
    guard let path = try file("Output", where: { _ in true }) else { return nil }
    try append("edited \(number)", to: path)
    return path
  }

  mutating func deletedOutput() throws -> String? {
    guard let path = try file("Output", where: { _ in true }) else { return nil }
    let isFolder = random.chance(0.3)
    let folder = path.split(separator: "/").prefix(2).joined(separator: "/")
    try site.remove(isFolder ? folder : path)
    return isFolder ? folder : path
  }
}
