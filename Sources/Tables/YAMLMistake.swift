internal import Yams

/// What is wrong with a text that is no YAML, in words of the format, and what to do about it.
struct YAMLMistake {
  var words: String
  var hint: String?
  /// Where it stands, in Unicode scalars.
  var offset: Int

  /// - Parameters:
  ///   - problem: libyaml's words.
  ///   - context: what libyaml was reading, and where that begins.
  init(_ problem: String, at mark: Mark, in context: YamlError.Context?, of map: YAMLTextMap) {
    offset = map.offset(of: mark)
    let place = Place(map, offset)
    let start = context.map { map.offset(of: $0.mark) }
    func isIn(_ words: String) -> Bool { context?.text.contains(words) ?? false }
    switch problem {
    case "mapping values are not allowed in this context":
      (words, hint) = Self.colon(place)
    case "found character that cannot start any token":
      let sign = place.sign
      words = sign == "\t" ? "a tab cannot indent YAML" : "'\(sign)' cannot begin a text"
      hint = sign == "\t" ? "indent with blanks" : place.quoted
    case _ where problem.contains("tab character"):
      (words, hint) = ("a tab cannot indent YAML", "indent with blanks")
    case "did not find expected key", "did not find expected <document start>":
      (words, hint) = Self.outOfStep(place)
    case "did not find expected '-' indicator":
      words = "this line is out of step with the list above it"
      hint = "begin each item with '- ' in one column, and indent what belongs to it by two more"
    case _ where isIn("quoted scalar") && problem.hasPrefix("found unexpected"):
      offset = start ?? offset
      words = "the quote that begins here is not closed"
      hint = "close it behind the text; within single quotes write '' for one"
    case "found unknown escape character":
      words = "in double quotes '\\' begins an escape, and this is none"
      hint = "write '\\\\' for a backslash, or put the text in single quotes"
    case _ where isIn("flow sequence") || isIn("flow mapping"):
      offset = start ?? offset
      let (name, open, close) =
        isIn("sequence") ? ("list", "[", "]") : ("object", "{", "}")
      words = "the \(name) that begins here with '\(open)' is not closed, or text follows it"
      hint = "close it with '\(close)'; a text that begins with '\(open)' needs quotes around it"
    case "could not find expected ':'":
      offset = start ?? offset
      words = "this line has no ': ' behind its key"
      hint = "write it as key: value"
    case "found undefined alias":
      words = "'*' stands for a value that was named before, and none is"
      hint = Place(map, offset - 1).quoted
    case _ where isIn("scanning an anchor") || isIn("scanning an alias"):
      let sign = start.map { Place(map, $0) }
      words = "'\(sign?.sign ?? "&")' cannot begin a text"
      hint = sign?.quoted
    case "block sequence entries are not allowed in this context":
      words = "a list cannot begin behind its key"
      hint = "begin it on the next line, or write it as [one, two]"
    case "but found another document":
      words = "a second document begins here"
      hint = "take the line '---' out"
    default:
      words = context.map { "\($0.text): \(problem)" } ?? problem
      hint = nil
    }
  }

  /// A second ': ' in a line, or a line that is indented under a value.
  private static func colon(_ place: Place) -> (words: String, hint: String?) {
    if let quoted = place.quotedAfterKey {
      return ("': ' begins a mapping, and this is in a text", quoted)
    }
    return (
      "this line is indented as if it belonged to the value above it",
      "indent it exactly as the key it stands beside"
    )
  }

  private static func outOfStep(_ place: Place) -> (words: String, hint: String?) {
    if place.followsQuote {
      return (
        "text follows the closing quote", "put quotes around all of it; write '' for a quote in it"
      )
    }
    if place.followsBracket, let quoted = place.quotedAfterKey {
      return ("text follows the closing bracket", quoted)
    }
    return (
      "this line is out of step with those above it",
      "indent it exactly as the key it stands beside"
    )
  }

  /// A line of the text, and a place in it.
  private struct Place {
    let line: String
    let column: Int

    init(_ map: YAMLTextMap, _ offset: Int) {
      (line, column) = map.line(at: max(0, offset))
    }

    private var before: Substring {
      Substring(line.unicodeScalars.prefix(column))
    }

    private var after: Substring {
      Substring(line.unicodeScalars.dropFirst(column))
    }

    var sign: Character { after.first ?? " " }

    private var trimmedBefore: Substring {
      var text = before
      while text.last?.isWhitespace ?? false { text.removeLast() }
      return text
    }

    var followsQuote: Bool { trimmedBefore.last == "\"" || trimmedBefore.last == "'" }

    var followsBracket: Bool { trimmedBefore.last == "]" || trimmedBefore.last == "}" }

    /// How to write what follows the place.
    var quoted: String? { Self.hint(key: trimmedBefore, value: after) }

    /// How to write what follows the line's first ': ', where that is before the place.
    var quotedAfterKey: String? {
      var rest = before
      while let colon = rest.firstIndex(of: ":") {
        let next = line.index(after: colon)
        if next < before.endIndex, line[next] == " " {
          return Self.hint(key: line[...colon], value: line[next...])
        }
        rest = rest[rest.index(after: colon)...]
      }
      return nil
    }

    /// What of a line is one entry of the brackets that are open in it: of "assay: {unit:" and
    /// "%, decimals: 1}" that is "unit:" and "%".
    private static func entry(_ key: Substring, _ value: Substring) -> (Substring, Substring) {
      var depth = 0
      var start = key.startIndex
      for index in key.indices {
        switch key[index] {
        case "{", "[":
          depth += 1
          start = key.index(after: index)
        case ",": start = key.index(after: index)
        case "}", "]": depth -= 1
        default: continue
        }
      }
      guard depth > 0 else { return (key, value) }
      return (key[start...], value.prefix { !",]}".contains($0) })
    }

    private static func hint(key: Substring, value: Substring) -> String {
      let (key, value) = entry(key, value)
      return plainHint(key: key, value: value)
    }

    private static func plainHint(key: Substring, value: Substring) -> String {
      var value = value.drop(while: \.isWhitespace)
      while value.last?.isWhitespace ?? false { value.removeLast() }
      let key = key.drop(while: \.isWhitespace)
      guard value.count + key.count <= 100, !key.isEmpty else {
        return "put quotes around the text"
      }
      let quoted =
        value.contains("\"")
        ? "'" + value.replacing("'", with: "''") + "'"
        : "\"" + value.replacing("\\", with: "\\\\") + "\""
      return "put quotes around the text: \(key) \(quoted)"
    }
  }
}
