#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the file system says of a file without opening it; equal stamps mean "not read again".
package struct FileStamp: Hashable, Sendable {
  package var size: UInt64
  package var modified: UInt64
  /// The time of the last change of the file's data or metadata, which `touch -d` cannot set.
  package var changed: UInt64
  package var inode: UInt64

  package init(size: UInt64, modified: UInt64, changed: UInt64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }
}

package enum FileKind: UInt8, Hashable, Sendable {
  case file, folder, other
}

/// A name in a folder.
package struct FolderEntry: Hashable, Comparable, Sendable {
  package var name: String
  /// What it is; of a symbolic link what that leads to, `other` where it leads nowhere.
  package var kind: FileKind
  /// Whether it is a symbolic link.
  package var isLink = false
  /// Of a symbolic link the path of what it leads to, without links; nil where it leads nowhere.
  package var target: String?

  package static func < (left: FolderEntry, right: FolderEntry) -> Bool {
    left.name.precedesInBytes(right.name)
  }
}

/// Every call to the operating system about files, in one place.
///
/// Paths are as the system takes them. Functions that read answer nil where there is nothing
/// of that name; everything else that fails is an `EnvironmentError` that names the path.
package enum FileSystem {
  /// The bytes of a file or pipe that somebody named; files of a site are for `readFile`.
  package static func read(_ path: String) throws -> [UInt8]? {
    guard let found = try readAny(path, onlyFiles: false) else { return nil }
    guard found.kind != .folder else {
      errno = EISDIR
      throw failure("read", path)
    }
    return found.bytes
  }

  /// A file's bytes with the stamp it had before they were read; nil where there is no file.
  package static func readFile(_ path: String) throws -> (bytes: [UInt8], stamp: FileStamp)? {
    guard let found = try readAny(path, onlyFiles: true), found.kind == .file else { return nil }
    return (found.bytes, found.stamp)
  }

  /// What the system says of a path at which there is nothing, or can be nothing: a name of more
  /// letters or of others than it allows, or a link that leads to itself.
  private static let nothingIsThere: Set<Int32> = [
    ENOENT, ENOTDIR, ENAMETOOLONG, ELOOP, EINVAL, EILSEQ,
  ]

  /// Whether the system would read a path to its end: it stops at a NUL, and would take the part
  /// before it for another file's name.
  private static func isPath(_ path: String) -> Bool { !path.utf8.contains(0) }

  private static func readAny(
    _ path: String, onlyFiles: Bool
  ) throws -> (bytes: [UInt8], kind: FileKind, stamp: FileStamp)? {
    // Opening a pipe must not wait for somebody to write to it.
    let flags = onlyFiles ? O_RDONLY | O_CLOEXEC | O_NONBLOCK : O_RDONLY | O_CLOEXEC
    guard isPath(path) else { return nil }
    let descriptor = open(path, flags)
    guard descriptor >= 0 else {
      if nothingIsThere.contains(errno) { return nil }
      throw failure("read", path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("read", path) }
    let (kind, stamp) = (kind(of: status.st_mode), FileStamp(status))
    guard kind == .file || (kind == .other && !onlyFiles) else { return ([], kind, stamp) }
    return (try contents(of: descriptor, size: Int(status.st_size), path), kind, stamp)
  }

  /// The bytes of an open file; `size` is how many are expected.
  static func contents(
    of descriptor: Int32, size: Int, _ path: @autoclosure () -> String
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    // One byte more than expected, so that the end is seen without a second round.
    var capacity = size + 1
    while true {
      let have = bytes.count
      var problem = false
      let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        let got = Self.read(descriptor, buffer)
        problem = got < 0
        count = max(0, got)
      }
      if problem { throw failure("read", path()) }
      if have == 0 { bytes = chunk } else { bytes += chunk }
      if chunk.count < capacity { return bytes }
      capacity = max(65_536, bytes.count)
    }
  }

  /// The first bytes of a file, at most so many; nil where it cannot be read.
  package static func prefix(of path: String, count: Int) -> [UInt8]? {
    guard isPath(path) else { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, Self.read(descriptor, buffer))
    }
  }

  /// Fills the buffer as far as the file goes; -1 on failure.
  private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int
  {
    var filled = 0
    while filled < buffer.count, let base = buffer.baseAddress {
      #if canImport(Darwin)
        let got = Darwin.read(descriptor, base + filled, buffer.count - filled)
      #elseif canImport(Musl)
        let got = Musl.read(descriptor, base + filled, buffer.count - filled)
      #else
        let got = Glibc.read(descriptor, base + filled, buffer.count - filled)
      #endif
      if got < 0 {
        if errno == EINTR { continue }
        return -1
      }
      if got == 0 { break }
      filled += got
    }
    return filled
  }

  package static func stamp(_ path: String) -> (kind: FileKind, stamp: FileStamp)? {
    var status = stat()
    guard isPath(path), stat(path, &status) == 0 else { return nil }
    return (kind(of: status.st_mode), FileStamp(status))
  }

  /// The names in a folder in the order of their bytes, hidden ones included.
  package static func list(_ path: String) throws -> [FolderEntry]? {
    guard isPath(path) else { return nil }
    guard let folder = opendir(path) else {
      if nothingIsThere.contains(errno) { return nil }
      throw failure("list", path)
    }
    defer { closedir(folder) }
    var entries: [FolderEntry] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      switch Int(entry.pointee.d_type) {
      case Int(DT_REG): entries.append(FolderEntry(name: name, kind: .file))
      case Int(DT_DIR): entries.append(FolderEntry(name: name, kind: .folder))
      default:
        let full = path + "/" + name
        let isLink = isLink(full)
        entries.append(
          FolderEntry(
            name: name, kind: stamp(full)?.kind ?? .other, isLink: isLink,
            target: isLink ? canonical(full) : nil))
      }
    }
    return entries.sorted()
  }

  /// Makes or overwrites a file. Not atomic: for files nobody reads yet.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("write", path) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, path)
  }

  static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ path: @autoclosure () -> String
  ) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        guard let base = $0.baseAddress else { return 0 }
        #if canImport(Darwin)
          return Darwin.write(descriptor, base + written, bytes.count - written)
        #elseif canImport(Musl)
          return Musl.write(descriptor, base + written, bytes.count - written)
        #else
          return Glibc.write(descriptor, base + written, bytes.count - written)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("write", path())
      }
      written += count
    }
  }

  /// Puts bytes behind the first `offset` bytes of a file, which is made where it is not there.
  package static func append(_ bytes: [UInt8], to path: String, at offset: Int) throws {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let descriptor = open(path, flags, 0o644)
    guard descriptor >= 0 else { throw failure("write", path) }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_nlink > 1 {
      // The file has another name, which somebody else may know it by.
      let before = try contents(of: descriptor, size: Int(status.st_size), path).prefix(offset)
      return try replace(path, with: before + bytes)
    }
    guard ftruncate(descriptor, off_t(offset)) == 0,
      lseek(descriptor, off_t(offset), SEEK_SET) >= 0
    else { throw failure("write", path) }
    try write(bytes, to: descriptor, path)
  }

  /// Replaces a file in one step: a reader sees the old bytes or the new ones.
  ///
  /// What is left of it by a kill has a hidden name, which nobody takes for a file of the site.
  package static func replace(_ path: String, with bytes: [UInt8]) throws {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let start = slash.map { path.utf8.index(after: $0) } ?? path.startIndex
    let temporary = String(path[..<start] + ".assay-new-" + path[start...])
    // Whatever has the name may be a link, or one of two names of another file.
    try removeTree(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("write", path) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, path)
    try move(temporary, to: path)
  }

  package static func move(_ path: String, to target: String) throws {
    guard rename(path, target) == 0 else { throw failure("move", path) }
  }

  /// Makes a folder and those above it.
  package static func makeFolder(_ path: String) throws {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw failure("make the folder", path)
    }
    try makeFolder(String(path[..<slash]))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw failure("make the folder", path)
    }
  }

  /// Removes a file; that it is gone already is no failure.
  package static func removeFile(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
  }

  /// Removes a folder if it is empty.
  @discardableResult
  package static func removeEmptyFolder(_ path: String) -> Bool { rmdir(path) == 0 }

  /// Removes a folder of ours with all that is in it; links are removed, not followed.
  package static func removeTree(_ path: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      for entry in try list(path) ?? [] { try removeTree(path + "/" + entry.name) }
      guard rmdir(path) == 0 else { throw failure("remove", path) }
    } else {
      try removeFile(path)
    }
  }

  /// A new folder for scratch work, where the system keeps such things.
  package static func temporaryFolder(prefix: String) throws -> String {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/\(prefix)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw failure("make a folder in", base) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  package static var currentFolder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// The path without links, `.` and `..`, or nil where there is nothing of that name.
  package static func canonical(_ path: String) -> String? {
    guard isPath(path), let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The path without links, `.` and `..`, whether there is something of that name or not yet.
  package static func resolved(_ path: String) -> String {
    var known = path
    var rest: [Substring] = []
    while true {
      if let base = canonical(known.isEmpty ? "/" : known) {
        var parts = base.split(separator: "/")
        for part in rest.reversed() where part != "." {
          if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
      }
      guard let slash = known.lastIndex(of: "/") else { return path }
      let part = known[known.index(after: slash)...]
      if !part.isEmpty { rest.append(part) }
      known = String(known[..<slash])
    }
  }

  /// Whether something of that name is a symbolic link.
  package static func isLink(_ path: String) -> Bool {
    var status = stat()
    return isPath(path) && lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The wall clock, in nanoseconds since 1970: for stamps and locks, never for output.
  package static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  /// How long the processor has worked on this thread, in nanoseconds: for limits, never for output.
  package static var processorTime: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return nanoseconds(time)
  }

  /// The most memory that this process has had at one time, in bytes: for limits, never for output.
  package static var peakMemory: UInt64 {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
      return UInt64(usage.ru_maxrss)
    #else
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return UInt64(usage.ru_maxrss) * 1024
    #endif
  }

  package static func pause(milliseconds: Int) {
    usleep(UInt32(milliseconds) * 1000)
  }

  /// The folder's lock file, held until the process ends, or nil where another process has it.
  package static func lock(_ path: String) throws -> FileLock? {
    try FileLock(path, flags: O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
  }

  static func nanoseconds(_ time: timespec) -> UInt64 {
    UInt64(bitPattern: Int64(time.tv_sec)) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  static func kind(of mode: mode_t) -> FileKind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  static func failure(_ action: String, _ path: String) -> EnvironmentError {
    let kind: EnvironmentError.Kind = action == "read" || action == "list" ? .input : .output
    return EnvironmentError(kind, "cannot \(action) \(path): \(String(cString: strerror(errno)))")
  }
}
