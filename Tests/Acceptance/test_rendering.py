"""Every page in a browser, wide and narrow, light and dark.

With ASSAY_SCREENSHOTS=1 each leaves its picture in .build/screenshots. Most of the time would go
into the pictures, which only a person looks at, so they are not taken without being asked for.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from built_site import BuiltSite, Page
from playwright.sync_api import Browser

SCREENSHOTS = Path(__file__).resolve().parents[2] / ".build" / "screenshots"
TAKES_PICTURES = os.environ.get("ASSAY_SCREENSHOTS", "") not in ("", "0")

# Width of what is shown, width of what is there, and whether the root hides what is too wide.
MEASURE = """() => ({
  shown: document.documentElement.clientWidth,
  there: Math.max(document.documentElement.scrollWidth, document.body.scrollWidth),
  hides: [document.documentElement, document.body]
    .some(e => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX)),
})"""


@pytest.fixture(scope="module", autouse=True)
def empty_folder():
    shutil.rmtree(SCREENSHOTS, ignore_errors=True)
    SCREENSHOTS.mkdir(parents=True)


def look_at(
    pages: list[Page], address: str, browser: Browser, width: int, scheme: str, folder: Path
) -> list[str]:
    """Opens each page, takes its picture if asked, and tells what went wrong, one line each."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found: list[str] = []
    current = ""

    def note(text: str) -> None:
        found.append(f"{current}: {text}")

    def note_request(request) -> None:
        if not request.url.startswith((address + "/", "data:")):
            note(f"asked for {request.url}")

    def note_response(response) -> None:
        if response.status >= 400:
            note(f"{response.url} answered {response.status}")

    def note_failure(request) -> None:
        # Going to the next page ends what is still on its way, most often the icon.
        if request.failure != "net::ERR_ABORTED":
            note(f"could not load {request.url}: {request.failure}")

    page.on("request", note_request)
    page.on("response", note_response)
    page.on("requestfailed", note_failure)
    page.on("pageerror", lambda error: note(f"script error: {error}"))
    page.on("console", lambda m: note(f"console: {m.text}") if m.type == "error" else None)

    for built in pages:
        current = built.path
        page.goto(address + urlsplit(built.url).path, wait_until="load")
        size = page.evaluate(MEASURE)
        if size["there"] > size["shown"]:
            note(f"is {size['there']} pixels wide where {size['shown']} are shown")
        if size["hides"]:
            note("hides what is too wide instead of fitting it")
        if TAKES_PICTURES:
            name = built.path.removesuffix(".html").replace("/", "-")
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
    context.close()
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_fits_and_asks_nobody_else(
    site: BuiltSite, address: str, browser: Browser, width: int, scheme: str
):
    assert look_at(site.pages, address, browser, width, scheme, SCREENSHOTS) == []
    if TAKES_PICTURES:
        assert len(list(SCREENSHOTS.glob(f"*-{width}-{scheme}.png"))) == len(site.pages)


def test_a_missing_page_is_answered_with_the_sites_own(site: BuiltSite, address, browser):
    page = browser.new_page()
    answer = page.goto(address + site.base_path + "there/is/no/such/page/")
    assert answer.status == 404
    assert page.locator("h1").count() == 1
    unstyled = page.evaluate("() => [...document.styleSheets].every(s => s.cssRules.length === 0)")
    page.close()
    assert not unstyled, "the not-found page finds its style sheet only at its own address"
