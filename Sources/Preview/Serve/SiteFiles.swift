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

  enum Found: Sendable {
    case file(OpenFile)
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
    var status = stat()
    let kind = fstat(folder, &status) == 0 ? status.st_mode & S_IFMT : 0
    if kind == S_IFREG { return .file(OpenFile(folder, status)) }
    close(folder)
    return kind == S_IFDIR ? .folder : nil
  }

  /// The bytes of a file; nil where there is none.
  func bytes(_ segments: some Collection<String>) -> [UInt8]? {
    guard case .file(let file)? = find(segments) else { return nil }
    return file.bytes
  }
}
