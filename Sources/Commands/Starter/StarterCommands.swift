import ArgumentParser
import Basics
import SiteBuild

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes a small site that builds as it is.")

  @Argument(
    help: "The folder to write to; it is made if it is not there.", completion: .directory)
  var folder: String

  func run() throws {
    try Runner(root: FileSystem.currentFolder).guarded {
      let taken = try StarterSite.files.map(\.path).filter {
        try FileSystem.read(folder + "/" + $0) != nil
      }
      if let first = taken.first { throw CommandMessages.fileExists(folder + "/" + first) }
      for file in StarterSite.files { try NewFile.write(file.bytes, to: folder + "/" + file.path) }
      Console.say(
        "wrote \(StarterSite.files.count) files to \(folder); "
          + "next: assay build --root \(folder)")
    }
  }
}

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Writes a new page from an archetype.",
    discussion: """
      The archetype is Templates/archetypes/KIND.md of the site; for a briefing there is one \
      built in. In it, {{title}}, {{slug}} and {{as_of}} are filled in.
      """)

  @Argument(
    help: "The kind of page: the name of an archetype, such as briefing.",
    completion: .list(["briefing"]))
  var kind: String

  @Argument(help: "The page's name in its address: lower-case letters, digits and hyphens.")
  var slug: String

  @Option(help: "The day whose knowledge the page shows, as 2026-02-05.")
  var asOf: String?

  @Option(help: "The title (default: made from the slug).")
  var title: String?

  @Option(help: "The folder below Content (default: KINDs, such as briefings).")
  var folder: String?

  @Option(help: "The site's folder, with Content and Templates.", completion: .directory)
  var root = "."

  func validate() throws {
    if let asOf, CalendarDate(asOf) == nil {
      throw ValidationError("--as-of takes a date such as 2026-02-05, not '\(asOf)'")
    }
    if let folder, OutputPath(folder) == nil {
      throw ValidationError(
        "--folder takes a folder below Content, such as briefings or notes/2026, not '\(folder)'")
    }
    if let folder, folder == "Content" || folder.hasPrefix("Content/") {
      let below = folder.dropFirst("Content/".count)
      throw ValidationError(
        "--folder is taken below Content already: "
          + (below.isEmpty ? "leave out Content" : "write --folder \(below)"))
    }
    for (name, text) in [("KIND", kind), ("SLUG", slug)] where !Self.isSlug(text) {
      throw ValidationError(
        "\(name) takes lower-case letters, digits and hyphens, not '\(text)'")
    }
  }

  func run() throws {
    let archetype = try text()
    if asOf == nil, archetype.contains("{{as_of}}") {
      throw ValidationError("a \(kind) shows what was known on a day: give --as-of DATE")
    }
    try Runner(root: FileSystem.currentFolder).guarded {
      guard FileSystem.stamp(root + "/Content")?.kind == .folder else {
        throw CommandMessages.noContent(root)
      }
      let place = "Content/\(folder ?? kind + "s")/\(slug).md"
      let sources = SourceFolders(root: root)
      if let link = sources.firstLeadingOut(place) {
        throw DiagnosticsError(sources.problem(link))
      }
      let path = root + "/" + place
      if FileSystem.isLink(path) || FileSystem.stamp(path) != nil {
        throw CommandMessages.fileExists(path)
      }
      let page =
        archetype
        .replacing("{{title}}", with: DiagnosticPrinter.quoted(title ?? titleFromSlug))
        .replacing("{{slug}}", with: slug).replacing("{{as_of}}", with: asOf ?? "")
      try NewFile.write(Array(page.utf8), to: path)
      Console.say("wrote \(path)")
    }
  }

  private func text() throws -> String {
    var bytes: [UInt8]?
    try Runner(root: FileSystem.currentFolder).guarded {
      let path = "Templates/archetypes/\(kind).md"
      let sources = SourceFolders(root: root)
      if let link = sources.firstLeadingOut(path) {
        throw DiagnosticsError(sources.problem(link))
      }
      bytes = try sources.read(path)
      if bytes == nil, kind == "briefing" { bytes = StarterSite.archetype }
      if bytes == nil { throw CommandMessages.noArchetype(kind, known: archetypes) }
    }
    return String(decoding: bytes ?? [], as: UTF8.self)
  }

  /// The kinds of pages that there are archetypes for.
  private var archetypes: [String] {
    let entries = (try? FileSystem.list(root + "/Templates/archetypes")) ?? []
    return ["briefing"]
      + entries.map(\.name).filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
  }

  /// `2026-04-price-floors` is called "Price floors".
  private var titleFromSlug: String {
    let words = slug.split(separator: "-").drop { $0.allSatisfy(\.isNumber) }
    let text = words.isEmpty ? slug : words.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func isSlug(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
          || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) || $0 == UInt8(ascii: "-")
      }
  }
}

struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion", abstract: "Prints a script that completes commands in a shell.")

  enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() {
    let kind: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    Console.result(Assay.completionScript(for: kind) + "\n")
  }
}

/// Files that commands write for an author to go on with.
enum NewFile {
  static func write(_ bytes: [UInt8], to path: String) throws {
    if let slash = path.lastIndex(of: "/") { try FileSystem.makeFolder(String(path[..<slash])) }
    try FileSystem.write(bytes, to: path)
  }
}
