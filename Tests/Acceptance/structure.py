"""What every page must have, whatever it is about. Each finding is one line of text."""

from __future__ import annotations

import re
from collections import Counter

from built_site import Page
from html_tree import Element


def findings(page: Page) -> list[str]:
    rules = (head, main, headings, skip_link, unique_ids, references, pictures, tables)
    return [f"{page.path}: {finding}" for rule in rules for finding in rule(page)]


def head(page: Page) -> list[str]:
    found = []
    root = page.document.first("html")
    if root is None or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", root["lang"]):
        found.append("<html> has no language")
    title = (page.document.first("head") or page.document).first("title")
    if title is None or not title.text():
        found.append("no title")
    descriptions = [m["content"] for m in page.document.all("meta") if m["name"] == "description"]
    if len(descriptions) != 1 or not descriptions[0].strip():
        found.append("not exactly one description")
    if not any(m["name"] == "viewport" for m in page.document.all("meta")):
        found.append("no viewport")
    if page.canonical != page.url:
        found.append(f"canonical address is {page.canonical}, not {page.url}")
    return found


def main(page: Page) -> list[str]:
    count = sum(1 for _ in page.document.all("main"))
    return [] if count == 1 else [f"{count} <main> elements"]


def headings(page: Page) -> list[str]:
    found, before = [], 0
    for heading in page.document.all("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(heading.tag[1])
        if not heading.text():
            found.append(f"line {heading.line}: empty <{heading.tag}>")
        if level > before + 1:
            after = f"<h{before}>" if before else "nothing"
            found.append(f"line {heading.line}: <{heading.tag}> after {after}")
        before = level
    count = sum(1 for _ in page.document.all("h1"))
    return found if count == 1 else [*found, f"{count} <h1> elements"]


def skip_link(page: Page) -> list[str]:
    """The first thing to focus leads past the navigation."""
    first = page.document.first("a", "button", "input", "select", "textarea", "summary")
    target = page.document.first("main")
    if first is None or not first["href"].startswith("#"):
        return ["the first link is not a skip link"]
    inside = [target["id"], *(e["id"] for e in target.all())] if target else []
    return [] if first["href"][1:] in inside else ["the skip link does not lead into <main>"]


def unique_ids(page: Page) -> list[str]:
    return [f"id {name!r} stands {n} times" for name, n in Counter(page.ids).items() if n > 1]


def references(page: Page) -> list[str]:
    """Attributes that name ids of the same page name ones that exist."""
    found = []
    for element in page.document.all():
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"):
            for target in element[name].split():
                if target not in page.ids:
                    found.append(f"line {element.line}: {name} names {target!r}, which is not here")
    return found


def _is_hidden(element: Element) -> bool:
    return any(e["aria-hidden"] == "true" for e in [element, *element.ancestors()])


def _has_name(element: Element) -> bool:
    return bool(element["aria-label"].strip() or element["aria-labelledby"].strip())


def pictures(page: Page) -> list[str]:
    found = []
    for image in page.document.all("img"):
        if not image.has("alt"):
            found.append(f"line {image.line}: <img> without alt")
    for svg in page.document.all("svg"):
        title = next((c for c in svg.children if isinstance(c, Element) and c.tag == "title"), None)
        named = _has_name(svg) or (title is not None and title.text())
        if not _is_hidden(svg) and not named:
            found.append(f"line {svg.line}: <svg> without a text alternative")
    return found


def tables(page: Page) -> list[str]:
    found = []
    for table in page.document.all("table"):
        caption = table.first("caption")
        figure = next((e for e in table.ancestors() if e.tag == "figure"), None)
        legend = figure.first("figcaption") if figure else None
        if not _has_name(table) and not any(e is not None and e.text() for e in (caption, legend)):
            found.append(f"line {table.line}: <table> without a caption")
        heads = list(table.all("th"))
        if not heads:
            found.append(f"line {table.line}: <table> without header cells")
        for cell in heads:
            if cell["scope"] not in ("col", "row", "colgroup", "rowgroup"):
                found.append(f"line {cell.line}: <th> without scope")
    return found
