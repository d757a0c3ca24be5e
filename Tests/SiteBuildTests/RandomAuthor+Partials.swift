import Fuzzing

/// Edits of chains: partials that include partials.
extension RandomAuthor {
  private static let folder = "Templates/partials/"

  private func ownPartials() throws -> [String] {
    try site.files(in: "Templates/partials").keys
      .filter { $0.hasSuffix(".mustache") && $0 != "item.mustache" }
      .map { "partials/" + $0.dropLast(".mustache".count) }.sorted()
  }

  private mutating func partialText() throws -> String {
    let partials = try ownPartials() + ["partials/item"]
    let other = random.chance(0.05) ? "partials/" + name() : random.pick(partials) ?? ""
    let texts = [
      "<i>\(number)</i>", "{{! \(name()) }}<i>\(number)</i>", "{{> \(other)}}",
      "<b>{{title}}</b>{{> \(other)}}", "{{#page.summary}}{{> \(other)}}{{/page.summary}}",
      "{{site.publisher}}{{> \(other)}}\n{{> \(other)}}", "{{$main}}{{> \(other)}}{{/main}}",
    ]
    return random.pick(texts) ?? ""
  }

  mutating func partialChain() throws -> String? {
    let partials = try ownPartials()
    // The chain is part of the site where a template of the site leads to it.
    if random.chance(0.25), let partial = random.pick(partials) {
      let users = ["Templates/partials/item.mustache", "Templates/page.mustache"]
      guard let user = random.pick(users), let text = try? site.read(user), text.utf8.count < 2_000
      else { return nil }
      try site.write(user, text.replacing("{{/main}}", with: "{{> \(partial)}}{{/main}}"))
      if user.hasSuffix("item.mustache") { try append("{{> \(partial)}}", to: user) }
      return "\(user) includes \(partial)"
    }
    let old = partials.count > 5 || random.chance(0.6) ? random.pick(partials) : nil
    return try changeFile(
      old.map { "Templates/\($0).mustache" }, in: Self.folder, ending: ".mustache"
    ) { try $0.partialText() }
  }
}
