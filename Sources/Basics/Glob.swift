/// A pattern of names: `*` is any characters of one name, `**` any characters, `?` one character.
package struct Glob: Hashable, Sendable {
  private enum Part: Hashable {
    case byte(UInt8)
    /// One byte, or any number of them; slashes among them or not.
    case any(repeats: Bool, slashes: Bool)
  }

  private let parts: [Part]

  package init(_ pattern: String) {
    var parts: [Part] = []
    for byte in pattern.utf8 {
      switch byte {
      case UInt8(ascii: "?"): parts.append(.any(repeats: false, slashes: false))
      case UInt8(ascii: "*"):
        if case .any(repeats: true, _) = parts.last {
          parts[parts.count - 1] = .any(repeats: true, slashes: true)
        } else {
          parts.append(.any(repeats: true, slashes: false))
        }
      default: parts.append(.byte(byte))
      }
    }
    self.parts = parts
  }

  /// Whether the whole name fits; takes at most the product of both lengths in steps.
  package func matches(_ name: String) -> Bool {
    // Which beginnings of the pattern fit what has been read so far.
    var fits = [Bool](repeating: false, count: parts.count + 1)
    fits[0] = true
    skipRepeats(&fits)
    for byte in name.utf8 {
      var next = [Bool](repeating: false, count: parts.count + 1)
      for (index, part) in parts.enumerated() where fits[index] {
        switch part {
        case .byte(let wanted): if byte == wanted { next[index + 1] = true }
        case .any(let repeats, let slashes):
          if byte != UInt8(ascii: "/") || slashes { next[repeats ? index : index + 1] = true }
        }
      }
      skipRepeats(&next)
      fits = next
    }
    return fits[parts.count]
  }

  /// A part that repeats fits nothing, too.
  private func skipRepeats(_ fits: inout [Bool]) {
    for (index, part) in parts.enumerated() where fits[index] {
      if case .any(repeats: true, _) = part { fits[index + 1] = true }
    }
  }
}
