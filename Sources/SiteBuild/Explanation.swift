import Basics
import Incremental
import SiteModel

/// What a part of the site was made from, and why it was made last.
package struct Explanation: Sendable {
  /// What was asked about, as the build names it.
  package var subject: String
  package var outputs: [String]
  /// From the subject down to what an author changed.
  package var reasons: [String]
  package var files: [String]
  package var missingFiles: [String]
  package var folders: [String]
  /// Tables with the columns that were read.
  package var columns: [(table: String, columns: [String])]
  package var views: [String]
  package var templates: [String]
  package var settings: [String]
}

extension SiteBuilder {
  /// Explains a page, named by its Markdown file or its address, or an output file, from the
  /// traces of the last build.
  package func explain(_ name: String) throws -> Explanation {
    guard let store = try loadTraces().store, let files = store.outputFiles else {
      throw BuildMessages.notBuilt(options.root)
    }
    let wanted = normalized(name)
    let producers = files.filter { file in
      wanted.contains(file.path.text) || wanted.contains(file.origin)
        || wanted.contains("/" + file.path.text.replacingSuffix("index.html", with: ""))
    }.map(\.producer)
    guard let first = producers.first ?? producer(named: name, files) else {
      let known = files.map(\.path.text) + files.map(\.origin)
      throw DiagnosticsError(BuildMessages.unknownOutput(name, known: known))
    }
    return Explanation(of: first, store: store, files: files)
  }

  /// What made the page that is named by its file's own name, as `publish` and `export` take it, where
  /// there is one such page.
  private func producer(named name: String, _ files: [OutputFile]) -> Key? {
    let names = [name, name + ".md"]
    let found = files.filter { file in
      file.path.text.hasSuffix("index.html")
        && names.contains(String(file.origin.split(separator: "/").last ?? ""))
    }
    return Set(found.map(\.origin)).count == 1 ? found[0].producer : nil
  }

  /// The ways in which a name may be meant: relative to here, the root, the content, the output.
  private func normalized(_ name: String) -> Set<String> {
    var names: Set<String> = [name, SitePaths.content + "/" + name]
    let full = name.hasPrefix("/") ? name : FileSystem.currentFolder + "/" + name
    for base in [options.root, options.output] where full.hasPrefix(base + "/") {
      names.insert(String(full.dropFirst(base.utf8.count + 1)))
    }
    if name.hasPrefix("/"), !name.hasSuffix("/") { names.insert(name + "/") }
    return names
  }
}

extension Explanation {
  fileprivate init(of key: Key, store: TraceStore, files: [OutputFile]) {
    subject = SiteKeys.asked(key).description
    outputs = files.filter { $0.producer == key }.map(\.path.text).sorted()
    reasons = Explanation.reasons(key, store)
    self.files = []
    missingFiles = []
    folders = []
    views = []
    templates = []
    settings = []
    var tables: [String: Set<String>] = [:]
    var seen: Set<Key> = [key]
    var pending = [key]
    while let next = pending.popLast() {
      for dependency in store.dependencies(of: next) ?? []
      where seen.insert(dependency).inserted {
        switch dependency.rule {
        case SiteInputs.file:
          if store.hash(of: dependency) == SiteInputs.absent {
            missingFiles.append(dependency.name)
          } else {
            self.files.append(dependency.name)
          }
        case SiteInputs.folder: folders.append(dependency.name)
        case SiteInputs.option: settings.append("--" + dependency.name)
        case ColumnKey.rule:
          guard let column = try? dependency.asked(ColumnKey.self) else { continue }
          tables[column.table, default: []].formUnion(column.column.map { [$0] } ?? [])
          // What a column was made of is the table's file; the rest of the table was not read.
          let package = store.dependencies(of: TableKey(column.table).key) ?? []
          self.files += package.filter { $0.rule == SiteInputs.file }.map(\.name)
          continue
        case ViewKey.rule: views += (try? dependency.asked(ViewKey.self)).map { [$0.name] } ?? []
        case TemplateKey.rule:
          templates += (try? dependency.asked(TemplateKey.self)).map { [$0.name] } ?? []
        default: break
        }
        pending.append(dependency)
      }
    }
    self.files = Set(self.files).sorted()
    missingFiles.sort()
    folders.sort()
    views.sort()
    templates.sort()
    settings.sort()
    columns = tables.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
  }

  /// "page X ran: changed: query …", and so on down to an input.
  private static func reasons(_ key: Key, _ store: TraceStore) -> [String] {
    var lines: [String] = []
    var current = key
    var seen: Set<Key> = []
    while seen.insert(current).inserted, let reason = store.reason(of: current) {
      let name = SiteKeys.asked(current)
      guard case .dependencyChanged(let next) = reason else {
        lines.append("\(name) ran: \(reason)")
        break
      }
      lines.append("\(name) ran because this changed: \(SiteKeys.asked(next))")
      current = next
    }
    return lines
  }
}

extension String {
  fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) + other : self
  }
}
