"""When a reading, or an annotator, counts as right."""

from dataclasses import replace

import pytest

from extractors.canonical import folded
from extractors.evaluate import Trial, agreement, evaluate, layer_agreement, misses
from extractors.floors import Floors, as_toml, read_floors
from extractors.gold import Gold, read_gold
from extractors.gold_layer import GoldDate, GoldQuote, Layer
from extractors.reading import read
from records.accuracy import Measure, Score
from records.errors import ConfigError
from records.facts import DateMention, Quote, QuoteKind

HEAD = 'language = "en"\nstyle = "wire"\non_topic = {on}\ntopics = {topics}\nattributions = {cited}\n'


def gold(text: str, *, cited=(), topics=(), on="true", name="x") -> Gold:
    head = HEAD.format(on=on, topics=list(topics), cited=list(cited))
    return read_gold(f'{head}title = "T"\ntext = """\n{text}\n"""\n', name)


def counts(one: Gold, other: Gold) -> dict[str, tuple[int, int, int]]:
    """Right, wrong, missed by key, over all languages."""
    scores = agreement([(one, other)])
    return {score.key: (score.right, score.wrong, score.missed) for score in scores if not score.language}


@pytest.mark.parametrize(
    ("type_", "one", "other", "same"),
    [
        ("company", "Meta|Meta", "Meta Platforms|Meta", True),
        ("company", "Nvidia|Nvidia", "AMD|Nvidia", False),
        ("agency", "Bureau of Industry and Security|BIS", "BIS|BIS", True),
        ("agency", "U.S. Department of Commerce|Commerce", "Department of Commerce|Commerce", True),
        ("person", "Xyz Qrst|Xyz Qrst", "xyz qrst|Xyz Qrst", True),
        ("person", "Xyz Qrst|Qrst", "Abc Qrst|Qrst", True),
        ("org", "Prosecutors of Qrst|Procura di Qrst", "Procura di Qrst|Procura di Qrst", True),
        ("ticker", "NASDAQ:NVDA|NVDA", "NVDA.O|NVDA", True),
        ("ticker", "HKEX:0700|700", "HKG:700|700", True),
        ("ticker", "NASDAQ:NVDA|NVDA", "NASDAQ:AMD|NVDA", False),
    ],
)
def test_two_names_are_one_by_the_catalogue_or_else_by_their_letters(type_, one, other, same):
    found = counts(gold(f"[[{type_}={one}]] says"), gold(f"[[{type_}={other}]] says"))
    assert found[f"entities.{type_}"] == ((1, 0, 0) if same else (0, 1, 1))


def test_an_entity_of_another_type_is_another_entity():
    found = counts(gold("[[company=Meta|Meta]]"), gold("[[media=Meta|Meta]]"))
    assert (found["entities"], found["entities.company"], found["entities.media"]) == (
        (0, 1, 1),
        (0, 0, 1),
        (0, 1, 0),
    )


def test_an_entity_counts_once_and_each_of_its_mentions_counts():
    twice = gold("[[company=Nvidia|Nvidia]] and [[company=Nvidia Corporation|Nvidia]]")
    found = counts(twice, gold("[[company=Nvidia|Nvidia]] and Nvidia"))
    assert (found["entities"], found["mentions"]) == ((1, 0, 0), (1, 0, 1))


@pytest.mark.parametrize(
    ("other", "amounts", "exact"),
    [
        ("[[money=5e9 USD at_least|over $5bn]]", (1, 0, 0), (1, 0, 0)),
        ("over [[money=5e9 USD|$5bn]]", (1, 0, 0), (0, 1, 1)),
        ("[[money=5e9 USD|over $5bn]]", (1, 0, 0), (0, 1, 1)),
        ("[[money=5e6 USD at_least|over $5bn]]", (0, 1, 1), (0, 1, 1)),
        ("[[money=5e9 CNY at_least|over $5bn]]", (0, 1, 1), (0, 1, 1)),
        ("[[quantity=5e9 USD at_least|over $5bn]]", (0, 1, 1), (0, 1, 1)),
        ("over $5bn", (0, 0, 1), (0, 0, 1)),
    ],
    ids=["same", "span", "bound", "value", "currency", "kind", "none"],
)
def test_an_amount_is_right_by_value_and_currency_and_exact_by_all_of_it(other, amounts, exact):
    found = counts(gold("[[money=5e9 USD at_least|over $5bn]]"), gold(other))
    assert (found["amounts"], found["amounts_exact"]) == (amounts, exact)


def test_sources_topics_and_the_verdict_count_as_sets():
    one = gold("Text", cited=["The Wall Street Journal", "analysts"], topics=["capex", "licensing"])
    found = counts(one, gold("Text", cited=["WSJ", "sources"], topics=["capex"], on="false"))
    assert (found["attributions"], found["topics"], found["on_topic"]) == ((1, 1, 1), (1, 0, 1), (0, 0, 1))


def test_agreement_has_the_same_f1_both_ways():
    one, other = gold("[[company=Meta|Meta]] and [[chip=H20|H20]]"), gold("[[company=Meta|Meta]] and H20")
    there, back = ({s.key: s.f1 for s in agreement([pair])} for pair in ((one, other), (other, one)))
    assert there == back


def test_annotators_must_have_marked_the_same_text():
    with pytest.raises(ConfigError, match="different texts"):
        agreement([(gold("One"), gold("Two"))])


def test_a_reading_is_measured_and_its_errors_stand_in_their_sentence():
    marked = gold("[[company=Nvidia|Nvidia]] sold [[chip=H20|H20]] chips to [[person=Zyx|zyx]].")
    trial = Trial(gold=marked, reading=read(marked.text))
    found = {score.key: score for score in evaluate([trial])}
    assert (found["entities"].right, found["entities"].missed) == (2, 1)
    [miss] = [miss for miss in misses([trial]) if miss.what == "entities.person"]
    assert (miss.verdict, miss.before, miss.surface, miss.after) == (
        "missed", "Nvidia sold H20 chips to ", "zyx", ".",
    )  # fmt: skip


def test_promotion_that_stays_is_missed_and_a_lost_paragraph_is_wrong():
    marked = gold("First.\n\nSecond.\n\n%%%\nSee also: more\n\nFoto: us")
    trial = Trial(gold=marked, reading=read(marked.text), page="T\n\nFirst.\n\nSee also: more")
    [score] = [s for s in evaluate([trial]) if s.measure == Measure.PROMOTION and not s.language]
    assert (score.right, score.wrong, score.missed) == (1, 1, 1)


def test_nothing_found_and_nothing_to_find_have_no_ratio():
    values = {"measure": Measure.TOPICS, "type": None, "language": None, "documents": 1, "low": 0, "high": 0}
    nothing_found = Score(**values, right=0, wrong=0, missed=2)
    assert (nothing_found.precision, nothing_found.recall, nothing_found.f1) == (None, 0.0, 0.0)
    nothing_there = Score(**values, right=0, wrong=2, missed=0)
    assert (nothing_there.precision, nothing_there.recall, nothing_there.f1) == (0.0, None, 0.0)


def test_an_interval_holds_its_figure_and_is_the_same_each_time():
    marked = "[[company=Meta|Meta]]"
    pairs = [(gold(f"{marked} {n}"), gold(f"{marked if n % 3 else 'Meta'} {n}")) for n in range(12)]
    [score] = [s for s in agreement(pairs) if s.key == "entities.company"]
    assert 0 < score.low < score.f1 < score.high < 1
    assert agreement(pairs) == agreement(pairs)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("The U.S. Congress", "us congress"),
        ("United States Congress", "us congress"),
        ("C. C. Wei", "cc wei"),
        ("José  Muñoz", "jose munoz"),
        ("L’Espresso", "l'espresso"),
    ],
)
def test_names_are_compared_without_case_accents_and_full_stops(name, letters):
    assert folded(name) == letters


def test_floors_are_read_as_they_were_written(tmp_path):
    floors = Floors(gold_sha256={"open": "ab"}, f1={"open": {"entities.chip": 0.9, "entities/it": 0.85}})
    (tmp_path / "floors.toml").write_text(as_toml(floors))
    assert read_floors(tmp_path / "floors.toml") == floors
    assert read_floors(tmp_path / "none.toml") == Floors()


@pytest.mark.parametrize(
    "text", ["[open", "[open]\nentities = 1\n", 'open = "x"\n', '[open]\ngold_sha256 = "a"\nx = "b"']
)
def test_a_file_that_holds_no_floors_is_named(tmp_path, text):
    (tmp_path / "floors.toml").write_text(text)
    with pytest.raises(ConfigError, match=r"floors\.toml: holds no floors"):
        read_floors(tmp_path / "floors.toml")


SAID = (
    "[[person=Xyz Qrst|Xyz Qrst]], the minister, told [[media=Reuters|Reuters]] that the law, "
    "which costs [[money=5e6 USD|$5m]], will pass on Friday."
)
WORDS = "the law, which costs $5m, will pass on Friday"


def layered(*, speaker="Xyz Qrst", role="minister", relay=("Reuters",), amount="price", day="2026-01-02"):
    plain = gold(SAID)
    start = plain.text.index(WORDS)
    quote = GoldQuote(
        kind=QuoteKind.INDIRECT,
        speaker=speaker,
        role=role,
        relay=relay,
        start=start,
        end=start + len(WORDS),
    )
    at = plain.text.index("Friday")
    friday = GoldDate(value=day, start=at, end=at + len("Friday"))
    return replace(plain, layer=Layer(quotes=(quote,), roles=(amount,), dates=(friday,)))


def found(
    marked: Gold, *, words=WORDS, kind=QuoteKind.INDIRECT, speaker="xyz qrst", role=None, relay=(), dates=()
) -> dict[str, tuple[int, int, int]]:
    """What a reading scores that finds one quote and `dates`: words, value, last of a stretch."""
    start = marked.text.index(words)
    quote = Quote(
        id=0, kind=kind, speaker=speaker, speaker_type=None, speaker_entity_id=None, role=role,
        speaker_surface=None, speaker_start=None, speaker_end=None, relay=relay, surface=words,
        start=start, end=start + len(words), sentence=0, cue="told",
    )  # fmt: skip
    named = tuple(
        DateMention(
            id=number, value=value, until=until, relative=True, surface=words,
            start=marked.text.index(words), end=marked.text.index(words) + len(words), sentence=0, cue="day",
        )
        for number, (words, value, until) in enumerate(dates)
    )  # fmt: skip
    plain = read(marked.text)
    amounts = tuple(replace(amount, role="price") for amount in plain.amounts)
    reading = replace(plain, quotes=(quote,), date_mentions=named, amounts=amounts)
    scores = evaluate([Trial(gold=marked, reading=reading)])
    return {score.key: (score.right, score.wrong, score.missed) for score in scores if not score.language}


RIGHT, WRONG = (1, 0, 0), (0, 1, 1)


@pytest.mark.parametrize(
    ("changed", "quotes", "spans", "exact"),
    [
        ({"relay": ("Reuters",)}, RIGHT, RIGHT, RIGHT),
        ({}, RIGHT, RIGHT, WRONG),
        ({"words": "costs $5m, will pass on Friday"}, RIGHT, RIGHT, WRONG),
        ({"words": "will pass on Friday"}, WRONG, WRONG, WRONG),
        ({"speaker": "Abc Defg"}, WRONG, RIGHT, WRONG),
        ({"speaker": None}, WRONG, RIGHT, WRONG),
        ({"kind": QuoteKind.DIRECT}, WRONG, WRONG, WRONG),
    ],
    ids=["same", "relay", "most of it", "less than half", "speaker", "nobody", "kind"],
)
def test_a_quote_is_right_by_kind_speaker_and_half_of_its_words(changed, quotes, spans, exact):
    scores = found(layered(), **changed)
    assert (scores["quotes"], scores["quote_spans"], scores["quotes_exact"]) == (quotes, spans, exact)


def test_who_is_not_named_is_found_by_naming_nobody():
    assert found(layered(speaker=""), speaker=None)["quotes"] == RIGHT
    assert found(layered(speaker=""), speaker="Xyz Qrst")["quotes"] == WRONG


def test_quotes_count_by_kind_too():
    scores = found(layered(), kind=QuoteKind.DIRECT)
    assert (scores["quotes.direct"], scores["quotes.indirect"]) == ((0, 1, 0), (0, 0, 1))


@pytest.mark.parametrize(
    ("role", "right"), [("the Minister", RIGHT), ("mini", WRONG), ("spokesman", WRONG), (None, (0, 0, 1))]
)
def test_a_role_is_right_when_one_has_all_words_of_the_other(role, right):
    assert found(layered(), role=role)["speaker_roles"] == right


def test_each_link_of_a_relay_counts():
    scores = found(layered(relay=("Reuters", "sources")), relay=("reuters", "officials"))
    assert scores["relays"] == (1, 1, 1)


def test_the_role_of_an_amount_is_right_with_its_amount():
    assert found(layered())["amount_roles"] == RIGHT
    assert found(layered(amount="fine"))["amount_roles"] == WRONG
    assert found(layered(amount=""))["amount_roles"] == (0, 1, 0)


@pytest.mark.parametrize(
    ("dates", "right"),
    [
        ([("on Friday", "2026-01-02", None)], RIGHT),
        ([("Friday", "2026-01", None)], WRONG),
        ([("law", "2026-01-02", None)], WRONG),
        ([("Friday", None, None)], (0, 0, 1)),
        ([("Friday", "2026-01-01", "2026-01-02")], (1, 1, 0)),
    ],
    ids=["same", "less exact", "elsewhere", "not resolved", "two ends"],
)
def test_a_date_is_right_by_its_value_at_its_place(dates, right):
    assert found(layered(), dates=dates)["dates"] == right


def test_a_date_that_nobody_can_resolve_is_neither_asked_for_nor_held_against_us():
    assert "dates" not in found(layered(day=""), dates=[("Friday", "2026-01-02", None)])


def test_the_second_layer_is_measured_over_the_articles_that_have_one():
    with_layer, without = layered(), replace(gold(SAID), id="y")
    silent = replace(read(without.text), quotes=())
    trials = [Trial(gold=one, reading=silent) for one in (with_layer, without)]
    documents = {score.key: score.documents for score in evaluate(trials)}
    assert (documents["entities"], documents["quotes"]) == (2, 1)
    assert {miss.document for miss in misses(trials) if miss.what == "quotes.indirect"} == {"x"}


def between(first: Gold, second: Gold) -> dict[str, tuple[int, int, int]]:
    scores = layer_agreement([(first, second.layer)])
    return {score.key: (score.right, score.wrong, score.missed) for score in scores if not score.language}


def test_two_second_layers_that_are_alike_agree_in_everything():
    assert set(between(layered(), layered()).values()) == {RIGHT}


@pytest.mark.parametrize(
    ("changed", "measures"),
    [
        ({"speaker": "Abc Defg"}, {"quotes", "quotes.indirect", "quotes_exact"}),
        ({"relay": ("sources",)}, {"quotes_exact", "relays"}),
        ({"role": "spokesman"}, {"speaker_roles"}),
        ({"amount": "fine"}, {"amount_roles"}),
        ({"day": "2026-01-09"}, {"dates"}),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_two_second_layers_disagree_in_what_one_has_otherwise_and_in_nothing_else(changed, measures):
    told = between(layered(), layered(**changed))
    assert {key for key, counted in told.items() if counted == WRONG} == measures
    assert {counted for key, counted in told.items() if key not in measures} == {RIGHT}


def test_a_date_that_only_the_second_annotator_cannot_resolve_is_missed():
    assert between(layered(), layered(day=""))["dates"] == (0, 0, 1)
    assert "dates" not in between(layered(day=""), layered())


def test_a_speaker_of_the_second_annotator_is_found_by_the_catalogue_too():
    one, other = layered(speaker="Bureau of Industry and Security"), layered(speaker="BIS")
    assert between(one, other)["quotes"] == RIGHT


def test_there_is_nothing_to_agree_with_where_the_first_annotator_marked_no_second_layer():
    with pytest.raises(ConfigError, match="x: the first annotator marked no second layer"):
        layer_agreement([(gold(SAID), layered().layer)])
