"""Draws the charts of the manual's gallery and writes the page that shows them.

usage: python3 Scripts/chart_gallery.py TOOL

A chart is a file NAME.vl.json in Documentation/Content/reference/chart-gallery; NAME.svg is drawn
beside it. Names that begin with "house" are drawn as on the site, the others as Vega-Lite does by
default.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "Documentation" / "Content" / "reference"
FOLDER = REFERENCE / "chart-gallery"
PAGE = REFERENCE / "chart-gallery.md"
HEAD = """---
title: Gallery of charts
summary: What charts can be drawn, each with its specification.
---

What `assay chart` and the chart block can draw, each with its specification. The grammar is
Vega-Lite's; [Authoring](authoring.md) says how a chart stands in a page. All figures here are
invented. This page is made by `python3 Scripts/chart_gallery.py .build/release/assay`.
"""


def draw(tool, theme, names):
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        for name in names:
            (source / f"{name}.vl.json").write_bytes((FOLDER / f"{name}.vl.json").read_bytes())
        subprocess.run(
            [tool, "chart", "--theme", theme, "--batch", source, "--output", output], check=True
        )
        for name in names:
            (FOLDER / f"{name}.svg").write_bytes((output / f"{name}.svg").read_bytes())


def title(spec):
    written = spec["title"]
    return written if isinstance(written, str) else written["text"]


def section(name):
    text = (FOLDER / f"{name}.vl.json").read_text(encoding="utf-8")
    spec = json.loads(text)
    return (
        f"\n## {title(spec)}\n\n"
        f"![{spec['description']}](chart-gallery/{name}.svg)\n\n"
        f"<details><summary>{name}.vl.json</summary>\n\n```json\n{text.strip()}\n```\n\n</details>\n"
    )


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    names = sorted(file.name.removesuffix(".vl.json") for file in FOLDER.glob("*.vl.json"))
    house = [name for name in names if name.startswith("house")]
    draw(sys.argv[1], "vega", [name for name in names if name not in house])
    draw(sys.argv[1], "house", house)
    PAGE.write_text(HEAD + "".join(map(section, names)), encoding="utf-8")
    print(f"{len(names)} charts in {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
