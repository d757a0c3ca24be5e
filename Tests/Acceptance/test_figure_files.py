"""The picture of a figure as a file: for slides, word processors and encyclopedias."""

import io
import re
import shutil
import subprocess

import pytest
from PIL import Image, ImageColor


def figure_files(site):
    files = sorted(site.output.glob("**/fig-*.svg"))
    assert len(files) > 50
    return files


def test_no_file_needs_a_browser_for_its_paint(site):
    """`var(…)` is CSS, which only browsers read in an attribute."""
    assert [file for file in figure_files(site) if "var(" in file.read_text()] == []


def saturated(color) -> bool:
    return max(color) - min(color) > 60


def paints(svg: str) -> set[tuple[int, int, int]]:
    """The colours of the marks that a file names, without text and hair lines."""
    marks = re.findall(r"<(?:rect|path|circle)[^>]*>", svg)
    named = re.findall(r'fill="(#[0-9a-fA-F]{3,6})"', " ".join(marks))
    return {ImageColor.getrgb(color) for color in named}


def drawn(file) -> set[tuple[int, int, int]]:
    png = subprocess.run(
        ["rsvg-convert", "--background-color", "white", file],
        capture_output=True,
        check=True,
    ).stdout
    image = Image.open(io.BytesIO(png)).convert("RGB")
    return {color for count, color in image.getcolors(image.width * image.height) if count > 20}


@pytest.mark.skipif(not shutil.which("rsvg-convert"), reason="package librsvg2-bin")
def test_librsvg_draws_every_figure_in_its_colours(site):
    wrong, colored = [], 0
    for file in figure_files(site):
        svg = file.read_text()
        seen = drawn(file)
        wanted = {color for color in paints(svg) if saturated(color)}
        colored += bool(wanted)
        # A mark may be translucent or hidden by others; that none of its colours is there, or that
        # the picture is black, cannot be.
        if wanted and "opacity" not in svg and not wanted & seen:
            wrong.append(file.name)
        if (0, 0, 0) in seen and "#000" not in svg and 'fill="black"' not in svg:
            wrong.append(file.name)
    assert wrong == []
    assert colored > 40
