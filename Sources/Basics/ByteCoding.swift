/// A value that has one byte form, the same on every machine: what is hashed.
package protocol ByteEncodable: Sendable {
  func encode(to writer: inout ByteWriter)
}

/// A value that can be made again from its byte form: what is stored.
package protocol ByteCodable: ByteEncodable {
  init(from reader: inout ByteReader) throws
}

/// The bytes end early or hold what was never written there: the store is not to be trusted.
package struct ByteDecodingError: Error {
  package init() {}
}

/// Appends values to a byte array, little-endian, lengths before contents.
package struct ByteWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// A writer that has room for so many bytes before it moves them.
  package init(reserving count: Int) { bytes.reserveCapacity(count) }

  package mutating func write(_ value: UInt8) { bytes.append(value) }

  package mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  package mutating func write(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ value: Int) { write(UInt64(bitPattern: Int64(value))) }

  package mutating func write(_ value: Double) { write(value.bitPattern) }

  package mutating func write(_ value: String) {
    var value = value
    value.withUTF8 {
      write(UInt32($0.count))
      bytes.append(contentsOf: $0)
    }
  }

  package mutating func write(_ value: [UInt8]) {
    write(UInt32(value.count))
    bytes.append(contentsOf: value)
  }

  package mutating func write<Value>(
    _ value: Value?, _ body: (inout ByteWriter, Value) -> Void
  ) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  package mutating func write(_ value: String?) { write(value) { $0.write($1) } }

  package mutating func write<Value>(
    list: [Value], _ body: (inout ByteWriter, Value) -> Void
  ) {
    write(UInt32(list.count))
    for element in list { body(&self, element) }
  }

  package mutating func write(_ value: some ByteEncodable) { value.encode(to: &self) }

  package mutating func write(_ values: [some ByteEncodable]) {
    write(list: values) { $1.encode(to: &$0) }
  }
}

/// Reads back what a `ByteWriter` wrote, and throws where the bytes cannot be that.
package struct ByteReader: Sendable {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  package init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  package var isAtEnd: Bool { position == bytes.endIndex }

  private mutating func take(_ count: Int) throws -> Range<Int> {
    guard count >= 0, bytes.endIndex - position >= count else { throw ByteDecodingError() }
    defer { position += count }
    return position..<(position + count)
  }

  private mutating func integer<Integer: FixedWidthInteger>(_: Integer.Type) throws -> Integer {
    let range = try take(MemoryLayout<Integer>.size)
    let value = bytes[range].withUnsafeBytes { $0.loadUnaligned(as: Integer.self) }
    return Integer(littleEndian: value)
  }

  package mutating func byte() throws -> UInt8 { try integer(UInt8.self) }
  package mutating func uint32() throws -> UInt32 { try integer(UInt32.self) }
  package mutating func uint64() throws -> UInt64 { try integer(UInt64.self) }
  package mutating func int() throws -> Int { Int(Int64(bitPattern: try uint64())) }
  package mutating func double() throws -> Double { Double(bitPattern: try uint64()) }

  package mutating func boolean() throws -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw ByteDecodingError()
    }
  }

  package mutating func string() throws -> String {
    let range = try take(Int(try uint32()))
    return String(decoding: bytes[range], as: UTF8.self)
  }

  package mutating func byteArray() throws -> [UInt8] {
    Array(bytes[try take(Int(try uint32()))])
  }

  /// Passes over bytes and gives the place of the first of them in what is read.
  package mutating func skip(_ count: Int) throws -> Int { try take(count).lowerBound }

  package mutating func hash() throws -> ContentHash {
    ContentHash(high: try uint64(), low: try uint64())
  }

  package mutating func optional<Value>(
    _ body: (inout ByteReader) throws -> Value
  ) throws -> Value? {
    try boolean() ? body(&self) : nil
  }

  package mutating func optionalString() throws -> String? { try optional { try $0.string() } }

  package mutating func list<Value>(
    _ body: (inout ByteReader) throws -> Value
  ) throws -> [Value] {
    let count = Int(try uint32())
    guard count <= bytes.endIndex - position else { throw ByteDecodingError() }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try body(&self)) }
    return values
  }

  package mutating func value<Value: ByteCodable>(_: Value.Type = Value.self) throws -> Value {
    try Value(from: &self)
  }

  package mutating func values<Value: ByteCodable>(
    _: Value.Type = Value.self
  ) throws -> [Value] {
    try list { try Value(from: &$0) }
  }
}

extension ContentHash {
  /// The hash of a value's byte form.
  package init(ofValue value: some ByteEncodable) {
    var writer = ByteWriter()
    value.encode(to: &writer)
    self.init(of: writer.bytes)
  }
}

extension Diagnostic: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(severity.rawValue)
    writer.write(identifier)
    writer.write(path)
    writer.write(range) { $0.write($1) }
    writer.write(summary)
    writer.write(explanation)
    writer.write(list: notes) {
      $0.write($1.path)
      $0.write($1.range) { $0.write($1) }
      $0.write($1.text)
    }
    writer.write(hint)
  }

  package init(from reader: inout ByteReader) throws {
    guard let severity = Severity(rawValue: try reader.string()) else {
      throw ByteDecodingError()
    }
    self.init(
      severity, try reader.string(), path: try reader.optionalString(),
      range: try reader.optional { try $0.value() }, try reader.string(),
      explanation: try reader.optionalString(),
      notes: try reader.list {
        Note(
          path: try $0.optionalString(), range: try $0.optional { try $0.value() },
          text: try $0.string())
      }, hint: try reader.optionalString())
  }
}

extension SourceRange: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    for number in [start.line, start.column, end.line, end.column] { writer.write(number) }
  }

  package init(from reader: inout ByteReader) throws {
    self.init(
      start: SourcePosition(line: try reader.int(), column: try reader.int()),
      end: SourcePosition(line: try reader.int(), column: try reader.int()))
  }
}

extension Bool: ByteCodable {
  package func encode(to writer: inout ByteWriter) { writer.write(self) }
  package init(from reader: inout ByteReader) throws { self = try reader.boolean() }
}

extension String: ByteCodable {
  package func encode(to writer: inout ByteWriter) { writer.write(self) }
  package init(from reader: inout ByteReader) throws { self = try reader.string() }
}

extension Array: ByteEncodable where Element: ByteEncodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(list: self) { $1.encode(to: &$0) }
  }
}

extension Array: ByteCodable where Element: ByteCodable {
  package init(from reader: inout ByteReader) throws {
    self = try reader.list { try Element(from: &$0) }
  }
}

extension ContentHash: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(high)
    writer.write(low)
  }

  package init(from reader: inout ByteReader) throws { self = try reader.hash() }
}

extension FileStamp: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    for part in [size, modified, changed, inode] { writer.write(part) }
  }

  package init(from reader: inout ByteReader) throws {
    self.init(
      size: try reader.uint64(), modified: try reader.uint64(), changed: try reader.uint64(),
      inode: try reader.uint64())
  }
}
