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
    return badPart(of: file) == nil && !isForeignIndex(file)
  }

  /// Hidden files, and what editors leave behind while they save.
  static func isHidden(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("#") || name.hasSuffix("~") || name.hasSuffix(".swp")
      || isLeftBehind(name)
  }

  /// Whether a word processor or a file manager has left a file behind: `~$notes.docx`, `Thumbs.db`.
  static func isLeftBehind(_ name: String) -> Bool {
    name.hasPrefix("~$") || ["thumbs.db", "desktop.ini"].contains(name.lowercased())
  }

  /// The settings by another ending or with other letters: `site.yml`.
  static func isNearlySettings(_ name: String) -> Bool {
    ["site.yml", "site.yaml"].contains(name.lowercased())
  }

  /// The page of a folder as Hugo names it.
  private static func isForeignIndex(_ file: String) -> Bool {
    file == "_index.md" || file.hasSuffix("/_index.md")
  }

  /// What is said of folders to which Jekyll gives a meaning, and whose pages are published here.
  ///
  /// - Parameter files: the files of pages that are no drafts.
  static func foreignFolders(_ files: [String]) -> [Diagnostic] {
    var folders: [String] = []
    for file in files where file.contains("_drafts/") || file.contains("_posts/") {
      let parts = file.split(separator: "/").dropLast()
      guard let place = parts.firstIndex(where: { $0 == "_drafts" || $0 == "_posts" }) else {
        continue
      }
      let folder = parts[...place].joined(separator: "/")
      if !folders.contains(folder) { folders.append(folder) }
    }
    return folders.map { folder in
      let isOfDrafts = folder.hasSuffix("_drafts")
      return Diagnostic(
        .warning, "ForeignFolder", path: SitePaths.content + "/" + folder,
        "'\(isOfDrafts ? "_drafts" : "_posts")' means nothing here: its pages are published like others",
        hint: isOfDrafts
          ? "write in the front matter of each: draft: true"
          : "name the folder 'posts', as it stands in their addresses")
    }
  }

  /// Whether a file that is published as it stands has a name without an ending.
  static func hasNoEnding(_ file: String) -> Bool {
    let name = file[(file.lastIndex(of: "/") ?? file.startIndex)...]
    return !name.contains(".") && isGood(file) && isPublishedAsItStands(file)
  }

  /// Whether bytes are front matter with a title, and perhaps a text.
  static func isPage(_ bytes: [UInt8]) -> Bool {
    let head = InputReader.withoutMark(Array(bytes.prefix(4_096)))
    guard head.starts(with: "---".utf8) else { return false }
    let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let first = lines.first, isFence(first),
      let end = lines.dropFirst().firstIndex(where: isFence)
    else { return false }
    return lines[..<end].contains { $0.hasPrefix("title:") }
  }

  private static func isFence(_ line: Substring) -> Bool {
    line.hasPrefix("---") && line.dropFirst(3).allSatisfy(\.isWhitespace)
  }

  static func pageWithoutEnding(_ file: String) -> Diagnostic {
    Diagnostic(
      .error, "MarkdownFileEnding", path: SitePaths.content + "/" + shown(file),
      "this begins as a page does, and without the ending .md it would be none",
      explanation: "Published as it stands, it would show readers its front matter, a draft's too.",
      hint: "name it '\(file.split(separator: "/").last ?? "").md'")
  }

  /// Whether a folder on the way to a file is named as others name those of parts of pages.
  static func isInFolderOfParts(_ file: String) -> Bool {
    let names = ["includes", "_includes", "include", "partials", "_partials", "snippets"]
    return file.split(separator: "/").dropLast().contains { names.contains($0.lowercased()) }
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

  /// Whether an image's address is one that no browser shows as a picture: a page's, or a file's of
  /// another kind.
  static func isNoPicture(_ destination: String) -> Bool {
    guard !destination.hasPrefix("data:"), !destination.isEmpty else { return false }
    let path = destination.prefix { $0 != "?" && $0 != "#" }
    guard let name = path.split(separator: "/", omittingEmptySubsequences: false).last,
      !name.isEmpty
    else { return true }
    guard let dot = name.lastIndex(of: ".") else { return false }
    let pictures = [
      "png", "jpg", "jpeg", "jfif", "gif", "svg", "webp", "avif", "apng", "ico", "bmp",
    ]
    return !pictures.contains(name[name.index(after: dot)...].lowercased())
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
    if PageRules.isPageFile(file), badPart(of: file) == nil, isForeignIndex(file) {
      return Diagnostic(
        .error, "InvalidFileName", path: path,
        "the page of a folder has another name here, and this one would stand in its address",
        hint: "name it 'index.md'")
    }
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
    if isFile, let column = part.wholeMatch(of: #/\{+(\w+)\}+/#) {
      return Diagnostic(
        .error, "InvalidFileName", path: path,
        "the file's name has its column in braces, which stand for nothing in a name",
        hint: "name it '[\(column.1)].md'")
    }
    let name = suggestion(for: part).map { "name it '\($0)\(isFile ? ".md" : "")': " } ?? ""
    return Diagnostic(
      .error, "InvalidFileName", path: path,
      "the \(isFile ? "file" : "folder")'s name cannot be a part of an address",
      hint: name + "letters, digits, '-', '_', '.' and '~' can stand in an address")
  }

  /// What is wrong with a template's name: of two that look the same one would stand for both.
  static func problem(withTemplate name: String) -> Diagnostic? {
    composed(name).map {
      Diagnostic(
        .error, "InvalidFileName", path: TemplateRules.path(name),
        "the template's name has accents apart from their letters, as archives of macOS do",
        hint: "name it '\($0).mustache', with each letter as one character, and in its tags too")
    }
  }

  private static func shown(_ file: String) -> String {
    String(
      file.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "\u{FFFD}" : Character($0) })
  }
}
