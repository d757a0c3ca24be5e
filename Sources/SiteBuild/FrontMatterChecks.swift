import Basics
import Incremental
import Markup
import SiteModel
import Tables

/// What is said of the front matter of a page beside what its keys hold.
enum FrontMatterChecks {
  /// - Parameter value: the front matter as it is written.
  static func diagnostics(
    _ matter: SiteModel.FrontMatter, _ value: StructuredValue, file: String
  ) -> [Diagnostic] {
    let path = SitePaths.content + "/" + file
    var found = marks(in: value, path)
    if matter.title == nil, !isTitleTold(value) {
      found.append(BuildMessages.noTitle().at(path, SourceRange(at: .start)))
    }
    if matter.pageSize != nil, !PageID(file: file).isSection {
      found.append(
        BuildMessages.pageSizeOfPage().at(path, nameRange(of: ["page_size"], in: value)))
    }
    return found
  }

  /// Roles, which nothing computes there, and marks that readers of title and summary would see.
  private static func marks(in value: StructuredValue, _ path: String) -> [Diagnostic] {
    (value.members ?? []).flatMap { member -> [Diagnostic] in
      (member.value.elements ?? [member.value]).flatMap { line -> [Diagnostic] in
        guard let text = line.string else { return [] }
        if let role = PlainText.role(in: text, roles: PageComposer.roles) {
          return [BuildMessages.roleInFrontMatter(role, member.name).at(path, line.range)]
        }
        guard member.name == "title" || member.name == "summary" else { return [] }
        return PlainText.marks(
          in: text, roles: PageComposer.roles, path: path, range: line.range)
      }
    }
  }

  /// Whether there is a title that is none, or nearly one, of which its own mistake was said.
  private static func isTitleTold(_ value: StructuredValue) -> Bool {
    (value.members ?? []).contains { member in
      !member.value.isNull
        && (member.name == "title" || nearMiss(member.name, among: ["title"]) != nil)
    }
  }

  /// Where one of some keys stands in a page's file, which is read again only for what is wrong: no
  /// page rests on the lines of its front matter.
  static func range(
    of keys: [String], in file: String, _ reader: InputReader, _ recorder: Recorder
  ) throws -> SourceRange {
    guard let source = try reader.text(SitePaths.content + "/" + file, recorder),
      let value = MarkdownFile(source).frontMatter
    else { return SourceRange(at: .start) }
    return nameRange(of: keys, in: value)
  }

  private static func nameRange(of keys: [String], in value: StructuredValue) -> SourceRange {
    value.members?.last { keys.contains($0.name) }?.nameRange ?? SourceRange(at: .start)
  }
}
