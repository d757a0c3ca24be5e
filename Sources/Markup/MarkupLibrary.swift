/// The library that reads Markdown, which is the system's and can change without the tool.
package enum MarkupLibrary {
  package static var version: String { "cmark-gfm \(CMark.version)" }
}
