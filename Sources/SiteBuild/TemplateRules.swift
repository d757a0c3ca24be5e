import Basics
import Incremental
import Templating

/// A template with all it includes, ready to be filled; two are the same if their texts are.
struct TemplateBundle: Sendable, ByteCodable {
  let name: String
  let library: TemplateLibrary
  private let mentions: Set<String>
  private let texts: [(name: String, text: String)]
  /// Whether it stands for one whose folder has another name, which was told once for all.
  private let isStandIn: Bool

  init(name: String, sources: [String: SourceText], isStandIn: Bool = false) {
    self.name = name
    self.isStandIn = isStandIn
    texts = sources.sorted { $0.key < $1.key }.map { ($0.key, $0.value.text) }
    library = TemplateLibrary(sources)
    mentions = library.mentions(in: name)
  }

  /// Whether the template may print a value of this name; what it does not print is not read for
  /// it, so that a change of it does not make the page again.
  func uses(_ name: String) -> Bool { mentions.contains(name) }

  /// Whether the template prints a value of this name.
  func prints(_ name: String) -> Bool { library.prints(name, in: self.name) }

  /// Whether the template is there; what it includes may be missing all the same.
  var exists: Bool { library.contains(name) }

  /// Whether something is wrong with the template or what it includes.
  var hasMistakes: Bool { isStandIn || !library.diagnostics.isEmpty }

  /// A template that is empty, in place of one of which no page is to say that it is missing.
  static func standIn(_ name: String) -> TemplateBundle {
    let source = SourceText(path: TemplateRules.path(name), text: "")
    return TemplateBundle(name: name, sources: [name: source], isStandIn: true)
  }

  /// The page; nil where it would be too large.
  func render(_ context: TemplateContext) -> [UInt8]? {
    exists ? library.bytes(name, context.value) : []
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(isStandIn)
    writer.write(list: texts) {
      $0.write($1.name)
      $0.write($1.text)
    }
  }

  init(from reader: inout ByteReader) throws {
    let name = try reader.string()
    let isStandIn = try reader.boolean()
    let texts = try reader.list { (try $0.string(), try $0.string()) }
    self.init(
      name: name,
      sources: Dictionary(
        texts.map { ($0.0, SourceText(path: TemplateRules.path($0.0), text: $0.1)) },
        uniquingKeysWith: { first, _ in first }), isStandIn: isStandIn)
  }
}

/// The rules about templates and assets.
struct TemplateRules: Sendable {
  let reader: InputReader
  let output: OutputFolder

  var rules: [Rule] {
    [
      Rule(TemplateKey.self) { try template($0, $1) },
      Rule(AssetsKey.self) { try assets($0, $1) },
      Rule(AssetOutputKey.self) { try asset($0, $1) },
      Rule(StylePropertiesKey.self) { try styleProperties($0, $1) },
    ]
  }

  static func path(_ name: String) -> String { "\(SitePaths.templates)/\(name).mustache" }

  private func template(_ key: TemplateKey, _ recorder: Recorder) throws -> TemplateBundle {
    var sources: [String: SourceText] = [:]
    var missing: Set<String> = []
    var pending = [key.name]
    while let name = pending.popLast() {
      guard sources[name] == nil, !missing.contains(name) else { continue }
      guard let source = try reader.text(Self.path(name), recorder) else {
        missing.insert(name)
        continue
      }
      sources[name] = source
      if let problem = FileNames.problem(withTemplate: name) { recorder.report(problem) }
      pending += TemplateLibrary([name: source]).closure(of: name).missing
    }
    let bundle = TemplateBundle(name: key.name, sources: sources)
    recorder.report(bundle.library.diagnostics)
    if bundle.exists {
      let shape = TemplateContext.shape(assets: try recorder.value(AssetsKey()))
      let known = missing.isEmpty ? nil : try names(recorder)
      recorder.report(
        bundle.library.check(
          key.name, against: shape, html: TemplateContext.htmlNames, known: known))
      let hasBase = sources.values.contains(where: TemplateWords.setsBase)
      for (_, source) in sources.sorted(by: { $0.key < $1.key }) {
        let words = TemplateWords(source, shape: shape, hasBase: hasBase)
        recorder.report(try words.diagnostics(recorder))
      }
    } else if try reader.entries(SitePaths.templates, recorder) == nil,
      try reader.entries(SitePaths.templates.lowercased(), recorder) != nil
    {
      recorder.report(BuildMessages.templatesInSmallLetters())
      return .standIn(key.name)
    }
    return bundle
  }

  /// The names of all templates, which are asked for only where one is missing.
  private func names(_ recorder: Recorder) throws -> [String] {
    var names: [String] = []
    func visit(_ folder: String) throws {
      let path = folder.isEmpty ? SitePaths.templates : SitePaths.templates + "/" + folder
      for entry in try reader.entries(path, recorder) ?? [] where !FileNames.isHidden(entry.name) {
        let inside = folder.isEmpty ? entry.name : folder + "/" + entry.name
        // What links lead to is not looked through: it may be anything.
        switch entry.kind {
        case .folder where !entry.isLink && SitePaths.templates + "/" + inside != SitePaths.assets:
          try visit(inside)
        case .file where inside.hasSuffix(".mustache"): names.append(String(inside.dropLast(9)))
        case .file, .folder, .other: break
        }
      }
    }
    try visit("")
    return names
  }

  private func assets(_: AssetsKey, _ recorder: Recorder) throws -> [AssetRecord] {
    var files: [String] = []
    var links = LinkedFolders(SitePaths.assets, sources: reader.inputs.sources)
    func visit(_ folder: String, _ links: inout LinkedFolders) throws {
      let path = folder.isEmpty ? SitePaths.assets : SitePaths.assets + "/" + folder
      for entry in try reader.entries(path, recorder) ?? []
      where !entry.name.hasPrefix(".") && !FileNames.isLeftBehind(entry.name) {
        let inside = folder.isEmpty ? entry.name : folder + "/" + entry.name
        if let problem = links.problem(with: entry, at: inside) {
          recorder.report(problem)
          continue
        }
        switch entry.kind {
        case .file: files.append(inside)
        case .folder: try links.enter(entry) { try visit(inside, &$0) }
        case .other:
          recorder.report(BuildMessages.specialFile(SitePaths.assets + "/" + inside))
        }
      }
    }
    try visit("", &links)
    var hashes: [String: ContentHash] = [:]
    for file in files {
      hashes[file] = try recorder.input(
        Key(input: SiteInputs.file, SitePaths.assets + "/" + file))
    }
    var styles = styleSheets(hashes, recorder)
    let records = try files.compactMap { try styles.record($0) }
    recorder.report(styles.diagnostics)
    return records
  }

  private func styleSheets(
    _ hashes: [String: ContentHash] = [:], known: ((String) throws -> AssetRecord?)? = nil,
    _ recorder: Recorder
  ) -> StyleSheetLinks {
    StyleSheetLinks(
      hashes, text: { try reader.text(SitePaths.assets + "/" + $0, recorder) }, known: known,
      isPublished: { file in
        try FileNames.isPublishedAsItStands(file) && recorder.value(ContentFileExistsKey(file))
      })
  }

  private func styleProperties(
    _: StylePropertiesKey, _ recorder: Recorder
  ) throws -> [StyleProperty] {
    try recorder.value(AssetsKey()).filter { $0.file.hasSuffix(".css") }.flatMap { asset in
      let path = SitePaths.assets + "/" + asset.file
      return try reader.text(path, recorder).map { StyleProperty.ofRoot(in: $0.text) } ?? []
    }
  }

  private func asset(_ key: AssetOutputKey, _ recorder: Recorder) throws -> [OutputFile] {
    let path = SitePaths.assets + "/" + key.name
    guard var bytes = try reader.bytes(path, recorder) else { return [] }
    if key.name.hasSuffix(".css") {
      // One that names no asset depends on none.
      var styles = styleSheets(
        known: { file in try recorder.value(AssetsKey()).first { $0.file == file } }, recorder)
      if let linked = try styles.linked(key.name) { bytes = linked }
    }
    let record = AssetRecord(file: key.name, hash: ContentHash(of: bytes))
    return try output.put(record.outputPath, bytes, origin: path, key, recorder)
  }
}
