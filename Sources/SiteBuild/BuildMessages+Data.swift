import Basics
import Tables

/// The sentences about published data: downloads, licences and age.
extension BuildMessages {
  /// What a reader is told where a download lacks columns.
  static func columnsWithheld(_ columns: [String]) -> String {
    "Not in the download, because it may not be passed on: " + columns.joined(separator: ", ")
      + "."
  }

  /// What a reader is told where there is no download.
  static func nothingToDownload(_ reasons: [String]) -> String {
    "There is no download, because these data may not be passed on: "
      + reasons.joined(separator: ", ") + "."
  }

  static func downloadWithheld(_ what: String, _ reasons: [String]) -> Diagnostic {
    Diagnostic(
      .warning, "DownloadWithheld",
      "the data of this \(what) cannot be downloaded: it is made of "
        + reasons.map { "'\($0)'" }.joined(separator: ", ") + ", not redistributable",
      hint: "show plain columns of tables, so that the others can be told apart")
  }

  static func viewWithoutRows(_ name: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .warning, "ViewNotPublished",
      "the view '\(name)' is not in the published database, because it fails: \(reason)")
  }

  static func twoPackages(_ path: String, _ read: String) -> Diagnostic {
    Diagnostic(
      .error, "TwoDataPackages", path: path,
      "the data are described twice: here, and in \(read)", hint: "delete one of the two files")
  }

  static func unreadPackage(_ path: String, isRead: Bool) -> Diagnostic {
    Diagnostic(
      isRead ? .warning : .error, "UnreadDataFile", path: path,
      "a data package of this name is not read",
      hint: isRead
        ? "delete it: datapackage.yaml or datapackage.json is read"
        : "name it datapackage.yaml, or datapackage.json if it is JSON")
  }

  static func unreadDataFile(_ path: String, isSheet: Bool) -> Diagnostic {
    Diagnostic(
      .warning, "UnreadDataFile", path: path,
      isSheet ? "spreadsheets are not read" : "compressed files are not read",
      hint: isSheet
        ? "save the sheet as CSV beside it, and name that in the data package"
        : "unpack it here, and name what was in it in the data package")
  }

  static func noPublishedData() -> Diagnostic {
    Diagnostic(
      .error, "NoPublishedData", "this block lists the published data, and none are",
      hint: "write a data package in Content/data, and no 'data: {publish: false}' in site.yaml")
  }

  static func futureRows(_ table: String, until day: CalendarDate) -> Diagnostic {
    Diagnostic(
      .warning, "RowsFromTheFuture",
      "'\(table)' has rows that become known only later, up to \(day), and a build without a clock "
        + "publishes them",
      hint: "build with --clock and the day of the build, or correct the dates")
  }

  static func tableStale(
    _ table: String, updated: CalendarDate, clock: CalendarDate, every: CalendarPeriod
  ) -> Diagnostic {
    let days = clock.daysSinceEpoch - updated.daysSinceEpoch
    return Diagnostic(
      .warning, "TableStale",
      "'\(table)' was last updated on \(updated), \(days) days before \(clock); "
        + "it is to be updated every \(every)",
      hint: "bring it up to date, or say in updated_on when it was last looked at")
  }
}
