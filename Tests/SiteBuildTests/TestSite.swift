import Basics
import Foundation
import SiteBuild

/// A site in a folder of its own, which is removed with this value.
///
/// Every build is done by a new builder that knows only what is on the disk, as a new process
/// would be.
final class TestSite: Sendable {
  let root: String

  init(_ files: [String: String] = SmallSite.files, order: [String]? = nil) throws {
    root = try Self.makeRoot()
    for path in order ?? files.keys.sorted() { try write(path, files[path] ?? "") }
    if let identity = Self.identity { try write(".assay/tool", bytes: identity) }
  }

  private init(bare files: [String: String]) throws {
    root = try Self.makeRoot()
    for (path, text) in files { try write(path, text) }
  }

  /// What a build keeps of which program it is; hashing the tests' big program again for every
  /// site would take most of their time.
  private static let identity: [UInt8]? = {
    let files = ["Content/site.yaml": "title: Nothing\n"]
    guard let site = try? TestSite(bare: files), (try? site.build()) != nil else { return nil }
    return try? FileSystem.read(site.root + "/.assay/tool")
  }()

  private static func makeRoot() throws -> String {
    let folder = FileManager.default.temporaryDirectory.path + "/assay-" + UUID().uuidString
    try FileSystem.makeFolder(folder)
    return FileSystem.canonical(folder) ?? folder
  }

  deinit { try? FileSystem.removeTree(root) }

  var output: String { root + "/Output" }

  // MARK: - Files

  func write(_ path: String, _ text: String) throws { try write(path, bytes: Array(text.utf8)) }

  func write(_ path: String, bytes: [UInt8]) throws {
    let full = root + "/" + path
    try FileSystem.makeFolder(String(full[..<(full.lastIndex(of: "/") ?? full.endIndex)]))
    try FileSystem.write(bytes, to: full)
  }

  func read(_ path: String) throws -> String {
    guard let bytes = try FileSystem.read(root + "/" + path) else { throw NoSuchText(text: path) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Replaces a text that stands once or more in a file.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try read(path)
    guard text.contains(old) else { throw NoSuchText(text: old) }
    try write(path, text.replacingOccurrences(of: old, with: new))
  }

  func remove(_ path: String) throws { try FileSystem.removeTree(root + "/" + path) }

  /// Sets the time a file says it was last changed at.
  func touch(_ path: String, secondsAgo: Double = 0) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -secondsAgo)],
      ofItemAtPath: root + "/" + path)
  }

  /// The files below a folder with their bytes, hidden ones left out.
  func files(in folder: String, hidden: Bool = false) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    func visit(_ path: String) throws {
      for entry in try FileSystem.list(root + "/" + folder + "/" + path) ?? [] {
        if !hidden, entry.name.hasPrefix(".") { continue }
        let inside = path.isEmpty ? entry.name : path + "/" + entry.name
        if entry.kind == .folder {
          try visit(inside)
        } else {
          files[inside] = try FileSystem.read(root + "/" + folder + "/" + inside)
        }
      }
    }
    try visit("")
    return files
  }

  /// What was published.
  func site() throws -> [String: [UInt8]] { try files(in: "Output") }

  func page(_ path: String) throws -> String { try read("Output/" + path) }

  /// The files that a build may write, hidden ones too, with their stamps.
  func writtenStamps() throws -> [String: FileStamp] {
    var stamps: [String: FileStamp] = [:]
    for folder in ["Output", ".assay"] {
      for path in try files(in: folder, hidden: true).keys {
        stamps[folder + "/" + path] = FileSystem.stamp(root + "/" + folder + "/" + path)?.stamp
      }
    }
    return stamps
  }

  /// What the author wrote, in another folder, never built.
  func copyOfSources() throws -> TestSite {
    let copy = try TestSite([:])
    for folder in ["Content", "Templates"] {
      for (path, bytes) in try files(in: folder, hidden: true) {
        try copy.write(folder + "/" + path, bytes: bytes)
      }
    }
    return copy
  }

  // MARK: - Building

  /// Builds, once the stamps of the files are old enough to be trusted by the next build.
  @discardableResult
  func build(_ configure: (inout BuildOptions) -> Void = { _ in }) throws -> BuildSummary {
    FileSystem.pause(milliseconds: 12)
    var options = BuildOptions(root: root)
    configure(&options)
    return try SiteBuilder(options).build()
  }

  /// Builds what must be good.
  @discardableResult
  func buildGood(_ configure: (inout BuildOptions) -> Void = { _ in }) throws -> BuildSummary {
    let summary = try build(configure)
    guard summary.isPublished else { throw NotPublished(diagnostics: summary.diagnostics) }
    return summary
  }
}

struct NoSuchText: Error {
  var text: String
}

struct NotPublished: Error {
  var diagnostics: [Diagnostic]
}

extension BuildSummary {
  /// The keys that ran because something was new, not only because a value was not kept, each
  /// shortened to one line.
  var news: [String] {
    ran.filter { $0.reason != "its value was needed again" }.map { run in
      // Queries and charts are long: their beginning tells them apart.
      run.key.count > 70 ? run.key.prefix(70) + "…" : run.key
    }
  }
}
