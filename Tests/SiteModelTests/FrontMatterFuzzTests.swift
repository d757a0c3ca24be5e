import Basics
import Fuzzing
import SiteModel
import Tables
import Testing

/// Whatever a head of a page or the settings are, they are refused at their place or kept as they are.
@Suite struct FrontMatterFuzzTests {
  private static let fuzz = Fuzz("front-matter", rounds: 400)

  private static let texts = [
    """
    title: "Above the cap: {name}"
    summary: What one country may supply.
    slug: cap
    aliases: [/old/cap/, /ä/]
    date: 2026-02-05
    as_of: 2026-02-05
    tags: [Trade, "rare earths"]
    rows: select a from b
    order: -3
    page_size: 5
    unlisted: true
    figures: checked
    errata:
      - {date: 2026-04-02, figure: F109, was: about 71 %, now: about 69 %, reason: Misread.}
      - {date: 2026-04-02, reason: x, figures: [{figure: a, was: b, label: c}]}
    extra: {number: 1, list: [a, {b: null}], text: |
      two
      lines}

    """,
    """
    title: Minerals desk
    base_url: https://minerals.example/reports/
    language: en
    authors: [{name: The desk, url: https://minerals.example/}]
    licence: {name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}
    navigation: [{title: Briefings, url: /briefings/}, {title: Mail, url: "mailto:a@b"}]
    feed: {section: /briefings/, limit: 20}
    tag_page_size: 50
    checks: {SingleOrigin: off, PartsDoNotSum: {severity: note, except: [a, b]}}
    data: {publish: false}
    raw_html: yes

    """,
  ]

  private func check(_ bytes: [UInt8], _ name: String) throws {
    let source = SourceText(path: "a.md", text: String(decoding: bytes, as: UTF8.self))
    guard case .success(let value) = StructuredValue.parseYAML(source) else { return }
    let (matter, first) = FrontMatter.decode(value, path: source.path)
    let (settings, second) = SiteSettings.decode(value, path: source.path)
    for diagnostic in first + second {
      #expect(diagnostic.path != nil && diagnostic.range != nil, "\(name): \(diagnostic.summary)")
    }
    #expect(try kept(matter) == matter, "\(name)")
    #expect(try kept(settings) == settings, "\(name)")
    #expect(settings.home.hasPrefix("/") && settings.home.hasSuffix("/"), "\(name)")
  }

  /// A value after its way through the state.
  private func kept<Value: ByteCodable>(_ value: Value) throws -> Value {
    var writer = ByteWriter()
    value.encode(to: &writer)
    var reader = ByteReader(writer.bytes)
    return try Value(from: &reader)
  }

  @Test func anyHeadIsReadOrRefused() throws {
    for (name, bytes) in Self.fuzz.corpus { try check(bytes, name) }
    let complaints = try Self.fuzz.run { seed in
      var mutator = Mutator(seed: seed)
      let text = Array((mutator.random.pick(Self.texts) ?? "").utf8)
      try check(mutator.mutated(text), "seed \(seed)")
    }
    #expect(complaints == [])
  }
}
