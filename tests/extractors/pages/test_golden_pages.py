"""Every golden page gives exactly its text and metadata, and says what was left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.article import read_page
from extractors.pages.metadata.dates import as_printed
from extractors.pages.sites import KNOWLEDGE, read_sites
from records.news import Article
from tests.extractors.pages import golden


def read(name: str) -> Article:
    page = golden.page(name)
    return read_page(page, None, page.fetched_at)


@pytest.mark.parametrize("name", golden.names())
def test_text_is_the_articles_own_lines_and_nothing_else(name: str) -> None:
    assert read(name).text.split("\n\n") == (golden.expected(name)["lines"] or [""])


@pytest.mark.parametrize("name", golden.names())
def test_metadata_is_what_the_page_says(name: str) -> None:
    article, told = read(name), golden.expected(name)
    assert article.verdict == told["verdict"]
    assert article.title == told["title"]
    assert list(article.authors) == told["authors"]
    assert article.outlet == told["outlet"]
    assert article.language == (told["language"] or None)
    assert article.subtitle == told["subtitle"]
    assert article.free == told.get("free")
    assert article.credit == told.get("credit", "")
    assert article.agency == told.get("agency", "")
    assert article.method.startswith(told["method"])
    assert [section.heading for section in article.sections if section.heading] == told["headings"]


@pytest.mark.parametrize("name", golden.names())
def test_dates_are_kept_as_printed_and_as_read(name: str) -> None:
    article, told = read(name), golden.expected(name)
    assert article.published.confidence == told["confidence"]
    assert as_printed(article.published) == golden.iso(told["published"])
    if "modified" in told:
        assert article.modified
        assert as_printed(article.modified) == golden.iso(told["modified"])


@pytest.mark.parametrize("name", golden.names())
def test_what_was_left_out_is_kept_with_its_reason(name: str) -> None:
    removed = [(line.reason, line.text) for line in read(name).removed]
    for wanted in golden.expected(name).get("removed", []):
        assert any(
            reason == wanted["reason"] and text.startswith(wanted["starts"]) for reason, text in removed
        ), (wanted, removed)


def test_every_layout_of_every_site_has_a_golden_page() -> None:
    shown = {golden.expected(name)["method"] for name in golden.names()}
    sites = {site.key: site for site in read_sites(KNOWLEDGE).values()}
    assert len(sites) >= 18
    wanted = {
        f"site_rule: {key}, layout {number}"
        for key, site in sites.items()
        for number in range(1, len(site.layouts) + 1)
    }
    assert wanted <= shown


def _is_named_by_itself(name: str) -> bool:
    body = golden.page(name).body
    return b'rel="canonical"' in body or b"og:url" in body


@pytest.mark.parametrize("name", [name for name in golden.names() if _is_named_by_itself(name)])
def test_a_saved_page_is_read_by_the_rules_of_the_site_that_it_names(name: str) -> None:
    page = golden.page(name)
    saved = replace(page, url="saved/one.html", final_url="saved/one.html", status=0, headers=())
    article = read_page(saved, None, page.fetched_at)
    assert (article.text, article.method) == (read(name).text, read(name).method)
