import Basics
import SiteModel

/// Corrections as readers see them, on their page and on the page of corrections.
struct ErrataWriter {
  let settings: SiteSettings

  /// An edition that printed a corrected figure.
  struct Use {
    var page: PageRecord
    var asOf: CalendarDate
    var sentences: [String]
  }

  struct Item {
    var erratum: Erratum
    var uses: [Use]
    /// The figure as the page published it, if it did.
    var published: PublishedEdition.Figure?

    /// What readers are told was corrected, as HTML. The mark of a query tells them nothing, and
    /// the sentence it stood in is quoted below.
    var name: String {
      if let label = erratum.label { return escaped(label) }
      if erratum.figure.isEmpty { return "a sentence" }
      switch published?.kind {
      case .data:
        let title = published?.sentences.first ?? erratum.figure
        return cell.map { "\(escaped($0)) in <q>\(escaped(title))</q>" }
          ?? "the data of <q>\(escaped(title))</q>"
      case .query, .assertion: return "a figure"
      case .claim, nil: return "the figure \(escaped(erratum.figure))"
      }
    }

    /// The head of the row and of the column of the cell that was corrected, where it is one.
    private var cell: String? {
      let names = PublishedCells.names(
        of: PublishedComparison.plain(erratum.was), in: published?.rows ?? [])
      return names.count == 1 ? names[0] : nil
    }

    /// What became of it, as HTML.
    var change: String {
      guard !erratum.was.hasPrefix("picture ") else { return "was drawn otherwise" }
      guard !erratum.was.isEmpty || !erratum.figure.isEmpty else {
        return "was added: <ins>\(escaped(erratum.now ?? ""))</ins>"
      }
      let was = "was published as <del>\(escaped(erratum.was))</del>"
      return erratum.now.map { was + " and is <ins>\(escaped($0))</ins>" }
        ?? was + " and has been withdrawn"
    }
  }

  static let none =
    "<p class=\"errata-none\">No figure of a published edition has been corrected.</p>\n"

  /// The notice above a corrected page's text.
  func notice(_ items: [Item]) -> String {
    guard !items.isEmpty else { return "" }
    return """
      <section class="errata" aria-labelledby="edition-corrections">
      <h2 id="edition-corrections">Corrections to this edition</h2>
      \(list(items))</section>

      """
  }

  /// The corrections of one edition, on a page that lists those of all.
  func section(of page: PageRecord, _ items: [Item]) -> String {
    guard !items.isEmpty else { return "" }
    return """
      <section class="errata">
      <h3><a href="\(escaped(settings.href(page.url)))">\(escaped(page.title))</a></h3>
      \(list(items))</section>

      """
  }

  private func list(_ items: [Item]) -> String {
    "<ul>\n" + items.map(item).joined() + "</ul>\n"
  }

  private func item(_ item: Item) -> String {
    let erratum = item.erratum
    let day = escaped(TemplateContext.dateText(erratum.date))
    let uses = item.uses.map(use).joined()
    return """
      <li data-erratum="\(escaped(erratum.figure))">
      <p><time datetime="\(erratum.date)">\(day)</time>: \(item.name) \
      \(item.change). \(escaped(erratum.reason))</p>
      \(uses.isEmpty ? "" : "<p>It was published in:</p>\n<ul>\n\(uses)</ul>\n")</li>

      """
  }

  private func use(_ use: Use) -> String {
    let link = "<a href=\"\(escaped(settings.href(use.page.url)))\">\(escaped(use.page.title))</a>"
    let sentences = use.sentences.map { "<q>\(escaped($0))</q>" }.joined(separator: " ")
    let day = escaped(TemplateContext.dateText(use.asOf))
    return "<li>\(link), edition of \(day): \(sentences)</li>\n"
  }
}
