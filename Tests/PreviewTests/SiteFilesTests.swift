import Basics
import Foundation
import Testing

@testable import Preview

struct SiteFilesTests {
  private let folder: ScratchFolder
  private let files: SiteFiles

  init() throws {
    folder = try ScratchFolder()
    try folder.write("secret", to: "secret.txt")
    try folder.write("page", to: "Output/a/index.html")
    files = SiteFiles(root: folder.path + "/Output")
  }

  @Test func filesAndFoldersAreFound() {
    #expect(files.bytes(["a", "index.html"]) == Array("page".utf8))
    #expect(isFolder(["a"]) && isFolder([]))
    #expect(isNothing(["b"]) && isNothing(["a", "index.html", "x"]))
  }

  private func isFolder(_ path: [String]) -> Bool {
    if case .folder? = files.find(path) { true } else { false }
  }

  private func isNothing(_ path: [String]) -> Bool { files.find(path) == nil }

  @Test func aFileStaysWhatItWasWhenItWasOpened() throws {
    guard case .file(let file)? = files.find(["a", "index.html"]) else {
      Issue.record("no file")
      return
    }
    let tag = file.tag
    try FileSystem.replace(folder.path + "/Output/a/index.html", with: Array("another".utf8))
    #expect(file.bytes == Array("page".utf8))
    #expect(file.bytes(1..<3) == Array("ag".utf8))
    #expect(file.tag == tag)
    guard case .file(let new)? = files.find(["a", "index.html"]) else { return }
    #expect(new.tag != tag)
  }

  @Test func linksAreNotFollowed() throws {
    try folder.link("Output/direct.txt", to: "../secret.txt")
    try folder.link("Output/full.txt", to: folder.path + "/secret.txt")
    try folder.link("Output/up", to: "..")
    try folder.link("Output/inside.html", to: "a/index.html")
    for path in [["direct.txt"], ["full.txt"], ["up", "secret.txt"], ["up"], ["inside.html"]] {
      #expect(isNothing(path), "\(path)")
    }
  }

  @Test func theFolderItselfMayBeALink() throws {
    try folder.link("site", to: "Output")
    let linked = SiteFiles(root: folder.path + "/site")
    #expect(linked.bytes(["a", "index.html"]) == Array("page".utf8))
  }

  @Test func aNamedPipeBlocksNobody() throws {
    #expect(mkfifo(folder.path + "/Output/pipe", 0o600) == 0)
    #expect(isNothing(["pipe"]))
  }

  @Test func thereIsNothingWithoutAnOutput() throws {
    try folder.remove("Output")
    #expect(isNothing(["a", "index.html"]) && isNothing([]))
  }
}
