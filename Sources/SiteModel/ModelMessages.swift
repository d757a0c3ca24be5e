import Basics

/// Every sentence that this module says to authors.
enum ModelMessages {
  static func baseURL(_ url: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidBaseURL", "'\(url)' is no address of a site",
      hint: "begin it with https:// or http://")
  }

  static func invalidSlug(_ slug: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidSlug", "'\(slug)' cannot be a part of an address",
      hint: "use letters, digits, '-', '_' and '.', and no '/'")
  }

  static func invalidAlias(_ alias: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidAlias", "'\(alias)' is no address inside the site",
      hint: "begin and end it with '/': /old/place/")
  }
}

extension Diagnostic {
  func at(_ path: String, _ range: SourceRange) -> Diagnostic {
    var placed = self
    placed.path = path
    placed.range = range
    return placed
  }
}
