import Basics
import Dispatch
import FlyingSocks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a preview is asked to do.
package struct PreviewOptions: Sendable {
  /// `localhost` or an address.
  package var host = "localhost"
  /// The port to listen on, 0 for any that is free; nil for the usual one or the next free one.
  package var port: UInt16?
  package var opensBrowser = false
  /// Whether to look for changes every so often instead of being notified.
  package var isPolling = false
  /// The folder that is served.
  package var output: String
  package var sources: WatchedSources

  package init(output: String, sources: WatchedSources) {
    self.output = output
    self.sources = sources
  }

  /// What is wrong with a host, or nil where nothing is.
  package static func problem(withHost host: String) -> String? {
    host == "localhost" || HostRule.isAddress(host) ? nil : PreviewMessages.badHost(host)
  }
}

/// Builds, serves, watches and builds again, until it is told to stop.
package struct PreviewRunner: Sendable {
  /// What a preview needs of those who know the site.
  package struct Actions: Sendable {
    /// Brings the output up to date, given what may have changed.
    package var build: @Sendable (SourceChange) -> BuildOutcome
    /// Does what can wait until nothing is to be built, such as keeping traces.
    package var idle: @Sendable () -> Void
    /// Ends a build that is running as soon as may be, leaving the last good site.
    package var cancel: @Sendable () -> Void
    /// Tells the person at the terminal.
    package var say: @Sendable (String) -> Void

    package init(
      build: @escaping @Sendable (SourceChange) -> BuildOutcome,
      idle: @escaping @Sendable () -> Void, cancel: @escaping @Sendable () -> Void,
      say: @escaping @Sendable (String) -> Void
    ) {
      self.build = build
      self.idle = idle
      self.cancel = cancel
      self.say = say
    }
  }

  private let options: PreviewOptions
  private let actions: Actions

  private static let usualPort: UInt16 = 8080
  private static let portsTried: UInt16 = 20

  package init(_ options: PreviewOptions, _ actions: Actions) {
    self.options = options
    self.actions = actions
  }

  /// Runs until SIGINT, SIGTERM or SIGHUP.
  ///
  /// - Throws: an `EnvironmentError` where the address cannot be listened on.
  package func run() throws {
    let rule = HostRule(host: options.host)
    let responder = SiteResponder(files: SiteFiles(root: options.output), hosts: rule)
    let hub = ReloadHub(
      responder: responder, message: DiagnosticsMessage(root: options.sources.root))
    let server = try listen(responder, hub)
    if rule.isOpenToOthers { actions.say(PreviewMessages.openToOthers(options.host)) }
    // Watched before it is read for the first time, so that no edit falls in between.
    let watcher = SourceWatchers.watcher(
      of: options.sources, isPolling: options.isPolling, remark: actions.say)
    let loop = BuildLoop(
      build: { [actions] change in
        let outcome = actions.build(change)
        if let home = outcome.home { responder.setHome(home) }
        hub.buildEnded(outcome)
      }, idle: actions.idle)
    responder.whenGone { loop.add([WatchEvent(change: .everything, state: .whole)]) }
    let signals = StopSignals()
    signals.during(actions.cancel) {
      let (serving, ended) = start(server)
      watcher.start { loop.add($0) }
      loop.buildNow()
      if !signals.isAsked { announce(server, responder) }
      signals.wait()
      actions.say(PreviewMessages.stopping)
      watcher.stop()
      loop.stop()
      actions.idle()
      serving.cancel()
      ended.wait()
    }
  }

  private func start(_ server: PreviewServer) -> (Task<Void, Never>, DispatchSemaphore) {
    let ended = DispatchSemaphore(value: 0)
    let task = Task.detached {
      await server.run()
      ended.signal()
    }
    return (task, ended)
  }

  private func announce(_ server: PreviewServer, _ responder: SiteResponder) {
    // An address that stands for all of the machine's is none to ask for.
    let name = ["0.0.0.0", "::"].contains(options.host) ? "localhost" : options.host
    let host = name.contains(":") ? "[\(name)]" : name
    let address = "http://\(host):\(server.port)\(responder.home)"
    actions.say(PreviewMessages.serving(address))
    if options.opensBrowser, !BrowserOpener.open(address) {
      actions.say(PreviewMessages.cannotOpen(address))
    }
  }

  private func listen(_ responder: SiteResponder, _ hub: ReloadHub) throws -> PreviewServer {
    let first = options.port ?? Self.usualPort
    let last = options.port == nil ? first + Self.portsTried : first
    var problem: any Error = SocketError.unsupportedAddress
    for port in first...last {
      do {
        let server = try PreviewServer(
          host: options.host, port: port, responder: responder, hub: hub)
        if port != first { actions.say(PreviewMessages.nextPort(port, taken: first)) }
        return server
      } catch {
        problem = error
        guard Self.isTaken(error) else { break }
      }
    }
    throw EnvironmentError(
      .unavailable,
      Self.isTaken(problem)
        ? PreviewMessages.portTaken(first)
        : PreviewMessages.cannotListen(options.host, "\(problem)"))
  }

  private static func isTaken(_ error: any Error) -> Bool {
    guard case .failed(_, let number, _)? = error as? SocketError else { return false }
    return number == EADDRINUSE
  }
}
