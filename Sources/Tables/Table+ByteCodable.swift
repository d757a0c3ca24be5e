package import Basics

extension Value: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    switch self {
    case .null: writer.write(UInt8(0))
    case .boolean(let boolean):
      writer.write(UInt8(1))
      writer.write(boolean)
    case .integer(let integer):
      writer.write(UInt8(2))
      writer.write(UInt64(bitPattern: integer))
    case .number(let number):
      writer.write(UInt8(3))
      writer.write(number)
    case .text(let text):
      writer.write(UInt8(4))
      writer.write(text)
    }
  }

  package init(from reader: inout ByteReader) throws {
    switch try reader.byte() {
    case 0: self = .null
    case 1: self = .boolean(try reader.boolean())
    case 2: self = .integer(Int64(bitPattern: try reader.uint64()))
    case 3: self = .number(try reader.double())
    case 4: self = .text(try reader.string())
    default: throw ByteDecodingError()
    }
  }
}

extension Column: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(type.rawValue)
    for text in [title, unit, basis, unitColumn, basisColumn, format, missing, description] {
      writer.write(text)
    }
    writer.write(decimals) { $0.write($1) }
  }

  package init(from reader: inout ByteReader) throws {
    let name = try reader.string()
    guard let type = ColumnType(rawValue: try reader.string()) else { throw ByteDecodingError() }
    self.init(name, type: type)
    title = try reader.optionalString()
    unit = try reader.optionalString()
    basis = try reader.optionalString()
    unitColumn = try reader.optionalString()
    basisColumn = try reader.optionalString()
    format = try reader.optionalString()
    missing = try reader.optionalString()
    description = try reader.optionalString()
    decimals = try reader.optional { try $0.int() }
  }
}

extension Table: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(columns)
    writer.write(UInt32(rows.count))
    for row in rows {
      for cell in row { cell.encode(to: &writer) }
    }
  }

  package init(from reader: inout ByteReader) throws {
    let columns: [Column] = try reader.values()
    let count = Int(try reader.uint32())
    var rows: [[Value]] = []
    for _ in 0..<count {
      rows.append(try columns.map { _ in try Value(from: &reader) })
    }
    self.init(columns: columns, rows: rows)
  }
}
