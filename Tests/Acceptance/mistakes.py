"""One author's mistake each, made in a copy of the shipped site.

A mistake finds its own place in whatever content there is (any table with a number, any table with
a foreign key, any page), so that rewriting the content does not make it meaningless. Making it
gives the place where the tool must report it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

DATA = Path("Content/data")


@dataclass(frozen=True)
class Place:
    """Where a mistake stands, below the site's root; a line or column of None may be any."""

    path: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True)
class Mistake:
    name: str
    identifier: str
    make: Callable[[Path], list[Place]]
    """Makes the mistake below a root; gives the places of which the tool must name one."""


# Tables


def _resources(root: Path) -> list[dict]:
    package = yaml.safe_load((root / DATA / "datapackage.yaml").read_text(encoding="utf-8"))
    return [r for r in package["resources"] if str(r.get("path", "")).endswith(".csv")]


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 1, f"{path} has no rows"
    return rows


def _line(row: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(row)
    return text.getvalue()


def _set_cell(root: Path, resource: dict, field: str, value: str) -> Place:
    """Writes a cell of a table's first row; the value must need no quotes."""
    path = root / DATA / resource["path"]
    rows = _rows(path)
    index = rows[0].index(field)
    rows[1][index] = value
    path.write_text("\n".join(map(_line, rows)) + "\n", encoding="utf-8")
    column = len(_line(rows[1][:index])) + 2 if index else 1
    return Place((DATA / resource["path"]).as_posix(), 2, column)


def wrong_type(root: Path) -> list[Place]:
    for resource in _resources(root):
        for field in resource["schema"]["fields"]:
            if field.get("type") in ("integer", "number", "date"):
                return [_set_cell(root, resource, field["name"], "several")]
    raise AssertionError("no table has a number or a date")


def duplicate_key(root: Path) -> list[Place]:
    for resource in _resources(root):
        if resource["schema"].get("primaryKey"):
            path = root / DATA / resource["path"]
            rows = _rows(path)
            path.write_text("\n".join(map(_line, [*rows, rows[1]])) + "\n", encoding="utf-8")
            lines = sum(1 + sum(cell.count("\n") for cell in row) for row in rows)
            return [Place((DATA / resource["path"]).as_posix(), lines + 1)]
    raise AssertionError("no table has a primary key")


def dangling_foreign_key(root: Path) -> list[Place]:
    for resource in _resources(root):
        for key in resource["schema"].get("foreignKeys", []):
            fields = [key["fields"]] if isinstance(key["fields"], str) else key["fields"]
            types = {f["name"]: f for f in resource["schema"]["fields"]}
            plain = types[fields[0]].get("type", "string") == "string"
            if len(fields) == 1 and plain and "enum" not in types[fields[0]].get("constraints", {}):
                return [_set_cell(root, resource, fields[0], "nowhere_at_all")]
    raise AssertionError("no table has a foreign key of one text field")


# Pages


def _page(root: Path) -> Path:
    """A plain page of its own: not a section's, not one per row, not a briefing."""
    pages = sorted(p for p in (root / "Content").glob("*.md") if p.name != "index.md")
    pages = [p for p in pages if "[" not in p.name]
    assert pages, "Content has no plain page"
    return pages[0]


def _append(root: Path, text: str, line: int = 1, column: int | None = None) -> list[Place]:
    """Adds a paragraph or block at a page's end; the mistake stands in its given line."""
    page = _page(root)
    before = page.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    page.write_text(before + text + "\n", encoding="utf-8")
    return [Place(page.relative_to(root).as_posix(), before.count("\n") + line, column)]


def _appending(text: str, at: str) -> Callable[[Path], list[Place]]:
    """Appends a text; the mistake stands where `at` first does in it."""
    before = text[: text.index(at)]
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return lambda root: _append(root, text, line, column)


def _chart(*lines: str) -> str:
    query = "```sql spoiled\nselect 'a' as name, 1 as amount\n```\n"
    encoding = [
        "encoding:",
        "  x: {field: name, type: nominal}",
        "  y: {field: amount, type: quantitative}",
    ]
    spec = ["title: Spoiled", *lines, "data: {name: spoiled}", "mark: bar", *encoding]
    return query + "\n```chart #fig-spoiled\n" + "\n".join(spec) + "\n```"


def chart_without_description(root: Path) -> list[Place]:
    places = _append(root, _chart())
    first = places[0]
    # The block begins in line 5 of what is added; the rule may point at it or at what is in it.
    return [Place(first.path, first.line + offset) for offset in range(4, 13)]


def unknown_front_matter_key(root: Path) -> list[Place]:
    page = _page(root)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("---\n"), f"{page} has no front matter"
    page.write_text(text.replace("---\n", "---\nsumary: A slip of the pen\n", 1), encoding="utf-8")
    return [Place(page.relative_to(root).as_posix(), 2, 1)]


def not_utf8(root: Path) -> list[Place]:
    page = _page(root)
    before = page.read_bytes().rstrip(b"\n") + b"\n\n"
    page.write_bytes(before + b"A caf\xe9.\n")
    return [Place(page.relative_to(root).as_posix(), before.count(b"\n") + 1, 6)]


def two_pages_with_one_output(root: Path) -> list[Place]:
    page = _page(root)
    twin = page.with_suffix("") / "index.md"
    assert not twin.exists()
    twin.parent.mkdir(exist_ok=True)
    twin.write_bytes(page.read_bytes())
    return [Place(p.relative_to(root).as_posix()) for p in (page, twin)]


# Templates


def unknown_template_variable(root: Path) -> list[Place]:
    base = root / "Templates" / "base.mustache"
    lines = base.read_text(encoding="utf-8").split("\n")
    index = next(i for i, line in enumerate(lines) if "</body>" in line)
    lines[index] = "{{page.no_such_variable}}" + lines[index]
    base.write_text("\n".join(lines), encoding="utf-8")
    return [Place("Templates/base.mustache", index + 1)]


MISTAKES = [
    Mistake("a CSV row of the wrong type", "CellTypeMismatch", wrong_type),
    Mistake("a duplicate key", "DuplicateKey", duplicate_key),
    Mistake("a dangling foreign key", "DanglingForeignKey", dangling_foreign_key),
    Mistake(
        "an unknown column in a query",
        "UnknownColumn",
        _appending("So `{sql} select nonesuch from (select 1 as a)` it is.", "nonesuch"),
    ),
    Mistake(
        "a query with two statements",
        "TwoStatements",
        _appending("So `{sql} select 1; select 2` it is.", "select 2"),
    ),
    Mistake(
        "ATTACH",
        "StatementNotAllowed",
        _appending("So `{sql} attach 'other.db' as other` it is.", "attach"),
    ),
    Mistake(
        "an unknown block kind",
        "UnknownBlock",
        lambda root: _append(root, "```chrat #fig-spoiled\ntitle: Spoiled\n```"),
    ),
    Mistake("an unknown front matter key", "UnknownKey", unknown_front_matter_key),
    Mistake(
        "a broken link",
        "BrokenLink",
        lambda root: _append(root, "See [it](nonesuch.md)."),
    ),
    Mistake(
        "a broken anchor",
        "BrokenAnchor",
        lambda root: _append(root, "See [it](index.md#nonesuch)."),
    ),
    Mistake(
        "an unknown citation",
        "UnknownSource",
        lambda root: _append(root, "So it is said [@nonesuch]."),
    ),
    Mistake(
        "a template variable that does not exist",
        "UnknownTemplateVariable",
        unknown_template_variable,
    ),
    Mistake(
        "an unsupported chart property",
        "UnsupportedChartProperty",
        _appending(
            _chart("description: Spoiled", "params: [{name: brush, select: interval}]"), "params"
        ),
    ),
    Mistake("a chart without description", "ChartWithoutDescription", chart_without_description),
    Mistake("two pages with one output path", "OutputCollision", two_pages_with_one_output),
    Mistake("a file that is not UTF-8", "InvalidUTF8", not_utf8),
]
