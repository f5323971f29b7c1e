"""Whatever the text: no crash, exact offsets, the same bytes each time, time that grows with length."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.output import as_json
from extractors.reading import read
from records.facts import Reading

#: Bits that recognisers bite on, to be glued in every order.
_WORDS = """
Nvidia Corp (NASDAQ:NVDA)|50 miliardi di yuan cinesi (7 miliardi di dollari)|$15-20bn|oltre il 176%|il 5|%|7nm
da 12.000 a 13.000 dollari|mille
secondo il WSJ|Joe Tsai ha dichiarato|\u00ab|\u00bb|\u201c|\u201d|(|)|H20|H100s|l'
S.p.A.|U.S.|-|\u2013|\u200b|\u00ad|\ufeff|\u202e|🚀|中国芯片|شركة|ß|İstanbul|ǅ|ﬁ|e\u0301|MINISTERO|dell\u2019
un milione e mezzo|1'200|1.234.567,89|9999999999999999999999999999|Meta|X|A|.|,|:|;|\u00a0|del|di|the|of|and
Ai-Da|O'Brien|van der Leyen|Li|$|€|NVDA|[[|]]|una dozzina di|il miliardo|Rep. X (R-Ill.)|di Applied o di Lam
AI|„|‘|’|"|'|—|—Sí —dijo|che|that|que|said|told Reuters|, citing people familiar|ha detto il ministro
lo ha scritto|ha aggiunto il CEO|A scriverlo|si è limitata a dire|he added|según|parla di|un portavoce
"""
_SPACES = ("\n", "\n\n", "\t", "\r\n", "\x0b", "\x1c", "\u2028", "\x00", "\ud800")
_BITS = (*_WORDS.replace("\n", "|").strip("|").split("|"), *_SPACES)
_texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(_BITS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(_BITS), max_size=40).map("".join),
)


def _check_spans(text: str, reading: Reading) -> None:
    facts = *reading.mentions, *reading.candidates, *reading.amounts, *reading.attributions, *reading.quotes
    for fact in (*facts, *reading.date_mentions):
        assert 0 <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end] == fact.surface
        begin, end = reading.sentences[fact.sentence]
        assert begin <= fact.start < end
    for quote in reading.quotes:
        place = quote.speaker_start, quote.speaker_end, quote.speaker_surface
        assert place == (None, None, None) or text[place[0] : place[1]] == place[2] != ""
    assert [quote.id for quote in reading.quotes] == list(range(len(reading.quotes)))
    ends = [0, *(end for _, end in reading.sentences)]
    assert all(before <= start < end for before, (start, end) in zip(ends, reading.sentences, strict=False))


@given(_texts)
@settings(max_examples=250, deadline=None)
def test_offsets_are_exact_on_any_text(text: str) -> None:
    _check_spans(text, read(text))


@given(_texts, st.sampled_from(["it", "en", "es", None]), st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_a_second_reading_gives_the_same_bytes(text: str, language: str | None, title: str) -> None:
    one, other = (json.dumps(as_json(read(text, title=title, language=language), "x")) for _ in range(2))
    assert one == other


@given(st.lists(st.sampled_from(_BITS), max_size=60).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_mentions_do_not_overlap_and_are_numbered_in_order(text: str) -> None:
    reading = read(text)
    assert [m.id for m in (*reading.mentions, *reading.candidates)] == list(
        range(len(reading.mentions) + len(reading.candidates))
    )
    assert all(
        one.end <= other.start for one, other in zip(reading.mentions, reading.mentions[1:], strict=False)
    )
    assert all(a.range_of is None or a.range_of < a.id for a in reading.amounts)
    assert all(a.converts is None or a.converts < a.id for a in reading.amounts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "Nvidia",
        "🚀🚀🚀",
        "\u200b\u200b",
        "中国商务部宣布对镓和锗实施出口管制。英伟达表示，将遵守规定。",
        "أعلنت وزارة التجارة الأمريكية عن قيود جديدة على تصدير الرقائق إلى الصين.",
        "NVIDIA VENDE 300.000 CHIP H20 ALLA CINA, DICE IL WSJ: 5,5 MILIARDI DI DOLLARI",
        "Il ministro e' arrivato, ha detto: ``nessun commento'' sull' accordo da 5 mld",
        "a\tb\tc\n1\t2\t3\nNvidia\tH20\t$5",
    ],
)
def test_odd_texts_are_read(text: str) -> None:
    _check_spans(text, read(text))


def test_other_languages_have_no_language() -> None:
    german = "Das Unternehmen hat die Ausfuhr nach China nicht genehmigt, und der Kurs ist gefallen."
    assert read(german).language is None
    assert read("中国商务部宣布对镓和锗实施出口管制。").language is None


_STORY = (
    "Nvidia Corp (NASDAQ:NVDA) ha venduto oltre 300.000 H20 in Cina, per 5,5 miliardi di dollari, "
    "ha detto Mario Rossi a Reuters. "
    "«Siamo pronti», ha aggiunto Rossi. Il titolo sale del 3,2%.\n\n"
)


def _seconds(text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started


@pytest.mark.parametrize(
    "piece",
    [
        _STORY,
        _STORY.replace("\n\n", " "),
        "A" * 50 + " ",
        "((((",
        "1.",
        "«",
        "« uno due tre quattro ",
        "dice ",
        "secondo ",
        "Ab ",
        "di Ab ",
        "ministeri di Commercio, ",
        "Rossi, ",
        "5 a ",
        '"a" ',
        "‘ ",
        "—Sí —dijo Ana—. ",
        "he said, ",
        "disse che ",
        "a dire ",
        "they said they ",
        "la società dice ",
        "Reuters, citing ",
        "10% ",
        "\u200b",
        "5 miliardi di dollari (",
    ],
)
def test_time_grows_with_length_not_faster(piece: str) -> None:
    """Four times the text may take eight times as long, never sixteen: quadratic would."""
    size = 20_000
    short, long = piece * (size // len(piece)), piece * (4 * size // len(piece))
    read(short)
    assert _seconds(long) < 9 * max(_seconds(short), 0.02)


@pytest.mark.long
def test_five_megabytes_are_read() -> None:
    text = _STORY * (5_000_000 // len(_STORY))
    started = time.process_time()
    _check_spans(text, read(text))
    assert time.process_time() - started < 120
