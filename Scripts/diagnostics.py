#!/usr/bin/env python3
"""Makes the manual's page of diagnostics from those in Sources and from Documentation/diagnostics.yaml.

With --check it writes nothing and exits with 1 if the page is stale, an identifier of the code has
no entry, or an entry has no identifier in the code.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).resolve().parents[1]
DATA = REPOSITORY / "Documentation" / "diagnostics.yaml"
PAGE = REPOSITORY / "Documentation" / "Content" / "reference" / "diagnostics.md"

AREAS = {
    "SiteModel": "Pages and settings",
    "SiteBuild": "Pages and settings",
    "Markup": "Text",
    "Tables": "Data",
    "Database": "Queries",
    "Ledger": "Ledger",
    "Templating": "Templates",
    "Charting": "Charts",
    "Commands": "External links",
}
SEVERITIES = ("error", "warning", "note")


@dataclass
class Found:
    """What the code says of one identifier."""

    area: str
    severities: set[str] = field(default_factory=set)
    messages: list[str] = field(default_factory=list)


def literal(text: str, start: int) -> tuple[str, int]:
    """The string literal at a position, what is computed written as …, and where it ends."""
    position, result = start + 1, ""
    while text[position] != '"':
        if text.startswith("\\(", position):
            depth, position = 1, position + 2
            while depth:
                if text[position] == '"':
                    position = literal(text, position)[1]
                    continue
                depth += {"(": 1, ")": -1}.get(text[position], 0)
                position += 1
            result += "…"
        elif text[position] == "\\":
            result += {"n": " ", "t": " "}.get(text[position + 1], text[position + 1])
            position += 2
        else:
            result += text[position]
            position += 1
    return result, position + 1


def arguments(text: str, start: int) -> list[str]:
    """The arguments of the call whose bracket opens before a position."""
    depth, position, begin, result = 1, start, start, []
    while True:
        sign = text[position]
        if sign == '"':
            position = literal(text, position)[1]
            continue
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
            if depth == 0:
                return result + [text[begin:position].strip()]
        elif sign == "," and depth == 1:
            result.append(text[begin:position].strip())
            begin = position + 1
        position += 1


def sentences(argument: str) -> list[str]:
    """The texts that an argument can be: parts added up are one, branches are several."""
    parts: list[tuple[str, str]] = []
    position, between = 0, ""
    while position < len(argument):
        if argument[position] == '"':
            text, position = literal(argument, position)
            parts.append((between.strip(), text))
            between = ""
        elif argument[position] == "(" and parts:
            inner = arguments(argument, position + 1)
            position += 1 + sum(map(len, inner)) + 1
            between += "…"
        else:
            between += argument[position]
            position += 1
    result: list[str] = []
    for before, text in parts:
        if result and "+" in before and ":" not in before and "?" not in before:
            result[-1] += ("…" if len(before.replace("+", "").strip()) > 0 else "") + text
        else:
            result.append(text)
    return [re.sub(r"…+", "…", text) for text in result]


def unlabelled(argument: str) -> bool:
    return not re.match(r"[A-Za-z_]+:\s", argument)


def found_in_code() -> dict[str, Found]:
    found: dict[str, Found] = {}

    def add(path: Path, severity: str | None, identifier: str, messages: list[str]) -> None:
        area = AREAS.get(path.relative_to(REPOSITORY / "Sources").parts[0])
        if area is None:
            area = "Other"
        entry = found.setdefault(identifier, Found(area))
        entry.severities |= {severity} if severity in SEVERITIES else set()
        entry.messages += [m for m in messages if m not in entry.messages and m != "…"]

    sources = sorted((REPOSITORY / "Sources").rglob("*.swift"))
    for path in sources:
        text = path.read_text(encoding="utf-8")
        # A sentence about an author's mistake: Diagnostic(.error, "Identifier", …, "text", …).
        for match in re.finditer(r"\bDiagnostic\(", text):
            given = arguments(text, match.end())
            if len(given) < 3 or not re.fullmatch(r'"[A-Z][A-Za-z0-9]+"', given[1]):
                continue
            summary = [a for a in given[2:] if unlabelled(a)]
            add(path, given[0].removeprefix("."), given[1].strip('"'),
                [s for a in summary[:1] for s in sentences(a)])
        # Problems that become diagnostics later: Problem(identifier: "Identifier", summary: …).
        for match in re.finditer(r'\bidentifier: "([A-Z][A-Za-z0-9]+)"', text):
            rest = arguments(text, match.end())
            add(path, "error", match[1],
                [s for a in rest if a.startswith("summary:") for s in sentences(a[8:])])
        for match in re.finditer(r'\bfail\("([A-Z][A-Za-z0-9]+)"', text):
            add(path, "error", match[1], [])
        # The checks whose severity a site sets: case name = "Identifier".
        for check in re.finditer(r"enum \w*Check: String[^{]*{(.*?)\n}", text, re.DOTALL):
            default = re.search(r"default: \.(\w+)", check[1])
            severity = {
                name: branch[2]
                for branch in re.finditer(r"case ((?:\.\w+(?:,\s*)?)+): \.(\w+)", check[1])
                for name in re.findall(r"\.(\w+)", branch[1])
            }
            for case in re.finditer(r'case (\w+) = "([A-Z]\w+)"', check[1]):
                add(path, severity.get(case[1], default[1] if default else "warning"), case[2], [])
    # What a function of the code places: diagnostic(.note, "Identifier", …); its sentence is elsewhere.
    for path in sources:
        for match in re.finditer(
            r'\bdiagnostic\(\s*\.(\w+), "([A-Z]\w+)"', path.read_text(encoding="utf-8")
        ):
            if match[2] not in found:
                add(path, match[1], match[2], [])
    return found


def entries() -> dict[str, dict]:
    return yaml.safe_load(DATA.read_text(encoding="utf-8"))


def fenced(text: str, word: str = "") -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{word}\n{text.rstrip()}\n{fence}\n"


def shown(entry: dict) -> str:
    """The example as the page prints it."""
    parts: list[str] = []
    if "page" in entry:
        parts.append("On a page:\n\n" + fenced(entry["page"], "markdown"))
    if "chart" in entry:
        spec = "title: Levels\ndescription: Some bars.\ndata: {name: months}\n" + entry["chart"]
        parts.append("In a chart:\n\n" + fenced(spec, "yaml"))
    for key, name in (("package", "Content/data/datapackage.yaml"), ("csv", "Content/data/fill.csv")):
        if key in entry:
            old, new = (text.replace("\0", "\N{SYMBOL FOR NULL}") for text in entry[key])
            lines = ["-" + line for line in old.splitlines()]
            lines += ["+" + line for line in new.splitlines()]
            parts.append(f"In `{name}`:\n\n" + fenced("\n".join(lines), "diff"))
    for path, text in entry.get("files", {}).items():
        if text is None:
            parts.append(f"Without the file `{path}`.\n")
        elif text == "":
            parts.append(f"An empty file `{path}`.\n")
        else:
            parts.append(f"`{path}`:\n\n" + fenced(text, "text"))
    if "show" in entry:
        parts.append(fenced(entry["show"], "text"))
    return "\n".join(parts)


def page(found: dict[str, Found], entries: dict[str, dict]) -> str:
    text = [
        "---\ntitle: Diagnostics\nsummary: Every message, with an example and its fix.\n---\n",
        "Every message about a site ends in its identifier in brackets. This page has each of them,"
        " with an example that brings it about and what to do. It is made by"
        " `Scripts/diagnostics.py` from the sources and `diagnostics.yaml`; the examples are run by"
        " the tests on the site that `assay init` makes. `…` stands for what the message names.\n",
        "An error stops the publication and gives the exit code 1. A warning does so with"
        " `--strict`. A note never does.\n",
    ]
    areas: dict[str, list[str]] = {}
    for identifier in sorted(entries):
        if identifier in found:
            areas.setdefault(found[identifier].area, []).append(identifier)
    for area in sorted(areas):
        text.append(f"## {area}\n")
        for identifier in areas[area]:
            entry, code = entries[identifier], found[identifier]
            messages = [entry["message"]] if "message" in entry else code.messages
            severities = [s for s in SEVERITIES if s in code.severities] or ["error"]
            text.append(f"### {identifier}\n")
            text.append(f"*{' or '.join(severities).capitalize()}.* {entry['means']}\n")
            text.append(fenced("\n".join(messages), "text"))
            text.append(shown(entry))
            text.append(f"*To do:* {entry['fix']}\n")
    return "\n".join(part.rstrip("\n") + "\n" for part in text)


def mistakes(found: dict[str, Found], entries: dict[str, dict]) -> list[str]:
    result = [f"{name}: in the code, without an entry in {DATA.name}" for name in found.keys() - entries]
    result += [f"{name}: in {DATA.name}, not in the code" for name in entries.keys() - found]
    for name in entries.keys() & found.keys():
        entry = entries[name]
        if not found[name].messages and "message" not in entry:
            result.append(f"{name}: the code shows no message, and the entry has none")
        if not entry.get("means") or not entry.get("fix"):
            result.append(f"{name}: it needs 'means' and 'fix'")
        if not entry.keys() & {"page", "chart", "package", "csv", "files", "show"}:
            result.append(f"{name}: it has no example")
        if "show" in entry and not entry.get("why"):
            result.append(f"{name}: it does not say why its example is not run")
    return sorted(result)


def main() -> int:
    found, known = found_in_code(), entries()
    wrong = mistakes(found, known)
    for line in wrong:
        print(line, file=sys.stderr)
    made = page(found, known)
    if "--check" in sys.argv:
        stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != made
        if stale:
            print(f"{PAGE.name} is stale: run Scripts/diagnostics.py", file=sys.stderr)
        return 1 if wrong or stale else 0
    PAGE.write_text(made, encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
