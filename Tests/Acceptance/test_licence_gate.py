"""What may be shown but not passed on is on the pages and in none of the files to download."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import frictionless
import published_data
import pytest
import yaml
from conftest import Tool, copy_of_the_sources
from html_tree import parse

SECRET = "Zqxwv, as one said"


def mark(root: Path, table: str, field: str | None) -> None:
    """Marks a table or a field of it as not redistributable."""
    path = root / "Content/data/datapackage.yaml"
    package = yaml.safe_load(path.read_text(encoding="utf-8"))
    resource = next(r for r in package["resources"] if r["name"] == table)
    fields = resource["schema"]["fields"]
    marked = resource if field is None else next(f for f in fields if f["name"] == field)
    marked.setdefault("assay", {})["redistributable"] = False
    path.write_text(yaml.safe_dump(package, sort_keys=False, allow_unicode=True), encoding="utf-8")


PAGE = """---
title: Gate
---

```sql terms
select term, definition, length(definition) as letters from glossary order by term
```

```table terms #tbl-terms
caption: Terms
```

```sql texts
select upper(definition) as text from glossary
```

```table texts #tbl-texts
caption: Texts
```
"""


@pytest.fixture(scope="module")
def gated(tool: Tool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped site with definitions in its glossary that may be shown, but not passed on."""
    root = copy_of_the_sources(tmp_path_factory.mktemp("gated"))
    with open(root / "Content/data/glossary.csv", "a", encoding="utf-8") as table:
        table.write(f'zwitter,"{SECRET}",\n')
    mark(root, "glossary", "definition")
    (root / "Content/gate.md").write_text(PAGE, encoding="utf-8")
    result = tool.build(root)
    assert result.returncode == 0, result.stderr
    return root


def test_it_is_shown(gated: Path):
    page = (gated / "Output/gate/index.html").read_text(encoding="utf-8")
    assert SECRET in page and SECRET.upper() in page


def test_it_is_in_no_file_to_download(gated: Path):
    for path in (gated / "Output").rglob("*"):
        if path.is_file() and path.suffix in (".csv", ".json", ".sqlite", ".md", ".txt", ".ics", ".cff"):
            content = path.read_bytes().lower()
            assert SECRET.encode().lower() not in content, path


def test_the_other_columns_are_there_and_readers_are_told(gated: Path):
    lines = (gated / "Output/gate/tbl-terms.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "term" and "zwitter" in lines
    assert not (gated / "Output/gate/tbl-texts.csv").exists()
    page = parse((gated / "Output/gate/index.html").read_text(encoding="utf-8"))
    notes = [e.text() for e in page.all("p") if "note" in e["class"].split()]
    assert any("Not in the download" in note for note in notes)
    assert any("There is no download" in note for note in notes)
    links = [e["href"] for e in page.all("a") if e.has("download")]
    assert "tbl-terms.csv" in links and "tbl-texts.csv" not in links


def test_the_package_says_what_was_left_out_and_is_sound(gated: Path):
    folder = gated / "Output/data"
    left_out = published_data.descriptor(folder)["assay"]["left_out"]
    assert {"table": "glossary", "field": "definition", "reason": "not redistributable"} in left_out
    fields = published_data.resources(folder)["glossary"]["schema"]["fields"]
    assert [field["name"] for field in fields] == ["term", "claim_id"]
    assert "`definition` of `glossary`" in (folder / "README.md").read_text(encoding="utf-8")
    assert frictionless.Package(str(folder / "datapackage.json")).validate().valid
    columns = published_data.database(folder).execute("PRAGMA table_info(glossary)").fetchall()
    assert [column[1] for column in columns] == ["term", "claim_id"]


def test_the_author_is_told_where_nothing_is_left(tool: Tool, gated: Path):
    result = tool.build(gated, "--clean")
    told = [line for line in result.stderr.splitlines() if "[DownloadWithheld]" in line]
    assert [line for line in told if line.startswith("Content/gate.md:")] == [
        "Content/gate.md:17:4: warning: the data of this table cannot be downloaded: "
        "it is made of 'glossary.definition', not redistributable [DownloadWithheld]"
    ]


def test_a_whole_table_is_left_out_of_everything(tool: Tool, tmp_path: Path):
    root = copy_of_the_sources(tmp_path)
    mark(root, "glossary", None)
    result = tool.build(root)
    assert result.returncode == 0, result.stderr
    folder = root / "Output/data"
    assert not (folder / "glossary.csv").exists()
    assert "glossary" not in published_data.resources(folder)
    tables = published_data.database(folder).execute("SELECT name FROM sqlite_schema").fetchall()
    assert ("glossary",) not in tables
    assert subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder).returncode == 0


def test_the_archive_of_everything_has_it_only_as_pages_show_it(tool: Tool, gated: Path, tmp_path: Path):
    archive = tmp_path / "all.zip"
    result = subprocess.run(
        [tool.path, "export", "--root", gated, "--all", "--output", archive], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            if name.endswith((".csv", ".sqlite")):
                assert SECRET.encode() not in files.read(name), name


def test_an_incremental_build_of_it_is_a_clean_one(tool: Tool, gated: Path):
    table = gated / "Content/data/glossary.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(SECRET, SECRET + " twice"), encoding="utf-8")
    assert tool.build(gated).returncode == 0
    verified = subprocess.run([tool.path, "verify", "--root", gated], capture_output=True, text=True)
    assert verified.returncode == 0, verified.stdout + verified.stderr
