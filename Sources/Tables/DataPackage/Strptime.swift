import Basics

/// The part of `strptime` patterns that needs no locale: `%Y %y %m %d %b %B %H %M %S %%`.
struct Strptime {
  private let pattern: [Character]

  /// What a text said; parts that the pattern lacks are nil.
  struct Parts {
    var year: Int?
    var month: Int?
    var day: Int?
    var hour: Int?
    var minute: Int?
    var second: Int?

    var dateText: String? {
      guard let year, let month, let day else { return nil }
      return CalendarDate(year: year, month: month, day: day)?.description
    }

    var timeText: String? {
      guard let hour, hour < 24, (minute ?? 0) < 60, (second ?? 0) <= 60 else { return nil }
      return [hour, minute ?? 0, second ?? 0].map(padded).joined(separator: ":")
    }

    var dateTimeText: String? {
      guard let date = dateText, let time = timeText else { return nil }
      return date + "T" + time
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  }

  /// The pattern, or nil where it has no directive or one that is not among ours.
  init?(_ pattern: String) {
    self.pattern = Array(pattern)
    var directives = 0
    var index = 0
    while index < self.pattern.count {
      if self.pattern[index] == "%" {
        index += 1
        guard index < self.pattern.count, "YymdbBHMS%".contains(self.pattern[index]) else {
          return nil
        }
        if self.pattern[index] != "%" { directives += 1 }
      }
      index += 1
    }
    guard directives > 0 else { return nil }
  }

  func read(_ text: String) -> Parts? {
    var parts = Parts()
    var rest = Array(text)[...]
    var index = 0
    while index < pattern.count {
      let character = pattern[index]
      index += 1
      guard character == "%" else {
        guard rest.popFirst() == character else { return nil }
        continue
      }
      let directive = pattern[index]
      index += 1
      guard read(directive, &rest, &parts) else { return nil }
    }
    return rest.isEmpty ? parts : nil
  }

  private func read(
    _ directive: Character, _ rest: inout ArraySlice<Character>, _ parts: inout Parts
  ) -> Bool {
    // As in Python: a year has all its digits, whatever else may have fewer.
    func number(_ most: Int, least: Int = 1) -> Int? {
      let digits = rest.prefix(most).prefix { $0.isASCII && $0.isNumber }
      guard digits.count >= least else { return nil }
      rest = rest.dropFirst(digits.count)
      return Int(String(digits))
    }
    switch directive {
    case "%": return rest.popFirst() == "%"
    case "Y":
      parts.year = number(4, least: 4)
      return parts.year != nil
    case "y":
      // As POSIX: 69 to 99 are of the last century.
      parts.year = number(2, least: 2).map { $0 >= 69 ? 1900 + $0 : 2000 + $0 }
      return parts.year != nil
    case "m":
      parts.month = number(2)
      return parts.month != nil
    case "d":
      parts.day = number(2)
      return parts.day != nil
    case "H":
      parts.hour = number(2)
      return parts.hour != nil
    case "M":
      parts.minute = number(2)
      return parts.minute != nil
    case "S":
      parts.second = number(2)
      return parts.second != nil
    default:
      let text = String(rest).lowercased()
      for (index, name) in DatePattern.monthNames.enumerated() {
        let wanted = (directive == "b" ? String(name.prefix(3)) : name).lowercased()
        if text.hasPrefix(wanted) {
          rest = rest.dropFirst(wanted.count)
          parts.month = index + 1
          return true
        }
      }
      return false
    }
  }
}
