import Basics
import Markup
import Tables

/// A Markdown file taken apart: its front matter, and where its text begins.
struct MarkdownFile: Sendable {
  let source: SourceText
  /// The front matter's value; nil where there is none or it cannot be read.
  let frontMatter: StructuredValue?
  /// The offset of the text's first byte.
  let bodyStart: Int
  let diagnostics: [Diagnostic]

  init(_ source: SourceText) {
    self.source = source
    let split = splitFrontMatter(source)
    bodyStart = split.bodyOffset
    var diagnostics = split.diagnostics
    guard let yaml = split.yaml else {
      if diagnostics.isEmpty {
        let message =
          Self.lacksFirstLine(source) ? BuildMessages.noFirstLine() : BuildMessages.noFrontMatter()
        diagnostics.append(message.at(source.path, SourceRange(at: .start)))
      }
      frontMatter = nil
      self.diagnostics = diagnostics
      return
    }
    switch StructuredValue.parseYAML(
      SourceText(path: source.path, text: yaml), at: split.origin)
    {
    case .success(let value): frontMatter = value
    case .failure(let error):
      frontMatter = nil
      diagnostics += error.diagnostics
    }
    self.diagnostics = diagnostics
  }

  /// Whether a text begins as front matter does, and has its last line but not its first.
  private static func lacksFirstLine(_ source: SourceText) -> Bool {
    let lines = source.text.split(separator: "\n", maxSplits: 60, omittingEmptySubsequences: false)
      .map { $0.hasSuffix("\r") ? $0.dropLast() : $0 }
    guard let end = lines.firstIndex(of: "---"), end > 0, let colon = lines[0].firstIndex(of: ":")
    else { return false }
    let key = lines[0][..<colon]
    return !key.isEmpty && key.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "_") }
      && !lines[..<end].contains { $0.isEmpty }
  }
}
