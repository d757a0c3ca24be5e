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
      explanation: stays,
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

  static func changed(
    _ figure: PublishedEdition.Figure, _ changes: [PublishedCells.Change]
  ) -> Diagnostic {
    let shown = changes.prefix(5).map(\.words).joined(separator: "; ")
    let more = changes.count > 5 ? "; and \(changes.count - 5) more cells" : ""
    let entries = changes.prefix(20).map { change in
      let name = changes.count { $0.was == change.was } > 1 ? change.name + ": " : ""
      return "{figure: \(figure.id), was: \(quoted(name + change.was)), "
        + "now: \(quoted(change.now))}"
    }
    return Diagnostic(
      .error, "PublishedFigureChanged",
      "\(name(figure)) was published with \(shown)\(more)",
      explanation: stays,
      hint: "mend the data, or add to errata: "
        + (changes.count == 1
          ? entry(figure.id, was: changes[0].was, now: changes[0].now)
          : "{date: …, reason: …, figures: [\(entries.joined(separator: ", "))]}"))
  }

  static func reshaped(
    _ figure: PublishedEdition.Figure, _ shape: PublishedCells.Change
  ) -> Diagnostic {
    Diagnostic(
      .error, "PublishedFigureChanged",
      "\(name(figure)) was published with other \(shape.name): \(shape.was); now \(shape.now)",
      explanation: stays,
      hint: "mend the data, or add to errata: \(entry(figure.id, was: shape.was, now: shape.now))")
  }

  static func redrawn(
    _ figure: PublishedEdition.Figure, was: String, now: String
  ) -> Diagnostic {
    let change =
      was.hasPrefix("picture ") && now.hasPrefix("picture ")
      ? "is drawn otherwise than it was published"
      : "was published with \(short(was)) and has \(short(now)) now"
    return Diagnostic(
      .error, "PublishedTextChanged", "the chart '\(figure.id)' \(change)", explanation: stays,
      hint: "put it back, or add to errata: \(entry(figure.id, was: was, now: now))")
  }

  static func changed(_ found: PublishedLines.Change) -> Diagnostic {
    // A change that is none without the citations is one of the citations.
    let bare = found.withoutCitations
    let change = bare.was == bare.now ? found : bare
    let words =
      change.now.isEmpty
      ? "\(short(change.was)) was published and is printed no more"
      : change.was.isEmpty
        ? "\(short(change.now)) was not on the page when it was published"
        : "\(short(change.was)) was published and is now \(short(change.now))"
    let now = change.now.isEmpty ? nil : change.now
    return Diagnostic(
      .error, "PublishedTextChanged", words, explanation: stays,
      hint: "put the words back, or add to errata: " + entry("", was: change.was, now: now))
  }

  private static let stays = "What an edition has published stays, or is corrected openly."

  /// A text in quotes, its middle left out where it is long.
  private static func short(_ text: String) -> String {
    let plain = PublishedComparison.plain(text)
    guard plain.count > 240 else { return "\u{201C}\(plain)\u{201D}" }
    return "\u{201C}\(plain.prefix(150)) … \(plain.suffix(60))\u{201D}"
  }

  static func erratumWithoutRecord(_ figure: String) -> Diagnostic {
    Diagnostic(
      .error, "ErratumWithoutPublication",
      "an erratum of \(figure.isEmpty ? "the text" : "'\(figure)'"), but this page has not been "
        + "published",
      hint: "take it out: what is not published can be changed")
  }

  static func unknownErratum(_ figure: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownErratum", "the page published no figure '\(figure)'",
      hint: didYouMean(figure, among: known))
  }

  static func needlessErratum(_ erratum: Erratum) -> Diagnostic {
    Diagnostic(
      .error, "NeedlessErratum",
      erratum.was.isEmpty
        ? "an erratum says that \(short(erratum.now ?? "")) was added, which the page does not print "
          + "or printed from the first"
        : "an erratum says that \(short(erratum.was)) was changed, which is printed as it was "
          + "published or never was",
      hint: "write the words as the page printed and prints them, or take the erratum out")
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

  /// An entry of the errata; of the text where no figure is named.
  private static func entry(_ figure: String, was: String, now: String?) -> String {
    var members = ["date: …"]
    if !figure.isEmpty { members.append("figure: \(figure)") }
    if !was.isEmpty || !figure.isEmpty { members.append("was: \(quoted(was))") }
    if let now { members.append("now: \(quoted(now))") }
    return "{" + (members + ["reason: …"]).joined(separator: ", ") + "}"
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }
}
