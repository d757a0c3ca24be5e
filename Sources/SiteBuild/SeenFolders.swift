import Basics
import Dispatch
import Synchronization

/// One number for what is seen of the folders of an output and of its copy: another one when a name
/// was added, taken away or given to another file in any of them. The two may change places.
///
/// It is the sum of one number for each folder, so that it can be carried on without looking at all.
struct SeenFolders: Equatable, Sendable {
  private var high: UInt64
  private var low: UInt64

  var hash: ContentHash { ContentHash(high: high, low: low) }

  init(hash: ContentHash) { (high, low) = (hash.high, hash.low) }

  private init() { (high, low) = (0, 0) }

  /// Looks at all folders that files lie in, but not at the roots; nil where one is not there.
  init?(of files: OutputTable, in roots: [FolderHandle], jobs: Int) {
    let total = Mutex<SeenFolders?>(SeenFolders())
    let width = files.count < 64 ? 1 : jobs
    DispatchQueue.concurrentPerform(iterations: width) { worker in
      var part = SeenFolders()
      var areThere = true
      let range = (files.count * worker / width)..<(files.count * (worker + 1) / width)
      files.withFolders(of: range) { folder in
        for root in roots {
          let now = root.stamp(folder, followsLinks: false)
          if let now, now.kind == .folder {
            part.add(UnsafeRawBufferPointer(rebasing: folder.dropLast()), now.stamp)
          } else {
            areThere = false
          }
        }
      }
      total.withLock { $0 = areThere ? $0.map { $0 + part } : nil }
    }
    guard let seen = total.withLock({ $0 }) else { return nil }
    self = seen
  }

  /// Looks at some folders, as far as they are there, and at the roots themselves.
  init(of folders: Set<String>, in roots: [FolderHandle]) {
    self.init()
    for root in roots {
      for path in ["."] + folders {
        guard let now = root.look(path), now.kind == .folder else { continue }
        var path = path
        path.withUTF8 { add(UnsafeRawBufferPointer($0), now.stamp) }
      }
    }
  }

  private mutating func add(_ path: UnsafeRawBufferPointer, _ stamp: FileStamp) {
    let name = ContentHash(of: path)
    let hash = [name.high, name.low, stamp.modified, stamp.changed, stamp.inode].withUnsafeBytes {
      ContentHash(of: $0)
    }
    high &+= hash.high
    low &+= hash.low
  }

  static func + (left: SeenFolders, right: SeenFolders) -> SeenFolders {
    var sum = left
    sum.high &+= right.high
    sum.low &+= right.low
    return sum
  }

  static func - (left: SeenFolders, right: SeenFolders) -> SeenFolders {
    var difference = left
    difference.high &-= right.high
    difference.low &-= right.low
    return difference
  }
}

extension OutputTable {
  /// Gives the folders that some files of the table lie in, each once in the order of their paths'
  /// bytes, with a zero byte behind: but for those that files before them lie in.
  func withFolders(of range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Void) {
    let slash = UInt8(ascii: "/")
    withPaths { path in
      var last = UnsafeRawBufferPointer(start: nil, count: 0)
      if range.lowerBound > 0 { last = Self.folder(of: path(range.lowerBound - 1)) }
      // A copy of a path, in which each of its folders can end.
      var copy: [UInt8] = []
      for index in range {
        let folder = Self.folder(of: path(index))
        defer { last = folder }
        if folder.isEmpty { continue }
        var common = 0
        while common < min(last.count, folder.count), last[common] == folder[common] { common += 1 }
        // Most files lie in the folder of the one before, or beside it.
        if common == folder.count, common == last.count || last[common] == slash { continue }
        if common == last.count, common > 0, folder[common] == slash { common += 1 }
        copy.removeAll(keepingCapacity: true)
        copy.append(contentsOf: folder)
        copy.append(0)
        for place in max(1, common)...folder.count where copy[place] == slash || copy[place] == 0 {
          let sign = copy[place]
          copy[place] = 0
          copy.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[...place])) }
          copy[place] = sign
        }
      }
    }
  }

  /// The folder of a file's path; none of a file at the top.
  private static func folder(of path: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var end = path.count
    while end > 0, path[end - 1] != UInt8(ascii: "/") { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: path[..<max(0, end - 1)])
  }
}
