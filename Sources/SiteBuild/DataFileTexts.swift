import Basics
import SiteModel
import Tables

/// The texts that are published with the data: what there is, and how to cite it.
struct DataFileTexts {
  private let published: PublishedPackage
  private let settings: SiteSettings

  init(_ published: PublishedPackage, _ settings: SiteSettings) {
    self.published = published
    self.settings = settings
  }

  private var package: DataPackage { published.package }
  private var title: String { package.title ?? settings.title }
  private var address: String { settings.permalink("/" + DataFilesKey.folder + "/") }

  private var authors: [String] {
    settings.authors.isEmpty
      ? [settings.publisher ?? settings.title] : settings.authors.map(\.title)
  }

  /// Name and address of the licence: the package's, or else the site's.
  private var licence: (name: String, url: String?)? {
    if let licence = package.licenses.first {
      let name = licence.title ?? licence.name ?? licence.path
      return name.map { ($0, licence.path == $0 ? nil : licence.path) }
    }
    return settings.licence.map { ($0.title, $0.url) }
  }

  /// One line: who, what, which version, published by whom, where, under which licence.
  var citation: String {
    var parts = [authors.joined(separator: "; "), title]
    if let version = package.version { parts.append("Version \(version)") }
    parts.append("Data set")
    if let publisher = settings.publisher, authors != [publisher] { parts.append(publisher) }
    parts.append(address)
    if let licence {
      parts.append("Licence: " + licence.name + (licence.url.map { " <\($0)>" } ?? ""))
    }
    return parts.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ") + "\n"
  }

  /// The citation for programs (Citation File Format 1.2.0). Every text is a JSON string, which is
  /// YAML as well.
  var citationFile: String {
    func line(_ name: String, _ text: String?) -> String {
      text.map { name + ": " + JSONText.string($0).document } ?? ""
    }
    var text = line("cff-version", "1.2.0")
    text += line("message", "If you use these data, please cite them as below.")
    text += line("type", "dataset") + line("title", title) + line("abstract", package.description)
    text += "authors:\n" + authors.map { "  - " + line("name", $0) }.joined()
    text += line("version", package.version) + line("url", address)
    if let name = package.licenses.first?.name, name.utf8.allSatisfy(Self.isLicenceByte) {
      text += line("license", name)
    } else {
      text += line("license-url", licence?.url)
    }
    return text
  }

  /// What a name in the SPDX list is made of.
  private static func isLicenceByte(_ byte: UInt8) -> Bool {
    (byte | 32 >= 97 && byte | 32 <= 122) || (byte >= 48 && byte <= 57) || byte == 45
      || byte == 46
  }

  var readme: String {
    var text = "# \(title)\n\n"
    if let description = package.description { text += Self.oneLine(description) + "\n\n" }
    text += "## Files\n\n"
    for resource in published.resources {
      let what = resource.resource.title ?? resource.resource.description
      text += "- `\(resource.fileName)`" + (what.map { ": " + Self.oneLine($0) } ?? "") + "\n"
    }
    text += """
      - `\(DataFileRules.databaseName(package))`: all tables in one SQLite database, with the views. \
      `assay_columns` says what the columns mean, `assay_views` what the views are. The views show \
      the data as an edition of the day in `assay_settings` would; change it to see another.
      - `\(DataFileRules.descriptor)`: every table's fields, types, constraints and keys, as a \
      Frictionless Data Package.
      - `\(DataFileRules.sums)`: checksums; check them with `sha256sum --check \
      \(DataFileRules.sums)`.
      - `\(DataFileRules.citation)`, `\(DataFileRules.citationFile)`: how to cite.

      """
    let omissions = Self.omissionLines(published)
    if !omissions.isEmpty {
      text += "\n## Left out\n\n" + omissions.map { "- \($0)\n" }.joined()
    }
    if let licence {
      text += "\n## Licence\n\n" + licence.name + (licence.url.map { ", <\($0)>" } ?? "") + "\n"
      for resource in published.resources {
        for own in resource.resource.licenses {
          let name = own.title ?? own.name ?? ""
          text += "\n`\(resource.fileName)`: " + name + (own.path.map { " <\($0)>" } ?? "") + "\n"
        }
      }
    }
    return text + "\n## How to cite\n\n" + citation
  }

  /// A sentence for each table or field that is shown and not published.
  static func omissionLines(_ published: PublishedPackage) -> [String] {
    published.omissions.map { omission in
      let what =
        omission.field.map { "the field `\($0)` of `\(omission.table)`" }
        ?? "the table `\(omission.table)`"
      let why = omission.licence.map { " (\($0))" } ?? ""
      return what + " may be shown, but not passed on" + why
    }
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
