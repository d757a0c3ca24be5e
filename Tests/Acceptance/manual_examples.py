"""Runs the examples of the manual, page by page, in the order in which they stand.

Pages for learners begin in an empty folder, the reference in the site `minerals` beside this file.
What is done with a fenced block is said by the words after its language, or by the text before it:

    ```console                    each line after `$ ` is run, and what it prints is compared, but
                                  for blocks of commands alone; `…` stands for anything
    ```sh                         is run
    ```yaml Content/site.yaml     is written to that file (a package's resources take the place of
                                  those with the same names); with + before the path it is added
    ```yaml front-matter PATH     is added to the front matter of a page
    ```yaml fields RESOURCE       fields that take the place of those with the same names
    ```markdown page              is added to the page Content/briefings/example.md
    ```markdown wrong [PATH]      likewise, or is written to that file, for once; must be an error
    ```mustache template          is the template of a page
    ```text output                is what the block before it made the tool say
    ```json diagnostics           likewise, as JSON
    ```text mistake               a diagnostic: its line is changed to what it shows, and the tool
                                  must say just that
    ```json schema PATH           fits that schema
    ```text not-run WHY           is not run, because

"Write `path`:", "At the end of `path`, add:" and "In `path`, change `a` to `b`" do what they say.
Any other block is a failure, and so is a site that does not build without a warning afterwards.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import yaml
from conftest import REPOSITORY

DOCUMENTATION = REPOSITORY / "Documentation"
CONTENT = DOCUMENTATION / "Content"
MINERALS = Path(__file__).parent / "minerals"
EXAMPLE = "Content/briefings/example.md"
# By themselves the views, templates and tables of the small sites are not all used.
BUILD = ["build", "--strict", "--quiet"]


@dataclass
class Block:
    before: str
    """The text since the block before."""
    info: str
    text: str
    line: int

    @property
    def word(self) -> str:
        return self.info.split(" ")[0]

    @property
    def rest(self) -> str:
        return self.info.partition(" ")[2]


def blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    found, end = [], 0
    for match in re.finditer(r"^(`{3,})([^\n`]*)\n(.*?)^\1\n", text, re.DOTALL | re.MULTILINE):
        line = text.count("\n", 0, match.start()) + 1
        found.append(Block(text[end : match.start()], match[2].strip(), match[3], line))
        end = match.end()
    # What follows the last block may still say what to change.
    return [*found, Block(text[end:], "", "", 0)]


def matches(printed: str, expected: str) -> bool:
    """Whether what was printed is what the page says; `…` stands for anything."""
    pattern = re.escape(expected).replace("…", r"(?:.|\n)*?")
    # Lines of … may stand for no line.
    pattern = pattern.replace("\\\n(?:.|\\n)*?\\\n", r"\n(?:(?:.|\n)*?\n)?")
    return re.fullmatch(pattern, printed) is not None


def split_page(text: str) -> tuple[dict, str]:
    _, front, body = text.split("---\n", 2)
    return yaml.safe_load(front), body


def joined_page(front: dict, body: str) -> str:
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False)}---\n{body}"


class Runner:
    """Goes through the blocks of a page; `ran` counts those that did something."""

    def __init__(self, tool, tmp_path: Path, start: Path | None, where: str):
        self.where, self.ran, self.said = where, 0, ""
        self.top = tmp_path / "work"
        self.folder = self.top
        self.folder.mkdir()
        if start:
            for name in ("Content", "Templates"):
                source = start / name if (start / name).exists() else REPOSITORY / name
                shutil.copytree(source, self.folder / name)
        programs = tmp_path / "programs"
        programs.mkdir()
        (programs / "assay").symlink_to(tool.path)
        self.programs = programs
        self.environment = {
            **os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "NO_COLOR": "1",
        }

    def fail(self, block: Block, why: str):
        raise AssertionError(f"{self.where}:{block.line}: ```{block.info}: {why}\n{block.text}")

    def path(self, name: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        return file

    def shell(self, command: str) -> tuple[int, str]:
        result = subprocess.run(
            ["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            encoding="utf-8", timeout=300, cwd=self.folder, stdin=subprocess.DEVNULL,
            env=self.environment,
        )
        printed = "\n".join(line.rstrip() for line in result.stdout.rstrip().split("\n"))
        # A manual shows blanks that break no line as what they look like.
        return result.returncode, printed.replace("\N{NO-BREAK SPACE}", " ")

    def build(self, *words: str) -> tuple[int, str]:
        return self.shell("assay " + " ".join(words or BUILD))

    def must_build(self, block: Block):
        code, printed = self.build()
        if code != 0:
            self.fail(block, printed)

    # What blocks do

    def run(self, block: Block):
        for path, old, new in re.findall(r"[Ii]n\s`([^`]+)`,\s+change\s+`([^`]+)`\s+to\s+`([^`]+)`", block.before):
            text = self.path(path).read_text("utf-8")
            if text.count(old) != 1:
                self.fail(block, f"{path} has {text.count(old)} times {old}")
            self.path(path).write_text(text.replace(old, new), encoding="utf-8")
        if block.line == 0:
            return
        written = re.search(r"[Ww]rite\s+`([^`]+)`:\s*$", block.before)
        added = re.search(r"[Aa]t\s+the\s+end\s+of\s+`([^`]+)`,\s+add:\s*$", block.before)
        kind, _, argument = block.rest.partition(" ")
        if written:
            self.path(written[1]).write_text(block.text, encoding="utf-8")
        elif added:
            with self.path(added[1]).open("a", encoding="utf-8") as file:
                file.write(block.text)
        elif kind == "not-run":
            if len(argument.split()) < 2:
                self.fail(block, "it does not say why it is not run")
            return
        elif "/" in kind:
            self.write_file(kind, block)
        elif action := getattr(self, f"do_{(kind or block.word).replace('-', '_')}", None):
            action(block, argument)
        else:
            self.fail(block, "no test runs it")
        self.ran += 1

    def write_file(self, name: str, block: Block):
        file = self.path(name.removeprefix("+"))
        text = block.text
        if name.startswith("+"):
            text = file.read_text("utf-8") + text
        elif file.name == "datapackage.yaml":
            package, old = yaml.safe_load(text), yaml.safe_load(file.read_text("utf-8"))
            known = [r["name"] for r in package["resources"]]
            package["resources"] += [r for r in old["resources"] if r["name"] not in known]
            text = yaml.safe_dump(package, sort_keys=False)
        file.write_text(text, encoding="utf-8")
        self.must_build(block)

    def do_page(self, block: Block, _: str):
        with self.example().open("a", encoding="utf-8") as page:
            page.write("\n" + block.text)
        self.must_build(block)

    def example(self) -> Path:
        file = self.path(EXAMPLE)
        if not file.exists():
            file.write_text("---\ntitle: Example\nas_of: 2026-02-05\n---\n", encoding="utf-8")
        return file

    def do_wrong(self, block: Block, argument: str):
        file = self.path(argument) if argument else self.example()
        good = file.read_text("utf-8") if file.exists() else None
        file.write_text((good + "\n" if good else "") + block.text, encoding="utf-8")
        code, self.said = self.build()
        self.said_as_json = self.build("check", "--format", "json", "2>", "/dev/null")[1]
        file.unlink() if good is None else file.write_text(good, encoding="utf-8")
        if code != 1:
            self.fail(block, f"it is no error:\n{self.said}")

    def do_output(self, block: Block, _: str):
        if not matches(self.said, "…" + block.text.rstrip() + "…"):
            self.fail(block, self.said)

    def do_diagnostics(self, block: Block, _: str):
        if json.loads(self.said_as_json) != json.loads(block.text):
            self.fail(block, self.said_as_json)

    def do_mistake(self, block: Block, _: str):
        head, source, carets, *_ = block.text.split("\n")
        path, line = re.match(r"([^:]+):(\d+):", head).groups()
        start, end = carets.index("^"), len(carets)
        file = self.path(path)
        text = file.read_text("utf-8")
        lines = text.split("\n")
        before, after = source[2:start], source[end:]
        good = re.search(re.escape(before) + "(.*?)" + re.escape(after), lines[int(line) - 1])
        if not good:
            self.fail(block, f"line {line} of {path} is: {lines[int(line) - 1]}")
        whole = good.string
        lines[int(line) - 1] = whole[: good.start(1)] + source[start:end] + whole[good.end(1) :]
        file.write_text("\n".join(lines), encoding="utf-8")
        code, self.said = self.build("check")
        file.write_text(text, encoding="utf-8")
        if code != 1 or block.text.rstrip() not in self.said:
            self.fail(block, self.said)

    def do_front_matter(self, block: Block, argument: str):
        file = self.path(argument)
        front, body = split_page(file.read_text("utf-8"))
        file.write_text(joined_page({**front, **yaml.safe_load(block.text)}, body), encoding="utf-8")
        self.must_build(block)

    def do_fields(self, block: Block, argument: str):
        file = self.path("Content/data/datapackage.yaml")
        package = yaml.safe_load(file.read_text("utf-8"))
        resource = next(r for r in package["resources"] if r["name"] == argument)
        fields = {f["name"]: f for f in resource["schema"]["fields"]}
        new = {f["name"]: f for f in yaml.safe_load(block.text)}
        assert new.keys() <= fields.keys(), new
        resource["schema"]["fields"] = list({**fields, **new}.values())
        file.write_text(yaml.safe_dump(package, sort_keys=False), encoding="utf-8")
        self.must_build(block)

    def do_template(self, block: Block, _: str):
        # A piece of a template does not print what its page says.
        whole = "page.body" in block.text or "{{<" in block.text
        text = block.text if whole else block.text + "{{{page.body}}}\n"
        self.path("Templates/example.mustache").write_text(text, encoding="utf-8")
        self.path("Content/template-example.md").write_text(
            "---\ntitle: A\nsummary: Of a page\ntemplate: example\n---\n\nText.\n", encoding="utf-8")
        self.must_build(block)

    def do_schema(self, block: Block, argument: str):
        schema = json.loads((CONTENT / argument).read_text("utf-8"))
        jsonschema.Draft202012Validator(schema).validate(json.loads(block.text))

    def do_console(self, block: Block, _: str):
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            # A line that ends in a backslash goes on.
            while command.endswith("\\"):
                more, _, expected = expected.partition("\n")
                command += "\n" + more
            if command.startswith("cd "):
                self.folder = self.folder / command[3:]
                assert self.folder.is_dir()
                continue
            expected = expected.rstrip()
            fails = re.search(r"^\d+ errors?, \d+ warnings?$", expected, re.MULTILINE)
            if command.startswith("make "):
                command = f"make -C {REPOSITORY} -n {command[5:]} > /dev/null"
            code, self.said = self.shell(command)
            shown = any(not line.startswith("$ ") for line in block.text.split("\n") if line)
            if code != (1 if fails else 0) or shown and not matches(self.said, expected):
                self.fail(block, f"$ {command}\n{self.said}")

    def do_sh(self, block: Block, _: str):
        code, self.said = self.shell("set -e\n" + block.text)
        if code != 0:
            self.fail(block, self.said)
