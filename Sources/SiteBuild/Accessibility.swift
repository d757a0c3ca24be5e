import Basics
import Markup

/// What keeps readers with other senses from a page's text (WCAG 2.2, 1.1.1 and 1.3.1).
enum Accessibility {
  /// Pictures that say nothing to those who do not see them.
  static func pictures(in document: Document) -> [Diagnostic] {
    document.nodes.filter { $0.kind == .image && !$0.hasChildren }.map { node in
      AccessibilityMessages.pictureWithoutText(document.literal(of: node))
        .at(document.source.path, document.range(of: node))
    }
  }

  /// Headings that leave out a level, by which screen readers lead through a page. The page's title
  /// is the only one of level 1.
  static func headings(_ headings: [Heading]) -> [Diagnostic] {
    var above = 1
    return headings.compactMap { heading in
      defer { above = heading.level }
      if heading.level == 1 {
        return AccessibilityMessages.topLevelHeading().at(heading.path, heading.range)
      }
      guard heading.level > above + 1 else { return nil }
      return AccessibilityMessages.headingLevelSkipped(heading.level, above: above)
        .at(heading.path, heading.range)
    }
  }
}

/// The sentences about accessibility.
enum AccessibilityMessages {
  static func pictureWithoutText(_ address: String) -> Diagnostic {
    Diagnostic(
      .warning, "PictureWithoutText",
      "the picture '\(address)' has no text for those who do not see it",
      hint: "say what it shows: ![A dam at dusk](\(address))")
  }

  static func topLevelHeading() -> Diagnostic {
    Diagnostic(
      .warning, "TopLevelHeading",
      "this page has its title as its heading of level 1, and here is another one",
      hint: "begin it with ##, or take it out where it says the title again")
  }

  static func headingLevelSkipped(_ level: Int, above: Int) -> Diagnostic {
    Diagnostic(
      .warning, "HeadingLevelSkipped",
      "a heading of level \(level) stands below one of level \(above)",
      hint: "write \(String(repeating: "#", count: above + 1)), or add the heading that is missing")
  }
}
