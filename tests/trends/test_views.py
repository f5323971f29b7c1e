"""Every view and macro against answers worked out by hand; see world.py."""

from datetime import date, datetime

import pytest

from tests.trends.world import A3, MADE, at


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


def test_the_newest_day_is_the_newest_believed_date(rows):
    assert rows("SELECT newest_day()") == [(day(20),)]


def test_ages_are_measured_up_to_the_release(rows):
    assert rows("SELECT made_at()") == [(MADE.replace(tzinfo=None),)]


def test_the_calendar_has_days_without_news(rows):
    assert rows("SELECT count(*), min(day), max(day) FROM calendar") == [(9, day(12), day(20))]


def test_an_item_in_two_feeds_or_behind_a_redirect_is_one_item(rows):
    assert rows("SELECT count(*), count(DISTINCT url) FROM news") == [(9, 9)]


def test_news_tells_what_was_not_read_from_what_is_off_topic(rows):
    answer = rows("SELECT right(url, 2), on_topic, verdict FROM news ORDER BY 1")
    assert answer == [
        ("a1", True, "article"),
        ("a2", True, "article"),
        ("a3", True, "article"),
        ("a4", True, "article"),
        ("a5", False, "article"),
        ("a6", False, "article"),
        ("a7", None, None),
        ("a8", True, "article"),
        ("a9", None, "paywall"),
    ]


def test_coverage_counts_by_published_and_says_where_we_were_blind(rows):
    answer = rows(
        "SELECT day, items, read_items, on_topic, voices, share_on_topic, blind_feeds, in_gap "
        "FROM coverage_by_day WHERE items > 0 OR in_gap ORDER BY day"
    )
    assert answer == [
        # The gap of a single failed article lies on its day.
        (day(12), 1, 1, 1, 1, 1.0, 1, True),
        (day(13), 0, 0, 0, 0, None, 1, True),
        # It ends with the 14th: until is midnight.
        (day(14), 0, 0, 0, 0, None, 1, True),
        # a2 on the topic, a9 not read; the gap of that day is closed.
        (day(19), 2, 1, 1, 1, 0.5, 0, False),
        # a1 and a8 on the topic, a5 not, a7 not read.
        (day(20), 4, 3, 2, 1, 0.5, 0, False),
    ]


def test_weeks_begin_on_monday_and_say_whether_they_are_whole(rows):
    answer = rows("SELECT week, items, on_topic, in_gap, whole FROM coverage_by_week ORDER BY week")
    assert answer == [(day(9), 1, 1, True, True), (day(16), 6, 3, False, False)]


def test_names_by_day(rows):
    answer = rows(
        "SELECT day, entity_id, articles, mentions, share_of_topic, share_of_all, in_gap FROM names_by_day "
        "WHERE entity_id IN ('company:nvidia', 'company:amd', 'company:huawei') ORDER BY day, entity_id"
    )
    assert answer == [
        (day(19), "company:nvidia", 1, 1, 1.0, 0.5, False),
        # Huawei stood in the first version of a8 only, and in a4, which is undated.
        (day(20), "company:amd", 1, 1, 0.5, 0.25, False),
        (day(20), "company:nvidia", 1, 1, 0.5, 0.25, False),
    ]


def test_names_by_week(rows):
    answer = rows(
        "SELECT week, name, type, articles, share_of_topic, share_of_all, in_gap, whole FROM names_by_week "
        "WHERE entity_id IN ('country:cn', 'company:nvidia') ORDER BY week, name"
    )
    assert answer == [
        (day(9), "China", "country", 1, 1.0, 1.0, True, True),
        (day(16), "China", "country", 2, 0.6667, 0.3333, False, False),
        (day(16), "Nvidia", "company", 2, 0.6667, 0.3333, False, False),
    ]


def test_names_counts_undated_articles_apart(rows):
    answer = rows("SELECT name, articles, undated_articles, first_day, last_day FROM names ORDER BY name")
    assert answer == [
        ("AMD", 1, 0, day(20), day(20)),
        ("China", 3, 0, day(12), day(20)),
        ("H20", 2, 0, day(12), day(20)),
        ("Huawei", 1, 1, None, None),
        ("Huawey", 1, 1, None, None),
        ("Nvidia", 3, 1, day(19), day(20)),
    ]


@pytest.mark.parametrize("words", ["company:nvidia", "nvidia", "NASDAQ:nvda"])
def test_a_name_is_found_by_id_name_and_ticker(rows, words):
    assert rows("SELECT entity_id FROM find_names($words)", words=words) == [("company:nvidia",)]


def test_a_name_is_found_by_a_spelling_of_another_language(rows):
    assert rows("SELECT entity_id FROM find_names('CINA')") == [("country:cn",)]


def test_a_trend_has_every_day_also_the_silent_and_the_blind(rows):
    answer = rows("SELECT day, articles, on_topic, in_gap FROM trend('H20', days := 9) ORDER BY day")
    assert answer == [
        (day(12), 1, 1, True),
        (day(13), 0, 0, True),
        (day(14), 0, 0, True),
        *((day(number), 0, 0, False) for number in range(15, 19)),
        (day(19), 0, 1, False),
        (day(20), 1, 2, False),
    ]


def test_a_trend_counts_an_article_once_when_the_words_mean_two_entities(rows):
    # NVDA is the ticker, and a spelling of the company.
    assert len(rows("FROM find_names('NVDA')")) == 2
    assert rows("SELECT articles FROM trend('NVDA', days := 1)") == [(1,)]


def test_a_trend_ends_where_it_is_asked_to(rows):
    answer = rows(
        "SELECT day, articles FROM trend('China', days := 2, as_of := DATE '2026-11-19') ORDER BY day"
    )
    assert answer == [(day(18), 0), (day(19), 1)]


def test_movers_compare_shares_not_only_counts(rows):
    answer = rows(
        "SELECT name, articles, articles_before, change, share, share_before, change_of_share, is_new, "
        "in_gap FROM movers() ORDER BY name"
    )
    # 14 to 20 November: a1, a2, a8. 7 to 13 November: a3.
    assert answer == [
        ("AMD", 1, 0, 1, 0.3333, 0.0, 0.3333, True, True),
        ("China", 2, 1, 1, 0.6667, 1.0, -0.3333, False, True),
        ("H20", 1, 1, 0, 0.3333, 1.0, -0.6667, False, True),
        ("Nvidia", 2, 0, 2, 0.6667, 0.0, 0.6667, True, True),
    ]


def test_movers_of_the_past_know_nothing_of_what_came_later(rows):
    answer = rows(
        "SELECT name, articles, articles_before, is_new FROM movers(as_of := DATE '2026-11-13') ORDER BY name"
    )
    assert answer == [("China", 1, 0, True), ("H20", 1, 0, True)]


def test_the_first_article_that_names_something(rows):
    answer = rows(
        "SELECT name, published, sentence, right(url, 2), backfilled FROM first_named ORDER BY name"
    )
    a3 = "China compra H20 por 70.000 millones de yuanes (10.000 millones de dólares), dicen fuentes."
    assert answer == [
        ("AMD", datetime(2026, 11, 20, 10), "AMD presenta un chip.", "a8", False),
        ("China", datetime(2026, 11, 12, 7), a3, "a3", True),
        ("H20", datetime(2026, 11, 12, 7), a3, "a3", True),
        ("Huawei", None, "Huawei cita Nvidia e Huawey.", "a4", False),
        ("Huawey", None, "Huawei cita Nvidia e Huawey.", "a4", False),
        ("Nvidia", datetime(2026, 11, 19, 8), "Nvidia will invest $10 billion to $12 billion.", "a2", False),
    ]


def test_names_in_the_same_articles(rows):
    answer = rows(
        "SELECT name_a, name_b, articles, articles_a, articles_b, overlap "
        "FROM named_together() ORDER BY name_a, name_b"
    )
    assert answer == [
        ("H20", "China", 2, 2, 3, 0.6667),
        ("H20", "Nvidia", 1, 2, 2, 0.3333),
        ("Nvidia", "China", 2, 2, 3, 0.6667),
    ]


def test_every_fact_comes_with_the_sentence_that_holds_it(rows):
    assert rows("SELECT count(*) FROM facts WHERE NOT contains(sentence, surface)") == [(0,)]
    assert rows("SELECT fact, count(*) FROM facts GROUP BY fact ORDER BY fact") == [
        ("amount", 5),
        ("attribution", 2),
        # a1 3, a2 2, a3 2, a4 3, a8 1
        ("mention", 11),
    ]


@pytest.mark.parametrize("kind", ["mention", "amount", "attribution"])
def test_the_view_of_one_kind_has_the_same_facts_as_the_view_of_all(rows, kind):
    columns = "surface, sentence, url, published, char_start, char_end"
    one = rows(f"SELECT {columns} FROM facts_{kind}s ORDER BY ALL")
    assert one
    assert one == rows(f"SELECT {columns} FROM facts WHERE fact = $kind ORDER BY ALL", kind=kind)


def test_facts_by_type_counts_what_facts_has(rows):
    assert rows("SELECT sum(facts) FROM facts_by_type") == rows("SELECT count(*) FROM facts")


def test_money_counts_neither_conversions_nor_upper_ends(rows):
    answer = rows("SELECT role, currency, value, value_to, surface FROM money ORDER BY role")
    assert answer == [
        ("fine", "USD", 5e6, None, "5 milioni di dollari"),
        ("investment", "USD", 1e10, 1.2e10, "$10 billion"),
        ("price", "CNY", 7e10, None, "70.000 millones de yuanes"),
    ]


def test_money_by_role_adds_up_within_a_currency_only(rows):
    answer = rows(
        "SELECT role, currency, times, articles, total_of_different FROM money_by_role() ORDER BY role"
    )
    assert answer == [
        ("fine", "USD", 1, 1, 5e6),
        ("investment", "USD", 1, 1, 1e10),
        ("price", "CNY", 1, 1, 7e10),
    ]
    assert len(rows("FROM money_by_role(days := 1)")) == 1
    assert len(rows("FROM money_by_role(as_of := '2026-11-13')")) == 1


def test_money_by_week(rows):
    answer = rows("SELECT week, role, currency, largest FROM money_by_week ORDER BY week, role")
    assert answer == [
        (day(9), "price", "CNY", 7e10),
        (day(16), "fine", "USD", 5e6),
        (day(16), "investment", "USD", 1e10),
    ]


def test_who_is_cited(rows):
    answer = rows("SELECT source, source_type, articles, voices, first_day FROM cited() ORDER BY source")
    assert answer == [("Reuters", "media", 1, 1, day(19)), ("people familiar", "generic", 1, 1, day(12))]
    assert rows("SELECT source FROM cited(days := 7)") == [("Reuters",)]


def test_a_quote_comes_with_its_speaker_and_its_sentence(rows):
    answer = rows("SELECT speaker, kind, said, relay, sentence FROM facts_quotes ORDER BY speaker")
    assert answer == [
        ("Reuters", "indirect", "China asked in May", [], "Reuters said that China asked in May."),
        ("people familiar", "direct", "China compra H20", ["Reuters"], A3),
    ]


def test_quotes_by_speaker_counts_whose_words_they_are(rows):
    columns = "speaker, speaker_type, roles, quotes, direct, relayed, articles, voices, first_day"
    assert rows(f"SELECT {columns} FROM quotes_by_speaker ORDER BY speaker") == [
        ("Reuters", "media", [], 1, 0, 0, 1, 1, day(19)),
        ("people familiar", "generic", ["fuentes"], 1, 1, 1, 1, 1, day(12)),
    ]


def test_a_time_comes_with_its_value_and_its_sentence(rows):
    answer = rows("SELECT value, until, relative, surface, sentence FROM facts_dates")
    assert answer == [("2026-05", None, False, "May", "Reuters said that China asked in May.")]


@pytest.mark.parametrize(
    ("value", "first"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("2026-11", date(2026, 11, 1)),
        ("2026-Q3", date(2026, 7, 1)),
        ("2026-H2", date(2026, 7, 1)),
        ("2026", date(2026, 1, 1)),
        (None, None),
    ],
)
def test_a_time_begins_on_its_first_day(rows, value, first):
    assert rows("SELECT first_day_of($value)", value=value) == [(first,)]


def test_undated_items_are_counted_apart_with_the_reason(rows):
    answer = rows("SELECT feed, why, items, on_topic, right(example_url, 2) FROM undated_items ORDER BY feed")
    assert answer == [("two", "doubtful", 1, 0, "a6"), ("uno", "none", 1, 1, "a4")]


def test_open_gaps_leaves_out_the_closed(rows):
    answer = rows("SELECT feed, cause, days, can_backfill FROM open_gaps ORDER BY feed")
    assert answer == [("dos", "no_overlap", 1.75, True), ("two", "article_failed", 0.0, False)]


def test_feed_health_tells_failing_silent_lost_and_well_apart(rows):
    answer = rows("SELECT feed, state, problem, new_7d, open_gaps FROM feed_health ORDER BY feed")
    assert answer == [
        ("dos", "never polled", None, 0, 1),
        ("lost", "no address works", "it was no_candidate", 0, 0),
        ("off", "off", None, 0, 0),
        ("quiet", "silent", "silent: nothing new for 15 days", 0, 0),
        ("two", "failing", "it was timeout", 4, 1),
        ("uno", "well", None, 3, 0),
    ]


def test_the_funnel_adds_up(rows):
    answer = rows("SELECT feed, stage, came_in, went_on, dropped, missing FROM funnel ORDER BY feed, step")
    assert answer == [
        ("two", "poll", 1, 0, 1, 0),
        ("uno", "poll", 1, 1, 0, 0),
        ("uno", "entry", 5, 3, 2, 0),
        ("uno", "fetch", 3, 3, 0, 0),
    ]


def test_dropped_why(rows):
    answer = rows("SELECT feed, stage, status, reason, items FROM dropped_why ORDER BY feed")
    assert answer == [("two", "poll", "dropped", "timeout", 1), ("uno", "entry", "dropped", "known", 2)]


def test_run_results_has_runs_without_counts(rows):
    answer = rows(
        "SELECT run_id, flow, feeds_asked, feeds_well, new_entries, missing FROM run_results ORDER BY started"
    )
    assert answer == [
        ("first", "poll", 2, 1, 3, 0),
        ("second", "poll", 0, 0, 0, 0),
        ("third", "backfill", 0, 0, 0, 0),
    ]


def test_what_can_be_tried_again(rows):
    assert rows("SELECT feed, stage, reason, attempts FROM to_retry") == [("two", "article", "no_text", 1)]


def test_totals(rows):
    assert rows(
        "SELECT feeds_polled, feeds_well, entries, items, read_items, on_topic, undated FROM totals"
    ) == [(4, 1, 10, 9, 7, 5, 2)]


def test_as_of_shows_the_version_and_the_reading_of_then(rows):
    # The first run was kept at 11:05, the second at 12:05, the backfill at 15:05.
    then = "SELECT name FROM facts_asof($moment) WHERE url LIKE '%a8' AND fact = 'mention'"
    assert rows(then, moment=at(20, 11, 4).replace(tzinfo=None)) == []
    assert rows(then, moment=at(20, 11, 5).replace(tzinfo=None)) == [("Huawei",)]
    # Met at 12:00, but not yet read: the file still said the old.
    assert rows(then, moment=at(20, 12, 1).replace(tzinfo=None)) == [("Huawei",)]
    assert rows(then, moment=at(20, 12, 5).replace(tzinfo=None)) == [("AMD",)]


def test_as_of_does_not_know_what_a_later_backfill_brought(rows):
    assert rows("SELECT count(*) FROM facts_asof('2026-11-20 15:04:59') WHERE url LIKE '%a3'") == [(0,)]
    assert rows("SELECT count(*) FROM facts_asof('2026-11-20 15:05') WHERE url LIKE '%a3'") == [(5,)]
    assert rows("SELECT count(*) FROM news_asof('2026-11-20 14:00')") == [(8,)]
    assert rows("SELECT count(*) FROM news_asof('2026-11-19 12:00')") == [(2,)]


def test_as_of_now_is_what_the_views_say(rows):
    for view, macro in (("facts", "facts_asof"), ("texts", "texts_asof")):
        columns = "* EXCLUDE (versions)" if view == "texts" else "*"
        now = rows(f"SELECT {columns} FROM {view} ORDER BY ALL")
        assert now == rows(f"FROM {macro}(TIMESTAMP 'infinity') ORDER BY ALL")


def test_sums_by_day_are_the_sums_of_the_facts(rows):
    by_sums = rows("SELECT day, entity_id, articles, mentions FROM names_by_day ORDER BY ALL")
    by_facts = rows(
        "SELECT published_day, entity_id, count(DISTINCT article_id), count(*) FROM facts_mentions "
        "WHERE published IS NOT NULL GROUP BY ALL ORDER BY ALL"
    )
    assert by_sums == by_facts
