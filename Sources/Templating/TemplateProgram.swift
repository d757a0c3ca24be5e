/// A template with all that it includes, ready to run: what the renderer needs and no more.
final class TemplateProgram: Sendable {
  enum Instruction: Sendable {
    /// Prints a run of `text`.
    case text(Range<Int>)
    case escaped(lookup: Int)
    case unescaped(lookup: Int)
    /// What it repeats are the instructions after it, up to `end`.
    case section(lookup: Int, end: Int)
    case inverted(lookup: Int, end: Int)
    /// Runs another routine: a template that is included.
    case call(routine: Int)
  }

  /// All static text.
  let text: [UInt8]
  let lookups: [TemplateLookup]
  /// The first is the template itself.
  let routines: [[Instruction]]
  /// Whether a template includes itself: then only the values bring the program to an end.
  let isRecursive: Bool

  init(
    text: [UInt8], lookups: [TemplateLookup], routines: [[Instruction]], isRecursive: Bool
  ) {
    self.text = text
    self.lookups = lookups
    self.routines = routines
    self.isRecursive = isRecursive
  }
}
