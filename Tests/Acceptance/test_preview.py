"""`assay preview`: what is saved is built, served and shown, and nothing else gets out."""

from __future__ import annotations

import random
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from built_site import snapshot
from conftest import Tool
from previewing import TEMPLATE, make_site, note, previewing, wait_for, write_note


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site")


@pytest.fixture
def preview(tool: Tool, root: Path):
    with previewing(tool, root) as preview:
        yield preview


def clean_build(tool: Tool, root: Path, scratch: Path) -> dict:
    shutil.rmtree(scratch, ignore_errors=True)
    for name in ("Content", "Templates"):
        shutil.copytree(root / name, scratch / name)
    result = tool.build(scratch, "--drafts")
    assert result.returncode == 0, result.stderr
    return snapshot(scratch / "Output")


# What is saved is served


def test_a_save_is_served_and_the_output_holds_no_script(preview, root):
    write_note(root, 1, "saved")
    preview.wait_for_text("/notes/n1/", "Revision saved of 1.")
    assert "/.assay/preview.js" in preview.text("/notes/n1/")
    assert "preview" not in (root / "Output" / "notes" / "n1" / "index.html").read_text()


def test_drafts_are_shown(preview, root):
    (root / "Content" / "notes" / "d.md").write_text("---\ntitle: D\ndraft: true\n---\n\nDraft.\n")
    preview.wait_for_text("/notes/d/", "Draft.")


def test_atomic_saves_renames_and_deleted_folders_are_followed(preview, root):
    notes = root / "Content" / "notes"
    (notes / ".n1.md.tmp").write_text(note(1, "atomic"))
    (notes / ".n1.md.tmp").replace(notes / "n1.md")
    preview.wait_for_text("/notes/n1/", "Revision atomic of 1.")
    # As an editor does that keeps a backup.
    (notes / "n1.md").rename(notes / "n1.md~")
    (notes / "n1.md").write_text(note(1, "backed up"))
    (notes / "n1.md~").unlink()
    preview.wait_for_text("/notes/n1/", "Revision backed up of 1.")
    (notes / "n2.md").rename(notes / "renamed.md")
    wait_for("the old page to go", lambda: preview.get("/notes/n2/")[0] == 404)
    preview.wait_for_text("/notes/renamed/", "Revision 0 of 2.")
    (notes / "deep" / "er").mkdir(parents=True)
    (notes / "deep" / "er" / "x.md").write_text(note(7, "deep"))
    preview.wait_for_text("/notes/deep/er/x/", "Revision deep of 7.")
    (notes / "deep").rename(notes / "moved")
    preview.wait_for_text("/notes/moved/er/x/", "Revision deep of 7.")
    (notes / "moved" / "er" / "x.md").write_text(note(7, "moved"))
    preview.wait_for_text("/notes/moved/er/x/", "Revision moved of 7.")
    shutil.rmtree(notes / "moved")
    wait_for("the folder to go", lambda: preview.get("/notes/moved/er/x/")[0] == 404)
    (notes / "moved" / "er").mkdir(parents=True)
    (notes / "moved" / "er" / "x.md").write_text(note(7, "again"))
    preview.wait_for_text("/notes/moved/er/x/", "Revision again of 7.")


def test_a_template_may_go_and_come_back(preview, root):
    page = root / "Templates" / "page.mustache"
    page.unlink()
    wait_for("the error", lambda: preview.said("nothing was published"))
    assert "Revision 0 of 1." in preview.text("/notes/n1/")
    page.write_text(TEMPLATE.replace("Foot.", "Another foot."))
    preview.wait_for_text("/notes/n1/", "Another foot.")
    (root / "Templates").rename(root / "Aside")
    count = sum("nothing was published" in line for line in preview.lines)
    wait_for(
        "the other error",
        lambda: sum("nothing was published" in line for line in preview.lines) > count,
    )
    (root / "Aside").rename(root / "Templates")
    write_note(root, 1, "restored")
    preview.wait_for_text("/notes/n1/", "Revision restored of 1.")


def test_a_burst_of_saves_ends_in_the_last_one(tool, preview, root, tmp_path):
    for revision in range(1, 1001):
        write_note(root, revision % 6, revision)
    for number in range(6):
        last = max(r for r in range(1, 1001) if r % 6 == number)
        preview.wait_for_text(f"/notes/n{number}/", f"Revision {last} of {number}.")
    preview.stop()
    assert snapshot(root / "Output") == clean_build(tool, root, tmp_path / "clean")


def test_edits_during_builds_are_not_lost(tool, preview, root, tmp_path):
    chance = random.Random(7)
    end = time.monotonic() + 3
    revision = 0
    while time.monotonic() < end:
        revision += 1
        kind = chance.randrange(10)
        number = chance.randrange(6)
        path = root / "Content" / "notes" / f"n{number}.md"
        if kind == 0:
            path.unlink(missing_ok=True)
        elif kind == 1:
            (root / "Templates" / "page.mustache").write_text(f"{TEMPLATE}<!-- {revision} -->")
        elif kind == 2:
            (root / "Content" / "notes" / f"x{revision % 3}.md").write_text(note(9, revision))
        else:
            write_note(root, number, revision)
        time.sleep(chance.choice([0, 0.001, 0.01, 0.05]))
    write_note(root, 0, "the end")
    preview.wait_for_text("/notes/n0/", "Revision the end of 0.")
    preview.stop()
    assert snapshot(root / "Output") == clean_build(tool, root, tmp_path / "clean")


def test_another_build_of_the_site_in_between_does_no_harm(tool, preview, root, tmp_path):
    write_note(root, 1, "first")
    preview.wait_for_text("/notes/n1/", "Revision first of 1.")
    (root / "Content" / "notes" / "d.md").write_text("---\ntitle: D\ndraft: true\n---\n\nDraft.\n")
    preview.wait_for_text("/notes/d/", "Draft.")
    assert tool.build(root, "--clean").returncode == 0
    write_note(root, 1, "second")
    preview.wait_for_text("/notes/n1/", "Revision second of 1.")
    preview.wait_for_text("/notes/d/", "Draft.")
    preview.stop()
    assert snapshot(root / "Output") == clean_build(tool, root, tmp_path / "clean")


def test_looking_every_so_often_works_too(tool, root):
    with previewing(tool, root, "--poll") as preview:
        write_note(root, 1, "polled")
        preview.wait_for_text("/notes/n1/", "Revision polled of 1.")


# What a browser shows


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    yield context.new_page()
    context.close()


def open_at(page, preview, path: str) -> None:
    with page.expect_request("**/.assay/events*"):
        page.goto(preview.address + path)
    page.evaluate("window.loadedBefore = document.querySelector('h1').loadedBefore = true")


def was_reloaded(page) -> bool:
    return page.evaluate("window.loadedBefore !== true")


def was_touched(page) -> bool:
    return page.evaluate("document.querySelector('h1').loadedBefore !== true")


def test_the_page_that_changed_is_shown_anew_where_it_was(preview, root, page):
    other = page.context.new_page()
    open_at(page, preview, "/notes/n1/")
    open_at(other, preview, "/notes/n2/")
    page.evaluate("scrollTo(0, 1234)")
    (root / "Content" / "notes" / "n1.md").write_text(
        "---\ntitle: Another title\n---\n\nRevision new of 1.\n"
    )
    page.get_by_text("Revision new of 1.").wait_for()
    assert was_touched(page)
    assert page.evaluate("scrollY") == 1234
    assert page.title() == "Another title"
    # What a reload would show is the same.
    shown = page.evaluate("document.body.outerHTML + document.head.querySelectorAll('link,title').length")
    page.reload()
    assert shown == page.evaluate(
        "document.body.outerHTML + document.head.querySelectorAll('link,title').length"
    )
    assert not was_touched(other)
    write_note(root, 2, "too")
    other.get_by_text("Revision too of 2.").wait_for()


def test_a_page_with_scripts_is_reloaded_where_it_was(preview, root, page):
    template = root / "Templates" / "page.mustache"
    template.write_text(TEMPLATE.replace("</head>", "<script>window.ran = true</script></head>"))
    preview.wait_for_text("/notes/n1/", "window.ran")
    open_at(page, preview, "/notes/n1/")
    page.evaluate("scrollTo(0, 1234)")
    write_note(root, 1, "reloaded")
    page.get_by_text("Revision reloaded of 1.").wait_for()
    assert was_reloaded(page)
    page.wait_for_function("window.ran && scrollY === 1234")


def test_a_stylesheet_is_exchanged_without_a_reload(preview, root, page):
    open_at(page, preview, "/notes/n1/")
    (root / "Templates" / "assets" / "site.css").write_text("h1 { color: rgb(9, 8, 7) }\n")
    page.wait_for_function("getComputedStyle(document.querySelector('h1')).color === 'rgb(9, 8, 7)'")
    assert not was_touched(page)
    page.wait_for_function("document.querySelectorAll('link[rel=stylesheet]').length === 1")
    write_note(root, 1, "afterwards")
    page.get_by_text("Revision afterwards of 1.").wait_for()


def test_a_picture_that_changes_reloads_the_page_that_shows_it(preview, root, page):
    picture = root / "Content" / "notes" / "dot.svg"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"><title>Dot</title></svg>'
    picture.write_text(svg.format(9))
    text = "---\ntitle: P\n---\n\n![A dot](dot.svg)\n"
    (root / "Content" / "notes" / "p.md").write_text(text)
    preview.wait_for_text("/notes/p/", "dot.svg")
    open_at(page, preview, "/notes/p/")
    picture.write_text(svg.format(77))
    page.wait_for_function("document.querySelector('img')?.naturalWidth === 77")
    assert was_reloaded(page)


def test_a_page_nobody_looked_at_catches_up(preview, root, page):
    open_at(page, preview, "/notes/n1/")
    # A browser keeps few connections to one host, so hidden pages give theirs up.
    hide = "Object.defineProperty(document, 'visibilityState', {value: '%s', configurable: true});"
    hide += "document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(hide % "hidden")
    write_note(root, 1, "while hidden")
    preview.wait_for_text("/notes/n1/", "while hidden")
    assert not was_touched(page)
    page.evaluate(hide % "visible")
    page.get_by_text("Revision while hidden of 1.").wait_for()


def test_a_missing_page_appears(preview, root, page):
    page.goto(preview.address + "/notes/new/")
    (root / "Content" / "notes" / "new.md").write_text(note(8, "new"))
    page.get_by_text("Revision new of 8.").wait_for()


def test_a_preview_that_was_started_again_finds_its_pages(tool, preview, root, page):
    open_at(page, preview, "/notes/n1/")
    preview.stop()
    page.get_by_text("The preview has stopped.").wait_for()
    write_note(root, 1, "restarted")
    with previewing(tool, root, "--port", str(preview.port)):
        page.get_by_text("Revision restarted of 1.").wait_for()


MISTAKE = "---\ntitle: Note 1\ntagz: [a]\ndraf: true\n---\n\n[Gone](nowhere.md) <b>bold</b>\n"


def test_mistakes_are_shown_over_the_last_good_page(preview, root, page):
    open_at(page, preview, "/notes/n2/")
    page.evaluate("scrollTo(0, 500)")
    (root / "Content" / "notes" / "n1.md").write_text(MISTAKE)
    panel = page.locator("assay-preview section")
    panel.wait_for()
    text = panel.inner_text()
    assert "Content/notes/n1.md:7:" in text, text
    assert "[Gone](nowhere.md)" in text
    assert "^^^" in text
    assert "The page shown is that of the last good build." in text
    assert "error:" in text
    assert panel.get_by_role("link", name="go to the page").first.get_attribute("href") == "/notes/n1/"
    assert page.get_by_text("Revision 0 of 2.").is_visible()
    assert page.evaluate("scrollY") == 500
    assert not was_touched(page)
    # Source text is text.
    assert page.evaluate("document.querySelector('assay-preview').shadowRoot.querySelector('b') === null")
    write_note(root, 1, "mended")
    panel.wait_for(state="detached")
    preview.wait_for_text("/notes/n1/", "Revision mended of 1.")
    assert not was_touched(page)


def test_messages_are_dismissed_with_the_keyboard_and_stay_so(preview, root, page):
    open_at(page, preview, "/notes/n2/")
    (root / "Content" / "notes" / "n1.md").write_text(MISTAKE)
    panel = page.locator("assay-preview section")
    pill = page.locator("assay-preview .pill")
    panel.wait_for()
    page.keyboard.press("Escape")
    pill.wait_for()
    assert panel.count() == 0
    page.reload()
    pill.wait_for()
    assert panel.count() == 0
    pill.focus()
    page.keyboard.press("Enter")
    panel.wait_for()
    assert page.evaluate(
        "document.querySelector('assay-preview').shadowRoot.activeElement.getAttribute('aria-label')"
    ) == "Close the messages"
    # Another mistake is news.
    page.keyboard.press("Escape")
    pill.wait_for()
    (root / "Content" / "notes" / "n2.md").write_text(MISTAKE)
    panel.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_messages_are_accessible(preview, root, browser, scheme):
    page = browser.new_page(color_scheme=scheme)
    open_at(page, preview, "/notes/n2/")
    (root / "Content" / "notes" / "n1.md").write_text(MISTAKE)
    page.locator("assay-preview section").wait_for()
    found = [
        (violation["id"], node["html"])
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
        if "assay-preview" in str(node["target"])
    ]
    assert page.locator("assay-preview").get_by_role("status").first.inner_text() != ""
    page.close()
    assert found == []


def test_a_site_with_a_mistake_from_the_start_shows_it_and_recovers(tool, root, page):
    (root / "Content" / "notes" / "n1.md").write_text(MISTAKE)
    with previewing(tool, root) as preview:
        status, _, body = preview.get("/")
        assert status == 503
        assert b"The site has not been built yet" in body
        page.goto(preview.address + "/notes/n1/")
        page.locator("assay-preview section").get_by_text("Content/notes/n1.md:7:").first.wait_for()
        write_note(root, 1, "built")
        page.get_by_text("Revision built of 1.").wait_for()


# How it ends


def left_behind(root: Path) -> list[str]:
    names = [p.relative_to(root).as_posix() for p in root.rglob("*")]
    return [n for n in names if ".assay-stage" in n or n.endswith(".new") or n.endswith(".tmp")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_end_leaves_nothing_behind(tool, root, number):
    with previewing(tool, root) as preview:
        write_note(root, 1, "last")
        assert preview.stop(number) == 0
        assert left_behind(root) == []
        with socket.socket() as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind(("127.0.0.1", preview.port))
    assert tool.build(root).returncode == 0


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.3])
def test_an_end_during_the_first_build_leaves_nothing_behind(tool, tmp_path, delay):
    root = make_site(tmp_path / "large", pages=300)
    with previewing(tool, root, waits=False) as preview:
        wait_for("the build", lambda: (root / ".assay").exists())
        time.sleep(delay)
        preview.stop()
        assert left_behind(root) == []
    assert tool.build(root, "--drafts").returncode == 0
    assert snapshot(root / "Output") == clean_build(tool, root, tmp_path / "clean")


def test_a_taken_port_is_said(tool, root):
    with previewing(tool, root) as preview:
        result = subprocess.run(
            [tool.path, "preview", "--root", root, "--port", str(preview.port)],
            capture_output=True, text=True, timeout=60,
        )
        assert result.returncode == 70
        assert result.stderr == (
            f"assay: port {preview.port} is taken; give another one with --port, "
            "or 0 for any that is free\n"
        )


def test_a_host_that_is_no_address_is_wrong_usage(tool, root):
    result = subprocess.run(
        [tool.path, "preview", "--root", root, "--host", "example.org"],
        capture_output=True, text=True, timeout=60,
    )
    assert result.returncode == 64
    assert "--host takes localhost or an address" in result.stderr
