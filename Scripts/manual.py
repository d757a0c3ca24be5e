#!/usr/bin/env python3
"""Builds the manual as a site: usage: Scripts/manual.py TOOL [FOLDER].

The pages of Documentation/Content are written for it. The reference pages of Documentation stand
where readers of the repository look for them; here each gets front matter, and links between the
two are set to where the pages lie in the site.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCES = REPOSITORY / "Documentation"
PLACES = {
    "Architecture": "developers/architecture",
    "Modules": "developers/modules",
    "Glossary": "developers/glossary",
    "Performance": "explanation/performance",
}


def place(name: str) -> str:
    """Where a page of Documentation lies in the site: CommandLine is reference/command-line."""
    kebab = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
    return PLACES.get(name, "reference/" + kebab) + ".md"


def outside_of_code(text: str, change) -> str:
    """A text with its lines changed by a function, but for those of fenced code."""
    fence, lines = "", []
    for line in text.split("\n"):
        opening = re.match(r" {0,3}(`{3,}|~{3,})(.*)$", line)
        if fence:
            if opening and opening[1].startswith(fence) and not opening[2].strip():
                fence = ""
        elif opening:
            fence = opening[1]
            # A listing of SQL is no block of the page.
            if opening[2].strip() == "sql":
                line = opening[1] + "text"
        else:
            line = change(line)
        lines.append(line)
    return "\n".join(lines)


def reference_page(file: Path) -> str:
    title, _, body = file.read_text(encoding="utf-8").partition("\n")
    def link(match: re.Match) -> str:
        path, _, anchor = match[1].partition("#")
        anchor = "#" + anchor if anchor else ""
        if path.endswith(".md") and (SOURCES / path).exists():
            return f"](../{place(Path(path).stem)}{anchor})"
        if (SOURCES / path).is_file():
            return f"](../files/{path})"
        return match[0]

    text = outside_of_code(body, lambda line: with_links(line, link))
    return f"---\ntitle: {title.removeprefix('# ').strip()}\n---\n{text}"


def with_links(line: str, link) -> str:
    """A line with the addresses of its links changed; the words of a link may hold code."""
    return re.sub(r"\]\(((?:[^)#:`]+)(?:#[^)`]*)?)\)", link, line)


def written_page(file: Path) -> str:
    def link(match: re.Match) -> str:
        return f"](../{place(match[1])}"

    return re.sub(r"\]\(\.\./\.\./([A-Za-z]+)\.md", link, file.read_text(encoding="utf-8"))


def assemble(target: Path) -> Path:
    shutil.rmtree(target / "Content", ignore_errors=True)
    shutil.rmtree(target / "Templates", ignore_errors=True)
    shutil.copytree(SOURCES / "Templates", target / "Templates")
    for file in sorted((SOURCES / "Content").rglob("*")):
        if file.is_file():
            to = target / "Content" / file.relative_to(SOURCES / "Content")
            to.parent.mkdir(parents=True, exist_ok=True)
            if file.suffix == ".md":
                to.write_text(written_page(file), encoding="utf-8")
            else:
                shutil.copy(file, to)
    for file in sorted(SOURCES.glob("*.md")):
        to = target / "Content" / place(file.stem)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(reference_page(file), encoding="utf-8")
    for file in SOURCES.glob("*.json"):
        (target / "Content" / "files").mkdir(exist_ok=True)
        shutil.copy(file, target / "Content" / "files")
    for folder in ("images", "ChartGallery"):
        if (SOURCES / folder).exists():
            shutil.copytree(SOURCES / folder, target / "Content" / "files" / folder)
    return target


def main() -> int:
    tool = Path(sys.argv[1]).resolve()
    target = assemble(Path(sys.argv[2]) if len(sys.argv) > 2 else REPOSITORY / ".build" / "manual")
    return subprocess.run([tool, "build", "--root", target, "--strict"]).returncode


if __name__ == "__main__":
    sys.exit(main())
