import Basics
import Database
import Markup
import Testing

@testable import SiteBuild

@Suite struct OutputTableTests {
  private func entry(_ path: String, _ number: UInt64) -> OutputTable.Entry {
    OutputTable.Entry(
      path: OutputPath(checked: path), hash: ContentHash(high: number, low: 1),
      stamp: FileStamp(size: number, modified: 2, changed: 3, inode: 4))
  }

  private func text(_ table: OutputTable) -> [String] {
    (0..<table.count).map {
      "\(table.path($0).text) \(table.hash($0).high) \(table.stamp($0).size)"
    }
  }

  private func table(_ paths: [String]) -> OutputTable {
    OutputTable.empty.edited(
      OutputTable.Edit(added: paths.enumerated().map { entry($1, UInt64($0)) }))
  }

  @Test func entriesAreFoundByTheirPaths() {
    let table = table(["a/index.html", "a0", "é/index.html"])
    #expect(text(table) == ["a/index.html 0 0", "a0 1 1", "é/index.html 2 2"])
    #expect(table.index(of: OutputPath(checked: "a0")) == 1)
    #expect(table.index(of: OutputPath(checked: "é/index.html")) == 2)
    for absent in ["", "a", "a/index.htm", "a/index.html2", "z"] {
      #expect(table.index(of: OutputPath(checked: absent)) == nil)
    }
    #expect(OutputTable.empty.index(of: OutputPath(checked: "a")) == nil)
  }

  @Test func anEditKeepsTheOrder() {
    var edit = OutputTable.Edit(removed: [1], added: [entry("a", 7), entry("c", 8), entry("z", 9)])
    edit.replaced[2] = (ContentHash(high: 5, low: 1), OutputTable.unknownStamp)
    let edited = table(["b", "bb", "d"]).edited(edit)
    #expect(text(edited) == ["a 7 7", "b 0 0", "c 8 8", "d 5 0", "z 9 9"])
  }

  @Test func theManifestIsReadBack() throws {
    let table = table(["a", "b/index.html"])
    let lines = """
      00000000000000000000000000000001 a
      00000000000000010000000000000001 b/index.html

      """
    let written = String(decoding: table.manifest, as: UTF8.self)
    #expect(written.hasPrefix(lines + "sum "))
    #expect(written.utf8.count == lines.utf8.count + 37)
    let entries = try #require(OutputManifest.entries(table.manifest))
    #expect(entries.map(\.path.text) == ["a", "b/index.html"])
    #expect(entries.map(\.hash.high) == [0, 1])
    #expect(OutputManifest.entries(Array("no manifest\n".utf8)) == nil)
    for bad in ["../", "/", "b//", ".assay-stage/", "./", "b\u{1}/"] {
      var text = Array((lines + lines).replacing("b/", with: bad).utf8)
      OutputManifest.addSum(to: &text)
      #expect(OutputManifest.entries(text) == nil, "\(bad)")
    }
    // A list that is not whole, or twice there, is none.
    let manifest = table.manifest
    for count in 0..<manifest.count {
      #expect(OutputManifest.entries(Array(manifest.prefix(count))) == nil)
    }
    #expect(OutputManifest.entries(manifest + manifest) == nil)
    #expect(OutputManifest.entries(Array(manifest.dropFirst(35))) == nil)
  }

  /// Whoever gives the folder away can make a checksum, so the paths are looked at all the same.
  @Test func stampsOfFilesElsewhereAreNotTaken() throws {
    let folder = try FileSystem.temporaryFolder(prefix: "assay-table")
    defer { try? FileSystem.removeTree(folder) }
    let path = folder + "/outputs"
    func isTaken(_ file: String) throws -> Bool {
      let stamps = OutputStamps(
        folder: "/site/Output", manifest: OutputTable.unknownStamp,
        goal: ContentHash(high: 8, low: 9), files: table([file]))
      try FileSystem.write(stamps.bytes, to: path)
      return OutputStamps(mapping: path) != nil
    }
    #expect(try isTaken("a/index.html"))
    for file in ["../a", "/a", "a//b", ".assay-manifest", "a/./b", ""] {
      #expect(try !isTaken(file), "\(file)")
    }
  }

  @Test func stampsAreReadBackAndDamageIsSeen() throws {
    let folder = try FileSystem.temporaryFolder(prefix: "assay-table")
    defer { try? FileSystem.removeTree(folder) }
    let stamps = OutputStamps(
      folder: "/site/Output", manifest: FileStamp(size: 1, modified: 2, changed: 3, inode: 4),
      goal: ContentHash(high: 8, low: 9), files: table(["a", "b"]))
    var bytes = stamps.bytes
    let path = folder + "/outputs"
    try FileSystem.write(bytes, to: path)
    let read = try #require(OutputStamps(mapping: path))
    #expect(read.folder == stamps.folder && read.manifest == stamps.manifest)
    #expect(read.goal == stamps.goal && text(read.files) == text(stamps.files))
    for place in bytes.indices {
      bytes[place] ^= 1
      try FileSystem.write(bytes, to: path)
      #expect(OutputStamps(mapping: path) == nil, "byte \(place)")
      bytes[place] ^= 1
    }
  }
}

@Suite struct CollisionScanTests {
  private func isFree(_ paths: [String]) throws -> Bool {
    var scan = CollisionScan()
    for path in paths {
      var file = ByteWriter()
      file.write(UInt32(1))
      file.write(path)
      file.write(ContentHash(of: path))
      file.write(0)
      for text in ["origin", "rule", "argument"] { file.write(text) }
      var files = ByteWriter()
      files.write(file.bytes)
      var reader = ByteReader(files.bytes)
      scan.add(try OutputFiles(from: &reader))
    }
    return scan.isFree
  }

  @Test(arguments: [
    (["a/index.html", "b/index.html", "index.html"], true),
    (["a/index.html", "A/index.html"], false),
    (["a/b", "a/b/index.html"], false),
    (["a/b/index.html", "A/B"], false),
    (["a/b", "a/bc/index.html"], true),
    // What is not ASCII is left to the careful look.
    (["é"], false),
  ])
  func namesThatMeetAreSeen(_ paths: [String], _ free: Bool) throws {
    #expect(try isFree(paths) == free)
  }

  @Test func manyNamesDoNotMeetByAccident() throws {
    #expect(try isFree((0..<5000).map { "notes/\($0 % 40)/note-\($0)/index.html" }))
  }
}

@Suite struct BuildIDTests {
  /// A program of one note segment.
  private func program(note: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1] + [UInt8](repeating: 0, count: 58)
    bytes[32] = 64
    bytes[54] = 56
    bytes[56] = 1
    var header = [UInt8](repeating: 0, count: 56)
    header[0] = 4
    header[8] = 120
    header[32] = UInt8(note.count)
    return bytes + header + note
  }

  @Test func anotherLibraryMakesAnotherTool() throws {
    let program = ContentHash(of: [1])
    let versions = [
      ["SQLite 3.40", "cmark 1"], ["SQLite 3.41", "cmark 1"], ["SQLite 3.40", "cmark 2"],
    ]
    #expect(Set(versions.map { ToolIdentity.hash(of: program, with: $0) }).count == 3)
    #expect(
      ToolIdentity.hash(of: program, with: [])
        != ToolIdentity.hash(of: ContentHash(of: [2]), with: []))
    #expect(DatabaseLibrary.version.hasPrefix("SQLite 20"))
    #expect(MarkupLibrary.version.hasPrefix("cmark-gfm 0."))
  }

  @Test func theIDIsFoundAmongNotes() throws {
    let other: [UInt8] = [4, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0] + Array("GNU\0".utf8) + [9, 0, 0, 0]
    let id: [UInt8] = [4, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0] + Array("GNU\0".utf8) + [1, 2, 3, 4]
    #expect(BuildID.hash(in: program(note: other + id)) == ContentHash(of: [1, 2, 3, 4]))
    #expect(BuildID.hash(in: program(note: other)) == nil)
    #expect(BuildID.hash(in: Array("#!/bin/sh\n".utf8)) == nil)
  }

  @Test func brokenProgramsHaveNone() {
    let id: [UInt8] = [4, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0] + Array("GNU\0".utf8) + [1, 2, 3, 4]
    let bytes = program(note: id)
    for count in 0..<bytes.count { #expect(BuildID.hash(in: Array(bytes[..<count])) == nil) }
  }
}
