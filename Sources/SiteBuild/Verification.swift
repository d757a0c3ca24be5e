package import Basics

/// How the output of an incremental build differs from that of a clean one.
package struct Verification: Sendable {
  package enum Difference: Sendable, Hashable {
    /// The clean build has a file that the output lacks.
    case missing(String)
    /// The output has a file that the clean build does not make.
    case surplus(String)
    /// Both have it with other bytes; the offset of the first byte that differs.
    case different(String, offset: Int)
  }

  package var differences: [Difference]
  package var fileCount: Int
  /// What the builds had to say; with errors nothing was compared.
  package var diagnostics: [Diagnostic]
}

extension SiteBuilder {
  /// Brings the output up to date, builds the site anew in a scratch folder, and compares both
  /// byte for byte, file list included.
  package func verify() throws -> Verification {
    // Warnings are no reason not to compare.
    var options = options
    options.isStrict = false
    let incremental = try SiteBuilder(options).build()
    guard incremental.isPublished else {
      return Verification(differences: [], fileCount: 0, diagnostics: incremental.diagnostics)
    }
    let scratch = try FileSystem.temporaryFolder(prefix: "assay-verify")
    defer { try? FileSystem.removeTree(scratch) }
    var clean = options
    clean.output = scratch + "/output"
    clean.state = scratch + "/state"
    let other = try SiteBuilder(clean).build()
    guard other.isPublished else {
      return Verification(differences: [], fileCount: 0, diagnostics: other.diagnostics)
    }
    let ours = Set(incremental.outputs.map(\.path))
    let theirs = Set(other.outputs.map(\.path))
    var differences: [Verification.Difference] = []
    for path in ours.union(theirs).sorted() {
      let mine = try FileSystem.read(options.output + "/" + path)
      let anew = try FileSystem.read(clean.output + "/" + path)
      switch (mine, anew) {
      case (nil, _): differences.append(.missing(path))
      case (_, nil): differences.append(.surplus(path))
      case (let mine?, let anew?):
        if mine != anew {
          let offset = zip(mine, anew).enumerated().first { $1.0 != $1.1 }?.offset
          differences.append(.different(path, offset: offset ?? min(mine.count, anew.count)))
        }
      }
    }
    return Verification(
      differences: differences, fileCount: theirs.count, diagnostics: incremental.diagnostics)
  }
}
