/// The path of a file below the output folder: parts with one `/` between them.
///
/// There is no other way from an author's text, or from what is read back from the disk, to a name
/// that is written, read or removed there. No part is empty, `.` or `..`, has a control character
/// or is one of the tool's own names, so a path never leads out of the folder or to the manifest.
package struct OutputPath: Hashable, Sendable {
  package let text: String

  /// Why a text is no such path.
  package enum Flaw: Hashable, Sendable {
    /// A part is empty, `.` or `..`.
    case noName
    case controlCharacter
    /// A part is a name that the tool keeps for itself.
    case ownName
    /// A part has so many bytes.
    case longPart(Int)
    /// The whole has so many bytes.
    case long(Int)
  }

  /// What names of the tool's own files in the output begin with.
  package static let ownPrefix = ".assay-"
  /// How many bytes a part may have: as many as file systems take.
  package static let longestPart = 255
  package static let longest = 1_024

  package init?(_ text: String) {
    guard Self.flaw(in: text) == nil else { return nil }
    self.text = text
  }

  /// - Parameter checked: a text of which `flaw` has found nothing.
  package init(checked: String) { text = checked }

  package static func flaw(in text: String) -> Flaw? {
    var text = text
    return text.withUTF8 { flaw(in: UnsafeRawBufferPointer($0)) }
  }

  /// What is wrong with a path in bytes of UTF-8; nil where nothing is.
  package static func flaw(in bytes: UnsafeRawBufferPointer) -> Flaw? {
    guard bytes.count <= longest else { return .long(bytes.count) }
    if isPlain(bytes) { return nil }
    var start = 0
    for index in 0...bytes.count {
      if index == bytes.count || bytes[index] == UInt8(ascii: "/") {
        if let flaw = flaw(inPart: UnsafeRawBufferPointer(rebasing: bytes[start..<index])) {
          return flaw
        }
        start = index + 1
      } else if bytes[index] < 32 || bytes[index] == 127 {
        return .controlCharacter
      } else if bytes[index] == 0xC2, index + 1 < bytes.count, bytes[index + 1] < 0xA0 {
        // U+0080 to U+009F.
        return .controlCharacter
      }
    }
    return nil
  }

  /// Whether a path has nothing that would have to be looked at: most have not, and with each build
  /// thousands are read back.
  private static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var start = 0
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") {
        if index == start { return false }
        if byte == UInt8(ascii: "/") {
          if index - start > longestPart { return false }
          start = index + 1
        }
      } else if byte < 32 || byte == 127 || byte == 0xC2 {
        return false
      }
    }
    return start < bytes.count && bytes.count - start <= longestPart
  }

  private static func flaw(inPart part: UnsafeRawBufferPointer) -> Flaw? {
    guard part.count <= longestPart else { return .longPart(part.count) }
    guard let first = part.first else { return .noName }
    guard first == UInt8(ascii: ".") else { return nil }
    if part.count == 1 || part.count == 2 && part[1] == first { return .noName }
    // Names that differ only in case are one on many systems.
    let isOwn = part.prefix(ownPrefix.utf8.count).elementsEqual(ownPrefix.utf8) {
      ($0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0) == $1
    }
    return isOwn ? .ownName : nil
  }

  /// The last part.
  package var name: String {
    text.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(text[text.utf8.index(after: $0)...]) }
      ?? text
  }

  /// The folders above the file, the nearest first.
  package var folders: [OutputPath] {
    var folders: [OutputPath] = []
    var text = text
    text.withUTF8 { text in
      for end in text.indices.reversed() where text[end] == UInt8(ascii: "/") {
        folders.append(OutputPath(checked: String(decoding: text[..<end], as: UTF8.self)))
      }
    }
    return folders
  }

  /// A file in the folder of this name; nil where the name is none.
  package func appending(_ name: String) -> OutputPath? { OutputPath(text + "/" + name) }
}

extension OutputPath: Comparable {
  package static func < (left: OutputPath, right: OutputPath) -> Bool {
    left.text.precedesInBytes(right.text)
  }
}

extension OutputPath: ByteCodable {
  package func encode(to writer: inout ByteWriter) { writer.write(text) }

  package init(from reader: inout ByteReader) throws {
    guard let path = OutputPath(try reader.string()) else { throw ByteDecodingError() }
    self = path
  }
}
