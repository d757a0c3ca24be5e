/// Writes a scene as SVG text; the same scene always gives the same bytes.
struct SVGWriter: ~Copyable {
  private var output = ByteBuffer(capacity: 32_768)
  private var gradients: Set<String> = []
  /// Most shapes have the paint of the one before.
  private var lastPaint = ""
  private var paints: Set<String> = []
  private var refused: [String] = []

  struct Document {
    var id: String
    var width: Double
    var height: Double
    var background: String?
    var title: String
    var description: String
    var style: String?
    var definitions: [SceneDefinition]
    var root: SceneGroup
    var fontFamily: String?
  }

  /// The text, and the paints that stand in the scene and are none.
  static func write(_ document: Document) -> (text: String, badPaints: [String]) {
    var writer = SVGWriter()
    writer.document(document)
    return (writer.output.text, writer.refused)
  }

  /// Writes a paint that is one.
  private mutating func paint(_ name: StaticString, _ paint: String) {
    if paint != lastPaint {
      lastPaint = paint
      if paints.insert(paint).inserted, !Paint.isAllowed(paint, gradients: gradients) {
        refused.append(paint)
      }
    }
    attribute(name, paint)
  }

  private mutating func document(_ document: Document) {
    put("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"")
    escape(document.id)
    put("\" role=\"img\"")
    let hasTitle = !document.title.isEmpty
    let hasDescription = !document.description.isEmpty
    if hasTitle || hasDescription {
      put(" aria-labelledby=\"")
      if hasTitle {
        escape(document.id)
        put("-title")
      }
      if hasDescription {
        if hasTitle { put(" ") }
        escape(document.id)
        put("-desc")
      }
      put("\"")
    } else {
      put(" aria-label=\"Chart\"")
    }
    attribute("width", document.width)
    attribute("height", document.height)
    put(" viewBox=\"0 0 ")
    number(document.width)
    put(" ")
    number(document.height)
    put("\"")
    if let family = document.fontFamily { attribute("font-family", family) }
    put(">")
    if hasTitle { element("title", id: document.id + "-title", document.title) }
    if hasDescription { element("desc", id: document.id + "-desc", document.description) }
    if let style = document.style {
      put("<style>")
      put(style)
      put("</style>")
    }
    for case .gradient(let id, _, _, _, _, _) in document.definitions { gradients.insert(id) }
    for case .radial(let id, _) in document.definitions { gradients.insert(id) }
    if !document.definitions.isEmpty {
      put("<defs>")
      for definition in document.definitions { self.definition(definition) }
      put("</defs>")
    }
    if let background = document.background {
      put("<rect class=\"background\"")
      attribute("width", document.width)
      attribute("height", document.height)
      paint("fill", background)
      put("/>")
    }
    group(document.root)
    put("</svg>\n")
  }

  private mutating func definition(_ definition: SceneDefinition) {
    switch definition {
    case .gradient(let id, let x1, let y1, let x2, let y2, let stops):
      put("<linearGradient")
      attribute("id", id)
      attribute("x1", x1)
      attribute("y1", y1)
      attribute("x2", x2)
      attribute("y2", y2)
      put(">")
      self.stops(stops)
      put("</linearGradient>")
    case .radial(let id, let stops):
      put("<radialGradient")
      attribute("id", id)
      put(">")
      self.stops(stops)
      put("</radialGradient>")
    case .clip(let id, let shape):
      put("<clipPath")
      attribute("id", id)
      put(">")
      item(SceneItem(shape, SceneStyle()))
      put("</clipPath>")
    }
  }

  private mutating func stops(_ stops: [SceneDefinition.GradientStop]) {
    for stop in stops {
      put("<stop")
      attribute("offset", stop.offset)
      paint("stop-color", stop.color)
      put("/>")
    }
  }

  private mutating func group(_ group: SceneGroup) {
    guard !group.nodes.isEmpty else { return }
    put("<g")
    if !group.name.isEmpty { attribute("class", group.name) }
    if group.x != 0 || group.y != 0 { translate(group.x, group.y) }
    if let clip = group.clip {
      put(" clip-path=\"url(#")
      escape(clip)
      put(")\"")
    }
    if let label = group.label { attribute("aria-label", label) }
    put(">")
    for node in group.nodes {
      switch node {
      case .group(let inner): self.group(inner)
      case .item(let item): self.item(item)
      }
    }
    put("</g>")
  }

  private mutating func item(_ item: SceneItem) {
    if let link = item.link {
      put("<a")
      attribute("href", link)
      put(">")
    }
    let name: StaticString
    switch item.shape {
    case .rectangle(let x, let y, let width, let height):
      name = "rect"
      put("<rect")
      attribute("x", x)
      attribute("y", y)
      attribute("width", max(0, width))
      attribute("height", max(0, height))
    case .path(let path, let x, let y, let angle):
      name = "path"
      put("<path")
      if x != 0 || y != 0 || angle != 0 {
        put(" transform=\"translate(")
        number(x)
        put(",")
        number(y)
        put(")")
        if angle != 0 {
          put(" rotate(")
          number(angle)
          put(")")
        }
        put("\"")
      }
      put(" d=\"")
      output.append(path.data)
      put("\"")
    case .line(let x1, let y1, let x2, let y2):
      name = "line"
      put("<line")
      attribute("x1", x1)
      attribute("y1", y1)
      attribute("x2", x2)
      attribute("y2", y2)
    case .text(let text):
      self.text(text, item)
      if item.link != nil { put("</a>") }
      return
    }
    style(item.style)
    if let tooltip = item.tooltip {
      put(">")
      element("title", id: nil, tooltip)
      put("</")
      put(name)
      put(">")
    } else {
      put("/>")
    }
    if item.link != nil { put("</a>") }
  }

  private mutating func text(_ text: SceneText, _ item: SceneItem) {
    put("<text")
    switch text.align {
    case "center": put(" text-anchor=\"middle\"")
    case "right": put(" text-anchor=\"end\"")
    default: break
    }
    let dy = text.dy + text.baselineOffset
    if text.angle == 0 {
      attribute("x", text.x + text.dx)
      attribute("y", text.y + dy)
    } else {
      put(" transform=\"translate(")
      number(text.x)
      put(",")
      number(text.y)
      put(") rotate(")
      number(text.angle)
      put(")\"")
      if text.dx != 0 { attribute("x", text.dx) }
      if dy != 0 { attribute("y", dy) }
    }
    if text.font.family != "inherit" { attribute("font-family", text.font.family) }
    put(" font-size=\"")
    number(text.font.size)
    put("px\"")
    if let weight = text.font.weight { attribute("font-weight", weight) }
    if let style = text.font.style { attribute("font-style", style) }
    style(item.style)
    put(">")
    if let tooltip = item.tooltip { element("title", id: nil, tooltip) }
    let lines = text.lines
    if lines.count == 1 {
      escape(lines[0])
    } else {
      for (index, line) in lines.enumerated() {
        put("<tspan")
        attribute("x", text.angle == 0 ? text.x + text.dx : text.dx)
        if index > 0 { attribute("dy", text.actualLineHeight) }
        put(">")
        escape(line)
        put("</tspan>")
      }
    }
    put("</text>")
  }

  private mutating func style(_ style: SceneStyle) {
    switch style.fill {
    case let fill?: paint("fill", fill)
    case nil: put(" fill=\"none\"")
    }
    if let stroke = style.stroke {
      paint("stroke", stroke)
      if let width = style.strokeWidth { attribute("stroke-width", width) }
      if let dashes = style.dashes, !dashes.isEmpty, !(dashes.count == 2 && dashes[1] == 0) {
        put(" stroke-dasharray=\"")
        for (index, dash) in dashes.enumerated() {
          if index > 0 { put(",") }
          number(dash)
        }
        put("\"")
        if let offset = style.dashOffset, offset != 0 { attribute("stroke-dashoffset", offset) }
      }
      if let cap = style.cap { attribute("stroke-linecap", cap) }
      if let join = style.join { attribute("stroke-linejoin", join) }
      if let limit = style.miterLimit { attribute("stroke-miterlimit", limit) }
    }
    if let opacity = style.opacity, opacity != 1 { attribute("opacity", opacity) }
    if let opacity = style.fillOpacity, opacity != 1 { attribute("fill-opacity", opacity) }
    if let opacity = style.strokeOpacity, opacity != 1 { attribute("stroke-opacity", opacity) }
    if let blend = style.blend {
      let isWord = blend.utf8.allSatisfy { $0 >= 97 && $0 <= 122 || $0 == UInt8(ascii: "-") }
      if !isWord, !refused.contains(blend) { refused.append(blend) }
      put(" style=\"mix-blend-mode:")
      escape(blend)
      put("\"")
    }
  }

  // MARK: Pieces

  private mutating func element(_ name: StaticString, id: String?, _ text: String) {
    put("<")
    put(name)
    if let id { attribute("id", id) }
    put(">")
    escape(text)
    put("</")
    put(name)
    put(">")
  }

  private mutating func translate(_ x: Double, _ y: Double) {
    put(" transform=\"translate(")
    number(x)
    put(",")
    number(y)
    put(")\"")
  }

  private mutating func attribute(_ name: StaticString, _ value: Double) {
    output.append(attribute: name, value)
  }

  private mutating func attribute(_ name: StaticString, _ value: String) {
    output.append(beginningOf: name)
    escape(value)
    put("\"")
  }

  private mutating func put(_ text: StaticString) {
    output.append(
      UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func put(_ text: String) { output.append(text) }

  private mutating func number(_ value: Double) { output.append(value) }

  /// Text with markup made harmless; characters that XML 1.0 has not become U+FFFD.
  private mutating func escape(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      // Most text needs no escape and is copied whole.
      var start = 0
      for index in bytes.indices {
        guard let replacement = Self.replacement(bytes, index) else { continue }
        output.append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
        put(replacement.text)
        start = index + replacement.length
      }
      output.append(UnsafeBufferPointer(rebasing: bytes[start...]))
    }
  }

  /// What stands for the bytes at an index, and how many they are; nil where they may stay.
  private static func replacement(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> (text: StaticString, length: Int)? {
    switch bytes[index] {
    case UInt8(ascii: "&"): return ("&amp;", 1)
    case UInt8(ascii: "<"): return ("&lt;", 1)
    case UInt8(ascii: ">"): return ("&gt;", 1)
    case UInt8(ascii: "\""): return ("&quot;", 1)
    case 0x09, 0x0A, 0x0D: return (" ", 1)
    case 0..<0x20: return ("\u{FFFD}", 1)
    case 0xEF:
      // U+FFFE and U+FFFF in UTF-8.
      guard bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE else { return nil }
      return ("\u{FFFD}", 3)
    default: return nil
    }
  }
}
