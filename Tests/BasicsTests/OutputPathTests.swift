import Basics
import Testing

@Suite struct OutputPathTests {
  @Test(arguments: [
    "index.html", "a/b/c.txt", "é/ü.html", "..a", "a..", "...", ".well-known/x", ".assay",
    "assay-x",
    "a b/c?d", String(repeating: "x", count: 255),
  ])
  func goodPathsAreTaken(_ text: String) throws {
    #expect(OutputPath.flaw(in: text) == nil)
    #expect(OutputPath(text)?.text == text)
  }

  static let bad: [(String, OutputPath.Flaw)] = [
    ("", .noName), ("/", .noName), ("/a", .noName), ("a/", .noName), ("a//b", .noName),
    (".", .noName), ("..", .noName), ("a/../b", .noName), ("./a", .noName), ("a/.", .noName),
    ("a\nb", .controlCharacter), ("a\0", .controlCharacter), ("a/\u{7F}", .controlCharacter),
    ("a\u{85}", .controlCharacter), (".assay-manifest", .ownName),
    ("a/.assay-stage/b", .ownName), (".Assay-Manifest.new", .ownName),
    (String(repeating: "x", count: 256), .longPart(256)),
    ("a/" + String(repeating: "é", count: 128), .longPart(256)),
    (String(repeating: "x/", count: 512) + "y", .long(1025)),
  ]

  @Test(arguments: bad.indices)
  func othersAreNot(_ index: Int) {
    let (text, flaw) = Self.bad[index]
    #expect(OutputPath.flaw(in: text) == flaw)
    #expect(OutputPath(text) == nil)
    var writer = ByteWriter()
    writer.write(text)
    #expect(throws: ByteDecodingError.self) {
      var reader = ByteReader(writer.bytes)
      _ = try reader.value(OutputPath.self)
    }
  }

  @Test func partsAndFoldersAreFound() throws {
    let path = try #require(OutputPath("a/b/c.txt"))
    #expect(path.name == "c.txt")
    #expect(path.folders.map(\.text) == ["a/b", "a"])
    #expect(try #require(OutputPath("c.txt")).folders.isEmpty)
  }

  /// Any text either is refused or stays below the folder, whatever is joined to it.
  @Test func noTextLeadsOut() {
    let signs = ["/", ".", "..", "a", ".assay-", "\\", "~", "\u{301}", "%2e"]
    var texts = [""]
    for _ in 0..<4 { texts += texts.flatMap { text in signs.map { text + $0 } } }
    for text in Set(texts) where OutputPath(text) != nil {
      let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      #expect(!text.utf8.isEmpty && text.utf8.first != UInt8(ascii: "/"))
      #expect(!parts.contains { [[], [46], [46, 46]].contains(Array($0)) }, "\(text)")
    }
  }
}

@Suite struct ResolvedPathTests {
  @Test func whatIsNotThereYetIsResolvedToo() throws {
    let made = try FileSystem.temporaryFolder(prefix: "assay-resolved")
    defer { try? FileSystem.removeTree(made) }
    let folder = try #require(FileSystem.canonical(made))
    #expect(FileSystem.resolved(folder + "/new/deep") == folder + "/new/deep")
    #expect(FileSystem.resolved(folder + "/new/../other/./x") == folder + "/other/x")
    #expect(FileSystem.resolved(folder + "/") == folder)
    #expect(FileSystem.resolved("/") == "/")
  }
}
