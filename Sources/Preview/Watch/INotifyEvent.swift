#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// One event of inotify(7).
  struct INotifyEvent: Hashable, Sendable {
    var watch: Int32
    var mask: UInt32
    /// The name in the watched folder; empty where the event is about the folder itself.
    var name: String

    func has(_ flag: some BinaryInteger) -> Bool { mask & UInt32(truncatingIfNeeded: flag) != 0 }

    /// The events in what was read from a descriptor: a head of four 32-bit words, the last of
    /// which is the length of the name, and the name, filled up with NULs.
    static func parse(_ bytes: UnsafeRawBufferPointer) -> [INotifyEvent] {
      let headLength = 16
      var events: [INotifyEvent] = []
      var offset = 0
      while offset + headLength <= bytes.count {
        let length = Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
        guard offset + headLength + length <= bytes.count else { break }
        let name = bytes[(offset + headLength)..<(offset + headLength + length)]
        events.append(
          INotifyEvent(
            watch: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self),
            mask: bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self),
            name: String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)))
        offset += headLength + length
      }
      return events
    }
  }
#endif
