import Basics
import Foundation

/// A chart of a page: its words and its data.
struct ExportedChart: Equatable, Sendable, Encodable {
  var id: String?
  var number: String?
  var title: String?
  var subtitle: String?
  var description: String?
  var data: ExportedTable?

  init(_ figure: HTMLNode) {
    func text(_ name: String) -> String? {
      figure.first { $0.classes.contains(Substring(name)) }.map { collapsed($0.text) }
    }
    id = figure.tag?["id"]
    number = text("number")
    title = text("title")
    subtitle = text("subtitle")
    description = figure.first { $0.name == "desc" }.map { collapsed($0.text) }
    data = ExportedTable(figure)
  }

  var heading: String { [number, title].compactMap { $0 }.joined(separator: ": ") }
}

/// A published page taken apart: for a text, and for programs.
package struct ExportedEdition: Sendable {
  /// What the whole is called and where it stands.
  package struct Head: Sendable, Encodable {
    package var title: String
    package var url: String
    package var asOf: String
    package var language: String?
    package var description: String?

    package init(title: String, url: String, asOf: String) {
      self.title = title
      self.url = url
      self.asOf = asOf
    }

    enum CodingKeys: String, CodingKey {
      case title, url, language, description
      case asOf = "as_of"
    }
  }

  private var head: Head
  private let content: [HTMLNode]

  /// - Parameter html: the page as published; its `main` element is its text, or else its body.
  package init(html: String, head: Head) {
    let nodes = HTMLNode.parse(html)
    let root = HTMLNode.element(HTMLTag(name: ""), nodes)
    self.head = head
    self.head.language = root.first { $0.name == "html" }?.tag?["lang"]
    self.head.description =
      root.first { $0.name == "meta" && $0["name"] == "description" }?.tag?["content"]
    let main = root.first { $0.name == "main" } ?? root.first { $0.name == "body" } ?? root
    content = main.children
  }

  /// The page as Markdown; links lead to the site.
  package func markdown() -> String {
    let page = head.url
    let site = page.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    let origin = site.prefix(3).joined(separator: "/")
    let writer = MarkdownWriter { address in
      if address.hasPrefix("#") { return page + address }
      if address.hasPrefix("/"), !address.hasPrefix("//") { return origin + address }
      let first = address.prefix { $0 != "/" }
      return first.contains(":") ? address : page + address
    }
    return writer.text(of: content)
  }

  /// The page for programs: what it is, its figures with what they rest on, tables, charts and text.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let root = HTMLNode.element(HTMLTag(name: ""), content)
    let charts = root.all { $0.name == "figure" && $0.classes.contains("chart") }
    let tables = root.all { tag in
      tag.name == "table" || (tag.name == "figure" && tag.classes.contains("chart"))
    }.filter { $0.tag?.name == "table" }
    let figures = root.all { $0["data-claim"] != nil || $0["data-query"] != nil }.map { node in
      Figure(
        text: collapsed(node.text), claim: node.tag?["data-claim"], query: node.tag?["data-query"])
    }
    let document = Document(
      head: head, figures: figures, tables: tables.compactMap({ ExportedTable($0) }),
      charts: charts.map(ExportedChart.init), text: markdown())
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }

  private struct Figure: Encodable {
    var text: String
    var claim: String?
    var query: String?
  }

  private struct Document: Encodable {
    var head: Head
    var figures: [Figure]
    var tables: [ExportedTable]
    var charts: [ExportedChart]
    var text: String
  }
}
