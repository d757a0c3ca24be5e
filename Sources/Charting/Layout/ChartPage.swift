import Basics
import Tables

/// The whole picture: the view with padding around it, its background and its texts.
struct ChartPage {
  let request: ChartRequest
  let chart: ChartSpec
  let configuration: Configuration
  let diagnostics: DiagnosticCollector
  /// What the rows say in a sentence or two; empty where nobody asked for it.
  let summary: String

  struct Drawn {
    var svg: String
    var width: Double
    var height: Double
  }

  private struct Padding {
    var left = 5.0
    var top = 5.0
    var right = 5.0
    var bottom = 5.0
  }

  func draw(_ model: ViewModel) -> Drawn {
    let padding = self.padding
    let guideWords = request.theme.isHouse ? GuideWords.byColumn(model) : [:]
    var context = makeContext(guideWords)
    var root = drawRoot(model, context)
    var edges = Edges(root)
    // A fitted chart keeps the size it was given: the frame gives way to what stands around it.
    for _ in 0..<2 {
      guard let fitted = fit(model, root, edges, padding) else { break }
      context = makeContext(guideWords)
      context.fittedWidth = fitted.width
      context.fittedHeight = fitted.height
      root = drawRoot(model, context)
      edges = Edges(root)
    }
    root.x = padding.left + edges.left
    root.y = padding.top + edges.top
    var width = edges.left + root.width + edges.right + padding.left + padding.right
    var height = edges.top + root.height + edges.bottom + padding.top + padding.bottom
    if autosizeType == "none" {
      root.x = padding.left
      root.y = padding.top
      width = root.width + padding.left + padding.right
      height = root.height + padding.top + padding.bottom
    }
    if let badge {
      // The badge has a line of its own above all that is drawn.
      root.add(
        badge.group(left: -edges.left, top: -edges.top - Badge.height, context))
      root.y += Badge.height
      height += Badge.height
    }
    let (svg, badPaints) = SVGWriter.write(
      .init(
        id: request.id, width: width, height: height, background: background,
        title: accessibleTitle, description: accessibleDescription,
        definitions: context.definitions, root: root,
        fontFamily: request.theme.isHouse
          ? "var(--chart-font, Arial, 'Liberation Sans', Helvetica, sans-serif)" : nil))
    for paint in badPaints {
      let place = request.spec.place(ofText: paint)
      diagnostics.add(
        ChartMessage.badPaint(paint, of: place?.name, at: place?.range ?? chart.view.range))
    }
    return Drawn(svg: svg, width: width, height: height)
  }

  /// The author's description; where it is short, what the rows say follows it.
  private var accessibleDescription: String {
    let written = chart.description ?? ""
    guard request.theme.isHouse, !written.isEmpty, written.count < 80, !summary.isEmpty else {
      return written
    }
    return written + (written.hasSuffix(".") ? " " : ". ") + summary
  }

  private var accessibleTitle: String {
    let title = chart.view.title?.lines.joined(separator: " ") ?? ""
    let subtitle = chart.view.title?.subtitle.joined(separator: " ") ?? ""
    return subtitle.isEmpty ? title : title + ". " + subtitle
  }

  /// How far what is drawn reaches beyond the frame, in whole px.
  private struct Edges {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    init(_ root: SceneGroup) {
      let bounds = root.bounds
      left = max(0, (-bounds.x1).rounded(.up))
      top = max(0, (-bounds.y1).rounded(.up))
      right = max(0, (bounds.x2 - root.width).rounded(.up))
      bottom = max(0, (bounds.y2 - root.height).rounded(.up))
    }
  }

  private func makeContext(_ guideWords: [String: GuideWords]) -> DrawingContext {
    let context = DrawingContext(
      configuration: configuration, theme: request.theme, diagnostics: diagnostics,
      id: request.id, containerWidth: request.width ?? 300, containerHeight: 300)
    context.guideWords = guideWords
    return context
  }

  private func drawRoot(_ model: ViewModel, _ context: DrawingContext) -> SceneGroup {
    ViewLayout(context: context).draw(model, Scope(), isRoot: true)
  }

  private var autosizeType: String? {
    let autosize = chart.autosize ?? configuration.value("autosize")
    return autosize?.string ?? autosize?["type"]?.string
  }

  /// A frame narrower than this, in px, shows nothing.
  private static let leastFrame = 40.0

  /// The frame's size in a fitted chart, or nil where the chart grows with its content.
  private func fit(
    _ model: ViewModel, _ root: SceneGroup, _ edges: Edges, _ padding: Padding
  ) -> (width: Double?, height: Double?)? {
    switch model.content {
    case .unit, .layer: break
    default: return nil
    }
    var fitsX = autosizeType == "fit" || autosizeType == "fit-x"
    var fitsY = autosizeType == "fit" || autosizeType == "fit-y"
    var width: Double?
    var height: Double?
    switch model.spec.width {
    case .container:
      fitsX = true
      width = request.width ?? 300
    case .fixed(let number): width = number
    default:
      if request.theme.isHouse, autosizeType == nil { width = request.width }
      fitsX = fitsX && width != nil
    }
    if request.theme.isHouse, autosizeType == nil, let given = request.width,
      case .layer = model.content, model.spec.width == nil
    {
      width = given
      fitsX = true
    } else if request.theme.isHouse, autosizeType == nil, width != nil {
      fitsX = true
    }
    switch model.spec.height {
    case .container:
      fitsY = true
      height = 300
    case .fixed(let number): height = number
    default: fitsY = false
    }
    let containsPadding =
      (chart.autosize ?? configuration.value("autosize"))?["contains"]?.string == "padding"
      || autosizeType == nil
    guard fitsX && width != nil || fitsY && height != nil else { return nil }
    if fitsX, request.theme.isHouse, let width {
      let taken = edges.left + edges.right + padding.left + padding.right
      if width - taken < Self.leastFrame {
        diagnostics.add(
          ChartMessage.tooNarrow(width: width, labels: taken, at: chart.view.range))
      }
    }
    let horizontal = containsPadding ? padding.left + padding.right : 0
    let vertical = containsPadding ? padding.top + padding.bottom : 0
    return (
      fitsX ? width.map { max(0, $0 - horizontal - edges.left - edges.right) } : nil,
      fitsY ? height.map { max(0, $0 - vertical - edges.top - edges.bottom) } : nil
    )
  }

  private var padding: Padding {
    let value = chart.padding ?? configuration.value("padding")
    if let number = value?.number {
      return Padding(left: number, top: number, right: number, bottom: number)
    }
    if let sides = Properties(value) {
      return Padding(
        left: sides.number("left") ?? 0, top: sides.number("top") ?? 0,
        right: sides.number("right") ?? 0, bottom: sides.number("bottom") ?? 0)
    }
    return request.theme.isHouse ? Padding(left: 2, top: 2, right: 8, bottom: 2) : Padding()
  }

  private var background: String? {
    if let value = chart.background ?? configuration.value("background") {
      return value.string == "transparent" ? nil : value.string
    }
    return request.theme.background
  }

  /// "Illustrative" on charts that show no real figures: on the left, where readers of a narrow
  /// screen see it without scrolling.
  private var badge: Badge? {
    chart.usermeta.boolean("illustrative") == true && request.theme.isHouse ? Badge() : nil
  }

  private struct Badge {
    static let height = 24.0

    func group(left: Double, top: Double, _ context: DrawingContext) -> SceneGroup {
      let group = SceneGroup("badge title")
      var text = SceneText(["Illustrative"], x: left + 6, y: top + 10)
      text.align = "left"
      text.baseline = "middle"
      text.font = SceneFont(size: 11, family: "inherit", weight: "bold")
      let box = text.bounds
      var frame = SceneStyle()
      frame.fill = "var(--chart-badge, #fff)"
      frame.stroke = HousePalette.line
      group.add(
        SceneItem(
          .rectangle(x: box.x1 - 5, y: top + 1, width: box.width + 10, height: 18), frame))
      var words = SceneStyle()
      words.fill = HousePalette.text
      group.add(SceneItem(.text(text), words))
      return group
    }
  }
}

extension StructuredValue {
  /// Where a text stands in the value first, and the name of the member it is in.
  fileprivate func place(ofText text: String) -> (name: String?, range: SourceRange)? {
    if string == text { return (nil, range) }
    for member in members ?? [] where member.name != "data" && member.name != "datasets" {
      if let found = member.value.place(ofText: text) {
        return (found.name ?? member.name, found.range)
      }
    }
    for element in elements ?? [] {
      if let found = element.place(ofText: text) { return found }
    }
    return nil
  }
}
