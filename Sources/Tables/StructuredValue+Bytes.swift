package import Basics

/// Trees are kept between builds where reading the text again would take longer.
extension StructuredValue: ByteCodable {
  private enum Kind: UInt8 {
    case null, boolean, number, string, array, object
  }

  package func encode(to writer: inout ByteWriter) {
    writer.write(range)
    switch content {
    case .null: writer.write(Kind.null.rawValue)
    case .boolean(let value):
      writer.write(Kind.boolean.rawValue)
      writer.write(value)
    case .number(let value):
      writer.write(Kind.number.rawValue)
      writer.write(value)
    case .string(let value):
      writer.write(Kind.string.rawValue)
      writer.write(value)
    case .array, .records:
      writer.write(Kind.array.rawValue)
      writer.write(elements ?? [])
    case .object(let members):
      writer.write(Kind.object.rawValue)
      writer.write(list: members) {
        $0.write($1.name)
        $0.write($1.nameRange)
        $0.write($1.value)
      }
    }
  }

  package init(from reader: inout ByteReader) throws {
    let range: SourceRange = try reader.value()
    guard let kind = Kind(rawValue: try reader.byte()) else { throw ByteDecodingError() }
    let content: Content =
      switch kind {
      case .null: .null
      case .boolean: .boolean(try reader.boolean())
      case .number: .number(try reader.double())
      case .string: .string(try reader.string())
      case .array: .array(try reader.values())
      case .object:
        .object(
          try reader.list {
            Member(
              name: try $0.string(), nameRange: try $0.value(), value: try $0.value())
          })
      }
    self.init(content, range: range)
  }
}
