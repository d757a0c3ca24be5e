"""The manual builds without a warning, and what it prints is what happens."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml
from conftest import REPOSITORY
from manual_examples import (
    CONTENT, DOCUMENTATION, EXAMPLE, MINERALS, Block, Runner, blocks, matches,
)

WRITTEN = sorted(CONTENT.rglob("*.md"))
README = REPOSITORY / "README.md"
# Their examples are run elsewhere: by test_diagnostics.py, and by ChartGalleryPageTests, which also
# compares what the page shows.
GENERATED = {"reference/diagnostics.md", "reference/chart-gallery.md"}


def name(page: Path) -> str:
    return page.relative_to(CONTENT if page != README else REPOSITORY).as_posix()


PAGES = [p for p in [*WRITTEN, README] if name(p) not in GENERATED and len(blocks(p)) > 1]


def start(page: Path) -> Path | None:
    """The site in which the examples of a page begin."""
    if page == README:
        return REPOSITORY
    return MINERALS if name(page).startswith("reference/") else None


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


# Answers a query with the table that the starter site has, as the warehouse of the page would.
WAREHOUSE = """#!/usr/bin/env python3
import csv, sqlite3, subprocess, sys, tempfile
with tempfile.TemporaryDirectory() as site:
    subprocess.run(["assay", "init", site], check=True, capture_output=True)
    rows = list(csv.reader(open(site + "/Content/data/fill.csv")))
levels = sqlite3.connect(":memory:")
levels.execute(f"create table levels ({', '.join(rows[0])})")
levels.executemany("insert into levels values (?, ?, ?, ?)", rows[1:])
assert sys.argv[2:4] == ["--csv", "--command"], sys.argv
answer = levels.execute(sys.argv[4])
out = csv.writer(sys.stdout, lineterminator="\\n")
out.writerow([column[0] for column in answer.description])
out.writerows(answer.fetchall())
"""


def prepare(runner: Runner, page: Path):
    """What a page takes for granted."""
    if page == README:
        spec = CONTENT / "reference/chart-gallery/bar-01-simple.vl.json"
        runner.path("spec.json").write_bytes(spec.read_bytes())
        runner.path("page.md").write_text("# Title\n", encoding="utf-8")
    elif name(page) == "how-to/ci.md":
        assert runner.shell("assay init .")[0] == 0
    elif name(page) == "how-to/warehouse.md":
        client = runner.programs / "psql"
        client.write_text(WAREHOUSE, encoding="utf-8")
        client.chmod(0o755)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_example_of_a_page_is_right(tool, tmp_path, page):
    runner = Runner(tool, tmp_path, start(page), name(page))
    prepare(runner, page)
    for block in blocks(page):
        runner.run(block)


def test_nearly_all_blocks_are_run():
    all_blocks = [b for p in PAGES for b in blocks(p) if b.line]
    skipped = [b for b in all_blocks if b.rest.startswith("not-run")]
    assert len(all_blocks) > 60
    assert len(skipped) <= len(all_blocks) / 8, [b.info for b in skipped]


def test_output_that_differs_is_noticed():
    assert matches("12 written; 9 rules run; 80 ms", "12 written; … rules run; … ms")
    assert matches("a\nb\nc\nd", "a\n…\nd")
    assert matches("a\nd", "a\n…\nd")
    assert not matches("12 written; 9 rules run", "11 written; … rules run")
    assert not matches("a\nb", "a")


@pytest.mark.parametrize("info, text, why", [
    ("", "words\n", "no test runs it"),
    ("yaml", "title: x\n", "no test runs it"),
    ("text not-run", "x\n", "why it is not run"),
    ("markdown page", "`{sql} select shares from eu_share`\n", "UnknownColumn"),
    ("markdown wrong", "All is well.\n", "it is no error"),
    ("yaml Content/site.yaml", "titel: x\n", "UnknownKey"),
    ("mustache template", "{{page.titel}}\n", "page.title"),
    ("console", "$ assay tables\nnothing\n", "eu_share"),
    ("console", "$ assay nonesuch\n", "nonesuch"),
    ("text mistake", "Content/index.md:2:1: error: x [Y]\n  titel: Minerals desk\n  ^^^^^\n", "UnknownKey"),
    ("text mistake", "Content/index.md:2:1: error: x [Y]\n  name: Rivers\n  ^^^^\n", "line 2"),
    ("sh", "false\n", "```sh"),
])
def test_a_wrong_example_is_noticed(tool, tmp_path, info, text, why):
    runner = Runner(tool, tmp_path, MINERALS, "page.md")
    with pytest.raises(AssertionError, match=re.escape(why)):
        runner.run(Block("", info, text, 1))


# Tables whose rows are examples


def rows(page: Path, *heads: str) -> list[list[str]]:
    """The rows of all tables of a page with these heads."""
    found, taking = [], False
    for line in page.read_text("utf-8").split("\n"):
        cells = [c.strip() for c in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        if not line.startswith("|"):
            taking = False
        elif [c.split(" ")[0] for c in cells] == list(heads) or cells == list(heads):
            taking = True
        elif taking and not set(line) <= set("|-: "):
            found.append(cells)
    return found


def code(cell: str) -> list[str]:
    return [(double or single).strip() for double, single in re.findall(r"``(.+?)``|`([^`]+)`", cell)]


def printed_paragraphs(runner: Runner, sources: list[str]) -> list[str]:
    """What each source prints as a paragraph of a page."""
    body = "\n\n".join(f"<{n}> {source} </{n}>" for n, source in enumerate(sources))
    runner.path(EXAMPLE).write_text(
        f"---\ntitle: Example\nas_of: 2026-02-05\n---\n\n{body}\n", encoding="utf-8")
    status, said = runner.build("build", "--quiet")
    assert status == 0, said
    html = (runner.folder / "Output/briefings/example/index.html").read_text("utf-8")
    text = re.sub(r"<[^>]+>", "", html).replace("\u202f", " ").replace("\xa0", " ")
    return [re.search(rf"&lt;{n}&gt; (.*?) &lt;/{n}&gt;", text)[1] for n in range(len(sources))]


AUTHORING = CONTENT / "reference" / "authoring.md"


def test_what_the_tables_say_is_printed_is_printed(tool, tmp_path):
    examples = [(code(written)[0], prints) for written, prints in rows(AUTHORING, "written", "prints")]
    for pattern, value, prints in rows(AUTHORING, "number pattern", "of", "prints"):
        examples.append((f"`{{sql {code(pattern)[0]}}} select {value}`", prints))
    for written, prints in rows(AUTHORING, "date pattern", "prints"):
        value = "2026-02-05" if " of " not in written else code(written)[1]
        examples.append((f"`{{sql {code(written)[0]}}} select '{value}'`", prints))
    assert len(examples) >= 20
    runner = Runner(tool, tmp_path, MINERALS, "authoring")
    runner.path("Content/claims.md").write_text("---\ntitle: Claims\n---\n\n```claims\n```\n")
    printed = printed_paragraphs(runner, [e[0] for e in examples])
    wrong = [
        (written, prints, result) for (written, prints), result in zip(examples, printed)
        # An explanation may follow, and the number of a source depends on the page.
        if not re.fullmatch(re.escape(result) + r"(?:[:,;] .*)?", prints.replace(" [", "["))
    ]
    assert wrong == []


REFUSED = {
    "anything": ["delete from material", "pragma table_info('material')", "attach 'x' as y"],
    "more": [],  # Takes 300 million steps, or a hundred thousand rows: DatabaseTests has them.
    "a": ["select 1 from nonesuch", "select nonesuch from material", "select nonesuch(1)"],
}


def test_what_is_said_to_be_refused_is_refused(tool, tmp_path):
    runner = Runner(tool, tmp_path, MINERALS, "authoring")
    seen = set()
    for written, error in rows(AUTHORING, "written", "error"):
        queries = REFUSED.get(written.split(" ")[0])
        if queries is None:
            queries = [q if " " in q else f"select {q}" if "material" not in q
                       else f"select * from {q}" for q in code(written) if q != "--clock"]
        date = "" if ":as_of" in written else "as_of: 2026-02-05\n"
        for query in queries:
            runner.path(EXAMPLE).write_text(
                f"---\ntitle: Example\n{date}---\n\n`{{sql}} {query}`\n", encoding="utf-8")
            status, said = runner.build("build", "--quiet")
            assert status == 1 and any(f"[{e}]" in said for e in code(error)), (query, error, said)
            seen |= set(re.findall(r"\[([A-Z]\w+)\]", said))
    assert len(seen) >= 8


# Continuous integration


RECIPES = [b for b in blocks(CONTENT / "how-to" / "ci.md") if b.word == "yaml"]


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
    runner = Runner(tool, tmp_path, None, "ci")
    root = runner.folder
    assert runner.shell("assay init .")[0] == 0
    for line in commands(yaml.safe_load(recipe.text)):
        status, printed = runner.shell(line)
        assert status == 0, f"{line}\n{printed}"
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
    for page in [*WRITTEN, README]:
        for block in blocks(page):
            if block.word in ("sh", "console"):
                lines |= set(re.findall(r"^(?:\$ )?(assay [^>\n]*)", block.text, re.MULTILINE))
    assert len(lines) > 15
    assert [line for line in sorted(lines) if not accepted(tool, line)] == []
    assert not accepted(tool, "assay build --strikt")


# What templates may print


TEMPLATES = CONTENT / "reference" / "templates.md"


def test_every_name_in_the_table_of_the_context_is_known(tool, tmp_path):
    """And one that is not in it is refused, so that the test can fail."""
    runner = Runner(tool, tmp_path, MINERALS, "templates")
    names = [n for cells in rows(TEMPLATES, "name", "what it is") for n in code(cells[0]) if n != "assets.NAME"]
    assert len(names) > 40
    runner.path("Templates/page.mustache").write_text(
        "".join(f"{{{{#{n}}}}}{{{{/{n}}}}}\n" for n in names) + "Text.\n", encoding="utf-8")
    runner.path("Content/note.md").write_text("---\ntitle: A note\n---\n\nText.\n", encoding="utf-8")
    (runner.folder / "Templates").joinpath("briefing.mustache").unlink()
    for other in ("home", "section", "tag", "tags", "not-found", "material"):
        file = runner.folder / "Templates" / f"{other}.mustache"
        file.write_text("{{> page}}\n", encoding="utf-8")
    status, said = runner.build("build", "--quiet")
    assert status == 0, said
    with runner.path("Templates/page.mustache").open("a") as file:
        file.write("{{#page.titel}}{{/page.titel}}\n")
    status, said = runner.build("build", "--quiet")
    assert status == 1 and "UnknownTemplateVariable" in said, said


# The reference of commands


COMMAND_LINE = CONTENT / "reference" / "command-line.md"


def undocumented(tool, text: str) -> list[str]:
    """Commands without a heading, and options that neither it nor the common table names."""
    def helped(*words: str) -> str:
        return subprocess.run([tool.path, "help", *words], capture_output=True, text=True).stdout

    commands = re.findall(r"^  ([a-z]+) ", helped().partition("SUBCOMMANDS:")[2], re.MULTILINE)
    assert len(commands) >= 15
    sections = re.split(r"^## ", text, flags=re.MULTILINE)
    common = next(s for s in sections if s.startswith("Options of all commands"))
    missing = []
    for command in commands:
        own = [s for s in sections if f"`assay {command}" in s.split("\n")[0]]
        if not own:
            missing.append(command)
            continue
        shared = common if f"`{command}`" in common.split("|")[0] else ""
        options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", helped(command), re.MULTILINE))
        missing += [
            f"{command} {option}" for option in sorted(options - {"--version", "--help"})
            if not re.search(rf"{option}(?![\w-])", own[0] + shared)
        ]
    return missing


def test_every_command_and_option_is_in_the_reference(tool):
    text = COMMAND_LINE.read_text("utf-8")
    assert undocumented(tool, text) == []
    assert undocumented(tool, text.replace("`--paranoid`", "")) == ["build --paranoid"]


# The reference of keys


def known_keys(runner: Runner) -> set[str]:
    """The keys that the tool says are known, after a mistake in one."""
    status, said = runner.build("build", "--quiet", "--strict")
    assert status == 1, said
    return {key for line in re.findall(r"known here: (.*)", said) for key in line.split(", ")}


def section(text: str, heading: str) -> str:
    return re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)[1]


@pytest.mark.parametrize("heading, heads, path, old, new", [
    ("Settings: `site.yaml`", ("key", "is", "default"), "Content/site.yaml", "title:", "zzzzzz: 1\ntitle:"),
    ("Pages", ("key", "is"), "Content/index.md", "title:", "zzzzzz: 1\ntitle:"),
    ("Data", ("property", "of", "means"), "Content/data/datapackage.yaml",
     "assay: {", "assay: {zzzzzz: 1, "),
    ("Tables", ("key", "is"), "Content/briefings/cap.md", "caption:", "zzzzzz: 1\ncaption:"),
], ids=["settings", "front-matter", "data-package", "tables"])
def test_the_keys_in_a_table_are_those_the_tool_knows(tool, tmp_path, heading, heads, path, old, new):
    runner = Runner(tool, tmp_path, MINERALS, "authoring")
    file = runner.path(path)
    file.write_text(re.sub(re.escape(old), new, file.read_text("utf-8"), 0 if "{" in old else 1))
    part = tmp_path / "part.md"
    part.write_text(section(AUTHORING.read_text("utf-8"), heading), encoding="utf-8")
    documented = {key for cells in rows(part, *heads) for key in code(cells[0])}
    assert documented == known_keys(runner)


def test_the_table_of_modules_is_the_one_that_the_layering_is_held_to():
    table = (REPOSITORY / "Tests/LayeringTests/LayerTable.swift").read_text("utf-8")
    held = {
        name: {m for m in re.findall(r'"(\w+)"', imports) if not re.match(r"C[A-Z]", m)}
        for name, imports in re.findall(r'Module\(\s*"(\w+)",\s*\[([^\]]*)\]', table)
    }
    architecture = CONTENT / "developers" / "architecture.md"
    shown = {
        code(module)[0]: set(ours.split(", ")) - {""}
        for module, ours, _ in rows(architecture, "module", "imports of ours", "and of others")
    }
    assert len(shown) > 10 and shown == held
