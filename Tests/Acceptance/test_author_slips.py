"""What authors write on their first days comes out as they mean it, or is told: one small site each."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

PACKAGE = """name: p
title: P
resources:
  - name: t
    path: t.csv
    title: T
    sources: [{title: S, path: "https://example.org/"}]
    schema:
      fields:
        - {name: c, title: C, type: string}
        - {name: v, title: V, type: number}
  - name: source
    path: source.csv
    title: Sources
    schema:
      fields:
        - {name: source_id, title: Id, type: string}
        - {name: title, title: Title, type: string}
        - {name: publisher, title: Publisher, type: string}
        - {name: url, title: Address, type: string}
        - {name: published_on, title: Date, type: date}
"""
SOURCES = "source_id,title,publisher,url,published_on\neca-2026,A report,Auditors,https://example.org/,2026-01-02\n"


def run(tool, root: Path, *words: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [tool.path, *words], capture_output=True, text=True, encoding="utf-8", timeout=120, cwd=root,
        stdin=subprocess.DEVNULL, env={**os.environ, "NO_COLOR": "1"},
    )


@pytest.fixture
def site(tool, tmp_path):
    """Makes a site of some files: paths and texts, or bytes."""

    def make(files: dict[str, str | bytes], settings: str = "", rows: str = "c,v\na,1\nb,2\n") -> Path:
        root = tmp_path / f"site{len(list(tmp_path.glob('site*')))}"
        assert run(tool, tmp_path, "init", str(root)).returncode == 0
        for path in (root / "Content").rglob("*"):
            if path.is_file():
                path.unlink()
        all_files = {
            "site.yaml": "title: T\nbase_url: https://t.example\n" + settings,
            "index.md": "---\ntitle: Home\n---\n\nHi.\n",
            "data/datapackage.yaml": PACKAGE, "data/t.csv": rows, "data/source.csv": SOURCES, **files,
        }
        for name, text in all_files.items():
            path = root / "Content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return root

    return make


def table(query: str, options: str = "caption: C") -> str:
    return f"```sql rows\n{query}\n```\n\n```table rows #tbl-a\n{options}\n```"


def page(text: str, matter: str = "") -> str:
    return f"---\ntitle: M\n{matter}---\n\n{text}\n"


def built(tool, root: Path, *flags: str) -> str:
    result = run(tool, root, "build", *flags)
    assert result.returncode == 0, result.stderr
    return (root / "Output" / "m" / "index.html").read_text()


def told(tool, root: Path) -> str:
    result = run(tool, root, "build")
    assert result.returncode == 1, result.stderr
    return result.stderr


@pytest.mark.parametrize("name", ["my map.png", "ü.png", "日本.png", "50%.png", "a#b.png"])
def test_an_export_finds_pictures_by_their_names(tool, site, name):
    address = name.replace("%", "%25").replace("#", "%23").replace(" ", "%20")
    root = site({"m.md": page(f"![Map](img/{address})", "as_of: 2026-02-05\n"), f"img/{name}": b"\x89PNG"})
    built(tool, root)
    result = run(tool, root, "export", "m", "--to", "html")
    assert result.returncode == 0, result.stderr
    assert 'src="data:image/png;base64,' in result.stdout


def test_links_to_what_is_not_published_are_errors(tool, site):
    text = "[a](fragments/d.png) [b](data/raw.csv) [c](data/datapackage.yaml) [d](site.yaml) [e](/data/raw.csv)"
    root = site({"m.md": page(text), "fragments/d.png": b"x", "data/raw.csv": "a\n1\n"})
    assert told(tool, root).count("[LinkToUnpublished]") == 5
    assert built(tool, site({"m.md": page("[a](data/t.csv) [b](/data/source.csv)"), "data/raw.csv": "a\n"}))


def test_a_link_by_the_sites_own_address_is_checked(tool, site):
    root = site({"m.md": page("[a](https://t.example/nope/) [b](https://t.example/) [c](https://t.example.org/x)")})
    assert told(tool, root).count("[BrokenLink]") == 1


def test_the_starters_lists_have_pages(tool, site):
    pages = {f"n/p{n}.md": f"---\ntitle: P{n}\ndate: 2026-01-0{n}\ntags: [x]\n---\n" for n in range(1, 6)}
    root = site({"n/index.md": "---\ntitle: N\npage_size: 2\n---\n", "m.md": page("x"), **pages})
    built(tool, root)
    count = lambda path: len(re.findall(r'<li><a href="/n/p', (root / "Output" / path).read_text()))
    assert count("tags/x/index.html") == 5
    assert [count(f"n/{part}index.html") for part in ("", "page/2/", "page/3/")] == [2, 2, 1]
    assert 'href="/n/page/2/" rel="next"' in (root / "Output/n/index.html").read_text()


def test_citations_in_all_forms(tool, site):
    text = "So [see @eca-2026, p. 12]; [cf. @eca-2026], [-@eca-2026] and @eca-2026. Mail a@eca-2026 or \\@eca-2026."
    html = built(tool, site({"m.md": page(text)}), "--strict")
    link = '<a href="#ref-eca-2026">1'
    assert f"[see {link}, p. 12</a>]" in html and f"[cf. {link}</a>]" in html
    assert html.count(f"[{link}</a>]") == 2 and f"Auditors<span class=\"citation\">[{link}</a>]" in html
    assert "a@eca-2026 or @eca-2026" in html


def test_a_total_of_nothing_is_empty(tool, site):
    block = table("select c, v from t", "caption: V\ntotals: {columns: [v]}")
    html = built(tool, site({"m.md": page(block)}, rows="c,v\na,\nb,\n"))
    assert re.search(r"<tfoot>\s*<tr><th scope=\"row\">Total</th><td[^>]*></td></tr>", html)


def test_an_address_may_be_encoded(tool, site):
    html = built(tool, site({"m.md": page("[here](#%C3%BCber-uns)\n\n## Über uns")}))
    assert 'id="über-uns"' in html


@pytest.mark.parametrize(
    ("section", "said"),
    [("/briefing/", "did you mean '/briefings/'?"), ("briefings", "did you mean '/briefings/'?")],
)
def test_a_feed_of_no_section_is_an_error(tool, site, section, said):
    files = {"briefings/index.md": page(""), "briefings/a.md": page("", "date: 2026-01-01\n")}
    assert said in told(tool, site(files, f"feed: {{section: {section}}}\n"))


def test_a_feed_without_dates_is_told(tool, site):
    files = {"briefings/index.md": page(""), "briefings/a.md": page("")}
    result = run(tool, site(files, "feed: {section: /briefings/}\n"), "build")
    assert "no page of '/briefings/' has a date, so the feed is empty [EmptyFeed]" in result.stderr


def test_raw_html_is_checked_and_moved(tool, site):
    html = '<a href="n.md">n</a> <a href="/n/">m</a> <img src="img/x.png" alt="x"> <a href="https://e.org/">e</a>'
    files = {"m.md": page(html), "n.md": page(""), "img/x.png": b"x"}
    settings = "raw_html: true\n"
    root = site(files, settings)
    moved = built(tool, root, "--base-url", "https://t.example/eu")
    assert moved.count('href="/eu/n/"') == 2 and 'src="/eu/img/x.png"' in moved and 'href="https://e.org/"' in moved
    root = site({**files, "m.md": page('x\n\n<p>\n<a href="/nope/">n</a> <img src="no.png" alt=""></p>')}, settings)
    errors = told(tool, root)
    assert "Content/m.md:8:10: error: the link '/nope/'" in errors and "'no.png' leads nowhere" in errors


def test_cells_and_footnotes_of_an_export_stay_markdown(tool, site):
    text = "| p |\n| - |\n| `x \\| y` |\n\n%s\n\nText[^1].\n\n[^1]: Note."
    root = site({"m.md": page(text % table("select c from t"), "as_of: 2026-02-05\n")}, rows="c,v\nx *y* _z_ `c` <b>|,1\n")
    built(tool, root)
    markdown = run(tool, root, "export", "m", "--to", "md").stdout
    for line in ["| `x \\| y` |", "| x \\*y\\* \\_z\\_ \\`c\\` \\<b\\>\\| |", "Text[^1].", "[^1]: Note."]:
        assert line in markdown.splitlines(), markdown


def test_site_map_and_feeds_have_addresses_for_machines(tool, site):
    files = {"n/index.md": page(""), "n/über.md": page("", "date: 2026-01-01\ntags: [Österreich]\n"), "m.md": page("")}
    root = site(files, "feed: {section: /n/}\n")
    built(tool, root)
    read = lambda name: (root / "Output" / name).read_text()
    assert "<loc>https://t.example/n/%C3%BCber/</loc>" in read("sitemap.xml")
    assert "<loc>https://t.example/tags/%C3%B6sterreich/</loc>" in read("sitemap.xml")
    assert 'href="https://t.example/n/%C3%BCber/"' in read("feed.xml")
    assert '"https://t.example/n/%C3%BCber/"' in read("feed.json")


def test_a_headings_id_has_no_figure_and_no_number(tool, site):
    text = "## China has `{sql} select max(v) from t`\n\n## Head [@eca-2026]\n\n## CO₂ in m²\n\n## As in @tbl-a\n\n"
    ids = lambda html: re.findall(r'<h2 id="([^"]*)"', html)
    root = site({"m.md": page(text + table("select c from t"))})
    before = ids(built(tool, root))
    (root / "Content/data/t.csv").write_text("c,v\na,3\n")
    assert ids(built(tool, root)) == before
    assert before[:4] == ["china-has", "head", "co-in-m", "as-in"]


def test_a_reference_in_a_heading_is_followed(tool, site):
    text = "More in @sec-shares.\n\n%s\n\n## Shares, as in @tbl-a {#sec-shares}"
    html = built(tool, site({"m.md": page(text % table("select c from t"))}), "--strict")
    assert '<a class="xref" href="#sec-shares">Shares, as in Table 1</a>' in html
    assert '<h2 id="sec-shares">Shares, as in <a class="xref" href="#tbl-a">Table 1</a></h2>' in html


def test_a_new_page_is_not_written_or_filled_through_links(tool, tmp_path, site):
    root = site({"m.md": page("")})
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "Content/lnk").symlink_to(outside)
    (root / "Content/notes").mkdir()
    (root / "Content/notes/z.md").symlink_to(outside / "made")
    (root / "Templates/archetypes").mkdir(exist_ok=True)
    (outside / "secret").write_text("secret")
    (root / "Templates/archetypes/leak.md").symlink_to(outside / "secret")
    day = ("--as-of", "2026-01-01")
    for words in [
        ("briefing", "x", *day, "--folder", "lnk"), ("briefing", "x", *day, "--folder", "lnk/deep"),
        ("briefing", "x", *day, "--folder", "../.."), ("briefing", "x", *day, "--folder", "/tmp"),
        ("briefing", "z", *day, "--folder", "notes"), ("leak", "x"),
    ]:
        result = run(tool, root, "new", *words)
        assert result.returncode != 0, words
    assert sorted(path.name for path in outside.iterdir()) == ["secret"]
    assert run(tool, root, "new", "briefing", "x", *day, "--folder", "notes/2026").returncode == 0


def test_a_folder_of_charts_is_not_written_through_links(tool, tmp_path):
    chart = '{"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a"}}, "title": "T", "description": "D"}'
    (tmp_path / "a.vl.json").write_text(chart)
    (tmp_path / "out").mkdir()
    (tmp_path / "kept").write_text("kept")
    (tmp_path / "out/a.svg").symlink_to(tmp_path / "kept")
    result = run(tool, tmp_path, "chart", "--batch", ".", "--output", "out")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "kept").read_text() == "kept"
    assert (tmp_path / "out/a.svg").read_text().startswith("<svg")


@pytest.mark.parametrize("has_state", [True, False])
@pytest.mark.parametrize("damage", ["changed", "left out", "twice"])
def test_a_damaged_manifest_disowns_nothing_in_silence(tool, site, damage, has_state):
    root = site({"m.md": page(""), "old.md": page("old")})
    built(tool, root)
    manifest = root / "Output/.assay-manifest"
    text = manifest.read_text()
    line = next(line for line in text.splitlines(True) if "old/index.html" in line)
    new = {"changed": text.replace("old/index", "ole/index"), "left out": text.replace(line, ""), "twice": text + text}
    manifest.write_text(new[damage])
    if not has_state:
        subprocess.run(["rm", "-r", root / ".assay"], check=True)
    (root / "Content/old.md").unlink()
    result = run(tool, root, "build")
    assert result.returncode != 0 and ".assay-manifest is damaged" in result.stderr


def test_damage_in_what_is_known_of_the_output_is_said(tool, site):
    root = site({"m.md": page("")})
    built(tool, root, "--base-url", "https://y.example/z")
    stamps = root / ".assay/outputs"
    data = bytearray(stamps.read_bytes())
    data[40] ^= 1
    stamps.write_bytes(data)
    for words in [("verify",), ("export", "m", "--to", "md")]:
        result = run(tool, root, *words)
        assert result.returncode != 0 and "what the last build was asked is not known" in result.stderr, words
    result = run(tool, root, "build", "--base-url", "https://y.example/z")
    assert result.returncode == 0 and "was damaged and is made anew" in result.stderr
    assert run(tool, root, "verify").returncode == 0
