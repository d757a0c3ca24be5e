import Markup
import Testing

@Suite struct GFMTests {
  @Test(arguments: [false, true])
  func examplesRenderAsTheReferenceProgramDoes(footnotes: Bool) async throws {
    guard ReferenceProgram.isInstalled else { return }
    let examples = try SharedExample.all()
    guard !examples.isEmpty else { return }
    #expect(examples.count > 690)
    var expected: [String] = []
    for example in examples {
      let reference = try ReferenceProgram.html(example.markdown, footnotes: footnotes)
      expected.append(reference)
      #expect(
        renderGFM(example.markdown, footnotes: footnotes) == reference,
        "\(example.section) \(example.example)")
    }
    let parallel = await inParallel(examples.map(\.markdown)) {
      renderGFM($0, footnotes: footnotes)
    }
    #expect(parallel == expected)
  }

  /// What the examples say themselves, where they need no extension or all of those attached here.
  @Test func specificationExamplesHold() throws {
    let examples = try SharedExample.all().filter { !$0.extensions.contains("disabled") }
    guard !examples.isEmpty else { return }
    let wrong = examples.filter { renderGFM($0.markdown) != $0.html }
    // Bare addresses and footnotes in examples without these extensions, and the newest library's
    // other spellings: those the reference program settles.
    print("of \(examples.count) examples \(examples.count - wrong.count) as written in the suites")
    #expect(wrong.count < examples.count / 20)
  }

  @Test func randomDocumentsRenderAsTheReferenceProgramDoes() throws {
    guard ReferenceProgram.isInstalled else { return }
    for seed in 1...120 {
      var generator = RandomMarkdown(seed: UInt64(seed))
      let document = generator.document()
      let footnotes = seed % 2 == 0
      #expect(
        try renderGFM(document, footnotes: footnotes)
          == ReferenceProgram.html(document, footnotes: footnotes), "seed \(seed)")
    }
  }

  /// The library's table of special characters is one for the process: see `CMark`.
  @Test func fiveThousandDocumentsAreTheSameOnAllThreads() async {
    let documents = (1...5000).map { seed in
      var generator = RandomMarkdown(seed: UInt64(seed) + 100_000)
      return generator.document() + "\n\n~~gone~~ www.example.com and http://example.org/a~b\n"
    }
    let alone = documents.map { renderGFM($0) }
    for html in alone {
      #expect(
        html.contains("<a href=\"http://www.example.com\">") || html.contains("<pre>")
          || html.contains("<!--") || html.contains("<?"))
    }
    let together = await inParallel(documents) { renderGFM($0) }
    var lost = 0
    for (one, many) in zip(alone, together) where one != many { lost += 1 }
    #expect(lost == 0)
  }

  @Test func strikethroughTakesOneOrTwoTildesAndNoMore() {
    #expect(
      renderGFM("~a~ ~~b~~ ~~~c~~~ *~~e~~* ~~*f*~~ a~~b~~c ~~ g~")
        == "<p><del>a</del> <del>b</del> ~~~c~~~ <em><del>e</del></em> <del><em>f</em></del> "
        + "a<del>b</del>c ~~ g~</p>\n")
  }

  @Test func aNULBecomesTheReplacementCharacter() {
    #expect(renderGFM("a\0~~b~~\0c") == "<p>a\u{FFFD}<del>b</del>\u{FFFD}c</p>\n")
  }
}

/// Maps on as many threads as there are cores, and more tasks than that.
func inParallel<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], _ transform: @escaping @Sendable (Input) -> Output
) async -> [Output] {
  await withTaskGroup(of: (Int, [Output]).self) { group in
    let size = max(1, inputs.count / 16)
    for start in stride(from: 0, to: inputs.count, by: size) {
      let chunk = inputs[start..<min(start + size, inputs.count)]
      group.addTask { (start, chunk.map(transform)) }
    }
    var parts: [(Int, [Output])] = []
    for await part in group { parts.append(part) }
    return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
  }
}
