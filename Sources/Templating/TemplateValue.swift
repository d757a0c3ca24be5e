import Synchronization

/// What a template is filled with: a tree of texts, flags, lists and named values.
///
/// A record names everything that its shape has, with `.absent` for what is not there, so that
/// a name inside a list never finds its namesake outside it.
package enum TemplateValue: Sendable {
  case absent
  case text(String)
  case flag(Bool)
  case list([TemplateValue])
  case record(TemplateRecord)
  /// A value that is made only where a template asks for it.
  case deferred(DeferredValue)

  package init(_ text: String?) {
    self = text.map { .text($0) } ?? .absent
  }

  /// The value itself, made now if it was deferred.
  var resolved: TemplateValue {
    var value = self
    while case .deferred(let deferred) = value { value = deferred.value }
    return value
  }
}

/// Named values. It is a list and no hash table: it is made for every page, and of most records a
/// template asks for a few members.
package struct TemplateRecord: Sendable, ExpressibleByDictionaryLiteral {
  /// Pairs without labels: to put labels on those of a literal would copy them.
  package let members: [(String, TemplateValue)]

  package init(_ members: [(String, TemplateValue)]) { self.members = members }

  package init(dictionaryLiteral members: (String, TemplateValue)...) {
    self.members = members
  }

  /// The first member of a name with its place, which is found at once if it is the hint.
  func member(_ name: String, hint: Int) -> (place: Int, value: TemplateValue)? {
    if hint < members.count, members[hint].0 == name { return (hint, members[hint].1) }
    guard let place = members.firstIndex(where: { $0.0 == name }) else { return nil }
    return (place, members[place].1)
  }
}

/// A value by the way to make it; it is made at most once.
package final class DeferredValue: Sendable {
  private enum State {
    case toMake(@Sendable () -> TemplateValue)
    case made(TemplateValue)
  }

  private let state: Mutex<State>

  package init(_ make: @escaping @Sendable () -> TemplateValue) { state = Mutex(.toMake(make)) }

  package var value: TemplateValue {
    state.withLock { state in
      switch state {
      case .made(let value): return value
      case .toMake(let make):
        let value = make()
        state = .made(value)
        return value
      }
    }
  }
}

/// What names a template may use, and of which kind their values are.
package indirect enum TemplateShape: Sendable, Equatable {
  case text
  case flag
  case list(TemplateShape)
  case record([String: TemplateShape])
  /// Something the author names in front matter: any name below it is allowed.
  case free
}
