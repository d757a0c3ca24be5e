/// The HTML of GitHub Flavored Markdown, raw HTML included and none of Assay's additions.
///
/// Byte for byte what Debian's `cmark-gfm --unsafe -e table -e strikethrough -e autolink -e tagfilter
/// -e tasklist` prints (with `-e footnotes` where asked). Safe on many threads at once.
package func renderGFM(_ markdown: String, footnotes: Bool = false) -> String {
  String(decoding: renderGFM(Array(markdown.utf8), footnotes: footnotes), as: UTF8.self)
}

/// The same for bytes, which need not be UTF-8.
package func renderGFM(_ markdown: [UInt8], footnotes: Bool = false) -> [UInt8] {
  CMark.html(markdown, footnotes: footnotes)
}
