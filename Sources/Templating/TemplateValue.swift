import Mustache

/// What a template is filled with: a tree of texts, flags, lists and named values.
///
/// A record names everything that its shape has, with `.absent` for what is not there, so that
/// a name inside a list never finds its namesake outside it.
package enum TemplateValue: Sendable, Hashable {
  case absent
  case text(String)
  case flag(Bool)
  case list([TemplateValue])
  case record([String: TemplateValue])
  /// A value that is made only where a template asks for it.
  case deferred(DeferredValue)

  package init(_ text: String?) {
    self = text.map { .text($0) } ?? .absent
  }
}

/// A value by the way to make it; two are equal if what they make is.
package struct DeferredValue: Sendable, Hashable {
  private let make: @Sendable () -> TemplateValue

  package init(_ make: @escaping @Sendable () -> TemplateValue) { self.make = make }

  package var value: TemplateValue { make() }

  package static func == (left: DeferredValue, right: DeferredValue) -> Bool {
    left.value == right.value
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension TemplateValue: MustacheParent {
  package func child(named name: String) -> Any? {
    guard case .record(let members) = self, let member = members[name] else { return nil }
    return member.rendered
  }

  var rendered: Any {
    switch self {
    case .absent, .record: self
    case .text(let text): text
    case .flag(let flag): flag
    case .list(let elements): elements.map(\.rendered)
    case .deferred(let value): value.value.rendered
    }
  }
}

extension TemplateValue: MustacheCustomRenderable {
  package var renderText: String {
    switch self {
    case .text(let text): text
    case .flag(let flag): String(flag)
    case .absent, .list, .record: ""
    case .deferred(let value): value.value.renderText
    }
  }

  package var isNull: Bool {
    if case .absent = self { return true }
    return false
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
