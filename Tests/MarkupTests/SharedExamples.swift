import Foundation

/// The examples of the GFM specification and of its library's extensions, where they are at hand.
struct SharedExample: Decodable, Sendable {
  var example: Int
  var section: String
  var extensions: [String]
  var markdown: String
  var html: String

  static func all() throws -> [SharedExample] {
    var examples: [SharedExample] = []
    // The project's parent has the folder; a copy of the project may lie deeper.
    var parent = URL(filePath: #filePath).deletingLastPathComponent()
    while examples.isEmpty, parent.pathComponents.count > 1 {
      parent.deleteLastPathComponent()
      for name in ["gfm-spec.json", "gfm-extensions.json"] {
        let file = parent.appending(path: "shared/markdown").appending(path: name)
        guard let data = try? Data(contentsOf: file) else { continue }
        examples += try JSONDecoder().decode([SharedExample].self, from: data)
      }
    }
    if examples.isEmpty { print("passed over: ../shared/markdown is not here") }
    return examples
  }
}

/// Debian's program, which is the measure.
enum ReferenceProgram {
  static let path = "/usr/bin/cmark-gfm"

  static var isInstalled: Bool {
    let installed = FileManager.default.isExecutableFile(atPath: path)
    if !installed { print("passed over: \(path) is not installed") }
    return installed
  }

  static func html(_ markdown: String, footnotes: Bool = false) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments =
      ["--unsafe"] + (footnotes ? ["-e", "footnotes"] : [])
      + ["table", "strikethrough", "autolink", "tagfilter", "tasklist"].flatMap { ["-e", $0] }
    let file = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID()).md")
    try Data(markdown.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    process.arguments?.append(file.path)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
