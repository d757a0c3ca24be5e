import Basics

/// Every sentence of the commands that is no other module's.
enum CommandMessages {
  static func missingFile(_ path: String) -> EnvironmentError {
    EnvironmentError(.input, "there is no file \(path)")
  }

  static func notUTF8(_ path: String) -> EnvironmentError {
    EnvironmentError(.input, "\(path) is not UTF-8")
  }

  static func fileExists(_ path: String) -> EnvironmentError {
    EnvironmentError(.foreign, "\(path) is there already and is left as it is")
  }

  static func noContent(_ root: String) -> EnvironmentError {
    EnvironmentError(.input, "there is no folder Content in \(root)")
  }

  static func noArchetype(_ kind: String, known: [String]) -> EnvironmentError {
    // Whoever writes a part of the name means the whole.
    let meant =
      nearMiss(kind, among: known)
      ?? known.first { $0.hasPrefix(kind) && kind.utf8.count > 2 || kind.hasPrefix($0) }
    let hint =
      meant.map { "did you mean '\($0)'?" } ?? "write Templates/archetypes/\(kind).md"
    return EnvironmentError(.input, "there is no archetype '\(kind)': \(hint)")
  }
}
