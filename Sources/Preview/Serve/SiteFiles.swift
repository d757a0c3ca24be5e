import Basics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files below one folder, and nothing else: no link is followed, whoever made it.
struct SiteFiles: Sendable {
  /// The folder itself may be a link: its owner named it.
  let root: String

  enum Found: Hashable, Sendable {
    case file([UInt8])
    case folder
  }

  /// What stands at a path, given as its parts.
  ///
  /// Each part is opened from the folder above it, so that there is no moment in which another
  /// path is checked than is read.
  func find(_ segments: some Collection<String>) -> Found? {
    var folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return nil }
    for segment in segments where !segment.isEmpty {
      // Without O_NONBLOCK the opening of a named pipe would wait for a writer.
      let next = openat(folder, segment, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
      close(folder)
      guard next >= 0 else { return nil }
      folder = next
    }
    defer { close(folder) }
    var status = stat()
    guard fstat(folder, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return read(folder, size: Int(status.st_size)).map { .file($0) }
    default: return nil
    }
  }

  /// The bytes of a file; nil where there is none.
  func bytes(_ segments: some Collection<String>) -> [UInt8]? {
    guard case .file(let bytes)? = find(segments) else { return nil }
    return bytes
  }

  private func read(_ descriptor: Int32, size: Int) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let count = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, size - filled, off_t(filled))
        if count < 0, errno == EINTR { continue }
        if count < 0 { failed = true }
        if count <= 0 { break }
        filled += count
      }
    }
    return failed ? nil : bytes
  }
}
