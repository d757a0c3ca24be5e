import Basics

/// Every sentence that this module says to authors.
enum Messages {
  static func unclosedTag() -> Diagnostic {
    Diagnostic(.error, "TemplateSyntax", "this tag is never closed", hint: "close it with }}")
  }

  static func closedByTwo(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, "TemplateSyntax", "this tag is opened by three braces and closed by two",
      hint: "write {{{\(name)}}}")
  }

  /// - Parameter name: what the section asks for, as far as it can be told.
  static func foreignSection(
    _ text: String, _ name: String, inverted: Bool
  ) -> Diagnostic {
    let name = (try? TemplateLookup(name)) == nil ? "name" : name
    return Diagnostic(
      .error, "TemplateSyntax", "'\(text)' is no section of Mustache, which has the name alone",
      hint: "write {{\(inverted ? "^" : "#")\(name)}}…{{/\(name)}}")
  }

  static func foreignElse(_ name: String, inverted: Bool) -> Diagnostic {
    let name = (try? TemplateLookup(name)) == nil ? "name" : name
    return Diagnostic(
      .error, "TemplateSyntax", "Mustache has no 'else'",
      hint: "write {{/\(name)}}{{\(inverted ? "^" : "#")\(name)}}")
  }

  static func closedUnopened(_ name: String) -> Diagnostic {
    Diagnostic(.error, "TemplateSyntax", "'\(name)' is closed but was not opened")
  }

  static func closedOther(_ name: String, open: String) -> Diagnostic {
    Diagnostic(
      .error, "TemplateSyntax", "'\(name)' is closed while '\(open)' is open",
      hint: "write {{/\(open)}} first")
  }

  static func tooDeep(_ most: Int) -> Diagnostic {
    Diagnostic(
      .error, "TemplateSyntax", "more than \(most) sections stand inside each other here",
      hint: "put the inner ones into a partial")
  }

  static func neverClosed(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, "TemplateSyntax", "'\(name)' is never closed", hint: "write {{/\(name)}}")
  }

  static func neverClosed(_ name: String, before end: String) -> Diagnostic {
    Diagnostic(
      .error, "TemplateSyntax", "'\(name)' is never closed",
      hint: "write {{/\(name)}} before {{/\(end)}}")
  }

  static func badName(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, "TemplateSyntax",
      name.isEmpty ? "this tag has no name" : "'\(name)' is no name",
      hint: "write a name without blanks, such as page.title")
  }

  static func unknownFunction(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, "TemplateSyntax", "there is no function '\(name)'",
      hint: didYouMean(name, among: TemplateFunction.allCases.map(\.rawValue)))
  }

  static func badDelimiters(_ text: String) -> Diagnostic {
    Diagnostic(
      .error, "TemplateSyntax", "'\(text)' are no two delimiters",
      hint: "write the opening and the closing one, such as {{=<% %>=}}")
  }

  static func onlyBlocks(_ tag: String, in template: String) -> Diagnostic {
    Diagnostic(
      .error, "TemplateSyntax", "'\(tag)' stands in '<\(template)' but in no block",
      hint: "put it between {{$block}} and {{/block}}")
  }

  static func textInNoBlock(of template: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "TemplateSyntax", "this stands in '<\(template)' but in no block, and is not printed",
      hint: known.isEmpty
        ? "put it between {{$block}} and {{/block}}"
        : "put it into a block of '\(template)': \(known.joined(separator: ", "))")
  }

  static func unknownTemplate(_ name: String, known: [String]) -> Diagnostic {
    let bare = name.hasSuffix(".mustache") ? String(name.dropLast(9)) : name
    let meant =
      known.contains(bare) ? bare : known.sorted().first { $0.hasSuffix("/" + bare) }
    return Diagnostic(
      .error, "UnknownTemplate", "there is no template '\(name)'",
      hint: meant.map { "did you mean '\($0)'?" } ?? didYouMean(name, among: known))
  }

  static func templateCycle(_ names: [String]) -> Diagnostic {
    Diagnostic(
      .error, "TemplateCycle",
      "a template includes itself: " + names.joined(separator: " → "))
  }

  static func unknownVariable(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownTemplateVariable", "there is no variable '\(name)' here",
      hint: didYouMean(name, among: known))
  }

  static func escapedHTML(_ name: String) -> Diagnostic {
    Diagnostic(
      .warning, "EscapedHTML", "'\(name)' is HTML, and two braces print its tags as text",
      hint: "write three: {{{\(name)}}}")
  }

  static func unknownBlock(_ name: String, in parent: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownTemplateBlock",
      "'\(parent)' has no block '\(name)', so what stands here is not printed",
      hint: didYouMean(name, among: known) ?? "write {{$\(name)}}{{/\(name)}} in '\(parent)'")
  }

  static func notText(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, "TemplateVariableIsNoText", "'\(name)' is no text and cannot be printed",
      hint: "open a section with {{#\(name)}} and print what is in it")
  }

  static func notFor(_ text: String, _ lookup: TemplateLookup) -> Diagnostic {
    Diagnostic(
      .error, "TemplateFunctionDoesNotFit",
      lookup.subject == .place
        ? "'\(text)' is no question about a place in a list"
        : "'\(text)' asks for what '\(lookup.parts.joined(separator: "."))' does not have",
      hint: "first, last, count, empty and reversed are for lists, uppercased, lowercased and "
        + "empty for text")
  }
}

extension Diagnostic {
  func placed(in path: String, _ range: SourceRange) -> Diagnostic {
    var placed = self
    placed.path = path
    placed.range = range
    return placed
  }
}
