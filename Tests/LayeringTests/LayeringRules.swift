/// The rules on one file; each gives a line per breach: `Markup/Parser.swift:12: what is wrong`.
enum LayeringRules {
  static func forbiddenImports(
    _ file: SourceTree.File, table: [String: Module]
  ) -> [String] {
    guard let module = table[file.module] else { return [] }
    let allowed = module.ours.union(module.theirs).union(LayerTable.system)
    return file.imports.filter { !allowed.contains($0.module) }.map {
      "\(file.path):\($0.line): \(file.module) may not import \($0.module)"
    }
  }

  /// `package` is the widest access of a tool; `public import` is wider than that, too.
  static func publicDeclarations(_ file: SourceTree.File) -> [String] {
    let wide =
      #/\bpublic\b|\bopen\s+(?:(?:override|class|final|lazy|weak|private\(set\))\s+)*(?:class|func|var|subscript|init)\b/#
    return breaches(file, of: wide, near: ["public", "open"]).map {
      "\($0): \($1) is wider than package"
    }
  }

  /// What the compiler or the run time takes on trust needs its proof in a comment above.
  static func unprovedEscapes(_ file: SourceTree.File) -> [String] {
    let escape =
      #/@unchecked\s+Sendable|nonisolated\(unsafe\)|\btry!|\bas!|\bfatalError\(/#
    let words = ["@unchecked", "unsafe", "try!", "as!", "fatalError"]
    return breaches(file, of: escape, near: words) { !file.source.isProvedSafe(line: $0) }
      .map { "\($0): \($1) needs a '// Safe: ...' comment on the line above" }
  }

  /// The matches of a pattern in a file's code. Only lines with one of `words` are asked, since
  /// searching for a word is many times faster than matching.
  private static func breaches(
    _ file: SourceTree.File, of pattern: Regex<Substring>, near words: [String],
    where holds: (Int) -> Bool = { _ in true }
  ) -> [(place: String, words: Substring)] {
    file.source.code.indices.flatMap { index -> [(place: String, words: Substring)] in
      let line = file.source.code[index]
      guard words.contains(where: line.contains) else { return [] }
      let found = line.matches(of: pattern)
      guard !found.isEmpty, holds(index) else { return [] }
      return found.map { ("\(file.path):\(index + 1)", $0.output) }
    }
  }
}
