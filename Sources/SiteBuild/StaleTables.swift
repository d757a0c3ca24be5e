import Basics
import Incremental
import Tables

/// The rule that compares the age of tables with what their `updated_every` promises.
struct StaleTableRules: Sendable {
  let reader: InputReader

  var rules: [Rule] { [Rule(StaleTablesKey.self) { try check($0, $1) }] }

  /// Without a clock there is no today, and no table is old.
  private func check(_: StaleTablesKey, _ recorder: Recorder) throws -> Bool {
    let package = try recorder.value(PackageKey()).package
    try reportFutureRows(package, recorder)
    let promising = package?.resources.filter { $0.updatedEvery != nil } ?? []
    guard let package, !promising.isEmpty,
      let clock = try reader.option(BuildOptions.clockOption, recorder).flatMap({
        CalendarDate($0)
      })
    else { return true }
    for resource in promising {
      var updated = resource.updatedOn
      if updated == nil, let column = resource.knownOn {
        let table = try recorder.value(TableKey(resource.name)).loaded.table
        updated = table.newestDate(in: column)
      }
      guard let updated, let every = resource.updatedEvery, let due = every.end(from: updated),
        due < clock
      else { continue }
      let finding = BuildMessages.tableStale(
        resource.name, updated: updated, clock: clock, every: every)
      let settings = try recorder.value(CheckSettingsKey())
      if let finding = settings.set(finding, concerning: [resource.name]) {
        recorder.report(finding.at(package.path, resource.range))
      }
    }
    return true
  }

  /// Rows that are to become known only after today: a build without a clock publishes them.
  private func reportFutureRows(_ package: DataPackage?, _ recorder: Recorder) throws {
    guard let package,
      let today = try reader.option(BuildOptions.todayOption, recorder).flatMap({
        CalendarDate($0)
      })
    else { return }
    for resource in package.resources where resource.knownOn != nil {
      guard let day = try recorder.value(NewestRowKey(resource.name)).day, day > today else {
        continue
      }
      let settings = try recorder.value(CheckSettingsKey())
      let finding = BuildMessages.futureRows(resource.name, until: day)
      if let finding = settings.set(finding, concerning: [resource.name]) {
        recorder.report(finding.at(package.path, resource.range))
      }
    }
  }
}
