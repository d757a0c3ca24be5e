import CZlib

/// A ZIP file (PKWARE's APPNOTE 6.3) of files in memory; the same files give the same bytes.
///
/// Entries stand in the order of their names, without times, owners or modes of any machine.
package struct ZIPArchive: Sendable {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private let count: Int

  /// - Parameter files: names with `/` between folders, each once, and their bytes; together less
  ///   than 4 GiB and 65,536 files, the limits of the format without its extensions.
  package init(_ files: [(name: String, bytes: [UInt8])]) throws {
    count = files.count
    guard count < 0xFFFF else { throw ExportMessages.archiveTooLarge() }
    for file in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      try add(file.name, file.bytes)
    }
  }

  package var bytes: [UInt8] {
    var end: [UInt8] = []
    end.append(little: 0x0605_4B50 as UInt32)
    end.append(little: 0 as UInt32)
    end.append(little: UInt16(count))
    end.append(little: UInt16(count))
    end.append(little: UInt32(directory.count))
    end.append(little: UInt32(body.count))
    end.append(little: 0 as UInt16)
    return body + directory + end
  }

  private mutating func add(_ name: String, _ content: [UInt8]) throws {
    let deflated = try Self.deflated(content)
    // What does not become smaller is stored as it is: pictures, mostly.
    let isStored = deflated.count >= content.count
    let data = isStored ? content : deflated
    guard body.count + data.count + 0xFFFF < 0xFFFF_FFFF else {
      throw ExportMessages.archiveTooLarge()
    }
    let offset = UInt32(body.count)
    var header: [UInt8] = []
    header.append(little: 20 as UInt16)
    // Names are UTF-8.
    header.append(little: 0x0800 as UInt16)
    header.append(little: (isStored ? 0 : 8) as UInt16)
    // Midnight of 1 January 1980, the first moment of the format.
    header.append(little: 0 as UInt16)
    header.append(little: 0x0021 as UInt16)
    header.append(little: UInt32(crc32(0, content, UInt32(content.count))))
    header.append(little: UInt32(data.count))
    header.append(little: UInt32(content.count))
    header.append(little: UInt16(name.utf8.count))
    header.append(little: 0 as UInt16)

    body.append(little: 0x0403_4B50 as UInt32)
    body += header
    body += name.utf8
    body += data

    directory.append(little: 0x0201_4B50 as UInt32)
    directory.append(little: 20 as UInt16)
    directory += header
    // No comment, the first disk, no attributes.
    directory += [UInt8](repeating: 0, count: 10)
    directory.append(little: offset)
    directory += name.utf8
  }

  /// The bytes deflated without a header (RFC 1951).
  private static func deflated(_ bytes: [UInt8]) throws -> [UInt8] {
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw ExportMessages.deflateFailed() }
    defer { deflateEnd(&stream) }
    var source = bytes
    var result = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    let status = source.withUnsafeMutableBufferPointer { input in
      result.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END else { throw ExportMessages.deflateFailed() }
    result.removeLast(result.count - Int(stream.total_out))
    return result
  }
}

extension [UInt8] {
  fileprivate mutating func append<Number: FixedWidthInteger>(little number: Number) {
    for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> Number(shift)))
    }
  }
}
