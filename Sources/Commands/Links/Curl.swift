import Basics
import Foundation

/// Asks servers for addresses with the program `curl`.
///
/// A program and not a library: linked in, libcurl would be loaded by every run of the tool.
struct Curl: LinkTransport {
  let program: String
  var limits: LinkLimits

  /// The program: `ASSAY_CURL`, else `curl` on the path.
  init(limits: LinkLimits) throws {
    self.limits = limits
    if let named = Environment.variable("ASSAY_CURL"), !named.isEmpty {
      guard FileManager.default.isExecutableFile(atPath: named) else {
        throw LinkMessages.noCurl()
      }
      program = named
      return
    }
    let folders = (Environment.variable("PATH") ?? "").split(separator: ":")
    guard
      let found = folders.map({ "\($0)/curl" }).first(where: {
        FileManager.default.isExecutableFile(atPath: $0)
      })
    else { throw LinkMessages.noCurl() }
    program = found
  }

  func ask(_ addresses: [String], headOnly: Bool) throws -> [LinkAnswer] {
    let folder = try FileSystem.temporaryFolder(prefix: "assay-links")
    defer { try? FileSystem.removeTree(folder) }
    let configuration = addresses.enumerated().map { transfer($0, $1, headOnly: headOnly) }
      .joined(separator: "next\n")
    try FileSystem.write(Array(configuration.utf8), to: folder + "/config")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "--disable", "--config", "-", "--parallel", "--parallel-max", String(limits.parallel),
      "--parallel-immediate", "--no-progress-meter",
    ]
    process.standardInput = FileHandle(forReadingAtPath: folder + "/config")
    try FileSystem.write([], to: folder + "/said")
    process.standardError = FileHandle(forWritingAtPath: folder + "/said")
    let results = Pipe()
    process.standardOutput = results
    do { try process.run() } catch {
      throw LinkMessages.curlFailed(program, "it cannot be started")
    }
    let text = String(decoding: results.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let answers = Self.answers(text, addresses: addresses)
    guard !answers.isEmpty else {
      let said = try FileSystem.read(folder + "/said") ?? []
      let line = String(decoding: said, as: UTF8.self).split(separator: "\n").first
      throw LinkMessages.curlFailed(program, line.map(String.init) ?? "it said nothing")
    }
    // One that curl passed over in silence counts as a failed connection.
    return addresses.indices.map { answers[$0] ?? LinkAnswer(status: 0, problem: 2) }
  }

  private func transfer(_ index: Int, _ address: String, headOnly: Bool) -> String {
    """
    url = \(Self.quoted(address))
    \(headOnly ? "head" : "max-filesize = \(limits.bytes)")
    globoff
    location
    max-redirs = 10
    proto = "=http,https"
    proto-redir = "=http,https"
    connect-timeout = \(limits.seconds)
    max-time = \(limits.seconds)
    user-agent = "Assay link check"
    output = "/dev/null"
    write-out = "\(index)\\t%{http_code}\\t%{exitcode}\\t%{num_redirects}\\t%{url_effective}\\t%header{retry-after}\\n"

    """
  }

  /// A text for curl's configuration, in which quotes and backslashes are escaped.
  private static func quoted(_ text: String) -> String {
    let plain = text.unicodeScalars.filter { $0.value >= 32 }.map { scalar in
      scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : String(scalar)
    }
    return "\"\(plain.joined())\""
  }

  static func answers(_ text: String, addresses: [String]) -> [Int: LinkAnswer] {
    var answers: [Int: LinkAnswer] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count >= 5, let index = Int(parts[0]), addresses.indices.contains(index),
        let status = Int(parts[1]), let problem = Int(parts[2]), let redirects = Int(parts[3])
      else { continue }
      let end = String(parts[4])
      answers[index] = LinkAnswer(
        status: status, problem: problem,
        movedTo: redirects > 0 && end != addresses[index] ? end : nil,
        retryAfter: parts.count > 5 ? Int(parts[5]) : nil)
    }
    return answers
  }
}
