import Basics

/// Keys by number and numbers by key. Keys are told apart by hashes of 128 bits, as values are.
struct KeyTable: Sendable {
  private(set) var keys: [Key] = []
  private var hashes: [ContentHash] = []
  /// Numbers at the places that their keys' hashes say, or the next free ones.
  private var slots: [UInt32] = Array(repeating: .max, count: 64)

  /// A key's hash, to be taken before a lock is.
  static func hash(_ key: Key) -> ContentHash {
    let (argument, rule) = (ContentHash(of: key.bytes), ContentHash(of: key.rule))
    let odd: UInt64 = 0x9E37_79B9_7F4A_7C15
    return ContentHash(
      high: argument.high &+ rule.high &* odd, low: argument.low &+ rule.low &* odd)
  }

  func find(_ hash: ContentHash) -> Int? {
    var slot = Int(truncatingIfNeeded: hash.low) & (slots.count - 1)
    while slots[slot] != .max {
      let number = Int(slots[slot])
      if hashes[number] == hash { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds a key that is not there yet.
  mutating func add(_ key: Key, _ hash: ContentHash) -> Int {
    if keys.count * 2 >= slots.count { grow() }
    keys.append(key)
    hashes.append(hash)
    insert(keys.count - 1)
    return keys.count - 1
  }

  private mutating func insert(_ number: Int) {
    var slot = Int(truncatingIfNeeded: hashes[number].low) & (slots.count - 1)
    while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(number)
  }

  private mutating func grow() {
    slots = Array(repeating: .max, count: slots.count * 4)
    for number in keys.indices { insert(number) }
  }
}
