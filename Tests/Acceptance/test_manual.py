"""The manual builds without a warning, and what it prints is what happens.

In the tutorial and the how-to and explanation pages, console blocks are run in order in an empty
folder, and their output is compared (`…` stands for anything). Files are written as the pages say:
"Write `path`:" before a block, "At the end of `path`, add:", "In `path`, change `a` to `b`".
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from conftest import REPOSITORY

DOCUMENTATION = REPOSITORY / "Documentation"
WRITTEN = sorted((DOCUMENTATION / "Content").rglob("*.md"))
PAGES = [p for p in WRITTEN if "$ assay" in p.read_text("utf-8")]


def name(page: Path) -> str:
    return page.relative_to(DOCUMENTATION / "Content").as_posix()


@dataclass
class Block:
    before: str
    """The paragraph before the block."""
    word: str
    text: str


def blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    found, end = [], 0
    for match in re.finditer(r"^(`{3,})(\w*)\n(.*?)^\1\n", text, re.DOTALL | re.MULTILINE):
        found.append(Block(text[end : match.start()], match[2], match[3]))
        end = match.end()
    # What follows the last block may still say what to change.
    return [*found, Block(text[end:], "", "")]


def test_the_manual_builds_without_a_warning(tool):
    result = subprocess.run(
        ["make", "manual", f"ASSAY={tool.path}"],
        capture_output=True, text=True, encoding="utf-8", timeout=300, cwd=REPOSITORY,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    built = {p.relative_to(DOCUMENTATION / "Output") for p in (DOCUMENTATION / "Output").rglob("*.html")}
    for page in WRITTEN:
        path = page.relative_to(DOCUMENTATION / "Content")
        address = path.parent if path.stem == "index" else path.with_suffix("")
        assert address / "index.html" in built, page


def said(command: str, tool, folder: Path) -> tuple[int, str]:
    result = subprocess.run(
        [tool.path, *shlex.split(command)[1:]],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        timeout=120, cwd=folder, stdin=subprocess.DEVNULL, env={**os.environ, "NO_COLOR": "1"},
    )
    return result.returncode, "\n".join(line.rstrip() for line in result.stdout.rstrip().split("\n"))


def matches(printed: str, expected: str) -> bool:
    """Whether what was printed is what the page says; a line … stands for lines."""
    pattern = re.escape(expected).replace(re.escape("\n…\n"), "\n…\n").replace("…", ".*")
    pattern = re.sub(r"\n\.\*(?=\n|$)", r"\n(?:.*\n?)*?", pattern) if "\n…" in expected else pattern
    return re.fullmatch(pattern, printed) is not None or re.fullmatch(
        re.escape(expected).replace("…", "(?:.|\n)*?"), printed
    ) is not None


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_is_right_step_by_step(tool, tmp_path, page):
    folder = tmp_path
    ran = 0
    for block in blocks(page):
        for path, old, new in re.findall(r"In `([^`]+)`, change `([^`]+)` to `([^`]+)`", block.before):
            text = (folder / path).read_text("utf-8")
            assert text.count(old) == 1, f"{path} has {text.count(old)} times {old}"
            (folder / path).write_text(text.replace(old, new), encoding="utf-8")
        if match := re.search(r"Write `([^`]+)`:\s*$", block.before):
            (folder / match[1]).parent.mkdir(parents=True, exist_ok=True)
            (folder / match[1]).write_text(block.text, encoding="utf-8")
        elif match := re.search(r"At the end of `([^`]+)`, add:\s*$", block.before):
            with (folder / match[1]).open("a", encoding="utf-8") as file:
                file.write(block.text)
        elif block.word == "console":
            for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                command, _, expected = part.partition("\n")
                if command.startswith("cd "):
                    folder = folder / command[3:]
                    assert folder.is_dir()
                    continue
                assert command.startswith("assay "), command
                code, printed = said(command, tool, folder)
                assert code == 0, f"$ {command}\n{printed}"
                assert matches(printed, expected.rstrip()), f"$ {command}\n{printed}"
                ran += 1
    assert ran > 0


def test_output_that_differs_is_noticed():
    assert matches("12 written; 9 rules run; 80 ms", "12 written; … rules run; … ms")
    assert matches("a\nb\nc\nd", "a\n…\nd")
    assert not matches("12 written; 9 rules run", "11 written; … rules run")
    assert not matches("a\nb", "a")


# Continuous integration


RECIPES = [b for b in blocks(DOCUMENTATION / "Content" / "how-to" / "ci.md") if b.word == "yaml"]


def commands(value) -> list[str]:
    """The shell commands in a workflow: what `run` and `script` hold."""
    found = []
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("run", "script"):
                lines = inner if isinstance(inner, list) else inner.splitlines()
                found += [line for line in lines if line.strip()]
            else:
                found += commands(inner)
    elif isinstance(value, list):
        for inner in value:
            found += commands(inner)
    return found


def test_the_recipes_restore_the_state_and_keep_the_reports():
    assert len(RECIPES) == 2
    for recipe in RECIPES:
        value = yaml.safe_load(recipe.text)
        text = str(value)
        assert ".assay" in text and "report.zip" in text and ".sarif" in text
        lines = commands(value)
        assert any(line.startswith("assay build --strict") for line in lines)
        assert any(line.startswith("assay export --all") for line in lines)


@pytest.mark.parametrize("recipe", RECIPES, ids=["github", "gitlab"])
def test_the_commands_of_a_recipe_run_in_order(tool, tmp_path, recipe):
    root = tmp_path / "site"
    subprocess.run([tool.path, "init", root], check=True, capture_output=True)
    for line in commands(yaml.safe_load(recipe.text)):
        result = subprocess.run(
            ["bash", "-c", line], capture_output=True, text=True, timeout=300, cwd=root,
            env={**os.environ, "PATH": f"{tool.path.parent}:{os.environ['PATH']}"},
        )
        assert result.returncode == 0, f"{line}\n{result.stderr}"
    assert (root / "report.zip").stat().st_size > 1000
    assert (root / "assay.sarif").stat().st_size > 100


def accepted(tool, line: str) -> bool:
    """Whether the options of a command are the tool's: they stand in its help."""
    words = shlex.split(line)
    help_text = subprocess.run(
        [tool.path, "help", words[1]], capture_output=True, text=True).stdout
    return bool(help_text) and all(
        re.search(rf"(?<![\w-]){re.escape(word.split('=')[0])}(?![\w-])", help_text)
        for word in words if word.startswith("--"))


def test_every_command_in_the_manual_is_the_tools(tool):
    lines = set()
    for page in WRITTEN:
        for block in blocks(page):
            if block.word in ("sh", "console"):
                lines |= set(re.findall(r"^(?:\$ )?(assay [^>\n]*)", block.text, re.MULTILINE))
    assert len(lines) > 15
    assert [line for line in sorted(lines) if not accepted(tool, line)] == []
    assert not accepted(tool, "assay build --strikt")
