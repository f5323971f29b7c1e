"""The demo newsroom, written by others than the reader: seven outlets, every page read to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from demo.articles import Article as DemoArticle
from demo.lighttext import CLUTTER, Kind
from demo.newsroom import Newsroom
from demo.quirks import Quirk
from extractors.article import read_page
from records.news import Article, Page, Verdict

NOW = datetime(2026, 12, 1, tzinfo=UTC)
#: Posts of others are embeds: kept among what was removed, not read as the article's own words.
NOT_OURS = CLUTTER | {Kind.POST}
VERDICTS = {
    Quirk.CHALLENGE_403: Verdict.CHALLENGE,
    Quirk.CHALLENGE_503: Verdict.CHALLENGE,
    Quirk.CHALLENGE_200: Verdict.CHALLENGE,
    Quirk.MISSING_PAGE: Verdict.ERROR_PAGE,
    Quirk.EMPTY_PAGE: Verdict.EMPTY,
    Quirk.PAYWALL: Verdict.PAYWALL,
}


@pytest.fixture(scope="module")
def room() -> Iterator[Newsroom]:
    with Newsroom() as newsroom:
        yield newsroom


def ask(url: str) -> Page:
    """The page as the server gives it, whatever the status; no proxy between."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", parts.path)
    answer = connection.getresponse()
    headers = tuple((name.lower(), value) for name, value in answer.getheaders())
    body = answer.read()
    connection.close()
    return Page(url=url, final_url=url, status=answer.status, headers=headers, body=body, fetched_at=NOW)


def read_all(room: Newsroom) -> list[tuple[DemoArticle, Article]]:
    return [(told, read_page(ask(room.url_of(told)), None, NOW)) for told in room.articles]


def test_every_page_gives_its_own_words_and_no_clutter(room: Newsroom) -> None:
    read = [(told, got) for told, got in read_all(room) if not told.quirks & VERDICTS.keys()]
    assert len(read) > 60
    for told, got in read:
        own = [" ".join(block.plain.split()) for block in told.blocks if block.kind not in NOT_OURS]
        assert got.text.split("\n\n") == own, told.id
        assert got.verdict is Verdict.ARTICLE, told.id
        assert got.title == told.title


def test_every_page_that_is_no_article_is_known_for_what_it_is(room: Newsroom) -> None:
    for told, got in read_all(room):
        for quirk in told.quirks & VERDICTS.keys():
            assert (got.verdict, bool(got.why)) == (VERDICTS[quirk], True), told.id


def test_clutter_inside_the_text_is_kept_with_a_reason(room: Newsroom) -> None:
    for told, got in read_all(room):
        if told.quirks & VERDICTS.keys():
            continue
        removed = " ".join(line.text for line in got.removed)
        counted = sum(got.extras.values())
        for block in told.blocks:
            if block.kind in (Kind.PROMO, Kind.NEWSLETTER, Kind.AD):
                assert " ".join(block.plain.split()) in removed or counted, (told.id, block.plain)
