"""Finds the browser of this machine; run as a program, prints its path, or nothing if there is none."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed() -> str | None:
    """A browser of the system, or the one named by the environment's CHROMIUM."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for name in NAMES:
        # Ubuntu's chromium-browser is a script that asks for a snap.
        if (path := shutil.which(name)) and b"snap install" not in Path(path).read_bytes()[:4096]:
            return path
    return None


def downloaded() -> str | None:
    """The browser that Playwright fetched for itself, where the system packages none."""
    caches = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache/ms-playwright"))
    found = sorted(caches.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None


def path() -> str | None:
    return installed() or downloaded()


if __name__ == "__main__":
    print(path() or "")
