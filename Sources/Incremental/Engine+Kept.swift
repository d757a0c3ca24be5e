package import Basics
import Synchronization

extension Engine {
  /// Whether all inputs have the stamps of the last build and the key had a value with this hash.
  package func isAsBuilt(_ key: Key, _ hash: ContentHash) -> Bool {
    guard let id = snapshot.find(key), snapshot.hash(id) == hash else { return false }
    return state.withLock { $0.nodes[id].phase == .clean && !$0.inputsChanged }
  }

  /// The hash of a key's value, where it is known.
  package func hash(of key: Key) -> ContentHash? {
    let kept = snapshot.find(key)
    return state.withLock { state in
      guard let id = kept ?? state.newIDs[key] else { return nil }
      return state.nodes[id].hash ?? kept.map { snapshot.hash($0) }
    }
  }
}
