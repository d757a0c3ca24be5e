/// System 8: what a list of projects can deliver, by year and by stage of the chain.
package enum Projects {
  /// The stages of the chain, from the ground to the second use.
  package enum Stage: String, CaseIterable, Sendable {
    case exploration, extraction, refining, metal, magnet, recycling

    /// 1 to 6.
    package var rank: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
  }

  package struct Project: Hashable, Sendable {
    package var probability: Double
    package var capacity: Double
    package var start: Int

    package init(probability: Double, capacity: Double, start: Int) {
      self.probability = probability
      self.capacity = capacity
      self.start = start
    }
  }

  /// The capacity to be expected in a year: of each project that has started, times its probability.
  ///
  /// - Returns: in the unit of the capacities; 0 for no projects.
  package static func expectedCapacity(_ projects: [Project], year: Int) throws(FormulaError)
    -> Double
  {
    var sum = 0.0
    for project in projects {
      try require(project.probability, .part, "probability")
      try require(project.capacity, .notNegative, "capacity")
      if project.start <= year { sum += project.probability * project.capacity }
    }
    return sum
  }

  /// What one stage can pass on, in the common unit of the chain.
  package struct Link: Hashable, Sendable {
    package var stage: Stage
    package var capacity: Double

    /// - Parameters:
    ///   - capacity: 0 or more.
    ///   - yield: of the common unit from one unit of capacity, above 0.
    package init(stage: Stage, capacity: Double, yield: Double) throws(FormulaError) {
      try require(capacity, .notNegative, "capacity")
      try require(yield, .positive, "yield")
      self.stage = stage
      self.capacity = capacity * yield
    }
  }

  /// The stage that limits the chain: the smallest; of equal ones the first in the chain. Capacities
  /// of one stage add up.
  ///
  /// - Returns: nil for an empty chain; a stage that is not given does not limit.
  package static func bottleneck(_ links: [Link]) -> Link? {
    var stages: [Link] = []
    for link in links.sorted(by: { $0.stage.rank < $1.stage.rank }) {
      if let last = stages.indices.last, stages[last].stage == link.stage {
        stages[last].capacity += link.capacity
      } else {
        stages.append(link)
      }
    }
    return stages.min { $0.capacity < $1.capacity }
  }

  /// How many of the six stages have a project.
  package static func stageCoverage(_ stages: [Stage]) -> Int { Set(stages).count }

  /// The year in which a deposit found in a year delivers.
  package static func operatingYear(found: Int, leadYears: Int) throws(FormulaError) -> Int {
    try require(Double(leadYears), .notNegative, "lead time")
    return found + leadYears
  }

  /// The last year in which a deposit had to be found to deliver by another.
  package static func latestDiscovery(target: Int, leadYears: Int) throws(FormulaError) -> Int {
    try require(Double(leadYears), .notNegative, "lead time")
    return target - leadYears
  }

  /// How many years a start comes after a target; 0 where it comes before.
  package static func leadTimeGap(start: Int, target: Int) -> Int { max(0, start - target) }
}
