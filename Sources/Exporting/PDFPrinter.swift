package import Basics
import Foundation

/// Prints a page to PDF with an installed Chromium, from the page's own style sheet for print.
package enum PDFPrinter {
  private static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
  ]

  /// The browser to print with: `ASSAY_CHROMIUM`, else the first of its names on the path.
  package static var browser: String? {
    let variables = ProcessInfo.processInfo.environment
    if let named = variables["ASSAY_CHROMIUM"], !named.isEmpty { return named }
    let folders = (variables["PATH"] ?? "").split(separator: ":")
    for name in names {
      for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)")
      {
        return "\(folder)/\(name)"
      }
    }
    return nil
  }

  /// The PDF of a self-contained page; its dates are those of `day`, so that the same page gives the
  /// same bytes with the same browser.
  package static func pdf(of html: String, day: CalendarDate) throws -> [UInt8] {
    guard let browser else { throw ExportMessages.noBrowser() }
    let folder = try FileSystem.temporaryFolder(prefix: "assay-pdf")
    defer { try? FileSystem.removeTree(folder) }
    try FileSystem.write(Array(restricted(html).utf8), to: folder + "/page.html")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: browser)
    process.arguments = [
      "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
      "--disable-background-networking", "--proxy-server=http://127.0.0.1:1",
      "--proxy-bypass-list=<-loopback>", "--user-data-dir=\(folder)/profile",
      "--no-pdf-header-footer", "--generate-pdf-document-outline",
      "--print-to-pdf=\(folder)/page.pdf",
      // Chromium does not start its sandbox for the superuser, as whom containers run.
      getuid() == 0 ? "--no-sandbox" : "--disable-breakpad", "file://\(folder)/page.html",
    ]
    // It keeps reports and settings even when headless: they go where the rest goes, not to the user's
    // home. The home itself stays, for the fonts in it.
    process.environment = ProcessInfo.processInfo.environment.merging([
      "XDG_CONFIG_HOME": folder + "/config", "XDG_CACHE_HOME": folder + "/cache",
    ]) { $1 }
    let said = Pipe()
    process.standardError = said
    process.standardOutput = FileHandle.nullDevice
    do { try process.run() } catch {
      throw ExportMessages.browserFailed(browser, "it cannot be started")
    }
    let words = said.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0, let bytes = try FileSystem.read(folder + "/page.pdf")
    else {
      let last = String(decoding: words, as: UTF8.self).split(separator: "\n").last
      throw ExportMessages.browserFailed(browser, last.map(String.init) ?? "it said nothing")
    }
    return renumbered(dated(bytes, day))
  }

  /// A page that may draw itself and no more: it runs no script, reads no file and asks no host.
  ///
  /// It is whole by now, so all that it needs stands in it. A policy holds for what comes after it,
  /// so it comes before anything of the page's own.
  static func restricted(_ html: String) -> String {
    let policy =
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
      + "style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'\">"
    // The policy does not keep a page from leading elsewhere.
    let rest = HTMLScanner(html).map { token -> String in
      switch token {
      case .tag(let tag, let written):
        let words = tag["http-equiv"]?.lowercased().filter { !$0.isWhitespace }
        return tag.name == "meta" && words == "refresh" ? "" : written
      case .text(let text), .other(let text): return text
      }
    }
    return "<!DOCTYPE html><html><head><meta charset=\"utf-8\">\(policy)</head>" + rest.joined()
  }

  /// Puts a day where the browser wrote the present moment, in as many characters.
  static func dated(_ bytes: [UInt8], _ day: CalendarDate) -> [UInt8] {
    var bytes = bytes
    let digits = Array((day.description.replacing("-", with: "") + "000000").utf8)
    for name in ["/CreationDate (D:", "/ModDate (D:"] {
      let wanted = Array(name.utf8)
      var at = 0
      while at + wanted.count + digits.count <= bytes.count {
        if bytes[at] == wanted[0], bytes[at..<at + wanted.count].elementsEqual(wanted) {
          bytes.replaceSubrange(at + wanted.count..<at + wanted.count + digits.count, with: digits)
          at += wanted.count
        }
        at += 1
      }
    }
    return bytes
  }

  /// Numbers the elements of the document's structure anew, in their order: the browser's numbers
  /// have gaps that differ from run to run.
  static func renumbered(_ bytes: [UInt8]) -> [UInt8] {
    let mark = Array("(node".utf8)
    let digits = 8
    var places: [(start: Int, number: Int)] = []
    var at = 0
    while at + mark.count + digits < bytes.count {
      if bytes[at] == mark[0], bytes[at..<at + mark.count].elementsEqual(mark) {
        let start = at + mark.count
        let text = String(decoding: bytes[start..<start + digits], as: UTF8.self)
        if let number = Int(text), bytes[start + digits] == UInt8(ascii: ")") {
          places.append((start, number))
        }
      }
      at += 1
    }
    let numbers = Set(places.map(\.number)).sorted()
    let ranks = Dictionary(uniqueKeysWithValues: zip(numbers, 1...))
    var bytes = bytes
    for place in places {
      let text = String(ranks[place.number] ?? 0)
      let padded = String(repeating: "0", count: digits - text.count) + text
      bytes.replaceSubrange(place.start..<place.start + digits, with: padded.utf8)
    }
    return bytes
  }
}
