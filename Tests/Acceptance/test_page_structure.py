"""Every page has what a reader, a screen reader and a search engine rely on."""

from collections import Counter

import structure


def test_there_are_pages(site):
    assert {"index.html", "404.html"} <= site.files
    assert len(site.pages) > 5


def test_every_page_is_well_structured(site):
    assert [finding for page in site.pages for finding in structure.findings(page)] == []


def test_no_two_pages_share_a_title(site):
    titles = Counter(page.document.first("title").text() for page in site.pages)
    assert [title for title, count in titles.items() if count > 1] == []
