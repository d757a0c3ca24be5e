import Charting
import Testing

/// Pictures for programs that do not know custom properties.
@Suite struct PlainPaintTests {
  @Test(arguments: [
    (##"<a fill="var(--c, #123)"/>"##, [:], ##"<a fill="#123"/>"##),
    (##"<a fill="var(--c)"/>"##, ["--c": "#abc"], ##"<a fill="#abc"/>"##),
    (##"<a fill="var(--c, #123)"/>"##, ["--c": "var(--d)", "--d": "red"], ##"<a fill="red"/>"##),
    (##"<a fill="var(--c, #123)"/>"##, ["--c": "var(--d)"], ##"<a fill="#123"/>"##),
    (##"<a fill="var(--c, var(--d, rgb(1, 2, 3)))"/>"##, [:], ##"<a fill="rgb(1, 2, 3)"/>"##),
    (##"<a fill="var(--c, #123)"/>"##, ["--c": "var(--c)"], ##"<a fill="#123"/>"##),
    (
      ##"<a style="fill:var(--c, #123);stroke:var(--d, #456)"/>"##, [:],
      ##"<a style="fill:#123;stroke:#456"/>"##
    ),
    (
      ##"<a font-family="var(--f, Arial, 'Liberation Sans')"/>"##, [:],
      ##"<a font-family="Arial, 'Liberation Sans'"/>"##
    ),
    (
      ##"<a font-family="var(--f, x)"/>"##, ["--f": "\"A & B\", serif"],
      ##"<a font-family="&quot;A &amp; B&quot;, serif"/>"##
    ),
  ])
  func referencesStandForTheirValues(
    _ svg: String, _ properties: [String: String], _ wanted: String
  ) {
    #expect(PlainPaint.resolved(svg, properties: properties) == wanted)
  }

  @Test(arguments: [
    ##"<title>Use "var(--c, #123)" here</title>"##, ##"<a fill="variance"/>"##,
    ##"<a fill="var(--c"/>"##,
  ])
  func textAndWhatIsNoReferenceStay(_ svg: String) {
    #expect(PlainPaint.resolved(svg, properties: ["--c": "red"]) == svg)
  }
}
