/// Who holds a lock: a process, and for how long it has been running, where the system says so.
package struct LockHolder: Sendable, Equatable {
  package var process: Int
  package var seconds: Int?

  package init(process: Int, seconds: Int?) {
    self.process = process
    self.seconds = seconds
  }

  /// The process that holds a lock file, as Linux lists it; nil elsewhere, and where nobody does.
  package init?(ofLock path: String) {
    guard let inode = FileSystem.stamp(path)?.stamp.inode,
      let locks = FileSystem.prefix(of: "/proc/locks", count: 1 << 20),
      let process = Self.process(holding: inode, in: String(decoding: locks, as: UTF8.self))
    else { return nil }
    func text(_ path: String) -> String {
      String(decoding: FileSystem.prefix(of: path, count: 4096) ?? [], as: UTF8.self)
    }
    self.init(
      process: process,
      seconds: Self.seconds(status: text("/proc/\(process)/stat"), uptime: text("/proc/uptime")))
  }

  /// Finds it in a list such as `1: FLOCK  ADVISORY  WRITE 3187 fe:01:1835021 0 EOF`.
  static func process(holding inode: UInt64, in locks: String) -> Int? {
    for line in locks.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 6, words[1] == "FLOCK",
        words[5].split(separator: ":").last.flatMap({ UInt64($0) }) == inode
      else { continue }
      return Int(words[4])
    }
    return nil
  }

  /// How long a process has been running, from its status and the time since the system's start; the
  /// status counts in hundredths of seconds.
  static func seconds(status: String, uptime: String) -> Int? {
    // The program's name stands in brackets and may have blanks in it.
    guard let bracket = status.lastIndex(of: ")"),
      let now = uptime.split(separator: " ").first.flatMap({ Double($0) })
    else { return nil }
    let fields = status[status.index(after: bracket)...].split(separator: " ")
    guard fields.count > 19, let start = Double(fields[19]) else { return nil }
    return max(0, Int(now - start / 100))
  }
}
