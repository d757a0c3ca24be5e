"""What the shipped site may not say of its sources: each of these was once printed."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from built_site import BuiltSite, Page
from html_tree import Element
from test_field import at, content, text_without, words

ABSENCE = re.compile(
    r"\b(?:not named|not on record|none on record|nothing on record|not been seen"
    r"|no [\w’ -]{1,40}(?:is|are|was|were)? on record)\b",
    re.IGNORECASE,
)


def table(site: BuiltSite, name: str) -> list[dict[str, str]]:
    with (site.output / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sentences(page: Page) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", words(content(page)))


def test_japan_is_named_wherever_the_authors_of_the_joint_statement_are(site: BuiltSite):
    """The statement of 4 February is one of the European Commission, the United States and Japan."""
    wrong = []
    for page in site.pages:
        text = words(content(page))
        if re.search(r"joint EU-US statement|EU-US joint statement", text, re.IGNORECASE):
            wrong.append(page.path)
        for sentence in sentences(page):
            publishes = re.search(r"published a joint (press )?statement", sentence)
            if publishes and "Japan" not in sentence:
                wrong.append(f"{page.path}: {sentence[:120]}")
    # The page of corrections says what stood there before.
    assert [place for place in wrong if "corrections" not in place] == []
    assert "Japan" in words(content(at(site, "briefings/2026-02-05-joint-statement")))


def names_a_search(element: Element) -> bool:
    return any("/searches/" in link["href"] for link in element.all("a")) or bool(
        re.search(r"\bN\d\d\b", words(element))
    )


def test_no_page_says_that_something_was_not_found_without_its_row(site: BuiltSite):
    """`Not on record` and the like are gone; `not found` stands with a search or a row of findings."""
    for page in site.pages:
        if page.path in ("searches/index.html", "corrections/index.html", "audit/index.html"):
            continue
        found = ABSENCE.findall(text_without(content(page), "svg"))
        # Claims may quote a document that says so itself.
        found = [] if page.path.startswith("claims/") else found
        allowed = {"no later act on record"}
        assert set(map(str.lower, found)) <= allowed, f"{page.path}: {found}"
        # The notes of claims and of sources are part of their rows.
        if page.path.startswith(("claims/", "sources/")):
            continue
        if re.search(r"\b(?:was|were) not found\b", text_without(content(page), "svg")):
            assert names_a_search(content(page)), page.path


def test_a_provision_is_not_found_only_where_documents_were_read(site: BuiltSite):
    rows = table(site, "provision_text")
    assert len(rows) > 40
    sources = {row["source_id"] for row in table(site, "source")}
    for row in rows:
        read = [name.strip() for name in row["looked_in"].split(";")]
        assert read and set(read) <= sources, row
        assert row["looked_on"], row
        assert bool(row["claim_id"]) == (row["finding"] in ("holds", "in_part", "either")), row


def test_a_search_says_where_and_when(site: BuiltSite):
    rows = table(site, "search")
    assert len(rows) > 20
    for row in rows:
        assert row["looked_in"] and row["looked_on"] and row["question"], row
    named = {row["search_id"] for row in rows}
    for rule in table(site, "stockpile_rule"):
        assert rule["claim_id"] or rule["search_id"] in named, rule


def test_a_claim_gives_way_only_to_one_of_the_same_subject_and_statement(site: BuiltSite):
    rows = {row["claim_id"]: row for row in table(site, "claim")}
    followed = [row for row in rows.values() if row["superseded_by"]]
    assert followed
    for row in followed:
        after = rows[row["superseded_by"]]
        assert (row["subject"], row["predicate"]) == (after["subject"], after["predicate"]), row


def days(site: BuiltSite) -> dict[str, str]:
    return {row["source_id"]: row["known_on"] for row in table(site, "source")}


def test_a_claim_is_known_when_a_document_of_its_is(site: BuiltSite):
    known = days(site)
    earliest: dict[str, str] = {}
    for row in table(site, "citation"):
        day = max(row["known_on"], known[row["source_id"]])
        earliest[row["claim_id"]] = min(earliest.get(row["claim_id"], day), day)
    early = [r["claim_id"] for r in table(site, "claim") if r["known_on"] < earliest[r["claim_id"]]]
    assert early == []


@pytest.mark.parametrize("edition", [f"e{k}" for k in range(1, 6)])
def test_an_edition_cites_nothing_published_after_it(site: BuiltSite, edition: str):
    day = next(r["as_of"] for r in table(site, "edition") if r["edition_id"] == edition)
    page = next(p for p in site.pages if p.path.startswith(f"briefings/{day}"))
    late = {
        row["url"]: row["source_id"]
        for row in table(site, "source")
        if row["known_on"] > day and row["url"]
    }
    references = [s for s in page.document.all("section") if "references" in s["class"].split()]
    assert references
    cited = [a["href"] for section in references for a in section.all("a")]
    assert [late[url] for url in cited if url in late] == []


def test_the_chart_of_dependence_has_the_rare_earths(site: BuiltSite):
    with (site.output / "fig-dependence.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rare = next(row for row in rows if "Rare earths" in row["name"])
    assert float(rare["share_pct"]) > 65 and float(rare["upper_end"]) > float(rare["share_pct"])
    assert all(row["name"] for row in rows)


@pytest.mark.parametrize("name", ["2026-02-03", "2026-02-05", "2026-03-10", "2026-04-27"])
def test_a_reconstructed_edition_says_so_everywhere(site: BuiltSite, name: str):
    page = next(p for p in site.pages if p.path.startswith(f"briefings/{name}"))
    text = words(content(page))
    says = "Reconstructed edition, written November 2026"
    cite = next(s for s in page.document.all("section") if s["class"] == "cite")
    assert says in text and says in words(cite)
    assert not re.search(r"Published \d", text)
    for feed in ("feed.xml", "feed.json"):
        assert "Reconstructed in November 2026" in (site.output / feed).read_text(encoding="utf-8")
    package = (site.output / "data/datapackage.json").read_text(encoding="utf-8")
    assert "reconstructed editions, written" in package


def test_every_claim_was_read_against_its_document(site: BuiltSite):
    claims = {row["claim_id"] for row in table(site, "claim")}
    checks = table(site, "claim_check")
    assert {row["claim_id"] for row in checks} == claims
    for row in checks:
        assert row["verified_on"] and row["finding"], row
        assert bool(row["verified_against"]) == (row["verdict"] != "not_reachable"), row


def test_quotations_are_short():
    """The site quotes words that decide; it does not copy its sources."""
    path = Path(__file__).parents[2] / "Content/data/citation.csv"
    with path.open(encoding="utf-8", newline="") as file:
        quoted = [row["quotation"] for row in csv.DictReader(file) if row["quotation"]]
    assert len(quoted) > 40
    assert [quotation for quotation in quoted if len(quotation.split()) > 25] == []


def test_no_picture_needs_a_browser(site: BuiltSite):
    for name in site.files:
        if name.endswith(".svg"):
            assert "var(" not in Path(site.output / name).read_text(encoding="utf-8"), name
