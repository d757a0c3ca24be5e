import Basics
import Incremental
import SiteModel

/// The files that hold what editions printed when they were published, relative to `Content`.
struct PublishedFilesKey: SiteKey {
  typealias Value = [String]
  static let rule = "published editions"
  static let isStored = true
}

/// What an edition printed when it was published, by the file that holds it; an empty list where
/// the file cannot be read.
struct PublishedEditionKey: NamedKey {
  typealias Value = [PublishedEdition]
  static let rule = "published edition"
  static let isStored = false
  let name: String
  init(_ name: String) { self.name = name }
}

/// Compares a page with what it printed when it was published.
struct PublishedCheckKey: PageKey {
  typealias Value = Bool
  static let rule = "published figures"
  static let isStored = true
  let page: PageID
  init(_ page: PageID) { self.page = page }
}

/// The corrections of a published page, as it shows them; an empty text where there is none.
struct ErrataNoticeKey: PageKey {
  typealias Value = String
  static let rule = "errata"
  static let isStored = true
  let page: PageID
  init(_ page: PageID) { self.page = page }
}

/// The corrections of all published pages, for the `errata` block.
struct ErrataListKey: SiteKey {
  typealias Value = String
  static let rule = "errata list"
  static let isStored = true
}

/// What publishing a page would write; a list of one, or of none where it cannot be published.
struct PublicationKey: PageKey {
  typealias Value = [PublishedEdition]
  static let rule = "publication"
  static let isStored = false
  let page: PageID
  init(_ page: PageID) { self.page = page }
}
