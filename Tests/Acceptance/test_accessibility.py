"""axe-core finds nothing serious or critical on any page, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from urllib.parse import urlsplit

GRAVE = ("serious", "critical")


def violations(page) -> list[str]:
    """The grave violations on the page a browser shows, one line per rule and place."""
    found = []
    for violation in Axe().run(page).response["violations"]:
        if violation["impact"] in GRAVE:
            for node in violation["nodes"]:
                why = " ".join((node.get("failureSummary") or "").split())
                found.append(f"{violation['id']}: {node['html'][:200]}: {why}")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_violation(site, address, browser, scheme):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = []
    for built in site.pages:
        page.goto(address + urlsplit(built.url).path)
        found += [f"{built.path}: {violation}" for violation in violations(page)]
    context.close()
    assert found == []


def test_the_checker_can_fail(browser):
    page = browser.new_page()
    page.set_content(
        '<html lang="en"><title>A</title><main><h1>A</h1>'
        '<p style="color:#bbb;background:#fff">Pale</p><img src="data:,"><a href="#"></a></main>'
    )
    found = "\n".join(violations(page))
    page.close()
    assert "color-contrast" in found
    assert "image-alt" in found
    assert "link-name" in found
