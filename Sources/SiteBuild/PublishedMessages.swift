import Basics
import SiteModel

/// Every sentence about what editions printed when they were published.
enum PublishedMessages {
  static func changed(
    _ figure: PublishedEdition.Figure, was: String, now: String, also: some Sequence<PrintedFigure>
  ) -> Diagnostic {
    Diagnostic(
      .error, "PublishedFigureChanged",
      "\(name(figure)) was published as '\(was)' and is now '\(now)'",
      explanation: "What an edition has published stays, or is corrected openly.",
      notes: also.map {
        Diagnostic.Note(path: $0.path, range: $0.range, text: "it is printed here too")
      },
      hint: "mend the data, or add to errata: \(entry(figure.id, was: was, now: now))")
  }

  static func removed(_ figure: PublishedEdition.Figure) -> Diagnostic {
    let sentence = figure.sentences.first.map { ": \u{201C}\($0)\u{201D}" } ?? ""
    return Diagnostic(
      .error, "PublishedFigureRemoved",
      "\(name(figure)) was published and is printed no more\(sentence)",
      hint: "put it back, or add to errata: "
        + entry(figure.id, was: PublishedComparison.plain(figure.printed), now: nil))
  }

  static func added(_ figure: PrintedFigure) -> Diagnostic {
    Diagnostic(
      .warning, "PublishedFigureAdded",
      "\(name(figure.kind, figure.id)) was not on the page when it was published",
      hint: "assay publish takes it into the record")
  }

  static func reworded(
    _ figure: PublishedEdition.Figure, was: String, now: String
  ) -> Diagnostic {
    func quoted(_ text: String) -> String { "\u{201C}\(PublishedComparison.plain(text))\u{201D}" }
    return Diagnostic(
      .warning, "PublishedSentenceChanged",
      "\(name(figure)) was published in the words \(quoted(was)) and stands in \(quoted(now))",
      hint: "put the words back; assay publish takes the new ones into the record beside them")
  }

  static func erratumWithoutRecord(_ figure: String) -> Diagnostic {
    Diagnostic(
      .error, "ErratumWithoutPublication",
      "an erratum of '\(figure)', but this page has not been published",
      hint: "take it out: what is not published can be changed")
  }

  static func unknownErratum(_ figure: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownErratum", "the page published no figure '\(figure)'",
      hint: didYouMean(figure, among: known))
  }

  static func needlessErratum(_ figure: PublishedEdition.Figure, _ erratum: Erratum) -> Diagnostic {
    Diagnostic(
      .error, "NeedlessErratum",
      "\(name(figure)) is printed as it was published, but an erratum says that it is now "
        + "'\(erratum.now ?? "withdrawn")'",
      hint: "change the data, or take the erratum out")
  }

  static func unknownEdition(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownEdition", "there is no edition '\(name)'",
      hint: nearMiss(name, among: known).map { "did you mean '\($0)'?" }
        ?? "name its Markdown file, its slug or its as_of date")
  }

  static func noEdition(_ page: PageID) -> Diagnostic {
    Diagnostic(
      .error, "UnknownEdition",
      page.parameter.isEmpty
        ? "'\(page.file)' has no as_of, so it is no edition"
        : "'\(page.file)' makes a page for each row, so it is no edition",
      hint: page.parameter.isEmpty
        ? "add to its front matter: as_of: the day whose knowledge it shows" : nil)
  }

  static func severalEditions(_ name: String, files: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownEdition", "'\(name)' is the name of several editions",
      hint: "name one by its file: " + files.joined(separator: ", "))
  }

  private static func name(_ figure: PublishedEdition.Figure) -> String {
    name(figure.kind, figure.id)
  }

  private static func name(_ kind: PrintedFigure.Kind, _ id: String) -> String {
    switch kind {
    case .claim: "the figure of claim '\(id)'"
    case .query, .assertion: "the figure of query '\(id)'"
    case .data: "the data of '\(id)'"
    }
  }

  private static func entry(_ figure: String, was: String, now: String?) -> String {
    func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
    let present = now.map { ", now: \(quoted($0))" } ?? ""
    return "{date: …, figure: \(figure), was: \(quoted(was))\(present), reason: …}"
  }
}
