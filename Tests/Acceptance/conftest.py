"""Builds the shipped site once with the tool, serves it on loopback, opens the browser.

ASSAY names the tool (default: the debug build, then the release build). ASSAY_SITE names a folder
that holds a built site, to judge that instead of building one; tests that need the tool then pass
over.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import browser as system_browser
import pytest
from built_site import BuiltSite
from playwright.sync_api import Browser, sync_playwright
from server import served

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Tool:
    path: Path

    def build(self, root: Path, *flags: str, output: Path | None = None, **environment: str):
        """`assay build` of the site at a root; gives the finished process, whatever its exit code."""
        return subprocess.run(
            [self.path, "build", "--root", root, "--output", output or root / "Output", *flags],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=600,
            stdin=subprocess.DEVNULL,
            cwd=root,
            env={**os.environ, "NO_COLOR": "1", **environment},
        )


def copy_of_the_sources(destination: Path) -> Path:
    for name in ("Content", "Templates"):
        shutil.copytree(REPOSITORY / name, destination / name)
    return destination


@pytest.fixture(scope="session")
def tool() -> Tool:
    names = [os.environ.get("ASSAY"), ".build/debug/assay", ".build/release/assay"]
    for name in filter(None, names):
        path = (REPOSITORY / name).resolve()
        if path.exists():
            return Tool(path)
        if name == os.environ.get("ASSAY"):
            break
    if "ASSAY_SITE" in os.environ:
        pytest.skip("a built site is judged, and there is no tool to build others")
    pytest.fail("there is no tool; build it with: swift build --product assay")


@pytest.fixture(scope="session")
def good_site(tool: Tool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a built copy of the shipped site. Not to be changed: copy it first."""
    root = copy_of_the_sources(tmp_path_factory.mktemp("site"))
    result = tool.build(root)
    assert result.returncode == 0, f"the shipped site does not build:\n{result.stderr}"
    return root


@pytest.fixture
def site_copy(good_site: Path, tmp_path: Path) -> Path:
    """A built site of the test's own, output and state included."""
    return shutil.copytree(good_site, tmp_path / "site")


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> BuiltSite:
    if folder := os.environ.get("ASSAY_SITE"):
        return BuiltSite(Path(folder).resolve())
    return BuiltSite(request.getfixturevalue("good_site") / "Output")


@pytest.fixture(scope="session")
def address(site: BuiltSite) -> Iterator[str]:
    """Where the site is served: http://127.0.0.1:PORT, without the site's own path."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = system_browser.path()
    assert path, "there is no browser; run Scripts/install-test.sh"
    with sync_playwright() as playwright:
        # Root has no sandbox to offer, as in most containers; only our own pages are opened.
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
