"""Times the preview against Hugo's server: from saving a file to the new page.

usage: .venv/bin/python Tests/Benchmarks/preview.py TOOL [--pages 1000 10000] [--edits 15] [--check]

Both servers run side by side on the same Markdown (Scripts/bench.py makes it, and fetches Hugo) and
take turns, so that a slow spell of the machine hits both. Two times for each edit of one page's
text: until the server answers with the new page, which is asked for every two milliseconds; and
until a browser that shows the page has reloaded it and its text stands there. The second needs
Playwright and a browser (Scripts/install-test.sh); without them only the first is taken.

--check ends with 1 if a median is above 0.5 of Hugo's (at 1,000 pages) or 0.3 of it (at 10,000).
"""

import argparse
import contextlib
import http.client
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "Scripts"), str(ROOT / "Tests" / "Acceptance")]

import bench  # noqa: E402

GOALS = {1000: 0.5, 10000: 0.3}
PAUSE = 0.002
SETTLE = 0.7


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A running server, the site it watches, and what it took for the edits so far."""

    def __init__(self, name, content, pages, command):
        self.name, self.content, self.port = name, content, free_port()
        self.page = bench.Page(pages // 2)
        self.revision = 1
        self.served, self.shown = [], []
        self.process = subprocess.Popen(
            [str(part).replace("PORT", str(self.port)) for part in command],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )

    def text(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("GET", self.page.url, headers={"Host": f"localhost:{self.port}"})
            answer = connection.getresponse()
            return answer.read().decode("utf-8", "replace") if answer.status == 200 else ""
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()

    def has(self, revision):
        return f"Revision {revision}." in self.text()

    def wait(self, condition, seconds=300):
        end = time.monotonic() + seconds
        while not condition():
            if self.process.poll() is not None or time.monotonic() > end:
                sys.exit(f"{self.name} does not serve {self.page.url}")
            time.sleep(PAUSE)

    def edit(self):
        self.revision += 1
        bench.write_page(self.content, self.page.number, self.revision)
        return time.perf_counter()

    def serve_an_edit(self):
        start = self.edit()
        self.wait(lambda: self.has(self.revision))
        self.served.append(time.perf_counter() - start)

    def show_an_edit(self, tab):
        start = self.edit()
        tab.wait_for_function(
            f"document.body.innerText.includes('Revision {self.revision}.')", polling=PAUSE * 1000
        )
        self.shown.append(time.perf_counter() - start)

    def memory(self):
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0.0

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)


@contextlib.contextmanager
def a_browser():
    """A browser, or nothing where there is none."""
    try:
        import browser as system_browser
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("no Playwright here: the reload in a browser is not timed", file=sys.stderr)
        yield None
        return
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=system_browser.path(), args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


def measure(tool, hugo, pages, edits, folder, browser):
    ours, theirs = folder / "assay", folder / "hugo"
    shutil.copytree(bench.SITES / "site", ours)
    shutil.copytree(bench.SITES / "hugo", theirs)
    for content in (ours / "Content", theirs / "content"):
        for number in range(pages):
            bench.write_page(content, number, 1)
    (theirs / "content" / "briefings" / "_index.md").write_text("---\ntitle: Briefings\n---\n")
    servers = [
        Server("assay", ours / "Content", pages, [tool, "preview", "--root", ours, "--port", "PORT"]),
        Server("hugo", theirs / "content", pages, [hugo, "server", "--source", theirs, "--port", "PORT"]),
    ]
    try:
        for server in servers:
            server.wait(lambda server=server: server.has(1))
        time.sleep(2)
        for turn in range(edits):
            for server in servers if turn % 2 == 0 else servers[::-1]:
                server.serve_an_edit()
                time.sleep(SETTLE)
        if browser:
            tabs = [browser.new_page() for _ in servers]
            for server, tab in zip(servers, tabs):
                tab.goto(f"http://localhost:{server.port}{server.page.url}")
            time.sleep(2)
            for _ in range(edits):
                for server, tab in zip(servers, tabs):
                    tab.bring_to_front()
                    server.show_an_edit(tab)
                    time.sleep(SETTLE)
            for tab in tabs:
                tab.close()
        return report(pages, servers)
    finally:
        for server in servers:
            server.stop()


def report(pages, servers):
    """Prints the figures; gives the ratios of the medians."""
    print(f"{pages} pages, {len(servers[0].served)} edits each")
    print(f"{'':<10}{'assay':>22}{'hugo':>22}{'ratio':>8}")
    ratios = []
    for label, times in (("served", [s.served for s in servers]), ("shown", [s.shown for s in servers])):
        if not times[0]:
            continue
        cells = [
            f"{statistics.median(t) * 1e3:.0f} ms ({min(t) * 1e3:.0f}–{max(t) * 1e3:.0f})" for t in times
        ]
        ratios.append(statistics.median(times[0]) / statistics.median(times[1]))
        print(f"{label:<10}{cells[0]:>22}{cells[1]:>22}{ratios[-1]:>8.2f}")
    memory = [server.memory() for server in servers]
    print(f"{'memory':<10}{memory[0]:>18.0f} MiB{memory[1]:>18.0f} MiB{memory[0] / memory[1]:>8.2f}")
    return ratios


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tool", type=Path)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000])
    parser.add_argument("--edits", type=int, default=15)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary one otherwise")
    parser.add_argument("--check", action="store_true", help="end with 1 if the goal is missed")
    options = parser.parse_args()
    tool, hugo = options.tool.resolve(), bench.hugo_binary()
    missed = False
    with tempfile.TemporaryDirectory(prefix="assay-bench-") as temporary, a_browser() as browser:
        folder = (options.folder or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for pages in options.pages:
            part = Path(tempfile.mkdtemp(prefix=f"preview-{pages}-", dir=folder))
            ratios = measure(tool, hugo, pages, options.edits, part, browser)
            missed |= pages in GOALS and any(ratio > GOALS[pages] for ratio in ratios)
    sys.exit(options.check and missed)


if __name__ == "__main__":
    main()
