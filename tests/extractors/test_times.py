"""The times that texts name, and their values."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading import read
from records.facts import DateMention

#: A Thursday.
DAY = date(2025, 11, 20)


def times(text: str, language: str, published: date | None = DAY) -> list[tuple[str, str | None]]:
    """Surface and value of each time."""
    return [(one.surface, one.value) for one in _found(text, language, published)]


def _found(text: str, language: str, published: date | None = DAY) -> tuple[DateMention, ...]:
    return read(text, language=language, published=published).date_mentions


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "Le regole del 7 ottobre 2022.", ("7 ottobre 2022", "2022-10-07")),
        ("it", "Dal 1° marzo 2025 vale.", ("1° marzo 2025", "2025-03-01")),
        ("it", "Firmato il 7/10/2022.", ("7/10/2022", "2022-10-07")),
        ("it", "Firmato lunedì 7 ottobre 2022.", ("lunedì 7 ottobre 2022", "2022-10-07")),
        ("it", "Le norme di ottobre 2022.", ("ottobre 2022", "2022-10")),
        ("it", "Nel terzo trimestre 2025 ha perso.", ("terzo trimestre 2025", "2025-Q3")),
        ("it", "Nella prima metà del 2026 aprirà.", ("prima metà del 2026", "2026-H1")),
        ("it", "Il piano vale fino al 2030.", ("2030", "2030")),
        ("it", "L'esercizio 2026 va bene.", ("esercizio 2026", "2026")),
        ("en", "The rules of Oct. 7, 2022 hold.", ("Oct. 7, 2022", "2022-10-07")),
        ("en", "The rules of 7 October 2022 hold.", ("7 October 2022", "2022-10-07")),
        ("en", "The file is dated 2026-11-24.", ("2026-11-24", "2026-11-24")),
        ("en", "Sales fell in Q3 2025.", ("Q3 2025", "2025-Q3")),
        ("en", "Sales fell in 3Q25.", ("3Q25", "2025-Q3")),
        ("en", "Sales fell in H1 2026.", ("H1 2026", "2026-H1")),
        ("en", "It planned this for fiscal 2026.", ("fiscal 2026", "2026")),
        ("en", "Signed 25/10/2022 in London.", ("25/10/2022", "2022-10-25")),
        ("en", "Signed 10/25/2022 in Boston.", ("10/25/2022", "2022-10-25")),
        ("en", "May 2025 was a month.", ("May 2025", "2025-05")),
        ("es", "La norma del 7 de octubre de 2022.", ("7 de octubre de 2022", "2022-10-07")),
        ("es", "Cayó en el tercer trimestre de 2025.", ("tercer trimestre de 2025", "2025-Q3")),
        ("es", "Firmado el 7/10/2022.", ("7/10/2022", "2022-10-07")),
        ("es", "Desde 2022 no vende.", ("2022", "2022")),
    ],
)
def test_a_time_in_full_needs_no_day_of_publication(
    language: str, text: str, expected: tuple[str, str]
) -> None:
    assert times(text, language, None) == [expected]
    assert times(text, language) == [expected]
    assert not _found(text, language)[0].relative


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "Lo ha detto ieri il ministro.", ("ieri", "2025-11-19")),
        ("it", "Lo ha annunciato oggi il ministro.", ("oggi", "2025-11-20")),
        ("it", "La decisione arriverà domani.", ("domani", "2025-11-21")),
        ("it", "Lo ha detto lunedì.", ("lunedì", "2025-11-17")),
        ("it", "Il ministro partirà lunedì.", ("lunedì", "2025-11-24")),
        ("it", "Lo ha detto lo scorso martedì.", ("scorso martedì", "2025-11-18")),
        ("it", "È successo giovedì scorso.", ("giovedì scorso", "2025-11-13")),
        ("it", "È successo la settimana scorsa.", ("settimana scorsa", None)),
        ("it", "È successo il mese scorso.", ("mese scorso", "2025-10")),
        ("it", "È successo l'anno scorso.", ("anno scorso", "2024")),
        ("it", "È successo due anni fa.", ("due anni fa", "2023")),
        ("it", "Lo ha chiesto a novembre.", ("novembre", "2025-11")),
        ("it", "Lo ha chiesto a dicembre.", ("dicembre", "2024-12")),
        ("it", "Le norme varranno da gennaio.", ("gennaio", "2026-01")),
        ("it", "Ne consegnerà mille entro fine anno.", ("fine anno", "2025")),
        ("en", "It said so on Tuesday.", ("Tuesday", "2025-11-18")),
        ("en", "It said so last Friday.", ("last Friday", "2025-11-14")),
        ("en", "The vote will be held on Tuesday.", ("Tuesday", "2025-11-25")),
        ("en", "It said so last week.", ("last week", None)),
        ("en", "It fell in the first quarter of next year.", ("first quarter of next year", "2026-Q1")),
        ("en", "It was signed on Nov. 3.", ("Nov. 3", "2025-11-03")),
        ("en", "It was signed on Dec. 3.", ("Dec. 3", "2024-12-03")),
        ("en", "It will be signed on Dec. 3.", ("Dec. 3", "2025-12-03")),
        ("en", "It was shown on the 18th.", ("18th", "2025-11-18")),
        ("es", "Lo dijo ayer.", ("ayer", "2025-11-19")),
        ("es", "Lo dijo el lunes.", ("lunes", "2025-11-17")),
        ("es", "Lo dijo el año pasado.", ("año pasado", "2024")),
        ("es", "Lo dijo en mayo del año pasado.", ("mayo del año pasado", "2024-05")),
        ("es", "Lo vendió hace dos meses.", ("hace dos meses", "2025-09")),
    ],
)
def test_what_is_told_from_the_day_of_publication_has_no_value_without_it(
    language: str, text: str, expected: tuple[str, str | None]
) -> None:
    assert times(text, language) == [expected]
    assert times(text, language, None) == [(expected[0], None)]
    assert _found(text, language)[0].relative


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "I dazi della Section 301 e il regolamento (UE) 2021/821."),
        ("it", "Il piano Made in China 2025 va avanti con 2026 wafer."),
        ("it", "Ha 45 anni, un contratto di 12 mesi e 30 giorni di tempo."),
        ("it", "Oggi un chip costa molto e i lunedì sono tristi."),
        ("en", "It may 5 times march on, over the last year, at 14:30."),
        ("en", "The second half of the market fell at a sale of 2,025 units."),
        ("en", "Model 2025 of 31/02/2025 and 2025-13-40."),
        ("es", "Por la mañana, todos los lunes, durante tres años."),
    ],
)
def test_durations_ages_habits_and_numbers_of_laws_and_models_are_no_times(language: str, text: str) -> None:
    assert times(text, language) == []


def test_a_date_that_english_writes_either_way_has_a_value_only_where_the_text_shows_how() -> None:
    assert times("Signed 7/10/2022.", "en") == [("7/10/2022", None)]
    assert ("7/10/2022", "2022-07-10") in times("Signed 7/10/2022, seen on Oct. 9, 2022.", "en")
    assert ("7/10/2022", "2022-10-07") in times("Signed 7/10/2022, seen on 9 October 2022.", "en")


def test_that_year_is_the_year_before_it() -> None:
    assert times("Comenzó en 2023, y en mayo de aquel año cerró.", "es")[-1] == (
        "mayo de aquel año",
        "2023-05",
    )


def test_two_months_of_a_range_share_the_year_of_the_second() -> None:
    assert times("Comprate fra marzo e ottobre dell'anno scorso.", "it") == [
        ("marzo", "2024-03"),
        ("ottobre dell'anno scorso", "2024-10"),
    ]


_VALUE = re.compile(r"(?:19|20)\d\d(?:-(?:Q[1-4]|H[12]|(?:0[1-9]|1[0-2])(?:-\d\d)?))?")
#: To be put together in every order.
_PIECES = (
    *("7", "31", "29", "29th", "2024", "2025", "'25", "Q3", "H1", "FY26", "7/10/2022", "2025-02-30"),
    *("febbraio", "February", "marzo", "mayo", "October", "Oct.", "lunedì", "Tuesday", "ieri", "hoy"),
    *("last", "next", "scorso", "que viene", "anno", "week", "quarter", "terzo", "trimestre", "fiscal"),
    *("fa", "hace", "due", "del", "de", "of", "il", "on", "the", ",", ".", "-", "/"),
)


@given(
    st.lists(st.sampled_from(_PIECES), max_size=14),
    st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["it", "en", "es"]),
)
def test_whatever_the_words_spans_are_exact_and_values_are_in_the_calendar(
    pieces: list[str], published: date, language: str
) -> None:
    text = " ".join(pieces)
    reached = 0
    for one in _found(text, language, published):
        assert text[one.start : one.end] == one.surface != ""
        assert reached <= one.start
        reached = one.end
        assert one.value is None or _VALUE.fullmatch(one.value)
        if one.value and len(one.value) == len("2025-01-01"):
            assert date.fromisoformat(one.value)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.integers(0, 6))
def test_a_weekday_lies_in_the_week_up_to_the_day_of_publication(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][day.weekday()]
    assert times(f"It was signed on {name}.", "en", published) == [(name, day.isoformat())]
