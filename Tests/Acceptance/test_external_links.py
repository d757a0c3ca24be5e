"""`assay check --external-links`, with a server of the test's own on loopback and no other host."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest


class Answers(BaseHTTPRequestHandler):
    """Each path says what it does; what was asked is counted."""

    def answer(self):
        server = self.server
        with server.lock:
            server.asked[(self.command, self.path)] += 1
            server.running += 1
            server.most = max(server.most, server.running)
            times = server.asked[("GET", self.path)] + server.asked[("HEAD", self.path)]
        try:
            time.sleep(0.05)
            name = self.path.strip("/").split("/")[0]
            if name == "moved":
                self.send_response(301)
                self.send_header("Location", "/good")
            elif name == "loop":
                self.send_response(302)
                self.send_header("Location", "/loop")
            elif name == "file":
                self.send_response(302)
                self.send_header("Location", "file:///etc/hostname")
            elif name == "gone":
                self.send_response(404)
            elif name == "no-head" and self.command == "HEAD":
                self.send_response(405)
            elif name == "busy" and times < 3:
                self.send_response(503)
                self.send_header("Retry-After", "1")
            elif name == "down":
                self.send_response(500)
            elif name == "slow":
                time.sleep(3)
                self.send_response(200)
            elif name == "huge":
                self.send_response(200 if self.command == "GET" else 405)
                self.send_header("Content-Length", "50000000")
                self.end_headers()
                return
            else:
                self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()
        except OSError:
            pass  # The client would not wait.
        finally:
            with server.lock:
                server.running -= 1

    do_GET = do_HEAD = answer

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.lock, server.asked, server.running, server.most = threading.Lock(), Counter(), 0, 0
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.address = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def starter(tool, tmp_path) -> Path:
    root = tmp_path / "site"
    subprocess.run([tool.path, "init", root], check=True, capture_output=True)
    return root


def write(root: Path, *addresses: str) -> None:
    lines = [f"See [page {n}]({address})." for n, address in enumerate(addresses)]
    page = root / "Content" / "links.md"
    page.write_text("---\ntitle: Links\n---\n\n" + "\n".join(lines) + "\n", encoding="utf-8")


def check(tool, root: Path, *options: str, **environment: str):
    result = subprocess.run(
        [tool.path, "check", "--root", root, "--external-links", "--format", "json",
         "--link-retries", "0", *options],
        capture_output=True, text=True, encoding="utf-8", timeout=120,
        env={**os.environ, "no_proxy": "*", **environment},
    )
    found = json.loads(result.stdout) if result.stdout else None
    return result, found


def test_dead_moved_and_unreachable_links_are_told_at_their_places(tool, starter, server):
    to = server.address
    write(starter, f"{to}/good", f"{to}/gone", f"{to}/moved#part", f"{to}/down", f"{to}/loop",
          f"{to}/file", f"{to}/no-head", f"{to}/huge")
    source = starter / "Content" / "data" / "source.csv"
    source.write_text(source.read_text().replace("reservoirs,,", f"reservoirs,{to}/gone/too,"))

    result, found = check(tool, starter)

    assert result.returncode == 1
    places = {(d["path"], d["line"], d["identifier"], d["severity"]) for d in found}
    page, table = "Content/links.md", "Content/data/source.csv"
    assert places == {
        (page, 6, "DeadLink", "error"),
        (page, 7, "MovedLink", "note"),
        (page, 8, "UnreachableLink", "warning"),
        (page, 9, "UnreachableLink", "warning"),
        (page, 10, "UnreachableLink", "warning"),
        (table, 2, "DeadLink", "error"),
    }
    [moved] = [d for d in found if d["identifier"] == "MovedLink"]
    assert moved["summary"] == f"'{to}/moved#part' leads on to '{to}/good'"
    assert [d["summary"] for d in found if d["line"] in (6, 8, 9, 10)] == [
        f"'{to}/gone' is not there: the server answers 404",
        f"'{to}/down' could not be checked: the server answers 500",
        f"'{to}/loop' could not be checked: it redirects without end",
        f"'{to}/file' could not be checked: it redirects to what is no web address",
    ]
    [cell] = [d for d in found if d["path"] == table]
    line = source.read_text().split("\n")[1]
    assert line[cell["column"] - 1 : cell["endColumn"] - 1] == f"{to}/gone/too"
    assert server.asked[("GET", "/good")] == 0, "a good answer to HEAD needs no GET"
    assert not (starter / "Output").exists()


def test_good_answers_are_kept_and_offline_asks_nobody(tool, starter, server):
    write(starter, f"{server.address}/good", f"{server.address}/moved", f"{server.address}/gone")
    first, found = check(tool, starter)
    assert "external links: 3 asked, 0 from the cache" in first.stderr
    asked = Counter(server.asked)

    second, again = check(tool, starter)
    assert again == found
    assert "1 asked, 2 from the cache" in second.stderr, "a dead link is asked again"
    assert server.asked[("HEAD", "/good")] == asked[("HEAD", "/good")]

    _, aged = check(tool, starter, "--link-max-age", "0")
    assert aged == found
    assert server.asked[("HEAD", "/good")] > asked[("HEAD", "/good")]

    before = Counter(server.asked)
    write(starter, f"{server.address}/gone", f"{server.address}/new")
    offline, known = check(tool, starter, "--offline", ASSAY_CURL="/nonexistent/curl")
    assert [d["identifier"] for d in known] == ["DeadLink"]
    assert "0 asked, 1 from the cache, 1 not in the cache and not checked" in offline.stderr
    assert server.asked == before


def test_what_may_pass_is_tried_again(tool, starter, server):
    write(starter, f"{server.address}/busy")
    result, found = check(tool, starter, "--link-retries", "2")
    assert (result.returncode, found) == (0, []), result.stderr
    assert server.asked[("HEAD", "/busy")] + server.asked[("GET", "/busy")] == 3


def test_a_slow_server_is_not_waited_for(tool, starter, server):
    write(starter, f"{server.address}/slow")
    start = time.monotonic()
    result, found = check(tool, starter, "--link-timeout", "1")
    assert [d["identifier"] for d in found] == ["UnreachableLink"]
    assert "does not answer in time" in found[0]["summary"]
    assert time.monotonic() - start < 60
    assert result.returncode == 0


def test_no_more_than_so_many_of_one_host_are_asked_at_once(tool, starter, server):
    write(starter, *(f"{server.address}/good/{n}" for n in range(12)))
    result, found = check(tool, starter, "--link-per-host", "3")
    assert (result.returncode, found) == (0, [])
    assert 1 < server.most <= 3
    assert sum(server.asked.values()) == 12


def test_an_address_cannot_write_into_the_configuration_of_curl(tool, starter, server, tmp_path):
    victim = tmp_path / "victim"
    write(starter, f'<{server.address}/a"%0Aoutput={victim}>', f"<{server.address}/b\\\">")
    check(tool, starter)
    assert not victim.exists()


def test_without_curl_there_is_a_clear_error(tool, starter, server):
    write(starter, f"{server.address}/good")
    result, _ = check(tool, starter, PATH="/nonexistent")
    assert result.returncode == 70
    assert "needs curl" in result.stderr


def test_a_plain_check_asks_nobody_and_keeps_nothing(tool, starter, server):
    write(starter, f"{server.address}/gone")
    result = subprocess.run([tool.path, "check", "--root", starter], capture_output=True)
    assert result.returncode == 0
    assert not server.asked
    assert not (starter / ".assay").exists()


def test_the_settings_say_how_much_a_link_matters_and_pass_over_addresses(tool, starter, server):
    to = server.address
    write(starter, f"{to}/gone", f"{to}/gone/by/rule", f"{to}/moved", f"{to}/down")
    settings = starter / "Content" / "site.yaml"
    settings.write_text(
        settings.read_text()
        + "checks:\n  MovedLink: off\n  UnreachableLink: note\n"
        + f"  DeadLink: {{severity: warning, except: ['{to}/gone/**']}}\n"
    )
    result, found = check(tool, starter)
    assert result.returncode == 0
    assert [(d["line"], d["identifier"], d["severity"]) for d in found] == [
        (5, "DeadLink", "warning"), (8, "UnreachableLink", "note"),
    ]
    settings.write_text(settings.read_text().replace("UnreachableLink: note", "UnreachableLink: error"))
    result, found = check(tool, starter)
    assert result.returncode == 1
    assert [d["severity"] for d in found] == ["warning", "error"]
