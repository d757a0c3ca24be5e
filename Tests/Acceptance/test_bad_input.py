"""An author's mistake is an error at its place, exit code 1, and leaves the good site as it was."""

import re
import shutil

import pytest
from built_site import snapshot
from mistakes import MISTAKES, Mistake, Place

DIAGNOSTIC = re.compile(
    r"^(?P<path>[^\n:]+):(?P<line>\d+):(?P<column>\d+): error: (?P<summary>.+)"
    r" \[(?P<identifier>[A-Z][A-Za-z0-9]+)\]$",
    re.MULTILINE,
)


def names(match: re.Match, place: Place) -> bool:
    return (
        match["path"] == place.path
        and place.line in (None, int(match["line"]))
        and place.column in (None, int(match["column"]))
    )


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_an_error_at_its_place(tool, site_copy, mistake: Mistake):
    before = snapshot(site_copy / "Output")
    places = mistake.make(site_copy)

    result = tool.build(site_copy, "--format", "text")

    assert result.returncode == 1, result.stderr
    found = list(DIAGNOSTIC.finditer(result.stderr))
    right = [match for match in found if match["identifier"] == mistake.identifier]
    assert right, f"no {mistake.identifier} in:\n{result.stderr}"
    assert any(names(match, place) for match in right for place in places), (
        f"{mistake.identifier} is not at {places} in:\n{result.stderr}"
    )
    assert "\n" not in right[0]["summary"]
    assert snapshot(site_copy / "Output") == before, "the good site was written over"


def test_the_source_line_and_a_caret_follow_an_error(tool, site_copy):
    place = next(m for m in MISTAKES if m.name == "a CSV row of the wrong type").make(site_copy)[0]
    source = (site_copy / place.path).read_text(encoding="utf-8").split("\n")[place.line - 1]
    result = tool.build(site_copy, "--format", "text")
    # A long line is shown around its place.
    around = source[max(0, place.column - 11) : place.column + 9]
    shown = result.stderr.split("\n")
    line = next((n for n, text in enumerate(shown) if around in text and "error:" not in text), None)
    assert line is not None, result.stderr
    caret = shown[line + 1].index("^")
    assert shown[line][caret:].startswith(source[place.column - 1 : place.column + 6])


def test_several_mistakes_are_reported_in_one_run(tool, site_copy):
    chosen = [m for m in MISTAKES if m.identifier in ("UnknownColumn", "BrokenLink", "BrokenAnchor")]
    for mistake in chosen:
        mistake.make(site_copy)
    result = tool.build(site_copy, "--format", "text")
    identifiers = {match["identifier"] for match in DIAGNOSTIC.finditer(result.stderr)}
    assert identifiers >= {mistake.identifier for mistake in chosen}, result.stderr


def test_a_mended_mistake_leaves_no_trace(tool, site_copy):
    before = snapshot(site_copy / "Output")
    page = next((site_copy / "Content").glob("*.md"))
    good = page.read_bytes()
    page.write_bytes(good + b"\nSee [it](nonesuch.md).\n")
    assert tool.build(site_copy).returncode == 1
    page.write_bytes(good)
    assert tool.build(site_copy).returncode == 0
    assert snapshot(site_copy / "Output") == before


def test_an_output_folder_that_is_not_ours_is_refused(tool, site_copy, tmp_path):
    foreign = tmp_path / "thesis"
    foreign.mkdir()
    (foreign / "chapter.txt").write_text("years of work")
    before = snapshot(foreign)

    result = tool.build(site_copy, output=foreign)

    # The folder is the environment's, not the content's, so a sysexits code will do as well as 1.
    assert result.returncode in (1, 73), result.stderr
    assert "thesis" in result.stderr
    assert "chapter.txt" in result.stderr
    assert snapshot(foreign) == before


def test_an_emptied_state_does_not_disown_the_output(tool, site_copy):
    """Deleting .assay is always safe: the next build still knows its own output folder."""
    before = snapshot(site_copy / "Output")
    shutil.rmtree(site_copy / ".assay")
    result = tool.build(site_copy)
    assert result.returncode == 0, result.stderr
    assert snapshot(site_copy / "Output") == before


def test_the_output_folder_of_a_fresh_clone_is_taken_and_its_mark_kept(tool, site_copy, tmp_path):
    fresh = tmp_path / "Output"
    fresh.mkdir()
    (fresh / ".gitkeep").touch()
    result = tool.build(site_copy, output=fresh)
    assert result.returncode == 0, result.stderr
    assert (fresh / ".gitkeep").exists()
    assert (fresh / "index.html").exists()
