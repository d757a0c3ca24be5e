import Basics
import Tables

/// Reads the properties of a transform or predicate; what the grammar does not take is not there.
///
/// What it collects is what only reading shows: expressions and dates that are none.
struct PropertyDecoder {
  private(set) var diagnostics: [Diagnostic] = []

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// A list of texts; a single one is a list too.
  func texts(_ name: String, of value: StructuredValue) -> [String] {
    guard let property = value[name] else { return [] }
    return property.string.map { [$0] } ?? property.elements?.compactMap(\.string) ?? []
  }

  func numbers(_ name: String, of value: StructuredValue) -> [Double] {
    value[name]?.elements?.compactMap(\.number) ?? []
  }

  /// A word of an enumeration.
  func choice<Choice: RawRepresentable>(
    _ name: String, of value: StructuredValue, as type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    value[name]?.string.flatMap(Choice.init)
  }

  mutating func expression(_ value: StructuredValue, globals: Set<String> = []) -> Expression? {
    guard let source = value.string else { return nil }
    do {
      return try Expression(source, globals: globals)
    } catch {
      report(error.diagnostic(at: value.range, source: source))
      return nil
    }
  }

  /// A time unit by its name, or as an object with `unit`, `step`, `utc`, `binned` and `maxbins`.
  func timeUnit(_ value: StructuredValue) -> TimeUnit? {
    if let name = value.string { return TimeUnit(name) }
    guard value.members != nil else { return nil }
    var unit = TimeUnit(parts: [])
    if let name = value["unit"]?.string {
      guard let named = TimeUnit(name) else { return nil }
      unit = named
    }
    if let step = value["step"]?.number, step >= 1, step < 1e6 { unit.step = Int(step) }
    if value["utc"]?.boolean == true { unit.isUTC = true }
    if value["binned"]?.boolean == true { unit.isBinned = true }
    if let maxbins = value["maxbins"]?.number, maxbins >= 1 {
      unit.maxbins = Int(min(1e6, maxbins))
    }
    return unit
  }

  /// Bin parameters: true, or an object. Nil for false and null.
  func bin(_ value: StructuredValue) -> BinParameters? {
    if value.boolean == true { return BinParameters(maxbins: 10) }
    return Properties(value).map { BinParameters($0, maxbins: 10) }
  }

  /// `sort: [{field, order}]`, or one such object.
  func order(_ name: String, of value: StructuredValue) -> RowOrder {
    guard let property = value[name] else { return RowOrder() }
    return RowOrder(
      (property.elements ?? [property]).compactMap { entry in
        entry["field"]?.string.map {
          RowOrder.Key(field: $0, isDescending: entry["order"]?.string == "descending")
        }
      })
  }
}
