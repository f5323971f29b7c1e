"""The second layer of the gold: who says what, roles, dates. Failures name files, never what is in them."""

import re
from collections import Counter
from pathlib import Path

import pytest

from extractors.gold import layer_files, read_gold, read_gold_folder, read_layer_file
from extractors.gold_layer import read_layer
from records.errors import ConfigError
from records.facts import QuoteKind
from tests.data.gold.agreement.said import draw
from tests.extractors.test_gold import GUIDELINES

GOLD = Path(__file__).parents[1] / "data" / "gold"
HALVES = ("open", "locked")
MARKS = "«»“”\"‘’'"


@pytest.fixture(scope="module")
def layered():
    """Every article that has a second layer, by half; reading finds each span or refuses the row."""
    return {half: [gold for gold in read_gold_folder(GOLD / half) if gold.layer] for half in HALVES}


def names_of(half: str) -> set[str]:
    return {file.stem for file in layer_files(GOLD / half)}


def test_each_half_has_as_many_articles_as_the_guidelines_say(layered):
    assert "55 articles of the open half, 30 Italian, 15 English and 10 Spanish ones" in GUIDELINES
    assert "30 of the locked half, 16 Italian, 8 English and 6 Spanish ones" in GUIDELINES
    how_many = {half: Counter(gold.language for gold in layered[half]) for half in HALVES}
    assert how_many["open"] == {"it": 30, "en": 15, "es": 10}
    assert how_many["locked"] == draw.FIRST


def test_the_locked_ones_are_those_that_the_guidelines_draw():
    assert 'random.Random("11 <half> <language>").sample(files, count)' in GUIDELINES
    assert names_of("locked") == {
        name for language in draw.FIRST for name in draw.drawn_first("locked", language)
    }


def test_the_open_ones_are_all_that_are_on_topic():
    assert names_of("open") == {
        file.stem for language in draw.FIRST for file in draw.on_topic("open", language)
    }


@pytest.mark.parametrize(("half", "parity"), [("open", 1), ("locked", 0)])
def test_odd_numbers_are_open_and_even_ones_locked(half, parity):
    numbers = [int(file.stem.split("-")[1]) for file in layer_files(GOLD / half)]
    assert {number % 2 for number in numbers} == {parity}


def wrong(layered, is_wrong) -> list[str]:
    """Names of the articles of which it is so."""
    return [gold.id for half in HALVES for gold in layered[half] if is_wrong(gold, gold.layer)]


def is_between_marks(gold, quote) -> bool:
    before, after = gold.text[: quote.start][-1:], gold.text[quote.end :].lstrip(",.;?!")[:1]
    return before in MARKS and after in MARKS


def test_what_is_quoted_directly_stands_between_marks(layered):
    assert wrong(
        layered,
        lambda gold, layer: not all(
            is_between_marks(gold, quote) for quote in layer.quotes if quote.kind == QuoteKind.DIRECT
        ),
    ) == []  # fmt: skip


def is_cut(text: str, start: int, end: int) -> bool:
    """A word is, at either end, or a space or a line break is left there."""
    inside = text[start:end]
    edges = (text[max(0, start - 1) : start + 1], text[end - 1 : end + 1])
    return inside != inside.strip() or any(re.fullmatch(r"\w{2}", edge) for edge in edges)


def test_what_is_told_begins_and_ends_with_a_whole_word(layered):
    assert wrong(
        layered,
        lambda gold, layer: any(
            is_cut(gold.text, one.start, one.end) for one in (*layer.quotes, *layer.dates)
        ),
    ) == []  # fmt: skip


def test_nothing_is_marked_twice(layered):
    def has_twins(_, layer) -> bool:
        rows = [(one.kind, one.start, one.end, one.speaker) for one in layer.quotes]
        return len(set(rows)) < len(rows)

    assert wrong(layered, has_twins) == []


def test_dates_are_in_order_and_apart(layered):
    def overlap(_, layer) -> bool:
        ends = [0, *(one.end for one in layer.dates)]
        return any(end > one.start for end, one in zip(ends, layer.dates, strict=False))

    assert wrong(layered, overlap) == []


def test_roles_of_speakers_are_printed_and_links_are_named(layered):
    assert wrong(
        layered,
        lambda gold, layer: any(one.role not in gold.text or "" in one.relay for one in layer.quotes),
    ) == []  # fmt: skip


def test_both_ends_of_a_range_and_both_sums_of_a_conversion_have_one_role(layered):
    def differ(gold, layer) -> bool:
        return any(
            layer.roles[place] != layer.roles[place - 1]
            for place, amount in enumerate(gold.amounts)
            if amount.is_range_end or amount.converts
        )

    assert wrong(layered, differ) == []


ARTICLE = """language = "en"
style = "wire"
on_topic = true
topics = []
attributions = []
published = "2026-01-02"
title = "T"
text = \"\"\"
The bill is [[money=5e6 USD|$5m]], she said. It was due on Friday, and on Friday it came.
\"\"\"
"""
LAYER = """quotes = [{ kind = "indirect", speaker = "", words = "The bill is $5m" }]
roles = [{ amount = "$5m", role = "price" }]
dates = [{ words = "Friday", nth = 2, value = "2026-01-02" }]
"""


def layer_of(source: str):
    gold = read_gold(ARTICLE, "the-article")
    return gold, read_layer(source, gold.id, gold.text, [gold.text[a.start : a.end] for a in gold.amounts])


def test_words_are_found_at_their_only_place_or_at_the_one_that_is_told():
    gold, layer = layer_of(LAYER)
    [quote], [day] = layer.quotes, layer.dates
    assert gold.text[quote.start : quote.end] == "The bill is $5m"
    assert (day.start, gold.text[day.start : day.end]) == (gold.text.rfind("Friday"), "Friday")
    assert layer.roles == ("price",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("The bill is $5m", "The bill was $5m", r"row 1 of quotes.*0 places"),
        (", nth = 2", "", r"row 1 of dates.*2 places"),
        ("nth = 2", "nth = 3", r"row 1 of dates.*not at a place 3"),
        ("indirect", "hearsay", "neither direct nor indirect"),
        ('"price"', '"bribe"', "row 1 of roles.*not in the list"),
        ('"$5m"', '"$6m"', "not those of its marked amounts"),
        ("2026-01-02", "2 January", "no day, month, quarter, half or year"),
        ('words = "Friday"', 'word = "Friday"', "must hold value, words"),
        ("dates =", "days =", "quotes, roles and dates"),
        ("quotes =", "quotes", "is not TOML"),
    ],
    ids=[
        "absent",
        "several places",
        "no such place",
        "kind",
        "role",
        "amount",
        "value",
        "key",
        "table",
        "TOML",
    ],
)
def test_a_wrong_row_is_refused_and_named(old, new, said):
    assert old in LAYER
    with pytest.raises(ConfigError, match=said) as refused:
        layer_of(LAYER.replace(old, new, 1))
    assert "the-article" in str(refused.value)
    assert "The bill" not in str(refused.value)


def test_a_layer_belongs_to_an_article_of_its_half(tmp_path):
    for folder in ("open", "said/open"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "open" / "en-001-bill.toml").write_text(ARTICLE)
    (tmp_path / "said" / "open" / "en-001-bill.toml").write_text(LAYER)
    [gold] = read_gold_folder(tmp_path / "open")
    assert gold.layer is not None
    (tmp_path / "said" / "open" / "en-003-bill.toml").write_text(LAYER)
    with pytest.raises(ConfigError, match="without its article: en-003-bill"):
        read_gold_folder(tmp_path / "open")


@pytest.fixture(scope="module")
def again(layered):
    """What the second annotator marked, by half: the article with the first one's layer, and the other's."""
    return {
        half: {
            gold.id: (gold, read_layer_file(gold, file))
            for gold in layered[half]
            if (file := GOLD / "agreement" / "said" / half / f"{gold.id}.toml").exists()
        }
        for half in HALVES
    }


def test_the_second_annotator_marked_what_was_drawn_and_nothing_else(again):
    assert "12 articles, 6 Italian, 3 English and 3 Spanish ones of both halves" in GUIDELINES
    for half, languages in draw.HOW_MANY.items():
        names = {name for language in languages for name in draw.drawn(half, language)}
        assert {file.stem for file in (GOLD / "agreement" / "said" / half).glob("*.toml")} == names
        assert again[half].keys() == names
    both = sum((Counter(languages) for languages in draw.HOW_MANY.values()), Counter())
    assert both == {"it": 6, "en": 3, "es": 3}


def test_the_second_annotator_gave_sources_the_names_that_the_article_marks(again):
    """Or that of a generic source, in lower case."""
    strange = [
        name
        for half in HALVES
        for name, (gold, layer) in again[half].items()
        for quote in layer.quotes
        for source in (quote.speaker, *quote.relay)
        if source not in {mark.name for mark in gold.mentions} and source != source.lower()
    ]
    assert strange == []
