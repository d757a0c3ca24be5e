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
        diagnostics.append(BuildMessages.noFrontMatter().at(source.path, SourceRange(at: .start)))
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
}
