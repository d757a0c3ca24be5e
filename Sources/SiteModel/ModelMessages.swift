import Basics

/// Every sentence that this module says to authors.
enum ModelMessages {
  static func baseURL(_ url: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidBaseURL", "'\(url)' is no address of a site",
      hint: "begin it with https:// or http://")
  }

  static func baseURLNamesFile(_ url: String, folder: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidBaseURL", "'\(url)' names a file or a place in one, not the site's folder",
      hint: "write \(folder)")
  }

  static func datesOutOfOrder(
    _ key: String, _ day: CalendarDate, _ place: String, _ date: CalendarDate
  ) -> Diagnostic {
    Diagnostic(
      .warning, "DatesOutOfOrder", "'\(key)' is \(day), \(place) 'date', which is \(date)",
      hint: key == "as_of"
        ? "correct one of them; of a page that is kept up, 'updated' says the last change"
        : "correct one of them")
  }

  static func foreignKey(_ name: String, hint: String) -> Diagnostic {
    Diagnostic(
      .error, "UnknownKey", "unknown key '\(name)' in the front matter", hint: hint)
  }

  static func oneWord(_ subject: String, _ word: String, form: String) -> Diagnostic {
    Diagnostic(
      .error, "WrongType", "\(subject) has parts and cannot be '\(word)'", hint: "write \(form)")
  }

  static func pair(_ name: String, in subject: String, form: String) -> Diagnostic {
    Diagnostic(
      .error, "UnknownKey", "unknown key '\(name)' in \(subject)", hint: "write \(form)")
  }

  static func figures(_ isOn: Bool) -> Diagnostic {
    Diagnostic(
      .error, "UnknownChoice", "'figures' cannot be '\(isOn)'",
      hint: "write \(isOn ? "checked" : "free"); it is checked or free")
  }

  static func momentWithoutZone(_ text: String) -> Diagnostic {
    Diagnostic(
      .error, "MomentWithoutZone",
      "'\(text)' is no moment: its time has no zone, or there is none such",
      hint: "write the zone, such as 2026-03-01T09:00+01:00, or the day alone")
  }

  static func tagsInOneText(_ text: String) -> Diagnostic {
    Diagnostic(
      .error, "TagsInOneText", "'\(text)' is one tag",
      hint: "write a list: tags: [\(text)]")
  }

  static func tooManyEntries(_ name: String, _ count: Int, most: Int) -> Diagnostic {
    Diagnostic(
      .error, "TooManyEntries", "the page has \(count) \(name)",
      hint: "at most \(most) are allowed; each makes a page")
  }

  static func unsafeLink(_ url: String, allowsPath: Bool) -> Diagnostic {
    Diagnostic(
      .error, "UnsafeLink", "'\(url)' is no address that a page may link to",
      hint: allowsPath
        ? "write an address of the site that begins with one '/', or one that begins with https://"
        : "write an address that begins with https://")
  }

  static func badCount(_ name: String, _ count: Int) -> Diagnostic {
    Diagnostic(
      .error, "InvalidValue", "'\(name)' is \(count)",
      hint: count < 1 ? "write 1 or more" : "write 1,000,000 or less")
  }

  static func badLanguage(_ language: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidValue", "'language' is '\(language)', which is no tag of a language",
      hint: "write its code, such as en, de or fr-CA")
  }

  static func invalidSlug(_ slug: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidSlug", "'\(slug)' cannot be a part of an address",
      hint: slug.hasPrefix(".")
        ? "begin it with another sign than '.'"
        : "use letters, digits, '-', '_' and '.', and no '/'")
  }

  static func invalidAlias(_ alias: String) -> Diagnostic {
    let parts = alias.split(separator: "/")
    let hint =
      if !alias.hasPrefix("/") || !alias.hasSuffix("/") || parts.isEmpty {
        "begin and end it with '/': /old/place/"
      } else if alias.contains("//") {
        "put one '/' between its parts: /\(parts.joined(separator: "/"))/"
      } else if parts.contains(where: { $0.hasPrefix(".") }) {
        "begin no part of it with '.'"
      } else {
        "use letters, digits, '-', '_' and '.' between its '/', and at most 200 bytes in a part"
      }
    return Diagnostic(
      .error, "InvalidAlias", "'\(alias)' is no address inside the site", hint: hint)
  }
}

extension Diagnostic {
  func at(_ path: String, _ range: SourceRange) -> Diagnostic {
    var placed = self
    placed.path = path
    placed.range = range
    return placed
  }
}
