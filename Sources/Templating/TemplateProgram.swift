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

  /// A `TemplateLookup` in numbers, which cost nothing to pass on.
  struct Lookup: Sendable {
    enum Subject: Sendable {
      case current, place
      /// A run of `names`, one at least.
      case path(Range<Int>)
    }

    var subject: Subject
    /// A run of `functions`.
    var functions: Range<Int>
  }

  /// All static text.
  let text: [UInt8]
  let lookups: [Lookup]
  /// The parts of all paths; each has a number of its own, also where a name comes twice.
  let names: [String]
  let functions: [TemplateFunction]
  /// The first is the template itself.
  let routines: [[Instruction]]
  /// Whether a template includes itself: then only the values bring the program to an end.
  let isRecursive: Bool

  init(
    text: [UInt8], lookups: [TemplateLookup], routines: [[Instruction]], isRecursive: Bool
  ) {
    self.text = text
    self.routines = routines
    self.isRecursive = isRecursive
    var names: [String] = []
    var functions: [TemplateFunction] = []
    self.lookups = lookups.map { lookup in
      let (name, function) = (names.count, functions.count)
      names += lookup.parts
      functions += lookup.functions
      let subject: Lookup.Subject =
        switch lookup.subject {
        case .current: .current
        case .place: .place
        case .path: .path(name..<names.count)
        }
      return Lookup(subject: subject, functions: function..<functions.count)
    }
    self.names = names
    self.functions = functions
  }

  /// Whether a value whose path ends in a name is printed anywhere.
  func prints(_ name: String) -> Bool {
    routines.contains { instructions in
      instructions.contains { instruction in
        switch instruction {
        case .escaped(let lookup), .unescaped(let lookup):
          if case .path(let parts) = lookups[lookup].subject {
            names[parts.upperBound - 1] == name
          } else {
            false
          }
        case .text, .section, .inverted, .call: false
        }
      }
    }
  }
}
