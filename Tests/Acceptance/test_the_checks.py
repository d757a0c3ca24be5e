"""The checks themselves, on small pages with one mistake each: every check must be able to fail."""

from pathlib import Path

import feeds
import links
import pytest
import structure
from built_site import BuiltSite, snapshot
from server import served
from test_rendering import look_at

GOOD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Gallium</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="A metal.">
<link rel="canonical" href="https://example.org/site/">
<link rel="alternate" type="application/atom+xml" href="https://example.org/site/feed.xml">
<link rel="stylesheet" href="/site/site.css"></head>
<body><a href="#main">Skip</a><main id="main"><h1>Gallium</h1><h2 id="uses">Uses</h2>
<p><a href="a/#uses">A</a> <a href="https://example.com/">elsewhere</a></p>
<img src="site.css" alt=""><svg role="img" aria-label="A chart"></svg>
<table><caption>Shares</caption><tr><th scope="col">Share</th></tr><tr><td>1</td></tr></table>
</main></body></html>"""
FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:a</id>
<updated>2026-02-05T00:00:00Z</updated><link href="https://example.org/site/"/>
<entry><id>urn:b</id><title>A</title><updated>2026-02-05T00:00:00Z</updated>
<link href="https://example.org/site/a/"/></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://example.org/site/</loc></url><url><loc>https://example.org/site/a/</loc></url>
</urlset>"""


def write(folder: Path, old: str = "", new: str = "", css: str = "p { color: #111 }") -> BuiltSite:
    """A site of two pages, with one passage of its front page replaced."""
    assert old in GOOD
    (folder / "a").mkdir()
    (folder / "index.html").write_text(GOOD.replace(old, new, 1))
    second = GOOD.replace('site/">', 'site/a/">', 1).replace("a/#uses", "../").replace(
        'src="site.css"', 'src="../site.css"'
    )
    (folder / "a/index.html").write_text(second)
    (folder / "site.css").write_text(css)
    (folder / "feed.xml").write_text(FEED)
    (folder / "sitemap.xml").write_text(SITEMAP)
    return BuiltSite(folder)


def test_a_good_site_has_no_findings(tmp_path):
    site = write(tmp_path)
    assert [f for page in site.pages for f in structure.findings(page)] == []
    assert links.broken_links(site) + links.stray_loads(site) == []
    assert [f for page in site.pages for f in links.scripts(page)] == []
    assert feeds.advertised_feed(site) == "feed.xml"
    assert feeds.feed_findings(site, FEED.encode()) == []
    assert feeds.sitemap_findings(site, SITEMAP.encode()) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (' lang="en"', "", "<html> has no language"),
        ("<title>Gallium</title>", "<title> </title>", "no title"),
        ('content="A metal."', 'content=" "', "not exactly one description"),
        ('name="viewport"', 'name="view"', "no viewport"),
        ('<main id="main">', '<div id="main">', "0 <main> elements"),
        ("<h1>Gallium</h1>", "", "0 <h1> elements"),
        ("<h1>Gallium</h1>", "<h1>A</h1><h1>B</h1>", "2 <h1> elements"),
        ("<h1>Gallium</h1>", "<h1></h1>", "empty <h1>"),
        ("h2", "h4", "<h4> after <h1>"),
        ('<a href="#main">Skip</a>', "", "the first link is not a skip link"),
        ('href="#main"', 'href="#mian"', "the skip link does not lead into <main>"),
        ("<p>", '<p id="uses">', "id 'uses' stands 2 times"),
        ("<p>", '<p aria-describedby="note">', "aria-describedby names 'note'"),
        (' alt=""', "", "<img> without alt"),
        (' aria-label="A chart"', "", "<svg> without a text alternative"),
        ("<caption>Shares</caption>", "", "<table> without a caption"),
        (' scope="col"', "", "<th> without scope"),
        ('<th scope="col">Share</th>', "<td>Share</td>", "<table> without header cells"),
    ],
)
def test_a_mistake_of_structure_is_found(tmp_path, old, new, finding):
    page = write(tmp_path, old, new).page("index.html")
    assert any(finding in found for found in structure.findings(page))


def test_a_canonical_address_of_another_page_is_found(tmp_path):
    site = write(tmp_path)
    second = tmp_path / "a/index.html"
    second.write_text(second.read_text().replace("site/a/", "site/b/", 1))
    assert any("canonical" in f for f in structure.findings(BuiltSite(tmp_path).page("a/index.html")))
    assert structure.findings(site.page("index.html")) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("a/#uses", "b/", "there is no such file"),
        ("a/#uses", "a", "there is no such file"),
        ("a/#uses", "a/#used", "a/index.html has no id 'used'"),
        ("a/#uses", "#used", "index.html has no id 'used'"),
        ("a/#uses", "../other/", "there is no such file"),
        ("a/#uses", "", "is no address to lead to"),
        ("a/#uses", "javascript:alert(1)", "is no address to lead to"),
        ("site/feed.xml", "site/fed.xml", "there is no such file"),
    ],
)
def test_a_broken_link_is_found(tmp_path, old, new, finding):
    assert any(finding in found for found in links.broken_links(write(tmp_path, old, new)))


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("/site/site.css", "https://example.com/a.css", "from elsewhere"),
        ("/site/site.css", "//example.com/a.css", "from elsewhere"),
        ("/site/site.css", "/site/other.css", "there is no such file"),
        ('src="site.css"', 'src="https://example.com/a.png"', "from elsewhere"),
        ('src="site.css"', 'srcset="site.css 1x, http://example.com/a 2x"', "from elsewhere"),
        ("<p>", '<p style="background: url(//example.com/a)">', "from elsewhere"),
        ("</head>", "<style>@import 'http://example.com/a';</style></head>", "from elsewhere"),
        ("<svg", '<svg fill="url(https://example.com/#a)"', "from elsewhere"),
        ("</svg>", '<use href="https://example.com/a.svg#b"/></svg>', "from elsewhere"),
        ("<p>", '<iframe src="https://example.com/"></iframe><p>', "from elsewhere"),
    ],
)
def test_a_request_to_another_host_is_found(tmp_path, old, new, finding):
    assert any(finding in found for found in links.stray_loads(write(tmp_path, old, new)))


def test_a_request_from_a_style_sheet_is_found(tmp_path):
    css = "/* url(https://example.net/) */ @font-face { src: url('https://example.com/a.woff2') }"
    found = links.stray_loads(write(tmp_path, css=css))
    assert found == ["site.css: loads https://example.com/a.woff2 from elsewhere"]


@pytest.mark.parametrize("new", ["<script></script><p>", '<p onclick="a()">'])
def test_a_script_is_found(tmp_path, new):
    assert len(links.scripts(write(tmp_path, "<p>", new).page("index.html"))) == 1


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("</feed>", "", "does not parse"),
        ("<updated>2026-02-05T00:00:00Z</updated>", "", "has no <updated>"),
        ("https://example.org/site/a/", "/site/a/", "is not absolute"),
        ("https://example.org/site/a/", "https://example.org/site/b/", "there is nothing at"),
        ("</feed>", FEED[FEED.index("<entry>") :], "the id urn:b stands 2 times"),
    ],
)
def test_a_mistake_in_the_feed_is_found(tmp_path, old, new, finding):
    found = feeds.feed_findings(write(tmp_path), FEED.replace(old, new, 1).encode())
    assert any(finding in f for f in found)


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("site/a/", "site/b/", "is listed and is no page"),
        ("site/a/", "site/b/", "is a page and is not listed"),
        ("site/a/", "site/", "stands 2 times"),
    ],
)
def test_a_mistake_in_the_sitemap_is_found(tmp_path, old, new, finding):
    found = feeds.sitemap_findings(write(tmp_path), SITEMAP.replace(old, new).encode())
    assert any(finding in f for f in found)


@pytest.mark.parametrize(
    ("new", "finding"),
    [
        ("<p>fits", None),
        ('<p style="width: 900px">', "pixels wide where 390 are shown"),
        ('<style>body { overflow-x: hidden }</style><p>', "hides what is too wide"),
        ("<script>console.error('no')</script><p>", "console: no"),
        ("<script>throw new Error('no')</script><p>", "script error"),
        ('<img alt="" src="/site/none.png"><p>', "answered 404"),
        ('<img alt="" src="http://127.0.0.2:9/a.png"><p>', "asked for http://127.0.0.2:9/a.png"),
    ],
)
def test_a_page_that_does_not_fit_is_found(tmp_path, browser, new, finding):
    folder = tmp_path / "site"
    folder.mkdir()
    page = write(folder, "<p>", new).page("index.html")
    (folder / "index.html").write_text(
        (folder / "index.html").read_text().replace('<img src="site.css" alt="">', "")
    )
    with served(BuiltSite(folder)) as address:
        found = look_at([page], address, browser, 390, "light", tmp_path)
    favicon = [f for f in found if "favicon.ico" in f or "Failed to load resource" in f]
    rest = [f for f in found if f not in favicon]
    assert rest == [] if finding is None else any(finding in f for f in rest)


def test_a_snapshot_sees_every_change(tmp_path):
    write(tmp_path)
    before = snapshot(tmp_path)
    (tmp_path / "site.css").write_text("p { color: #222 }")
    assert before != snapshot(tmp_path)
