/// The candidate that an author most likely meant, or nil where none is near.
///
/// Near is an optimal string alignment distance (insert, delete, replace, swap neighbours) of at
/// most a third of the longer word's length. Ties go to the first in alphabetical order. Very long
/// words are no slips of others, and have none.
package func nearMiss(_ word: String, among candidates: some Sequence<String>) -> String? {
  guard word.utf8.count <= 1_000 else { return nil }
  let wanted = Array(word.lowercased().unicodeScalars)
  var best: (distance: Int, candidate: String)?
  for candidate in candidates where candidate != word {
    let scalars = Array(candidate.lowercased().unicodeScalars)
    let limit = max(1, max(wanted.count, scalars.count) / 3)
    guard abs(wanted.count - scalars.count) <= limit else { continue }
    let distance = alignmentDistance(wanted, scalars)
    guard distance <= limit else { continue }
    if let best, (best.distance, best.candidate) <= (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.candidate
}

/// "did you mean 'x'?" for the near miss, or the allowed words where there are few, or nil.
package func didYouMean(_ word: String, among candidates: some Collection<String>) -> String? {
  if let candidate = nearMiss(word, among: candidates) { return "did you mean '\(candidate)'?" }
  guard !candidates.isEmpty, candidates.count <= 24 else { return nil }
  return "known here: " + candidates.sorted().joined(separator: ", ")
}

private func alignmentDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i] + [Int](repeating: 0, count: b.count)
    for j in 1...b.count {
      let cost = a[i - 1] == b[j - 1] ? 0 : 1
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        row[j] = min(row[j], beforeLast[j - 2] + 1)
      }
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
