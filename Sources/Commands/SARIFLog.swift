import Basics
import Foundation
import SiteBuild

/// Diagnostics as a SARIF 2.1.0 log (OASIS), which code hosts show at the lines they are about.
struct SARIFLog: Encodable {
  let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  let version = "2.1.0"
  var runs: [Run]

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  struct Run: Encodable {
    var tool: Tool
    /// Our columns count characters, not UTF-16 units.
    let columnKind = "unicodeCodePoints"
    var results: [Result]
  }

  struct Tool: Encodable {
    var driver: Driver
  }

  struct Driver: Encodable {
    let name = "Assay"
    var version: String
    var rules: [Rule]
  }

  struct Rule: Encodable {
    var id: String
    /// What was said under the rule first.
    var shortDescription: Message
    var help: Message
  }

  struct Result: Encodable {
    var ruleId: String
    var ruleIndex: Int
    var level: String
    var message: Message
    var locations: [Location]
    var relatedLocations: [Location]?
  }

  struct Message: Encodable {
    var text: String
  }

  struct Location: Encodable {
    var physicalLocation: PhysicalLocation
    var message: Message?
  }

  struct PhysicalLocation: Encodable {
    var artifactLocation: ArtifactLocation
    var region: Region?
  }

  struct ArtifactLocation: Encodable {
    var uri: String
    let uriBaseId = "%SRCROOT%"
  }

  struct Region: Encodable {
    var startLine: Int
    var startColumn: Int
    var endLine: Int
    var endColumn: Int
  }

  init(_ diagnostics: [Diagnostic]) {
    let identifiers = Set(diagnostics.map(\.identifier)).sorted()
    let indices = Dictionary(
      uniqueKeysWithValues: identifiers.enumerated().map { ($0.element, $0.offset) })
    let results = diagnostics.map { diagnostic in
      let notes = diagnostic.notes.compactMap { note in
        (note.path ?? diagnostic.path).map { Location($0, note.range, note.text) }
      }
      return Result(
        ruleId: diagnostic.identifier, ruleIndex: indices[diagnostic.identifier] ?? 0,
        level: diagnostic.severity.rawValue, message: Message(text: diagnostic.sentences),
        locations: diagnostic.path.map { [Location($0, diagnostic.range, nil)] } ?? [],
        relatedLocations: notes.isEmpty ? nil : notes)
    }
    let first = Dictionary(
      diagnostics.map { ($0.identifier, $0) }, uniquingKeysWith: { first, _ in first })
    let rules = identifiers.map { id in
      Rule(
        id: id, shortDescription: Message(text: first[id]?.summary ?? id),
        help: Message(text: "'\(id)' on the page 'Diagnostics' of Assay's manual"))
    }
    let driver = Driver(version: toolVersion, rules: rules)
    runs = [Run(tool: Tool(driver: driver), results: results)]
  }

  static func json(_ diagnostics: [Diagnostic]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Texts and whole numbers can always be encoded.
    let bytes = (try? encoder.encode(SARIFLog(diagnostics))) ?? Data()
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }
}

extension SARIFLog.Location {
  fileprivate init(_ path: String, _ range: SourceRange?, _ text: String?) {
    // A path is a relative reference: letters, digits and what RFC 3986 leaves unreserved stay.
    let uri = path.addingPercentEncoding(withAllowedCharacters: Self.pathCharacters) ?? path
    physicalLocation = SARIFLog.PhysicalLocation(
      artifactLocation: SARIFLog.ArtifactLocation(uri: uri),
      region: range.map {
        SARIFLog.Region(
          startLine: $0.start.line, startColumn: $0.start.column, endLine: $0.end.line,
          endColumn: $0.end.column)
      })
    message = text.map(SARIFLog.Message.init(text:))
  }

  private static let pathCharacters = CharacterSet(
    charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
}

extension Diagnostic {
  /// What is wrong, why, and what to do about it, in one line.
  var sentences: String {
    [summary, explanation, hint.map { "hint: \($0)" }].compactMap { $0 }.joined(separator: "; ")
  }
}
