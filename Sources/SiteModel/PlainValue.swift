package import Basics
package import Tables

/// A JSON-shaped value without places: what an author puts under `extra`.
package indirect enum PlainValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case list([PlainValue])
  case record([(name: String, value: PlainValue)])

  package init(_ value: StructuredValue) {
    switch value.content {
    case .null: self = .null
    case .boolean(let boolean): self = .boolean(boolean)
    case .number(let number): self = .number(number)
    case .string(let string): self = .string(string)
    case .array, .records: self = .list((value.elements ?? []).map { PlainValue($0) })
    case .object(let members):
      self = .record(members.map { ($0.name, PlainValue($0.value)) })
    }
  }

  package static func == (left: PlainValue, right: PlainValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.record(let a), .record(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.name == $1.name && $0.value == $1.value }
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    var writer = ByteWriter()
    encode(to: &writer)
    hasher.combine(writer.bytes)
  }
}

extension PlainValue: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    switch self {
    case .null: writer.write(UInt8(0))
    case .boolean(let boolean):
      writer.write(UInt8(1))
      writer.write(boolean)
    case .number(let number):
      writer.write(UInt8(2))
      writer.write(number)
    case .string(let string):
      writer.write(UInt8(3))
      writer.write(string)
    case .list(let elements):
      writer.write(UInt8(4))
      writer.write(elements)
    case .record(let members):
      writer.write(UInt8(5))
      writer.write(list: members) {
        $0.write($1.name)
        $0.write($1.value)
      }
    }
  }

  package init(from reader: inout ByteReader) throws {
    switch try reader.byte() {
    case 0: self = .null
    case 1: self = .boolean(try reader.boolean())
    case 2: self = .number(try reader.double())
    case 3: self = .string(try reader.string())
    case 4: self = .list(try reader.values())
    case 5: self = .record(try reader.list { (try $0.string(), try $0.value()) })
    default: throw ByteDecodingError()
    }
  }
}

extension CalendarDate: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(UInt32(year * 10_000 + month * 100 + day))
  }

  package init(from reader: inout ByteReader) throws {
    let number = Int(try reader.uint32())
    guard
      let date = CalendarDate(
        year: number / 10_000, month: number / 100 % 100, day: number % 100)
    else { throw ByteDecodingError() }
    self = date
  }
}
