import Basics
import Fuzzing
import SiteBuild
import Testing

/// What builds append to the state, and what they make of an end of it that is damaged.
@Suite struct TraceLogTests {
  private static let log = ".assay/traces.log"

  /// A site whose last builds appended to the state, with an edit that is not built yet, and what its
  /// output must become.
  private func edited() throws -> (site: TestSite, wanted: [String: [UInt8]]) {
    let site = try TestSite()
    try site.buildGood()
    for (old, new) in [
      ("The names are", "Names:"), ("Names:", "Those are"), ("Those are", "The names are"),
    ] {
      try site.edit("Content/notes/third.md", old, new)
      try site.buildGood()
    }
    try site.edit("Content/notes/second.md", "title:", "summary: New\ntitle:")
    let clean = try site.copyOfSources()
    try clean.buildGood()
    return (site, try clean.site())
  }

  @Test func aBuildOfOneBodyAppendsAndLeavesTheRestOfTheState() throws {
    let site = try TestSite()
    try site.buildGood()
    let before = try site.read(bytes: ".assay/traces")
    try site.edit("Content/notes/third.md", "The names are", "Names:")
    #expect(try site.buildGood().written == 1)
    #expect(try site.read(bytes: ".assay/traces") == before)
    let first = try site.read(bytes: Self.log)
    try site.edit("Content/notes/third.md", "Names:", "Some names:")
    #expect(try site.buildGood().written == 1)
    #expect(try site.read(bytes: Self.log).starts(with: first))
    #expect(try site.read(bytes: Self.log).count > first.count)
    #expect(try site.buildGood().ran.map(\.key) == [])
  }

  @Test(arguments: [0.0, 0.2, 0.5, 0.7, 0.99])
  func anEndThatIsCutOffIsLeftOut(_ part: Double) throws {
    let (site, wanted) = try edited()
    let bytes = try site.read(bytes: Self.log)
    try site.write(Self.log, bytes: Array(bytes.prefix(Int(Double(bytes.count) * part))))
    let summary = try site.buildGood()
    if part > 0 {
      #expect(
        summary.remarks == ["the end of the state in .assay was damaged and is left out"])
    }
    #expect(try site.site() == wanted)
    #expect(try site.buildGood().ran.map(\.key) == [])
  }

  @Test(arguments: 0..<12)
  func anEndWithAWrongByteIsLeftOut(_ seed: Int) throws {
    let (site, wanted) = try edited()
    var bytes = try site.read(bytes: Self.log)
    var random = SeededGenerator(seed: UInt64(seed))
    let place = Int.random(in: 0..<bytes.count, using: &random)
    bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    try site.write(Self.log, bytes: bytes)
    #expect(try site.buildGood().remarks.count == 1, "byte \(place)")
    #expect(try site.site() == wanted, "byte \(place)")
    #expect(try site.buildGood().ran.map(\.key) == [])
  }

  @Test func theLogOfAnotherStateIsNotUsed() throws {
    let (site, _) = try edited()
    let bytes = try site.read(bytes: Self.log)
    try site.write("Content/notes/new.md", "---\ntitle: New\n---\nText.\n")
    try site.buildGood()
    #expect(FileSystem.stamp(site.root + "/" + Self.log) == nil)
    try site.write(Self.log, bytes: bytes)
    try site.edit("Content/notes/third.md", "The names are", "Names:")
    try site.buildGood()
    let clean = try site.copyOfSources()
    try clean.buildGood()
    #expect(try site.site() == clean.site())
  }

  @Test func manyBuildsWriteTheStateWholeAgain() throws {
    let site = try TestSite()
    try site.buildGood()
    var largest = 0
    var wasWritten = false
    var word = "The names are"
    for number in 0..<40 {
      let next = "Names \(number):" + String(repeating: " many", count: 400)
      try site.edit("Content/notes/third.md", word, next)
      word = next
      let before = try site.read(bytes: ".assay/traces")
      try site.buildGood()
      let size = FileSystem.stamp(site.root + "/" + Self.log)?.stamp.size ?? 0
      largest = max(largest, Int(size))
      if try site.read(bytes: ".assay/traces") != before { wasWritten = true }
    }
    #expect(wasWritten)
    #expect(largest < 150_000)
    let clean = try site.copyOfSources()
    try clean.buildGood()
    #expect(try site.site() == clean.site())
  }
}

extension TestSite {
  fileprivate func read(bytes path: String) throws -> [UInt8] {
    try #require(try FileSystem.read(root + "/" + path))
  }
}
