from dataclasses import replace
from datetime import timedelta

import pytest

from records.dates import Confidence
from records.news import Removed, Section, Verdict
from storage.articles import version_id
from storage.harvest import keep
from storage.pages import last_pages
from tests.storage.making import FEED, NOW, article, dated, entry, found, harvest, page, reading, text_of

LATER = NOW + timedelta(hours=3)
DAY = timedelta(days=1)


def changed(n=1, at=LATER, text=None, **more):
    """The same article as it is found later, with other words."""
    read = article(n, text, **more)
    return found(
        n, at=at, article=read, reading=reading(read.text) if read.verdict == Verdict.ARTICLE else None
    )


@pytest.mark.parametrize("text", [text_of(1).replace("\n\n", "\n"), text_of(1) + "\n", "  " + text_of(1)])
def test_white_space_alone_makes_no_version(text):
    assert version_id(article(1, text)) == version_id(article(1))


def test_a_reading_that_does_not_fit_the_kept_text_is_counted_and_not_kept(db):
    keep(db, harvest([found(1)]), NOW)
    kept = keep(db, harvest([changed(text=text_of(1).replace("\n\n", "\n"))], "r2", LATER), LATER)
    assert (kept.versions, kept.readings, kept.cosmetic) == (0, 0, 1)


@pytest.mark.parametrize("change", [{"text": text_of(7)}, {"title": "Another headline"}])
def test_other_words_or_another_headline_make_a_version(db, change):
    keep(db, harvest([found(1)]), NOW)
    kept = keep(db, harvest([changed(**change)], "r2", LATER), LATER)
    assert (kept.articles, kept.versions, kept.readings) == (0, 1, 1)
    current = db.execute(
        "SELECT a.versions, v.first_seen, r.version_id = a.version_id FROM articles AS a "
        "JOIN article_versions AS v USING (version_id) JOIN readings AS r USING (reading_id)"
    ).fetchall()
    assert current == [(2, LATER.replace(tzinfo=None), True)]


def test_versions_kept_in_another_order_end_in_the_same_articles(db, tmp_path):
    keep(db, harvest([changed(text=text_of(7))], "r2", LATER), LATER)
    keep(db, harvest([found(1)], "r1", NOW), LATER)
    assert db.execute(
        "SELECT v.text FROM articles JOIN article_versions AS v USING (version_id)"
    ).fetchall() == [(text_of(7),)]


def test_a_page_that_became_a_paywall_does_not_hide_the_article(db):
    keep(db, harvest([found(1)]), NOW)
    keep(db, harvest([changed(text="Subscribe.", verdict=Verdict.PAYWALL)], "r2", LATER), LATER)
    assert db.execute("SELECT versions, verdict, on_topic FROM articles").fetchall() == [(2, "article", True)]


def test_a_challenge_that_became_an_article_is_one(db):
    keep(db, harvest([changed(at=NOW, text="Are you human?", verdict=Verdict.CHALLENGE)]), NOW)
    assert db.execute("SELECT verdict, reading_id FROM articles").fetchall() == [("challenge", None)]
    keep(db, harvest([found(1, at=LATER)], "r2", LATER), LATER)
    assert db.execute("SELECT verdict, on_topic FROM articles").fetchall() == [("article", True)]


def test_the_outlet_is_the_feeds_and_else_the_pages(db):
    files = replace(FEED, key="files", outlet="")
    keep(db, harvest([found(1)]), NOW)
    keep(db, harvest([found(2, feed="files")], "r2", feed=files), NOW)
    assert db.execute("SELECT outlet FROM articles ORDER BY feed").fetchall() == [
        ("The Gazette, as its page says",),
        ("Gazette",),
    ]


@pytest.mark.parametrize(
    ("on_page", "in_feed", "expected"),
    [
        (dated(NOW - DAY), dated(NOW - 2 * DAY), (NOW - DAY, "sure")),
        (None, dated(NOW - 2 * DAY), (NOW - 2 * DAY, "sure")),
        (dated(NOW + 900 * DAY, confidence=Confidence.DOUBTFUL), dated(NOW - DAY), (NOW - DAY, "sure")),
        (dated(NOW + 900 * DAY, confidence=Confidence.DOUBTFUL), None, (None, "doubtful")),
        (None, None, (None, "none")),
    ],
    ids=["page first", "feed alone", "doubtful page", "doubtful alone", "neither"],
)
def test_a_date_is_what_the_publisher_says_and_never_ours(db, on_page, in_feed, expected):
    item = found(
        1,
        article=replace(article(1, published=None), **({"published": on_page} if on_page else {})),
        entry=replace(entry(1, published=None), **({"published": in_feed} if in_feed else {})),
    )
    keep(db, harvest([item]), NOW)
    [(published, confidence, day)] = db.execute(
        "SELECT published, published_confidence, day FROM articles"
    ).fetchall()
    value = expected[0]
    assert (published, confidence) == (value and value.replace(tzinfo=None), expected[1])
    assert day == (value or NOW).date()


def test_a_date_that_comes_later_is_taken_and_the_day_stays(db):
    keep(db, harvest([found(1, published=None)]), NOW)
    keep(db, harvest([found(1, at=LATER, published=NOW - DAY)], "r2", LATER), LATER)
    assert db.execute("SELECT published, day FROM articles").fetchall() == [
        ((NOW - DAY).replace(tzinfo=None), NOW.date())
    ]


def test_the_first_date_stays_when_another_is_no_surer(db):
    keep(db, harvest([found(1, published=NOW - DAY)]), NOW)
    keep(db, harvest([found(1, at=LATER, published=NOW)], "r2", LATER), LATER)
    assert db.execute("SELECT published FROM articles").fetchall() == [((NOW - DAY).replace(tzinfo=None),)]


def test_a_page_says_which_version_it_showed(db):
    keep(db, harvest([found(1)]), NOW)
    keep(db, harvest([found(1, at=LATER)], "r2", LATER), LATER)
    assert db.execute("SELECT count(*), count(DISTINCT version_id) FROM pages").fetchall() == [(2, 1)]
    assert last_pages(db, [page(1).url, "https://never.example"]) == {page(1).url: page(1, at=LATER)}


def test_all_of_an_article_comes_back(db):
    read = article(
        1,
        subtitle="Standfirst",
        sections=(Section(heading="", start=0, end=5),),
        removed=(Removed(text="Read also", reason="see_also"),),
        extras={"script": 3},
        free=False,
        modified=dated(NOW, "yesterday"),
    )
    keep(db, harvest([found(1, article=read)]), NOW)
    assert db.execute(
        "SELECT subtitle, sections, removed, extras, free, modified, modified_raw, authors "
        "FROM article_versions"
    ).fetchall() == [
        (
            "Standfirst",
            [{"heading": "", "char_start": 0, "char_end": 5}],
            [{"text": "Read also", "reason": "see_also"}],
            {"script": 3},
            False,
            NOW.replace(tzinfo=None),
            "yesterday",
            ["A. Writer"],
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Il  prezzo\n\nè salito.",
        "Il\u00a0prezzo è salito.",
        "Il prez\u00adzo è sa\u200blito.\ufeff",
        "Il prezzo e\u0300 salito.",
    ],
    ids=["white space", "hard space", "unseen marks", "accents apart"],
)
def test_what_nobody_sees_makes_no_version(text):
    assert version_id(article(1, text)) == version_id(article(1, "Il prezzo è salito."))


@pytest.mark.parametrize("text", ["Il prezzo è salito", "Il prezzo e salito.", "il prezzo è salito."])
def test_what_a_reader_can_see_makes_one(text):
    assert version_id(article(1, text)) != version_id(article(1, "Il prezzo è salito."))
