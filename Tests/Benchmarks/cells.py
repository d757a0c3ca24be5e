"""Times what the edit of one cell costs on the site that ships with the tool, against its cold build.

usage: python3 Tests/Benchmarks/cells.py TOOL [--every 8] [--table NAME ...]

In a copy of the site, one cell of each column of each table is changed in turn: a number by a
hundredth, a text of several words by a letter. The rebuild is timed, the cell put back, the site
built again. Columns where such a change is an error (keys, words of a fixed list) are passed over.
Between the edits the same site is built from nothing in another copy, so that a slow spell of the
machine hits both. At the end the output is compared with a clean build.
"""

import argparse
import csv
import io
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def copy_of_site(folder: Path) -> Path:
    for part in ("Content", "Templates"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def build(tool: Path, site: Path) -> tuple[float, bool]:
    """Seconds of a build, and whether the site was published."""
    start = time.perf_counter()
    done = subprocess.run([tool, "build", "--quiet"], cwd=site, capture_output=True)
    return time.perf_counter() - start, done.returncode == 0


def cold_build(tool: Path, site: Path) -> float:
    for name in ("Output", ".assay"):
        shutil.rmtree(site / name, ignore_errors=True)
    subprocess.run(["sync", "-f", site], check=True)
    seconds, published = build(tool, site)
    if not published:
        sys.exit("the site cannot be built")
    return seconds


def changed(cell: str) -> str | None:
    """Another value for a cell, or nothing where it may be a name or a word of a fixed list."""
    if re.fullmatch(r"-?\d+\.\d+", cell):
        return f"{float(cell) * 1.01:.6g}"
    if re.fullmatch(r"-?\d+", cell):
        return str(int(cell) + 1)
    return cell + "x" if " " in cell else None


def edits(table: Path):
    """For each column with a cell that can be changed, its name and the table with that change."""
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8"))))
    for column, name in enumerate(rows[0]):
        for row in rows[1:]:
            if (value := changed(row[column])) is None:
                continue
            old, row[column] = row[column], value
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows(rows)
            row[column] = old
            yield f"{table.stem}.{name}", text.getvalue()
            break


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("tool", type=Path)
    parser.add_argument("--every", type=int, default=8, help="edits between two cold builds")
    parser.add_argument("--table", nargs="+", help="only these tables")
    options = parser.parse_args()
    tool = options.tool.resolve()
    with tempfile.TemporaryDirectory() as folder:
        site, other = (copy_of_site(Path(folder) / name) for name in ("edited", "cold"))
        cold_build(tool, site)
        cold = [cold_build(tool, other)]
        times: dict[str, float] = {}
        for table in sorted((site / "Content" / "data").glob("*.csv")):
            if options.table and table.stem not in options.table:
                continue
            text = table.read_text(encoding="utf-8")
            for name, edited in edits(table):
                table.write_text(edited, encoding="utf-8")
                seconds, published = build(tool, site)
                table.write_text(text, encoding="utf-8")
                build(tool, site)
                if not published:
                    continue
                times[name] = seconds
                if len(times) % options.every == 0:
                    cold.append(cold_build(tool, other))
        subprocess.run([tool, "verify", "--quiet"], cwd=site, check=True)
    whole = statistics.median(cold)
    found = sorted(times.values())
    print(f"cold build: {whole * 1000:.0f} ms, the median of {len(cold)}")
    print(f"edit of one cell, {len(found)} columns: {found[0] * 1000:.0f} ms to "
          f"{found[-1] * 1000:.0f} ms, median {statistics.median(found) * 1000:.0f} ms, "
          f"{statistics.median(found) / whole:.3f} of the cold build")
    tenth = sum(seconds <= whole / 10 for seconds in found)
    fifth = sum(seconds <= whole / 5 for seconds in found)
    print(f"at most a tenth of the cold build: {tenth}, at most a fifth: {fifth}")
    print("longest: " + ", ".join(
        f"{name} {seconds * 1000:.0f} ms"
        for name, seconds in sorted(times.items(), key=lambda item: -item[1])[:6]))


if __name__ == "__main__":
    main()
