import Basics
import Foundation
import SiteModel

/// The names of files in `Content`: which can be parts of addresses, and what is said of the others.
enum FileNames {
  /// Whether a file's path can become an address: for a page each part must be good in one, other
  /// files only must not break the lists of files that stand one to a line.
  static func isGood(_ file: String) -> Bool {
    guard PageRules.isPageFile(file) else {
      return file.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
    }
    return badPart(of: file) == nil
  }

  /// The first part of a page's path that no address can have.
  private static func badPart(of file: String) -> String? {
    file.dropLast(3).split(separator: "/").map { part in
      String(part.hasPrefix("[") && part.hasSuffix("]") ? part.dropFirst().dropLast() : part)
    }.first { !SiteModel.FrontMatter.isSlug($0) || composed($0) != nil }
  }

  /// The name with each letter and its marks as one character, where it is not so written: archives
  /// of macOS have it apart, and links that look the same would lead nowhere.
  private static func composed(_ part: String) -> String? {
    guard part.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    let composed = part.precomposedStringWithCanonicalMapping
    return composed.utf8.elementsEqual(part.utf8) ? nil : composed
  }

  /// A part with what no address can have turned to hyphens; nil where nothing is left of it.
  private static func suggestion(for part: String) -> String? {
    var name = ""
    for scalar in (composed(part) ?? part).unicodeScalars {
      if scalar == "~" || SiteModel.FrontMatter.isSlug("x" + String(scalar)) {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, name.last != "-" {
        name.append("-")
      }
    }
    while name.last == "-" { name.removeLast() }
    return SiteModel.FrontMatter.isSlug(name) ? name : nil
  }

  /// Whether a file of `Content` is published as it is: no page, data, fragment or setting.
  static func isPublishedAsItStands(_ file: String) -> Bool {
    !file.hasSuffix(".md") && !isOtherMarkdown(file) && !file.hasPrefix(DataFilesKey.folder + "/")
      && file != "site.yaml" && !PublishedEdition.isRecord(file) && !isFragment(file)
  }

  static func isFragment(_ file: String) -> Bool {
    file.split(separator: "/").dropLast().contains("fragments")
  }

  /// Whether a file is Markdown by another ending than `.md`. It is no page, and published as it
  /// stands readers would see its front matter, drafts among them.
  static func isOtherMarkdown(_ file: String) -> Bool {
    guard !file.hasSuffix(".md"), let dot = file.lastIndex(of: ".") else { return false }
    let endings = [
      "md", "markdown", "mdown", "mdwn", "mkd", "mkdn", "mkdown", "mdtext", "qmd", "rmd", "mdx",
      "ipynb",
    ]
    let name = file.lowercased()
    return endings.contains(String(name[name.index(after: dot)...]))
      || name.hasSuffix(".md.txt") || name.hasSuffix(".md.bak") || name.hasSuffix(".md~")
  }

  static func otherMarkdown(_ file: String) -> Diagnostic {
    let end = file.range(of: ".md.")?.lowerBound ?? file.lastIndex(of: ".") ?? file.endIndex
    let base = file[..<end]
    return Diagnostic(
      .error, "MarkdownFileEnding", path: SitePaths.content + "/" + shown(file),
      "this is Markdown by another ending than .md, so it would be no page",
      explanation: "Published as it stands, it would show readers its front matter, a draft's too.",
      hint: "name it '\(base).md'")
  }

  static func problem(with file: String) -> Diagnostic {
    let path = SitePaths.content + "/" + shown(file)
    guard PageRules.isPageFile(file), let part = badPart(of: file) else {
      return Diagnostic(
        .error, "InvalidFileName", path: path,
        "the file's name has a line end or another control character", hint: "rename the file")
    }
    if part.utf8.count > 200 {
      return Diagnostic(
        .error, "InvalidFileName", path: path,
        "the file's name has \(part.utf8.count) bytes, and an address at most 200 in a part",
        hint: "give it a shorter name")
    }
    let isFile = file.hasSuffix(part + ".md")
    if let composed = composed(part) {
      return Diagnostic(
        .error, "InvalidFileName", path: path,
        "the \(isFile ? "file" : "folder")'s name has accents apart from their letters, as archives of macOS do",
        hint: "name it '\(composed)\(isFile ? ".md" : "")', with each letter as one character")
    }
    let name = suggestion(for: part).map { "name it '\($0)\(isFile ? ".md" : "")': " } ?? ""
    return Diagnostic(
      .error, "InvalidFileName", path: path,
      "the \(isFile ? "file" : "folder")'s name cannot be a part of an address",
      hint: name + "letters, digits, '-', '_', '.' and '~' can stand in an address")
  }

  private static func shown(_ file: String) -> String {
    String(
      file.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "\u{FFFD}" : Character($0) })
  }
}
