internal import CCMarkGFM

/// The one place that holds the C library's pointers: a text goes in, plain values come out.
///
/// Thread safety. libcmark-gfm keeps one table of "special characters" for the process. A parser with
/// the strikethrough or autolink extension sets its characters there when inline parsing begins and
/// clears them when it ends, so that of two parsers at once one silently loses links and
/// strikethrough. A lock around parsing would cost the second core. Instead the table is set once,
/// before the first document, and no parser of ours changes an entry that is ever read:
///
/// - the library's own extensions set the table through `cmark_manage_extensions_special_characters`;
/// - then autolink gives up its list of characters (it is called for every character that no other
///   rule takes, so it needs the table and not the list);
/// - strikethrough needs a list, because a closing delimiter finds its extension there. It is attached
///   through an extension of ours, which calls the library's functions and then renames the delimiter
///   from `~` to NUL. NUL is the list's only character, and it never occurs in inline text (the block
///   parser replaces it by U+FFFD), so that what parsers write on it concurrently is never read.
///
/// Every document is therefore parsed with the same five extensions. What else the library keeps for
/// the process (its registry and node types) is written by the set-up alone, which `static let` runs
/// once. The tests compare 5,000 documents on all threads with one thread.
///
/// Memory. Parser, tree and HTML live in the thread's arena (arena.h) and go in one step, after their
/// values were copied out; nothing of the library is freed piece by piece.
enum CMark {
  static var version: String { String(cString: cmark_version_string()) }

  /// The flags of `cmark-gfm --unsafe`, with footnotes where asked.
  private static func options(footnotes: Bool) -> Int32 {
    CMARK_OPT_UNSAFE | (footnotes ? CMARK_OPT_FOOTNOTES : 0)
  }

  /// What `cmark-gfm --unsafe -e table -e strikethrough -e autolink -e tagfilter -e tasklist` prints.
  static func html(_ markdown: [UInt8], footnotes: Bool) -> [UInt8] {
    let options = options(footnotes: footnotes)
    guard let arena = assay_thread_arena() else { return [] }
    defer { arena.pointee.reset() }
    let parser = makeParser(options, arena)
    feed(markdown, from: 0, to: parser)
    guard let root = cmark_parser_finish(parser) else { return [] }
    guard
      let html = cmark_render_html_with_mem(
        root, options, cmark_parser_get_syntax_extensions(parser), assay_arena_memory(arena))
    else { return [] }
    var length = 0
    while html[length] != 0 { length += 1 }
    return html.withMemoryRebound(to: UInt8.self, capacity: length) {
      Array(UnsafeBufferPointer(start: $0, count: length))
    }
  }

  /// Parses the text from an offset on and hands its nodes to the builder, in document order.
  static func parse(
    _ markdown: [UInt8], from offset: Int, footnotes: Bool, into builder: inout TreeBuilder
  ) {
    guard let arena = assay_thread_arena() else { return }
    defer { arena.pointee.reset() }
    let parser = makeParser(options(footnotes: footnotes) | CMARK_OPT_SOURCEPOS, arena)
    feed(markdown, from: offset, to: parser)
    guard let root = cmark_parser_finish(parser) else { return }

    // A walk by the nodes' own links: no recursion, whatever the nesting.
    var node = root
    while true {
      enter(node, &builder)
      if let child = node.pointee.first_child {
        node = child
        continue
      }
      builder.close()
      while node.pointee.next == nil {
        guard node != root, let parent = node.pointee.parent else { return }
        node = parent
        builder.close()
        if node == root { return }
      }
      guard node != root, let next = node.pointee.next else { return }
      node = next
    }
  }

  private static func enter(
    _ pointer: UnsafeMutablePointer<cmark_node>, _ builder: inout TreeBuilder
  ) {
    let type = UInt32(pointer.pointee.type)
    let place = TreeBuilder.Place(
      startLine: Int(pointer.pointee.start_line), startColumn: Int(pointer.pointee.start_column),
      endLine: Int(pointer.pointee.end_line), endColumn: Int(pointer.pointee.end_column))
    switch type {
    case CMARK_NODE_TEXT.rawValue:
      builder.text(bytes(pointer.pointee.as.literal))
    case CMARK_NODE_SOFTBREAK.rawValue:
      builder.lineBreak(.softBreak)
    case CMARK_NODE_LINEBREAK.rawValue:
      builder.lineBreak(.lineBreak)
    case CMARK_NODE_CODE.rawValue:
      builder.code(bytes(pointer.pointee.as.literal))
    case CMARK_NODE_HTML_INLINE.rawValue:
      builder.htmlInline(bytes(pointer.pointee.as.literal))
    case CMARK_NODE_EMPH.rawValue:
      builder.delimited(.emphasis)
    case CMARK_NODE_STRONG.rawValue:
      builder.delimited(.strong)
    case CMARK_NODE_LINK.rawValue, CMARK_NODE_IMAGE.rawValue:
      let link = pointer.pointee.as.link
      builder.link(
        type == CMARK_NODE_LINK.rawValue ? .link : .image, destination: bytes(link.url),
        title: bytes(link.title), place: place)
    case CMARK_NODE_FOOTNOTE_REFERENCE.rawValue:
      let definition = pointer.pointee.parent_footnote_def
      builder.footnoteReference(bytes(definition?.pointee.as.literal ?? pointer.pointee.as.literal))
    case CMARK_NODE_PARAGRAPH.rawValue where pointer.pointee.start_line == 0:
      // Lines before a table's head, of which the library made a paragraph without a place; the
      // table has the place where they begin.
      let table = pointer.pointee.next
      builder.paragraphBeforeTable(
        content: bytes(pointer.pointee.content), line: Int(table?.pointee.start_line ?? 1),
        column: Int(table?.pointee.start_column ?? 1))
    case CMARK_NODE_PARAGRAPH.rawValue:
      builder.block(.paragraph, place)
      builder.inlines(of: .paragraph, content: bytes(pointer.pointee.content), place)
    case CMARK_NODE_HEADING.rawValue:
      let heading = pointer.pointee.as.heading
      builder.block(.heading, place, level: UInt8(clamping: heading.level))
      builder.inlines(
        of: heading.setext ? .paragraph : .heading, content: bytes(pointer.pointee.content), place)
    case CMARK_NODE_LIST.rawValue:
      let list = pointer.pointee.as.list
      let ordered = list.list_type == CMARK_ORDERED_LIST
      builder.block(
        ordered ? .orderedList : .bulletList, place, flags: list.tight ? .tight : [],
        number: list.start)
    case CMARK_NODE_ITEM.rawValue:
      var flags: Node.Flags = []
      if pointer.pointee.extension != nil {
        flags = pointer.pointee.as.list.checked ? [.task, .checked] : .task
      }
      builder.block(.item, place, flags: flags)
    case CMARK_NODE_CODE_BLOCK.rawValue:
      let code = pointer.pointee.as.code
      builder.codeBlock(
        info: bytes(code.info), literal: bytes(code.literal), fenced: code.fenced != 0, place)
    case CMARK_NODE_HTML_BLOCK.rawValue:
      builder.block(.htmlBlock, place, literal: bytes(pointer.pointee.as.literal))
    case CMARK_NODE_FOOTNOTE_DEFINITION.rawValue:
      builder.block(.footnoteDefinition, place, literal: bytes(pointer.pointee.as.literal))
    case CMARK_NODE_DOCUMENT.rawValue:
      builder.block(.document, place)
    case CMARK_NODE_BLOCK_QUOTE.rawValue:
      builder.block(.blockQuote, place)
    case CMARK_NODE_THEMATIC_BREAK.rawValue:
      builder.block(.thematicBreak, place)
    case library.cell:
      builder.cell(content: bytes(pointer.pointee.content))
    case library.row:
      let isHeader = cmark_gfm_extensions_get_table_row_is_header(pointer) != 0
      builder.row(place, isHeader: isHeader)
    case library.table:
      let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
      let alignments = cmark_gfm_extensions_get_table_alignments(pointer)
      builder.table(
        place,
        alignments: UnsafeBufferPointer(start: alignments, count: alignments == nil ? 0 : count)
          .map(Node.Alignment.init(letter:)))
    case library.strikethrough:
      builder.delimited(.strikethrough)
    default:
      builder.block(.document, place)
    }
  }

  private static func bytes(_ chunk: cmark_chunk) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: chunk.data, count: chunk.data == nil ? 0 : Int(chunk.len))
  }

  private static func bytes(_ buffer: cmark_strbuf) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: buffer.ptr, count: buffer.ptr == nil ? 0 : Int(buffer.size))
  }

  private static func feed(_ markdown: [UInt8], from offset: Int, to parser: OpaqueParser?) {
    markdown.withUnsafeBytes { buffer in
      guard offset < buffer.count, let base = buffer.baseAddress else { return }
      cmark_parser_feed(
        parser, (base + offset).assumingMemoryBound(to: CChar.self), buffer.count - offset)
    }
  }
}

// MARK: - The library's set-up

private typealias OpaqueParser = OpaquePointer
private typealias Extension = UnsafeMutablePointer<cmark_syntax_extension>

extension CMark {
  /// What is known about the library once its extensions are registered.
  private struct Library {
    let table: UInt32
    let row: UInt32
    let cell: UInt32
    let strikethrough: UInt32
  }

  private static let strikethroughName = "assay-strikethrough"
  private static let library = prepare()

  private static func prepare() -> Library {
    cmark_gfm_core_extensions_ensure_registered()
    // Set the process's table as the library's own extensions want it, and leave it so.
    let primer = cmark_parser_new(CMARK_OPT_DEFAULT)
    let strikethrough = cmark_find_syntax_extension("strikethrough")
    let autolink = cmark_find_syntax_extension("autolink")
    cmark_parser_attach_syntax_extension(primer, strikethrough)
    cmark_parser_attach_syntax_extension(primer, autolink)
    cmark_manage_extensions_special_characters(primer, 1)
    cmark_parser_free(primer)
    cmark_syntax_extension_set_special_inline_chars(autolink, nil)
    cmark_register_plugin { plugin in
      cmark_plugin_register_syntax_extension(plugin, CMark.makeStrikethrough())
      return 1
    }
    return Library(
      table: assay_table_type(), row: assay_table_row_type(), cell: assay_table_cell_type(),
      strikethrough: assay_strikethrough_type())
  }

  /// The library's strikethrough with delimiters named NUL; see the type's comment.
  private static func makeStrikethrough() -> Extension? {
    guard let own = cmark_syntax_extension_new(strikethroughName) else { return nil }
    let nulOnly = cmark_llist_append(cmark_get_default_mem_allocator(), nil, nil)
    cmark_syntax_extension_set_special_inline_chars(own, nulOnly)
    cmark_syntax_extension_set_private(own, cmark_find_syntax_extension("strikethrough"), nil)
    cmark_syntax_extension_set_match_inline_func(own) { own, parser, parent, character, inlines in
      let library = cmark_syntax_extension_get_private(own)?
        .assumingMemoryBound(to: cmark_syntax_extension.self)
      let node = library?.pointee.match_inline(library, parser, parent, character, inlines)
      if let node, let last = cmark_inline_parser_get_last_delimiter(inlines),
        last.pointee.inl_text == node
      {
        last.pointee.delim_char = 0
      }
      return node
    }
    cmark_syntax_extension_set_inline_from_delim_func(own) { own, parser, inlines, opener, closer in
      // The library's extension signs the node, so that rendering and containment are its own.
      let library = cmark_syntax_extension_get_private(own)?
        .assumingMemoryBound(to: cmark_syntax_extension.self)
      return library?.pointee.insert_inline_from_delim(library, parser, inlines, opener, closer)
    }
    return own
  }

  /// A parser with the five extensions, attached in the order in which the flags above name them.
  private static func makeParser(
    _ options: Int32, _ arena: UnsafeMutablePointer<assay_arena>
  ) -> OpaqueParser? {
    _ = library
    let parser = cmark_parser_new_with_mem(options, assay_arena_memory(arena))
    for name in ["table", strikethroughName, "autolink", "tagfilter", "tasklist"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    return parser
  }
}
