package import Basics

/// How the output, as the last build left it, differs from that of a clean build.
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
  /// A builder of the site as it was built last, with that build's address, drafts and day, that
  /// writes into a scratch folder and leaves the output and the state as they are.
  ///
  /// - Parameter usingState: whether it begins from what the last build learnt.
  package func aside(in scratch: String, usingState: Bool) throws -> SiteBuilder {
    var aside = options
    aside.output = scratch + "/output"
    aside.state = scratch + "/state"
    if let last = OutputStamps(mapping: stampsPath) {
      if last.folder == options.output { aside.adopt(last.options) }
    } else if FileSystem.stamp(stampsPath) != nil {
      throw BuildMessages.unknownOptions
    }
    let builder = SiteBuilder(aside)
    guard usingState, FileSystem.stamp(options.state)?.kind == .folder,
      !FileSystem.isLink(options.state)
    else { return builder }
    let lock = try waitForLock()
    defer { withExtendedLifetime(lock) {} }
    try FileSystem.makeFolder(aside.state)
    for (from, to) in [(tracesPath, builder.tracesPath), (logPath, builder.logPath)] {
      if let bytes = try FileSystem.readFile(from)?.bytes { try FileSystem.write(bytes, to: to) }
    }
    return builder
  }

  /// Builds the site anew in a scratch folder and compares the output with it byte for byte, file
  /// list included. Nothing is brought up to date before, and the output stays as it is.
  package func verify() throws -> Verification {
    guard FileSystem.stamp(options.root + "/" + SitePaths.content)?.kind == .folder else {
      throw BuildMessages.noSite(options.root)
    }
    guard FileSystem.stamp(options.output + "/" + OutputManifest.name) != nil,
      FileSystem.stamp(options.state)?.kind == .folder
    else { throw BuildMessages.notBuilt(options.root) }
    let locks = try lock()
    defer { withExtendedLifetime(locks) {} }
    // Opened behind the lock: who had it may have put another folder there.
    guard let folder = FolderHandle(options.output),
      let entries = try folder.read(OutputManifest.name).flatMap(OutputManifest.entries)
    else {
      throw BuildMessages.damagedManifest(options.output + "/" + OutputManifest.name)
    }
    let scratch = try FileSystem.temporaryFolder(prefix: "assay-verify")
    defer { try? FileSystem.removeTree(scratch) }
    var clean = try aside(in: scratch, usingState: false).options
    // Warnings are no reason not to compare.
    clean.isStrict = false
    let other = try SiteBuilder(clean).build()
    guard other.isPublished, let anew = FolderHandle(clean.output) else {
      return Verification(differences: [], fileCount: 0, diagnostics: other.diagnostics)
    }
    let theirs = Set(other.files().map(\.path))
    var differences: [Verification.Difference] = []
    for path in theirs.union(entries.map(\.path)).sorted() {
      switch (try folder.read(path), try anew.read(path)) {
      case (nil, _): differences.append(.missing(path.text))
      case (_, nil): differences.append(.surplus(path.text))
      case (let mine?, let anew?):
        if mine != anew {
          let offset = zip(mine, anew).enumerated().first { $1.0 != $1.1 }?.offset
          differences.append(.different(path.text, offset: offset ?? min(mine.count, anew.count)))
        }
      }
    }
    return Verification(
      differences: differences, fileCount: theirs.count, diagnostics: other.diagnostics)
  }
}
