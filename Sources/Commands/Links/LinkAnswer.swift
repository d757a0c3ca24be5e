import Basics

/// What a server said of an address when it was last asked.
struct LinkAnswer: Hashable, Sendable {
  /// The status of the last answer, 0 where there was none.
  var status: Int
  /// curl's exit code, 0 where the exchange went well.
  var problem = 0
  /// Where redirects led, or nil where there were none.
  var movedTo: String?
  /// How long the server asks to be left alone, in seconds.
  var retryAfter: Int?

  enum Verdict { case alive, dead, unreachable }

  /// A page that is larger or slower than we read is there all the same, by its status.
  var verdict: Verdict {
    switch status {
    case 200..<300: .alive
    // A redirect that was not followed to its end leads nowhere.
    case 300..<400: problem == 0 ? .alive : .unreachable
    // Other refusals may be meant for programs only.
    case 404, 410: .dead
    default: .unreachable
    }
  }

  /// Whether another try may end otherwise.
  var isPassing: Bool {
    status == 429 || status >= 500 || (status == 0 && problem != Self.unsupportedProtocol)
  }

  static let unsupportedProtocol = 1

  /// In words, for a diagnostic.
  var words: String {
    if status >= 400 { return "the server answers \(status)" }
    return switch problem {
    case Self.unsupportedProtocol: "it redirects to what is no web address"
    case 5, 6: "its host has no address"
    case 7: "its host does not accept the connection"
    case 28: "its host does not answer in time"
    case 35, 51, 58, 60, 77, 83, 91: "its certificate or encryption is not good"
    case 47: "it redirects without end"
    default: "the connection failed (curl \(problem))"
    }
  }
}

/// The addresses that were asked, with the answers and the times of asking.
struct LinkCache {
  struct Entry: Hashable {
    var answer: LinkAnswer
    /// Seconds since 1970.
    var time: Int
  }

  private(set) var entries: [String: Entry] = [:]

  init() {}

  /// Lines of an address, its time, status, problem and target, parted by tabs. A line that cannot
  /// be read is left out: the address is asked again.
  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count == 5, let time = Int(parts[1]), let status = Int(parts[2]),
        let problem = Int(parts[3])
      else { continue }
      entries[String(parts[0])] = Entry(
        answer: LinkAnswer(
          status: status, problem: problem, movedTo: parts[4].isEmpty ? nil : String(parts[4])),
        time: time)
    }
  }

  var text: String {
    entries.sorted { $0.key.precedesInBytes($1.key) }.map { address, entry in
      "\(address)\t\(entry.time)\t\(entry.answer.status)\t\(entry.answer.problem)"
        + "\t\(entry.answer.movedTo ?? "")\n"
    }.joined()
  }

  subscript(address: String) -> Entry? {
    get { entries[address] }
    set { entries[address] = newValue }
  }

  /// Forgets the addresses that no page has any more.
  mutating func keep(only addresses: Set<String>) {
    entries = entries.filter { addresses.contains($0.key) }
  }
}
