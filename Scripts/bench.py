"""Times the tool on the shipped site: a clean build, then one with nothing to do.

usage: python3 Scripts/bench.py TOOL [RUNS]

Works on a copy, so neither Output nor .assay of this checkout is touched. Prints the median and the
fastest of RUNS runs (5), in milliseconds of wall-clock time, process start included.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def build(tool: Path, site: Path) -> float:
    start = time.perf_counter()
    subprocess.run(
        [tool, "build", "--root", site, "--output", site / "Output"],
        check=True,
        capture_output=True,
    )
    return (time.perf_counter() - start) * 1000


def report(name: str, times: list[float]) -> None:
    print(f"{name:<24}{statistics.median(times):9.1f} ms median{min(times):9.1f} ms fastest")


def main() -> None:
    tool = Path(sys.argv[1]).resolve()
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        shutil.copytree(ROOT / "Content", site / "Content")
        shutil.copytree(ROOT / "Templates", site / "Templates")
        clean, idle = [], []
        for _ in range(runs):
            shutil.rmtree(site / "Output", ignore_errors=True)
            shutil.rmtree(site / ".assay", ignore_errors=True)
            clean.append(build(tool, site))
            idle.append(build(tool, site))
        pages = sum(1 for _ in (site / "Output").rglob("*.html"))
    print(f"{pages} pages, {runs} runs each")
    report("clean build", clean)
    report("nothing changed", idle)


if __name__ == "__main__":
    main()
