"""Starts `assay preview` on a site of a test's own, and looks at what it serves."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from conftest import Tool

TEMPLATE = """<!doctype html>
<html lang="{{site.language}}"><head><title>{{page.title}}</title>
<link rel="stylesheet" href="{{assets.site_css}}"></head>
<body><h1>{{page.title}}</h1>{{{page.body}}}
<p style="height: 3000px">Long.</p><p id="foot">Foot.</p></body></html>
"""


def make_site(root: Path, pages: int = 6) -> Path:
    """A small site with a stylesheet, whose pages are longer than a window."""
    (root / "Content" / "notes").mkdir(parents=True)
    (root / "Templates" / "assets").mkdir(parents=True)
    (root / "Templates" / "assets" / "site.css").write_text("h1 { color: rgb(1, 2, 3) }\n")
    for name in ("home", "section", "page", "not-found"):
        (root / "Templates" / f"{name}.mustache").write_text(TEMPLATE)
    (root / "Content" / "site.yaml").write_text("title: Small\nbase_url: https://small.example\n")
    (root / "Content" / "index.md").write_text("---\ntitle: Home\n---\n\nHello.\n")
    (root / "Content" / "notes" / "index.md").write_text("---\ntitle: Notes\n---\n\nAll.\n")
    for number in range(pages):
        write_note(root, number, 0)
    return root


def note(number: int, revision: int | str) -> str:
    return f"---\ntitle: Note {number}\n---\n\nRevision {revision} of {number}.\n"


def write_note(root: Path, number: int, revision: int | str) -> None:
    (root / "Content" / "notes" / f"n{number}.md").write_text(note(number, revision))


def wait_for(what: str, condition: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.01)


@dataclass
class Preview:
    process: subprocess.Popen
    root: Path
    port: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def get(self, path: str, method: str = "GET", host: str | None = None, **headers: str):
        """Status, headers and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"localhost:{self.port}")
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, response.headers, body

    def text(self, path: str) -> str:
        return self.get(path)[2].decode("utf-8")

    def wait_for_text(self, path: str, text: str, seconds: float = 20) -> None:
        wait_for(f"{text!r} at {path}", lambda: text in self.text(path), seconds)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def said(self, text: str) -> bool:
        return any(text in line for line in self.lines)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(timeout=30)


@contextmanager
def previewing(tool: Tool, root: Path, *flags: str, waits: bool = True) -> Iterator[Preview]:
    """A preview on a free port; it is stopped at the end, and must end well."""
    if not any(flag == "--port" for flag in flags):
        flags = (*flags, "--port", "0")
    process = subprocess.Popen(
        [tool.path, "preview", "--root", root, *flags],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True, cwd=root, env={**os.environ, "NO_COLOR": "1"},
    )
    preview = Preview(process, root)

    def read() -> None:
        for line in process.stderr:
            preview.lines.append(line.rstrip("\n"))
            if found := re.search(r"serving http://\S+?:(\d+)/", line):
                preview.port = int(found[1])

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        if waits:
            wait_for("the preview", lambda: preview.port or process.poll() is not None, 120)
            assert preview.port, "\n".join(preview.lines)
        yield preview
        code = preview.stop()
        reader.join(timeout=10)
        assert code == 0, "\n".join(preview.lines)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
