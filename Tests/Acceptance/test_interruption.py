"""Builds that are killed, run together, or cannot write: the next one is right, no site is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
import small_site
from built_site import snapshot
from conftest import Tool

KILLS = int(os.environ.get("ASSAY_KILLS", "50"))
# A preview or a publication takes longer than a build, and fewer of them are killed.
OTHER_KILLS = int(os.environ.get("ASSAY_KILLS", "8"))


@pytest.fixture
def small(tool: Tool, tmp_path: Path) -> Path:
    root = small_site.make(tmp_path / "small")
    result = tool.build(root)
    assert result.returncode == 0, result.stderr
    return root


def clean_build(tool: Tool, root: Path, scratch: Path) -> dict:
    shutil.rmtree(scratch, ignore_errors=True)
    for name in ("Content", "Templates"):
        shutil.copytree(root / name, scratch / name)
    result = tool.build(scratch)
    assert result.returncode == 0, result.stderr
    return snapshot(scratch / "Output")


def for_readers(files: dict) -> dict:
    """The files a reader could be given: all but Assay's own."""
    return {path: content for path, content in files.items() if not str(path).startswith(".assay-")}


def published(output: Path) -> dict:
    return for_readers(snapshot(output))


def unlike(left: dict, right: dict) -> list[str]:
    """The files that two sites do not have alike."""
    return sorted(str(path) for path in {*left, *right} if left.get(path) != right.get(path))


def test_a_killed_build_damages_nothing(tool: Tool, small: Path, tmp_path: Path):
    seed = int(os.environ.get("ASSAY_SEED", random.randrange(1 << 30)))
    print("seed", seed)
    chance = random.Random(seed)
    began = time.monotonic()
    assert tool.build(small, "--clean").returncode == 0
    longest = time.monotonic() - began
    for revision in range(1, KILLS + 1):
        before = published(small / "Output")
        small_site.edit(small, chance, revision)
        process = subprocess.Popen(
            [tool.path, "build", "--root", small, "--output", small / "Output"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0, longest))
        process.send_signal(signal.SIGKILL)
        process.wait()
        after = clean_build(tool, small, tmp_path / "clean")
        # The old site or the new one, whole.
        left = published(small / "Output")
        new = for_readers(after)
        assert left in (before, new), (
            f"seed {seed}, revision {revision}: unlike the old site {unlike(left, before)}, "
            f"unlike the new one {unlike(left, new)}"
        )
        result = tool.build(small)
        assert result.returncode == 0, result.stderr
        assert snapshot(small / "Output") == after, f"seed {seed}, revision {revision}"


def chances() -> tuple[int, random.Random]:
    seed = int(os.environ.get("ASSAY_SEED", random.randrange(1 << 30)))
    print("seed", seed)
    return seed, random.Random(seed)


def killed(tool: Tool, chance: random.Random, longest: float, *arguments, meanwhile=None) -> None:
    """Starts the tool and kills it at a moment by chance."""
    process = subprocess.Popen(
        [tool.path, *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + chance.uniform(0, longest)
    if meanwhile:
        time.sleep(chance.uniform(0, max(0, end - time.monotonic())))
        meanwhile()
    time.sleep(max(0, end - time.monotonic()))
    process.kill()
    process.wait()


def test_a_killed_preview_damages_nothing(tool: Tool, small: Path, tmp_path: Path):
    """It is killed while it begins, while it rebuilds after a save, or while it waits."""
    seed, chance = chances()
    began = time.monotonic()
    assert tool.build(small, "--clean").returncode == 0
    longest = 3 * (time.monotonic() - began)
    for revision in range(1, OTHER_KILLS + 1):
        small_site.edit(small, chance, 2 * revision)
        killed(
            tool, chance, longest, "preview", "--root", small, "--port", "0",
            meanwhile=lambda: small_site.edit(small, chance, 2 * revision + 1),
        )
        after = clean_build(tool, small, tmp_path / "clean")
        result = tool.build(small)
        assert result.returncode == 0, result.stderr
        assert snapshot(small / "Output") == after, f"seed {seed}, revision {revision}"


EDITION = """---
title: Edition
as_of: 2026-02-03
---

{claims}
"""


def edition(root: Path, revision: int) -> None:
    """An edition whose record takes some time to write."""
    claims = "\n".join(f"Number {n} is `{{sql}} select {n} + {revision}`.\n" for n in range(60))
    (root / "Content" / "notes" / "edition.md").write_text(EDITION.format(claims=claims))


def test_a_killed_publication_damages_nothing(tool: Tool, small: Path, tmp_path: Path):
    """The record of an edition is there in full or not at all."""
    seed, chance = chances()
    (small / "Content" / "data").mkdir()
    (small / "Content" / "data" / "datapackage.yaml").write_text("name: small\nresources: []\n")
    record = small / "Content" / "notes" / "edition.published.json"
    register = small / "Content" / "published-editions.json"
    longest = 1.0
    for revision in range(1, OTHER_KILLS + 1):
        small_site.edit(small, chance, revision)
        edition(small, revision)
        record.unlink(missing_ok=True)
        register.unlink(missing_ok=True)
        killed(tool, chance, longest, "publish", "edition", "--root", small)
        was_killed_late = record.exists()
        found = record.read_bytes() if was_killed_late else b""
        result = tool.build(small)
        assert result.returncode == 0, result.stderr
        after = clean_build(tool, small, tmp_path / "clean")
        assert snapshot(small / "Output") == after, f"seed {seed}, revision {revision}"
        began = time.monotonic()
        result = subprocess.run(
            [tool.path, "publish", "edition", "--root", small], capture_output=True, text=True
        )
        longest = max(longest / 2, 1.2 * (time.monotonic() - began))
        assert result.returncode == 0, result.stderr
        whole = record.read_bytes()
        assert not was_killed_late or found == whole, f"seed {seed}, revision {revision}"
        assert whole.count(b'"figure"') == 60


def test_two_builds_at_once_end_in_the_right_site(tool: Tool, small: Path, tmp_path: Path):
    small_site.edit(small, random.Random(1), 1)
    command = [tool.path, "build", "--root", small, "--output", small / "Output"]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    assert snapshot(small / "Output") == clean_build(tool, small, tmp_path / "clean")


@pytest.mark.parametrize("damage", ["flip", "truncate", "empty", "delete", "folder"])
def test_a_damaged_state_is_made_anew(tool: Tool, small: Path, tmp_path: Path, damage: str):
    for name in ("traces", "outputs", "tool"):
        path = small / ".assay" / name
        content = path.read_bytes()
        match damage:
            case "flip":
                middle = len(content) // 2
                path.write_bytes(
                    content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
                )
            case "truncate":
                path.write_bytes(content[: len(content) // 2])
            case "empty":
                path.write_bytes(b"")
            case "delete":
                path.unlink()
    if damage == "folder":
        shutil.rmtree(small / ".assay")
    small_site.edit(small, random.Random(2), 2)
    result = tool.build(small)
    assert result.returncode == 0, result.stderr
    assert snapshot(small / "Output") == clean_build(tool, small, tmp_path / "clean")


def mounted(folder: Path, *options: str) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    options = options or ("-t", "tmpfs", "tmpfs")
    result = subprocess.run(["mount", *options, folder], capture_output=True, text=True)
    return result.returncode == 0


@pytest.mark.parametrize("kind", ["disk", "bind"])
def test_an_output_that_is_a_mount_point_is_brought_up_to_date(
    tool: Tool, small: Path, tmp_path: Path, kind: str
):
    """Such a folder cannot change places with another: its files go into place one by one."""
    output = tmp_path / "volume"
    options = ["-t", "tmpfs", "tmpfs"]
    if kind == "bind":
        (tmp_path / "bound").mkdir()
        options = ["--bind", tmp_path / "bound"]
    if not mounted(output, *options):
        pytest.skip("no file system can be mounted here")
    try:
        for revision in range(3):
            inode = output.stat().st_ino
            small_site.edit(small, random.Random(revision), revision)
            result = tool.build(small, output=output)
            assert result.returncode == 0, result.stderr
            assert snapshot(output) == clean_build(tool, small, tmp_path / "clean")
            assert output.stat().st_ino == inode
            assert not [p for p in output.parent.rglob(".assay-stage*")]
    finally:
        subprocess.run(["umount", output], check=True)


def test_an_output_in_somebody_elses_folder_is_brought_up_to_date(
    tool: Tool, small: Path, tmp_path: Path
):
    """Who may not write beside the output cannot let it change places."""
    nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        pytest.skip("only root can build as somebody else")
    for folder in (tmp_path, *tmp_path.parents):
        if "pytest-" in str(folder):
            folder.chmod(0o755)
    if subprocess.run([*nobody, tool.path, "--version"], capture_output=True).returncode != 0:
        pytest.skip("the tool lies where nobody else may run it")
    output = tmp_path / "theirs" / "site"
    output.mkdir(parents=True)
    for path in (output, small, *small.rglob("*")):
        os.chown(path, 65534, 65534)
    for revision in range(3):
        small_site.edit(small, random.Random(revision), revision)
        result = subprocess.run(
            [*nobody, tool.path, "build", "--root", small, "--output", output],
            capture_output=True, text=True,
        )
        assert result.returncode == 0, result.stderr
        assert snapshot(output) == clean_build(tool, small, tmp_path / "clean")


def test_a_full_disk_leaves_the_last_good_site(tool: Tool, tmp_path: Path):
    disk = tmp_path / "disk"
    if not mounted(disk, "-t", "tmpfs", "-o", "size=1m", "tmpfs"):
        pytest.skip("no file system can be mounted here")
    try:
        root = small_site.make(tmp_path / "site", pages=20)
        output = disk / "Output"
        assert tool.build(root, output=output).returncode == 0
        good = snapshot(output)
        for number in range(20):
            text = small_site.page(number, 1) + "more words " * 10_000
            (root / "Content" / "notes" / f"n{number}.md").write_text(text)
        result = tool.build(root, output=output)
        assert result.returncode >= 70, result.stderr
        assert "No space left" in result.stderr
        assert published(output) == {p: c for p, c in good.items() if not str(p).startswith(".assay-")}
        for number in range(20):
            (root / "Content" / "notes" / f"n{number}.md").write_text(small_site.page(number, 2))
        result = tool.build(root, output=output)
        assert result.returncode == 0, result.stderr
        assert snapshot(output) == clean_build(tool, root, tmp_path / "clean")
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_read_only_output_is_an_error_of_the_environment(tool: Tool, tmp_path: Path):
    disk = tmp_path / "disk"
    if not mounted(disk):
        pytest.skip("no file system can be mounted here")
    try:
        root = small_site.make(tmp_path / "site", pages=5)
        output = disk / "Output"
        assert tool.build(root, output=output).returncode == 0
        good = snapshot(output)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        small_site.edit(root, random.Random(3), 3)
        result = tool.build(root, output=output)
        assert result.returncode >= 70, result.stderr
        assert snapshot(output) == good
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        assert tool.build(root, output=output).returncode == 0
        assert snapshot(output) == clean_build(tool, root, tmp_path / "clean")
    finally:
        subprocess.run(["umount", disk], check=True)
