internal import Basics

/// The sentences about the rows of tables.
extension Diagnostic {
  static func notUTF8(_ path: String, _ range: SourceRange, byte: UInt8) -> Diagnostic {
    Diagnostic(
      .error, "NotUTF8", path: path, range: range, "the byte \(hex(byte)) is not UTF-8",
      hint: "save the file as UTF-8, or declare its 'encoding' in the data package")
  }

  static func notEncoded(
    _ path: String, _ range: SourceRange, byte: UInt8, encoding: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "NotInEncoding", path: path, range: range,
      "the byte \(hex(byte)) has no character in \(encoding)")
  }

  static func isUTF8(_ path: String, _ range: SourceRange, encoding: String) -> Diagnostic {
    Diagnostic(
      .warning, "WrongEncoding", path: path, range: range,
      "this file is UTF-8, and is read as \(encoding)",
      explanation: "A letter such as 'ä' comes out as two.",
      hint: "leave 'encoding' out at its resource")
  }

  static func cellVariant(
    _ path: String?, _ range: SourceRange?, _ text: String, of other: String, column: String,
    first: (path: String?, range: SourceRange?)
  ) -> Diagnostic {
    let isBlank = text.lowercased() != other.lowercased()
    return Diagnostic(
      .warning, "CellVariant", path: path, range: range,
      "'\(shortened(text))' and '\(shortened(other))' in '\(column)' differ only in "
        + (isBlank ? "blanks" : "case") + ", and are two to queries",
      notes: [Note(path: first.path, range: first.range, text: "the other stands here")],
      hint: "write both alike")
  }

  static func blankInCell(
    _ path: String?, _ range: SourceRange?, _ text: String, column: String, others: Int,
    dialectOf table: String?
  ) -> Diagnostic {
    let isBlank = text.allSatisfy(\.isWhitespace)
    let isFirst = text.first?.isWhitespace ?? false
    let more = others == 0 ? "" : ", as \(others == 1 ? "does 1 more" : "do \(others) more")"
    return Diagnostic(
      .warning, "BlankInCell", path: path, range: range,
      isBlank
        ? "a cell of '\(column)' holds nothing but a blank, and is a value to queries"
        : "'\(shortened(text))' in '\(column)' \(isFirst ? "begins" : "ends") with a blank\(more), "
          + "and queries compare it with the blank",
      hint: "delete it"
        + (table.map { ", or write 'dialect: {skipInitialSpace: true}' at '\($0)'" } ?? ""))
  }

  static func spreadsheetError(
    _ path: String?, _ range: SourceRange?, _ text: String, _ field: Field, others: Int
  ) -> Diagnostic {
    let more = others == 0 ? "" : ", as in \(others) more \(others == 1 ? "cell" : "cells")"
    return Diagnostic(
      .warning, "SpreadsheetError", path: path, range: range,
      "'\(shortened(text))' in '\(field.name)' is an error of the spreadsheet\(more)",
      hint: "correct it there, or write \(missingValues(of: field, and: text)) if it means that "
        + "there is no value")
  }

  static func markForAddress(
    _ path: String?, _ range: SourceRange?, _ text: String, _ field: Field
  ) -> Diagnostic {
    Diagnostic(
      .warning, "MarkForAddress", path: path, range: range,
      "'\(shortened(text))' in '\(field.name)' is no address, and links would lead to it",
      hint: "if it means that there is none, write \(missingValues(of: field, and: text))")
  }

  /// How a field's texts for "no value" are set, with one more.
  private static func missingValues(of field: Field, and text: String) -> String {
    let texts = (field.missingValues + [text]).map { JSONText.string($0).document.dropLast() }
    return "missingValues: [\(texts.joined(separator: ", "))]"
  }

  static func totalAmongRows(
    _ path: String?, _ range: SourceRange?, column: String, table: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, "TotalAmongRows", path: path, range: range,
      "this row is the sum of the others in '\(column)', and what adds up rows counts all twice",
      hint: "delete it, and let a query add up: select sum(\(column)) from \(table)")
  }

  static func titleAboveHeader(
    _ path: String, _ range: SourceRange, row: Int, setting: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "MissingCSVHeader", path: path, range: range,
      "this row is no header: the names of the columns stand in row \(row)",
      hint: "write \(setting), or delete what stands above")
  }

  static func unitsBelowHeader(
    _ path: String, _ range: SourceRange, _ unit: String, setting: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "CellTypeMismatch", path: path, range: range,
      "this row has no value of its columns' types: '\(shortened(unit))' is no figure",
      hint: "if units stand here, write \(setting)")
  }

  static func delimitersAtEnds(
    _ path: String, _ range: SourceRange, _ delimiter: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "RaggedRow", path: path, range: range,
      "each row ends in a '\(delimiter)' that the header does not have",
      hint: "delete the last '\(delimiter)' of each row")
  }

  static func isUTF16(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "NotUTF8", path: path, range: SourceRange(at: .start), "this file is UTF-16",
      hint: "write 'encoding: utf-16' at its resource, or save the file as UTF-8")
  }

  static func brokenUTF16(_ path: String, _ range: SourceRange, encoding: String) -> Diagnostic {
    Diagnostic(
      .error, "NotInEncoding", path: path, range: range,
      "what follows is no character in \(encoding)",
      hint: "the file may be cut off, or in another encoding")
  }

  static func binaryFile(_ path: String, _ kind: String) -> Diagnostic {
    Diagnostic(
      .error, "UnsupportedFormat", path: path, range: SourceRange(at: .start),
      "this file is \(kind), not CSV", hint: "save or unpack it as CSV")
  }

  static func wrongDelimiter(
    _ path: String, _ range: SourceRange, _ guess: DelimiterGuess, table: String
  ) -> Diagnostic {
    let count = guess.count
    let setting =
      guess.isDefault
      ? "leave 'delimiter' out of the dialect of '\(table)'"
      : "write 'dialect: {delimiter: \"\(guess.written)\"}' at '\(table)'"
    return Diagnostic(
      .error, "WrongDelimiter", path: path, range: range,
      guess.isOneCell
        ? "the header is one cell with \(count) \(guess.word)\(count == 1 ? "" : "s") in it"
        : "the cells of the header are parted by \(guess.word)s",
      hint: setting
        + (guess.hasDecimalCommas ? ", and \"decimalChar: ','\" at fields with such numbers" : ""))
  }

  static func delimiterNote(_ path: String, _ range: SourceRange, _ written: String) -> Diagnostic {
    Diagnostic(
      .error, "WrongDelimiter", path: path, range: range,
      "this row tells a spreadsheet what the delimiter is; it is no header",
      hint: "delete it, or write 'dialect: {delimiter: \"\(written)\", headerRows: [2]}'")
  }

  static func emptyRows(
    _ path: String, _ range: SourceRange, first: Int, count: Int
  ) -> Diagnostic {
    let others = count == 1 ? "" : ", as \(count == 2 ? "is 1 more" : "are \(count - 1) more")"
    return Diagnostic(
      .error, "EmptyRow", path: path, range: range, "row \(first) is empty\(others)",
      hint: "delete what has delimiters and no cells; spreadsheets leave such rows at the end")
  }

  static func strayQuote(_ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "StrayQuote", path: path, range: range, "a quote stands inside a cell",
      hint: "put the whole cell in quotes and write each quote inside it twice")
  }

  static func unclosedQuote(_ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "UnclosedQuote", path: path, range: range, "this quoted cell has no closing quote")
  }

  static func nulCharacter(_ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "NulCharacter", path: path, range: range, "a NUL character stands in the text",
      hint: "the file may be UTF-16; save it as UTF-8")
  }

  static func noHeader(_ path: String, isEmpty: Bool) -> Diagnostic {
    Diagnostic(
      .error, "MissingCSVHeader", path: path, range: SourceRange(at: .start),
      isEmpty
        ? "the file is empty; its first row must name the columns"
        : "the file has no row of those in 'headerRows'")
  }

  static func commentInTable(_ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "CommentInTable", path: path, range: range,
      "the file begins with a comment, which is read as the row that names the columns",
      hint: "write 'dialect: {commentChar: \"#\"}' at the table, or delete the line")
  }

  static func duplicateColumn(_ path: String, _ range: SourceRange, _ name: String) -> Diagnostic {
    Diagnostic(
      .error, "DuplicateCSVColumn", path: path, range: range, "the column '\(name)' stands twice")
  }

  static func unknownCSVColumn(
    _ path: String, _ range: SourceRange, _ name: String, table: String, known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnknownCSVColumn", path: path, range: range,
      "the column '\(name)' is no field of '\(table)'",
      hint: name.isEmpty ? "delete the empty column" : didYouMean(name, among: known))
  }

  static func missingCSVColumn(
    _ path: String, _ range: SourceRange, _ name: String, table: String, found: [String]
  ) -> Diagnostic {
    Diagnostic(
      .error, "MissingCSVColumn", path: path, range: range,
      "the field '\(name)' of '\(table)' has no column",
      hint: nearMiss(name, among: found.filter { !$0.isEmpty }).map {
        "is the column '\($0)' meant?"
      })
  }

  static func columnOrder(_ path: String, _ range: SourceRange, _ names: [String]) -> Diagnostic {
    Diagnostic(
      .warning, "ColumnOrderDiffers", path: path, range: range,
      "the columns stand in another order than the schema's fields",
      hint: "reorder them to \(names.joined(separator: ",")), or write 'fieldsMatch: equal'")
  }

  static func raggedRow(
    _ path: String, _ range: SourceRange, row: Int, cells: Int, columns: Int
  ) -> Diagnostic {
    Diagnostic(
      .error, "RaggedRow", path: path, range: range,
      "row \(row) has \(cells) \(cells == 1 ? "cell" : "cells") where the header has \(columns)",
      hint: cells > columns
        ? "put a cell that holds a delimiter in quotes" : "write a delimiter for each empty cell")
  }

  static func cell(
    _ path: String, _ range: SourceRange, row: Int, column: String, text: String,
    _ problem: CellProblem
  ) -> Diagnostic {
    let subject = text.isEmpty ? "an empty cell" : "'\(shortened(text))'"
    return Diagnostic(
      .error, problem.identifier, path: path, range: range,
      "row \(row), column '\(column)': \(subject) \(problem.text)", hint: problem.hint)
  }

  static func moreMistakes(_ path: String?, _ count: Int) -> Diagnostic {
    Diagnostic(
      .error, "MoreMistakes", path: path,
      "\(count) more \(count == 1 ? "mistake" : "mistakes") in this file")
  }

  static func emptyKey(_ path: String?, _ range: SourceRange?, _ key: [String]) -> Diagnostic {
    Diagnostic(
      .error, "EmptyKey", path: path, range: range,
      "the primary key (\(key.joined(separator: ", "))) is empty")
  }

  static func duplicateRowKey(
    _ path: String?, _ range: SourceRange?, _ key: [String], _ values: [String], table: String,
    first: (path: String?, range: SourceRange?)
  ) -> Diagnostic {
    Diagnostic(
      .error, "DuplicateKey", path: path, range: range,
      "\(named(key, values)) stands twice in '\(table)'",
      notes: [Note(path: first.path, range: first.range, text: "first here")])
  }

  static func danglingForeignKey(
    _ path: String?, _ range: SourceRange?, _ key: ForeignKey, _ values: [String], near: String?
  ) -> Diagnostic {
    let target = "\(key.resource)(\(key.referencedFields.joined(separator: ", ")))"
    return Diagnostic(
      .error, "DanglingForeignKey", path: path, range: range,
      "\(named(key.fields, values)) is not in \(target)", hint: near.map { "did you mean '\($0)'?" }
    )
  }

  private static func named(_ key: [String], _ values: [String]) -> String {
    zip(key, values).map { "\($0) '\(shortened($1))'" }.joined(separator: ", ")
  }

  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count <= 60 ? line : line.prefix(57) + "..."
  }

  private static func hex(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}

extension CellProblem {
  static let required = CellProblem(
    identifier: "RequiredCellEmpty", text: "stands where a value is required")

  static func wrongType(_ field: Field, _ advice: CellHint.Advice?) -> CellProblem {
    let text =
      switch (field.type, field.format) {
      case (_, .strptime(let pattern)): "is no \(field.type.rawValue) written as \(pattern)"
      case (.string, .email): "is no e-mail address"
      case (.string, .uri): "is no URI"
      case (.string, .uuid): "is no UUID"
      case (.string, _), (.any, _): "is not base64"
      case (.integer, _): "is no integer"
      case (.number, _): "is no number"
      case (.boolean, _):
        "is no boolean (\((field.trueValues + field.falseValues).joined(separator: ", ")))"
      case (.date, _): "is no date (YYYY-MM-DD)"
      case (.datetime, _): "is no date and time (YYYY-MM-DDThh:mm:ss)"
      case (.time, _): "is no time (hh:mm:ss)"
      case (.year, _): "is no year (YYYY)"
      case (.yearmonth, _): "is no month (YYYY-MM)"
      }
    return CellProblem(
      identifier: "CellTypeMismatch", text: text, hint: advice?.text, setting: advice?.setting)
  }

  static func limit(_ text: String) -> CellProblem {
    CellProblem(identifier: "CellConstraintViolated", text: text)
  }

  static func notAllowed(_ text: String, _ allowed: [String]) -> CellProblem {
    let known = allowed.filter { !$0.isEmpty }
    return CellProblem(
      identifier: "CellConstraintViolated", text: "is not among the values of 'enum'",
      hint: didYouMean(text, among: known))
  }
}
