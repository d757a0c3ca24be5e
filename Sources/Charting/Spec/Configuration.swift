import Tables

/// The chart's configuration: the author's, over the theme's, over the grammar's defaults.
struct Configuration: Sendable {
  let author: Properties
  let theme: Properties
  /// What the data's own columns are called, unit included; empty where titles are the grammar's.
  var columnTitles: [String: String] = [:]
  private let sources: [Properties]

  init(author: Properties, theme: Properties) {
    self.author = author
    self.theme = theme
    sources = [author, theme].filter { !$0.isEmpty }
  }

  /// Whether a field without a title is called by words, not by its name.
  var usesWords: Bool { value("fieldTitle")?.string == "words" }

  /// Whether neither author nor theme configures anything.
  var isEmpty: Bool { sources.isEmpty }

  /// A property of a section, such as "axisX" and "labelAngle".
  func value(_ section: String, _ name: String) -> StructuredValue? {
    for source in sources {
      if let value = source[section]?[name] { return value }
    }
    return nil
  }

  /// What author and theme say in a section, or in one that stands inside it, where they do.
  func layers(_ section: String, _ inner: String? = nil) -> [Properties] {
    sources.compactMap { source in
      let value = source[section]
      return Properties(inner.map { value?[$0] } ?? value)
    }
  }

  func value(_ name: String) -> StructuredValue? {
    for source in sources {
      if let value = source[name] { return value }
    }
    return nil
  }

  func number(_ section: String, _ name: String) -> Double? { value(section, name)?.number }
  func string(_ section: String, _ name: String) -> String? { value(section, name)?.string }

  func style(_ style: String, _ name: String) -> StructuredValue? {
    for source in sources {
      if let value = source["style"]?[style]?[name] { return value }
    }
    return nil
  }

  /// A mark's property where the mark itself does not set it: its styles, its type, all marks.
  func mark(_ name: String, type: MarkType, styles: [String]) -> StructuredValue? {
    if sources.isEmpty { return nil }
    for style in styles.reversed() {
      if let value = self.style(style, name) { return value }
    }
    if styles.isEmpty, let value = style(type.rawValue, name) { return value }
    return value(type.rawValue, name) ?? value("mark", name)
  }
}

extension MarkDefinition {
  /// A property of the mark or of what the configuration says about marks like it.
  func property(_ name: String, _ configuration: Configuration) -> StructuredValue? {
    properties[name] ?? configuration.mark(name, type: type, styles: styles)
  }

  func number(_ name: String, _ configuration: Configuration) -> Double? {
    property(name, configuration)?.number
  }

  func string(_ name: String, _ configuration: Configuration) -> String? {
    property(name, configuration)?.string
  }
}
