import Basics
import Foundation
import SiteBuild

/// How much may be asked of servers.
struct LinkLimits: Sendable {
  /// How many addresses are asked at once, in all and of one host.
  var parallel = 16
  var perHost = 2
  /// How long one exchange may take.
  var seconds = 20
  /// How much of a page is read where HEAD is refused.
  var bytes = 5_000_000
  /// How often a failure that may pass is tried again.
  var retries = 2
  /// How long a good answer is believed, in days.
  var maximumAge = 7
}

/// What can ask servers for addresses.
protocol LinkTransport {
  /// The answers for some addresses, asked at once with HEAD or GET; redirects are followed.
  func ask(_ addresses: [String], headOnly: Bool) throws -> [LinkAnswer]
}

/// Checks the addresses of other sites, with a cache of what was found before.
struct LinkChecker {
  var limits = LinkLimits()
  /// Whether only the cache is asked.
  var isOffline = false
  let cachePath: String
  /// Seconds since 1970.
  var clock = { Int(Date().timeIntervalSince1970) }
  var pause = { (milliseconds: Int) in FileSystem.pause(milliseconds: milliseconds) }
  /// Made only when a server is to be asked.
  var transport: (LinkLimits) throws -> any LinkTransport = { try Curl(limits: $0) }

  struct Outcome {
    var findings: [Finding] = []
    var remark = ""
  }

  struct Finding {
    var address: String
    var diagnostic: Diagnostic
  }

  func check(_ links: [ExternalLink]) throws -> Outcome {
    var cache = LinkCache(
      String(decoding: try FileSystem.readFile(cachePath)?.bytes ?? [], as: UTF8.self))
    let now = clock()
    let addresses = Set(links.map { Self.withoutFragment($0.address) })
    let wanted = addresses.filter { !isFresh(cache[$0], now) }.sorted { $0.precedesInBytes($1) }
    let asked = isOffline ? [] : wanted
    if !asked.isEmpty {
      for (address, answer) in try answers(for: asked) {
        cache[address] = LinkCache.Entry(answer: answer, time: now)
      }
    }
    if !isOffline {
      cache.keep(only: addresses)
      if let slash = cachePath.lastIndex(of: "/") {
        try FileSystem.makeFolder(String(cachePath[..<slash]))
      }
      try FileSystem.replace(cachePath, with: Array(cache.text.utf8))
    }
    let unknown = addresses.count { cache[$0] == nil }
    return Outcome(
      findings: links.compactMap { link in
        diagnostic(link, cache).map { Finding(address: link.address, diagnostic: $0) }
      },
      remark: LinkMessages.summary(
        asked: asked.count, known: addresses.count - asked.count - unknown, unknown: unknown))
  }

  /// Only good answers last; what failed may have been mended.
  private func isFresh(_ entry: LinkCache.Entry?, _ now: Int) -> Bool {
    guard let entry, entry.answer.verdict == .alive else { return false }
    let age = now - entry.time
    return age >= 0 && age < limits.maximumAge * 86_400
  }

  private func diagnostic(_ link: ExternalLink, _ cache: LinkCache) -> Diagnostic? {
    guard let answer = cache[Self.withoutFragment(link.address)]?.answer else { return nil }
    return switch answer.verdict {
    case .dead: LinkMessages.dead(link, answer)
    case .unreachable: LinkMessages.unreachable(link, answer)
    case .alive: answer.movedTo.map { LinkMessages.moved(link, to: $0) }
    }
  }

  // MARK: - Asking

  /// Asks with HEAD, then with GET where HEAD was not answered well, then again what may pass.
  private func answers(for addresses: [String]) throws -> [String: LinkAnswer] {
    let transport = try transport(limits)
    var answers = try ask(addresses, transport, headOnly: true)
    let refused = addresses.filter { (answers[$0]?.verdict ?? .dead) != .alive }
    try answers.merge(ask(refused, transport, headOnly: false)) { $1 }
    for attempt in 0..<limits.retries {
      let again = addresses.filter { answers[$0]?.isPassing ?? true }
      guard !again.isEmpty else { break }
      pause(delay(before: attempt, again.compactMap { answers[$0] }))
      try answers.merge(ask(again, transport, headOnly: false)) { $1 }
    }
    return answers
  }

  /// One second, then two, four, …, or what a server asks for, up to half a minute; in milliseconds.
  private func delay(before attempt: Int, _ answers: [LinkAnswer]) -> Int {
    let asked = answers.compactMap(\.retryAfter).max() ?? 0
    return min(30, max(1 << min(attempt, 5), asked)) * 1000
  }

  private func ask(
    _ addresses: [String], _ transport: any LinkTransport, headOnly: Bool
  ) throws -> [String: LinkAnswer] {
    var answers: [String: LinkAnswer] = [:]
    for wave in Self.waves(addresses, perHost: limits.perHost) {
      for (address, answer) in zip(wave, try transport.ask(wave, headOnly: headOnly)) {
        answers[address] = answer
      }
    }
    return answers
  }

  /// The addresses in groups that have no more than so many of one host.
  static func waves(_ addresses: [String], perHost: Int) -> [[String]] {
    var waves: [[String]] = []
    var counts: [String: Int] = [:]
    for address in addresses {
      let host = host(of: address)
      let wave = counts[host, default: 0] / max(1, perHost)
      counts[host, default: 0] += 1
      if wave == waves.count { waves.append([]) }
      waves[wave].append(address)
    }
    return waves
  }

  static func host(of address: String) -> String {
    let rest = address.drop { $0 != ":" }.dropFirst(3)
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return (authority.split(separator: "@").last.map(String.init) ?? "").lowercased()
  }

  static func withoutFragment(_ address: String) -> String {
    String(address.prefix { $0 != "#" })
  }
}
