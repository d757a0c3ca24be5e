"""Times drawing charts against Vega-Lite itself, in vl-convert: many warm, and one from cold.

usage: python3 Tests/Benchmarks/charts.py TOOL [--rounds 5] [--own]

vl-convert comes from PyPI into .venv-bench-charts. Both draw the same specifications: those of
tier A of the reference collection where ../shared/vegalite stands beside this checkout, the
project's own charts (Tests/ChartingTests/Charts) otherwise or with --own.

Both run on one core. In each round they take turns, so that a slow spell of the machine hits both;
what is printed are medians, and the medians of the ratios round by round. Warm, vl-convert is
timed inside its process after a first chart; the tool is timed as one process over a folder that
holds each specification several times, start, reading and writing of files included. What is
counted is the time of the CPU, which depends less than the clock on what else the machine does.
Cold, both are a whole process for one small chart.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared" / "vegalite" / "cases" / "A"
OWN = ROOT / "Tests" / "ChartingTests" / "Charts"
VL_CONVERT = "vl-convert-python==1.9.0"
VEGA_LITE = "6.4"
# How often each chart stands in the tool's folder: its start counts for one chart in some hundred.
COPIES = 5
COLD_RUNS = 5

WARM = """
import json, resource, sys, time
import vl_convert
version, files = sys.argv[1], sys.argv[2:]
specs = [json.loads(open(file, encoding="utf-8").read()) for file in files]
vl_convert.vegalite_to_svg(specs[0], vl_version=version)
def spent():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
cpu, clock = spent(), time.perf_counter()
for spec in specs:
    vl_convert.vegalite_to_svg(spec, vl_version=version)
print(json.dumps([spent() - cpu, time.perf_counter() - clock]))
"""

COLD = """
import sys
import vl_convert
vl_convert.vegalite_to_svg(open(sys.argv[2], encoding="utf-8").read(), vl_version=sys.argv[1])
"""


def environment():
    """The Python that has vl-convert."""
    folder = ROOT / ".venv-bench-charts"
    python = folder / "bin" / "python"
    if not list(folder.glob("lib/python3*/site-packages/vl_convert")):
        print(f"Installing {VL_CONVERT} into {folder.name}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", VL_CONVERT], check=True)
    return python


def timed(command):
    """Seconds by the clock of a process that must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _, error = process.communicate()
    clock = time.perf_counter() - start
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))[:200]}\n{error.decode()[-2000:]}")
    return clock


def process_times(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock = timed(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock


def warm_vl_convert(python, files):
    result = subprocess.run(
        [python, "-c", WARM, VEGA_LITE, *files], check=True, capture_output=True, text=True
    )
    cpu, clock = json.loads(result.stdout.splitlines()[-1])
    return len(files) / cpu, len(files) / clock


def warm_tool(tool, folder, count, output):
    cpu, clock = process_times(
        [tool, "chart", "--theme", "vega", "--batch", folder, "--output", output]
    )
    return count / cpu, count / clock


def row(name, ours, theirs, unit, digits=0):
    """A line of the table: medians, and the median of the ratios, the greater over the less."""
    ratios = [max(a, b) / min(a, b) for a, b in zip(ours, theirs)]
    a, b = statistics.median(ours), statistics.median(theirs)
    print(
        f"{name:<34}{a:>10.{digits}f} {unit:<4}{b:>10.{digits}f} {unit:<4}"
        f"{statistics.median(ratios):>8.1f}"
    )


def measure(tool, python, files, rounds, folder):
    batch = folder / "charts"
    batch.mkdir()
    for copy in range(COPIES):
        for file in files:
            shutil.copy(file, batch / f"{copy}-{file.name}")
    small = min(files, key=lambda file: (file.name != "bar.vl.json", file.stat().st_size))
    warm, cold = [], []
    for turn in range(rounds):
        runs = {
            "ours": lambda: warm_tool(tool, batch, COPIES * len(files), folder / "drawn"),
            "theirs": lambda: warm_vl_convert(python, files),
        }
        order = ["ours", "theirs"] if turn % 2 == 0 else ["theirs", "ours"]
        warm.append({name: runs[name]() for name in order})
        runs = {
            "ours": lambda: process_times([tool, "chart", "--theme", "vega", small]),
            "theirs": lambda: process_times([python, "-c", COLD, VEGA_LITE, small]),
        }
        for _ in range(COLD_RUNS):
            cold.append({name: runs[name]() for name in order})
    print(f"{len(files)} charts, {rounds} rounds, one core")
    print(f"{'':<34}{'assay':>15}{'vl-convert':>15}{'ratio':>8}")
    for index, measured in enumerate(["CPU", "clock"]):
        row(
            f"charts a second, warm ({measured})", [w["ours"][index] for w in warm],
            [w["theirs"][index] for w in warm], "",
        )
    for index, measured in enumerate(["CPU", "clock"]):
        row(
            f"one chart, cold process ({measured})", [1000 * c["ours"][index] for c in cold],
            [1000 * c["theirs"][index] for c in cold], "ms", digits=1,
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tool", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--own", action="store_true", help="the project's own charts in any case")
    options = parser.parse_args()
    source = SHARED if SHARED.is_dir() and not options.own else OWN
    files = sorted(source.glob("*.vl.json"))
    python = environment()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory(prefix="assay-bench-charts-") as folder:
        measure(options.tool.resolve(), python, files, options.rounds, Path(folder))


if __name__ == "__main__":
    main()
