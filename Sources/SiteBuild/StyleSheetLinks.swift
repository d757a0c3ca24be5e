import Basics
import SiteModel

/// What the style sheets of a site name in `url(…)` and `@import`, with the names at which it is
/// published: assets carry the hash of their bytes, and so does a style sheet that names them.
struct StyleSheetLinks {
  /// The assets' paths with the hashes of their bytes.
  private let hashes: [String: ContentHash]
  /// The text of a style sheet among the assets.
  private let text: (String) throws -> SourceText?
  /// The records where they are known already; they are found from the hashes without it.
  private let known: ((String) throws -> AssetRecord?)?
  /// Whether a file of `Content` is published under its own path.
  private let isPublished: (String) throws -> Bool
  private var done: [String: AssetRecord] = [:]
  /// The style sheets that import each other down to the one at work.
  private var open: [String] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(
    _ hashes: [String: ContentHash], text: @escaping (String) throws -> SourceText?,
    known: ((String) throws -> AssetRecord?)? = nil,
    isPublished: @escaping (String) throws -> Bool
  ) {
    self.known = known
    self.hashes = hashes
    self.text = text
    self.isPublished = isPublished
  }

  /// An asset with the name it is published under; nil where there is none of that path.
  mutating func record(_ file: String) throws -> AssetRecord? {
    if let known { return try known(file) }
    if let record = done[file] { return record }
    guard let hash = hashes[file] else { return nil }
    let published = file.hasSuffix(".css") ? try linked(file).map { ContentHash(of: $0) } : nil
    let record = AssetRecord(file: file, hash: published ?? hash)
    done[file] = record
    return record
  }

  /// The bytes of a style sheet as they are published; nil where it stays as it is.
  mutating func linked(_ file: String) throws -> [UInt8]? {
    guard let source = try text(file) else { return nil }
    open.append(file)
    defer { open.removeLast() }
    let written = source.text
    var isChanged = false
    let result = try StyleSheetReferences.replaced(in: written) { address, place in
      let (new, problem) = try replacement(of: address, in: file)
      if let problem {
        let start = written.utf8.distance(from: written.startIndex, to: place.lowerBound)
        let end = written.utf8.distance(from: written.startIndex, to: place.upperBound)
        diagnostics.append(problem.at(source.path, source.range(utf8Offsets: start..<end)))
      }
      if new != nil { isChanged = true }
      return new
    }
    return isChanged ? Array(result.utf8) : nil
  }

  private mutating func replacement(
    of address: String, in file: String
  ) throws -> (new: String?, problem: Diagnostic?) {
    let lowered = address.lowercased()
    if address.isEmpty || address.hasPrefix("#") || lowered.hasPrefix("data:") { return (nil, nil) }
    if LinkResolver.hasScheme(address) || address.hasPrefix("//") {
      return (nil, BuildMessages.externalInStyleSheet(address))
    }
    let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
    let path = LinkResolver.decoded(String(address[..<end]))
    let folder = "assets/" + file.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    func new(_ output: String) -> String {
      SiteSettings.address(ofFile: LinkResolver.relative(output, from: folder)) + address[end...]
    }
    guard let target = LinkResolver.join(path.hasPrefix("/") ? "" : folder, path) else {
      return (nil, BuildMessages.brokenLink(address, hint: "it leads out of the site"))
    }
    if target.hasPrefix("assets/") {
      let asset = String(target.dropFirst("assets/".count))
      guard !open.contains(asset) else { return (nil, BuildMessages.styleSheetsInCircle(address)) }
      if let record = try record(asset) {
        return (new(record.outputPath), nil)
      }
      let near = nearMiss(asset, among: hashes.keys.sorted())
      return (
        nil,
        BuildMessages.brokenLink(
          address,
          hint: near.map {
            "did you mean '\(LinkResolver.relative("assets/" + $0, from: folder))'?"
          }
            ?? "there is no file 'Templates/assets/\(asset)'")
      )
    }
    if try isPublished(target) { return (new(target), nil) }
    return (nil, BuildMessages.brokenLink(address, hint: "the site has no file '\(target)'"))
  }
}
