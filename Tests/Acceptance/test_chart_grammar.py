"""What Vega-Lite's schema refuses is never drawn in silence, and what it takes is never called wrong.

Specifications are changed at random; the schema is the judge. 200 are tried, or as many as
ASSAY_MUTATIONS says; ASSAY_SEED repeats a run.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
import spec_mutations
from conftest import REPOSITORY, Tool

COUNT = int(os.environ.get("ASSAY_MUTATIONS", "200"))
SEED = int(os.environ.get("ASSAY_SEED", str(random.randrange(1_000_000))))
SOURCES = [
    REPOSITORY / "Tests" / "ChartingTests" / "Charts",
    REPOSITORY / "Documentation" / "Content" / "reference" / "chart-gallery",
]
# Beside the project; without it the project's own charts are changed.
COLLECTION = REPOSITORY.parent / "shared" / "vegalite" / "cases"

# Messages that call a specification wrong by the grammar. Others are about its words, its data or
# its size, which the schema does not judge, or say what is not drawn.
WRONG_BY_GRAMMAR = {
    "UnknownChartProperty", "InvalidChartValue", "MissingChartProperty", "UnknownTransform",
    "WrongKind", "MissingProperty", "UnknownProperty", "NotAllowed", "EmptyPredicate",
    "BeyondGrammar",
}
# What the schema takes and what cannot be meant: an aggregate of no field, a type that no field has.
MEANINGLESS = ("an aggregate needs 'field'", "is no way to read a field")
LINE = re.compile(r"^(?P<file>\S+\.vl\.json):\d+:\d+: (?P<severity>\w+): (?P<text>.*) \[(?P<id>\w+)\]$")


def sources() -> list[dict]:
    """Specifications to change, their rows cut to a few."""
    files = [file for folder in SOURCES for file in sorted(folder.glob("*.vl.json"))]
    if COLLECTION.is_dir():
        files += sorted(COLLECTION.glob("[AB]/*.vl.json"))
    return [shortened(json.loads(file.read_text("utf-8"))) for file in files]


def shortened(value):
    if isinstance(value, dict):
        return {
            name: inner[:4] if name == "values" and isinstance(inner, list) and len(inner) > 4
            else shortened(inner)
            for name, inner in value.items()
        }
    return [shortened(inner) for inner in value] if isinstance(value, list) else value


def draw(tool: Tool, specs: list[dict], folder: Path) -> list[tuple[bool, list[tuple[str, str, str]]]]:
    """For each specification whether it is drawn, and what is said of it."""
    given, drawn = folder / "specs", folder / "drawn"
    given.mkdir()
    for number, spec in enumerate(specs):
        (given / f"{number:05}.vl.json").write_text(json.dumps(spec), encoding="utf-8")
    result = subprocess.run(
        [tool.path, "chart", "--theme", "vega", "--batch", given, "--output", drawn],
        capture_output=True, text=True, timeout=1200,
    )
    assert result.returncode in (0, 1), result.stderr[-2000:]
    said: dict[str, list[tuple[str, str, str]]] = {}
    for line in result.stderr.splitlines():
        if match := LINE.match(line):
            said.setdefault(Path(match["file"]).name, []).append(
                (match["severity"], match["id"], match["text"])
            )
    return [
        ((drawn / f"{number:05}.svg").exists(), said.get(f"{number:05}.vl.json", []))
        for number in range(len(specs))
    ]


def test_the_schema_and_the_grammar_agree(tool: Tool, tmp_path: Path):
    print(f"{COUNT} mutated specifications, ASSAY_SEED={SEED}")
    schema = spec_mutations.schema()
    judge = jsonschema.Draft7Validator(schema)
    mutator = spec_mutations.Mutator(schema, SEED)
    originals = [spec for spec in sources() if judge.is_valid(spec)]
    specs = [mutator.mutated(mutator.random.choice(originals)) for _ in range(COUNT)]
    failures = []
    refused = 0
    for spec, (is_drawn, said) in zip(specs, draw(tool, specs, tmp_path)):
        is_valid = judge.is_valid(spec)
        refused += not is_valid
        if not is_valid and is_drawn and not said:
            failures.append(("drawn in silence", spec, why(judge, spec)))
        wrong = [
            f"{text} [{identifier}]" for _, identifier, text in said
            if identifier in WRONG_BY_GRAMMAR and not text.endswith(MEANINGLESS)
        ]
        if is_valid and wrong:
            failures.append(("called wrong", spec, "; ".join(wrong)))
        if not is_valid and not is_drawn and not said:
            failures.append(("neither drawn nor refused", spec, ""))
    print(f"the schema refuses {refused} of them")
    # A mutator that breaks nothing, or everything, would find nothing.
    assert COUNT * 0.2 < refused < COUNT * 0.9
    report = "\n".join(f"{what}: {text}\n  {json.dumps(spec)[:1500]}" for what, spec, text in failures)
    assert not failures, f"ASSAY_SEED={SEED}, {len(failures)} of {COUNT}:\n{report}"


def why(judge: jsonschema.Draft7Validator, spec: dict) -> str:
    """The schema's complaint that lies deepest in the specification."""
    def deepest(error):
        errors = [deepest(inner) for inner in error.context] or [error]
        return max(errors, key=lambda found: len(found.absolute_path))
    errors = [deepest(error) for error in judge.iter_errors(spec)]
    found = max(errors, key=lambda error: len(error.absolute_path))
    return f"{'/'.join(map(str, found.absolute_path))}: {found.message[:200]}"


@pytest.mark.parametrize(
    ("change", "identifier"),
    [
        ({"axis": {"labelAngle": "steep"}}, "InvalidChartValue"),
        ({"scale": {"zero": "no"}}, "InvalidChartValue"),
        ({"axis": {"tickExtra": True}}, "UnsupportedChartProperty"),
        ({"scale": {"domainRaw": {"expr": "[1, 2]"}}}, "UnsupportedChartProperty"),
    ],
)
def test_a_mistake_is_named(tool: Tool, tmp_path: Path, change: dict, identifier: str):
    x = {"field": "a", "type": "quantitative", **change}
    spec = {"data": {"values": [{"a": 1}]}, "mark": "point", "encoding": {"x": x}}
    [(is_drawn, said)] = draw(tool, [spec], tmp_path)
    assert not is_drawn and [found for _, found, _ in said] == [identifier]


def test_the_configuration_is_read_too(tool: Tool, tmp_path: Path):
    spec = {
        "data": {"values": [{"a": 1}]}, "mark": "point", "encoding": {"x": {"field": "a"}},
        "config": {"axis": {"labelAngel": 0}, "locale": {"number": {"decimal": ","}}},
    }
    [(is_drawn, said)] = draw(tool, [spec], tmp_path)
    assert not is_drawn
    assert [found for _, found, _ in said] == ["UnknownChartProperty", "UnsupportedChartProperty"]
