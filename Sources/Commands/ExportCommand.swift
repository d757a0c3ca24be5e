import ArgumentParser
import Basics
import Exporting
import SiteBuild

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Makes a file of an edition, or of the whole site.",
    discussion: """
      An edition is a page with as_of; it is named by the last part of its address or by its date. \
      With --all, a ZIP file holds the site, every edition as HTML, Markdown, JSON and, where \
      Chromium is installed, PDF, with a build report and checksums.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case html, pdf, md, json }

  @OptionGroup var common: CommonOptions

  @Argument(help: "The edition: 2026-02-05 or 2026-02-05-joint-statement.")
  var edition: String?

  @Option(help: "html (one file that needs no other), pdf, md or json.")
  var to: Format?

  @Flag(help: "Everything, as a ZIP file; needs --output.")
  var all = false

  @Option(help: "The file to write (default: standard output).", completion: .file())
  var output: String?

  func validate() throws {
    if all {
      guard edition == nil else { throw ValidationError("--all takes no edition") }
      guard to == nil else { throw ValidationError("--all has every format: leave out --to") }
      guard output != nil else { throw ValidationError("--all needs --output report.zip") }
    } else if edition == nil || to == nil {
      throw ValidationError("give an edition and --to FORMAT, or --all")
    }
    if let output, let mistake = Self.mistake(in: output, to) { throw mistake }
    if output == nil, Environment.isTerminal(1), to == .pdf {
      throw ValidationError("a PDF is not for a terminal: give --output FILE.pdf")
    }
  }

  /// What to say of a file's ending that is that of another format; any other ending is the author's.
  static func mistake(in output: String, _ format: Format?) -> ValidationError? {
    let name = output.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let ending = name[dot...].lowercased()
    let formats = [".htm": Format.html, ".markdown": .md]
    let meant = formats[ending] ?? Format(rawValue: String(ending.dropFirst()))
    guard let format else {
      guard meant != nil else { return nil }
      return ValidationError("--all makes a ZIP file, and '\(ending)' is none: name it report.zip")
    }
    guard let meant, meant != format else { return nil }
    return ValidationError("'\(ending)' is not \(format): write --to \(meant), or another ending")
  }

  func run() throws {
    let options = common.buildOptions()
    let runner = Runner(root: options.root, format: common.format)
    try runner.guarded {
      let scratch = try FileSystem.temporaryFolder(prefix: "assay-export")
      defer { try? FileSystem.removeTree(scratch) }
      let builder = try SiteBuilder(options).aside(in: scratch, usingState: true)
      let summary = try builder.build()
      runner.say(summary.diagnostics)
      guard summary.isPublished else { throw ExitCode(1) }
      guard let exporter = EditionExporter(output: builder.options.output) else {
        throw CommandMessages.missingFile(builder.options.output)
      }
      let bytes: [UInt8]
      if let edition, let to {
        let (found, address) = try builder.edition(edition)
        bytes = try exporter.bytes(of: found, to, site: address)
      } else {
        bytes = try archive(builder, summary, exporter)
      }
      if let output {
        try FileSystem.write(bytes, to: output)
        if !common.quiet { Console.say("wrote \(output)") }
      } else {
        Console.result(bytes)
      }
    }
  }

  /// The site, the editions in every format that can be made here, the report, the checksums.
  private func archive(
    _ builder: SiteBuilder, _ summary: BuildSummary, _ exporter: EditionExporter
  ) throws -> [UInt8] {
    var files: [(name: String, bytes: [UInt8])] = []
    for output in summary.outputs {
      guard let bytes = try exporter.read(output.path) else {
        throw CommandMessages.missingFile(output.path)
      }
      files.append(("site/" + output.path, bytes))
    }
    let (editions, address) = try builder.editions()
    let canPrint = PDFPrinter.browser != nil
    if !canPrint { Console.say("assay: no Chromium is installed, so no PDF is made") }
    for edition in editions {
      for format in Format.allCases where format != .pdf || canPrint {
        files.append(
          (
            "editions/\(edition.name).\(format.rawValue)",
            try exporter.bytes(of: edition, format, site: address)
          ))
      }
    }
    files.append(("build-report.json", Array(BuildReport.lasting(summary).utf8)))
    files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let sums = files.map { "\(SHA256Digest(of: $0.bytes).hexadecimal)  \($0.name)\n" }
    files.append(("SHA256SUMS", Array(sums.joined().utf8)))
    return try ZIPArchive(files).bytes
  }
}

/// Makes files of published editions.
struct EditionExporter {
  private let output: FolderHandle

  init?(output: String) {
    guard let folder = FolderHandle(output) else { return nil }
    self.output = folder
  }

  /// A file of the site; whatever a page names, nothing else is read.
  func read(_ path: String) throws -> [UInt8]? {
    try OutputPath(path).flatMap { try output.read($0) }
  }

  func bytes(
    of edition: Edition, _ format: ExportCommand.Format, site: String
  ) throws -> [UInt8] {
    switch format {
    case .html: return Array(try selfContained(edition, site).utf8)
    case .pdf: return try PDFPrinter.pdf(of: selfContained(edition, site), day: edition.asOf)
    case .md: return Array(try exported(edition, site).markdown().utf8)
    case .json: return Array(try exported(edition, site).json().utf8)
    }
  }

  private func selfContained(_ edition: Edition, _ site: String) throws -> String {
    let page = try SelfContainedPage(page: edition.output, site: site) { try read($0) }
    if let missing = page.missing.first { throw CommandMessages.missingFile(missing) }
    return page.html
  }

  private func exported(_ edition: Edition, _ site: String) throws -> ExportedEdition {
    guard let bytes = try read(edition.output) else {
      throw CommandMessages.missingFile(edition.output)
    }
    let url = site + "/" + edition.output.replacingSuffix("index.html", with: "")
    return ExportedEdition(
      html: String(decoding: bytes, as: UTF8.self),
      head: ExportedEdition.Head(
        title: edition.title, url: url, asOf: edition.asOf.description))
  }
}

extension String {
  fileprivate func replacingSuffix(_ suffix: String, with text: String) -> String {
    hasSuffix(suffix) ? dropLast(suffix.count) + text : self
  }
}
