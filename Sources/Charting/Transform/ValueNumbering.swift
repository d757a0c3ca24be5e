/// Numbers distinct values from 0, in the order in which they first come.
///
/// NaN is one value; a date is the number of its milliseconds.
struct ValueNumbering {
  private(set) var count = 0
  private var last: (value: Datum, number: Int)?
  private var others: [Datum: Int] = [:]
  private var numbers = NumberTable()

  /// The number of a value, a new one where it was not met before.
  mutating func number(_ value: Datum) -> Int {
    switch value {
    case .number(let number), .date(let number):
      return take(numbers.find(number, new: count))
    default:
      // Neighbouring rows often have the same text.
      if let last, last.value == value { return last.number }
      let number = others[value] ?? count
      if number == count { others[value] = number }
      last = (value, number)
      return take(number)
    }
  }

  private mutating func take(_ number: Int) -> Int {
    if number == count { count += 1 }
    return number
  }
}

/// A hash table from numbers to numbers, with open addressing.
private struct NumberTable {
  private var keys: [UInt64] = []
  /// 0 is a free place; else the value and one.
  private var values: [Int] = []
  private var count = 0

  /// The value of a key, which is `new` where the key is.
  mutating func find(_ number: Double, new: Int) -> Int {
    let key = number.isNaN ? Double.nan.bitPattern : (number == 0 ? 0 : number.bitPattern)
    if count * 2 >= keys.count { grow() }
    var place = Self.place(key, keys.count)
    while values[place] != 0 {
      if keys[place] == key { return values[place] - 1 }
      place = (place + 1) & (keys.count - 1)
    }
    keys[place] = key
    values[place] = new + 1
    count += 1
    return new
  }

  private static func place(_ key: UInt64, _ capacity: Int) -> Int {
    // The high bits of a product with the golden ratio are well mixed (Knuth, volume 3, 6.4).
    let mixed = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32) & (capacity - 1)
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    let capacity = max(64, keys.count * 2)
    keys = Array(repeating: 0, count: capacity)
    values = Array(repeating: 0, count: capacity)
    for (key, value) in zip(oldKeys, oldValues) where value != 0 {
      var place = Self.place(key, capacity)
      while values[place] != 0 { place = (place + 1) & (capacity - 1) }
      keys[place] = key
      values[place] = value
    }
  }
}
