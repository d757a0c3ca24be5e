/// Whether a text is one well-formed XML element, and what is wrong where it is not.
///
/// It knows what the SVG writer may use: elements, attributes in double quotes, text and the five
/// named entities. Ids must be unique, and what `url(#...)` and `aria-labelledby` name must exist.
struct XMLCheck {
  private var bytes: [UInt8]
  private var offset = 0
  private var ids: Set<String> = []
  private var references: [String] = []

  static func problem(in text: String) -> String? {
    var check = XMLCheck(bytes: Array(text.utf8))
    return check.run()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func run() -> String? {
    var open: [String] = []
    var roots = 0
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "<") {
        if peek(1) == UInt8(ascii: "/") {
          offset += 2
          let name = name()
          guard open.popLast() == name else { return "</\(name)> closes nothing at \(offset)" }
          guard take(">") else { return "no '>' at \(offset)" }
        } else {
          offset += 1
          let name = name()
          if name.isEmpty { return "no name at \(offset)" }
          if open.isEmpty { roots += 1 }
          if let problem = attributes() { return problem }
          if take("/>") { continue }
          guard take(">") else { return "no '>' at \(offset)" }
          open.append(name)
        }
      } else {
        if open.isEmpty, bytes[offset] != 0x0A { return "text outside the root at \(offset)" }
        if let problem = character(forbidden: UInt8(ascii: ">")) { return problem }
      }
    }
    if !open.isEmpty { return "<\(open[open.count - 1])> is not closed" }
    if roots != 1 { return "\(roots) roots" }
    for reference in references where !ids.contains(reference) { return "no id '\(reference)'" }
    return nil
  }

  private mutating func attributes() -> String? {
    var names: Set<String> = []
    while peek(0) == 0x20 {
      offset += 1
      let name = name()
      if name.isEmpty { return "no attribute at \(offset)" }
      guard names.insert(name).inserted else { return "'\(name)' twice at \(offset)" }
      guard take("=\"") else { return "no value at \(offset)" }
      let start = offset
      while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
        if let problem = character(forbidden: UInt8(ascii: "<")) { return problem }
      }
      let value = String(decoding: bytes[start..<min(offset, bytes.count)], as: UTF8.self)
      guard take("\"") else { return "no '\"' at \(offset)" }
      if value.contains("nan") || value.contains("inf,") { return "'\(name)' is \(value)" }
      if name == "id" {
        guard ids.insert(value).inserted else { return "id '\(value)' twice" }
      }
      if name == "aria-labelledby" { references += value.split(separator: " ").map(String.init) }
      if value.hasPrefix("url(#") { references.append(String(value.dropFirst(5).dropLast())) }
    }
    return nil
  }

  private mutating func character(forbidden: UInt8) -> String? {
    let byte = bytes[offset]
    if byte == forbidden { return "'\(Character(Unicode.Scalar(byte)))' at \(offset)" }
    if byte < 0x20, byte != 0x0A { return "a control character at \(offset)" }
    if byte == UInt8(ascii: "&") {
      let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"]
      guard let entity = known.first(where: { matches($0) }) else { return "'&' at \(offset)" }
      offset += entity.utf8.count
    } else {
      offset += 1
    }
    return nil
  }

  private mutating func name() -> String {
    let start = offset
    while let byte = peek(0),
      byte >= 97 && byte <= 122 || byte >= 65 && byte <= 90 || byte >= 48 && byte <= 57
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
    {
      offset += 1
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private func peek(_ ahead: Int) -> UInt8? {
    offset + ahead < bytes.count ? bytes[offset + ahead] : nil
  }

  private func matches(_ text: String) -> Bool { bytes[offset...].starts(with: text.utf8) }

  private mutating func take(_ text: String) -> Bool {
    guard matches(text) else { return false }
    offset += text.utf8.count
    return true
  }
}
