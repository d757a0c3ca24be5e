"""What an expert of the field would try, on copies of the shipped site."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from pathlib import Path

import pytest
from built_site import BuiltSite, Page, snapshot
from conftest import Tool, copy_of_the_sources
from html_tree import Element

EDITION = re.compile(r"briefings/\d{4}-\d{2}-\d{2}[^/]*/index\.html")
BLOCKS = set("p li h1 h2 h3 h4 td th dt dd figcaption caption blockquote div section".split())
MONTH = (
    "(January|February|March|April|May|June|July|August|September|October|November|December)"
)
# The rule of Documentation/Content/reference/authoring.md, "Typed figures", written a second time.
EXEMPT = re.compile(
    rf"""
    \b\d{{1,2}}(\ (to|and)\ \d{{1,2}}|[–]\d{{1,2}})?\ {MONTH}(\ \d{{4}})?  # dates
    | \b{MONTH}(\ \d{{4}})?
    | \b(19|20)\d\d(s|–\d\d)?\b(?!\ (tonnes|countries|per|%))               # years
    | \b\d{{1,2}}:\d\d\b
    | \b\d+(st|nd|rd|th)\b                                                  # ordinals
    | \b[A-Z][A-Za-z]*-?\d[\w-]*                                            # C01, G7, EU-27
    | \b(Articles?|Annex(es)?|Sections?|Tables?|Figures?|[Cc]onflicts?|Regulation|Directive|No\.
        |[Nn]otices?|Briefing|Agenda|[Pp]illars?|pp?\.)\ (\(EU\)\ )?[\d/]+((,|\ and)\ \d+)*
    | \b\d{{4}}/\d+ | \b\d+/\d{{4}}
    """,
    re.VERBOSE,
)


def content(page: Page) -> Element:
    found = [e for e in page.document.all("div") if "content" in e["class"].split()]
    assert found, f"{page.path} has no content"
    return found[0]


def resolves(element: Element) -> bool:
    """A figure that names its claim or query, or what is no sentence of the page's author."""
    if any(element.has(name) for name in ("data-claim", "data-query", "data-assert")):
        return True
    classes = set(element["class"].split())
    others = {"plain", "citation", "references", "cite", "neighbour", "tags", "footnote-ref", "xref"}
    return bool(classes & others) or element.tag in ("code", "svg", "time", "nav")


def own_words(element: Element) -> str:
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif resolves(child):
            parts.append(" \N{OBJECT REPLACEMENT CHARACTER} ")
        else:
            parts.append(own_words(child))
    return "".join(parts) + ("\n" if element.tag in BLOCKS else "")


def rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or []), list(reader)


def write(path: Path, names: list[str], table: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def claims_printed(site: BuiltSite) -> dict[str, set[str]]:
    """The claims that the editions print, with the editions."""
    found: dict[str, set[str]] = {}
    for page in site.pages:
        if EDITION.fullmatch(page.path):
            for element in page.document.all("span"):
                if element.has("data-claim"):
                    found.setdefault(element["data-claim"], set()).add(page.path)
    return found


def test_3_a_removed_citation_fails_the_build(tool: Tool, site_copy: Path):
    claim = sorted(claims_printed(BuiltSite(site_copy / "Output")))[0]
    path = site_copy / "Content/data/citation.csv"
    names, table = rows(path)
    kept = [row for row in table if row["claim_id"] != claim]
    assert len(kept) < len(table)
    write(path, names, kept)
    before = snapshot(site_copy / "Output")
    result = tool.build(site_copy)
    assert result.returncode == 1
    assert "ClaimWithoutCitation" in result.stderr and claim in result.stderr
    assert snapshot(site_copy / "Output") == before, "a failed build published something"


def test_8_breton_appears_only_on_the_corrections_page(site: BuiltSite):
    pages = [p.path for p in site.pages if "Breton" in p.document.raw_text()]
    assert pages == ["corrections/index.html"]


def test_9_every_number_of_an_edition_resolves(site: BuiltSite):
    editions = [page for page in site.pages if EDITION.fullmatch(page.path)]
    assert len(editions) >= 2
    unresolved = []
    for page in editions:
        for line in own_words(content(page)).split("\n"):
            rest = EXEMPT.sub(" ", line.replace("\N{NO-BREAK SPACE}", " "))
            unresolved += [f"{page.path}: {m[0]}" for m in re.finditer(r".{0,30}\d.{0,20}", rest)]
    assert unresolved == []


def test_9_every_figure_names_something_there_is(site: BuiltSite, good_site: Path):
    _, table = rows(good_site / "Content/data/claim.csv")
    known = {row["claim_id"] for row in table}
    printed = claims_printed(site)
    assert printed and set(printed) <= known
    listed = set(site.page("claims/index.html").ids)
    topics = [p for p in site.pages if re.fullmatch(r"claims/[^/]+/index\.html", p.path)]
    entries = {e["id"] for p in topics for e in p.document.all("section") if e.has("id")}
    assert set(printed) <= listed & entries


def test_10_two_builds_are_the_same_bytes(tool: Tool, tmp_path: Path):
    outputs = []
    for name in ("one", "two"):
        root = copy_of_the_sources(tmp_path / name)
        assert tool.build(root, "--clean").returncode == 0
        outputs.append(snapshot(root / "Output"))
    assert outputs[0] == outputs[1]


# Published figures ------------------------------------------------------------------------------


def publish(tool: Tool, root: Path, edition: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [tool.path, "publish", edition, "--root", root],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


@pytest.fixture
def published(tool: Tool, site_copy: Path) -> Path:
    """The shipped site with its first two editions published."""
    for day in ("2026-02-03", "2026-02-05"):
        result = publish(tool, site_copy, day)
        assert result.returncode == 0, result.stderr
    return site_copy


def records(root: Path) -> dict[Path, dict]:
    paths = sorted((root / "Content/briefings").glob("*.published.json"))
    return {path: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def test_the_record_of_an_edition_has_its_figures_and_data(tool: Tool, published: Path):
    for record in records(published).values():
        kinds = {figure["kind"] for figure in record["figures"]}
        assert kinds == {"claim", "query", "data"}
        for figure in record["figures"]:
            assert figure["sentences"], figure
            if figure["kind"] == "data":
                assert figure["rows"], figure["figure"]
            else:
                assert all(figure["printed"] in sentence for sentence in figure["sentences"])
    assert tool.build(published).returncode == 0
    assert not list((published / "Output").rglob("*.published.json"))


def test_a_changed_figure_fails_until_an_erratum_names_all_its_uses(tool: Tool, published: Path):
    before = snapshot(published / "Output")
    uses = {path: {f["figure"] for f in r["figures"]} for path, r in records(published).items()}
    shared = set.intersection(*uses.values())
    claims = published / "Content/data/claim.csv"
    names, table = rows(claims)
    row = next(r for r in table if r["claim_id"] in shared and r["unit"] == "days" and r["value_num"])
    claim = row["claim_id"]
    row["value_num"] = str(int(row["value_num"]) + 3)
    write(claims, names, table)

    result = tool.build(published, "--format", "json")
    assert result.returncode == 1
    assert snapshot(published / "Output") == before
    changed = [d for d in json.loads(result.stdout) if d["identifier"] == "PublishedFigureChanged"]
    assert {d["path"] for d in changed if f"'{claim}'" in d["summary"]} == {
        "Content/" + record["edition"] for record in records(published).values()
    }

    for path in uses:
        page = path.with_name(path.name.replace(".published.json", ".md"))
        own = [d for d in changed if d["path"] == page.relative_to(published).as_posix()]
        others = [d for d in changed if not d["path"].startswith("Content/briefings/")]
        entries = []
        for diagnostic in own + others:
            entry = diagnostic["hint"].split("add to errata: ")[1]
            entry = entry.replace("date: …", "date: 2026-05-01").replace("reason: …", "reason: Test")
            if entry not in entries and (diagnostic in own or figure(entry) in uses[path]):
                entries.append(entry)
        assert entries
        text = page.read_text(encoding="utf-8")
        errata = "errata:\n" + "".join(f"  - {entry}\n" for entry in entries)
        page.write_text(text.replace("\nas_of:", f"\n{errata}as_of:", 1), encoding="utf-8")

    result = tool.build(published)
    assert result.returncode == 0, result.stderr
    after = BuiltSite(published / "Output")
    corrections = " ".join(after.page("corrections/index.html").words.split())
    for path, record in records(published).items():
        sentences = [s for f in record["figures"] if f["figure"] == claim for s in f["sentences"]]
        assert sentences
        for edition in uses:
            name = edition.name.replace(".published.json", "")
            notice = " ".join(after.page(f"briefings/{name}/index.html").words.split())
            assert all(" ".join(s.split()) in notice for s in sentences), path
        assert all(" ".join(s.split()) in corrections for s in sentences), path


def figure(entry: str) -> str:
    return re.search(r"figure: ([^,]+),", entry)[1]
