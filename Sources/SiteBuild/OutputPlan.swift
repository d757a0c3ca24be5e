import Basics
import Incremental

/// The keys of all files of the site, and of the checks on its pages, in groups of bounded size.
struct OutputPlan: Sendable, ByteCodable {
  var pages: [Key] = []
  /// The checks, one for each page and in the order of the pages.
  var checks: [Key] = []
  /// Everything that is no page of an author's.
  var others: [Key] = []

  /// Small enough that a small site keeps all cores busy, large enough that groups are few.
  private static let groupSize = 32

  init() {}

  var groupCount: Int { (pages.count + others.count + Self.groupSize - 1) / Self.groupSize }

  func group(_ number: Int) -> (outputs: [Key], checks: [Key]) {
    let start = min(number * Self.groupSize, pages.count + others.count)
    let end = min(start + Self.groupSize, pages.count + others.count)
    func part(_ keys: [Key], from offset: Int) -> ArraySlice<Key> {
      let low = min(max(start - offset, 0), keys.count)
      return keys[low..<max(low, min(end - offset, keys.count))]
    }
    return (
      Array(part(pages, from: 0) + part(others, from: pages.count)),
      Array(part(checks, from: 0))
    )
  }

  func encode(to writer: inout ByteWriter) {
    for keys in [pages, checks, others] {
      writer.write(list: keys) {
        $0.write($1.rule)
        $0.write($1.argument)
      }
    }
  }

  init(from reader: inout ByteReader) throws {
    func keys(_ reader: inout ByteReader) throws -> [Key] {
      try reader.list { Key(rule: try $0.string(), argument: try $0.string()) }
    }
    pages = try keys(&reader)
    checks = try keys(&reader)
    others = try keys(&reader)
  }
}
