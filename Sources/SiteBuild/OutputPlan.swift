import Basics
import Incremental

/// The keys of all files of the site, and of the checks on its pages, in groups of bounded size.
///
/// It is long, and most who ask for it want one group: groups stay in their byte form.
struct OutputPlan: Sendable, ByteCodable {
  private let groups: [[UInt8]]

  /// Small enough that a small site keeps all cores busy, large enough that groups are few.
  private static let groupSize = 32

  /// - Parameters:
  ///   - pages: the keys of the authors' pages.
  ///   - checks: the checks, one for each page and in the order of the pages.
  ///   - others: everything that is no page of an author's.
  init(pages: [Key], checks: [Key], others: [Key]) {
    let count = pages.count + others.count
    groups = stride(from: 0, to: count, by: Self.groupSize).map { start in
      let end = min(start + Self.groupSize, count)
      func part(_ keys: [Key], from offset: Int) -> ArraySlice<Key> {
        let low = min(max(start - offset, 0), keys.count)
        return keys[low..<max(low, min(end - offset, keys.count))]
      }
      var writer = ByteWriter()
      for keys in [
        part(pages, from: 0) + part(others, from: pages.count), part(checks, from: 0),
      ] {
        writer.write(Array(keys))
      }
      return writer.bytes
    }
  }

  var groupCount: Int { groups.count }

  func group(_ number: Int) -> (outputs: [Key], checks: [Key]) {
    guard groups.indices.contains(number) else { return ([], []) }
    var reader = ByteReader(groups[number])
    func keys() -> [Key] { (try? reader.values()) ?? [] }
    return (keys(), keys())
  }

  func encode(to writer: inout ByteWriter) { writer.write(list: groups) { $0.write($1) } }
  init(from reader: inout ByteReader) throws { groups = try reader.list { try $0.byteArray() } }
}
