/// Runs a program on a value.
struct TemplateRenderer {
  private let program: TemplateProgram
  private var output: [UInt8] = []
  /// What the open sections stand for, innermost last.
  private var stack: [TemplateValue]
  /// Where each name of the program was found in a record last: records of a kind have their
  /// members in the same order.
  private var hints: [Int]
  /// The place in the list that is being printed.
  private var place = (index: 0, count: 0)
  private var depth = 0
  private var calls = 0
  /// How many partials and entries of lists were begun.
  private var steps = 0
  private var isFull = false

  /// Bounds for templates that include themselves. The check of templates refuses them; this keeps
  /// what is rendered all the same from going on without end.
  private static let deepestRecursion = 100
  private static let mostRecursiveCalls = 10_000
  /// Bounds for all templates: lists in lists and partials in partials multiply.
  private static let mostSteps = 200_000
  private static let mostBytes = 50_000_000

  private init(_ program: TemplateProgram, _ value: TemplateValue) {
    self.program = program
    stack = [value.resolved]
    hints = Array(repeating: 0, count: program.names.count)
  }

  /// The bytes that a program prints when it is run on a value; nil where they would be too many.
  static func render(_ program: TemplateProgram, _ value: TemplateValue) -> [UInt8]? {
    var renderer = TemplateRenderer(program, value)
    renderer.output.reserveCapacity(2 * program.text.count + 1024)
    renderer.call(0)
    return renderer.isFull ? nil : renderer.output
  }

  /// Counts a partial or an entry of a list; false where there were too many.
  private mutating func mayGoOn() -> Bool {
    steps += 1
    if steps > Self.mostSteps || output.count > Self.mostBytes { isFull = true }
    return !isFull
  }

  private mutating func call(_ routine: Int) {
    guard mayGoOn() else { return }
    if program.isRecursive {
      guard depth < Self.deepestRecursion, calls < Self.mostRecursiveCalls else { return }
      depth += 1
      calls += 1
    }
    let code = program.routines[routine]
    run(code, code.indices)
    depth -= 1
  }

  private mutating func run(_ code: [TemplateProgram.Instruction], _ range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound, !isFull {
      switch code[at] {
      case .text(let run):
        output.append(contentsOf: program.text[run])
      case .escaped(let lookup):
        switch value(lookup) {
        case .text(let text): HTMLText.append(text, to: &output)
        case .flag(let flag): output.append(contentsOf: String(flag).utf8)
        case .absent, .list, .record, .deferred: break
        }
      case .unescaped(let lookup):
        switch value(lookup) {
        case .text(let text): output.append(contentsOf: text.utf8)
        case .flag(let flag): output.append(contentsOf: String(flag).utf8)
        case .absent, .list, .record, .deferred: break
        }
      case .section(let lookup, let end):
        section(value(lookup), code, (at + 1)..<end)
        at = end
        continue
      case .inverted(let lookup, let end):
        switch value(lookup) {
        case .absent, .flag(false): run(code, (at + 1)..<end)
        case .list(let elements) where elements.isEmpty: run(code, (at + 1)..<end)
        case .flag, .list, .text, .record, .deferred: break
        }
        at = end
        continue
      case .call(let routine):
        call(routine)
      }
      if output.count > Self.mostBytes { isFull = true }
      at += 1
    }
  }

  private mutating func section(
    _ value: TemplateValue, _ code: [TemplateProgram.Instruction], _ body: Range<Int>
  ) {
    switch value {
    case .absent, .flag(false), .deferred: break
    case .flag(true): run(code, body)
    case .text, .record:
      stack.append(value)
      run(code, body)
      stack.removeLast()
    case .list(let elements):
      let outer = place
      for (index, element) in elements.enumerated() {
        guard mayGoOn() else { break }
        place = (index, elements.count)
        stack.append(element.resolved)
        run(code, body)
        stack.removeLast()
      }
      place = outer
    }
  }

  // MARK: - Values

  /// The value that a lookup finds, never a deferred one.
  private mutating func value(_ lookup: Int) -> TemplateValue {
    let lookup = program.lookups[lookup]
    var functions = lookup.functions
    var value: TemplateValue
    switch lookup.subject {
    case .path(let names): value = self.value(names)
    case .current: value = stack.last ?? .absent
    case .place:
      let first = program.functions[functions.lowerBound]
      functions = (functions.lowerBound + 1)..<functions.upperBound
      value = place.count == 0 ? .absent : first.of(index: place.index, count: place.count)
    }
    for function in functions { value = program.functions[function].of(value) }
    return value
  }

  /// The innermost value of the first name, and what the others name in it. A value that is absent
  /// hides those outside.
  private mutating func value(_ names: Range<Int>) -> TemplateValue {
    var value: TemplateValue?
    var at = stack.count
    while at > 0 {
      at -= 1
      if let found = member(names.lowerBound, of: stack[at]) {
        value = found
        break
      }
    }
    for name in names.dropFirst() {
      value = value.flatMap { member(name, of: $0) }
    }
    return value ?? .absent
  }

  private mutating func member(_ name: Int, of value: TemplateValue) -> TemplateValue? {
    guard case .record(let record) = value,
      let (index, member) = record.member(program.names[name], hint: hints[name])
    else { return nil }
    hints[name] = index
    return member.resolved
  }
}
