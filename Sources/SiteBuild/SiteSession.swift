import Basics
import Incremental
import SiteModel
import Synchronization

/// Builds of one site, one after the other, for somebody who edits it meanwhile.
///
/// Between builds it remembers the traces and what it published, and looks only at the files it is
/// told of. Where anything is in doubt (another process has built the site, a build has failed
/// half-way) it begins from what lies on the disk, as every other build does.
package final class SiteSession: Sendable {
  private let builder: SiteBuilder
  private let memory = Mutex(Memory())
  private let cancellation = Cancellation()

  /// The folders below the root in which files are said to have changed.
  package static let watchedFolders = [SitePaths.content, SitePaths.templates]

  private struct Memory: Sendable {
    var output: OutputFolder?
    var traces: TraceStore?
    /// What the state and the output looked like when they were last ours alone.
    var stamps: [FileStamp?] = []
    var leftovers: SiteBuilder.Leftovers?
  }

  package init(_ options: BuildOptions) {
    var options = options
    let cancellation = cancellation
    options.isCancelled = { cancellation.isAsked }
    builder = SiteBuilder(options)
  }

  /// Brings the output up to date. What the next build needs is kept by `keep`, later.
  ///
  /// - Parameter changed: full paths of files that were written, made or removed since the last
  ///   build, where nothing else happened; nil where that is not known.
  /// - Throws: `CancellationError` where `cancel` was called.
  package func build(_ changed: Set<String>?) throws -> BuildSummary {
    let options = builder.options
    guard FileSystem.stamp(options.root + "/" + SitePaths.content)?.kind == .folder else {
      throw BuildMessages.noSite(options.root)
    }
    let locks = try builder.lock()
    defer { withExtendedLifetime(locks) {} }
    return try memory.withLock { memory in
      defer { memory.output?.unlock() }
      do {
        try keep(&memory)
        let isOurs = changed != nil && memory.traces != nil && memory.stamps == stamps()
        var remarks: [String] = []
        if !isOurs {
          let output = try builder.openOutput()
          memory.output = output
          (memory.traces, remarks) = try builder.loadTraces()
          remarks = output.remarks + remarks
        }
        guard let output = memory.output else { preconditionFailure("no output was opened") }
        let files = changed.map {
          SourceFiles($0, root: options.root, folders: Self.watchedFolders)
        }
        var (summary, leftovers) = try builder.run(
          output, traces: memory.traces, changed: isOurs ? files : nil, keepsLater: true)
        summary.remarks = remarks
        memory.stamps = stamps()
        memory.leftovers = leftovers
        return summary
      } catch {
        // What is remembered may be half of something.
        if let output = memory.output { try? output.discard() }
        memory = Memory()
        throw error
      }
    }
  }

  /// Keeps what the next build needs, here or in another process.
  package func keep() throws {
    guard memory.withLock({ $0.leftovers != nil }) else { return }
    let lock = try builder.waitForLock()
    defer { withExtendedLifetime(lock) {} }
    try memory.withLock { try keep(&$0) }
  }

  /// Ends a build that is running, and all that follow; the last good site stays.
  package func cancel() { cancellation.ask() }

  private func keep(_ memory: inout Memory) throws {
    guard let leftovers = memory.leftovers else { return }
    memory.leftovers = nil
    // Somebody else has built meanwhile: theirs are as good, and go with the output as it is now.
    guard memory.stamps == stamps() else {
      memory = Memory()
      return
    }
    try builder.keep(leftovers)
    if leftovers.store != nil || memory.traces == nil {
      memory.traces = try builder.loadTraces().store
    }
    memory.stamps = stamps()
  }

  /// By which another process's build is noticed.
  private func stamps() -> [FileStamp?] {
    let paths = [
      builder.tracesPath, builder.logPath, builder.options.output + "/" + OutputManifest.name,
    ]
    return paths.map { FileSystem.stamp($0)?.stamp }
  }

  /// What readers of a preview are told beside diagnostics.
  package struct Facts: Sendable {
    /// The path under which the site stands at its address.
    package var home: String?
    /// The addresses of pages by the paths of their sources.
    package var pages: [String: String] = [:]

    package init(home: String? = nil) { self.home = home }
  }

  /// Where the site stands, and which pages the given sources make, as of the last build that was
  /// kept.
  package func facts(about paths: Set<String>) -> Facts {
    guard let traces = memory.withLock({ $0.traces }) else { return Facts() }
    let settings = traces.value(of: SettingsKey())
    var facts = Facts(home: settings?.home)
    let prefix = SitePaths.content + "/"
    for path in paths where path.hasPrefix(prefix) {
      let records = traces.value(of: PagesOfFileKey(String(path.dropFirst(prefix.count))))
      facts.pages[path] = records?.first.map { settings?.href($0.url) ?? $0.url }
    }
    return facts
  }
}

/// Whether somebody asked for an end.
private final class Cancellation: Sendable {
  private let state = Mutex(false)

  var isAsked: Bool { state.withLock { $0 } }

  func ask() { state.withLock { $0 = true } }
}
