import Incremental
import SiteModel

/// The page with a claim's entry: `/claims/TOPIC/` where the site has one, with hyphens for
/// underscores, or else `/claims/`.
struct ClaimPlace {
  /// The page's address, without the site's own path.
  let url: String
  /// The page, as links are checked by it.
  let page: PageID
  /// Whether the page is that of the topic alone.
  let isOfTopic: Bool

  /// Nil where the site has neither page.
  init?(of topic: String, _ recorder: Recorder) throws {
    let slug = String(topic.map { $0 == "_" ? "-" : $0 })
    for url in (FrontMatter.isSlug(slug) ? ["/claims/\(slug)/"] : []) + ["/claims/"] {
      guard let page = try recorder.value(PageAtAddressKey(url)).first else { continue }
      (self.url, self.page, isOfTopic) = (url, page, url != "/claims/")
      return
    }
    return nil
  }
}
