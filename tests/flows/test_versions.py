"""Edited pages through the whole walk: what makes a version, what does not, and what the diff says."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from demo.articles import read_articles
from demo.quirks import Quirk
from extractors.article import read_page as read_article
from extractors.pages.output import page_of
from storage.archive import read_page
from storage.articles import version_id
from storage.database import open_work
from storage.home import Home
from storage.warc import read_record
from tests.flows.conftest import ROOT

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def everything(poll, newsroom):
    return poll(*[f"demo-{key}" for key in newsroom.outlets])


def rewritten():
    """Articles whose text or headline differs between the newsroom's two editions."""
    then = {article.id: article for article in read_articles(1)}
    return {
        article.id
        for article in read_articles(2)
        if article.id in then
        and (article.prose, article.title) != (then[article.id].prose, then[article.id].title)
    }


def test_rewritten_articles_get_a_version_and_a_counter_none(poll, newsroom, rows):
    poll()
    newsroom.edition = 2
    everything(poll, newsroom)
    counted = [article.id for article in newsroom.articles if Quirk.LIVE_COUNTER in article.quirks]
    edited = {url.rpartition("/")[2].removesuffix(".html") for (url,) in rows(
        "SELECT url FROM articles WHERE versions > 1"
    )}  # fmt: skip
    assert counted
    assert edited == rewritten()


def test_the_diff_of_facts_names_what_changed(poll, newsroom, rows):
    poll()
    newsroom.edition = 2
    everything(poll, newsroom)
    figures = "SELECT change, value, unit FROM facts_changed WHERE fact = 'amount' AND url LIKE '%fotonica%'"
    assert ("added", 9.8e7, "EUR") in rows(figures)
    assert 8.6e7 not in {value for _, value, _ in rows(figures)}  # said before, and still
    headlines = rows("SELECT surface_before, surface FROM facts_changed WHERE fact = 'headline'")
    assert ("Nvidia, licenza per i chip IA affittati da remoto: il BIS alza la soglia") in dict(
        headlines
    ).values()


def test_a_page_that_is_fetched_again_unchanged_is_a_revisit_and_no_version(poll, newsroom, settings, rows):
    poll()
    before = rows("SELECT count(*) FROM pages")[0][0]
    with open_work(Home(settings.home)) as db:
        db.execute("UPDATE entries SET title = 'as it was' WHERE feed = 'demo-gaceta-es'")
        db.execute("UPDATE feed_states SET body_sha256 = NULL WHERE feed = 'demo-gaceta-es'")
    poll("demo-gaceta-es")
    again = rows(
        "SELECT file, byte_offset, digest FROM pages QUALIFY count(*) OVER (PARTITION BY url) = 2 "
        "AND row_number() OVER (PARTITION BY url ORDER BY fetched_at) = 2"
    )
    assert again
    assert rows("SELECT count(*) FROM pages")[0][0] == before + len(again)
    folder = Home(settings.home).archive
    assert {read_record(folder / file, offset).kind for file, offset, _ in again} == {"revisit"}
    for file, offset, digest in again:
        assert sha256(read_page(folder, file, offset).body).hexdigest() == digest
    assert rows("SELECT DISTINCT versions FROM articles") == [(1,)]


def test_the_newsroom_prints_one_text_in_two_outlets(poll, rows):
    poll()
    [(kind, similarity, *outlets)] = rows("SELECT kind, similarity, outlet, original_outlet FROM same_text")
    assert (kind, similarity > 0.7) == ("near", True)
    assert set(outlets) == {"Circuit Ledger Asia", "The Harbour Gazette"}


def test_readings_of_every_version_stay(poll, newsroom, rows):
    poll()
    newsroom.edition = 2
    everything(poll, newsroom)
    assert rows(
        "SELECT count(*) FROM article_versions WHERE verdict = 'article' "
        "AND version_id NOT IN (SELECT version_id FROM readings)"
    ) == [(0,)]


#: What a page gets between two visits, in front of its third paragraph.
COSMETIC = {
    "advertisement": '<div class="ad-slot" id="gpt-1"><span>Pubblicità</span><script>show()</script></div>',
    "see also": '<aside class="related"><a href="/x">Leggi anche: un altro titolo di prova</a></aside>',
    "newsletter": '<div class="newsletter-box"><p>Iscriviti alla nostra newsletter</p></div>',
    "counter": '<span class="views">1.204 letture</span>',
    "white space": "\n\n      ",
}
PAGES = sorted((ROOT / "tests" / "data" / "pages").glob("*it_2026*.html"))


@pytest.mark.parametrize("added", COSMETIC)
@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_what_stands_around_an_article_makes_no_version(file, added):
    came = page_of(file, NOW)
    first, second, rest = came.body.split(b"</p>", 2)
    changed = b"</p>".join([first, second, COSMETIC[added].encode() + rest])
    before, after = (read_article(replace(came, body=body), None, NOW) for body in (came.body, changed))
    assert version_id(after) == version_id(before)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_another_headline_or_sentence_makes_one(file):
    came = page_of(file, NOW)
    before = read_article(came, None, NOW)
    word = max(before.text.split(), key=len)
    body = came.body.replace(word.encode(), b"Altrimenti")
    title = max(before.title.split(), key=len)
    headline = came.body.replace(title.encode(), b"Altrimenti")
    for changed in (body, headline):
        assert changed != came.body
        assert version_id(read_article(replace(came, body=changed), None, NOW)) != version_id(before)
