import Basics
import SiteBuild
import Testing

/// Rows are checked against each other when a key's column has changed, and only then.
@Suite struct KeyCheckTests {
  private let share = "Content/data/share.csv"
  private let material = "Content/data/material.csv"

  private func lines(_ summary: BuildSummary) -> [String] {
    summary.diagnostics.filter { $0.identifier == "DanglingForeignKey" }
      .map { "\($0.path ?? "") \($0.range?.start.line ?? 0)" }
  }

  @Test func anEditBesideTheKeysDoesNotCheckThem() throws {
    let site = try TestSite()
    _ = try site.build()
    try site.edit(share, "31.5", "32.5")
    #expect(try !site.build().ran.map(\.key).contains { $0.hasPrefix("keys hold") })
    try site.edit(share, "tungsten,CHN,2024", "tungsten,CHN,2023")
    #expect(try site.build().ran.map(\.key).contains { $0.hasPrefix("keys hold") })
  }

  @Test func aMistakeIsToldWhereItStandsInEveryBuild() throws {
    let site = try TestSite()
    _ = try site.build()
    try site.edit(share, "tungsten,CHN,2025", "tungstem,CHN,2025")
    #expect(lines(try site.build()) == ["\(share) 5"])
    // All cells stay as they are, and stand a line lower.
    try site.edit(share, "tungsten,CHN,2024", "\ntungsten,CHN,2024")
    #expect(lines(try site.build()) == ["\(share) 6"])
    try site.edit(share, "tungstem", "tungsten")
    #expect(lines(try site.build()) == [])
  }

  @Test func whatABrokenTableHidIsToldWhenItIsMended() throws {
    let site = try TestSite()
    _ = try site.build()
    // A table that lacks a file is not asked for what others refer to.
    try site.remove(material)
    try site.edit(share, "tungsten,CHN,2025", "tungstem,CHN,2025")
    #expect(lines(try site.build()) == [])
    try site.write(material, SmallSite.files[material] ?? "")
    #expect(lines(try site.build()).count == 1)
  }

  @Test func aDanglingReferenceIsToldWhenItsTargetGoes() throws {
    let site = try TestSite()
    _ = try site.build()
    try site.edit(material, "tungsten,Tungsten\n", "")
    #expect(lines(try site.build()).count == 2)
  }
}
