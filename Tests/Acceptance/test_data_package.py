"""The data is a Data Package that an independent reader accepts, rows and keys included."""

from __future__ import annotations

from pathlib import Path

import frictionless
import pytest
from conftest import REPOSITORY


def findings(descriptor: Path) -> list[str]:
    report = frictionless.Package(str(descriptor)).validate()
    fields = ["title", "rowNumber", "fieldName", "note"]
    return [str(row) for row in report.flatten(fields)]


def test_the_sites_data_is_a_valid_data_package():
    assert findings(REPOSITORY / "Content/data/datapackage.yaml") == []


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ("a,1\nb,2\n", None),
        ("a,1\nb,two\n", "Type Error"),
        ("a,1\na,2\n", "PrimaryKey Error"),
        ("a,1\nb,\n", "Constraint Error"),
    ],
)
def test_the_reader_can_fail(tmp_path: Path, rows: str, finding: str | None):
    (tmp_path / "table.csv").write_text("name,amount\n" + rows)
    (tmp_path / "datapackage.yaml").write_text(
        "name: small\nresources:\n- name: table\n  path: table.csv\n  schema:\n"
        "    primaryKey: [name]\n    fields:\n    - {name: name, type: string}\n"
        "    - {name: amount, type: integer, constraints: {required: true}}\n"
    )
    found = findings(tmp_path / "datapackage.yaml")
    assert found == [] if finding is None else finding in found[0]
