import Tables

/// A property of the grammar: its name, the values it takes, and what becomes of it here.
struct Property: Sendable {
  /// What becomes of a property that an author writes.
  enum Use: Sendable {
    /// It changes the picture; a test shows for each that it does.
    case drawn
    /// It is for pointers, screen readers or programs; a still picture does without it.
    case still
    /// It would change the picture and is not drawn here. That is said.
    case notYet
    /// The grammar's schema does not have it there, and Vega-Lite draws it all the same; so is it
    /// here, and that is said.
    case beyond
    /// It asks for a reader's choice, which a still picture cannot have. That is said.
    case interactive
    /// It draws maps, which are not drawn here. That is said.
    case map
  }

  let name: String
  let kind: ValueKind
  let use: Use
  /// What holds where nobody sets it, in the grammar's own look; nil where that is nothing, or
  /// depends on other properties.
  let standard: Default?
  /// The same in the site's look.
  let house: Default?

  static func drawn(
    _ name: String, _ kind: ValueKind, _ standard: Default? = nil, house: Default? = nil
  ) -> Property {
    Property(name: name, kind: kind, use: .drawn, standard: standard, house: house ?? standard)
  }

  static func still(_ name: String, _ kind: ValueKind) -> Property {
    Property(name: name, kind: kind, use: .still, standard: nil, house: nil)
  }

  /// A value like the default changes nothing, and so needs no word.
  static func notYet(
    _ name: String, _ kind: ValueKind, _ standard: Default? = nil
  ) -> Property {
    Property(name: name, kind: kind, use: .notYet, standard: standard, house: standard)
  }

  static func beyond(_ name: String, _ kind: ValueKind) -> Property {
    Property(name: name, kind: kind, use: .beyond, standard: nil, house: nil)
  }

  static func interactive(_ name: String) -> Property {
    Property(name: name, kind: .anything, use: .interactive, standard: nil, house: nil)
  }

  static func map(_ name: String) -> Property {
    Property(name: name, kind: .anything, use: .map, standard: nil, house: nil)
  }

  func standard(in theme: ChartTheme) -> Default? { theme.isHouse ? house : standard }

  /// A value that holds where nobody sets one.
  enum Default: Equatable, Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByStringLiteral
  {
    case number(Double)
    case boolean(Bool)
    case text(String)

    init(floatLiteral value: Double) { self = .number(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(stringLiteral value: String) { self = .text(value) }

    /// Whether it is no custom property of a page's style sheet.
    var isPlain: Bool { if case .text(let text) = self { !text.hasPrefix("var(") } else { true } }

    var value: StructuredValue {
      switch self {
      case .number(let number): .made(number)
      case .boolean(let boolean): .made(boolean)
      case .text(let text): .made(text)
      }
    }
  }
}

/// The properties of an object of the grammar, found by name.
struct PropertyTable: Sendable {
  /// Which messages speak of the object: those of charts, or those of their transforms.
  enum Speech: Sendable { case chart, transform }

  /// What messages call the object, such as "axis".
  let name: String
  let properties: [Property]
  /// Names that have to be there.
  let required: [String]
  let speech: Speech
  /// What members of other names hold, where there may be any.
  let others: ValueKind?
  private let places: [String: Int]

  init(
    _ name: String, required: [String] = [], speech: Speech = .chart, _ properties: [Property],
    others: ValueKind? = nil
  ) {
    self.name = name
    self.required = required
    self.speech = speech
    self.others = others
    self.properties = properties
    places = Dictionary(
      properties.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(_ name: String) -> Property? { places[name].map { properties[$0] } }

  /// The names that the grammar knows, for hints.
  var names: [String] { properties.filter { $0.use != .beyond }.map(\.name) }

  /// What the site's look has otherwise than the grammar's own, but for colours: those of styles go
  /// before them.
  var houseValues: StructuredValue {
    .made(
      properties.compactMap { property in
        guard let house = property.house, house != property.standard, house.isPlain else {
          return nil
        }
        return (property.name, house.value)
      })
  }

  /// These properties and others, under another name; of two with one name the first holds.
  func named(
    _ name: String, with more: [Property] = [], alsoOf others: [PropertyTable] = [],
    without: Set<String> = [], required: [String]? = nil
  ) -> PropertyTable {
    let own = properties.filter { property in
      !without.contains(property.name) && !more.contains { $0.name == property.name }
    }
    return PropertyTable(
      name, required: required ?? self.required, speech: speech,
      more + own + others.flatMap(\.properties))
  }
}
