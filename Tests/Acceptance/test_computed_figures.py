"""Figures in the prose come from the data: editing a cell changes them, and no Markdown is edited."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

from built_site import BuiltSite

PUNCTUATION = ".,;:()[]%–—$€"


def cells(folder: Path, line: re.Pattern) -> list[tuple[Path, int]]:
    """The lines of the tables below a folder that match."""
    return [
        (path, number)
        for path in sorted(folder.glob("**/*.csv"))
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"))
        if line.search(text)
    ]


def figures(site: BuiltSite, path: str) -> list[str]:
    words = (word.strip(PUNCTUATION) for word in site.page(path).words.split())
    return [word for word in words if word]


def replacements(before: list[str], after: list[str]) -> set[tuple[str, str]]:
    """Which word stands where which one stood.

    Words are paired from the end of what changed: a qualifier before a figure may go with it.
    """
    pairs = set()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "replace":
            pairs.update(zip(reversed(before[i1:i2]), reversed(after[j1:j2]), strict=False))
    return pairs


def test_private_capital_of_2_leaves_no_residual_and_a_loan_share_of_83_3(tool, site_copy):
    before = BuiltSite(site_copy / "Output")
    printed = [p.path for p in before.pages if {"0.33", "85.7"} <= set(figures(before, p.path))]
    assert printed, "no page prints the residual (0.33) and the loan's share (85.7 %)"
    old = {path: figures(before, path) for path in printed}

    found = cells(site_copy / "Content/data", re.compile(r"private.*(?<![\d.])1\.67(?!\d)"))
    assert len(found) == 1, f"the private capital stands in {found}"
    table, number = found[0]
    lines = table.read_text(encoding="utf-8").split("\n")
    lines[number] = re.sub(r"(?<![\d.])1\.67(?!\d)", "2.0", lines[number], count=1)
    table.write_text("\n".join(lines), encoding="utf-8")
    result = tool.build(site_copy)
    assert result.returncode == 0, result.stderr

    after = BuiltSite(site_copy / "Output")
    for path in printed:
        new = figures(after, path)
        pairs = replacements(old[path], new)
        assert ("85.7", "83.3") in pairs, f"{path}: {sorted(pairs)}"
        assert any(a == "0.33" and re.fullmatch(r"0(\.0+)?", b) for a, b in pairs), (
            f"{path}: {sorted(pairs)}"
        )
        assert "85.7" not in new, path


def test_only_readers_of_the_cell_change(tool, site_copy):
    """A page that does not print Project Vault's funding keeps its bytes."""
    before = BuiltSite(site_copy / "Output").hashes()
    table, number = cells(site_copy / "Content/data", re.compile(r"private.*(?<![\d.])1\.67(?!\d)"))[0]
    lines = table.read_text(encoding="utf-8").split("\n")
    lines[number] = re.sub(r"(?<![\d.])1\.67(?!\d)", "2.0", lines[number], count=1)
    table.write_text("\n".join(lines), encoding="utf-8")
    assert tool.build(site_copy).returncode == 0

    after = BuiltSite(site_copy / "Output").hashes()
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed
    dossiers = {name for name in before if re.fullmatch(r"materials/.+/index\.html", name)}
    assert dossiers and not changed & dossiers
