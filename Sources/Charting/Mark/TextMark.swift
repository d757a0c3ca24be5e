/// Words at places.
struct TextMark {
  let builder: MarkBuilder

  func draw(_ rows: [Row], into group: SceneGroup) {
    let unit = builder.unit
    let positions = builder.positions
    guard let x = positions.point(.x, default: .middle),
      let y = positions.point(.y, default: .middle)
    else { return }
    let values = builder.values
    let radius = positions.point(.radius, default: .none)
    let theta = positions.point(.theta, default: .none)
    let words = values.words(.text)
    let markText = unit.property("text").flatMap(SpecLines.datum)
    let size = unit.encoding.has(.size) ? values.number(.size, fallback: nil) : nil
    let markSize = values.property("fontSize") ?? values.property("size")
    let angle = values.number(.angle, fallback: nil)
    let markAngle = values.property("angle")
    let dx = values.property("dx")
    let dy = values.property("dy")
    let align = values.wordProperty("align")
    let baseline = values.wordProperty("baseline")
    var font = SceneFont(
      family: unit.string("font") ?? builder.context.theme.fontFamily(builder.context.configuration)
    )
    font.weight = FontWeight.text(unit.property("fontWeight"))
    font.style = unit.string("fontStyle")
    let limit = unit.number("limit") ?? 0
    let ellipsis = unit.string("ellipsis")
    let lineBreak = unit.string("lineBreak")
    let lineHeight = unit.number("lineHeight")
    let style = builder.style(defaultStrokeWidth: nil)
    let annotate = builder.annotate()
    for row in rows {
      guard var px = x(row), var py = y(row) else { continue }
      guard let content = words?(row) ?? markText, !content.isNull else { continue }
      let lines = SpecLines.lines(content, lineBreak: lineBreak)
      guard lines != [""] else { continue }
      if radius != nil || theta != nil {
        let distance = radius?(row) ?? unit.number("radius") ?? 0
        let turn = (theta?(row) ?? 0) - .pi / 2
        px += distance * Elementary.cos(turn)
        py += distance * Elementary.sin(turn)
      }
      font.size = size?(row) ?? markSize?(row) ?? 11
      guard font.size > 0 else { continue }
      var text = SceneText(lines, x: px, y: py)
      text.font = font
      text.align = align?(row) ?? "center"
      text.baseline = baseline?(row) ?? "middle"
      if let ellipsis { text.ellipsis = ellipsis }
      text.limit = limit
      text.lineHeight = lineHeight
      text.angle = angle(row) ?? markAngle?(row) ?? 0
      text.dx = dx?(row) ?? 0
      text.dy = dy?(row) ?? 0
      var item = SceneItem(.text(text), style(row))
      annotate(row, &item)
      group.add(item)
    }
  }
}
