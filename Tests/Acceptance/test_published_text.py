"""Sixty kinds of edits of a published edition: what changes for its readers is told, and nothing else."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest
from conftest import Tool

PAGE = "Content/briefings/grain.md"
FILES = {
    "Content/site.yaml": "title: Grain\nraw_html: true\nchecks: {SingleOrigin: off}\n",
    "Content/index.md": "---\ntitle: Home\n---\nSee [the briefing](briefings/grain.md).\n",
    "Content/briefings/index.md": "---\ntitle: Briefings\n---\nAll of them.\n",
    "Content/other.md": "---\ntitle: Other\n---\nAnother page.\n",
    PAGE: """---
title: Grain in March
summary: Stocks fell, and the price rose.
as_of: 2026-03-31
---
Stocks fell in March. The ministry expects no shortage [see @desk, p. 4].

The price is `{sql 0.0} select max(price) from price`, which `{claim C1}` explains. It is not certain.

## Prices

- First point.
- Second point.

1. One
2. Two

> A quotation.

```sql prices
select country, price from price order by country
```

```table prices #tbl-prices
caption: Prices
note: Before taxes.
source: desk
columns: [country, {name: price, label: Price, format: "0.0"}]
```

```chart #fig-prices
title: Prices by country
description: Bars by country.
data: {name: prices}
mark: bar
encoding:
  x: {field: country, type: nominal, title: Country}
  y: {field: price, type: quantitative, title: Price (EUR)}
```

| Kind | Share |
|---|---|
| Wheat | most |

![A field of grain](field.png)

See [the market](https://example.org/market) and [another page](../other.md). It was ~~never~~ settled
at 10<sup>3</sup> tonnes.

```include fragments/end.md
```
""",
    "Content/fragments/end.md": "The next report is due in June.\n",
    "Content/data/datapackage.yaml": """name: grain
resources:
  - name: price
    path: price.csv
    schema:
      primaryKey: [country]
      fields:
        - {name: country, type: string, title: Country}
        - {name: price, type: number, title: Price, assay: {unit: EUR}}
        - {name: year, type: integer}
  - name: claim
    path: claim.csv
    schema:
      primaryKey: [claim_id]
      fields:
        - {name: claim_id, type: string}
        - {name: subject, type: string}
        - {name: predicate, type: string}
        - {name: value_num, type: number}
        - {name: value_text, type: string}
        - {name: value_date, type: date}
        - {name: unit, type: string}
        - {name: qualifier, type: string}
        - {name: known_on, type: date}
        - {name: superseded_by, type: string}
        - {name: superseded_on, type: date}
        - {name: confidence, type: string}
        - {name: topic, type: string}
  - name: citation
    path: citation.csv
    schema:
      primaryKey: [claim_id, source_id, locator]
      fields:
        - {name: claim_id, type: string}
        - {name: source_id, type: string}
        - {name: locator, type: string}
        - {name: quotation, type: string}
        - {name: origin_id, type: string}
        - {name: relation, type: string}
  - name: source
    path: source.csv
    schema:
      primaryKey: [source_id]
      fields:
        - {name: source_id, type: string}
        - {name: short_name, type: string}
        - {name: publisher, type: string}
        - {name: title, type: string}
        - {name: published_on, type: string}
        - {name: url, type: string}
""",
    "Content/data/price.csv": "country,price,year\nPoland,116.5,2026\nSpain,120.25,2026\n",
    "Content/data/claim.csv": "claim_id,subject,predicate,value_num,value_text,value_date,unit,qualifier,"
    "known_on,superseded_by,superseded_on,confidence,topic\n"
    "C1,harvest,share,71,,,%,about,2026-01-01,,,high,harvest\n",
    "Content/data/citation.csv": "claim_id,source_id,locator,quotation,origin_id,relation\n"
    "C1,desk,p. 1,,desk,reports\n",
    "Content/data/source.csv": "source_id,short_name,publisher,title,published_on,url\n"
    "desk,desk,Grain Desk,Harvest report,2026-01-01,https://example.org/report\n",
}

# What readers of the page see is another: file, old text, new text.
TOLD = [
    (PAGE, "no shortage", "a shortage"),
    (PAGE, "Stocks fell in March.", "Stocks rose in March."),
    (PAGE, " It is not certain.", " It is certain."),
    (PAGE, " It is not certain.", ""),
    (PAGE, "@desk, p. 4", "@desk, p. 5"),
    (PAGE, "[see @desk", "[but see @desk"),
    (PAGE, "1. One\n2. Two", "3. One\n4. Two"),
    (PAGE, "1. One\n2. Two", "- One\n- Two"),
    (PAGE, "[another page](../other.md)", "[another page](../index.md)"),
    (PAGE, "title: Grain in March", "title: Grain in April"),
    (PAGE, "summary: Stocks fell", "summary: Stocks rose"),
    (PAGE, "## Prices", "## Costs"),
    (PAGE, "- First point.", "- First line."),
    (PAGE, "- First point.\n- Second point.", "- Second point.\n- First point."),
    (PAGE, "- Second point.\n", ""),
    (PAGE, "1. One\n2. Two", "1. Two\n2. One"),
    (PAGE, "> A quotation.", "> Another quotation."),
    (PAGE, "caption: Prices", "caption: Costs"),
    (PAGE, "note: Before taxes.", "note: After taxes."),
    (PAGE, "note: Before taxes.\n", ""),
    (PAGE, "label: Price,", "label: Cost,"),
    (PAGE, 'format: "0.0"', 'format: "0"'),
    (PAGE, "order by country", "order by price desc"),
    (PAGE, "columns: [country, {", "columns: [{"),
    (PAGE, "title: Prices by country", "title: Costs by country"),
    (PAGE, "description: Bars by country.", "description: Bars by place."),
    (PAGE, "title: Price (EUR)", "title: Price (USD)"),
    (PAGE, "title: Country}", "title: Place}"),
    (PAGE, "mark: bar", "mark: point"),
    (PAGE, "mark: bar", "mark: {type: bar, color: red}"),
    (PAGE, "type: quantitative, title", "type: quantitative, scale: {domain: [0, 300]}, title"),
    (PAGE, "type: quantitative, title", "type: quantitative, axis: {grid: false}, title"),
    (PAGE, "type: nominal, title", "type: nominal, sort: -y, title"),
    (PAGE, "| Wheat | most |", "| Wheat | half |"),
    (PAGE, "| Kind | Share |", "| Kind | Part |"),
    (PAGE, "| Wheat | most |\n", "| Wheat | most |\n| Rye | rest |\n"),
    (PAGE, "![A field of grain]", "![A field of rye]"),
    (PAGE, "![A field of grain](field.png)\n", ""),
    (PAGE, "https://example.org/market", "https://example.org/elsewhere"),
    (PAGE, "[the market]", "[a market]"),
    (PAGE, "[another page](../other.md)", "[a page](../other.md)"),
    (PAGE, "~~never~~ ", "never "),
    (PAGE, "10<sup>3</sup>", "10<sup>6</sup>"),
    (PAGE, "```include fragments/end.md\n```\n", ""),
    (PAGE, "```include fragments/end.md\n```", "```include fragments/end.md\n```\n\nOne more thing."),
    (PAGE, "The price is", "The cost is"),
    (PAGE, "{sql 0.0}", "{sql 0}"),
    (PAGE, "select max(price)", "select min(price)"),
    (PAGE, "`{claim C1}`", "`{claim C1 bare}`"),
    (PAGE, "`{claim C1}`", "`{claim C1 uncited}`"),
    (PAGE, "source: desk\n", ""),
    (PAGE, "source: desk", "source: The ministry"),
    ("Content/fragments/end.md", "in June", "in July"),
    ("Content/fragments/end.md", "June.\n", "June.\n\nPerhaps.\n"),
    ("Content/data/price.csv", "Poland,116.5", "Poland,118.6"),
    ("Content/data/price.csv", "Spain,120.25", "Spain,121.25"),
    ("Content/data/price.csv", "Poland,", "Portugal,"),
    ("Content/data/price.csv", "Spain,120.25,2026\n", ""),
    ("Content/data/price.csv", "Spain,120.25,2026\n", "Spain,120.25,2026\nSweden,99,2026\n"),
    ("Content/data/datapackage.yaml", "unit: EUR", "unit: USD"),
    ("Content/data/datapackage.yaml", "string, title: Country}", "string, title: Place}"),
    ("Content/data/claim.csv", ",71,", ",69,"),
    ("Content/data/claim.csv", ",about,", ",nearly,"),
    ("Content/data/claim.csv", ",%,", ",kt,"),
    ("Content/data/source.csv", "Harvest report", "Sowing report"),
    ("Content/data/source.csv", "Grain Desk", "Corn Desk"),
    ("Content/data/source.csv", "https://example.org/report", "https://example.org/other"),
    ("Content/briefings/field.png", b"", b""),
]

# Nothing that readers of the page see is another.
UNTOLD = [
    (PAGE, "Stocks fell in March. The ministry", "Stocks fell in March.\nThe ministry"),
    (PAGE, "## Prices", "<!-- A comment. -->\n\n## Prices"),
    (PAGE, "- First point.\n- Second point.", "* First point.\n* Second point."),
    (PAGE, "as_of: 2026-03-31\n", "as_of: 2026-03-31\ntags: [grain]\n"),
    (PAGE, "select max(price) from price", "select max(p.price) from price as p"),
    (PAGE, "select country, price from price order by", "select country, price\nfrom price\norder by"),
    (PAGE, "caption: Prices\nnote: Before taxes.", "note: Before taxes.\ncaption: Prices"),
    (PAGE, "mark: bar", "mark: {type: bar}"),
    (PAGE, "```include fragments/end.md\n```", "The next report is due in June."),
    ("Content/other.md", "Another page.", "Another page, changed."),
    ("Content/other.md", "title: Other", "title: Something else"),
    ("Content/index.md", "See ", "Look at "),
    ("Content/site.yaml", "title: Grain", "title: Corn"),
    ("Content/data/price.csv", "Poland,116.5,2026\nSpain,120.25,2026", "Spain,120.25,2026\nPoland,116.5,2026"),
    ("Content/data/price.csv", "116.5,2026", "116.50,2025"),
    ("Content/data/datapackage.yaml", "{name: year, type: integer}", "{name: year, type: number}"),
]


def picture(shade: int) -> bytes:
    """A PNG of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes([0, shade])))
        + chunk(b"IEND", b"")
    )


@pytest.fixture(scope="module")
def edition(tool: Tool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("published") / "site"
    run(tool, "init", root)
    shutil.rmtree(root / "Content")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "Content/briefings/field.png").write_bytes(picture(0))
    run(tool, "publish", "2026-03-31", "--root", root)
    return root


def run(tool: Tool, *arguments: str | Path) -> None:
    command = [tool.path, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 0, result.stderr


def findings(tool: Tool, root: Path) -> list[dict]:
    result = tool.build(root, "--format", "json")
    return json.loads(result.stdout)


def edited(edition: Path, root: Path, file: str, old: str | bytes, new: str | bytes) -> Path:
    shutil.copytree(edition, root)
    path = root / file
    if isinstance(old, bytes):
        path.write_bytes(picture(255))
    else:
        text = path.read_text(encoding="utf-8")
        assert old in text, (file, old)
        path.write_text(text.replace(old, str(new), 1), encoding="utf-8")
    return root


def test_there_are_sixty_kinds(edition: Path):
    assert len(TOLD) >= 60 and len(UNTOLD) >= 15


@pytest.mark.parametrize("file, old, new", TOLD)
def test_what_readers_see_changed_is_told(tool: Tool, edition: Path, tmp_path: Path, file, old, new):
    found = findings(tool, edited(edition, tmp_path / "site", file, old, new))
    kinds = {"PublishedTextChanged", "PublishedFigureChanged", "PublishedFigureRemoved"}
    told = [f for f in found if f["identifier"] in kinds]
    assert told and all(f["severity"] == "error" for f in told), found


@pytest.mark.parametrize("file, old, new", UNTOLD)
def test_what_readers_do_not_see_is_not_told(tool: Tool, edition: Path, tmp_path: Path, file, old, new):
    found = findings(tool, edited(edition, tmp_path / "site", file, old, new))
    assert not [f for f in found if f["identifier"].startswith("Published")], found
    assert not [f for f in found if f["severity"] == "error"], found


def test_a_cell_is_named_by_its_row_and_column_as_printed(tool: Tool, edition: Path, tmp_path: Path):
    site = edited(edition, tmp_path / "site", "Content/data/price.csv", "Poland,116.5", "Poland,118.6")
    found = [f for f in findings(tool, site) if "tbl-prices" in f["summary"]]
    assert len(found) == 1
    assert "Poland, Price EUR: 116.5, now 118.6" in found[0]["summary"].replace("\u202f", " ")
    assert "was: '116.5'" in found[0]["hint"]
