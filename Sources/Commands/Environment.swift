import ArgumentParser
import Basics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the process was given beside its arguments.
enum Environment {
  static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The moment of `SOURCE_DATE_EPOCH` (reproducible-builds.org).
  static var sourceMoment: Moment? {
    variable("SOURCE_DATE_EPOCH").flatMap { Int($0) }.flatMap { seconds in
      let isInCalendar = (-62_135_596_800..<253_402_300_800).contains(seconds)
      guard isInCalendar else { return nil }
      return Moment(seconds: seconds)
    }
  }

  /// Today in UTC, by the machine's clock.
  static var today: CalendarDate {
    Moment(seconds: time(nil)).day
  }

  /// Refuses a `SOURCE_DATE_EPOCH` that is no point in time: it would be left out in silence.
  static func checkSourceDate() throws {
    guard let text = variable("SOURCE_DATE_EPOCH"), !text.isEmpty, sourceMoment == nil else {
      return
    }
    throw ValidationError("SOURCE_DATE_EPOCH takes seconds since 1970, not '\(text)'")
  }

  static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  static func isTerminal(_ stream: Int32) -> Bool { isatty(stream) == 1 }

  /// Whether text for people may carry colours (no-color.org).
  static var usesColour: Bool {
    variable("NO_COLOR").map(\.isEmpty) ?? true && canRedraw
  }

  /// Whether a line of standard error can be written over.
  static var canRedraw: Bool { isTerminal(2) && variable("TERM") != "dumb" }
}

/// Standard output for results, standard error for everything said on the way.
enum Console {
  static func result(_ text: String) { write(text, to: 1) }

  static func say(_ text: String) { write(text + "\n", to: 2) }

  /// Text for people that is not a line of its own.
  static func draw(_ text: String) { write(text, to: 2) }

  static func result(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { write($0, to: 1) } }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { write($0, to: descriptor) }
  }

  private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty, let base = UnsafeBufferPointer(rebasing: rest).baseAddress {
      #if canImport(Darwin)
        let count = Darwin.write(descriptor, base, rest.count)
      #elseif canImport(Musl)
        let count = Musl.write(descriptor, base, rest.count)
      #else
        let count = Glibc.write(descriptor, base, rest.count)
      #endif
      // The reader has gone: there is nobody to tell.
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
