internal import Basics

/// The sentences about data package descriptors.
extension Diagnostic {
  static func duplicateResource(
    _ path: String, _ range: SourceRange, _ name: String, _ first: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, "DuplicateResource", path: path, range: range,
      "there are two resources named '\(name)'",
      notes: [Note(path: path, range: first, text: "first here")])
  }

  static func duplicateField(
    _ path: String, _ range: SourceRange, _ name: String, _ first: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, "DuplicateField", path: path, range: range, "there are two fields named '\(name)'",
      notes: [Note(path: path, range: first, text: "first here")])
  }

  static func invalidTableName(_ path: String, _ range: SourceRange, _ name: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidTableName", path: path, range: range,
      "'\(name)' cannot be the name of a table or a column",
      hint: "use letters, digits and underscores; 'sqlite_' is taken")
  }

  static func reservedTableName(
    _ path: String, _ range: SourceRange, _ name: String, _ table: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "InvalidTableName", path: path, range: range,
      "'\(name)' is the name under which all rows of '\(table)' can be read",
      hint: "give this table another name")
  }

  static func unknownField(
    _ path: String, _ range: SourceRange, _ name: String, table: String, known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnknownField", path: path, range: range, "'\(table)' has no field '\(name)'",
      hint: didYouMean(name, among: known))
  }

  static func unknownResource(
    _ path: String, _ range: SourceRange, _ name: String, known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnknownResource", path: path, range: range,
      "a foreign key refers to '\(name)', which is no resource",
      hint: didYouMean(name, among: known)
    )
  }

  static func unevenForeignKey(_ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "UnevenForeignKey", path: path, range: range,
      "a foreign key must name as many fields there as here")
  }

  static func unsupportedEncoding(
    _ path: String, _ range: SourceRange, _ name: String, known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnsupportedEncoding", path: path, range: range,
      "the encoding '\(name)' is not supported",
      // Names that look alike are of encodings that differ: no one of them is "meant".
      hint: "save the file as UTF-8; read are " + known.joined(separator: ", "))
  }

  static func inlineData(_ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "UnsupportedInlineData", path: path, range: range,
      "rows inside the descriptor are not supported",
      hint: "put them in a CSV file and name its 'path'"
    )
  }

  static func unsupportedFormat(
    _ path: String, _ range: SourceRange, _ format: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnsupportedFormat", path: path, range: range,
      "files of format '\(format)' are not supported",
      hint: FileFormat.spreadsheets.contains(format)
        ? "save the sheet as CSV" : "known here: csv, tsv")
  }

  static func compressedFile(
    _ path: String, _ range: SourceRange, format: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnsupportedFormat", path: path, range: range,
      "compressed files (\(format)) are not read",
      hint: "unpack it, name the file that was in it, and leave 'compression' out")
  }

  static func missingDescriptorFile(
    _ path: String, _ range: SourceRange, _ subject: String, _ file: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "MissingDataFile", path: path, range: range,
      "\(subject) names the file '\(file)', which is not there",
      hint: "paths are relative to the data package's folder")
  }

  static func unsafeDataPath(_ path: String, _ range: SourceRange, _ file: String) -> Diagnostic {
    Diagnostic(
      .error, "UnsafeDataPath", path: path, range: range,
      "'\(file)' is no relative path below the data package's folder")
  }

  static func unsupportedDialect(
    _ path: String, _ range: SourceRange, _ property: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnsupportedDialect", path: path, range: range,
      "the dialect property \(property) is not supported",
      hint: "a delimiter, quote, escape or comment character is one ASCII character")
  }

  static func invalidRowNumbers(
    _ path: String, _ range: SourceRange, _ name: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnsupportedDialect", path: path, range: range,
      "the dialect property \(name) must be a list of row numbers", hint: "the first row is 1")
  }

  static func invalidPeriod(_ path: String, _ range: SourceRange, _ text: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidPeriod", path: path, range: range, "'\(text)' is no period of time",
      hint: "write it as ISO 8601 does: P30D, P1M, P1Y")
  }

  static func noUpdateDate(_ path: String, _ range: SourceRange, _ table: String) -> Diagnostic {
    Diagnostic(
      .warning, "NoUpdateDate", path: path, range: range,
      "'\(table)' says how often it is updated, but nothing says when it was",
      hint: "name a column in known_on, or give the day in updated_on")
  }

  static func unnamedDay(
    _ path: String, _ range: SourceRange, _ name: String, table: String, hasNotes: Bool
  ) -> Diagnostic {
    let meaning =
      name == "known_on"
      ? "the day from which a row is known" : "the day on which a row is replaced"
    return Diagnostic(
      .warning, "UnnamedDay", path: path, range: range,
      "nothing says that '\(name)' is \(meaning)",
      hint: hasNotes
        ? "write \(name): \(name) into 'assay' of '\(table)'"
        : "write assay: {\(name): \(name)} at '\(table)', or give the column another name")
  }

  static func tooManyFields(
    _ path: String, _ range: SourceRange, _ count: Int, table: String, most: Int
  ) -> Diagnostic {
    Diagnostic(
      .error, "TooManyFields", path: path, range: range,
      "'\(table)' has \(count) fields, and a table can have \(most)",
      hint:
        "make rows of what differs from field to field: a column for its name, one for its value")
  }

  static func unsupportedType(
    _ path: String, _ range: SourceRange, _ type: String, field: String, meant: String?,
    known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnsupportedFieldType", path: path, range: range,
      "field '\(field)' has the unsupported type '\(type)'",
      hint: meant.map { "'\($0)' is the word: type: \($0)" } ?? didYouMean(type, among: known))
  }

  static func unsupportedFieldFormat(
    _ path: String, _ range: SourceRange, _ format: String, type: String
  ) -> Diagnostic {
    let shown = JSONText.string(format).document.dropLast()
    let isPattern = (type == "number" || type == "integer") && CellPattern(format) != nil
    return Diagnostic(
      .error, "UnsupportedFieldFormat", path: path, range: range,
      "the format '\(format)' of type '\(type)' is not supported",
      hint: isPattern
        ? "for how cells are printed write assay: {format: \(shown)}"
        : "known here: default; email, uri, uuid, binary for strings; "
          + "patterns of %Y %m %d %b %B %y %H %M %S for dates and times")
  }

  static func sameNumberCharacters(
    _ path: String, _ range: SourceRange, _ character: Character, isDeclared: Bool
  ) -> Diagnostic {
    let other = character == "." ? "," : "."
    return Diagnostic(
      .error, "InvalidNumberCharacter", path: path, range: range,
      "'groupChar' and 'decimalChar' are both '\(character)'",
      hint: isDeclared
        ? "write another groupChar, or leave it out"
        : "decimalChar is '.' where nothing else is written: write decimalChar: '\(other)'")
  }

  static func invalidNumberCharacter(
    _ path: String, _ range: SourceRange, _ name: String, _ text: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "InvalidNumberCharacter", path: path, range: range,
      "'\(name)' must be one character that is no digit or sign, not '\(text)'",
      hint: name == "groupChar"
        ? "write ',', or leave it out where nothing parts the digits"
        : "write ',', or leave it out where it is '.'")
  }

  static func invalidDecimals(_ path: String, _ range: SourceRange, _ number: Int) -> Diagnostic {
    Diagnostic(
      .error, "InvalidDecimals", path: path, range: range,
      "'decimals' must be from 0 to 15, not \(number)")
  }

  static func dayIsNoDate(
    _ path: String, _ range: SourceRange, _ name: String, _ type: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "DayIsNoDate", path: path, range: range,
      "'\(name)' says from which day rows are known or no longer hold, and is of the type '\(type)'",
      hint: "write type: date")
  }

  static func invalidMissingMark(
    _ path: String, _ range: SourceRange, _ text: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "InvalidMissingMark", path: path, range: range,
      "'\(text)' would be taken for a value where one is missing",
      hint: "write a mark such as '[x]' (not available), '[z]' (not applicable) or '[c]' "
        + "(confidential)")
  }

  static func invalidCellPattern(
    _ path: String, _ range: SourceRange, _ pattern: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "InvalidCellPattern", path: path, range: range,
      "'\(pattern)' is no pattern for numbers or dates",
      hint: CellPattern.hint(for: pattern))
  }

  static func invalidPattern(_ path: String, _ range: SourceRange, _ pattern: String) -> Diagnostic
  {
    Diagnostic(
      .error, "InvalidPattern", path: path, range: range,
      "the pattern '\(pattern)' is no regular expression")
  }

  static func limitOfText(
    _ path: String, _ range: SourceRange, _ name: String, type: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "InvalidConstraint", path: path, range: range,
      "'\(name)' is for numbers and dates, and the field is of the type '\(type)'",
      hint:
        "give the field its type, such as 'type: number', or write minLength, maxLength or pattern")
  }

  static func invalidLimit(
    _ path: String, _ range: SourceRange, _ name: String, _ text: String, type: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "InvalidConstraint", path: path, range: range,
      "'\(text)' in '\(name)' is no value of the type '\(type)'")
  }
}
