import Basics
import Tables

/// Reads the properties of an object of a spec and collects what is wrong with them.
struct PropertyDecoder {
  private(set) var diagnostics: [Diagnostic] = []

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Warns about members that are none of the allowed ones.
  mutating func expect(_ allowed: [String], of value: StructuredValue, in what: String) {
    for member in value.members ?? [] where !allowed.contains(member.name) {
      report(TransformMessages.unknownProperty(member, in: what, allowed: allowed))
    }
  }

  mutating func text(_ name: String, of value: StructuredValue) -> String? {
    guard let property = value[name], !property.isNull else { return nil }
    if let text = property.string { return text }
    report(TransformMessages.wrongKind(name, wanted: "a string", property))
    return nil
  }

  mutating func requiredText(_ name: String, of value: StructuredValue, in what: String) -> String?
  {
    if value[name] == nil { report(TransformMessages.missing(name, in: what, value)) }
    return text(name, of: value)
  }

  mutating func number(_ name: String, of value: StructuredValue) -> Double? {
    guard let property = value[name], !property.isNull else { return nil }
    if let number = property.number { return number }
    report(TransformMessages.wrongKind(name, wanted: "a number", property))
    return nil
  }

  mutating func boolean(_ name: String, of value: StructuredValue) -> Bool? {
    guard let property = value[name], !property.isNull else { return nil }
    if let boolean = property.boolean { return boolean }
    report(TransformMessages.wrongKind(name, wanted: "true or false", property))
    return nil
  }

  /// A list of texts; a single one is a list too.
  mutating func texts(_ name: String, of value: StructuredValue) -> [String] {
    guard let property = value[name], !property.isNull else { return [] }
    if let text = property.string { return [text] }
    if let elements = property.elements {
      let texts = elements.compactMap(\.string)
      if texts.count == elements.count { return texts }
    }
    report(TransformMessages.wrongKind(name, wanted: "a list of strings", property))
    return []
  }

  mutating func numbers(_ name: String, of value: StructuredValue) -> [Double] {
    guard let property = value[name], !property.isNull else { return [] }
    if let elements = property.elements {
      let numbers = elements.compactMap(\.number)
      if numbers.count == elements.count { return numbers }
    }
    report(TransformMessages.wrongKind(name, wanted: "a list of numbers", property))
    return []
  }

  /// A word of an enumeration.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, of value: StructuredValue, as type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let property = value[name], !property.isNull else { return nil }
    guard let text = property.string else {
      report(TransformMessages.wrongKind(name, wanted: "a string", property))
      return nil
    }
    if let choice = Choice(rawValue: text) { return choice }
    let allowed = Choice.allCases.map(\.rawValue)
    report(TransformMessages.notAllowed(text, of: name, allowed: allowed, property.range))
    return nil
  }

  mutating func expression(_ value: StructuredValue, _ name: String, globals: Set<String>)
    -> Expression?
  {
    guard let source = value.string else {
      report(TransformMessages.wrongKind(name, wanted: "an expression in a string", value))
      return nil
    }
    do {
      return try Expression(source, globals: globals)
    } catch {
      report(error.diagnostic(at: value.range, source: source))
      return nil
    }
  }

  /// A time unit by its name, or as an object with `unit`, `step`, `utc`, `binned` and `maxbins`.
  mutating func timeUnit(_ value: StructuredValue) -> TimeUnit? {
    if let name = value.string { return timeUnit(named: name, value.range) }
    guard value.members != nil else {
      report(TransformMessages.wrongKind("timeUnit", wanted: "a string or an object", value))
      return nil
    }
    expect(["unit", "step", "utc", "binned", "maxbins"], of: value, in: "a time unit")
    var unit = TimeUnit(parts: [])
    if let property = value["unit"] {
      guard let name = text("unit", of: value), let named = timeUnit(named: name, property.range)
      else { return nil }
      unit = named
    }
    if let step = number("step", of: value), step >= 1, step < 1e6 { unit.step = Int(step) }
    if boolean("utc", of: value) == true { unit.isUTC = true }
    if boolean("binned", of: value) == true { unit.isBinned = true }
    if let maxbins = number("maxbins", of: value), maxbins >= 1 {
      unit.maxbins = Int(min(1e6, maxbins))
    }
    return unit
  }

  private mutating func timeUnit(named name: String, _ range: SourceRange) -> TimeUnit? {
    if let unit = TimeUnit(name) { return unit }
    report(TransformMessages.notAllowed(name, of: "time unit", allowed: TimeUnit.names, range))
    return nil
  }

  /// Bin parameters: true, or an object. Nil for false and null.
  mutating func bin(_ value: StructuredValue, maxbins: Double = 10) -> BinParameters? {
    if let boolean = value.boolean { return boolean ? BinParameters(maxbins: maxbins) : nil }
    guard value.members != nil else {
      if !value.isNull {
        report(TransformMessages.wrongKind("bin", wanted: "true or an object", value))
      }
      return nil
    }
    let allowed = [
      "maxbins", "base", "divide", "minstep", "step", "steps", "nice", "anchor", "extent", "binned",
    ]
    expect(allowed, of: value, in: "a bin")
    var parameters = BinParameters(maxbins: number("maxbins", of: value) ?? maxbins)
    if let base = number("base", of: value) { parameters.base = base }
    if value["divide"] != nil { parameters.divide = numbers("divide", of: value) }
    if let minstep = number("minstep", of: value) { parameters.minstep = minstep }
    parameters.step = number("step", of: value)
    parameters.steps = numbers("steps", of: value)
    if let nice = boolean("nice", of: value) { parameters.nice = nice }
    parameters.anchor = number("anchor", of: value)
    let extent = numbers("extent", of: value)
    if extent.count == 2 { parameters.extent = (extent[0], extent[1]) }
    return parameters
  }

  /// `sort: [{field, order}]`, or one such object.
  mutating func order(_ name: String, of value: StructuredValue) -> RowOrder {
    guard let property = value[name], !property.isNull else { return RowOrder() }
    let entries = property.elements ?? [property]
    return RowOrder(
      entries.compactMap { entry in
        guard let field = requiredText("field", of: entry, in: "a sort") else { return nil }
        return RowOrder.Key(field: field, isDescending: text("order", of: entry) == "descending")
      })
  }
}
