"""The Atom feed and the sitemap are what feed readers and search engines expect."""

import feeds


def test_the_front_page_names_a_feed_that_readers_accept(site):
    path = feeds.advertised_feed(site)
    assert path, "the front page names no Atom feed that exists"
    assert feeds.feed_findings(site, (site.output / path).read_bytes()) == []


def test_the_sitemap_lists_exactly_the_pages(site):
    assert "sitemap.xml" in site.files
    assert feeds.sitemap_findings(site, (site.output / "sitemap.xml").read_bytes()) == []
