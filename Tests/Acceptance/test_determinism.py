"""The same sources give the same bytes, wherever, whenever and by whichever build of the tool."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from built_site import snapshot
from conftest import REPOSITORY, Tool, copy_of_the_sources


def copy_in_order(destination: Path, *, reverse: bool, age: int) -> Path:
    """Copies the sources file by file, so that the folders list them in another order."""
    for name in ("Content", "Templates"):
        files = sorted(p for p in (REPOSITORY / name).rglob("*") if p.is_file())
        for source in reversed(files) if reverse else files:
            target = destination / source.relative_to(REPOSITORY)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            os.utime(target, (age, age))
    return destination


def test_folder_locale_zone_threads_and_file_order_do_not_matter(tool: Tool, tmp_path: Path):
    snapshots = []
    for folder, locale, zone, jobs in [
        ("a", "C", "UTC", 2),
        ("another place/bé", "tr_TR.UTF-8", "Pacific/Kiritimati", 1),
        ("b", "de_DE.UTF-8", "America/St_Johns", 5),
    ]:
        reverse = locale != "C"
        root = copy_in_order(
            tmp_path / folder, reverse=reverse, age=1_700_000_000 if reverse else 1_000_000_000
        )
        environment = {"TZ": zone, "LC_ALL": locale, "LANG": locale, "LANGUAGE": locale[:2]}
        result = tool.build(root, "--jobs", str(jobs), **environment)
        assert result.returncode == 0, result.stderr
        snapshots.append(snapshot(root / "Output"))
    assert snapshots[0] == snapshots[1] == snapshots[2]


def test_a_second_build_changes_nothing(tool: Tool, site_copy: Path):
    before = snapshot(site_copy / "Output")
    assert tool.build(site_copy).returncode == 0
    assert snapshot(site_copy / "Output") == before


def test_touching_every_source_changes_nothing(tool: Tool, site_copy: Path):
    before = snapshot(site_copy / "Output")
    for folder in ("Content", "Templates"):
        for path in (site_copy / folder).rglob("*"):
            os.utime(path)
    assert tool.build(site_copy).returncode == 0
    assert snapshot(site_copy / "Output") == before


def test_no_file_names_this_machine(good_site: Path):
    needles = [str(good_site).encode(), str(REPOSITORY).encode()]
    files = [p for p in (good_site / "Output").rglob("*") if p.is_file()]
    assert [p for p in files if any(needle in p.read_bytes() for needle in needles)] == []


def test_the_debug_and_the_release_tool_agree(tmp_path: Path):
    """The optimised tool ships, the debug tool is tested: they must not differ in a byte."""
    tools = [REPOSITORY / ".build" / kind / "assay" for kind in ("debug", "release")]
    if not all(path.exists() for path in tools):
        pytest.skip("only one of the two is built; 'make site' and 'make test' build both")
    sources = (REPOSITORY / "Sources").rglob("*.swift")
    newest = max(path.stat().st_mtime for path in sources)
    if any(path.stat().st_mtime < newest for path in tools):
        pytest.skip("one of the two was built before the last edit of its sources")
    outputs = []
    for path in tools:
        root = copy_of_the_sources(tmp_path / path.parent.name)
        result = Tool(path).build(root)
        assert result.returncode == 0, result.stderr
        outputs.append(snapshot(root / "Output"))
    assert outputs[0] == outputs[1]
