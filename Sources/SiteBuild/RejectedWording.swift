import Basics
import Incremental
import Ledger
import Tables

/// The words that rulings have rejected for what claims count, so that few sentences are looked at
/// closely.
struct RejectedWordsKey: SiteKey {
  typealias Value = [String]
  static let rule = "rejected words"
  static let isStored = true
}

/// A sentence that has rejected words in it, and the claims that it cites.
struct SentenceCheckKey: RuleKey {
  typealias Value = [SentenceFinding]
  static let rule = "sentence check"
  static let isStored = true

  let sentence: String
  let cited: [String]

  init(_ sentence: String, citing cited: [String]) {
    (self.sentence, self.cited) = (sentence, cited)
  }

  var words: String { (cited + [sentence]).joined(separator: " ") }

  func encode(to writer: inout ByteWriter) {
    writer.write(sentence)
    writer.write(list: cited) { $0.write($1) }
  }

  init(from reader: inout ByteReader) throws {
    self.init(try reader.string(), citing: try reader.list { try $0.string() })
  }
}

/// What is wrong with a sentence, with the bytes of it that are meant.
struct SentenceFinding: Sendable, ByteCodable {
  var diagnostic: Diagnostic
  var bytes: Range<Int>
  /// What the finding concerns: the claim, then the conflict.
  var names: [String]

  init(diagnostic: Diagnostic, bytes: Range<Int>, names: [String]) {
    (self.diagnostic, self.bytes, self.names) = (diagnostic, bytes, names)
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(diagnostic)
    writer.write(bytes.lowerBound)
    writer.write(bytes.upperBound)
    writer.write(list: names) { $0.write($1) }
  }

  init(from reader: inout ByteReader) throws {
    diagnostic = try reader.value()
    let low = try reader.int()
    bytes = low..<max(low, try reader.int())
    names = try reader.list { try $0.string() }
  }
}

/// The rules about words that a conflict's ruling has rejected.
enum RejectedWording {
  static let rules = [
    Rule(RejectedWordsKey.self) { _, recorder in
      // The table itself, so that an edit of any other of the ledger's does not ask again.
      let table = try recorder.value(TableKey("conflict_wording")).loaded.table
      guard let words = table.index(of: "words") else { return [] }
      return Set(table.rows.map { $0[words].machineText.lowercased() }).sorted()
    },
    Rule(SentenceCheckKey.self) { key, recorder in
      let settings = try recorder.value(CheckSettingsKey())
      let ledger = try recorder.value(LedgerKey()).ledger
      return ledger.rejectedWording(in: key.sentence, citing: Set(key.cited)).compactMap { found in
        let finding = found.finding
        guard
          let severity = settings.severity(of: .rejectedWording, concerning: finding.claims)
        else { return nil }
        return SentenceFinding(
          diagnostic: Diagnostic(
            severity, finding.check.rawValue, finding.summary, explanation: finding.explanation,
            hint: finding.hint),
          bytes: found.offsets, names: finding.claims)
      }
    },
  ]

  /// What is wrong with the sentences of a paragraph, with the characters of it that are meant.
  ///
  /// A paragraph that names the conflict tells of the words, so its sentences may use them.
  static func findings(
    in text: FigureProse.Text, words: [String], _ recorder: Recorder
  ) throws -> [(diagnostic: Diagnostic, place: Range<Int>)] {
    var findings: [(diagnostic: Diagnostic, place: Range<Int>)] = []
    for sentence in text.sentences
    where words.contains(where: { text.first($0, in: sentence) != nil }) {
      let cited = text.figures.filter { sentence.contains($0.place) && $0.figure.kind == .claim }
      let key = SentenceCheckKey(
        text.string(sentence), citing: Array(Set(cited.map(\.figure.id))).sorted())
      for finding in try recorder.value(key) {
        let isTold = finding.names.dropFirst().contains {
          text.first($0, in: 0..<text.characters.count) != nil
        }
        if isTold { continue }
        findings.append(
          (finding.diagnostic, text.characters(ofBytes: finding.bytes, in: sentence)))
      }
    }
    return findings
  }
}
