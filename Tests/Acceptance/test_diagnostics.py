"""The catalogue of diagnostics is whole and fresh, and its examples bring about what they say."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import REPOSITORY

specification = importlib.util.spec_from_file_location(
    "diagnostics", REPOSITORY / "Scripts" / "diagnostics.py"
)
catalogue = importlib.util.module_from_spec(specification)
__import__("sys").modules["diagnostics"] = catalogue
specification.loader.exec_module(catalogue)

ENTRIES = catalogue.entries()
RUN = sorted(name for name, entry in ENTRIES.items() if "show" not in entry)
CHART = "```sql months\nselect reservoir, month, fill_pct from latest_fill\n```\n\n```chart #fig-a\n{}\n```"
CHART_HEAD = "title: Levels\ndescription: Some bars.\ndata: {name: months}\n"


def make(root: Path, entry: dict) -> None:
    """Makes the mistake of an entry in a starter site."""

    def append(text: str) -> None:
        page = root / "Content" / "index.md"
        page.write_text(page.read_text("utf-8") + "\n" + text + "\n", encoding="utf-8")

    def replace(path: str, old: str, new: str) -> None:
        file = root / path
        text = file.read_text("utf-8")
        assert text.count(old) >= 1, f"{path} has no {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    for path, text in entry.get("files", {}).items():
        if text is None:
            (root / path).unlink()
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    if "page" in entry:
        append(entry["page"])
    if "chart" in entry:
        append(CHART.format(CHART_HEAD + entry["chart"].rstrip()))
    if "package" in entry:
        replace("Content/data/datapackage.yaml", *entry["package"])
    if "csv" in entry:
        replace("Content/data/fill.csv", *entry["csv"])


def diagnostics(tool, root: Path, *options: str) -> list[dict]:
    result = subprocess.run(
        [tool.path, "check", "--root", root, "--format", "json", *options],
        capture_output=True, text=True, encoding="utf-8", timeout=120,
    )
    assert result.returncode in (0, 1), result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def starter(tool, tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("starter") / "site"
    subprocess.run([tool.path, "init", root], check=True, capture_output=True)
    assert diagnostics(tool, root, "--strict") == []
    return root


def test_the_catalogue_is_whole_and_fresh():
    found = catalogue.found_in_code()
    assert catalogue.mistakes(found, ENTRIES) == []
    assert catalogue.PAGE.read_text("utf-8") == catalogue.page(found, ENTRIES), (
        "run Scripts/diagnostics.py"
    )


def test_most_examples_are_run():
    assert len(RUN) >= 60


def test_an_entry_without_code_and_code_without_an_entry_are_noticed():
    found = catalogue.found_in_code()
    entries = {**ENTRIES, "Nonesuch": {"means": "x", "fix": "x", "page": "x"}}
    del entries["UnknownColumn"]
    assert [line.split(":")[0] for line in catalogue.mistakes(found, entries)] == [
        "Nonesuch", "UnknownColumn",
    ]


@pytest.mark.parametrize("identifier", RUN)
def test_an_example_brings_about_its_diagnostic(tool, starter, tmp_path, identifier):
    root = shutil.copytree(starter, tmp_path / "site")
    entry = ENTRIES[identifier]
    make(root, entry)
    found = diagnostics(tool, root, *entry.get("options", []))
    assert identifier in {d["identifier"] for d in found}, found
    code = catalogue.found_in_code()[identifier]
    for diagnostic in found:
        if diagnostic["identifier"] == identifier and code.severities:
            assert diagnostic["severity"] in code.severities or identifier == "UnknownKey"


def test_every_warning_and_note_can_be_set_and_no_error_that_leaves_a_page_wrong(
    tool, starter, tmp_path
):
    found = catalogue.found_in_code()
    root = tmp_path / "site"
    shutil.copytree(starter, root)
    settings = root / "Content" / "site.yaml"
    names = "".join(f"  {name}: note\n" for name in sorted(found))
    settings.write_text(settings.read_text() + f"checks:\n{names}")

    refused = {
        d["summary"].split("'")[3] for d in diagnostics(tool, root) if d["identifier"] == "UnknownCheck"
    }

    errors = {name for name, code in found.items() if code.severities <= {"error"}}
    settable = {"BasisMixed", "ClaimOnlyDenied", "DeadLink", "QuotationNotFound", "UnitsMixed"}
    assert settable < errors
    assert refused == errors - settable
