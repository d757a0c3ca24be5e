import Basics
import Foundation
import SiteBuild
import Testing

@testable import Commands

/// Servers that answer as a test says, and remember what they were asked.
final class FakeServers: LinkTransport {
  private let answer: (_ address: String, _ headOnly: Bool, _ time: Int) -> LinkAnswer
  /// What was asked at once, as `HEAD a b`.
  private(set) var asked: [String] = []
  private var times: [String: Int] = [:]

  /// - Parameter answer: given an address, whether HEAD asks, and how often it was asked before.
  init(_ answer: @escaping (_ address: String, _ headOnly: Bool, _ time: Int) -> LinkAnswer) {
    self.answer = answer
  }

  convenience init(_ statuses: [String: Int] = [:]) {
    self.init { address, _, _ in LinkAnswer(status: statuses[address] ?? 200) }
  }

  func ask(_ addresses: [String], headOnly: Bool) -> [LinkAnswer] {
    asked.append(([headOnly ? "HEAD" : "GET"] + addresses).joined(separator: " "))
    return addresses.map { address in
      let time = times[address, default: 0]
      times[address] = time + 1
      return answer(address, headOnly, time)
    }
  }
}

/// A link checker with a cache of its own, a clock that a test sets, and pauses that take no time.
final class LinkBench {
  var now = 1_770_000_000
  private(set) var pauses: [Int] = []
  let cachePath: String
  private let folder: String

  init() throws {
    folder = try FileSystem.temporaryFolder(prefix: "assay-link-tests")
    cachePath = folder + "/state/links"
  }

  deinit { try? FileSystem.removeTree(folder) }

  /// Checks the addresses, each a link on a line of its own.
  func check(
    _ addresses: [String], _ servers: FakeServers, offline: Bool = false,
    limits: LinkLimits = LinkLimits()
  ) throws -> LinkChecker.Outcome {
    var checker = LinkChecker(limits: limits, isOffline: offline, cachePath: cachePath)
    checker.clock = { [now] in now }
    checker.pause = { self.pauses.append($0) }
    checker.transport = { _ in servers }
    return try checker.check(
      addresses.enumerated().map { index, address in
        let place = SourcePosition(line: index + 1, column: 1)
        return ExternalLink(
          address: address, path: "Content/links.md", range: SourceRange(at: place))
      })
  }

  static func lines(_ outcome: LinkChecker.Outcome) -> [String] {
    outcome.findings.map { finding in
      let diagnostic = finding.diagnostic
      return "\(diagnostic.path ?? ""):\(diagnostic.range?.start.line ?? 0): "
        + "\(diagnostic.severity.rawValue): \(diagnostic.summary) [\(diagnostic.identifier)]"
        + (diagnostic.hint.map { " (\($0))" } ?? "")
    }
  }
}
