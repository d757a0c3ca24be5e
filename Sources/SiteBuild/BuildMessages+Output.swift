import Basics

/// Every sentence about the output folder and the names in it.
extension BuildMessages {
  static let damagedJournal =
    "what an interrupted build left in the output was damaged or not Assay's and is thrown away"

  static let damagedStamps =
    "what the state in \(SitePaths.state) knew of the output was damaged and is made anew"

  /// Without them a check would compare with another site than was built.
  static let unknownOptions = EnvironmentError(
    .output,
    "what the last build was asked is not known, as the state in \(SitePaths.state) is damaged: "
      + "build again, with the options that the site is published with")

  static func foreignOutput(_ path: String, example: String) -> EnvironmentError {
    EnvironmentError(
      .foreign,
      "\(path) is not empty and not Assay's (it has '\(example)' and no '\(OutputManifest.name)'): "
        + "nothing was written; give another folder with --output, or empty it. If it is a copy of "
        + "a site that Assay made, copy '\(OutputManifest.name)' too")
  }

  static func damagedManifest(_ path: String) -> EnvironmentError {
    EnvironmentError(
      .output,
      "\(path) is damaged, so Assay cannot tell its files from yours: "
        + "empty the folder and build again")
  }

  static func foreignFile(_ path: String) -> EnvironmentError {
    EnvironmentError(
      .foreign, "\(path) is to be written but is not Assay's: move it away or rename the page")
  }

  static func foreignLink(_ path: String) -> EnvironmentError {
    EnvironmentError(
      .foreign,
      "\(path) is a symbolic link, and Assay writes through none: remove it and build again")
  }

  static func othersKept(_ path: String) -> String {
    "\(path) has files that are not Assay's and could not be moved back to the output: take what you "
      + "need, then delete the folder"
  }

  static func othersKeptFromCleaning(_ path: String) -> EnvironmentError {
    EnvironmentError(.foreign, othersKept(path) + ", and clean again")
  }

  static func noFolder(_ path: String, isLink: Bool) -> EnvironmentError {
    EnvironmentError(
      .output,
      isLink
        ? "\(path) is a symbolic link that leads nowhere: make the folder it names, or remove the link"
        : "\(path) is a file where a folder is to be: move it away")
  }

  static func linkedState(_ path: String) -> EnvironmentError {
    EnvironmentError(
      .foreign, "\(path) is a symbolic link, and Assay keeps its state in a folder: remove the link"
    )
  }

  static func outputAmongSources(_ output: String, _ folder: String) -> EnvironmentError {
    EnvironmentError(
      .configuration,
      output == folder
        ? "the output folder cannot be \(folder), which the site is made from: "
          + "give another with --output"
        : folder.hasPrefix(output == "/" ? "/" : output + "/")
          ? "the output folder \(output) cannot hold \(folder), which the site is made from: "
            + "give another with --output"
          : "the output folder \(output) cannot lie in \(folder), which the site is made from: "
            + "give another with --output")
  }

  static func outputCollision(_ path: OutputPath, _ one: String, _ other: String) -> Diagnostic {
    let (first, second) = one < other ? (one, other) : (other, one)
    return Diagnostic(
      .error, "OutputCollision", path: first.hasPrefix("Content/") ? first : nil,
      range: first.hasPrefix("Content/") ? SourceRange(at: .start) : nil,
      "'\(path.text)' would be written twice: from \(first) and from \(second)",
      hint: "give one of them another slug or place")
  }

  static func outputFileAndFolder(
    _ path: OutputPath, _ file: String, _ inFolder: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "OutputCollision", path: file.hasPrefix("Content/") ? file : nil,
      range: file.hasPrefix("Content/") ? SourceRange(at: .start) : nil,
      "'\(path.text)' would be a file from \(file) and a folder of what comes from \(inFolder)",
      hint: "give one of them another slug or place")
  }

  /// A text that was to be the name of a file in the output.
  static func badOutputPath(
    _ text: String, _ flaw: OutputPath.Flaw, from origin: String
  ) -> Diagnostic {
    let why =
      switch flaw {
      case .noName: "a part of it is empty, '.' or '..'"
      case .controlCharacter: "it has a line end or another control character"
      case .ownName: "Assay keeps names that begin with '\(OutputPath.ownPrefix)' for itself"
      case .longPart(let count):
        "a part of it has \(count) bytes, and can have \(OutputPath.longestPart)"
      case .long(let count): "it has \(count) bytes, and can have \(OutputPath.longest)"
      }
    let shown = String(
      text.unicodeScalars.prefix(60).map {
        $0.value < 32 || $0.value == 127 ? "\u{FFFD}" : Character($0)
      })
    let isFile = origin.hasPrefix("Content/") || origin.hasPrefix("Templates/")
    return Diagnostic(
      .error, "InvalidOutputName", path: isFile ? origin : nil,
      range: origin.hasSuffix(".md") ? SourceRange(at: .start) : nil,
      "no file of the site can be named '\(shown)\(shown.count < text.count ? "…" : "")': \(why)",
      explanation: isFile ? nil : "The name comes from \(origin).",
      hint: flaw.isOfLength ? "give it a shorter name" : "give it another name")
  }
}

extension OutputPath.Flaw {
  fileprivate var isOfLength: Bool {
    switch self {
    case .longPart, .long: true
    case .noName, .controlCharacter, .ownName: false
    }
  }
}
