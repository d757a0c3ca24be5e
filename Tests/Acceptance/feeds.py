"""The feed and the sitemap, as machines read them. Each finding is one line of text."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urljoin, urlsplit
from pathlib import Path
from xml.etree import ElementTree

import feedparser
from built_site import BuiltSite, Page

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def is_absolute(url: str | None) -> bool:
    parts = urlsplit(url or "")
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def advertised_feed(site: BuiltSite) -> str | None:
    """The file of the feed that the front page names in its head."""
    for link in site.page("index.html").document.all("link"):
        if link["type"] == "application/atom+xml":
            return site.file_at(urljoin(site.base, link["href"]))
    return None


def feed_findings(site: BuiltSite, feed: bytes) -> list[str]:
    found = []
    parsed = feedparser.parse(feed)
    if parsed.bozo:
        return [f"the feed does not parse: {parsed.bozo_exception}"]
    if parsed.version != "atom10":
        found.append(f"the feed is {parsed.version!r}, not Atom 1.0")
    if not parsed.entries:
        found.append("the feed has no entries")
    root = ElementTree.fromstring(feed)
    for part in [root, *root.iter(f"{ATOM}entry")]:
        name = "the feed" if part is root else f"entry {part.findtext(f'{ATOM}id')}"
        for tag in ("id", "title", "updated"):
            if not (part.findtext(f"{ATOM}{tag}") or "").strip():
                found.append(f"{name} has no <{tag}>")
        for link in part.findall(f"{ATOM}link"):
            url = link.get("href")
            if not is_absolute(url):
                found.append(f"{name}: {url} is not absolute")
            elif url.startswith(site.base) and site.file_at(url) is None:
                found.append(f"{name}: there is nothing at {url}")
        if not part.findall(f"{ATOM}link"):
            found.append(f"{name} has no link")
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry"))
    return found + [f"the id {name} stands {n} times" for name, n in ids.items() if n > 1]


CONTENT = Path(__file__).resolve().parents[2] / "Content"


def is_unlisted(page: Page) -> bool:
    """Whether the page's source, or the source of all pages of its folder, says `unlisted: true`."""
    path = urlsplit(page.url).path.strip("/")
    sources = [CONTENT / f"{path}.md", *(CONTENT / path).parent.glob("[[]*.md")]
    return any(s.is_file() and "\nunlisted: true\n" in s.read_text("utf-8") for s in sources)


def belongs_in_sitemap(page: Page) -> bool:
    if is_unlisted(page):
        return False
    robots = [m["content"] for m in page.document.all("meta") if m["name"] == "robots"]
    return not page.is_redirect and not page.is_not_found and "noindex" not in " ".join(robots)


def sitemap_findings(site: BuiltSite, sitemap: bytes) -> list[str]:
    root = ElementTree.fromstring(sitemap)
    if root.tag != f"{SITEMAP}urlset":
        return [f"the sitemap's root is {root.tag}"]
    listed = Counter((e.text or "").strip() for e in root.iter(f"{SITEMAP}loc"))
    pages = {page.url for page in site.all_pages if belongs_in_sitemap(page)}
    found = [f"{url} stands {n} times" for url, n in listed.items() if n > 1]
    found += [f"{url} is listed and is no page" for url in sorted(set(listed) - pages)]
    return found + [f"{url} is a page and is not listed" for url in sorted(pages - set(listed))]
