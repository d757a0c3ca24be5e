#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open folder, below which files are found without walking its path again.
package final class FolderHandle: Sendable {
  private let descriptor: Int32

  /// Opens a folder, or gives nil where there is none.
  package init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// What is known of a file below the folder; `name` is its path there with a zero byte behind it.
  package func stamp(_ name: UnsafeRawBufferPointer) -> (kind: FileKind, stamp: FileStamp)? {
    guard let name = name.baseAddress else { return nil }
    var status = stat()
    guard fstatat(descriptor, name.assumingMemoryBound(to: CChar.self), &status, 0) == 0 else {
      return nil
    }
    return (FileSystem.kind(of: status.st_mode), FileStamp(status))
  }

  /// Makes a folder below this one, and those between.
  package func makeFolder(_ name: String) throws {
    if mkdirat(descriptor, name, 0o755) == 0 || errno == EEXIST { return }
    let slash = name.utf8.lastIndex(of: UInt8(ascii: "/"))
    guard errno == ENOENT, let slash else { throw FileSystem.failure("make the folder", name) }
    try makeFolder(String(name[..<slash]))
    guard mkdirat(descriptor, name, 0o755) == 0 || errno == EEXIST else {
      throw FileSystem.failure("make the folder", name)
    }
  }

  /// Makes or overwrites a file below this folder. Not atomic: for files nobody reads yet.
  package func write(_ bytes: [UInt8], to name: String) throws {
    let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FileSystem.failure("write", name) }
    defer { close(file) }
    try FileSystem.write(bytes, to: file, name)
  }
}

extension FileStamp {
  init(_ status: stat) {
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    self.init(
      size: UInt64(status.st_size), modified: FileSystem.nanoseconds(modified),
      changed: FileSystem.nanoseconds(changed), inode: UInt64(status.st_ino))
  }
}
