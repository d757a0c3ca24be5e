"""What an expert on the subject would try: conflicts that close, editions that do not know the
future, citations that must stay, words and figures that must not be mixed."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from pathlib import Path

import pytest
from built_site import BuiltSite

DATA = Path("Content/data")
EARLY = "2026-02-05"
SIGNED = "2026-04-24"


def rows(root: Path, table: str) -> list[dict[str, str]]:
    with (root / DATA / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(root: Path, table: str, rows: list[dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (root / DATA / f"{table}.csv").write_text(text.getvalue(), encoding="utf-8")


def append(root: Path, page: str, text: str) -> None:
    path = root / "Content" / page
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n\n" + text + "\n", encoding="utf-8")


def assay(tool, root: Path, *words: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [tool.path, *words, "--root", root], capture_output=True, text=True, encoding="utf-8", timeout=600
    )


def state(tool, root: Path, conflict: str, *flags: str) -> str:
    sql = f"select state from conflict_state where conflict_id = '{conflict}'"
    result = assay(tool, root, "query", sql, "--format", "csv", *flags)
    assert result.returncode == 0, result.stderr
    return result.stdout.split()[1]


def edition_pages(root: Path, day: str) -> list[Path]:
    """The folders in the output of the pages whose front matter has the day."""
    sources = [p for p in (root / "Content").rglob("*.md") if f"as_of: {day}" in p.read_text(encoding="utf-8")]
    assert sources, f"no page has as_of: {day}"
    return [root / "Output" / p.relative_to(root / "Content").with_suffix("") for p in sources]


def test_the_sum_closes_and_with_it_the_conflict(tool, site_copy):
    assert state(tool, site_copy, "C01") == "ruled"
    claims = rows(site_copy, "claim")
    (private,) = [claim for claim in claims if claim["claim_id"] == "F090"]
    assert private["value_num"] == "1.67"
    private["value_num"] = "2.0"
    write(site_copy, "claim", claims)
    result = tool.build(site_copy)
    assert result.returncode == 0, result.stderr
    assert "ConflictClosed" in result.stderr and "C01" in result.stderr
    assert state(tool, site_copy, "C01") == "closed"
    words = BuiltSite(site_copy / "Output").page("conflicts/index.html").words
    assert re.search(r"C01\b.{0,400}?\bclosed\b", words, re.S)


def test_an_edition_does_not_know_what_was_signed_later(tool, site_copy):
    """The data hold the signature of April; the edition of 5 February says nothing of it."""
    (signed,) = [claim for claim in rows(site_copy, "claim") if claim["claim_id"] == "G001"]
    assert signed["known_on"] == SIGNED
    files = [f for folder in edition_pages(site_copy, EARLY) for f in folder.rglob("*") if f.is_file()]
    assert {f.suffix for f in files} >= {".html", ".csv", ".svg"}
    later = {claim["claim_id"] for claim in rows(site_copy, "claim") if claim["known_on"] > EARLY}
    for file in files:
        text = file.read_text(encoding="utf-8")
        if file.name == "index.html":
            # The way to the next edition is the site's, not the edition's.
            text = re.sub(r"<(nav|aside|footer|header)\b.*?</\1>", "", text, flags=re.S)
        for forbidden in (SIGNED, "24 April", "24\u00a0April", "24\u202fApril"):
            assert forbidden not in text, f"{file}: {forbidden}"
        named = set(re.findall(r"\b[FG]\d{3}\b", text)) & later
        assert not named, f"{file} names {named}, which were not known on {EARLY}"


def test_an_edition_does_not_say_what_will_take_a_claims_place(tool, site_copy):
    sql = "select count(*) as n from claim where superseded_by is not null or superseded_on is not null"
    result = assay(tool, site_copy, "query", sql, "--format", "csv", "--as-of", EARLY)
    assert result.stdout.split() == ["n", "0"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The EU has signed 14 trade agreements.",
        "The EU has signed fourteen trade agreements.",
        "Of the EU's trade agreements, the audit counted `{claim F135}`.",
    ],
)
def test_words_that_a_ruling_rejects_are_named_with_their_conflict(tool, site_copy, sentence):
    append(site_copy, "method.md", sentence)
    result = tool.build(site_copy)
    assert "[RejectedWording]" in result.stderr, result.stderr
    assert "C03, Partnerships or trade agreements" in result.stderr, result.stderr


CHART = """```sql mixed
{query}
```

```chart #fig-mixed
title: Shares of China
description: Bars of shares.
data: {{name: mixed}}
mark: bar
encoding:
  x: {{field: subject, type: nominal}}
  y: {{field: share, type: quantitative}}
```"""


@pytest.mark.parametrize("columns", ["subject, value_num as share, basis, unit", "subject, value_num as share"])
def test_a_chart_of_imports_and_world_production_is_refused(tool, site_copy, columns):
    query = f"select {columns} from claim where basis in ('imports', 'world_production') and unit = '%'"
    append(site_copy, "method.md", CHART.format(query=query))
    result = tool.build(site_copy)
    assert result.returncode == 1
    assert "BasisMixed" in result.stderr and "'share'" in result.stderr, result.stderr


def test_a_chart_on_one_basis_is_drawn(tool, site_copy):
    query = "select subject, value_num as share, basis, unit from claim where basis = 'sourcing'"
    append(site_copy, "method.md", CHART.format(query=query))
    result = tool.build(site_copy)
    assert result.returncode == 0, result.stderr


def test_the_four_counts_of_countries_keep_their_nouns(good_site):
    """Countries convened, people expected, countries attending, countries interested: four nouns."""
    counts = ["F056", "F063", "F065", "G003"]
    claims = {claim["claim_id"]: claim for claim in rows(good_site, "claim")}
    predicates = {claims[name]["predicate"] for name in counts}
    assert len(predicates) == 3, predicates
    for page in (good_site / "Output").rglob("fig-*.csv"):
        with page.open(encoding="utf-8", newline="") as file:
            cells = {cell for row in csv.reader(file) for cell in row}
        series = [name for name in counts if claims[name]["value_num"] in cells]
        assert len(series) < 3, f"{page} draws the counts of countries as one series"


def test_two_editions_are_compared_on_the_command_line(tool, good_site):
    text = assay(tool, good_site, "diff", "2026-02-03", EARLY)
    assert text.returncode == 0, text.stderr
    counts = {word: int(n) for n, word in re.findall(r"(\d+) (added|revised|superseded)", text.stdout.split("\n")[0])}
    table = assay(tool, good_site, "diff", "e1", "e2", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(table.stdout)))
    assert {kind: sum(row["change"] == kind for row in found) for kind in counts} == counts
    assert counts["added"] > 0
    assert all("2026-02-03" < row["changed_on"] <= EARLY for row in found)


def test_a_claim_that_loses_its_citations_stops_the_build(tool, site_copy):
    citations = rows(site_copy, "citation")
    kept = [citation for citation in citations if citation["claim_id"] != "F110"]
    assert len(kept) < len(citations)
    write(site_copy, "citation", kept)
    result = tool.build(site_copy)
    assert result.returncode == 1
    assert "F110 has no citation [ClaimWithoutCitation]" in result.stderr, result.stderr
