import Basics

/// Every sentence of this module.
enum ExportMessages {
  static func archiveTooLarge() -> EnvironmentError {
    EnvironmentError(.output, "a ZIP file holds fewer than 65,535 files and less than 4 GiB")
  }

  static func deflateFailed() -> EnvironmentError {
    EnvironmentError(.unavailable, "zlib could not compress a file: is there memory left?")
  }

  static func noBrowser() -> EnvironmentError {
    EnvironmentError(
      .unavailable,
      "a PDF needs Chromium, and none is installed; install the package 'chromium', or name the "
        + "program in ASSAY_CHROMIUM")
  }

  static func browserFailed(_ program: String, _ output: String) -> EnvironmentError {
    EnvironmentError(.unavailable, "\(program) made no PDF: \(output)")
  }
}
