#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open folder, below which files are found without walking its path again.
package final class FolderHandle: Sendable {
  let descriptor: Int32

  /// Opens a folder, or gives nil where there is none. Its own path may have links in it: whoever
  /// named it knows where it lies.
  package init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
  }

  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// The error of a call that has just failed, with the full path of what it was about.
  func failure(_ action: String, _ name: String) -> EnvironmentError {
    let number = errno
    let place = place(name)
    errno = number
    return FileSystem.failure(action, place)
  }

  /// The full path of something in the folder, where the folder lies now.
  package func place(_ name: String) -> String {
    var path = [UInt8](repeating: 0, count: 4096)
    #if canImport(Darwin)
      let isKnown = fcntl(descriptor, F_GETPATH, &path) == 0
      let length = path.firstIndex(of: 0) ?? 0
    #else
      let length = readlink("/proc/self/fd/\(descriptor)", &path, path.count)
      let isKnown = length > 0
    #endif
    guard isKnown else { return name }
    let folder = String(decoding: path[..<length], as: UTF8.self)
    return name == "." ? folder : folder + "/" + name
  }

  /// What is known of a file below the folder; `name` is its path there with a zero byte behind it.
  ///
  /// - Parameter followsLinks: whether a link stands for what it leads to; else it is another thing.
  package func stamp(
    _ name: UnsafeRawBufferPointer, followsLinks: Bool = true
  ) -> (kind: FileKind, stamp: FileStamp)? {
    guard let name = name.baseAddress else { return nil }
    var status = stat()
    let flags = followsLinks ? 0 : AT_SYMLINK_NOFOLLOW
    guard fstatat(descriptor, name.assumingMemoryBound(to: CChar.self), &status, flags) == 0 else {
      return nil
    }
    return (FileSystem.kind(of: status.st_mode), FileStamp(status))
  }

  /// Makes a folder below this one, and those between. Only for a folder that nobody else uses: links
  /// on the way would be followed.
  package func makeFolder(_ name: String) throws {
    if mkdirat(descriptor, name, 0o755) == 0 || errno == EEXIST { return }
    let slash = name.utf8.lastIndex(of: UInt8(ascii: "/"))
    guard errno == ENOENT, let slash else { throw failure("make the folder", name) }
    try makeFolder(String(name[..<slash]))
    guard mkdirat(descriptor, name, 0o755) == 0 || errno == EEXIST else {
      throw failure("make the folder", name)
    }
  }

  /// Makes or overwrites a file below this folder. Not atomic, and only for a folder that nobody else
  /// uses: links on the way would be followed.
  package func write(_ bytes: [UInt8], to path: OutputPath) throws {
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
    let file = openat(descriptor, path.text, flags, 0o644)
    guard file >= 0 else { throw failure("write", path.text) }
    defer { close(file) }
    try FileSystem.write(bytes, to: file, place(path.text))
  }

  /// Holds the folder against other processes, until the value goes away; nil where another has it,
  /// and where its holder has just put another folder in its place.
  package static func lock(_ path: String) throws -> FileLock? {
    guard let lock = try FileLock(path, flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC) else {
      return nil
    }
    if lock.inode == FileSystem.stamp(path)?.stamp.inode { return lock }
    return nil
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
