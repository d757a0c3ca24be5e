#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A lock that is given back when this value goes away.
package struct FileLock: ~Copyable, Sendable {
  private let descriptor: Int32

  /// Nil where another has it.
  init?(_ path: String, flags: Int32) throws {
    let descriptor = open(path, flags, 0o644)
    guard descriptor >= 0 else { throw FileSystem.failure("lock", path) }
    guard Self.hold(descriptor) else { return nil }
    self.descriptor = descriptor
  }

  /// The lock of an open folder.
  init?(of folder: FolderHandle) throws {
    let descriptor = openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw folder.failure("lock", ".") }
    guard Self.hold(descriptor) else { return nil }
    self.descriptor = descriptor
  }

  private static func hold(_ descriptor: Int32) -> Bool {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    close(descriptor)
    return false
  }

  /// Which file or folder it is the lock of.
  var inode: UInt64? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? UInt64(status.st_ino) : nil
  }

  deinit { close(descriptor) }
}
