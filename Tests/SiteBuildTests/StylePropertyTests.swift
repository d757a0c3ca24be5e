import Testing

@testable import SiteBuild

@Suite struct StylePropertyTests {
  @Test func onlyThePagesOwnPropertiesCount() {
    let sheet = """
      @import "other.css";
      /* :root { --no: 1 } */
      :root {
        --a: #123; color: red;
        --b : url("a;b}c") ;
        --c: var(--a);
      }
      a[title=":root {"] { --no: 2; }
      @media (prefers-color-scheme: dark) { :root { --a: #fff; } }
      html, :root { --a: #456 }
      """
    let properties = StyleProperty.ofRoot(in: sheet)
    #expect(
      properties.map { "\($0.name)=\($0.value)" } == [
        "--a=#123", "--b=url(\"a;b}c\")", "--c=var(--a)", "--a=#456",
      ])
  }

  @Test(arguments: [":root", ":root {", ":root { --a", "@import 'x'", "}{", "/*"])
  func brokenSheetsSetNothing(_ sheet: String) {
    #expect(StyleProperty.ofRoot(in: sheet) == [])
  }
}
