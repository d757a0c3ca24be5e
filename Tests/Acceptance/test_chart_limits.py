"""Charts that are meant to do harm: an SVG or a named error, in two seconds and half a gigabyte.

The optimised tool is held to a million rows and two seconds. The debug tool, which checks every
addition and is some thirty times slower, gets a fiftieth of the rows, and a bound that only work
without end passes: how long it takes says more of the machine than of the tool.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import threading
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Tool

SECONDS = 2.0
DEBUG_SECONDS = 20.0
MEBIBYTES = 500
# Two seconds are of the CPU; a machine that does other work may take longer by the clock.
PATIENCE = 60

ERROR = re.compile(r"error: .+ \[(?P<identifier>[A-Z][A-Za-z]+)\]")


@dataclass(frozen=True)
class Run:
    code: int
    svg: bytes
    errors: str
    seconds: float
    most_seconds: float
    mebibytes: float


def run(tool: Tool, *arguments) -> Run:
    process = subprocess.Popen(
        [tool.path, "chart", "--theme", "vega", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "NO_COLOR": "1"},
    )
    errors: list[bytes] = []
    reader = threading.Thread(target=lambda: errors.append(process.stderr.read()))
    reader.start()
    stop = threading.Timer(PATIENCE, process.kill)
    stop.start()
    svg = process.stdout.read()
    reader.join()
    _, status, usage = os.wait4(process.pid, 0)
    stop.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        process.returncode,
        svg,
        errors[0].decode(),
        usage.ru_utime + usage.ru_stime,
        SECONDS if is_optimised(tool) else DEBUG_SECONDS,
        usage.ru_maxrss / 1024,
    )


def field(name: str, kind: str = "quantitative", **more) -> dict:
    return {"field": name, "type": kind, **more}


XY = {"x": field("a"), "y": field("b")}

# What is drawn of the rows, and the error it is refused with where it is too much.
MANY_ROWS = {
    "points": ({"mark": "point", "encoding": XY}, "ChartTooComplex"),
    "words": ({"mark": "text", "encoding": {**XY, "text": {"field": "c"}}}, "ChartTooComplex"),
    "a line": ({"mark": "line", "encoding": XY}, None),
    "stacked areas": (
        {"mark": "area", "encoding": {**XY, "color": field("c", "nominal")}},
        None,
    ),
    "a histogram": (
        {
            "mark": "bar",
            "encoding": {"x": field("b", bin=True), "y": {"aggregate": "count"}},
        },
        None,
    ),
    "ten thousand bars": (
        {
            "mark": "bar",
            "encoding": {"x": field("b", "nominal"), "y": field("a", aggregate="mean")},
        },
        None,
    ),
    "a box plot": ({"mark": "boxplot", "encoding": {"x": field("c", "nominal"), "y": field("b")}}, None),
    "ten thousand cells": (
        {"mark": "point", "encoding": {"x": field("a"), "row": field("b", "nominal")}},
        "ChartTooComplex",
    ),
    "a density": (
        {
            "transform": [{"density": "b"}],
            "mark": "line",
            "encoding": {"x": field("value"), "y": field("density")},
        },
        None,
    ),
    "a local regression": (
        {"transform": [{"loess": "b", "on": "a"}], "mark": "line", "encoding": XY},
        "ChartTooComplex",
    ),
    "a sliding median": (
        {
            "transform": [
                {
                    "window": [{"op": "median", "field": "b", "as": "m"}],
                    "frame": [-1000, 1000],
                }
            ],
            "mark": "line",
            "encoding": {"x": field("a"), "y": field("m", aggregate="max")},
        },
        "ChartTooComplex",
    ),
    "a bootstrap": (
        {
            "mark": {"type": "errorbar", "extent": "ci"},
            "encoding": {"x": field("c", "nominal"), "y": field("b")},
        },
        "ChartTooComplex",
    ),
}


def is_optimised(tool: Tool) -> bool:
    return "release" in tool.path.resolve().parts


@pytest.fixture(scope="module")
def row_count(tool: Tool) -> int:
    return 1_000_000 if is_optimised(tool) else 20_000


@pytest.fixture(scope="module")
def rows(row_count: int) -> str:
    rng = random.Random(7)
    return ",".join(
        f'{{"a":{index % 977},"b":{rng.randrange(10_000)},"c":"{"xyz"[index % 3]}"}}'
        for index in range(row_count)
    )


def check(result: Run, refusal: str | None, size: str):
    print(f"{size}: {result.seconds:.2f} s, {result.mebibytes:.0f} MiB")
    assert result.code in (0, 1), f"exit code {result.code}: {result.errors[-500:]}"
    if result.code == 0:
        ElementTree.fromstring(result.svg)
    else:
        assert {match["identifier"] for match in ERROR.finditer(result.errors)} == {refusal}
    assert result.seconds <= result.most_seconds
    assert result.mebibytes <= MEBIBYTES


@pytest.mark.parametrize("name", MANY_ROWS)
def test_many_rows_are_drawn_or_refused_in_time(tool, rows, row_count, tmp_path, name):
    view, refusal = MANY_ROWS[name]
    spec = tmp_path / "chart.vl.json"
    spec.write_text(f'{{"data":{{"values":[{rows}]}},{json.dumps(view)[1:]}', encoding="utf-8")
    result = run(tool, spec)
    if is_optimised(tool):
        assert (result.code == 1) == (refusal is not None), result.errors[-500:]
    check(result, refusal, f"{name}, {row_count} rows")


def test_many_rows_of_a_file_are_drawn_in_time(tool, row_count, tmp_path):
    data = tmp_path / "rows.csv"
    data.write_text("a,b\n" + "".join(f"{n % 977},{n % 331}\n" for n in range(row_count)))
    spec = tmp_path / "chart.vl.json"
    spec.write_text(json.dumps({"data": {"name": "rows"}, "mark": "line", "encoding": XY}))
    check(run(tool, "--data", f"rows={data}", spec), None, f"a CSV file, {row_count} rows")


DEEP = {
    "arrays": "[" * 10_000,
    "objects": '{"a":' * 10_000,
    "closed arrays": "[" * 10_000 + "]" * 10_000,
    "rows": '{"data":{"values":[' + '{"a":' * 10_000 + "1" + "}" * 10_000 + "]}}",
    "layers": '{"layer":[' * 10_000 + '{"mark":"point"}' + "]}" * 10_000,
    "layers that JSON allows": '{"layer":[' * 60 + '{"mark":"point"}' + "]}" * 60,
    "an expression": json.dumps(
        {
            "data": {"values": [{"a": 1}]},
            "transform": [{"calculate": "(" * 10_000 + "1" + ")" * 10_000, "as": "b"}],
            "mark": "point",
        }
    ),
    "a predicate": '{"data":{"values":[]},"mark":"point","transform":[{"filter":'
    + '{"not":' * 10_000
    + '"true"'
    + "}" * 10_000
    + "}]}",
}


@pytest.mark.parametrize("name", DEEP)
def test_depth_is_a_named_error(tool, tmp_path, name):
    spec = tmp_path / "chart.vl.json"
    spec.write_text(DEEP[name])
    result = run(tool, spec)
    assert result.code == 1
    found = {match["identifier"] for match in ERROR.finditer(result.errors)}
    assert found <= {"JSONTooDeep", "ChartTooComplex", "ExpressionSyntax"} and found
    check(result, found.pop(), name)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999", "nan"])
def test_numbers_that_are_none_are_a_named_error_or_left_out(tool, tmp_path, word):
    spec = tmp_path / "chart.vl.json"
    spec.write_text(
        f'{{"data":{{"values":[{{"a":1,"b":2}},{{"a":{word},"b":{word}}}]}},"mark":"point",'
        f'"encoding":{json.dumps(XY)}}}'
    )
    check(run(tool, spec), "InvalidJSON", word)
