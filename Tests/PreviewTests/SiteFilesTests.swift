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
    #expect(files.find(["a", "index.html"]) == .file(Array("page".utf8)))
    #expect(files.find(["a"]) == .folder)
    #expect(files.find([]) == .folder)
    #expect(files.find(["b"]) == nil)
    #expect(files.find(["a", "index.html", "x"]) == nil)
  }

  @Test func linksAreNotFollowed() throws {
    try folder.link("Output/direct.txt", to: "../secret.txt")
    try folder.link("Output/full.txt", to: folder.path + "/secret.txt")
    try folder.link("Output/up", to: "..")
    try folder.link("Output/inside.html", to: "a/index.html")
    for path in [["direct.txt"], ["full.txt"], ["up", "secret.txt"], ["up"], ["inside.html"]] {
      #expect(files.find(path) == nil, "\(path)")
    }
  }

  @Test func theFolderItselfMayBeALink() throws {
    try folder.link("site", to: "Output")
    let linked = SiteFiles(root: folder.path + "/site")
    #expect(linked.bytes(["a", "index.html"]) == Array("page".utf8))
  }

  @Test func aNamedPipeBlocksNobody() throws {
    #expect(mkfifo(folder.path + "/Output/pipe", 0o600) == 0)
    #expect(files.find(["pipe"]) == nil)
  }

  @Test func thereIsNothingWithoutAnOutput() throws {
    try folder.remove("Output")
    #expect(files.find(["a", "index.html"]) == nil)
    #expect(files.find([]) == nil)
  }
}
