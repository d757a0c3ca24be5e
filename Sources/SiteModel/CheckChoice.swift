package import Basics
import Tables

/// What `checks:` in `site.yaml` says of one check: how much it matters, what it passes over.
package struct CheckChoice: Sendable, Hashable {
  /// Nil where the author gives exceptions only, and the check keeps its own severity.
  package var severity: Severity?
  package var isOff = false
  /// What the check passes over, each a name or a pattern of names: ids of claims or conflicts,
  /// tables, files, addresses.
  package var exceptions: [String] = []
  /// Where its name stands in the file.
  package var range: SourceRange

  package init(severity: Severity? = nil, range: SourceRange = SourceRange(at: .start)) {
    self.severity = severity
    self.range = range
  }

  /// Whether the check passes over what has one of these names.
  package func passesOver(_ names: [String]) -> Bool {
    exceptions.contains { exception in names.contains { Glob(exception).matches($0) } }
  }

  private enum Level: String, CaseIterable {
    case off, note, warning, error
  }

  /// `checks: {SingleOrigin: off, NameVariant: {severity: error, except: [F102]}}`, by name.
  static func all(_ reader: inout ObjectReader) -> [String: CheckChoice] {
    var choices: [String: CheckChoice] = [:]
    _ = reader.object("checks") { checks in
      for member in checks.value.members ?? [] {
        guard let value = checks.value(member.name) else { continue }
        var choice = CheckChoice(range: member.nameRange)
        let level: Level?
        if value.members != nil {
          let read = checks.object(member.name) { options in
            (options.strings("except") ?? [], Self.level("severity", &options))
          }
          choice.exceptions = read?.0 ?? []
          level = read?.1
        } else {
          level = Self.level(member.name, &checks)
        }
        choice.isOff = level == .off
        choice.severity = level.flatMap { Severity(rawValue: $0.rawValue) }
        choices[member.name] = choice
      }
    }
    return choices
  }

  /// Some readers of YAML take `off` for false.
  private static func level(_ name: String, _ reader: inout ObjectReader) -> Level? {
    reader.value(name)?.boolean == false ? .off : reader.choice(name, Level.self)
  }
}

extension CheckChoice: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(severity?.rawValue)
    writer.write(isOff)
    writer.write(list: exceptions) { $0.write($1) }
    writer.write(range)
  }

  package init(from reader: inout ByteReader) throws {
    self.init()
    severity = try reader.optionalString().flatMap(Severity.init)
    isOff = try reader.boolean()
    exceptions = try reader.list { try $0.string() }
    range = try reader.value()
  }
}
