"""The published data package, read by the type names of its own descriptor and nothing else."""

from __future__ import annotations

import csv
import json
import sqlite3
from datetime import date
from pathlib import Path

READERS = {
    "string": str,
    "number": float,
    "integer": int,
    "year": int,
    "date": date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
    "any": str,
}


def descriptor(folder: Path) -> dict:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def resources(folder: Path) -> dict[str, dict]:
    return {resource["name"]: resource for resource in descriptor(folder)["resources"]}


def rows(folder: Path, resource: dict) -> list[dict]:
    """The rows as a reader in the manner of R's: csv for the cells, the declared types for the rest."""
    schema = resource["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    with open(folder / resource["path"], encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        assert reader.fieldnames == list(fields), resource["name"]
        found = []
        for row in reader:
            assert None not in row, f"{resource['path']}: a row is too long"
            found.append({name: value(fields[name], schema, cell) for name, cell in row.items()})
        return found


def value(field: dict, schema: dict, cell: str):
    missing = field.get("missingValues", schema["missingValues"])
    return None if cell in missing else READERS[field["type"]](cell)


def database(folder: Path) -> sqlite3.Connection:
    files = list(folder.glob("*.sqlite"))
    assert [file.name for file in files] == [descriptor(folder)["assay"]["database"]]
    return sqlite3.connect(f"file:{files[0]}?mode=ro&immutable=1", uri=True)
