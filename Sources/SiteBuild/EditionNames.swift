import Basics

/// What an edition, a page with a day of its own, may be called on the command line: its Markdown
/// file, its address, the last part of either, its day.
struct EditionNames {
  /// The page's Markdown file below `Content`.
  let file: String
  private let all: [String]

  /// - Parameter address: the page's address below the site's, where it is known.
  init(file: String, address: String? = nil, day: CalendarDate) {
    self.file = file
    let stem = String(file.dropLast(file.hasSuffix(".md") ? 3 : 0))
    let address = Self.trimmed(address ?? stem)
    let last = address.split(separator: "/").last.map(String.init) ?? ""
    all = [last, day.description, file, stem, address, SitePaths.content + "/" + file]
  }

  /// The one element of which a name is meant.
  ///
  /// - Parameters:
  ///   - root: the site's root: files may also be named as they are found from the current folder.
  ///   - others: further names to think of where none of these is meant.
  /// - Throws: a `DiagnosticsError` where no element or several have this name.
  static func choose<Element>(
    _ name: String, among elements: [Element], root: String, others: [String] = [],
    names: (Element) -> EditionNames
  ) throws -> Element {
    let full = name.hasPrefix("/") ? name : FileSystem.currentFolder + "/" + name
    var meant: Set<String> = [name, trimmed(name)]
    if full.hasPrefix(root + "/") { meant.insert(String(full.dropFirst(root.utf8.count + 1))) }
    let named = elements.map { (element: $0, names: names($0)) }
    let found = named.filter { $0.names.all.contains(where: meant.contains) }
    if found.count > 1 {
      throw DiagnosticsError(
        PublishedMessages.severalEditions(name, files: found.map(\.names.file)))
    }
    guard let only = found.first else {
      throw DiagnosticsError(
        PublishedMessages.unknownEdition(name, known: others + named.flatMap(\.names.all)))
    }
    return only.element
  }

  private static func trimmed(_ address: String) -> String {
    address.split(separator: "/").joined(separator: "/")
  }
}
