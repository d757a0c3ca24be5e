internal import Basics
internal import Tables

/// Which views use which, by the names that stand in their texts.
struct ViewGraph: Sendable {
  /// The views whose own text is in order, each after the views it uses.
  private(set) var ordered: [PreparedView] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var broken: [ViewDefinition] = []
  /// The views each view uses itself, by lower-case name.
  private var uses: [String: Set<String>] = [:]
  private var scans: [String: PreparedView] = [:]
  /// The views that may show something else to each edition, by lower-case name.
  private var editionViews: Set<String> = []

  init(_ views: [ViewDefinition], tables: [DatabaseTable], hasClock: Bool) {
    var taken: Set<String> = []
    for table in tables {
      taken.insert(table.name.lowercased())
      if table.hasEditions { taken.insert(table.unfilteredName.lowercased()) }
    }
    for view in views {
      let scan = SQLScan(view.sql, hasClock: hasClock)
      var problems = scan.diagnostics
      if !taken.insert(view.name.lowercased()).inserted {
        problems.append(.viewNameTaken(view.sql.path, view.name))
      }
      if view.name.lowercased().hasPrefix("sqlite_") {
        problems.append(.viewNameReserved(view.sql.path, view.name))
      }
      for parameter in scan.parameters where parameter.name != "as_of" {
        problems.append(
          .viewParameter(view.sql.path, view.sql.range(parameter.offsets), parameter.name))
      }
      diagnostics += problems
      if problems.isEmpty {
        scans[view.name.lowercased()] = PreparedView(name: view.name, scan: scan)
      } else {
        broken.append(view)
      }
    }
    for (key, view) in scans { uses[key] = view.scan.names.intersection(scans.keys) }
    order(views)
    boundSizes(views)
    let filtered = Set(tables.lazy.filter(\.hasEditions).map { $0.name.lowercased() })
    for view in ordered
    where view.scan.parameters.contains(where: { $0.name == "as_of" })
      || !view.scan.names.isDisjoint(with: filtered)
      || !view.scan.names.isDisjoint(with: editionViews)
    {
      editionViews.insert(view.key)
    }
  }

  /// Whether a view may show something else to each edition: it reads a table that an edition
  /// filters, or the edition's date.
  func hasEditions(_ view: String) -> Bool { editionViews.contains(view.lowercased()) }

  /// Everything a text uses, through views as well, but not through those that stand as tables.
  func viewsUsed(
    by names: Set<String>, tables: Set<String> = []
  ) -> (views: [PreparedView], tables: [PreparedView]) {
    var found: Set<String> = []
    var open = names.intersection(scans.keys)
    while let key = open.popFirst() {
      guard found.insert(key).inserted, !tables.contains(key) else { continue }
      open.formUnion((uses[key] ?? []).subtracting(found))
    }
    let sorted = found.sorted()
    return (
      sorted.filter { !tables.contains($0) }.compactMap { scans[$0] },
      sorted.filter(tables.contains).compactMap { scans[$0] }
    )
  }

  /// The views that a view names itself.
  func viewsNamed(by view: PreparedView) -> [PreparedView] {
    (uses[view.key] ?? []).subtracting([view.key]).sorted().compactMap { scans[$0] }
  }

  private mutating func order(_ views: [ViewDefinition]) {
    enum Mark { case open, done, cyclic }
    var marks: [String: Mark] = [:]
    var trail: [String] = []
    func visit(_ key: String, _ graph: inout ViewGraph) {
      switch marks[key] {
      case .done?, .cyclic?: return
      case .open?:
        guard let start = trail.firstIndex(of: key) else { return }
        let cycle = trail[start...].compactMap { graph.scans[$0] }
        graph.reportCycle(cycle)
        for view in cycle { marks[view.name.lowercased()] = .cyclic }
        return
      case nil: break
      }
      marks[key] = .open
      trail.append(key)
      for next in (graph.uses[key] ?? []).sorted() { visit(next, &graph) }
      trail.removeLast()
      guard marks[key] != .cyclic, let view = graph.scans[key] else { return }
      marks[key] = .done
      graph.ordered.append(view)
    }
    for view in views where scans[view.name.lowercased()] != nil {
      visit(view.name.lowercased(), &self)
    }
    for view in views where marks[view.name.lowercased()] == .cyclic { broken.append(view) }
  }

  /// Takes out the views that come to too many tables, or stand on too many others, when the views they
  /// name are written out.
  private mutating func boundSizes(_ views: [ViewDefinition]) {
    var sizes: [String: Int] = [:]
    var depths: [String: Int] = [:]
    var large: Set<String> = []
    for view in ordered {
      var size = view.scan.size
      let deepest = view.scan.names.compactMap { depths[$0] }.max() ?? 0
      let depth = deepest + view.scan.depth + 1
      for (name, uses) in view.scan.uses {
        let (more, isMore) = uses.multipliedReportingOverflow(by: sizes[name] ?? 0)
        size = isMore ? SQLTableNames.most : min(SQLTableNames.most, size + more)
      }
      sizes[view.key] = size
      depths[view.key] = depth
      guard size > SQLScan.mostTables || depth > SQLScan.mostDepth else { continue }
      large.insert(view.key)
      // What reads it is large for the same reason.
      if view.scan.names.isDisjoint(with: large) {
        let sql = view.scan.sql
        diagnostics.append(
          size > SQLScan.mostTables
            ? .tooManyTables(sql.path, sql.range(0..<0), size, most: SQLScan.mostTables)
            : .tooDeep(sql.path, sql.range(0..<0), most: SQLScan.mostDepth))
      }
    }
    guard !large.isEmpty else { return }
    ordered.removeAll { large.contains($0.key) }
    for key in large { scans[key] = nil }
    broken += views.filter { large.contains($0.name.lowercased()) }
  }

  private mutating func reportCycle(_ cycle: [PreparedView]) {
    guard let first = cycle.first else { return }
    let names = (cycle.map(\.name) + [first.name]).joined(separator: " -> ")
    let sql = first.scan.sql
    let next = (cycle.dropFirst().first ?? first).name.lowercased()
    let place = first.scan.tokens.first { $0.isName && $0.text.lowercased() == next }
    diagnostics.append(.viewCycle(sql.path, sql.range(place?.offsets ?? 0..<0), names))
  }
}
