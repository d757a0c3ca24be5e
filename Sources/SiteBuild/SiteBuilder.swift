package import Basics
import Incremental
import Synchronization

/// What a build did, for people and for the report.
package struct BuildSummary: Sendable {
  package var diagnostics: [Diagnostic]
  package var ran: [(key: String, reason: String)]
  package var written = 0
  package var unchanged = 0
  package var removed = 0
  package var isPublished = false
  /// All files of the site with the hashes of their bytes and their sizes.
  package var outputs: [(path: String, hash: String, size: Int)] {
    files().map { ($0.path, $0.hash.hexadecimal, $0.size) }
      .sorted { $0.path.precedesInBytes($1.path) }
  }
  /// Most builds are not asked for their files.
  var files: @Sendable () -> [OutputFile] = { [] }
  /// What else people should know: that the state was damaged, for example.
  package var remarks: [String] = []

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Builds a site: loads the state, runs the rules, publishes the output, keeps the state.
package struct SiteBuilder: Sendable {
  package let options: BuildOptions

  package init(_ options: BuildOptions) { self.options = options }

  private var state: String { options.state }
  private var tracesPath: String { state + "/traces" }
  private var stampsPath: String { state + "/outputs" }

  /// Builds and publishes the site, or says what is wrong and leaves the last good one.
  package func build() throws -> BuildSummary {
    guard FileSystem.stamp(options.root + "/" + SitePaths.content)?.kind == .folder else {
      throw BuildMessages.noSite(options.root)
    }
    if options.isCheckOnly { return try run(.discarding(), traces: try loadTraces().store) }
    try FileSystem.makeFolder(state)
    let lock = try waitForLock()
    defer { withExtendedLifetime(lock) {} }
    try FileSystem.makeFolder(options.output)
    let output = try OutputFolder(
      options.output, kept: options.isClean ? nil : try loadStamps(), jobs: options.jobs)
    let (traces, remarks) = try loadTraces()
    var summary = try run(output, traces: traces)
    summary.remarks = remarks
    return summary
  }

  private func run(_ output: OutputFolder, traces: TraceStore?) throws -> BuildSummary {
    let damaged = output.damaged
    let inputs = SiteInputs(
      root: options.root, options: options.inputs, isParanoid: options.isParanoid)
    let engine = Engine(
      rules: Self.rules(InputReader(inputs: inputs), output), inputs: inputs, store: traces,
      tool: try ToolIdentity.hash(keptIn: options.isCheckOnly ? nil : state), jobs: options.jobs)
    let isChanged = try engine.examineInputs()
    if !isChanged, damaged.isEmpty, !options.isCheckOnly, let traces,
      let summary = try unchanged(engine, traces, output)
    {
      return summary
    }
    let files = try engine.build(SiteOutputKey())
    try restore(files, damaged: damaged, engine: engine, output: output)
    let record = try engine.finish(goals: [SiteOutputKey().key])
    var summary = BuildSummary(
      diagnostics: Self.sorted(record.diagnostics),
      ran: record.ran.map { ($0.key.description, $0.reason.description) })
    summary.files = { files }
    if options.isCheckOnly { return summary }
    let fails =
      summary.hasErrors
      || (options.isStrict && summary.diagnostics.contains { $0.severity == .warning })
    if fails {
      try output.discard()
    } else {
      let change = try output.publish(files)
      summary.written = change.written
      summary.unchanged = change.unchanged
      summary.removed = change.removed
      summary.isPublished = true
    }
    if let store = record.store { try FileSystem.replace(tracesPath, with: store) }
    if summary.isPublished, record.store != nil || summary.written + summary.removed > 0,
      let goal = engine.hash(of: SiteOutputKey().key), let stamps = output.stamps(goal: goal)
    {
      var writer = ByteWriter()
      writer.write(stamps)
      try FileSystem.replace(stampsPath, with: writer.bytes)
    }
    return summary
  }

  /// What to say where nothing has changed since a build whose result stands in the output; nil
  /// where there is something to do after all.
  private func unchanged(
    _ engine: Engine, _ traces: TraceStore, _ output: OutputFolder
  ) throws -> BuildSummary? {
    let goal = SiteOutputKey()
    guard let published = output.publishedGoal, engine.isAsBuilt(goal.key, published) else {
      return nil
    }
    var summary = BuildSummary(diagnostics: Self.sorted(try traces.diagnostics), ran: [])
    if summary.hasErrors
      || (options.isStrict && summary.diagnostics.contains { $0.severity == .warning })
    {
      return nil
    }
    summary.unchanged = output.count
    summary.isPublished = true
    summary.files = { traces.value(of: goal) ?? [] }
    return summary
  }

  /// Deletes the state and the files of ours in the output.
  package func clean() throws -> Int {
    let count = try OutputFolder.clean(options.output)
    try FileSystem.removeTree(state)
    return count
  }

  static func rules(_ reader: InputReader, _ output: OutputFolder) -> [Rule] {
    PageRules(reader: reader).rules + DataRules(reader: reader).rules
      + TemplateRules(reader: reader, output: output).rules
      + BodyRules(reader: reader).rules + DataFileRules(reader: reader, output: output).rules
      + StaleTableRules(reader: reader).rules + OutputRules(reader: reader, output: output).rules
  }

  /// Makes again what the output lacks although its rule did not run: files that were deleted or
  /// edited there, or made by a build that failed elsewhere and was not published.
  private func restore(
    _ files: [OutputFile], damaged: [String: OutputFolder.Damage], engine: Engine,
    output: OutputFolder
  ) throws {
    let missing = files.filter { !output.has($0) }
    guard !missing.isEmpty else { return }
    let reason: RunReason =
      missing.contains { damaged[$0.path] == .edited } ? .outputEdited : .outputMissing
    try engine.rerun(Array(Set(missing.map(\.producer))), reason: reason)
  }

  private func waitForLock() throws -> FileLock {
    let path = state + "/lock"
    // Another build of this site: its work is waited for, as a second save in an editor would.
    for attempt in 0..<600 {
      if let lock = try FileSystem.lock(path) { return lock }
      if attempt == 599 { break }
      FileSystem.pause(milliseconds: 100)
    }
    throw BuildMessages.locked(options.root)
  }

  func loadTraces() throws -> (store: TraceStore?, remarks: [String]) {
    guard !options.isClean, let bytes = try FileSystem.read(tracesPath) else { return (nil, []) }
    do {
      return (try TraceStore(bytes), [])
    } catch {
      return (nil, ["the state in \(SitePaths.state) was damaged and is made anew"])
    }
  }

  private func loadStamps() throws -> OutputStamps? {
    guard let bytes = try FileSystem.read(stampsPath) else { return nil }
    var reader = ByteReader(bytes)
    return try? reader.value()
  }

  /// In the order of files and places, each once: rules run in any order.
  static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }.sorted { left, right in
      let (a, b) = (left.path ?? "", right.path ?? "")
      if a != b { return a < b }
      let (start, other) = (left.range?.start ?? .start, right.range?.start ?? .start)
      if start != other { return start < other }
      return (left.identifier, left.summary) < (right.identifier, right.summary)
    }
  }
}
