import Basics

/// Every sentence of the build that is no other module's.
enum BuildMessages {
  static func notUTF8(_ byte: UInt8) -> Diagnostic {
    let digits = String(byte, radix: 16, uppercase: true)
    return Diagnostic(
      .error, "InvalidUTF8", "this file is not UTF-8: byte 0x\(digits) begins no character",
      hint: "save the file as UTF-8")
  }

  static func foreignOutput(_ path: String, example: String) -> EnvironmentError {
    EnvironmentError(
      .output,
      "\(path) is not empty and not Assay's (it has '\(example)'): nothing was written; "
        + "give another folder with --output, or empty it")
  }

  static func damagedManifest(_ path: String) -> EnvironmentError {
    EnvironmentError(
      .output, "\(path) is damaged, so Assay cannot tell its files from yours: "
        + "empty the folder and build again")
  }

  static func foreignFile(_ path: String) -> EnvironmentError {
    EnvironmentError(
      .output, "\(path) is to be written but is not Assay's: move it away or rename the page")
  }
}

extension Diagnostic {
  func at(_ path: String, _ range: SourceRange?) -> Diagnostic {
    var placed = self
    placed.path = path
    placed.range = range
    return placed
  }
}
