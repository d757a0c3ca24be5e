import Testing

@testable import Commands

@Suite struct ProgressLineTests {
  @Test(arguments: [
    (0, 345, "[                              ] 0 %"),
    (115, 345, "[##########                    ] 33 %"),
    (345, 345, "[##############################] 100 %"),
    (0, 0, "[                              ] 0 %"),
  ])
  func theBarSaysHowFarTheBuildIs(_ done: Int, _ total: Int, _ text: String) {
    #expect(ProgressLine.bar(done, of: total) == text)
  }

  @Test func waitingNamesTheProcessWhereItIsKnown() {
    #expect(
      ProgressLine.waiting(process: 12)
        == "assay: waiting for another build of this site (process 12) to end")
    #expect(
      ProgressLine.waiting(process: nil)
        == "assay: waiting for another build of this site to end")
  }
}
