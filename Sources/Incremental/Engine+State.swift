import Basics
import Dispatch

extension Engine {
  /// What a build knows of its keys, by number: first those of the snapshot, then new ones.
  struct State {
    var phases: [Phase]
    /// Where what this build learnt of a key stands in `records`; -1 where that is nothing.
    private var places: [Int32]
    private var records: [Record] = []
    private var stamps: [InputStamp] = []
    var newKeys = KeyTable()
    /// Keys that must run although nothing they read changed.
    var forced: [Int: RunReason] = [:]
    var ran: [(id: Int, reason: RunReason)] = []
    var inputsChanged = false
    /// Keys whose value was computed again and was another: what they read was changed meanwhile.
    var moved: Set<UInt32> = []
    /// The reason given to keys that have no trace.
    let firstReason: RunReason

    init(count: Int, firstReason: RunReason) {
      phases = Array(repeating: .clean, count: count)
      places = Array(repeating: -1, count: count)
      self.firstReason = firstReason
    }

    /// Numbers a key that has none.
    mutating func add(_ key: Key, _ hash: ContentHash, after count: Int) -> Int {
      let id = count + newKeys.add(key, hash)
      phases.append(.suspect)
      places.append(-1)
      return id
    }

    subscript(id: Int) -> Record? {
      get { places[id] < 0 ? nil : records[Int(places[id])] }
      set {
        guard let newValue else { return }
        if places[id] < 0 {
          places[id] = Int32(records.count)
          records.append(newValue)
        } else {
          records[Int(places[id])] = newValue
        }
      }
    }

    func hash(_ id: Int) -> ContentHash? {
      places[id] < 0 ? nil : records[Int(places[id])].hash
    }

    func value(_ id: Int) -> (any Sendable)? {
      places[id] < 0 ? nil : records[Int(places[id])].value
    }

    func trace(_ id: Int) -> Trace? {
      places[id] < 0 ? nil : records[Int(places[id])].trace
    }

    mutating func setInput(_ id: Int, _ input: InputRecord) {
      phases[id] = .done
      self[id] = Record(hash: input.hash, stamp: Int32(stamps.count))
      stamps.append(input.stamp)
    }

    /// The stamp that an input has now, where this build looked.
    func stamp(_ id: Int) -> InputStamp? {
      guard places[id] >= 0 else { return nil }
      let place = Int(records[Int(places[id])].stamp)
      return place < 0 ? nil : stamps[place]
    }

    mutating func dropValue(_ id: Int) {
      if places[id] >= 0 { records[Int(places[id])].value = nil }
    }

    mutating func wait(for id: Int) -> DispatchSemaphore {
      let semaphore = DispatchSemaphore(value: 0)
      waiters[id, default: []].append(semaphore)
      return semaphore
    }

    mutating func takeWaiters(_ id: Int) -> [DispatchSemaphore] {
      waiters.isEmpty ? [] : waiters.removeValue(forKey: id) ?? []
    }

    private var waiters: [Int: [DispatchSemaphore]] = [:]
  }

  enum Phase: UInt8 {
    /// As the snapshot has it, and verified: nothing below it changed.
    case clean
    /// Something below it changed, or it is new: to be checked.
    case suspect
    case running
    case done
  }

  /// What this build learnt of a key.
  struct Record {
    var hash: ContentHash
    var value: (any Sendable)?
    var trace: Trace?
    /// Of an input: where its stamp stands among the stamps; -1 of others.
    var stamp: Int32 = -1
  }

  /// What a run recorded.
  final class Trace: Sendable {
    let dependencies: [UInt32]
    let stale: Int?
    let value: [UInt8]?
    let diagnostics: [Diagnostic]
    let reason: RunReason

    init(_ log: Recorder.Log, value: [UInt8]?, reason: RunReason) {
      dependencies = log.dependencies
      stale = log.stale
      diagnostics = log.diagnostics
      self.value = value
      self.reason = reason
    }
  }
}
