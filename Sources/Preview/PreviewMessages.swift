#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Everything that a preview says on the terminal or in a page of its own.
enum PreviewMessages {
  static func serving(_ address: String) -> String { "serving \(address) (stop with Ctrl-C)" }

  static func portTaken(_ port: UInt16) -> String {
    "port \(port) is taken; give another one with --port, or 0 for any that is free"
  }

  static func nextPort(_ port: UInt16, taken: UInt16) -> String {
    "port \(taken) is taken; this is port \(port)"
  }

  static func cannotListen(_ address: String, _ reason: String) -> String {
    "cannot listen on \(address): \(reason)"
  }

  static func badHost(_ host: String) -> String {
    "--host takes localhost or an address such as 127.0.0.1, ::1 or 0.0.0.0, not '\(host)'"
  }

  static func openToOthers(_ host: String) -> String {
    "warning: --host \(host) lets other machines read the site, drafts included"
  }

  static func watchLimit(_ count: Int) -> String {
    "the system watches no more than \(count) folders (fs.inotify.max_user_watches);"
      + " looking for changes every so often instead"
  }

  static func noWatching() -> String {
    "the system has no more notifications to give (fs.inotify.max_user_instances);"
      + " looking for changes every so often instead"
  }

  static func cannotOpen(_ address: String) -> String { "cannot open a browser for \(address)" }

  static let stopping = "stopping"

  // MARK: - Pages

  static let notBuilt = "The site has not been built yet"
  static let notBuiltText = "This page reloads by itself when it has."
  static let notFound = "Not found"
  static func notFoundText(_ path: String) -> String { "The site has nothing at \(path)." }
  static let misdirected =
    "This preview answers only requests for the address it was started for.\n"
  static let wrongMethod = "Only GET and HEAD are answered.\n"
  static let badRequest = "The request cannot be understood.\n"
  static let headTooLong = "The request's head is too long.\n"
  static let tooSlow = "The request took too long.\n"
  static let wrongVersion = "Only HTTP/1.0 and HTTP/1.1 are spoken.\n"
}
