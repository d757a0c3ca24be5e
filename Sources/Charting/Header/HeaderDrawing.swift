import Tables

/// Labels and titles of a facet's rows, columns or cells.
struct HeaderDrawing {
  let part: FacetModel.Part
  let context: DrawingContext

  private var configuration: Configuration { context.configuration }
  private var header: Properties { part.definition.header?.properties ?? .empty }

  func value(_ name: String) -> StructuredValue? {
    if let value = header[name] { return value }
    let section =
      switch part.channel {
      case .row: "headerRow"
      case .column: "headerColumn"
      default: "headerFacet"
      }
    return configuration.value(section, name) ?? configuration.value("header", name)
  }
  func number(_ name: String) -> Double? { value(name)?.number }
  func string(_ name: String) -> String? { value(name)?.string }

  var showsLabels: Bool {
    part.definition.header?.isDisabled != true && value("labels")?.boolean != false
  }

  var titleLines: [String] {
    if part.definition.header?.isDisabled == true { return [] }
    if let title = header["title"] {
      return title.isNull ? [] : SpecDecoder.lines(title).map { $0 == [""] ? [] : $0 } ?? []
    }
    if configuration.value("header", "title")?.isNull == true, part.definition.title == nil {
      return []
    }
    return FieldTitle(configuration: configuration).lines(part.definition)
  }

  func labelLines(_ datum: Datum) -> [String] {
    var definition = part.definition
    if let format = header["format"] { definition.format = format }
    if let type = header.string("formatType") { definition.formatType = type }
    let label: String
    if definition.isBinning {
      label = datum.coercedToString
    } else {
      label = ValueText.text(datum, definition, configuration).coercedToString
    }
    if let expression = string("labelExpr") {
      return LabelExpression(expression, context: context).lines(datum, label: label, index: 0)
    }
    return [label]
  }

  /// A label over, under or beside a stretch of the grid, with its box about the origin.
  func label(_ datum: Datum, orient: String, length: Double) -> SceneGroup {
    words(
      labelLines(datum), kind: "label", orient: orient, length: length,
      font: SceneFont.title(context, "guide-label", size: 10, weight: nil),
      offset: number("labelPadding") ?? 10)
  }

  func title(_ lines: [String], orient: String) -> SceneGroup {
    words(
      lines, kind: "title", orient: orient, length: 0,
      font: SceneFont.title(context, "guide-title", size: 11, weight: "bold"),
      offset: number("titlePadding") ?? 10)
  }

  private func words(
    _ lines: [String], kind: String, orient: String, length: Double, font: SceneFont,
    offset: Double
  ) -> SceneGroup {
    var text = SceneText(lines, x: 0, y: 0)
    text.font = font
    text.font.size = number(kind + "FontSize") ?? font.size
    text.font.family = string(kind + "Font") ?? font.family
    if let weight = value(kind + "FontWeight") { text.font.weight = FontWeight.text(weight) }
    text.font.style = string(kind + "FontStyle")
    text.limit = number(kind + "Limit") ?? 0
    text.lineHeight = number(kind + "LineHeight")
    let anchor = string(kind + "Anchor") ?? "middle"
    let isRow = orient == "left" || orient == "right"
    let angle = number(kind + "Angle")
    text.angle = angle ?? (orient == "left" ? -90 : orient == "right" ? 90 : 0)
    text.align = anchor == "start" ? "left" : anchor == "end" ? "right" : "center"
    text.baseline = "top"
    if let angle, anchor == "middle" {
      // The grammar turns titles into 0 to 360 degrees before it aligns them, labels not.
      let turned =
        kind == "label"
        ? angle
        : (angle.truncatingRemainder(dividingBy: 360) + 360).truncatingRemainder(dividingBy: 360)
      if isRow {
        text.baseline =
          turned <= 45 || 315 <= turned || 135 <= turned && turned <= 225
          ? "middle" : (45 <= turned && turned <= 135 ? "top" : "bottom")
        if (turned + 90).truncatingRemainder(dividingBy: 180) != 0 {
          text.align = 90 < turned && turned < 270 ? "left" : "right"
        } else {
          text.align = "center"
        }
      } else {
        text.baseline =
          45 < turned && turned < 135 || 225 < turned && turned < 315
          ? "middle" : (turned <= 45 || 315 <= turned ? "bottom" : "top")
        if turned.truncatingRemainder(dividingBy: 180) != 0 {
          text.align = 0 < turned && turned < 180 ? "right" : "left"
        }
      }
    }
    if let align = string(kind + "Align") { text.align = align }
    if let baseline = string(kind + "Baseline") { text.baseline = baseline }
    let box = text.bounds
    let along =
      switch anchor {
      case "start": orient == "left" ? length : 0
      case "end": orient == "left" ? 0 : length
      default: length / 2
      }
    switch orient {
    case "left": (text.x, text.y) = (-box.width - offset, along)
    case "right": (text.x, text.y) = (box.width + offset, along)
    case "bottom": (text.x, text.y) = (along, offset)
    default: (text.x, text.y) = (along, -box.height - offset)
    }
    var style = SceneStyle()
    style.fill =
      string(kind + "Color")
      ?? (kind == "label" ? context.theme.labelColor : context.theme.titleColor)
    let group = SceneGroup("header header-\(kind)")
    group.add(SceneItem(.text(text), style))
    group.fitBounds()
    return group
  }

  /// The label of one cell of a wrapped facet, above (or beside) its frame and axes.
  func addCellLabel(_ datum: Datum, to cell: SceneGroup) {
    guard showsLabels else { return }
    let orient = string("labelOrient") ?? string("orient") ?? "top"
    let isRow = orient == "left" || orient == "right"
    let label = self.label(datum, orient: orient, length: isRow ? cell.height : cell.width)
    let box = cell.bounds.translated(-cell.x, -cell.y).expanded(-1)
    switch orient {
    case "bottom": label.move(to: 0, max(cell.height, box.y2))
    case "left": label.move(to: min(0, box.x1), 0)
    case "right": label.move(to: max(cell.width, box.x2), 0)
    default: label.move(to: 0, min(0, box.y1))
    }
    cell.add(label)
    cell.bounds.union(label.bounds.expanded(1).translated(cell.x, cell.y))
  }
}

extension SceneFont {
  /// A guide's font as the configuration's style has it.
  static func title(
    _ context: DrawingContext, _ style: String, size: Double, weight: String?
  ) -> SceneFont {
    let configuration = context.configuration
    return SceneFont(
      size: configuration.style(style, "fontSize")?.number ?? size,
      family: configuration.style(style, "font")?.string
        ?? context.theme.fontFamily(configuration),
      weight: configuration.style(style, "fontWeight").flatMap { FontWeight.text($0) } ?? weight,
      style: configuration.style(style, "fontStyle")?.string)
  }
}
