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

  static func rowsWithoutParameter() -> Diagnostic {
    Diagnostic(
      .error, "RowsWithoutParameter", "'rows' needs a file name in brackets",
      hint: "name the file after a column of the rows: [material].md")
  }

  static func parameterWithoutRows(_ parameter: String) -> Diagnostic {
    Diagnostic(
      .error, "ParameterWithoutRows", "this page has no 'rows' to take '\(parameter)' from",
      hint: "add rows: a query with a column '\(parameter)'")
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
