import Basics

extension HTMLRenderer {
  /// Writes a text: citations and cross references in it are the hooks', outside of links.
  mutating func text(_ index: Int) {
    var literal = document.literalBytes(of: document.nodes[index])
    if let length = explicitIDs.textLengths[index] { literal = literal.prefix(length) }
    if let resume {
      if index < resume.node { return }
      if index == resume.node { literal = literal[resume.offset...] }
      self.resume = nil
    }
    if hasHooks, links.isEmpty { tellOfBareKeys(in: literal, of: index) }
    guard links.isEmpty, let first = Mark.first(in: literal) else {
      html.escape(literal)
      return
    }
    var clean = literal.startIndex
    var next: Int? = first
    while let offset = next {
      var end = offset + 1
      if let mark = mark(at: offset, in: literal, of: index) {
        html.escape(literal[clean..<offset])
        html.write(mark.html)
        if mark.node != index {
          resume = (mark.node, mark.end)
          return
        }
        clean = mark.end
        end = mark.end
      }
      next = Mark.first(in: literal[end...])
    }
    html.escape(literal[clean...])
  }

  /// Tells the hooks of brackets that would cite a source if they had an `@`; the words stay.
  private mutating func tellOfBareKeys(in literal: ArraySlice<UInt8>, of index: Int) {
    var rest = literal
    // To find a place in a text takes the longer the further on it is; no prose has so many.
    var left = 200
    while left > 0, let offset = rest.firstIndex(of: UInt8(ascii: "[")) {
      if let citation = document.bareCitation(at: offset, in: index, literal) {
        _ = hooks.citation(citation, &state)
        left -= 1
      }
      rest = rest[(offset + 1)...]
    }
  }

  /// The replacement of what begins at an offset, and where it ends; nil where it is ordinary text.
  private mutating func mark(
    at offset: Int, in literal: ArraySlice<UInt8>, of index: Int
  ) -> (html: String, node: Int, end: Int)? {
    guard !document.isEscaped(index, offset) else { return nil }
    if literal[offset] == UInt8(ascii: "@") {
      guard hasHooks else { return nil }
      guard let end = Mark.crossReferenceEnd(at: offset, in: literal) else {
        guard let found = document.keyInText(at: offset, in: index, literal) else { return nil }
        return hooks.citation(found.citation, &state).map { ($0, index, found.end) }
      }
      let reference = document.crossReference(offset..<end, in: index)
      return hooks.crossReference(reference, &state).map { ($0, index, end) }
    }
    if literal[(offset + 1)...].first == UInt8(ascii: "^") {
      undefinedFootnote(at: offset, in: literal, of: index)
      return nil
    }
    guard hasHooks, let found = document.citation(at: offset, in: index) else { return nil }
    return hooks.citation(found.citation, &state).map { ($0, found.node, found.end) }
  }

  /// A reference that the parser found no definition for is still text here.
  private mutating func undefinedFootnote(
    at offset: Int, in literal: ArraySlice<UInt8>, of index: Int
  ) {
    guard let close = literal[offset...].firstIndex(of: UInt8(ascii: "]")), close > offset + 2
    else { return }
    let label = literal[(offset + 2)..<close]
    guard !label.contains(where: isBlank) else { return }
    state.diagnostics.append(
      MarkupDiagnostics.undefinedFootnote(
        String(decoding: label, as: UTF8.self), path: document.source.path,
        range: document.range(ofText: offset..<(close + 1), in: index)))
  }
}
