"""The data of the shipped site are published, and readers of several kinds can load them."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import frictionless
import pandas
import published_data
import pytest
import yaml
from conftest import REPOSITORY, Tool

# What pandas is to make of each declared type; dates are parsed beside.
PANDAS_TYPES = {
    "string": "string",
    "any": "string",
    "number": "Float64",
    "integer": "Int64",
    "year": "Int64",
    "boolean": "boolean",
    "date": "string",
}


@pytest.fixture(scope="module")
def folder(good_site: Path) -> Path:
    return good_site / "Output" / "data"


@pytest.fixture(scope="module")
def source() -> dict:
    return yaml.safe_load((REPOSITORY / "Content/data/datapackage.yaml").read_text(encoding="utf-8"))


def test_frictionless_finds_nothing_wrong(folder: Path):
    """The program, so that bytes, hashes, types, constraints and keys are judged as users would."""
    program = Path(sys.executable).with_name("frictionless")
    found = subprocess.run(
        [program, "validate", "--json", "datapackage.json"], cwd=folder, capture_output=True, text=True
    )
    report = json.loads(found.stdout)
    assert report["valid"], report
    assert found.returncode == 0
    assert report["warnings"] == []
    assert len(report["tasks"]) == len(published_data.resources(folder))


def test_frictionless_notices_a_changed_file(folder: Path, tmp_path: Path):
    copy = shutil.copytree(folder, tmp_path / "data")
    text = (copy / "glossary.csv").read_text(encoding="utf-8")
    (copy / "glossary.csv").write_text(text.replace("e", "a", 1), encoding="utf-8")
    report = frictionless.Package(str(copy / "datapackage.json")).validate()
    assert "hash-count" in {row[0] for row in report.flatten(["type"])}


def test_every_table_is_published_as_its_author_wrote_it(folder: Path, source: dict):
    published = published_data.resources(folder)
    assert list(published) == [resource["name"] for resource in source["resources"]]
    for resource in source["resources"]:
        theirs = published[resource["name"]]["schema"]
        ours = resource["schema"]
        passed_on = [f for f in ours["fields"] if f.get("assay", {}).get("redistributable", True)]
        assert [f["name"] for f in theirs["fields"]] == [f["name"] for f in passed_on]
        units = [f.get("assay", {}).get("unit") for f in theirs["fields"]]
        assert units == [f.get("assay", {}).get("unit") for f in passed_on]
        key = ours.get("primaryKey", [])
        assert theirs.get("primaryKey", []) == ([key] if isinstance(key, str) else key)
        assert len(theirs.get("foreignKeys", [])) == len(ours.get("foreignKeys", []))
        rows = published_data.rows(folder, published[resource["name"]])
        written = frictionless.Resource(
            path=resource["path"], basepath=str(REPOSITORY / "Content/data")
        ).read_rows()
        assert len(rows) == len(written), resource["name"]


def test_size_and_hash_are_those_of_the_files(folder: Path):
    for resource in published_data.resources(folder).values():
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert content.endswith(b"\n") and b"\r" not in content and not content.startswith(b"\xef\xbb")


def test_the_descriptor_says_whose_the_data_are(folder: Path, source: dict):
    package = published_data.descriptor(folder)
    for name in ("name", "title", "version", "licenses", "sources", "keywords", "$schema"):
        assert package[name] == source[name], name
    assert package["homepage"].endswith("/data/")


def test_pandas_loads_every_table_with_its_types(folder: Path):
    for name, resource in published_data.resources(folder).items():
        schema = resource["schema"]
        types = {field["name"]: PANDAS_TYPES[field["type"]] for field in schema["fields"]}
        frame = pandas.read_csv(
            folder / resource["path"],
            dtype=types,
            na_values=schema["missingValues"],
            keep_default_na=False,
        )
        for field in schema["fields"]:
            column = frame[field["name"]]
            if field["type"] == "date":
                column = pandas.to_datetime(column, format="%Y-%m-%d")
            expected = [row[field["name"]] for row in published_data.rows(folder, resource)]
            assert column.isna().tolist() == [cell is None for cell in expected], name
            kept = [cell.date() if field["type"] == "date" else cell for cell in column.dropna()]
            assert kept == [cell for cell in expected if cell is not None], name


def test_the_database_holds_the_same_rows(folder: Path):
    connection = published_data.database(folder)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for name, resource in published_data.resources(folder).items():
        found = connection.execute(f'SELECT * FROM "{name}"').fetchall()
        expected = [
            tuple(
                cell.isoformat() if isinstance(cell, date) else int(cell) if cell in (True, False) else cell
                for cell in row.values()
            )
            for row in published_data.rows(folder, resource)
        ]
        assert found == expected, name
        declared = {row[1]: row[2] for row in connection.execute(f'PRAGMA table_info("{name}")')}
        for field in resource["schema"]["fields"]:
            affinity = {"number": "REAL", "integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER"}
            assert declared[field["name"]] == affinity.get(field["type"], "TEXT")
    units = connection.execute('SELECT "unit" FROM assay_columns WHERE "unit" IS NOT NULL').fetchall()
    assert units != []


def by_cells(row: dict) -> list[str]:
    return [f"{v:.9g}" if isinstance(v, (int, float)) else str(v) for v in row.values()]


def test_every_view_shows_what_an_edition_shows(tool: Tool, good_site: Path, folder: Path, source: dict):
    """The views in the file, run by a SQLite that knows nothing of Assay, against the tool's own."""
    connection = published_data.database(folder)
    as_of = connection.execute("SELECT as_of FROM assay_settings").fetchone()[0]
    views = connection.execute('SELECT "view", form FROM assay_views').fetchall()
    names = {path.stem for path in (REPOSITORY / "Content/data/views").glob("*.sql")}
    assert names <= {name for name, _ in views}
    assert {form for _, form in views} == {"view", "table"}
    kept_back = {
        field["name"]
        for resource in source["resources"]
        for field in resource["schema"]["fields"]
        if not field.get("assay", {}).get("redistributable", True)
    }
    for name, _ in views:
        asked = subprocess.run(
            [tool.path, "query", "--root", good_site, "--as-of", as_of, "--format", "json",
             f'select * from "{name}"'],
            capture_output=True, text=True, encoding="utf-8",
        )
        assert asked.returncode == 0, asked.stderr
        cursor = connection.execute(f'SELECT * FROM "{name}"')
        columns = [column[0] for column in cursor.description]
        found = [dict(zip(columns, row, strict=True)) for row in cursor]
        expected = json.loads(asked.stdout)
        # SQLite has no booleans: the columns of a view print as numbers.
        expected = [
            {k: int(v) if isinstance(v, bool) else v for k, v in row.items() if k not in kept_back}
            for row in expected
        ]
        assert len(found) == len(expected), name
        # Without ORDER BY the order of rows is each database's own.
        for ours, theirs in zip(sorted(found, key=by_cells), sorted(expected, key=by_cells), strict=True):
            assert list(ours) == list(theirs), name
            assert ours == pytest.approx(theirs), name


def test_the_database_shows_another_edition_when_told_to(folder: Path, tmp_path: Path):
    copy = shutil.copytree(folder, tmp_path / "data")
    connection = sqlite3.connect(next(copy.glob("*.sqlite")))
    count = "SELECT count(*) FROM provenance"
    claims = connection.execute(count).fetchone()[0]
    connection.execute("UPDATE assay_settings SET as_of = '2026-02-03'")
    earlier = connection.execute(count).fetchone()[0]
    assert 0 < earlier < claims


def test_the_checksums_hold(folder: Path):
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True
    )
    assert checked.returncode == 0, checked.stdout
    listed = {line.split("  ", 1)[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    descriptor = published_data.descriptor(folder)
    expected = {resource["path"] for resource in descriptor["resources"]}
    expected |= {"datapackage.json", "README.md", "CITATION.txt", "CITATION.cff"}
    assert listed == expected | {descriptor["assay"]["database"]}


def test_the_citation_names_who_what_where_and_on_what_terms(folder: Path, good_site: Path):
    settings = yaml.safe_load((good_site / "Content/site.yaml").read_text(encoding="utf-8"))
    package = published_data.descriptor(folder)
    text = (folder / "CITATION.txt").read_text(encoding="utf-8")
    parts = [settings["authors"][0]["name"], package["title"], package["version"]]
    parts += [settings["publisher"], settings["base_url"] + "/data/", package["licenses"][0]["path"]]
    assert [part for part in parts if part not in text] == []
    cff = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert cff["cff-version"] == "1.2.0" and cff["type"] == "dataset"
    assert cff["title"] == package["title"] and cff["license"] == package["licenses"][0]["name"]


def test_an_edit_of_a_table_rewrites_its_files_and_no_others(tool: Tool, site_copy: Path):
    before = hashes(site_copy)
    with open(site_copy / "Content/data/glossary.csv", "a", encoding="utf-8") as table:
        table.write("zwitter,A word that was not there before.,\n")
    assert tool.build(site_copy).returncode == 0
    changed = {name for name, digest in hashes(site_copy).items() if before.get(name) != digest}
    database = published_data.descriptor(site_copy / "Output/data")["assay"]["database"]
    # The page that describes the package stands in the same folder, with the download of its table.
    page = {"data/index.html", "data/tbl-tables.csv"}
    assert {name for name in changed if name.startswith("data/")} - page == {
        "data/glossary.csv", "data/datapackage.json", "data/SHA256SUMS", f"data/{database}",
    }


def test_an_edit_of_a_page_rewrites_none_of_them(tool: Tool, site_copy: Path):
    before = hashes(site_copy)
    page = site_copy / "Content/method.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    assert tool.build(site_copy).returncode == 0
    changed = {name for name, digest in hashes(site_copy).items() if before.get(name) != digest}
    assert changed == {"method/index.html"}


def test_the_bytes_are_those_of_a_clean_build_on_any_number_of_threads(tool: Tool, site_copy: Path):
    expected = hashes(site_copy)
    for jobs in ("1", "4"):
        result = tool.build(site_copy, "--clean", "--jobs", jobs)
        assert result.returncode == 0, result.stderr
        assert hashes(site_copy) == expected


def hashes(root: Path) -> dict[str, str]:
    output = root / "Output"
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in output.rglob("*")
        if path.is_file() and path.name != ".assay-manifest"
    }
