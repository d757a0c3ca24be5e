import Basics
import Incremental
import SiteModel
import Tables

/// The file `Content/published-editions.json`: which editions have been published, and what their
/// records say, so that one that is edited by hand or deleted does not go unnoticed.
struct PublishedRegister: Sendable, Hashable, ByteCodable {
  struct Entry: Sendable, Hashable, ByteCodable {
    /// The edition's Markdown file, relative to `Content`.
    var page: String
    var digest: String
    var range = SourceRange(at: .start)

    init(page: String, digest: String) { (self.page, self.digest) = (page, digest) }

    func encode(to writer: inout ByteWriter) {
      writer.write(page)
      writer.write(digest)
      writer.write(range)
    }

    init(from reader: inout ByteReader) throws {
      self.init(page: try reader.string(), digest: try reader.string())
      range = try reader.value()
    }
  }

  var entries: [Entry]
  /// Whether there is such a file that can be read.
  var isPresent: Bool
  /// Whether there is such a file.
  var isWritten: Bool

  static let name = "published-editions.json"
  static var path: String { SitePaths.content + "/" + name }

  init(_ entries: [Entry], isPresent: Bool = true, isWritten: Bool = true) {
    self.entries = entries.sorted { $0.page.precedesInBytes($1.page) }
    (self.isPresent, self.isWritten) = (isPresent, isWritten)
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(entries)
    writer.write(isPresent)
    writer.write(isWritten)
  }

  init(from reader: inout ByteReader) throws {
    self.init(
      try reader.values(), isPresent: try reader.boolean(), isWritten: try reader.boolean())
  }

  var json: String {
    let lines = entries.map { entry in
      "    {\"edition\": \(JSONTableWriter.quoted(entry.page)), \"digest\": "
        + "\(JSONTableWriter.quoted(entry.digest))}"
    }
    return "{\n  \"published\": [\n\(lines.joined(separator: ",\n"))\n  ]\n}\n"
  }

  static func read(
    _: PublishedRegisterKey, _ reader: InputReader, _ recorder: Recorder
  ) throws -> PublishedRegister {
    guard let source = try reader.text(path, recorder) else {
      return PublishedRegister([], isPresent: false, isWritten: false)
    }
    switch StructuredValue.parseJSON(source) {
    case .failure(let error):
      recorder.report(error.diagnostics)
      return PublishedRegister([], isPresent: false)
    case .success(let value):
      let (entries, diagnostics) = ObjectReader.read(
        value, path: path, subject: "the register of publications"
      ) { reader in
        reader.require(
          "published",
          reader.objects("published") { reader -> Entry? in
            let page = reader.require("edition", reader.string("edition"))
            let digest = reader.require("digest", reader.string("digest"))
            guard let page, let digest else { return nil }
            var entry = Entry(page: page, digest: digest)
            entry.range = reader.value.range
            return entry
          })
      }
      recorder.report(diagnostics)
      return PublishedRegister((entries ?? []).compactMap { $0 }, isPresent: entries != nil)
    }
  }

  /// Whether a record may be the one that was written, as far as the register tells.
  func holds(_ edition: PublishedEdition) -> Bool {
    guard isPresent, edition.text != nil, entries.contains(where: { $0.page == edition.page })
    else {
      return true
    }
    return entries.contains { $0.digest == edition.digest }
  }

  /// Says which records are not as they were written.
  func check(_ records: [(file: String, edition: PublishedEdition)], _ recorder: Recorder) {
    let complete = records.filter { $0.edition.text != nil }
    for record in records where record.edition.text == nil {
      recorder.report(
        PublishedRecordMessages.incomplete(record.edition)
          .at(SitePaths.content + "/" + record.file, nil))
    }
    guard isPresent else {
      if let first = complete.first, !isWritten {
        recorder.report(
          PublishedRecordMessages.unregistered(first.edition)
            .at(SitePaths.content + "/" + first.file, nil))
      }
      return
    }
    let digests = Set(complete.map(\.edition.digest))
    for entry in entries where !digests.contains(entry.digest) {
      // While a record is extended the register has both, the old one and the new one.
      guard !entries.contains(where: { $0.page == entry.page && digests.contains($0.digest) })
      else { continue }
      guard let record = records.first(where: { $0.edition.page == entry.page }) else {
        recorder.report(PublishedRecordMessages.lost(entry.page).at(Self.path, entry.range))
        continue
      }
      recorder.report(
        PublishedRecordMessages.edited(record.edition)
          .at(SitePaths.content + "/" + record.file, nil))
    }
    let known = Set(entries.map(\.digest)), pages = Set(entries.map(\.page))
    for record in complete
    where !known.contains(record.edition.digest) && !pages.contains(record.edition.page) {
      recorder.report(
        PublishedRecordMessages.unregistered(record.edition)
          .at(SitePaths.content + "/" + record.file, nil))
    }
  }
}

/// Which editions have been published, by the register of them.
struct PublishedRegisterKey: SiteKey {
  typealias Value = PublishedRegister
  static let rule = "register of publications"
  static let isStored = false
}
