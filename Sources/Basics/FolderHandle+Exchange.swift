import CLinux

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What it takes to put one folder in another's place. Not every file system can: then the answer
/// is false or nil, and nothing was done.
extension FolderHandle {
  /// Lets two things change their places in one step: at each moment each name leads to one of them.
  package func exchange(_ name: String, with folder: FolderHandle, _ other: String) -> Bool {
    #if canImport(Glibc)
      let swaps: UInt32 = 2
      return renameat2(descriptor, name, folder.descriptor, other, swaps) == 0
    #elseif canImport(Darwin)
      return renameatx_np(descriptor, name, folder.descriptor, other, UInt32(RENAME_SWAP)) == 0
    #else
      return false
    #endif
  }

  /// Gives a file a second name. Paths may have folders in them that were looked at before.
  package func link(_ name: String, to folder: FolderHandle) -> Bool {
    linkat(descriptor, name, folder.descriptor, name, 0) == 0
  }

  /// Whether files can be moved from this folder to another: both are of one file system, and are
  /// seen through one mount.
  package func canMove(to folder: FolderHandle) -> Bool {
    var (own, other) = (stat(), stat())
    guard fstat(descriptor, &own) == 0, fstat(folder.descriptor, &other) == 0,
      own.st_dev == other.st_dev
    else { return false }
    // Linux looks at the mounts before it looks for the file, which is not there.
    let none = ".assay-none"
    return renameat(descriptor, none, folder.descriptor, none) != 0 && errno != EXDEV
  }

  /// What decides who may read and write in a folder, and what is made in it.
  package struct Access: Equatable, Sendable {
    var owner: UInt32
    var group: UInt32
    var mode: UInt32
    /// Access lists and labels, by their names.
    var attributes: [String: [UInt8]]
  }

  package var access: Access? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, let attributes else { return nil }
    return Access(
      owner: UInt32(status.st_uid), group: UInt32(status.st_gid), mode: UInt32(status.st_mode),
      attributes: attributes)
  }

  /// The folder's extended attributes; nil where they are too many or cannot be read.
  private var attributes: [String: [UInt8]]? {
    var names = [CChar](repeating: 0, count: 4096)
    #if canImport(Darwin)
      let size = flistxattr(descriptor, &names, names.count, 0)
    #else
      let size = flistxattr(descriptor, &names, names.count)
    #endif
    guard size >= 0 else { return errno == ENOTSUP ? [:] : nil }
    var attributes: [String: [UInt8]] = [:]
    for name in names[..<size].split(separator: 0) {
      let name = String(decoding: name.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      var value = [UInt8](repeating: 0, count: 4096)
      #if canImport(Darwin)
        let length = fgetxattr(descriptor, name, &value, value.count, 0, 0)
      #else
        let length = fgetxattr(descriptor, name, &value, value.count)
      #endif
      guard length >= 0 else { return nil }
      attributes[name] = Array(value[..<length])
    }
    return attributes
  }

  /// Holds the folder against other processes; nil where another has it.
  package func lock() throws -> FileLock? { try FileLock(of: self) }
}
