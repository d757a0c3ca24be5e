package import Basics

/// What was cheaply seen of an input the last time; equal stamps save computing the hash.
package struct InputStamp: Hashable, Sendable {
  package var parts: (UInt64, UInt64, UInt64, UInt64)

  package init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) { parts = (a, b, c, d) }

  /// A stamp that equals none that is taken: the input is looked at again next time.
  package static let unknown = InputStamp(.max, .max, .max, .max)

  package static func == (left: InputStamp, right: InputStamp) -> Bool {
    left.parts == right.parts && left.parts != (.max, .max, .max, .max)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(parts.0)
    hasher.combine(parts.3)
  }
}

/// What an input is now: the hash of its content, and the stamp by which to know it again.
package struct InputRecord: Hashable, Sendable {
  package var hash: ContentHash
  package var stamp: InputStamp

  package init(hash: ContentHash, stamp: InputStamp) {
    self.hash = hash
    self.stamp = stamp
  }
}

/// The world outside the engine: files, folders, settings from the command line.
package protocol InputSource: Sendable {
  /// The rule names that are inputs.
  var kinds: [String] { get }

  /// What the input is now; `last` is what it was in the last build, to save work by its stamp.
  func examine(_ key: Key, last: InputRecord?) throws -> InputRecord

  /// Whether an input certainly has the stamp that it had, seen with as little work as can be: it
  /// is asked about every input of every build. `argument` is the key's, with a zero byte behind it.
  func hasStamp(_ stamp: InputStamp, kind: String, argument: UnsafeRawBufferPointer) -> Bool
}

extension InputSource {
  package func hasStamp(
    _ stamp: InputStamp, kind: String, argument: UnsafeRawBufferPointer
  ) -> Bool { false }
}
