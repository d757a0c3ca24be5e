package import ArgumentParser
import Basics
import SiteBuild

/// The command line: `assay SUBCOMMAND`.
package struct Assay: ParsableCommand {
  static let name = "assay"

  package static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Builds sites of briefings in which every figure is computed and cited.",
    version: toolVersion,
    subcommands: [
      InitCommand.self, NewCommand.self, BuildCommand.self, PreviewCommand.self,
      CheckCommand.self, VerifyCommand.self, ExplainCommand.self, PublishCommand.self,
      QueryCommand.self, TablesCommand.self,
      DescribeCommand.self, DiffCommand.self, ChartCommand.self, MarkdownCommand.self,
      CleanCommand.self, ExportCommand.self, CompletionCommand.self,
    ])

  package init() {}
}

extension Assay {
  /// Runs the command that the process's arguments name, and ends the process.
  package static func start() {
    let words = withStatementLast(CommandLine.arguments.dropFirst())
    do {
      if let build = buildCommand(words) { return try build.run() }
      if let mistake = unknownCommand(words.first) ?? unquotedQuery(words) { throw mistake }
    } catch {
      exit(withError: error)
    }
    main(Array(words))
  }

  /// A query that begins with a comment looks like an option: put after `--`, it is none.
  static func withStatementLast(_ words: ArraySlice<String>) -> ArraySlice<String> {
    guard words.first == QueryCommand.configuration.commandName, !words.contains("--"),
      let index = words.lastIndex(where: isStatement)
    else { return words }
    var words = words
    let statement = words.remove(at: index)
    return words + ["--", statement]
  }

  /// Whether a word is SQL behind a comment: no option has a blank or a line break right in its name.
  private static func isStatement(_ word: String) -> Bool {
    guard word.hasPrefix("--") else { return false }
    let name = word.prefix { $0 != "=" && !$0.isNewline }
    return name == "-- " || name.contains(where: \.isWhitespace)
      || word.contains(where: \.isNewline)
  }

  /// The command to build, which is read by itself: to go through the whole tree of commands takes as
  /// long as all else that a build does which finds nothing changed. What is wrong with a line the
  /// tree says better.
  private static func buildCommand(_ words: ArraySlice<String>) -> BuildCommand? {
    guard words.first == BuildCommand.configuration.commandName else { return nil }
    return try? BuildCommand.parseAsRoot(Array(words.dropFirst())) as? BuildCommand
  }

  /// What to say of a first argument that names no command: the library would call it unexpected.
  static func unknownCommand(_ word: String?) -> ValidationError? {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let word, !word.hasPrefix("-"), word != "help", !names.contains(word) else { return nil }
    let meant = otherNames[word] ?? nearMiss(word, among: names)
    let hint = meant.map { " Did you mean '\($0)'?" } ?? ""
    return ValidationError("There is no command '\(word)'.\(hint)")
  }

  /// What other generators call commands of this one.
  private static let otherNames = [
    "serve": "preview", "server": "preview", "watch": "preview", "dev": "preview",
    "start": "preview", "generate": "build", "lint": "check", "validate": "check",
  ]

  /// What to say of a query without quotes: the shell makes many words of it.
  static func unquotedQuery(_ words: ArraySlice<String>) -> ValidationError? {
    guard words.first == QueryCommand.configuration.commandName,
      let start = words.firstIndex(where: {
        ["select", "with", "values"].contains($0.lowercased())
      }),
      !words[words.index(before: start)].hasPrefix("--")
        || words[words.index(before: start)] == "--",
      start < words.index(before: words.endIndex)
    else { return nil }
    return ValidationError(
      "Put the query in quotes, so that it is one word: assay query \"\(words[start]) …\"")
  }
}
