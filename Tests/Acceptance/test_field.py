"""The field as the site shows it: its pages, worked examples in print, what an edition may know."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from built_site import BuiltSite, Page
from html_tree import Element

SECTIONS = {
    "briefings": 5,
    "trackers": 9,
    "analysis": 6,
    "scenarios": 4,
    "materials": 9,
    "dossiers/countries": 8,
    "dossiers/instruments": 8,
    "dossiers/bodies": 4,
}
REFERENCE = {"audit", "searches", "conflicts", "corrections", "data", "glossary", "method", "sources"}

# Page, then words on it: the worked examples of the domain, to the digits given there.
EXAMPLES = [
    # 1 deadlines
    ("trackers/deadlines", "30 days is Friday 6 March 2026"),
    ("trackers/deadlines", "On 5 February 29 days were left"),
    ("trackers/deadlines", "four days past its term"),
    ("trackers/deadlines", "signed on day 79"),
    ("trackers/deadlines", "a slip of 49 days"),
    ("trackers/deadlines", "three months is 24 July 2026"),
    ("briefings/2026-02-05-joint-statement", "left 29 days on the date of this edition"),
    ("briefings/2026-03-10-no-signature", "past; no result found −4"),
    ("briefings/2026-04-27-signed", "24 July 2026 open 88"),
    # 3 price support: the agreement with MP Materials
    ("scenarios/price-floor", "110 US dollars a kilogram"),
    ("scenarios/price-floor", "the payment is 50 dollars a kilogram to the company"),
    ("scenarios/price-floor", "at 110 it is nothing"),
    ("scenarios/price-floor", "at 140 the company then returns nine dollars"),
    ("scenarios/price-floor", "Market price below the floor 40 66.7 40.0 24.0 16.0 66.7"),
    ("scenarios/price-floor", "Buyer takes half of it 200 100 80 16.0 50"),
    # 5 restrictions
    ("trackers/restrictions", "For gallium that is up to 71 % under a licence and 0 % under a ban"),
    # 6 stockpile
    ("trackers/stockpile", "Not itemised 0.33 (computed)"),
    ("trackers/stockpile", "85.7 % of that sum and the private capital 14.3 %"),
    ("trackers/stockpile", "2.75 % of the total"),
    # 7 disruption
    ("scenarios/supplier-cut", "Magnesium F108 97 60 62 124"),
    ("scenarios/supplier-cut", "Rare-earth magnets G012 90 60 67"),
    ("scenarios/supplier-cut", "Gallium F109 71 60 85 169"),
    ("scenarios/supplier-cut", "Tungsten F110 31 60 194 387"),
    ("analysis/concentration", "Rare earths China 69.4 30.6"),
    # 8 projects
    ("trackers/benchmarks", "would then produce in 2046 , which is 16 years after"),
    ("scenarios/project-chain", "had to be found by 2010"),
    # 9 dependence and concentration
    ("analysis/concentration", "Magnesium 97 9,409 9,418"),
    ("analysis/concentration", "Gallium 71 5,041 5,882"),
    ("analysis/concentration", "Tungsten 31 961 2,932 5,722"),
    ("analysis/concentration", "Magnesium 97 +32 100 97.0"),
    ("analysis/concentration", "Gallium 71 +6 98 69.6"),
    ("analysis/concentration", "Tungsten 31 −34 80 24.8"),
    (
        "analysis/concentration",
        "For rare earths the index is 5,072, for cobalt 5,562 and for lithium 2,047",
    ),
    # 9, on their own bases
    ("analysis/concentration", "Permanent magnets EU use from China 85 to up to 90 7,225 8,200"),
    ("analysis/concentration", "Rare earths World mining in China about 70 4,225 6,250"),
    ("analysis/concentration", "Rare earths World processing in China about 90 7,225 9,050"),
    # 10 supply risk
    ("analysis/supply-risk", "for magnesium it is 5.01"),
    # 11 benchmarks
    ("trackers/benchmarks", "a published measurement was looked for and not found"),
    # 12 recycling
    ("trackers/recycling", "Not recycled 10 38.5"),
    ("trackers/recycling", "Recycled at 1 to 5 % 7 26.9"),
    ("trackers/recycling", "Other, by subtraction 9 34.6 computed"),
    # 13 partnerships
    ("trackers/partnerships", "that is 50 %"),
    ("trackers/partnerships", "16 strategic partnerships on raw materials on record: 14 that"),
    # 14 membership: who attended, who signed frameworks
    ("trackers/membership", "54 countries and the European Commission attended"),
    ("trackers/membership", "eleven signed on the day of the ministerial and 10 in the five months"),
    ("trackers/membership", "talks concluded on 17 more"),
    # 16 watch-list
    ("trackers/watch-list", "10 of 20"),
    # 19 companies: the number stated against those named
    ("dossiers/bodies/vault-companies", "Of more than 12 companies said to take part, eight are named"),
]

LATER = re.compile(
    r"24 April|2026-04-24|24 Apr\b|larskarlsson|sixteenth|24 July 2026|agreed text|Action Plan agreed"
)


def at(site: BuiltSite, path: str) -> Page:
    page = site.page(f"{path}/index.html")
    assert page is not None, f"there is no page /{path}/"
    return page


def words(element: Element) -> str:
    """The words in print, without a space before the stop that follows a figure."""
    return re.sub(r"\s+([.,;:])", r"\1", element.text().replace("\u00a0", " "))


def content(page: Page) -> Element:
    return next(e for e in page.document.all("main"))


def charts(page: Page) -> list[Element]:
    return [f for f in page.document.all("figure") if f.first("svg")]


def text_without(element: Element, *tags: str) -> str:
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag not in tags:
            parts.append(text_without(child, *tags))
    return " ".join(" ".join(parts).split())


@pytest.mark.parametrize(("section", "count"), SECTIONS.items())
def test_each_section_has_its_pages(site: BuiltSite, section: str, count: int):
    found = [p.path for p in site.pages if re.fullmatch(rf"{section}/[^/]+/index\.html", p.path)]
    assert len(found) == count, found


def test_the_reference_pages_are_there(site: BuiltSite):
    for name in REFERENCE:
        at(site, name)


def test_there_are_about_sixty_charts_or_more(site: BuiltSite):
    counts = Counter({p.path: len(charts(p)) for p in site.pages})
    assert sum(counts.values()) >= 60, counts


@pytest.mark.parametrize(("path", "example"), EXAMPLES, ids=[f"{p} {e}"[:70] for p, e in EXAMPLES])
def test_a_worked_example_is_printed(site: BuiltSite, path: str, example: str):
    page = content(at(site, path))
    example = re.sub(r"\s+([.,;:])", r"\1", example)
    assert example in words(page)


@pytest.mark.parametrize(
    "tracker",
    [
        "deadlines",
        "pillars",
        "benchmarks",
        "restrictions",
        "stockpile",
        "membership",
        "partnerships",
        "watch-list",
        "recycling",
    ],
)
def test_a_tracker_states_method_inputs_and_what_is_not_known(site: BuiltSite, tracker: str):
    page = at(site, f"trackers/{tracker}")
    assert {"status", "method", "inputs", "not-known"} <= set(page.ids)
    assert charts(page)


def test_every_chart_of_a_scenario_is_marked_illustrative(site: BuiltSite):
    pages = [p for p in site.pages if re.fullmatch(r"scenarios/[^/]+/index\.html", p.path)]
    assert pages
    for page in pages:
        assert charts(page), page.path
        for figure in charts(page):
            assert "Illustrative" in figure.text(), f"{page.path}: {figure['id']}"


@pytest.mark.parametrize(
    "edition",
    ["2026-02-03-proposal", "2026-02-05-joint-statement", "2026-03-10-no-signature"],
)
def test_an_edition_does_not_know_the_signature(site: BuiltSite, edition: str):
    """Navigation may lead to later editions; text, tables, charts, downloads may not know them."""
    page = at(site, f"briefings/{edition}")
    assert not LATER.findall(text_without(content(page), "nav"))
    folder = f"briefings/{edition}/"
    files = [f for f in site.files if f.startswith(folder) and f.endswith((".csv", ".svg"))]
    assert files
    for name in files:
        text = (site.output / name).read_text(encoding="utf-8")
        assert not LATER.findall(text), name


def test_a_later_edition_knows_it(site: BuiltSite):
    assert LATER.findall(text_without(content(at(site, "briefings/2026-04-27-signed")), "nav"))


def test_an_error_of_the_press_stands_on_the_page_of_corrections_only(site: BuiltSite):
    found = [p.path for p in site.pages if "Breton" in p.words]
    assert found == ["corrections/index.html"]


def test_four_counts_have_four_nouns(site: BuiltSite):
    table = next(t for t in content(at(site, "trackers/membership")).all("table"))
    text = table.text()
    nouns = ["countries to be convened", "people expected", "countries attending"]
    for noun in [*nouns, "countries interested in an alliance"]:
        assert noun in text


def test_no_page_gives_one_value_for_an_index_known_from_one_share(site: BuiltSite):
    """Tungsten is the case: its share bounds the index to an interval, wherever it is printed."""
    for page in site.pages:
        text = text_without(content(page), "svg", "details")
        for match in re.finditer(r"(?<![\d,])961(?!\d)", text):
            after = text[match.end() : match.end() + 12]
            assert re.search(r"2,932|5,722|2932", after), f"{page.path}: 961{after}"


def test_deadlines_can_be_taken_into_a_calendar(site: BuiltSite):
    name = "trackers/deadlines/deadlines.ics"
    assert name in site.files
    text = (site.output / name).read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20301231" in text
    assert "DTSTART;VALUE=DATE:20260724" not in text  # past, and not to be taken into a calendar


def test_the_navigation_is_short(site: BuiltSite):
    masthead = next(n for n in at(site, "method").document.all("nav"))
    assert len(list(masthead.all("a"))) <= 8


def test_a_sum_that_closes_closes_its_conflict(tool, site_copy: Path):
    """Private capital of 2.0 leaves no residual; the ledger says so by itself."""
    table = site_copy / "Content/data/claim.csv"
    text = table.read_text(encoding="utf-8")
    changed = re.sub(r"^(F090,.*?,)1\.67,", r"\g<1>2.0,", text, flags=re.M)
    assert changed != text

    def state() -> str:
        table = at(BuiltSite(site_copy / "Output"), "conflicts").document
        row = next(r for r in table.all("tr") if r.text().startswith("C01"))
        return row.text().split("; ")[-1]

    assert state() == "ruled"
    table.write_text(changed, encoding="utf-8")
    result = tool.build(site_copy)
    assert result.returncode == 0, result.stderr
    assert state() == "closed"
    stockpile = words(content(at(BuiltSite(site_copy / "Output"), "trackers/stockpile")))
    assert "83.3 % of that sum" in stockpile
    assert re.search(r"leaves 0\s+billion US dollars\s+\(\s*0\s+% of the total\)", stockpile)
