"""Where a page leads and what it loads: the crawler's view. Each finding is one line of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from built_site import BuiltSite, Page
from html_tree import Element

# Attributes that make a browser fetch at once, by element; "*" is any element.
LOADED = {
    "*": ("background", "poster", "src"),
    "link": ("href",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "feimage": ("href", "xlink:href"),
}
# Links in the head that name an address for machines and load nothing.
NAMES_ONLY = {"canonical", "alternate", "prev", "next", "author", "license", "help", "search", "me"}
CSS_ADDRESS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')"""
)


def css_addresses(css: str) -> Iterator[str]:
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    for match in CSS_ADDRESS.finditer(without_comments):
        yield next(group for group in match.groups() if group is not None)


def _loaded_by(element: Element) -> Iterator[str]:
    if element.tag == "link" and set(element["rel"].lower().split()) <= NAMES_ONLY:
        return
    for name in (*LOADED["*"], *LOADED.get(element.tag, ())):
        if element.has(name):
            yield element[name]
    if element.has("srcset"):
        yield from (part.split()[0] for part in element["srcset"].split(",") if part.split())
    if element.has("style"):
        yield from css_addresses(element["style"])
    if element.tag == "style":
        yield from css_addresses(element.raw_text())
    for name, value in element.attributes.items():
        if value.startswith("url(") and name != "style":
            yield from css_addresses(value)


def loads(page: Page) -> Iterator[tuple[int, str]]:
    """The addresses a browser fetches to show the page, with their lines."""
    for element in page.document.all():
        for address in _loaded_by(element):
            yield element.line, address


def leads(page: Page) -> Iterator[tuple[int, str]]:
    """The addresses a reader or a machine may go to from the page, with their lines."""
    for element in page.document.all():
        if element.tag in ("a", "area"):
            for name in ("href", "xlink:href", "cite"):
                if element.has(name):
                    yield element.line, element[name]
        elif element.tag in ("blockquote", "q", "del", "ins") and element.has("cite"):
            yield element.line, element["cite"]
        elif element.tag == "link" and set(element["rel"].lower().split()) <= NAMES_ONLY:
            yield element.line, element["href"]
        elif element.tag == "meta" and element["http-equiv"].lower() == "refresh":
            yield element.line, element["content"].partition("=")[2].strip(" '\"")
        elif element.tag == "form":
            yield element.line, element["action"]


def is_internal(site: BuiltSite, url: str) -> bool:
    ours, theirs = urlsplit(site.base), urlsplit(url)
    return theirs.scheme in ("http", "https") and theirs.netloc == ours.netloc


def why_broken(site: BuiltSite, url: str) -> str | None:
    """What is wrong with an absolute address of this site, anchor included, or None."""
    address, fragment = urldefrag(url)
    path = site.file_at(address)
    if path is None:
        return "there is no such file"
    target = site.page(path)
    if fragment and target and unquote(fragment) not in target.ids:
        return f"{path} has no id {unquote(fragment)!r}"
    return None


def broken_links(site: BuiltSite) -> list[str]:
    findings = []
    for page in site.all_pages:
        for line, address in leads(page):
            url = urljoin(page.url, address)
            scheme = urlsplit(url).scheme
            if address == "" or scheme in ("javascript", "data", "vbscript", "file"):
                findings.append(f"{page.path}:{line}: {address!r} is no address to lead to")
            elif is_internal(site, url) and (reason := why_broken(site, url)):
                findings.append(f"{page.path}:{line}: {address}: {reason}")
    return findings


def stray_loads(site: BuiltSite) -> list[str]:
    """What would make a browser ask another host, or this one in vain."""
    findings = []

    def judge(place: str, base: str, address: str) -> None:
        url = urljoin(base, address)
        if url.startswith("data:"):
            return
        if not is_internal(site, url):
            findings.append(f"{place}: loads {address} from elsewhere")
        elif reason := why_broken(site, url):
            findings.append(f"{place}: loads {address}: {reason}")

    for page in site.all_pages:
        for line, address in loads(page):
            judge(f"{page.path}:{line}", page.url, address)
    for path in sorted(f for f in site.files if f.endswith(".css")):
        css = (site.output / path).read_text(encoding="utf-8")
        for address in css_addresses(css):
            judge(path, urljoin(site.base, path), address)
    return findings


def scripts(page: Page) -> list[str]:
    """Script elements and event attributes: the site does without."""
    found = [f"{page.path}:{e.line}: <script>" for e in page.document.all("script")]
    for element in page.document.all():
        found += [
            f"{page.path}:{element.line}: {name} on <{element.tag}>"
            for name in element.attributes
            if name.startswith("on")
        ]
    return found
