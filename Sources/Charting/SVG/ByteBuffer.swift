/// Bytes that only grow, written without the checks that arrays make at each append.
struct ByteBuffer: ~Copyable {
  private var storage: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    storage = .allocate(capacity: self.capacity)
  }

  deinit { storage.deallocate() }

  /// The bytes as text; they are UTF-8 where only texts were added.
  var text: String {
    String(decoding: UnsafeBufferPointer(start: storage, count: count), as: UTF8.self)
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (storage + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// A number as `SVGNumber` prints it.
  mutating func append(_ value: Double) {
    reserve(SVGNumber.maximumLength)
    count += SVGNumber.write(value, to: storage + count)
  }

  /// ` name="value"`
  mutating func append(attribute name: StaticString, _ value: Double) {
    let length = name.utf8CodeUnitCount
    reserve(length + SVGNumber.maximumLength + 4)
    begin(name, length)
    count += SVGNumber.write(value, to: storage + count)
    storage[count] = UInt8(ascii: "\"")
    count += 1
  }

  /// ` name="`
  mutating func append(beginningOf name: StaticString) {
    let length = name.utf8CodeUnitCount
    reserve(length + 3)
    begin(name, length)
  }

  private mutating func begin(_ name: StaticString, _ length: Int) {
    storage[count] = UInt8(ascii: " ")
    (storage + count + 1).update(from: name.utf8Start, count: length)
    storage[count + length + 1] = UInt8(ascii: "=")
    storage[count + length + 2] = UInt8(ascii: "\"")
    count += length + 3
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: storage, count: count)
    storage.deallocate()
    storage = grown
  }
}
