"""A small site of many plain pages, quick to build and to edit."""

from __future__ import annotations

import random
from pathlib import Path

TEMPLATE = """<!doctype html>
<html lang="{{site.language}}"><head><title>{{page.title}}</title></head>
<body><h1>{{page.title}}</h1>{{{page.body}}}
<ul>{{#section.pages}}<li><a href="{{url}}">{{title}}</a></li>{{/section.pages}}</ul></body></html>
"""


def page(number: int, revision: int) -> str:
    words = random.Random(number * 1000 + revision).choices("ore metal oxide alloy mine".split(), k=200)
    return f"---\ntitle: Page {number}, revision {revision}\n---\n\n## Part\n\n{' '.join(words)}\n"


def make(root: Path, pages: int = 80) -> Path:
    (root / "Content" / "notes").mkdir(parents=True)
    (root / "Templates").mkdir()
    (root / "Content" / "site.yaml").write_text("title: Small\nbase_url: https://small.example\n")
    (root / "Content" / "index.md").write_text("---\ntitle: Home\n---\n\nHello.\n")
    (root / "Content" / "notes" / "index.md").write_text("---\ntitle: Notes\n---\n\nAll notes.\n")
    for name in ("home", "section", "page"):
        (root / "Templates" / f"{name}.mustache").write_text(TEMPLATE)
    for number in range(pages):
        (root / "Content" / "notes" / f"n{number}.md").write_text(page(number, 0))
    return root


def edit(root: Path, chance: random.Random, revision: int) -> None:
    """One to ten pages get another text; now and then one comes or goes."""
    files = sorted((root / "Content" / "notes").glob("n*.md"))
    for file in chance.sample(files, chance.randint(1, 10)):
        file.write_text(page(int(file.stem[1:]), revision))
    if chance.random() < 0.3:
        chance.choice(files).unlink()
    if chance.random() < 0.3:
        number = 1000 + revision
        (root / "Content" / "notes" / f"n{number}.md").write_text(page(number, revision))
    if chance.random() < 0.2:
        template = root / "Templates" / "page.mustache"
        template.write_text(TEMPLATE + f"<!-- revision {revision} -->\n")
