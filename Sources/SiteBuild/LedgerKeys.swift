import Basics
import Incremental
import Ledger
import Tables

/// The claims of the site, whenever they were known.
struct LedgerKey: SiteKey {
  typealias Value = LedgerContents
  static let rule = "ledger"
  static let isStored = false
}

/// A claim with its documents and origins, as an edition of a day sees it.
///
/// What reads one claim does not run again when another one is edited.
struct ClaimEntryKey: RuleKey {
  typealias Value = ClaimAnswer
  static let rule = "claim"
  static let isStored = true

  let claim: String
  let asOf: CalendarDate?

  init(_ claim: String, asOf: CalendarDate?) {
    self.claim = claim
    self.asOf = asOf
  }

  var words: String { asOf.map { "\(claim) on \($0)" } ?? claim }

  func encode(to writer: inout ByteWriter) {
    writer.write(claim)
    writer.write(asOf) { $0.write($1) }
  }

  init(from reader: inout ByteReader) throws {
    self.init(try reader.string(), asOf: try reader.optional { try $0.value() })
  }
}

/// The ids of all claims, for near misses.
struct ClaimIDsKey: SiteKey {
  typealias Value = [String]
  static let rule = "claim ids"
  static let isStored = true
}

/// A ledger with a byte form: that of the tables it was read from.
struct LedgerContents: Sendable, ByteCodable {
  let ledger: ClaimLedger
  private let tables: [LoadedTable]

  init(_ tables: [LoadedTable]) {
    self.tables = tables
    ledger = ClaimLedger(tables)
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(list: tables) {
      $0.write($1.name)
      $0.write($1.table)
    }
  }

  init(from reader: inout ByteReader) throws {
    self.init(
      try reader.list { LoadedTable(name: try $0.string(), table: try $0.value()) })
  }
}

/// What the ledger knows of a claim's id.
enum ClaimAnswer: Sendable, Hashable, ByteCodable {
  case entry(ClaimEntry)
  /// There is such a claim, but the edition's day comes before it was known.
  case notYetKnown(CalendarDate)
  case unknown
  /// The data have no table of claims.
  case noLedger

  func encode(to writer: inout ByteWriter) {
    switch self {
    case .unknown: writer.write(UInt8(0))
    case .noLedger: writer.write(UInt8(1))
    case .notYetKnown(let date):
      writer.write(UInt8(2))
      writer.write(date.description)
    case .entry(let entry):
      writer.write(UInt8(3))
      writer.write(entry)
    }
  }

  init(from reader: inout ByteReader) throws {
    switch try reader.byte() {
    case 0: self = .unknown
    case 1: self = .noLedger
    case 2:
      guard let date = CalendarDate(try reader.string()) else { throw ByteDecodingError() }
      self = .notYetKnown(date)
    case 3: self = .entry(try reader.value())
    default: throw ByteDecodingError()
    }
  }
}

/// The checks of the ledger, with what they find reported.
struct LedgerCheckKey: SiteKey {
  typealias Value = Bool
  static let rule = "ledger check"
  static let isStored = true
}

/// How the site's settings set the checks.
struct CheckSettingsKey: SiteKey {
  typealias Value = CheckSettings
  static let rule = "check settings"
  static let isStored = true
}

/// The stored texts of sources, by their archive numbers.
struct ArchiveKey: SiteKey {
  typealias Value = StoredTexts
  static let rule = "archive"
  static let isStored = false
}

struct StoredTexts: Sendable, ByteCodable {
  var texts: [String: String] = [:]

  init() {}

  func encode(to writer: inout ByteWriter) {
    writer.write(list: texts.sorted { $0.key < $1.key }) {
      $0.write($1.key)
      $0.write($1.value)
    }
  }

  init(from reader: inout ByteReader) throws {
    let pairs = try reader.list { (try $0.string(), try $0.string()) }
    texts = Dictionary(pairs) { first, _ in first }
  }
}
