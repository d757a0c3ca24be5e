import Foundation

/// The site that random authors begin with: notes and materials beside claims and editions.
enum AuthorSite {
  static let files: [String: String] = {
    var files = SmallSite.files
    for (path, text) in ClaimSite.files where files[path] == nil { files[path] = text }
    let descriptor = "Content/data/datapackage.yaml"
    let sources = "Content/data/source.csv"
    let resources = (ClaimSite.files[descriptor] ?? "").components(separatedBy: "  - name: ")
      .dropFirst().filter { !$0.hasPrefix("source\n") }
    files[descriptor]? += resources.map { "  - name: " + $0 }.joined()
    files[sources]? += (ClaimSite.files[sources] ?? "").split(separator: "\n").dropFirst()
      .map { $0 + "\n" }.joined()
    files["Content/site.yaml"]? += "checks: {SingleOrigin: off, SupersededByOther: off}\n"
    return files
  }()
}
