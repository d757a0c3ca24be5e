#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Opens addresses in the browser that the system prefers.
enum BrowserOpener {
  #if canImport(Darwin)
    private static let command = "open"
  #else
    private static let command = "xdg-open"
  #endif

  /// Whether the system's opener was started; what it does takes its own time.
  static func open(_ address: String) -> Bool {
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(command), strdup(address), nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    return posix_spawnp(&process, command, nil, nil, &arguments, environ) == 0
  }
}
