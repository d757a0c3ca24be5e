package import Basics

/// A claim with what it rests on: the entry that a figure on a page links to.
package struct ClaimEntry: Hashable, Sendable {
  package struct Support: Hashable, Sendable {
    package var citation: Citation
    /// Nil where the citation names a source that does not exist or is not known yet.
    package var source: Source?
  }

  package var claim: Claim
  package var standing: ClaimStanding
  /// The claim's value with qualifier and unit.
  package var text: String
  package var subjectName: String
  package var speakerName: String?
  /// In the order of the table.
  package var support: [Support]
  /// The sources from which all the documents derive, in the order of their first citation.
  package var origins: [Source]
  /// The conflicts that have the claim on a side.
  package var conflicts: [String]

  package var documents: Int { Set(support.map(\.citation.source)).count }
}

// The byte forms leave out where a row stands: it moves when other rows are added, and an entry
// that says the same must have the same bytes.

extension ClaimEntry: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(claim)
    writer.write(standing)
    writer.write(text)
    writer.write(subjectName)
    writer.write(speakerName)
    writer.write(list: support) { writer, support in
      writer.write(support.citation)
      writer.write(support.source) { $0.write($1) }
    }
    writer.write(origins)
    writer.write(list: conflicts) { $0.write($1) }
  }

  package init(from reader: inout ByteReader) throws {
    claim = try reader.value()
    standing = try reader.value()
    text = try reader.string()
    subjectName = try reader.string()
    speakerName = try reader.optionalString()
    support = try reader.list {
      Support(citation: try $0.value(), source: try $0.optional { try $0.value() })
    }
    origins = try reader.values()
    conflicts = try reader.list { try $0.string() }
  }
}

extension Claim: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    for text in [id, subject, predicate] { writer.write(text) }
    writer.write(value)
    writer.write(unit)
    writer.write(basis)
    writer.write(qualifier.rawValue)
    writer.write(qualifierText)
    writer.write(status.rawValue)
    writer.write(asOf)
    writer.write(knownOn?.description)
    writer.write(supersededBy)
    writer.write(supersededOn?.description)
    writer.write(speaker)
    writer.write(confidence.rawValue)
    writer.write(topic)
    writer.write(note)
  }

  package init(from reader: inout ByteReader) throws {
    self.init(
      id: try reader.string(), subject: try reader.string(), predicate: try reader.string(),
      value: try reader.value())
    unit = try reader.optionalString()
    basis = try reader.optionalString()
    qualifier = try reader.word()
    qualifierText = try reader.optionalString()
    status = try reader.word()
    asOf = try reader.string()
    knownOn = try reader.optionalDate()
    supersededBy = try reader.optionalString()
    supersededOn = try reader.optionalDate()
    speaker = try reader.optionalString()
    confidence = try reader.word()
    topic = try reader.optionalString()
    note = try reader.optionalString()
  }
}

extension ClaimValue: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    switch self {
    case .number(let number):
      writer.write(UInt8(0))
      writer.write(number)
    case .range(let low, let high):
      writer.write(UInt8(1))
      writer.write(low)
      writer.write(high)
    case .text(let text):
      writer.write(UInt8(2))
      writer.write(text)
    case .date(let date):
      writer.write(UInt8(3))
      writer.write(date.description)
    }
  }

  package init(from reader: inout ByteReader) throws {
    switch try reader.byte() {
    case 0: self = .number(try reader.double())
    case 1: self = .range(try reader.double(), try reader.double())
    case 2: self = .text(try reader.string())
    case 3: self = .date(try reader.date())
    default: throw ByteDecodingError()
    }
  }
}

extension ClaimStanding: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    switch self {
    case .current: writer.write(UInt8(0))
    case .wrong: writer.write(UInt8(1))
    case .notYetKnown(let date):
      writer.write(UInt8(2))
      writer.write(date.description)
    case .superseded(let claim, let date):
      writer.write(UInt8(3))
      writer.write(claim)
      writer.write(date.description)
    }
  }

  package init(from reader: inout ByteReader) throws {
    switch try reader.byte() {
    case 0: self = .current
    case 1: self = .wrong
    case 2: self = .notYetKnown(try reader.date())
    case 3: self = .superseded(by: try reader.optionalString(), on: try reader.date())
    default: throw ByteDecodingError()
    }
  }
}

extension Citation: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(claim)
    writer.write(source)
    for text in [locator, quotation, origin] { writer.write(text) }
    writer.write(relation.rawValue)
    writer.write(knownOn?.description)
  }

  package init(from reader: inout ByteReader) throws {
    self.init(claim: try reader.string(), source: try reader.string())
    locator = try reader.optionalString()
    quotation = try reader.optionalString()
    origin = try reader.optionalString()
    relation = try reader.word()
    knownOn = try reader.optionalDate()
  }
}

extension Source: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(id)
    for text in [kind, publisher, title, url, publishedOn, licence, archiveID, note] {
      writer.write(text)
    }
    writer.write(knownOn?.description)
  }

  package init(from reader: inout ByteReader) throws {
    self.init(id: try reader.string())
    kind = try reader.optionalString()
    publisher = try reader.optionalString()
    title = try reader.optionalString()
    url = try reader.optionalString()
    publishedOn = try reader.optionalString()
    licence = try reader.optionalString()
    archiveID = try reader.optionalString()
    note = try reader.optionalString()
    knownOn = try reader.optionalDate()
  }
}

extension ByteReader {
  fileprivate mutating func word<Word: RawRepresentable>() throws -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: try string()) else { throw ByteDecodingError() }
    return word
  }

  fileprivate mutating func date() throws -> CalendarDate {
    guard let date = CalendarDate(try string()) else { throw ByteDecodingError() }
    return date
  }

  fileprivate mutating func optionalDate() throws -> CalendarDate? {
    try optional { try $0.date() }
  }
}
