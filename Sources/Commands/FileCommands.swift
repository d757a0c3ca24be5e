import ArgumentParser
import Basics
import Charting
import Markup
import Tables

struct MarkdownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown", abstract: "Turns Markdown into an HTML fragment.")

  @Flag(help: "Exactly the HTML of the GFM specification, without Assay's additions.")
  var gfm = false

  @Flag(help: "With --gfm: footnotes too.")
  var footnotes = false

  @Argument(help: "A file, or - for standard input.")
  var file: String

  func run() throws {
    try Runner(site: SiteOptions.parse([])).guarded {
      let bytes = try FileArgument.read(file)
      if gfm {
        Console.result(
          String(decoding: renderGFM(bytes, footnotes: footnotes), as: UTF8.self))
        return
      }
      let source = SourceText(path: file, utf8: bytes)
      guard source.firstInvalidUTF8 == nil else { throw CommandMessages.notUTF8(file) }
      var state = RenderState()
      Console.result(
        HTMLRenderer.renderPage(Document(parsing: source), hooks: NoHooks(), into: &state))
      try Runner(site: SiteOptions.parse([])).report(state.diagnostics)
    }
  }
}

/// A file named on the command line.
enum FileArgument {
  static func read(_ name: String) throws -> [UInt8] {
    let path = name == "-" ? "/dev/stdin" : name
    guard let bytes = try FileSystem.read(path) else { throw CommandMessages.missingFile(name) }
    return bytes
  }

  /// A file in YAML or JSON, by its name.
  static func structured(_ name: String) throws -> StructuredValue {
    let source = SourceText(path: name, utf8: try read(name))
    guard source.firstInvalidUTF8 == nil else { throw CommandMessages.notUTF8(name) }
    let isYAML = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    return try (isYAML ? StructuredValue.parseYAML(source) : StructuredValue.parseJSON(source))
      .get()
  }
}

struct ChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart", abstract: "Draws a Vega-Lite specification as SVG.")

  enum Theme: String, ExpressibleByArgument, CaseIterable {
    case house, vega
  }

  @Option(help: "The SVG file to write, or with --batch the folder (default: standard output).")
  var output: String?

  @Option(help: "A table by name: NAME=FILE.csv; may be given several times.")
  var data: [String] = []

  @Option(help: "The look: house, or vega for Vega-Lite's defaults.")
  var theme = Theme.house

  @Option(help: "Draw every NAME.vl.json and NAME.vl.yaml of a folder to NAME.svg.")
  var batch: String?

  @Argument(help: "The specification, or - for standard input.")
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
    let runner = Runner(site: try SiteOptions.parse([]))
    try runner.guarded {
      let tables = try tables(runner)
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
    folder: String, to output: String, _ tables: [String: Table], _ runner: Runner
  ) throws {
    guard let entries = try FileSystem.list(folder) else {
      throw CommandMessages.missingFile(folder)
    }
    try FileSystem.makeFolder(output)
    var failed = 0
    for entry in entries {
      guard let ending = [".vl.json", ".vl.yaml", ".vl.yml"].first(where: entry.name.hasSuffix)
      else { continue }
      let name = String(entry.name.dropLast(ending.count))
      do {
        let svg = try draw(folder + "/" + entry.name, id: name, tables, runner)
        try FileSystem.write(Array(svg.utf8), to: output + "/" + name + ".svg")
      } catch let error as DiagnosticsError {
        failed += 1
        try? runner.report(error.diagnostics)
      }
    }
    if failed > 0 { throw ExitCode(1) }
  }

  private func draw(
    _ file: String, id: String, _ tables: [String: Table], _ runner: Runner
  ) throws -> String {
    let (chart, diagnostics) = renderChart(
      ChartRequest(
        spec: try FileArgument.structured(file), data: tables, id: id,
        theme: theme == .vega ? .vega : .house, requiresText: false))
    let placed = diagnostics.map { $0.path == nil ? $0.placed(in: file) : $0 }
    guard let chart, !placed.contains(where: { $0.severity == .error }) else {
      throw DiagnosticsError(placed)
    }
    try runner.report(placed)
    return chart.svg + "\n"
  }

  /// The tables of `--data`, their columns typed by what stands in them.
  private func tables(_ runner: Runner) throws -> [String: Table] {
    var tables: [String: Table] = [:]
    for pair in data {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      let source = SourceText(path: parts[1], utf8: try FileArgument.read(parts[1]))
      let (table, diagnostics) = Table.inferred(fromCSV: source)
      try runner.report(diagnostics)
      tables[parts[0]] = table
    }
    return tables
  }
}
