import Basics
import Incremental
import SiteModel

/// Looks whether every published edition is still there, under its name and of its date.
struct PublishedRecordsKey: SiteKey {
  typealias Value = Bool
  static let rule = "published records"
  static let isStored = true
}

/// What is published cannot go away, change its name or its date in silence.
enum PublishedRecords {
  static func check(_: PublishedRecordsKey, _ recorder: Recorder) throws -> Bool {
    var records: [(file: String, edition: PublishedEdition)] = []
    var isWhole = true
    for file in try recorder.value(PublishedFilesKey()) {
      // What cannot be read of a record was said where it is read.
      guard let edition = try recorder.value(PublishedEditionKey(file)).first else {
        isWhole = false
        continue
      }
      records.append((file, edition))
      let path = SitePaths.content + "/" + file
      let beside = String(file.dropLast(PublishedEdition.suffix.utf8.count)) + ".md"
      guard beside == edition.page else {
        recorder.report(
          PublishedRecordMessages.misnamed(edition.page, beside: beside).at(path, nil))
        continue
      }
      guard try recorder.value(ContentFileExistsKey(edition.page)) else {
        recorder.report(PublishedRecordMessages.gone(edition).at(path, nil))
        continue
      }
      let matter = try recorder.value(FrontMatterKey(edition.page))
      let page = SitePaths.content + "/" + edition.page
      if matter.asOf != edition.asOf {
        recorder.report(
          PublishedRecordMessages.redated(edition, now: matter.asOf, record: path)
            .at(page, SourceRange(at: .start)))
      }
      if matter.draft {
        recorder.report(
          PublishedRecordMessages.draft(record: path).at(page, SourceRange(at: .start)))
      }
    }
    let register = try recorder.value(PublishedRegisterKey())
    if isWhole { register.check(records, recorder) }
    return true
  }
}

/// Every sentence about editions that are not where they were published.
enum PublishedRecordMessages {
  static func gone(_ edition: PublishedEdition) -> Diagnostic {
    Diagnostic(
      .error, "PublishedEditionMissing",
      "the edition '\(edition.page)' was published as of \(edition.asOf) and is gone",
      hint: "put the page back; to rename it, rename this file too, write the new name in it as "
        + "'edition' and add the old address to the page's aliases; to withdraw it, leave a page "
        + "that says so")
  }

  static func misnamed(_ page: String, beside file: String) -> Diagnostic {
    Diagnostic(
      .error, "PublishedEditionMissing",
      "this is the record of the edition '\(page)' and stands beside '\(file)'",
      hint: "put both back, or write as 'edition': \(file), and add the old address to the page's "
        + "aliases")
  }

  static func redated(
    _ edition: PublishedEdition, now: CalendarDate?, record: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "PublishedEditionRedated",
      "this edition was published as of \(edition.asOf) and "
        + (now.map { "is now as of \($0)" } ?? "has no as_of now"),
      notes: [Diagnostic.Note(path: record, range: nil, text: "the record of its publication")],
      hint: "write as_of: \(edition.asOf); what is known later belongs to an edition of its own")
  }

  static func draft(record: String) -> Diagnostic {
    Diagnostic(
      .error, "PublishedEditionMissing", "this edition was published and is a draft now",
      notes: [Diagnostic.Note(path: record, range: nil, text: "the record of its publication")],
      hint: "take out 'draft'; to withdraw it, leave a page that says so")
  }

  static func edited(_ edition: PublishedEdition) -> Diagnostic {
    Diagnostic(
      .error, "PublishedRecordChanged",
      "the record of '\(edition.page)' is not the one that 'assay publish' wrote",
      notes: [
        Diagnostic.Note(path: PublishedRegister.path, range: nil, text: "its digest stands here")
      ],
      hint:
        "take the file back from version control; what changed since it was published belongs in "
        + "the page's errata")
  }

  static func lost(_ page: String) -> Diagnostic {
    Diagnostic(
      .error, "PublishedRecordMissing",
      "'\(page)' was published, and the record of it, '\(PublishedEdition.path(of: page))', is gone",
      hint: "take the file back from version control")
  }

  static func unregistered(_ edition: PublishedEdition) -> Diagnostic {
    Diagnostic(
      .warning, "PublishedRecordUnregistered",
      "nothing tells whether the record of '\(edition.page)' is the one that 'assay publish' wrote",
      explanation: "\(PublishedRegister.path) is gone or does not name it.",
      hint: "take that file back from version control, or run: assay publish \(edition.page)")
  }

  static func incomplete(_ edition: PublishedEdition) -> Diagnostic {
    Diagnostic(
      .warning, "PublishedRecordIncomplete",
      "the record of '\(edition.page)' was written by an earlier version: it holds figures, no text",
      hint: "assay publish \(edition.page) adds the text as it is now")
  }
}
