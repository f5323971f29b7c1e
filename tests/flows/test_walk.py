"""The whole walk over the newsroom: real server, real files, real DuckDB, no Prefect."""

import asyncio
import multiprocessing

import pytest

from demo.newsroom import Newsroom
from flows.walk import run_poll
from records.feeds import Outcome
from storage.home import Home
from storage.locks import poll_lock
from tests.flows.conftest import rows_of, settings_for

FACTS = ("mentions", "amounts", "attributions")
KEPT = ("articles", "article_versions", "readings", "entries", *FACTS)


@pytest.fixture(scope="module")
def polled(tmp_path_factory):
    """One poll for the tests that only look: the newsroom, what the walk said, and a query."""
    folder = tmp_path_factory.mktemp("polled")
    with Newsroom() as newsroom:
        settings = settings_for(newsroom, folder)
        yield newsroom, asyncio.run(run_poll(settings)), rows_of(settings)


def test_one_poll_turns_feeds_into_facts_that_can_be_queried(polled):
    _, walked, rows = polled
    assert walked.release is not None
    (articles,) = rows("SELECT count(*) FROM articles WHERE on_topic")[0]
    assert articles >= 20
    assert all(rows(f"SELECT count(*) > 0 FROM {table}")[0][0] for table in FACTS)


def test_the_newsroom_s_articles_are_judged_as_their_writers_meant_them(polled):
    newsroom, walked, _ = polled
    meant = {newsroom.url_of(article): article.on_topic for article in newsroom.articles}
    judged = [
        (meant[found.article.url], found.reading.relevance.on_topic)
        for found in walked.harvest.found
        if found.reading
    ]
    right = sum(was_meant == is_judged for was_meant, is_judged in judged)
    assert len(judged) >= 45
    assert right / len(judged) >= 0.9


def test_every_fact_points_at_its_exact_characters(polled):
    _, _, rows = polled
    for table in FACTS:
        wrong = rows(f"""
            SELECT count(*) FROM {table} AS f JOIN article_versions AS v USING (version_id)
            WHERE substring(v.text, f.char_start + 1, f.char_end - f.char_start) IS DISTINCT FROM f.surface
        """)
        assert wrong == [(0,)], table


def test_the_funnel_sums_to_zero_at_every_stage(polled):
    _, _, rows = polled
    unbalanced = rows("""
        SELECT run_id, feed, stage, sum(CASE status WHEN 'in' THEN n ELSE -n END) AS missing
        FROM stage_counts GROUP BY ALL HAVING missing <> 0
    """)
    assert unbalanced == []


def test_a_second_run_loses_nothing_and_doubles_nothing(poll, rows, newsroom):
    poll()
    before = {table: rows(f"SELECT count(*) FROM {table}") for table in KEPT}
    facts = rows("SELECT * FROM mentions ORDER BY ALL")
    poll(*[f"demo-{key}" for key in newsroom.outlets])
    assert {table: rows(f"SELECT count(*) FROM {table}") for table in KEPT} == before
    assert rows("SELECT * FROM mentions ORDER BY ALL") == facts


def test_an_edited_article_gets_a_second_version_and_both_keep_their_facts(poll, rows, newsroom):
    poll()
    before = rows("SELECT count(*) FROM article_versions")[0][0]
    newsroom.edition = 2
    poll(*[f"demo-{key}" for key in newsroom.outlets])
    assert rows("SELECT count(*) FROM article_versions")[0][0] > before
    assert rows("SELECT count(*) > 0 FROM articles WHERE versions > 1") == [(True,)]
    orphans = rows(
        "SELECT count(*) FROM mentions WHERE version_id NOT IN (SELECT version_id FROM article_versions)"
    )
    assert orphans == [(0,)]


def test_a_failing_feed_costs_a_row_and_never_the_run(polled):
    _, walked, rows = polled
    outcomes = {poll.outcome for poll in walked.harvest.polls}
    assert Outcome.SERVER_ERROR in outcomes
    assert Outcome.NEW in outcomes
    assert rows("SELECT count(*) > 0 FROM polls WHERE problem IS NOT NULL") == [(True,)]


def test_only_due_feeds_are_asked_again(poll, newsroom):
    poll()
    asked = len(newsroom.asked)
    poll()
    assert len(newsroom.asked) == asked


def _poll_in_child(settings, results):
    walked = asyncio.run(run_poll(settings))
    results.put((walked.skipped, len(walked.harvest.polls)))


def test_two_polls_at_once_are_one_poll_and_one_skip(settings, rows):
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    children = [context.Process(target=_poll_in_child, args=(settings, results)) for _ in range(2)]
    for child in children:
        child.start()
    outcomes = sorted(results.get(timeout=120) for _ in children)
    for child in children:
        child.join()
    # Either they met, and one was skipped; or they ran one after the other, and the second had nothing due.
    assert outcomes[0][0] is False
    assert outcomes[1][0] is True or 0 in (outcomes[0][1], outcomes[1][1])
    assert rows("SELECT count(*) - count(DISTINCT url) FROM articles") == [(0,)]


def test_a_poll_that_meets_another_is_skipped_at_once(settings, poll, newsroom):
    with poll_lock(Home(settings.home).make()):
        assert poll().skipped
    assert newsroom.asked == []


def test_readers_keep_their_release_and_the_writer_does_not_wait(settings, poll, newsroom):
    from trends.ask import ask, connect

    poll()
    with connect(settings.home) as held:
        before = next(ask(held, "SELECT count(*) FROM articles").batches())
        for edition in (2, 1):
            newsroom.edition = edition
            poll(*[f"demo-{key}" for key in newsroom.outlets])
        assert next(ask(held, "SELECT count(*) FROM articles").batches()) == before


@pytest.mark.parametrize("feed", ["demo-nowhere", "benzinga-it"])
def test_an_unknown_feed_is_refused_by_name(settings, feed):
    from records.errors import ConfigError

    with pytest.raises(ConfigError, match=feed):
        asyncio.run(run_poll(settings, [feed]))
