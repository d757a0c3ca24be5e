import Basics
import Testing

@Suite struct ByteCodingTests {
  private func bytes(_ write: (inout ByteWriter) -> Void) -> [UInt8] {
    var writer = ByteWriter()
    write(&writer)
    return writer.bytes
  }

  @Test func valuesComeBackAsTheyWere() throws {
    let texts = ["", "a", "ä€😀", "a\u{0}b\n", String(repeating: "x", count: 70_000)]
    let integers = [0, 1, -1, Int.max, Int.min]
    let doubles = [0, -0.0, 1.5, .infinity, -.infinity, .leastNonzeroMagnitude]
    let bytes = bytes {
      $0.write(list: texts) { $0.write($1) }
      $0.write(list: integers) { $0.write($1) }
      $0.write(list: doubles) { $0.write($1) }
      $0.write(nil as String?)
      $0.write("there" as String?)
      $0.write(true)
      $0.write([1, 2, 3] as [UInt8])
      $0.write(UInt32.max)
      $0.write(["x", "y"] as [String])
    }
    var reader = ByteReader(bytes)
    #expect(try reader.list { try $0.string() } == texts)
    #expect(try reader.list { try $0.int() } == integers)
    let back = try reader.list { try $0.double() }
    #expect(back.map(\.bitPattern) == doubles.map(\.bitPattern))
    #expect(try reader.optionalString() == nil)
    #expect(try reader.optionalString() == "there")
    #expect(try reader.boolean())
    #expect(try reader.byteArray() == [1, 2, 3])
    #expect(try reader.uint32() == .max)
    #expect(try reader.value([String].self) == ["x", "y"])
    #expect(reader.isAtEnd)
  }

  @Test func theFormIsTheSameOnEveryMachine() {
    let found = bytes {
      $0.write(UInt32(0x0102_0304))
      $0.write("ä")
      $0.write(true)
    }
    #expect(found == [4, 3, 2, 1, 2, 0, 0, 0, 0xC3, 0xA4, 1])
  }

  private var diagnostic: Diagnostic {
    Diagnostic(
      .warning, "Some", path: "a.md", range: SourceRange(at: SourcePosition(line: 3, column: 9)),
      "summary", explanation: "why",
      notes: [Diagnostic.Note(path: "b", range: nil, text: "there"), .init(text: "plain")],
      hint: "hint")
  }

  @Test func diagnosticsComeBackAsTheyWere() throws {
    for diagnostic in [diagnostic, Diagnostic(.error, "Other", "bare")] {
      var reader = ByteReader(bytes { $0.write(diagnostic) })
      #expect(try reader.value(Diagnostic.self) == diagnostic)
      #expect(reader.isAtEnd)
    }
  }

  @Test func bytesThatEndEarlyAreNoValue() {
    let whole = bytes { $0.write(diagnostic) }
    for count in 0..<whole.count {
      #expect(throws: ByteDecodingError.self, "\(count) bytes") {
        var reader = ByteReader(whole[..<count])
        _ = try reader.value(Diagnostic.self)
      }
    }
  }

  @Test func damagedBytesNeverCrash() {
    let whole = bytes { $0.write([diagnostic, diagnostic]) }
    var refused = 0
    for place in whole.indices {
      for bit in 0..<8 {
        var damaged = whole
        damaged[place] ^= 1 << bit
        var reader = ByteReader(damaged)
        if (try? reader.values(Diagnostic.self)) == nil { refused += 1 }
      }
    }
    #expect(refused > whole.count)
  }

  @Test(
    arguments: [
      [2], [0xFF, 0xFF, 0xFF, 0xFF], [5, 0, 0, 0, 1], [],
    ] as [[UInt8]])
  func impossibleBytesAreNoValue(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    #expect(throws: ByteDecodingError.self) {
      _ = bytes.count == 1 ? try reader.boolean() ? "" : "" : try reader.string()
    }
    var list = ByteReader(bytes)
    #expect(throws: ByteDecodingError.self) { try list.list { try $0.byte() } }
  }

  @Test func aHashTellsValuesApartAndHasAFixedForm() {
    // XXH3 with 128 bits of nothing, from the reference implementation.
    #expect(ContentHash(of: "").hexadecimal == "99aa06d3014798d86001c324468d497f")
    #expect(ContentHash(of: "a") == ContentHash(of: Array("a".utf8)))
    #expect(ContentHash(of: "a") != ContentHash(of: "b"))
    #expect(ContentHash(ofValue: "a") != ContentHash(ofValue: ["a"]))
    #expect(ContentHash(high: 1, low: 2).hexadecimal == "00000000000000010000000000000002")
  }
}
