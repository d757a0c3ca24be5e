package import Basics
import Incremental
import Synchronization

/// What a build did, for people and for the report.
package struct BuildSummary: Sendable {
  package var diagnostics: [Diagnostic]
  /// The keys whose rules ran, in the order of their names, with why. Most builds are not asked.
  package var ran: [(key: String, reason: String)] {
    runs.map { ($0.key.description, SiteKeys.words($0.reason)) }
      .sorted { $0.0.precedesInBytes($1.0) }
  }
  /// How many rules ran.
  package var ranCount: Int { runs.count }
  var runs: [(key: Key, reason: RunReason)]
  package var written = 0
  package var unchanged = 0
  package var removed = 0
  package var isPublished = false
  /// All files of the site with the hashes of their bytes and their sizes.
  package var outputs: [(path: String, hash: String, size: Int)] {
    files().map { ($0.path.text, $0.hash.hexadecimal, $0.size) }
      .sorted { $0.path.precedesInBytes($1.path) }
  }
  /// Most builds are not asked for their files.
  var files: @Sendable () -> [OutputFile] = { [] }
  /// How `checks` in `site.yaml` sets what is found.
  var checks = CheckSettings([:])
  /// What else people should know: that the state was damaged, for example.
  package var remarks: [String] = []

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// What a build holds against others while it runs.
struct BuildLocks: ~Copyable {
  let state: FileLock
  let output: FileLock
}

/// Builds a site: loads the state, runs the rules, publishes the output, keeps the state.
package struct SiteBuilder: Sendable {
  package let options: BuildOptions

  package init(_ options: BuildOptions) { self.options = options }

  private var state: String { options.state }
  var tracesPath: String { state + "/traces" }
  var logPath: String { state + "/traces.log" }
  var stampsPath: String { state + "/outputs" }

  /// Builds and publishes the site, or says what is wrong and leaves the last good one.
  package func build() throws -> BuildSummary {
    guard FileSystem.stamp(options.root + "/" + SitePaths.content)?.kind == .folder else {
      throw BuildMessages.noSite(options.root)
    }
    if options.isCheckOnly {
      // Without traces, so that what nothing asks for can be told.
      return try run(.discarding(), traces: nil).summary
    }
    let locks = try lock()
    defer { withExtendedLifetime(locks) {} }
    let output = try openOutput()
    defer { output.unlock() }
    let (traces, remarks) = try loadTraces()
    var (summary, leftovers) = try run(output, traces: traces)
    try keep(leftovers)
    summary.remarks = output.remarks + remarks
    return summary
  }

  /// Holds the state and the output folder, which another site may build into as well.
  func lock() throws -> BuildLocks {
    try refuseFolders()
    try FileSystem.makeFolder(state)
    let own = try waitForLock()
    try FileSystem.makeFolder(options.output)
    let output = try wait(for: options.output) { try FolderHandle.lock(options.output) }
    return BuildLocks(state: own, output: output)
  }

  /// Refuses folders that are to be written to and cannot be meant.
  private func refuseFolders() throws {
    try SourceFolders(root: options.root).refuse(output: options.output, state: state)
    if FileSystem.isLink(state) { throw BuildMessages.linkedState(state) }
    for folder in [state, options.output] {
      let kind = FileSystem.stamp(folder)?.kind
      if kind == .folder || kind == nil && !FileSystem.isLink(folder) { continue }
      throw BuildMessages.noFolder(folder, isLink: kind == nil)
    }
  }

  func openOutput() throws -> OutputFolder {
    let kept = options.isClean ? nil : OutputStamps(mapping: stampsPath)
    let isDamaged = !options.isClean && kept == nil && FileSystem.stamp(stampsPath) != nil
    return try OutputFolder(
      options.output, kept: kept, keptIn: state, jobs: options.jobs,
      remarks: isDamaged ? [BuildMessages.damagedStamps] : [], isCancelled: options.isCancelled)
  }

  /// What is to be kept for the next build when the output stands.
  struct Leftovers: Sendable {
    var store: StoreChange?
    var stamps: (@Sendable () -> OutputStamps?)?
  }

  /// Runs the rules and publishes the output.
  ///
  /// - Parameters:
  ///   - changed: the only files that may have changed since the traces were made; nil where that
  ///     is not known.
  ///   - keepsLater: whether the new traces are left over for `keep` too.
  func run(
    _ output: OutputFolder, traces: TraceStore?, changed sources: SourceFiles? = nil,
    keepsLater: Bool = false
  ) throws -> (summary: BuildSummary, leftovers: Leftovers) {
    let damaged = output.damaged
    let inputs = SiteInputs(
      root: options.root, options: options.inputs, isParanoid: options.isParanoid,
      querySeconds: options.querySeconds)
    let engine = Engine(
      rules: Self.rules(
        InputReader(inputs: inputs), output, progress: ProgressCounter(options.progress)),
      inputs: inputs, store: traces,
      tool: try ToolIdentity.hash(keptIn: options.isCheckOnly ? nil : state), jobs: options.jobs)
    let isChanged =
      try sources.map { try engine.examineInputs(among: $0.keys, isTold: $0.isTold) }
      ?? engine.examineInputs()
    if !isChanged, damaged.isEmpty, !options.isCheckOnly, let traces,
      let summary = try unchanged(engine, traces, output)
    {
      return (summary, Leftovers())
    }
    let plan = try engine.build(OutputPlanKey())
    let groups = try engine.build(
      SiteOutputKey(),
      beside: { engine in
        try engine.settle([LedgerCheckKey().key])
        // From the last to the first, so that the two threads meet only once.
        for number in (0..<plan.groupCount).reversed()
        where engine.isOpen(OutputGroupKey(number).key) {
          try engine.settle(plan.group(number).outputs.reversed())
        }
      },
      standIns: { number in
        guard number < plan.groupCount else { return nil }
        // From the middle, where neither of the two is yet.
        let number = (number + plan.groupCount / 2) % plan.groupCount
        return engine.isOpen(OutputGroupKey(number).key) ? plan.group(number).outputs : []
      }
    ).count
    let changed = try changedFiles(engine, groups: groups, output)
    let files = try changed?.now ?? Self.files(engine, 0..<groups)
    try restore(files, damaged: damaged, engine: engine, output: output)
    let record = try engine.finish(goals: [SiteOutputKey().key])
    let checks = try engine.build(CheckSettingsKey())
    var summary = BuildSummary(
      diagnostics: Self.sorted(checks.set(record.diagnostics)), runs: record.ran)
    summary.checks = checks
    summary.files = { (try? Self.files(engine, 0..<groups)) ?? [] }
    var leftovers = Leftovers(store: keepsLater ? record.store : nil)
    if options.isCheckOnly {
      if !summary.hasErrors {
        let unused = try UnusedSources(
          root: options.root, engine: engine, ran: record.ran.map(\.key)
        ).diagnostics()
        summary.diagnostics = Self.sorted(summary.diagnostics + unused)
      }
      return (summary, leftovers)
    }
    let fails =
      summary.hasErrors
      || (options.isStrict && summary.diagnostics.contains { $0.severity == .warning })
    if fails {
      try output.discard()
      if !keepsLater { try keep(record.store) }
    } else {
      // Whichever is done when the process is killed: traces of what is not published make the next
      // build look at every file of the output.
      let (change, _) = try InParallel.both(
        { try output.publish(files, replacing: changed?.before) },
        { if !keepsLater { try keep(record.store) } })
      summary.written = change.written
      summary.unchanged = change.unchanged
      summary.removed = change.removed
      summary.isPublished = true
    }
    let isNews =
      record.store != nil || summary.written + summary.removed > 0 || output.publishedGoal == nil
    if summary.isPublished, isNews,
      let goal = engine.hash(of: SiteOutputKey().key)
    {
      output.notePublished(goal)
      let inputs = options.inputs
      leftovers.stamps = { output.stamps(goal: goal, options: inputs) }
    }
    return (summary, leftovers)
  }

  func keep(_ leftovers: Leftovers) throws {
    try keep(leftovers.store)
    if let stamps = leftovers.stamps?() {
      try FileSystem.replace(stampsPath, with: stamps.bytes)
    }
  }

  /// The files of some groups of the plan, when the build is done.
  private static func files(_ engine: Engine, _ groups: some Sequence<Int>) throws -> [OutputFile] {
    try groups.flatMap { try engine.build(OutputGroupKey($0)).files }
  }

  /// The files of the groups that are not as they were, and the paths these groups had, or nil
  /// where what the last build made is not what stands in the output.
  private func changedFiles(
    _ engine: Engine, groups: Int, _ output: OutputFolder
  ) throws -> (now: [OutputFile], before: [OutputPath])? {
    guard output.damaged.isEmpty, let published = output.publishedGoal,
      engine.lastHash(of: SiteOutputKey().key) == published,
      let before = engine.lastValue(of: SiteOutputKey())
    else { return nil }
    var changed: [Int] = []
    for number in 0..<max(groups, before.count) {
      let key = OutputGroupKey(number).key
      if number >= groups || engine.lastHash(of: key) != engine.hash(of: key) {
        changed.append(number)
      }
    }
    let old = changed.flatMap { engine.lastValue(of: OutputGroupKey($0))?.files ?? [] }
    return (try Self.files(engine, changed.filter { $0 < groups }), old.map(\.path))
  }

  private func keep(_ store: StoreChange?) throws {
    switch store?.update() {
    case .whole(let bytes):
      try FileSystem.replace(tracesPath, with: bytes)
      try FileSystem.removeFile(logPath)
    case .appended(let bytes, let offset):
      try FileSystem.append(bytes, to: logPath, at: offset)
    case nil: break
    }
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
    let checks = traces.value(of: CheckSettingsKey()) ?? CheckSettings([:])
    var summary = BuildSummary(
      diagnostics: Self.sorted(checks.set(try traces.diagnostics)), runs: [])
    if summary.hasErrors
      || (options.isStrict && summary.diagnostics.contains { $0.severity == .warning })
    {
      return nil
    }
    summary.unchanged = output.count
    summary.isPublished = true
    summary.files = { traces.outputFiles ?? [] }
    return summary
  }

  /// Deletes the state and the files of ours in the output.
  package func clean() throws -> Int {
    try refuseFolders()
    let own = FileSystem.stamp(state)?.kind == .folder ? try waitForLock() : nil
    let output =
      FileSystem.stamp(options.output)?.kind == .folder
      ? try wait(for: options.output) { try FolderHandle.lock(options.output) } : nil
    defer {
      withExtendedLifetime(own) {}
      withExtendedLifetime(output) {}
    }
    let count = try OutputFolder.clean(options.output, keptIn: state)
    try FileSystem.removeTree(state)
    return count
  }

  static func rules(
    _ reader: InputReader, _ output: OutputFolder, progress: ProgressCounter
  ) -> [Rule] {
    PageRules(reader: reader).rules + DataRules(reader: reader).rules
      + LedgerRules(reader: reader).rules + ClaimRules().rules + RejectedWording.rules
      + PublishedRules(reader: reader).rules + DataNames.rules
      + NavigationRules(reader: reader).rules
      + TemplateRules(reader: reader, output: output).rules
      + BodyRules(reader: reader).rules + DataFileRules(reader: reader, output: output).rules
      + PublishedDatabaseRules().rules
      + StaleTableRules(reader: reader).rules
      + OutputRules(reader: reader, output: output, progress: progress).rules
  }

  /// Makes again what the output lacks although its rule did not run: files that were deleted or
  /// edited there, or made by a build that failed elsewhere and was not published.
  private func restore(
    _ files: [OutputFile], damaged: [OutputPath: OutputFolder.Damage], engine: Engine,
    output: OutputFolder
  ) throws {
    let missing = files.filter { !output.has($0) }
    guard !missing.isEmpty else { return }
    let reason: RunReason =
      missing.contains { damaged[$0.path] == .edited } ? .outputEdited : .outputMissing
    try engine.rerun(Array(Set(missing.map(\.producer))), reason: reason)
  }

  func waitForLock() throws -> FileLock {
    let path = state + "/lock"
    return try wait(for: path) { try FileSystem.lock(path) }
  }

  /// Waits for another build's work, as a second save in an editor would.
  private func wait(for path: String, _ take: () throws -> FileLock?) throws -> FileLock {
    for attempt in 0..<(options.patience * 10) {
      if let lock = try take() { return lock }
      if attempt == 10 { options.progress?(.waiting(LockHolder(ofLock: path))) }
      FileSystem.pause(milliseconds: 100)
    }
    throw BuildMessages.locked(
      path == options.output ? path : options.root, by: LockHolder(ofLock: path))
  }

  func loadTraces() throws -> (store: TraceStore?, remarks: [String]) {
    guard !options.isClean, FileSystem.stamp(tracesPath) != nil else { return (nil, []) }
    guard let bytes = PrivateBytes(mapping: tracesPath),
      let store = try? TraceStore(bytes, log: try FileSystem.readFile(logPath)?.bytes ?? [])
    else {
      return (nil, ["the state in \(SitePaths.state) was damaged and is made anew"])
    }
    let remarks =
      store.hasDamagedLog
      ? ["the end of the state in \(SitePaths.state) was damaged and is left out"] : []
    return (store, remarks)
  }

  /// In the order of files and places, each once: rules run in any order. Data come before the pages
  /// that rest on them, so that the cause stands before what follows from it.
  static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }.sorted { left, right in
      let (a, b) = (left.path ?? "", right.path ?? "")
      let isData = (a.hasPrefix(SitePaths.data + "/"), b.hasPrefix(SitePaths.data + "/"))
      if isData.0 != isData.1 { return isData.0 }
      if a != b { return a < b }
      let (start, other) = (left.range?.start ?? .start, right.range?.start ?? .start)
      if start != other { return start < other }
      return (left.identifier, left.summary) < (right.identifier, right.summary)
    }
  }
}

extension TraceStore {
  /// All files of the site as the last build made them, or nil where none did.
  var outputFiles: [OutputFile]? {
    guard let count = value(of: SiteOutputKey())?.count else { return nil }
    return (0..<count).flatMap { value(of: OutputGroupKey($0))?.files ?? [] }
  }
}
