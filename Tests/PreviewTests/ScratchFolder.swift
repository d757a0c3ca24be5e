import Basics
import Foundation

/// A folder of a test's own, which goes away with it.
final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    let made = try FileSystem.temporaryFolder(prefix: "assay-preview-test")
    path = FileSystem.canonical(made) ?? made
  }

  deinit { try? FileSystem.removeTree(path) }

  func write(_ text: String, to name: String) throws {
    let full = path + "/" + name
    if let slash = full.lastIndex(of: "/") { try FileSystem.makeFolder(String(full[..<slash])) }
    try FileSystem.write(Array(text.utf8), to: full)
  }

  func remove(_ name: String) throws { try FileSystem.removeTree(path + "/" + name) }

  func move(_ name: String, to other: String) throws {
    try FileSystem.move(path + "/" + name, to: path + "/" + other)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "/" + name, withDestinationPath: target)
  }
}
