import ArgumentParser
import Basics
import SiteBuild

struct MarkdownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown", abstract: "Turns Markdown into an HTML fragment.")

  @Flag(help: "Exactly the HTML of the GFM specification, without Assay's additions.")
  var gfm = false

  @Flag(help: "With --gfm: footnotes too.")
  var footnotes = false

  @Argument(help: "A file, or - for standard input.", completion: .file())
  var file: String

  func run() throws {
    let runner = Runner(root: FileSystem.currentFolder)
    try runner.guarded {
      if gfm {
        Console.result(Standalone.gfm(try FileArgument.bytes(file), footnotes: footnotes))
        return
      }
      let (html, diagnostics) = Standalone.markdown(try FileArgument.text(file))
      Console.result(html)
      try runner.report(diagnostics)
    }
  }
}

/// A file named on the command line.
enum FileArgument {
  static func bytes(_ name: String) throws -> [UInt8] {
    let path = name == "-" ? "/dev/stdin" : name
    guard let bytes = try FileSystem.read(path) else { throw CommandMessages.missingFile(name) }
    return bytes
  }

  static func text(_ name: String) throws -> SourceText {
    let source = SourceText(path: name, utf8: try bytes(name))
    guard source.firstInvalidUTF8 == nil else { throw CommandMessages.notUTF8(name) }
    return source
  }
}

struct ChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart", abstract: "Draws a Vega-Lite specification as SVG.")

  @Option(
    help: "The SVG file to write, or with --batch the folder (default: standard output).",
    completion: .file())
  var output: String?

  @Option(help: "A table by name, NAME=FILE.csv; may be given several times.")
  var data: [String] = []

  @Option(help: "The look: house, or vega for Vega-Lite's defaults.")
  var theme = Standalone.Theme.house

  @Option(
    help: "Draw every NAME.vl.json and NAME.vl.yaml of a folder to NAME.svg.",
    completion: .directory)
  var batch: String?

  @Argument(help: "The specification, or - for standard input.", completion: .file())
  var spec: String?

  func validate() throws {
    if (spec == nil) == (batch == nil) {
      throw ValidationError("give either a specification or --batch FOLDER")
    }
    if batch != nil, output == nil { throw ValidationError("--batch needs --output FOLDER") }
    for pair in data where !pair.contains("=") {
      throw ValidationError("--data takes NAME=FILE, not '\(pair)'")
    }
  }

  func run() throws {
    let runner = Runner(root: FileSystem.currentFolder)
    try runner.guarded {
      let tables = try tables()
      if let batch, let output {
        try draw(folder: batch, to: output, tables, runner)
      } else if let spec {
        let svg = try draw(spec, id: "chart", tables, runner)
        if let output {
          try FileSystem.write(Array(svg.utf8), to: output)
        } else {
          Console.result(svg)
        }
      }
    }
  }

  private func draw(
    folder: String, to output: String, _ tables: [String: SourceText], _ runner: Runner
  ) throws {
    guard let entries = try FileSystem.list(folder) else {
      throw CommandMessages.missingFile(folder)
    }
    try FileSystem.makeFolder(output)
    var failed = 0
    for entry in entries {
      let endings = [".vl.json", ".vl.yaml", ".vl.yml"]
      guard let ending = endings.first(where: { entry.name.hasSuffix($0) }) else { continue }
      let name = String(entry.name.dropLast(ending.count))
      do {
        let svg = try draw(folder + "/" + entry.name, id: name, tables, runner)
        // Nobody named these files: what has the name of one may be a link to another.
        try FileSystem.replace(output + "/" + name + ".svg", with: Array(svg.utf8))
      } catch let error as DiagnosticsError {
        failed += 1
        runner.say(error.diagnostics)
      }
    }
    if failed > 0 { throw ExitCode(1) }
  }

  private func draw(
    _ file: String, id: String, _ tables: [String: SourceText], _ runner: Runner
  ) throws -> String {
    let chart = try Standalone.chart(
      try FileArgument.text(file), isYAML: file.hasSuffix(".yaml") || file.hasSuffix(".yml"),
      id: id, theme: theme, data: tables)
    runner.say(chart.diagnostics)
    return chart.svg
  }

  /// The files of `--data` by their names.
  private func tables() throws -> [String: SourceText] {
    var tables: [String: SourceText] = [:]
    for pair in data {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      tables[parts[0]] = try FileArgument.text(parts[1])
    }
    return tables
  }
}

extension Standalone.Theme: ExpressibleByArgument {}
