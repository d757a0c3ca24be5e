import Basics

/// Diagnostics for the programs that run builds: JUnit XML and the annotations of GitHub Actions.
enum DiagnosticFormats {
  // MARK: - JUnit

  /// One suite for each file, one failed case for each error and warning; notes are not failures.
  ///
  /// Where nothing fails there is one case that passed, since many readers take a report without
  /// cases for a report that was never written.
  static func junit(_ diagnostics: [Diagnostic]) -> String {
    let failures = diagnostics.filter { $0.severity != .note }
    var suites: [(name: String, cases: [Diagnostic])] = []
    for diagnostic in failures {
      let name = diagnostic.path ?? "site"
      if suites.last?.name == name {
        suites[suites.count - 1].cases.append(diagnostic)
      } else {
        suites.append((name, [diagnostic]))
      }
    }
    let count = max(1, failures.count)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites name=\"assay\" tests=\"\(count)\" failures=\"\(failures.count)\">\n"
    if suites.isEmpty {
      text += "  <testsuite name=\"site\" tests=\"1\" failures=\"0\">\n"
      text += "    <testcase classname=\"site\" name=\"no errors or warnings\"/>\n"
      text += "  </testsuite>\n"
    }
    for suite in suites {
      let count = suite.cases.count
      text += "  <testsuite name=\"\(attribute(suite.name))\""
      text += " tests=\"\(count)\" failures=\"\(count)\">\n"
      for diagnostic in suite.cases { text += junitCase(diagnostic, of: suite.name) }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  private static func junitCase(_ diagnostic: Diagnostic, of suite: String) -> String {
    var place = suite
    var lines = ""
    if let start = diagnostic.range?.start {
      place += ":\(start.line):\(start.column)"
      lines = " file=\"\(attribute(suite))\" line=\"\(start.line)\""
    }
    let message = "\(diagnostic.severity.rawValue): \(diagnostic.summary)"
    return """
          <testcase classname="\(attribute(suite))" name="\(diagnostic.identifier) \
      \(attribute(place))"\(lines)>
            <failure type="\(diagnostic.identifier)" message="\(attribute(message))">\
      \(attribute("\(place): \(diagnostic.sentences)"))</failure>
          </testcase>

      """
  }

  /// Text for XML: what has a meaning is escaped, what XML 1.0 cannot hold is left out.
  private static func attribute(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\r", "\t": result += " "
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  // MARK: - GitHub

  /// Workflow commands, one line each: `::error file=…,line=…,col=…,title=…::message`.
  static func github(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { diagnostic in
      let command = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
      var properties: [String] = []
      if let path = diagnostic.path { properties.append("file=\(property(path))") }
      if let range = diagnostic.range {
        properties.append("line=\(range.start.line),endLine=\(range.end.line)")
        // GitHub takes columns only within one line.
        if range.start.line == range.end.line {
          properties.append("col=\(range.start.column),endColumn=\(range.end.column)")
        }
      }
      properties.append("title=\(property(diagnostic.identifier))")
      return "::\(command) \(properties.joined(separator: ","))::\(data(diagnostic.sentences))\n"
    }.joined()
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
