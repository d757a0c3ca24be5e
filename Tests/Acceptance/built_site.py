"""A built site on the disk, seen as its readers see it: as addresses and pages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from html_tree import Element, parse

NOT_FOUND = "404.html"


@dataclass(frozen=True)
class Page:
    path: str
    url: str
    document: Element

    @property
    def is_redirect(self) -> bool:
        """A page that only leads elsewhere: what is written for a page's former address."""
        return any(m["http-equiv"].lower() == "refresh" for m in self.document.all("meta"))

    @property
    def is_not_found(self) -> bool:
        return self.path == NOT_FOUND

    @property
    def canonical(self) -> str | None:
        links = [e["href"] for e in self.document.all("link") if "canonical" in e["rel"].split()]
        return links[0] if len(links) == 1 else None

    @cached_property
    def ids(self) -> list[str]:
        return [e["id"] for e in self.document.all() if e.has("id")]

    @cached_property
    def words(self) -> str:
        body = self.document.first("body")
        return body.text() if body else ""


class BuiltSite:
    def __init__(self, output: Path) -> None:
        self.output = output

    @cached_property
    def files(self) -> set[str]:
        found = (p for p in self.output.rglob("*") if p.is_file())
        names = {p.relative_to(self.output).as_posix() for p in found}
        return {name for name in names if name != ".gitkeep"}

    @cached_property
    def base(self) -> str:
        """The address the site is built for, with a slash at the end: the front page's own."""
        front = parse((self.output / "index.html").read_text(encoding="utf-8"))
        address = Page("index.html", "", front).canonical
        assert address and urlsplit(address).scheme in ("http", "https"), (
            f"the front page's canonical address is {address!r}, not an absolute one"
        )
        return address if address.endswith("/") else address + "/"

    @property
    def base_path(self) -> str:
        return urlsplit(self.base).path

    @cached_property
    def all_pages(self) -> list[Page]:
        """Everything in HTML, redirects and the not-found page with the rest."""
        pages = []
        for path in sorted(f for f in self.files if f.endswith(".html")):
            text = (self.output / path).read_text(encoding="utf-8")
            address = path.removesuffix("index.html") if path.endswith("index.html") else path
            pages.append(Page(path, urljoin(self.base, quote(address)), parse(text)))
        return pages

    @cached_property
    def pages(self) -> list[Page]:
        """The pages a reader can arrive at: all but redirects."""
        return [page for page in self.all_pages if not page.is_redirect]

    @cached_property
    def _by_path(self) -> dict[str, Page]:
        return {page.path: page for page in self.all_pages}

    def page(self, path: str) -> Page | None:
        return self._by_path.get(path)

    def file_at(self, url: str) -> str | None:
        """The file a static web server would answer an absolute address with."""
        if not url.startswith(self.base):
            return None
        path = unquote(urlsplit(url).path.removeprefix(self.base_path))
        if path == "" or path.endswith("/"):
            path += "index.html"
        return path if path in self.files else None

    def hashes(self) -> dict[str, str]:
        return {name: digest(self.output / name) for name in sorted(self.files)}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def snapshot(folder: Path) -> dict[str, str]:
    """Every file below a folder, by path, with the hash of its bytes."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file())
    return {p.relative_to(folder).as_posix(): digest(p) for p in files}
