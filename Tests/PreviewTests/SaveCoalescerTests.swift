import Testing

@testable import Preview

struct SaveCoalescerTests {
  private let start = ContinuousClock.now

  private func event(_ path: String, _ state: WatchEvent.State = .whole) -> WatchEvent {
    WatchEvent(change: .files([path]), state: state)
  }

  private func at(_ milliseconds: Int) -> ContinuousClock.Instant {
    start.advanced(by: .milliseconds(milliseconds))
  }

  @Test func nothingIsDueWhereNothingHappened() {
    #expect(SaveCoalescer().due == nil)
  }

  @Test func aWholeFileIsBuiltAfterAShortQuiet() {
    var coalescer = SaveCoalescer()
    coalescer.add(event("a"), at: at(0))
    #expect(coalescer.due == at(0).advanced(by: SaveCoalescer.quiet))
  }

  @Test func eachEventBeginsTheQuietAnew() {
    var coalescer = SaveCoalescer()
    coalescer.add(event("a"), at: at(0))
    coalescer.add(event("b"), at: at(2))
    #expect(coalescer.due == at(2).advanced(by: SaveCoalescer.quiet))
    #expect(coalescer.take() == .files(["a", "b"]))
    #expect(coalescer.due == nil)
  }

  @Test func aFileThatIsGoneIsGivenTimeToComeBack() {
    var coalescer = SaveCoalescer()
    coalescer.add(event("a", .unfinished), at: at(0))
    #expect(coalescer.due == at(0).advanced(by: SaveCoalescer.patience))
    coalescer.add(event("a"), at: at(20))
    #expect(coalescer.due == at(20).advanced(by: SaveCoalescer.quiet))
  }

  @Test func anotherFilesSaveDoesNotMakeAGoneOneWhole() {
    var coalescer = SaveCoalescer()
    coalescer.add(event("a", .unfinished), at: at(0))
    coalescer.add(event("b"), at: at(10))
    #expect(coalescer.due == at(10).advanced(by: SaveCoalescer.patience))
  }

  @Test func eventsWithoutEndDoNotPutABuildOffForEver() {
    var coalescer = SaveCoalescer()
    for millisecond in 0..<1_000 { coalescer.add(event("a", .unfinished), at: at(millisecond)) }
    #expect(coalescer.due == at(0).advanced(by: SaveCoalescer.longest))
  }

  @Test func doubtIsNotForgotten() {
    var coalescer = SaveCoalescer()
    coalescer.add(WatchEvent(change: .everything, state: .whole), at: at(0))
    coalescer.add(event("a"), at: at(1))
    #expect(coalescer.take() == .everything)
  }

  @Test func veryManyFilesAreEverything() {
    let files = Set((0..<2_001).map(String.init))
    #expect(SourceChange.files(["a"]).union(.files(files)) == .everything)
    #expect(SourceChange.files(["a"]).union(.files(["b"])) == .files(["a", "b"]))
  }
}
