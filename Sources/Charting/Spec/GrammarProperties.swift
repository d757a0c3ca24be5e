/// The names of the grammar's properties, by the object they stand in (facts of Vega-Lite's schema).
enum GrammarProperties {
  static let mark: Set<String> = [
    "align", "angle", "aria", "ariaRole", "ariaRoleDescription", "aspect", "band", "bandSize",
    "baseline", "binSpacing", "blend", "borders", "box", "clip", "color", "continuousBandSize",
    "cornerRadius", "cornerRadiusBottomLeft", "cornerRadiusBottomRight", "cornerRadiusEnd",
    "cornerRadiusTopLeft", "cornerRadiusTopRight", "cursor", "description", "dir",
    "discreteBandSize", "dx", "dy", "ellipsis", "extent", "fill", "fillOpacity", "filled", "font",
    "fontSize", "fontStyle", "fontWeight", "height", "href", "innerRadius", "interpolate",
    "invalid", "limit", "line", "lineBreak", "lineHeight", "median", "minBandSize", "opacity",
    "order", "orient", "outerRadius", "outliers", "padAngle", "point", "radius", "radius2",
    "radius2Offset", "radiusOffset", "rule", "shape", "size", "smooth", "stroke", "strokeCap",
    "strokeDash", "strokeDashOffset", "strokeJoin", "strokeMiterLimit", "strokeOffset",
    "strokeOpacity", "strokeWidth", "style", "tension", "text", "theta", "theta2", "theta2Offset",
    "thetaOffset", "thickness", "ticks", "time", "timeUnitBandPosition", "timeUnitBandSize",
    "tooltip", "type", "url", "width", "x", "x2", "x2Offset", "xOffset", "y", "y2", "y2Offset",
    "yOffset",
  ]

  static let axis: Set<String> = [
    "aria", "bandPosition", "description", "domain", "domainCap", "domainColor", "domainDash",
    "domainDashOffset", "domainOpacity", "domainWidth", "encoding", "format", "formatType",
    "grid", "gridCap", "gridColor", "gridDash", "gridDashOffset", "gridOpacity", "gridWidth",
    "labelAlign", "labelAngle", "labelBaseline", "labelBound", "labelColor", "labelExpr",
    "labelFlush", "labelFlushOffset", "labelFont", "labelFontSize", "labelFontStyle",
    "labelFontWeight", "labelLimit", "labelLineHeight", "labelOffset", "labelOpacity",
    "labelOverlap", "labelPadding", "labelSeparation", "labels", "maxExtent", "minExtent",
    "offset", "orient", "position", "style", "tickBand", "tickCap", "tickColor", "tickCount",
    "tickDash", "tickDashOffset", "tickExtra", "tickMinStep", "tickOffset", "tickOpacity",
    "tickRound", "tickSize", "tickWidth", "ticks", "title", "titleAlign", "titleAnchor",
    "titleAngle", "titleBaseline", "titleColor", "titleFont", "titleFontSize", "titleFontStyle",
    "titleFontWeight", "titleLimit", "titleLineHeight", "titleOpacity", "titlePadding", "titleX",
    "titleY", "translate", "values", "zindex",
  ]

  static let legend: Set<String> = [
    "aria", "clipHeight", "columnPadding", "columns", "cornerRadius", "description", "direction",
    "encoding", "fillColor", "format", "formatType", "gradientLength", "gradientOpacity",
    "gradientStrokeColor", "gradientStrokeWidth", "gradientThickness", "gridAlign", "labelAlign",
    "labelBaseline", "labelColor", "labelExpr", "labelFont", "labelFontSize", "labelFontStyle",
    "labelFontWeight", "labelLimit", "labelOffset", "labelOpacity", "labelOverlap",
    "labelPadding", "labelSeparation", "legendX", "legendY", "offset", "orient", "padding",
    "rowPadding", "strokeColor", "symbolDash", "symbolDashOffset", "symbolFillColor",
    "symbolLimit", "symbolOffset", "symbolOpacity", "symbolSize", "symbolSizes",
    "symbolStrokeColor", "symbolStrokeWidth", "symbolType", "tickCount", "tickMinStep", "title",
    "titleAlign", "titleAnchor", "titleBaseline", "titleColor", "titleFont", "titleFontSize",
    "titleFontStyle", "titleFontWeight", "titleLimit", "titleLineHeight", "titleOpacity",
    "titleOrient", "titlePadding", "type", "values", "zindex",
  ]

  static let scale: Set<String> = [
    "align", "base", "bins", "clamp", "constant", "domain", "domainMax", "domainMid", "domainMin",
    "domainRaw", "exponent", "interpolate", "nice", "padding", "paddingInner", "paddingOuter",
    "range", "rangeMax", "rangeMin", "reverse", "round", "scheme", "type", "zero",
  ]

  static let header: Set<String> = [
    "format", "formatType", "labelAlign", "labelAnchor", "labelAngle", "labelBaseline",
    "labelColor", "labelExpr", "labelFont", "labelFontSize", "labelFontStyle", "labelFontWeight",
    "labelLimit", "labelLineHeight", "labelOrient", "labelPadding", "labels", "orient", "title",
    "titleAlign", "titleAnchor", "titleAngle", "titleBaseline", "titleColor", "titleFont",
    "titleFontSize", "titleFontStyle", "titleFontWeight", "titleLimit", "titleLineHeight",
    "titleOrient", "titlePadding",
  ]

  static let title: Set<String> = [
    "align", "anchor", "angle", "aria", "baseline", "color", "dx", "dy", "encoding", "font",
    "fontSize", "fontStyle", "fontWeight", "frame", "limit", "lineHeight", "offset", "orient",
    "style", "subtitle", "subtitleColor", "subtitleFont", "subtitleFontSize", "subtitleFontStyle",
    "subtitleFontWeight", "subtitleLineHeight", "subtitlePadding", "text", "zindex",
  ]

  static let viewBackground: Set<String> = [
    "cornerRadius", "cursor", "fill", "fillOpacity", "opacity", "stroke", "strokeCap",
    "strokeDash", "strokeDashOffset", "strokeJoin", "strokeMiterLimit", "strokeOpacity",
    "strokeWidth", "style",
  ]

  static let config: Set<String> = [
    "arc", "area", "aria", "autosize", "axis", "axisBand", "axisBottom", "axisDiscrete",
    "axisLeft", "axisPoint", "axisQuantitative", "axisRight", "axisTemporal", "axisTop", "axisX",
    "axisXBand", "axisXDiscrete", "axisXPoint", "axisXQuantitative", "axisXTemporal", "axisY",
    "axisYBand", "axisYDiscrete", "axisYPoint", "axisYQuantitative", "axisYTemporal",
    "background", "bar", "boxplot", "circle", "concat", "countTitle", "customFormatTypes",
    "errorband", "errorbar", "facet", "fieldTitle", "font", "geoshape", "header", "headerColumn",
    "headerFacet", "headerRow", "image", "legend", "line", "lineBreak", "locale", "mark",
    "normalizedNumberFormat", "normalizedNumberFormatType", "numberFormat", "numberFormatType",
    "padding", "params", "point", "projection", "range", "rect", "rule", "scale", "selection",
    "square", "style", "text", "tick", "timeFormat", "timeFormatType", "title", "tooltipFormat",
    "trail", "view",
  ]

  static let channel: Set<String> = [
    "aggregate", "align", "axis", "bandPosition", "bin", "bounds", "center", "columns",
    "condition", "datum", "empty", "field", "filter", "format", "formatType", "header", "impute",
    "labelExpr", "legend", "param", "scale", "sort", "spacing", "stack", "test", "timeUnit",
    "title", "tooltip", "type", "value",
  ]

  static let view: Set<String> = [
    "$schema", "align", "autosize", "background", "bounds", "center", "columns", "concat",
    "config", "data", "datasets", "description", "encoding", "facet", "hconcat", "height",
    "layer", "mark", "name", "padding", "params", "projection", "repeat", "resolve", "spacing",
    "spec", "title", "transform", "usermeta", "vconcat", "view", "width",
  ]

  /// Properties of a scale's, axis' or other object that take one of a few words.
  static let words: [String: [String]] = [
    "interpolate": [
      "basis", "basis-closed", "basis-open", "bundle", "cardinal", "cardinal-closed",
      "cardinal-open", "catmull-rom", "linear", "linear-closed", "monotone", "natural", "step",
      "step-after", "step-before",
    ],
    "align": ["left", "center", "right"],
    "labelAlign": ["left", "center", "right"],
    "titleAlign": ["left", "center", "right"],
    "baseline": ["top", "middle", "bottom", "alphabetic", "line-top", "line-bottom"],
    "labelBaseline": ["top", "middle", "bottom", "alphabetic", "line-top", "line-bottom"],
    "titleBaseline": ["top", "middle", "bottom", "alphabetic", "line-top", "line-bottom"],
    "anchor": ["start", "middle", "end"],
    "titleAnchor": ["start", "middle", "end"],
    "labelAnchor": ["start", "middle", "end"],
    "strokeCap": ["butt", "round", "square"],
    "strokeJoin": ["miter", "round", "bevel"],
    "titleOrient": ["left", "right", "top", "bottom"],
    "labelOrient": ["left", "right", "top", "bottom"],
    "direction": ["horizontal", "vertical"],
    "invalid": [
      "filter", "break-paths-filter-domains", "break-paths-show-domains",
      "break-paths-show-path-domains", "show",
    ],
  ]
}
