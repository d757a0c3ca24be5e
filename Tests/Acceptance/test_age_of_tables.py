"""A table that promises to be kept up to date and is not is told of, on the day that is today."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml
from conftest import Tool, copy_of_the_sources


@pytest.fixture
def promising(tmp_path: Path) -> Path:
    """The shipped site with a promise that claims are updated every 30 days."""
    root = copy_of_the_sources(tmp_path)
    path = root / "Content/data/datapackage.yaml"
    package = yaml.safe_load(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        resource.get("assay", {}).pop("updated_every", None)
        if resource["name"] == "claim":
            resource["assay"]["updated_every"] = "P30D"
    path.write_text(yaml.safe_dump(package, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return root


def test_a_table_is_old_when_its_promise_is_broken(tool: Tool, promising: Path):
    with open(promising / "Content/data/claim.csv", encoding="utf-8", newline="") as file:
        newest = max(row["known_on"] for row in csv.DictReader(file))

    def told(*flags: str, **environment: str) -> list[str]:
        result = tool.build(promising, *flags, **environment)
        assert result.returncode == 0, result.stderr
        return [line for line in result.stderr.splitlines() if "[TableStale]" in line]

    assert told() == []
    assert told("--clock", newest) == []
    (line,) = told("--clock", "2027-01-01")
    assert line.startswith("Content/data/datapackage.yaml:")
    assert f"'claim' was last updated on {newest}" in line and "before 2027-01-01" in line
    assert told() == []
    # 2027-01-01 in seconds, as packagers give the day of a build.
    assert len(told(SOURCE_DATE_EPOCH="1798761600")) == 1


def test_a_strict_build_of_old_data_fails(tool: Tool, promising: Path):
    assert tool.build(promising, "--clock", "2027-01-01", "--strict").returncode == 1
