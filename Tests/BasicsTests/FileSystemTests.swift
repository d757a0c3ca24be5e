import Basics
import Foundation
import Testing

/// The file system, in a folder that is removed with this value.
@Suite final class FileSystemTests: Sendable {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/basics-" + UUID().uuidString
    try FileSystem.makeFolder(folder + "/a/b")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test(arguments: [0, 1, 65_535, 65_536, 300_000])
  func whatIsWrittenIsRead(_ count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try FileSystem.write(bytes, to: folder + "/f")
    #expect(try FileSystem.read(folder + "/f") == bytes)
    #expect(FileSystem.stamp(folder + "/f")?.stamp.size == UInt64(count))
  }

  @Test func whatIsNotThereIsNil() throws {
    #expect(try FileSystem.read(folder + "/none") == nil)
    #expect(try FileSystem.list(folder + "/none") == nil)
    #expect(FileSystem.stamp(folder + "/none") == nil)
    try FileSystem.write([], to: folder + "/f")
    #expect(try FileSystem.read(folder + "/f/none") == nil)
    #expect(try FileSystem.list(folder + "/f") == nil)
    try FileSystem.removeFile(folder + "/none")
    try FileSystem.removeTree(folder + "/none")
  }

  @Test func atAPathThatCannotBeIsNothing() throws {
    try FileSystem.write([1], to: folder + "/f")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/loop", withDestinationPath: folder + "/loop")
    let long = String(repeating: "n", count: 300)
    for name in ["f\0", "f\0.md", "a\0/b", long, "a/" + long + "/b", "loop", "loop/f"] {
      let path = folder + "/" + name
      #expect(try FileSystem.read(path) == nil, "\(name)")
      #expect(try FileSystem.readFile(path)?.bytes == nil, "\(name)")
      #expect(try FileSystem.list(path) == nil, "\(name)")
      #expect(FileSystem.stamp(path)?.kind == nil, "\(name)")
      #expect(FileSystem.prefix(of: path, count: 1) == nil, "\(name)")
      #expect(FileSystem.canonical(path) == nil, "\(name)")
      #expect(FileSystem.isLink(path) == (name == "loop"), "\(name)")
    }
    #expect(
      try FileSystem.read(folder + "/" + String(repeating: "n/", count: 4_000) + "f") == nil)
  }

  @Test func aFolderCannotBeReadAsAFile() throws {
    let error = #expect(throws: EnvironmentError.self) { try FileSystem.read(self.folder) }
    #expect(error?.description == "cannot read \(folder): Is a directory")
    #expect(error?.kind == .input)
  }

  @Test func aFileThatHasNoSizeIsReadToItsEnd() throws {
    #expect(try #require(try FileSystem.read("/proc/self/status")).count > 100)
  }

  @Test func namesAreListedInTheOrderOfTheirBytes() throws {
    for name in ["b.md", "a.md", "Z", "ä", ".hidden", "a"] where name != "a" {
      try FileSystem.write([], to: folder + "/" + name)
    }
    let entries = try #require(try FileSystem.list(folder))
    #expect(entries.map(\.name) == [".hidden", "Z", "a", "a.md", "b.md", "ä"])
    #expect(entries.filter { $0.kind == .folder }.map(\.name) == ["a"])
  }

  @Test func aStampTellsAFileThatWasReplaced() throws {
    let path = folder + "/f"
    try FileSystem.write([1], to: path)
    let first = try #require(FileSystem.stamp(path))
    #expect(first.kind == .file)
    #expect(FileSystem.stamp(path)?.stamp == first.stamp)
    try FileSystem.replace(path, with: [2])
    let second = try #require(FileSystem.stamp(path))
    #expect(second.stamp.inode != first.stamp.inode || second.stamp != first.stamp)
    #expect(try FileSystem.read(path) == [2])
    #expect(try #require(try FileSystem.list(folder)).map(\.name) == ["a", "f"])
  }

  @Test func aTreeIsRemovedAndLinksInItAreNotFollowed() throws {
    try FileSystem.makeFolder(folder + "/outside")
    try FileSystem.write([1], to: folder + "/outside/kept")
    try FileSystem.write([2], to: folder + "/a/b/f")
    for (link, target) in [("a/folder", "outside"), ("a/file", "outside/kept"), ("a/bad", "no")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/" + link, withDestinationPath: folder + "/" + target)
    }
    try FileSystem.removeTree(folder + "/a")
    #expect(FileSystem.stamp(folder + "/a") == nil)
    #expect(try FileSystem.read(folder + "/outside/kept") == [1])
  }

  @Test func onlyEmptyFoldersAreRemovedAsSuch() throws {
    #expect(!FileSystem.removeEmptyFolder(folder + "/a"))
    #expect(FileSystem.removeEmptyFolder(folder + "/a/b"))
    #expect(FileSystem.removeEmptyFolder(folder + "/a"))
  }

  @Test func foldersAreMadeWithThoseAbove() throws {
    try FileSystem.makeFolder(folder + "/x/y/z")
    try FileSystem.makeFolder(folder + "/x/y/z")
    #expect(FileSystem.stamp(folder + "/x/y/z")?.kind == .folder)
    #expect(throws: EnvironmentError.self) {
      try FileSystem.write([], to: self.folder + "/f")
      try FileSystem.makeFolder(self.folder + "/f/g")
    }
  }

  @Test func aLockIsHeldOnceAndGivenBack() throws {
    let path = folder + "/lock"
    do {
      let lock = try FileSystem.lock(path)
      let other = try FileSystem.lock(path)
      let (isHeld, isRefused) = (lock != nil, other == nil)
      #expect(isHeld && isRefused)
      withExtendedLifetime(lock) {}
    }
    let again = try FileSystem.lock(path)
    let isFree = again != nil
    #expect(isFree)
  }

  @Test func aPathIsMadeCanonical() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link", withDestinationPath: folder + "/a")
    #expect(
      FileSystem.canonical(folder + "/link/../a/./b") == FileSystem.canonical(folder + "/a/b"))
    #expect(FileSystem.canonical(folder + "/none") == nil)
  }
}
