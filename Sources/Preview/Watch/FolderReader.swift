import Basics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lists folders for watchers: unlike a build they must know which entries are links.
enum FolderReader {
  /// The entries of a folder; none where it cannot be read or has gone.
  static func entries(_ path: String) -> [WatchedEntry] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var entries: [WatchedEntry] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let full = path + "/" + name
      switch Int(entry.pointee.d_type) {
      case Int(DT_REG): entries.append(WatchedEntry(path: full, kind: .file))
      case Int(DT_DIR): entries.append(WatchedEntry(path: full, kind: .folder))
      default:
        guard let kind = FileSystem.stamp(full)?.kind else { continue }
        if kind == .folder { entries.append(WatchedEntry(path: full, kind: .folder)) }
        if kind == .file {
          entries.append(
            WatchedEntry(path: full, kind: .file, target: FileSystem.canonical(full)))
        }
      }
    }
    return entries
  }
}
