import ArgumentParser
import Basics

/// Runs a piece of work and turns what goes wrong into messages and exit codes.
struct Runner {
  /// The folder that the paths of diagnostics are relative to.
  var root: String
  var format = DiagnosticFormat.text

  func guarded(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let error as EnvironmentError {
      Console.say("assay: \(error.description)")
      throw ExitCode(Runner.code(error.kind))
    } catch let error as DiagnosticsError {
      try report(error.diagnostics)
    }
  }

  /// The exit codes of failures of the environment, from sysexits; 1 for what an author decides.
  private static func code(_ kind: EnvironmentError.Kind) -> Int32 {
    switch kind {
    case .foreign: 1
    case .unavailable: 70
    case .input: 72
    case .output: 73
    case .temporary: 75
    case .configuration: 78
    }
  }

  /// Prints diagnostics, and ends the command where there are errors among them.
  func report(_ diagnostics: [Diagnostic]) throws {
    say(diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }

  func say(_ diagnostics: [Diagnostic]) {
    func moved() -> [Diagnostic] { diagnostics.map(RepositoryPaths(root: root).moved) }
    func placed() -> [Diagnostic] { diagnostics.map(RepositoryPaths(root: root).placed) }
    switch format {
    case .json: Console.result(DiagnosticPrinter.json(diagnostics))
    case .sarif: Console.result(SARIFLog.json(placed()))
    case .junit: Console.result(DiagnosticFormats.junit(moved()))
    case .github: Console.result(DiagnosticFormats.github(moved()))
    case .text:
      let printer = DiagnosticPrinter(root: root, usesColour: Environment.usesColour)
      let text = printer.text(diagnostics)
      if !text.isEmpty { Console.say(String(text.dropLast())) }
    }
  }
}
