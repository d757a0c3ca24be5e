import Tables

/// How each property of an axis is read into its member.
enum AxisReader {
  typealias Reader = @Sendable (inout Axis, StructuredValue) -> Void

  static let readers: [String: Reader] = Dictionary(
    uniqueKeysWithValues: place + lines("domain", \.domain) + lines("grid", \.grid)
      + lines("tick", \.tick) + labels + title + ticks)

  private typealias Place<Value> = any (WritableKeyPath<Axis, Value> & Sendable)
  private typealias Entry = (String, Reader)

  private static let place: [Entry] = [
    ("orient", text(\.orient)), ("offset", number(\.offset)), ("position", number(\.position)),
    ("translate", number(\.translate)), ("zindex", optional(\.zindex)),
    ("minExtent", number(\.minExtent)), ("maxExtent", number(\.maxExtent)),
    ("domain", flag(\.domain.isShown)), ("grid", flag(\.grid.isShown)),
    ("ticks", flag(\.tick.isShown)),
  ]

  private static func lines(_ part: String, _ line: Place<Axis.Line>) -> [Entry] {
    [
      (
        part + "Color",
        { axis, value in
          if let color = value.string { axis[keyPath: line].color = color }
        }
      ),
      (
        part + "Width",
        { axis, value in
          if let width = number(value) { axis[keyPath: line].width = width }
        }
      ),
      (part + "Opacity", { axis, value in axis[keyPath: line].opacity = number(value) }),
      (
        part + "Dash",
        { axis, value in
          axis[keyPath: line].dashes = value.elements?.compactMap(\.number)
        }
      ),
      (
        part + "DashOffset",
        { axis, value in
          axis[keyPath: line].dashOffset = number(value) ?? 0
        }
      ),
      (part + "Cap", { axis, value in axis[keyPath: line].cap = value.string }),
    ]
  }

  private static let labels: [Entry] = [
    ("labels", { axis, value in axis.labels.isShown = value.boolean ?? true }),
    ("format", { axis, value in axis.labels.format = value }),
    ("formatType", words(\.labels.formatType)), ("labelAlign", words(\.labels.align)),
    ("labelAngle", optional(\.labels.angle)), ("labelBaseline", words(\.labels.baseline)),
    (
      "labelBound",
      { axis, value in
        axis.labels.bound = value.number ?? (value.boolean == true ? 1 : nil)
      }
    ),
    ("labelColor", text(\.labels.color)), ("labelExpr", words(\.labels.expression)),
    (
      "labelFlush",
      { axis, value in
        axis.labels.flush = .some(value.number ?? (value.boolean == true ? 1 : nil))
      }
    ),
    ("labelFlushOffset", number(\.labels.flushOffset)), ("labelFont", words(\.labels.font)),
    ("labelFontSize", number(\.labels.fontSize)), ("labelFontStyle", words(\.labels.fontStyle)),
    ("labelFontWeight", { axis, value in axis.labels.fontWeight = FontWeight.text(value) }),
    ("labelLimit", number(\.labels.limit)), ("labelLineHeight", optional(\.labels.lineHeight)),
    ("labelOffset", number(\.labels.offset)), ("labelOpacity", optional(\.labels.opacity)),
    (
      "labelOverlap",
      { axis, value in
        axis.labels.overlap =
          value.string == "greedy" ? .greedy : value.boolean == false ? .allowed : .parity
      }
    ),
    ("labelPadding", number(\.labels.padding)),
    ("labelSeparation", number(\.labels.separation)),
  ]

  private static let title: [Entry] = [
    ("titleAlign", words(\.title.align)), ("titleAnchor", text(\.title.anchor)),
    ("titleAngle", optional(\.title.angle)), ("titleBaseline", words(\.title.baseline)),
    ("titleColor", text(\.title.color)), ("titleFont", words(\.title.font)),
    ("titleFontSize", number(\.title.fontSize)), ("titleFontStyle", words(\.title.fontStyle)),
    ("titleFontWeight", { axis, value in axis.title.fontWeight = FontWeight.text(value) }),
    ("titleLimit", number(\.title.limit)), ("titleLineHeight", optional(\.title.lineHeight)),
    ("titleOpacity", optional(\.title.opacity)), ("titlePadding", number(\.title.padding)),
    ("titleX", optional(\.title.x)), ("titleY", optional(\.title.y)),
  ]

  private static let ticks: [Entry] = [
    ("values", { axis, value in axis.ticks.values = value.elements }),
    ("tickCount", { axis, value in axis.ticks.count = value }),
    ("tickMinStep", optional(\.ticks.minimumStep)),
    ("bandPosition", number(\.ticks.bandPosition)),
    ("tickBand", { axis, value in axis.ticks.marksExtent = value.string == "extent" }),
    ("tickOffset", number(\.ticks.offset)),
    ("tickRound", { axis, value in axis.ticks.areRounded = value.boolean ?? true }),
    ("tickSize", number(\.ticks.size)),
  ]

  // MARK: Kinds

  private static func number(_ value: StructuredValue) -> Double? {
    value.number ?? ConstantExpression.datum(value)?.finiteNumber
  }

  /// A number; null and the like leave the theme's.
  private static func number(_ place: Place<Double>) -> Reader {
    { axis, value in if let number = number(value) { axis[keyPath: place] = number } }
  }

  private static func optional(_ place: Place<Double?>) -> Reader {
    { axis, value in axis[keyPath: place] = number(value) }
  }

  private static func text(_ place: Place<String>) -> Reader {
    { axis, value in if let text = value.string { axis[keyPath: place] = text } }
  }

  private static func words(_ place: Place<String?>) -> Reader {
    { axis, value in axis[keyPath: place] = value.string }
  }

  private static func flag(_ place: Place<Bool?>) -> Reader {
    { axis, value in axis[keyPath: place] = value.boolean }
  }
}
