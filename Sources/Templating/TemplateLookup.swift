/// What a name in a tag asks for: a value by its path, and what is done to it.
struct TemplateLookup: Sendable, Hashable {
  enum Subject: Sendable, Hashable {
    /// `.`: the value that the innermost section stands for.
    case current
    /// Nothing between the brackets: the place in the list that is being printed.
    case place
    /// The first part is looked for from the innermost value outwards, the rest below it.
    case path(first: String, rest: [String])
  }

  enum Problem: Error {
    case malformed
    case unknownFunction(String)
  }

  let subject: Subject
  /// In the order in which they are applied.
  let functions: [TemplateFunction]

  init(_ text: String) throws(Problem) {
    var rest = text[...]
    var functions: [TemplateFunction] = []
    while let open = rest.firstIndex(of: "("), rest.last == ")" {
      guard let function = TemplateFunction(rawValue: String(rest[..<open])) else {
        throw .unknownFunction(String(rest[..<open]))
      }
      functions.append(function)
      rest = rest[rest.index(after: open)...].dropLast()
    }
    functions.reverse()
    self.functions = functions
    if rest == "." {
      subject = .current
    } else if rest.isEmpty, !functions.isEmpty {
      subject = .place
    } else {
      let parts = rest.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      let isSound = parts.allSatisfy { part in
        !part.isEmpty && !part.utf8.contains { $0 <= 32 || "(){}".utf8.contains($0) }
      }
      guard isSound else { throw .malformed }
      subject = .path(first: parts[0], rest: Array(parts[1...]))
    }
  }

  /// The parts of the path, none where the name asks for no path.
  var parts: [String] {
    guard case .path(let first, let rest) = subject else { return [] }
    return [first] + rest
  }
}

/// What a tag may do to a value before it uses it: `first()`, `uppercased(page.title)`.
enum TemplateFunction: String, Sendable, CaseIterable {
  case first, last, index, even, odd
  case count, empty, reversed
  case uppercased, lowercased

  /// The place of an element in the list that is being printed; the index counts from 0.
  func of(index place: Int, count: Int) -> TemplateValue {
    switch self {
    case .first: .flag(place == 0)
    case .last: .flag(place == count - 1)
    case .index: .text(String(place))
    case .even: .flag(place % 2 == 0)
    case .odd: .flag(place % 2 == 1)
    case .count, .empty, .reversed, .uppercased, .lowercased: .absent
    }
  }

  /// The function of a value, absent for a kind of value that it is not made for.
  func of(_ value: TemplateValue) -> TemplateValue {
    switch (self, value) {
    case (.first, .list(let elements)): elements.first?.resolved ?? .absent
    case (.last, .list(let elements)): elements.last?.resolved ?? .absent
    case (.count, .list(let elements)): .text(String(elements.count))
    case (.empty, .list(let elements)): .flag(elements.isEmpty)
    case (.reversed, .list(let elements)): .list(elements.reversed())
    case (.empty, .text(let text)): .flag(text.isEmpty)
    case (.uppercased, .text(let text)): .text(text.uppercased())
    case (.lowercased, .text(let text)): .text(text.lowercased())
    default: .absent
    }
  }

  /// The shape of what the function makes of a place in a list.
  var shapeOfPlace: TemplateShape? {
    switch self {
    case .first, .last, .even, .odd: .flag
    case .index: .text
    case .count, .empty, .reversed, .uppercased, .lowercased: nil
    }
  }

  /// The shape of what the function makes of a value, nil if it is not made for such values.
  func shape(of shape: TemplateShape) -> TemplateShape? {
    switch (self, shape) {
    case (_, .free): .free
    case (.first, .list(let element)), (.last, .list(let element)): element
    case (.count, .list): .text
    case (.empty, .list), (.empty, .text): .flag
    case (.reversed, .list): shape
    case (.uppercased, .text), (.lowercased, .text): .text
    default: nil
    }
  }
}
