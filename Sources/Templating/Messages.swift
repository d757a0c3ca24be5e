import Basics

/// Every sentence that this module says to authors.
enum Messages {
  static func unclosedTag() -> Diagnostic {
    Diagnostic(.error, "TemplateSyntax", "this tag is never closed", hint: "close it with }}")
  }

  static func closedUnopened(_ name: String) -> Diagnostic {
    Diagnostic(.error, "TemplateSyntax", "'\(name)' is closed but was not opened")
  }

  static func closedOther(_ name: String, open: String) -> Diagnostic {
    Diagnostic(
      .error, "TemplateSyntax", "'\(name)' is closed while '\(open)' is open",
      hint: "write {{/\(open)}} first")
  }

  static func neverClosed(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, "TemplateSyntax", "'\(name)' is never closed", hint: "write {{/\(name)}}")
  }

  static func invalid(_ reason: String) -> Diagnostic {
    Diagnostic(.error, "TemplateSyntax", "this is no Mustache template: \(reason)")
  }

  static func unknownTemplate(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownTemplate", "there is no template '\(name)'",
      hint: didYouMean(name, among: known))
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

  static func notText(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, "TemplateVariableIsNoText", "'\(name)' is no text and cannot be printed",
      hint: "open a section with {{#\(name)}} and print what is in it")
  }
}
