"""An independent crawler: every link and anchor resolves, nothing is loaded from another host."""

from urllib.parse import urldefrag, urljoin

import links


def test_every_internal_link_and_anchor_resolves(site):
    assert sum(1 for page in site.pages for _ in links.leads(page)) > len(site.pages)
    assert links.broken_links(site) == []


def test_nothing_is_loaded_from_another_host(site):
    assert any(True for page in site.pages for _ in links.loads(page))
    assert links.stray_loads(site) == []


def test_the_site_has_no_script(site):
    assert [finding for page in site.all_pages for finding in links.scripts(page)] == []


def test_every_page_can_be_reached_from_the_front_page(site):
    seen, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        if page := site.page(path):
            urls = (urldefrag(urljoin(page.url, address))[0] for _, address in links.leads(page))
            waiting += filter(None, map(site.file_at, urls))
    alone = [p.path for p in site.pages if p.path not in seen and not p.is_not_found]
    assert alone == []


def test_redirects_lead_to_a_page(site):
    for page in (p for p in site.all_pages if p.is_redirect):
        targets = {site.file_at(urljoin(page.url, address)) for _, address in links.leads(page)}
        assert targets and None not in targets, page.path
