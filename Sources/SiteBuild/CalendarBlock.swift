import Basics
import Database
import Incremental
import Markup
import SiteModel
import Tables

/// What a `calendar` block says of the file it makes.
struct CalendarBlock: Sendable {
  var file = ""
  var title = ""
  /// The columns that say when, what, and which event it is.
  var columns: [(role: Role, name: String, range: SourceRange)] = []

  enum Role: String, CaseIterable { case date, summary, description, uid }

  static func decode(
    _ value: StructuredValue, path: String
  ) -> (block: CalendarBlock, diagnostics: [Diagnostic]) {
    let (block, diagnostics) = ObjectReader.read(value, path: path, subject: "the calendar") {
      reader in
      var block = CalendarBlock()
      block.file = reader.require("file", reader.string("file")) ?? ""
      if !block.file.isEmpty, !Self.isFileName(block.file) {
        reader.report(
          BuildMessages.calendarFileName(block.file).at(path, reader.range(of: "file")))
      }
      block.title = reader.require("title", reader.string("title")) ?? ""
      for role in Role.allCases {
        var name = reader.string(role.rawValue)
        if role != .description { name = reader.require(role.rawValue, name) }
        if let name { block.columns.append((role, name, reader.range(of: role.rawValue))) }
      }
      return block
    }
    return (block, diagnostics)
  }

  private static func isFileName(_ name: String) -> Bool {
    name.hasSuffix(".ics") && name.count > 4 && !name.hasPrefix(".")
      && name.utf8.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: ".") }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

/// Events of whole days as an iCalendar file (RFC 5545).
struct ICalendar {
  struct Event {
    var uid: String
    var date: CalendarDate
    var summary: String
    var description: String?
  }

  var name: String
  var publisher: String
  var url: String
  /// When the events were written down; the day of the event itself where a page has no date.
  var stamp: CalendarDate?
  var events: [Event] = []

  var text: String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//\(Self.escaped(publisher))//Assay//EN",
      "CALSCALE:GREGORIAN", "X-WR-CALNAME:\(Self.escaped(name))",
    ]
    for event in events {
      lines += [
        "BEGIN:VEVENT", "UID:\(Self.escaped(event.uid))",
        "DTSTAMP:\(Self.day(stamp ?? event.date))T000000Z",
        "DTSTART;VALUE=DATE:\(Self.day(event.date))",
        "DTEND;VALUE=DATE:\(Self.day(event.date.adding(days: 1) ?? event.date))",
        "SUMMARY:\(Self.escaped(event.summary))",
      ]
      if let description = event.description {
        lines.append("DESCRIPTION:\(Self.escaped(description))")
      }
      lines += ["URL:\(url)", "TRANSP:TRANSPARENT", "END:VEVENT"]
    }
    lines.append("END:VCALENDAR")
    return lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  private static func day(_ date: CalendarDate) -> String {
    date.description.replacing("-", with: "")
  }

  /// RFC 5545, 3.3.11: what has a meaning of its own in a text gets a backslash.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", ";", ",": result += "\\\(character)"
      case _ where character.isNewline: result += "\\n"
      default: result.append(character)
      }
    }
    return result
  }

  /// RFC 5545, 3.1: a line has at most 75 octets, and goes on after a line end and a blank.
  private static func folded(_ line: String) -> String {
    var result = ""
    var width = 0
    for scalar in line.unicodeScalars {
      let octets = UTF8.width(scalar)
      if width + octets > 75 {
        result += "\r\n "
        width = 1
      }
      result.unicodeScalars.append(scalar)
      width += octets
    }
    return result
  }
}

extension PageComposer {
  /// A calendar file of a named result, and the link to it.
  func calendarBlock(_ block: FencedBlock, _ state: inout RenderState) throws -> String {
    guard !block.arguments.isEmpty else {
      state.diagnostics.append(
        BuildMessages.blockWithoutName("calendar").at(block.path, block.infoRange))
      return ""
    }
    guard let options = try options(of: block, &state),
      let texts = try computedTexts(in: options, block, &state)
    else { return "" }
    let (choice, diagnostics) = CalendarBlock.decode(texts.filled(options), path: "")
    state.diagnostics += diagnostics.map { block.placed($0.withoutPath) }
    guard
      let table = try table(
        named: block.arguments, block, range: block.infoRange, &state),
      !diagnostics.contains(where: { $0.severity == .error })
    else { return "" }
    let withheld = try results[block.arguments].map {
      try recorder.value(WithheldKey(sql: $0.sql)).withheld
    }
    let used = Set(choice.columns.map(\.name))
    if let withheld, withheld.isWhole || !used.isDisjoint(with: withheld.columns) {
      try tellWithheld("calendar", withheld.reasons, block, &state)
      return BlockHTML.paragraph(
        "note", "Download:", escaped(BuildMessages.nothingToDownload(withheld.reasons)))
    }
    let (events, mistakes) = Self.events(choice, table)
    state.diagnostics += mistakes.map { block.placed($0) }
    if mistakes.isEmpty, let finding = Self.finding(events) {
      state.diagnostics.append(finding.at(block.path, block.infoRange))
      return ""
    }
    let host = settings.baseURL.split(separator: "/").dropFirst().first ?? "localhost"
    let calendar = ICalendar(
      name: choice.title, publisher: settings.publisher ?? settings.title,
      url: settings.permalink(page.url), stamp: page.asOf,
      events: events.map { event in
        var event = event
        event.uid += "@\(host)"
        return event
      })
    body.attachments.append(Body.Attachment(name: choice.file, bytes: Array(calendar.text.utf8)))
    return BlockHTML.downloads([(choice.file, "Calendar (iCalendar)")], of: choice.title)
  }

  /// What is wrong with the events together: there are none, or calendars would take two for one.
  private static func finding(_ events: [ICalendar.Event]) -> Diagnostic? {
    if events.isEmpty { return BuildMessages.emptyCalendar() }
    var seen: Set<String> = []
    return events.first { !seen.insert($0.uid).inserted }.map { BuildMessages.repeatedUID($0.uid) }
  }

  /// The rows that have a date, as events; a date that is none is a mistake of its column.
  private static func events(
    _ choice: CalendarBlock, _ table: Table
  ) -> (events: [ICalendar.Event], mistakes: [Diagnostic]) {
    var mistakes: [Diagnostic] = []
    var indices: [CalendarBlock.Role: Int] = [:]
    for column in choice.columns {
      indices[column.role] = table.index(of: column.name)
      if indices[column.role] == nil {
        mistakes.append(
          BuildMessages.unknownTableColumn(column.name, known: table.columns.map(\.name))
            .at("", column.range).withoutPath)
      }
    }
    guard mistakes.isEmpty, let date = indices[.date], let summary = indices[.summary],
      let uid = indices[.uid], let range = choice.columns.first?.range
    else { return ([], mistakes) }
    var events: [ICalendar.Event] = []
    for row in table.rows where row[date] != .null {
      guard let day = CalendarDate(row[date].machineText) else {
        mistakes.append(
          BuildMessages.calendarDate(row[date].machineText).at("", range).withoutPath)
        continue
      }
      let description = indices[.description].map { row[$0] }
      events.append(
        ICalendar.Event(
          uid: row[uid].machineText, date: day, summary: row[summary].machineText,
          description: description == .null ? nil : description?.machineText))
    }
    return (events, mistakes)
  }
}
