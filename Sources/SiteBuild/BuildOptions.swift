package import Basics

/// What a build is asked to do beside what stands in the site's files.
package struct BuildOptions: Sendable {
  static let baseURLOption = "base-url"
  static let draftsOption = "drafts"
  static let futureOption = "future"
  static let clockOption = "clock"
  static let momentOption = "moment"
  static let todayOption = "today"
  static let queryStepsOption = "query-steps"

  /// The site's root, with `Content` and `Templates`.
  package var root: String
  package var output: String
  /// Where traces are kept between builds.
  package var state: String
  package var baseURL: String?
  package var includesDrafts = false
  package var includesFuture = false
  /// The day that pages and queries take for today.
  package var clock: CalendarDate?
  /// The moment of that day which is now; nil for its beginning.
  package var moment: Moment?
  /// The day on which a site without a clock is checked. No page depends on it.
  package var today: CalendarDate?
  /// How many steps of the database a query may take; nil for what is usual. The site depends on it.
  package var querySteps: Int?
  /// How many seconds of the processor's time a query may take here; nil for what is usual. What is
  /// stopped by them is not kept.
  package var querySeconds: Int?
  package var isParanoid = false
  /// Whether everything is computed anew.
  package var isClean = false
  package var isStrict = false
  /// Whether nothing is written, neither output nor state.
  package var isCheckOnly = false
  package var jobs = 2
  /// Is told how far the build is, from any thread.
  package var progress: (@Sendable (BuildProgress) -> Void)?
  /// How long another build of the site is waited for, in seconds.
  package var patience = 60
  /// Asked now and then: whether the build is to end, leaving the last good site.
  var isCancelled: @Sendable () -> Bool = { false }

  package init(root: String, output: String? = nil) {
    self.root = root
    self.output = output ?? root + "/Output"
    state = root + "/" + SitePaths.state
  }

  /// The options that rules may read.
  var inputs: [String: String] {
    var inputs: [String: String] = [:]
    inputs[BuildOptions.baseURLOption] = baseURL
    inputs[BuildOptions.draftsOption] = includesDrafts ? "yes" : nil
    inputs[BuildOptions.futureOption] = includesFuture ? "yes" : nil
    inputs[BuildOptions.clockOption] = clock?.description
    inputs[BuildOptions.momentOption] = moment.map { String($0.seconds) }
    inputs[BuildOptions.todayOption] = clock == nil ? today?.description : nil
    inputs[BuildOptions.queryStepsOption] = querySteps.map { String($0) }
    return inputs
  }

  /// Takes from an earlier build what was not asked for otherwise.
  mutating func adopt(_ inputs: [String: String]) {
    baseURL = baseURL ?? inputs[BuildOptions.baseURLOption]
    includesDrafts = includesDrafts || inputs[BuildOptions.draftsOption] != nil
    includesFuture = includesFuture || inputs[BuildOptions.futureOption] != nil
    if clock == nil {
      moment = inputs[BuildOptions.momentOption].flatMap { Int($0) }.map { Moment(seconds: $0) }
    }
    clock = clock ?? inputs[BuildOptions.clockOption].flatMap { CalendarDate($0) }
    querySteps = querySteps ?? inputs[BuildOptions.queryStepsOption].flatMap { Int($0) }
  }
}
