import Basics
import Incremental

/// The files of a site that may have changed, told by somebody who watches its folders.
struct SourceFiles: Sendable {
  /// The inputs that these files may have changed: the files, and the lists of their folders.
  let keys: [Key]
  private let watched: [[UInt8]]

  /// - Parameters:
  ///   - paths: full paths below the root.
  ///   - folders: the folders below the root that are watched.
  init(_ paths: Set<String>, root: String, folders: [String]) {
    var keys: Set<Key> = []
    for path in paths where path.hasPrefix(root + "/") {
      let name = String(path.dropFirst(root.count + 1))
      keys.insert(Key(input: SiteInputs.file, name))
      let parent = name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
      keys.insert(Key(input: SiteInputs.folder, parent))
    }
    self.keys = keys.sorted { ($0.rule, $0.name) < ($1.rule, $1.name) }
    watched = folders.map { Array($0.utf8) }
  }

  /// Whether changes of an input are told; others are to be looked at in any case.
  func isTold(_ argument: UnsafeRawBufferPointer) -> Bool {
    watched.contains { folder in
      guard argument.count > folder.count, argument.starts(with: folder) else { return false }
      let next = argument[folder.count]
      return next == 0 || next == UInt8(ascii: "/")
    }
  }
}
