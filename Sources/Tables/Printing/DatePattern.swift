package import Basics

/// How a date prints: `d MMMM yyyy`, `d MMM yyyy`, `MMMM yyyy`, `yyyy-MM-dd`.
///
/// Letters are those of Unicode's date patterns: `d` and `dd`, `M`, `MM`, `MMM` and `MMMM`, `yyyy`,
/// `EEE` and `EEEE` for the weekday. Names are English. Text between apostrophes is taken as it is.
package struct DatePattern: Hashable, Sendable {
  enum Part: Hashable, Sendable {
    case text(String)
    case day(width: Int)
    case month(width: Int)
    case year
    case weekday(width: Int)
  }

  let parts: [Part]

  /// The pattern, or nil where it has no date part or a letter that means nothing.
  package init?(_ text: String) {
    var parts: [Part] = []
    var characters = splitQuoted(text)[...]
    while let next = characters.first {
      let run = characters.prefix { $0.quoted == next.quoted && $0.character == next.character }
      characters.removeFirst(run.count)
      guard !next.quoted, next.character.isASCII, next.character.isLetter else {
        parts.append(.text(String(run.map(\.character))))
        continue
      }
      switch (next.character, run.count) {
      case ("d", 1...2): parts.append(.day(width: run.count))
      case ("M", 1...4): parts.append(.month(width: run.count))
      case ("y", 4): parts.append(.year)
      case ("E", 3...4): parts.append(.weekday(width: run.count))
      default: return nil
      }
    }
    let isText: (Part) -> Bool = { if case .text = $0 { true } else { false } }
    guard !parts.allSatisfy(isText) else { return nil }
    self.parts = parts
  }

  /// The text of a date (`2026-02-05`), of a date with a time, of a month (`2026-02`) or of a year;
  /// nil where the text is none of these, or less exact than the pattern.
  package func text(_ iso: String) -> String? {
    let precise = iso.count > 10 && iso.dropFirst(10).first == "T" ? String(iso.prefix(10)) : iso
    if let date = CalendarDate(precise) {
      return parts.map { text(of: $0, date) }.joined()
    }
    guard !needsDay else { return nil }
    if let month = CalendarDate(iso + "-01") {
      return parts.map { text(of: $0, month) }.joined()
    }
    guard !needsMonth, let year = CalendarDate(iso + "-01-01") else { return nil }
    return parts.map { text(of: $0, year) }.joined()
  }

  package func text(_ date: CalendarDate) -> String {
    parts.map { text(of: $0, date) }.joined()
  }

  private var needsDay: Bool {
    parts.contains { part in
      switch part {
      case .day, .weekday: true
      default: false
      }
    }
  }

  private var needsMonth: Bool {
    parts.contains { if case .month = $0 { true } else { false } }
  }

  private func text(of part: Part, _ date: CalendarDate) -> String {
    switch part {
    case .text(let text): text
    case .day(let width): padded(date.day, width)
    case .month(let width) where width <= 2: padded(date.month, width)
    case .month(let width):
      width == 3
        ? String(Self.monthNames[date.month - 1].prefix(3)) : Self.monthNames[date.month - 1]
    case .year: String(date.year)
    case .weekday(let width):
      width == 3
        ? String(Self.weekdayNames[date.weekday - 1].prefix(3))
        : Self.weekdayNames[date.weekday - 1]
    }
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  static let weekdayNames = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
}
