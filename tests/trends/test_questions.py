"""The named questions: headers complete, parameters bound, answers right."""

from datetime import date, datetime

import pytest

from records.errors import ConfigError
from trends.ask import ask
from trends.questions import ask_question, bind, find_question, questions

NAMES = sorted(questions())
#: Words for parameters that must be given.
MUST = {"name": "Nvidia", "other": "China", "moment": "2026-11-20T12:00:00"}


def must(name: str) -> dict[str, str]:
    return {p.name: MUST[p.name] for p in questions()[name].parameters if p.default is None}


@pytest.fixture
def answer(db):
    """The rows of a question over the hand-made world."""

    def rows(question: str, /, **given: str) -> list[tuple[object, ...]]:
        return [row for batch in ask_question(db, question, given).batches() for row in batch]

    return rows


def test_there_are_questions_enough():
    assert len(questions()) >= 16


@pytest.mark.parametrize("name", NAMES)
def test_a_question_says_what_it_answers(name):
    question = questions()[name]
    assert question.about.endswith("?")
    assert all((question.grain, question.units, question.leaves_out))
    assert all(parameter.about for parameter in question.parameters)
    assert question.example or not question.parameters


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_is_used_and_every_use_is_declared(name, empty_db):
    question = questions()[name]
    [statement] = empty_db.extract_statements(question.sql)
    assert statement.named_parameters == {parameter.name for parameter in question.parameters}


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_a_question_can_be_asked(name):
    question = questions()[name]
    given = dict(word.partition("=")[::2] for word in question.example.split())
    assert bind(question, given).keys() == {parameter.name for parameter in question.parameters}


@pytest.mark.parametrize("name", NAMES)
def test_a_question_runs_on_an_empty_file(name, empty_db):
    question = questions()[name]
    rows = [
        row for batch in ask(empty_db, question.sql, bind(question, must(name))).batches() for row in batch
    ]
    # Even an empty file is a release.
    assert len(rows) == (1 if name == "freshness" else 0)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_has_an_answer_in_the_small_world(name, db):
    assert list(ask_question(db, name, must(name)).batches())


@pytest.mark.parametrize("name", [name for name in NAMES if "as_of" in str(questions()[name].parameters)])
def test_a_question_about_a_past_without_news_is_empty_or_zero(name, answer):
    for row in answer(name, **must(name), as_of="2020-01-01"):
        assert not any(isinstance(value, int) and value for value in row)


HOSTILE = "x' OR 1=1; DROP TABLE articles; --"


@pytest.mark.parametrize("name", NAMES)
def test_no_parameter_can_be_more_than_a_value(name, db):
    for parameter in questions()[name].parameters:
        given = must(name) | {parameter.name: HOSTILE}
        if parameter.type == "VARCHAR":
            assert list(ask_question(db, name, given).batches()) == []
        else:
            with pytest.raises(ConfigError, match=parameter.name):
                ask_question(db, name, given)
    assert list(ask(db, "SELECT count(*) FROM articles").batches()) == [[(8,)]]


def test_an_unknown_question_names_its_neighbours():
    with pytest.raises(ConfigError, match="movers"):
        find_question("mover")


def test_an_unknown_parameter_names_the_known():
    with pytest.raises(ConfigError, match="it takes days, as_of"):
        bind(find_question("topics"), {"day": "3"})


def test_a_parameter_that_must_be_given_says_how():
    with pytest.raises(ConfigError, match="for example name=Nvidia"):
        bind(find_question("trend"), {})


@pytest.mark.parametrize(
    ("question", "parameter", "word", "hint"),
    [
        ("movers", "days", "week", "whole number"),
        ("movers", "days", "-1", "whole number"),
        ("movers", "days", "99999999999999999999", "whole number"),
        ("movers", "as_of", "20.11.2026", "write 2026-11-20"),
        ("known-at", "moment", "yesterday", "UTC"),
    ],
)
def test_a_word_of_the_wrong_type_says_what_to_write(question, parameter, word, hint):
    with pytest.raises(ConfigError, match=hint):
        bind(find_question(question), must(question) | {parameter: word})


@pytest.mark.parametrize("name", [name for name in NAMES if "days" in str(questions()[name].parameters)])
@pytest.mark.parametrize("days", ["0", "1000000"])
def test_any_number_of_days_can_be_asked_for(name, days, answer):
    rows = answer(name, **must(name), days=days)
    assert isinstance(rows, list)


def test_words_become_values_of_their_type():
    values = bind(find_question("movers"), {"days": "3", "as_of": "2026-11-20"})
    assert values == {"days": 3, "as_of": date(2026, 11, 20), "type": None, "least": 2, "top": 20}


def test_a_zone_of_a_moment_is_heeded():
    values = bind(find_question("known-at"), {"moment": "2026-11-20T10:00:00+01:00"})
    assert values["moment"] == datetime(2026, 11, 20, 9)


def test_a_name_that_the_file_does_not_know_is_no_answer_of_zeros(answer):
    with pytest.raises(ConfigError, match="near: Nvidia"):
        answer("trend", name="Nvidai")


def test_most_named(answer):
    assert answer("most-named", days="7", type="company") == [
        ("Nvidia", "company", 2, 2, 0.6667, date(2026, 11, 20), "company:nvidia"),
        ("AMD", "company", 1, 1, 0.3333, date(2026, 11, 20), "company:amd"),
    ]


def test_named_together_puts_the_asked_name_first(answer):
    rows = answer("named-together", name="China", type="company")
    assert [row[:5] for row in rows] == [("China", "Nvidia", "company", 2, 0.6667)]


def test_in_one_sentence_is_stricter_than_in_one_article(answer):
    # a2 names both, in two sentences.
    assert [row[1] for row in answer("in-one-sentence", name="Nvidia", other="China")] == [
        "Nvidia vende H20 in Cina."
    ]


def test_money_of_a_name_stands_in_its_sentences(answer):
    # The fine of a1 stands in the sentence after the name.
    assert [row[:3] for row in answer("money-of", name="Nvidia")] == [(1e10, 1.2e10, "USD")]


def test_largest_sums_are_of_one_currency(answer):
    assert [row[0] for row in answer("largest-sums")] == [1e10, 5e6]
    assert [row[0] for row in answer("largest-sums", currency="CNY")] == [7e10]


def test_edited_shows_both_versions(answer):
    rows = answer("edited")
    assert [(row[2][-2:], row[3], row[6]) for row in rows] == [
        ("a8", datetime(2026, 11, 20, 11), False),
        ("a8", datetime(2026, 11, 20, 12), True),
    ]


def test_latest_by_topic_and_language(answer):
    assert [row[6][-2:] for row in answer("latest", topic="product_for_china")] == ["a1", "a2", "a3"]


def test_feeds_puts_the_troubled_first(answer):
    assert [row[1] for row in answer("feeds")] == [
        "no address works",
        "failing",
        "silent",
        "never polled",
        "well",
        "off",
    ]


def test_trend_by_week_counts_whole_weeks_back_from_the_last_day(answer):
    rows = answer("trend-by-week", name="China", weeks="2")
    assert rows == [
        (date(2026, 11, 12), date(2026, 11, 13), 1, 1, 1, 1.0, 1.0, True),
        (date(2026, 11, 14), date(2026, 11, 20), 2, 3, 6, 0.6667, 0.3333, True),
    ]
