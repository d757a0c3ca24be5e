"""Report artifacts: a page as one file, as PDF, Markdown and JSON, and everything as a ZIP file."""

import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser

import pytest

EDITION = "2026-02-05"


def export(tool, root, *arguments):
    result = subprocess.run(
        [tool.path, "export", "--root", root, "--quiet", *arguments],
        capture_output=True,
        timeout=300,
        stdin=subprocess.DEVNULL,
    )
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout


@pytest.fixture(scope="module")
def formats(tool, good_site, tmp_path_factory):
    """The edition in every format, made from a copy of the built site."""
    root = shutil.copytree(good_site, tmp_path_factory.mktemp("export") / "site")
    made = {name: export(tool, root, EDITION, "--to", name) for name in ("html", "md", "json", "pdf")}
    return root, made


class Figures(HTMLParser):
    """The texts of the figures that the page's sentences and tables print."""

    def __init__(self):
        super().__init__()
        self.depth, self.found, self.cell = 0, [], ""

    def handle_starttag(self, tag, attributes):
        classes = (dict(attributes).get("class") or "").split()
        if self.depth:
            self.depth += 1
        elif "value" in classes or "figure" in classes or (tag == "td" and "num" in classes):
            self.depth, self.cell = 1, ""

    def handle_endtag(self, tag):
        if self.depth:
            self.depth -= 1
            if not self.depth:
                self.found.append(" ".join(self.cell.split()))

    def handle_data(self, data):
        if self.depth:
            self.cell += data


def figures(html: str) -> list[str]:
    parser = Figures()
    parser.feed(html)
    return [figure for figure in parser.found if re.search(r"\d", figure)]


def plain(text: str) -> str:
    """Text without blanks of any kind and without Markdown's escapes."""
    return re.sub(r"[\s\u00a0\u202f\u00ad\\]+", "", text)


def test_the_page_asks_for_nothing_and_needs_no_script(formats, browser, tmp_path):
    _, made = formats
    file = tmp_path / "edition.html"
    file.write_bytes(made["html"])
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    background = page.locator("h1").first.bounding_box()
    asked = [url for url in asked if not url.startswith(("data:", file.as_uri()))]
    context.close()
    assert asked == []
    assert background and background["width"] > 200


@pytest.mark.parametrize("kind", ["md", "json"])
def test_every_figure_of_the_page_is_in_the_other_formats(formats, kind):
    root, made = formats
    html = next((root / "Output" / "briefings").glob(f"{EDITION}*/index.html")).read_text()
    text = made[kind].decode()
    if kind == "json":
        text = json.dumps(json.loads(text), ensure_ascii=False)
    text = plain(text)
    wanted = figures(html)
    assert len(wanted) > 50
    assert [figure for figure in wanted if plain(figure) not in text] == []


def pdf_text(made, tmp_path, order="-raw") -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (package poppler-utils)")
    file = tmp_path / "edition.pdf"
    file.write_bytes(made["pdf"])
    return subprocess.run(
        ["pdftotext", order, file, "-"], capture_output=True, check=True, text=True
    ).stdout


def test_the_pdf_holds_every_figure(formats, tmp_path):
    root, made = formats
    html = next((root / "Output" / "briefings").glob(f"{EDITION}*/index.html")).read_text()
    text = plain(pdf_text(made, tmp_path))
    # What stands in a closed disclosure is not printed.
    open_html = re.sub(r"<details.*?</details>", "", html, flags=re.DOTALL)
    missing = [figure for figure in figures(open_html) if plain(figure) not in text]
    assert missing == []


def test_the_pdf_prints_no_addresses_but_those_of_references(formats, tmp_path):
    """An address in the middle of a sentence cannot be read past."""
    _, made = formats
    text = pdf_text(made, tmp_path)
    body, heading, references = text.rpartition("\nReferences\n")
    assert heading and "http" in references
    assert "<http" not in body


def test_the_pdf_has_bookmarks_and_keeps_captions_with_their_tables(formats, tmp_path):
    _, made = formats
    assert b"/Outlines" in made["pdf"]
    pages = pdf_text(made, tmp_path, "-layout").split("\f")
    assert len(pages) > 3
    # The last line of a page but its number.
    last = [[x.strip() for x in page.split("\n") if x.strip()][-3:] for page in pages[:-1]]
    torn = [lines for lines in last if any(re.fullmatch(r"(Table|Figure) \d+", x) for x in lines)]
    assert torn == []


def test_the_archive_is_the_same_twice_and_its_checksums_hold(tool, formats, tmp_path):
    root, _ = formats
    archives = []
    for name in ("a.zip", "b.zip"):
        export(tool, root, "--all", "--output", tmp_path / name)
        archives.append((tmp_path / name).read_bytes())
    assert archives[0] == archives[1]
    with zipfile.ZipFile(io.BytesIO(archives[0])) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert "site/index.html" in names and "build-report.json" in names
        for suffix in ("html", "md", "json", "pdf"):
            assert any(n.startswith(f"editions/{EDITION}") and n.endswith(suffix) for n in names)
        sums = archive.read("SHA256SUMS").decode().splitlines()
        assert len(sums) == len(names) - 1
        for line in sums:
            digest, name = line.split("  ", 1)
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        report = json.loads(archive.read("build-report.json"))
        assert len(report["outputs"]) == sum(name.startswith("site/") for name in names)


def test_an_edition_that_is_not_there_is_named(tool, formats):
    root, _ = formats
    result = subprocess.run(
        [tool.path, "export", "2026-02-06", "--to", "md", "--root", root],
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert "there is no edition '2026-02-06' [UnknownEdition]" in result.stderr


def test_without_a_browser_a_pdf_is_a_clear_error(tool, formats):
    root, _ = formats
    result = subprocess.run(
        [tool.path, "export", EDITION, "--to", "pdf", "--root", root],
        capture_output=True,
        text=True,
        env={"PATH": "/nowhere", "HOME": "/tmp"},
    )
    assert result.returncode == 70
    assert "a PDF needs Chromium, and none is installed" in result.stderr
