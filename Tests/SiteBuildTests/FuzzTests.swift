import Basics
import Foundation
import Fuzzing
import SiteBuild
import Testing

/// Whatever bytes a site is made of, a build ends, and never in a wrong page.
@Suite(.serialized) struct FuzzTests {
  /// Files of every kind, torn apart and put together again: the build ends in diagnostics with
  /// places or in a site, and the incremental one equals the clean one.
  @Test func anySourcesEndInDiagnosticsOrASite() throws {
    let complaints = try Fuzz("sources").run { seed in
      var mutator = Mutator(seed: seed)
      let site = try TestSite()
      try site.buildGood()
      let paths = SmallSite.files.keys.sorted()
      for _ in 0...Int.random(in: 0...2, using: &mutator.random) {
        guard let path = mutator.random.pick(paths) else { continue }
        let bytes = Array((SmallSite.files[path] ?? "").utf8)
        try site.write(path, bytes: mutator.mutated(bytes))
      }
      let begin = ContinuousClock.now
      let summary = try outcome(of: site)
      #expect(ContinuousClock.now - begin < .seconds(60), "seed \(seed)")
      let clean = try site.copyOfSources()
      let wanted = try outcome(of: clean)
      #expect(summary.isPublished == wanted.isPublished, "seed \(seed)")
      if summary.isPublished {
        #expect(try site.site() == clean.site(), "seed \(seed)")
      } else {
        #expect(!summary.diagnostics.isEmpty, "seed \(seed): refused without a word")
        #expect(summary.diagnostics.allSatisfy { $0.path != nil }, "seed \(seed)")
      }
    }
    #expect(complaints == [])
  }

  private func outcome(of site: TestSite) throws -> (isPublished: Bool, diagnostics: [Diagnostic]) {
    do {
      let summary = try site.build()
      return (summary.isPublished, summary.diagnostics)
    } catch let error as DiagnosticsError {
      return (false, error.diagnostics)
    }
  }

  /// A page with everything that a page can have.
  private static let page = """
    ---
    title: Everything
    as_of: 2026-02-28
    figures: checked
    tags: [trade]
    ---
    China supplied `{claim F109}` and `{claim F110 bare 0.0 uncited}`, [@usgs-2026, p. 12; @law].
    Now `{assert} (select max(pct) from share) > 2 * 33 :: more than twice`; see @fig-a, @sec-b.

    ## Part {#sec-b}

    ```sql rows
    select material, year, pct, '/materials/' || material || '/' as address, known_on, material || year as key from share
    ```

    ```table rows #tbl-a
    caption: 'Of `{sql 0 %} select max(pct) from rows`'
    columns: [{name: material, link: address}, {name: pct, format: '0.0'}]
    totals: {columns: [pct]}
    source: [usgs-2026, Own]
    ```

    ```chart #fig-a
    title: 'A rise to `{sql 0} select max(pct) from rows`'
    description: Two lines.
    data: {name: rows}
    transform: [{filter: datum.pct > 1}, {calculate: "year(datum.known_on)", as: y}]
    mark: {type: line, point: true}
    encoding:
      x: {field: year, type: ordinal}
      y: {field: pct, type: quantitative, scale: {zero: false}}
      color: {field: material, type: nominal}
    usermeta: {source: usgs-2026, note: By weight.}
    ```

    ```calendar rows
    file: a.ics
    title: Days
    date: known_on
    summary: material
    uid: key
    ```

    ```include fragments/method.md
    ```

    > [!NOTE]
    > `{plain} 27` of [the first](notes/first.md#numbers).[^1] ~~gone~~ &amp; *`{sql} select 1`*

    [^1]: A note, `{sql d MMMM yyyy} select :as_of`.

    | a | b |
    |---|--:|
    | `{sql} select count(*) from rows` | ![x](notes/diagram.svg) |

    ```claims dependence
    ```

    """

  /// One page after another at the same place, in a site that is there already.
  @Test func anyPageEndsInDiagnosticsOrASite() throws {
    let site = try TestSite(AuthorSite.files)
    try site.write("Content/everything.md", Self.page)
    try site.buildGood()
    let fuzz = Fuzz("pages", rounds: 20)
    func check(_ bytes: [UInt8], _ name: String, isCompared: Bool) throws {
      try site.write("Content/everything.md", bytes: bytes)
      let summary = try outcome(of: site)
      for diagnostic in summary.diagnostics {
        #expect(diagnostic.path != nil && diagnostic.range != nil, "\(name): \(diagnostic.summary)")
      }
      #expect(summary.isPublished || !summary.diagnostics.isEmpty, "\(name): without a word")
      guard isCompared else { return }
      let clean = try site.copyOfSources()
      let wanted = try outcome(of: clean)
      #expect(summary.diagnostics == wanted.diagnostics, "\(name)")
      if wanted.isPublished { #expect(try site.site() == clean.site(), "\(name)") }
    }
    for (name, bytes) in fuzz.corpus { try check(bytes, name, isCompared: true) }
    let complaints = try fuzz.run { seed in
      var mutator = Mutator(seed: seed)
      let bytes = mutator.mutated(Array(Self.page.utf8))
      try check(bytes, "seed \(seed)", isCompared: seed.isMultiple(of: 4))
    }
    #expect(complaints == [])
  }
}
