"""Money, percents and quantities in running text of three languages."""

from __future__ import annotations

import time

import pytest

from extractors.amounts import Paragraph, find_amounts
from extractors.characters import Mask, plain
from extractors.recognisers.ranges import Linked
from records.facts import AmountKind, Bound

Row = tuple[str, float, str]


def linked(text: str, language: str) -> list[Linked]:
    """The amounts of one paragraph."""
    part = Paragraph(start=0, end=len(text), language=language, decimal="." if language == "en" else ",")
    return find_amounts(plain(text), [part], Mask(len(text)))


def amounts(text: str, language: str = "it") -> list[Row]:
    """Surface, value and unit of each amount."""
    return [
        (text[m.start : m.end], m.value, m.unit) for m in (one.measured for one in linked(text, language))
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "50 miliardi di yuan cinesi", ("50 miliardi di yuan cinesi", 50e9, "CNY")),
        ("it", "5,5 mld di euro", ("5,5 mld di euro", 5.5e9, "EUR")),
        ("it", "1,5 mila miliardi di dollari", ("1,5 mila miliardi di dollari", 1.5e12, "USD")),
        ("it", "due bilioni di dollari", ("due bilioni di dollari", 2e12, "USD")),
        ("it", "tre trilioni di dollari", ("tre trilioni di dollari", 3e12, "USD")),
        ("it", "mezzo miliardo di euro", ("mezzo miliardo di euro", 5e8, "EUR")),
        ("it", "un milione e mezzo di euro", ("un milione e mezzo di euro", 1.5e6, "EUR")),
        ("it", "duecentoquarantatré milioni di euro", ("duecentoquarantatré milioni di euro", 243e6, "EUR")),
        ("it", "130,05 dollari", ("130,05 dollari", 130.05, "USD")),
        ("it", "50 milioni di dollari di Hong Kong", ("50 milioni di dollari di Hong Kong", 50e6, "HKD")),
        ("it", "3 miliardi di dollari taiwanesi", ("3 miliardi di dollari taiwanesi", 3e9, "TWD")),
        ("it", "80 centesimi di euro", ("80 centesimi di euro", 0.8, "EUR")),
        ("it", "circa 24.000 dollari", ("circa 24.000 dollari", 24000, "USD")),
        ("it", "superiore al miliardo di dollari", ("superiore al miliardo di dollari", 1e9, "USD")),
        ("en", "$15B", ("$15B", 15e9, "USD")),
        ("en", "US$1.2tn", ("US$1.2tn", 1.2e12, "USD")),
        ("en", "HK$ 3 billion", ("HK$ 3 billion", 3e9, "HKD")),
        ("en", "RMB50bn", ("RMB50bn", 50e9, "CNY")),
        ("en", "¥300 million", ("¥300 million", 300e6, "JPY")),
        ("en", "a 400-million-dollar fine", ("400-million-dollar", 400e6, "USD")),
        (
            "en",
            "one hundred and twenty million euros",
            ("one hundred and twenty million euros", 120e6, "EUR"),
        ),
        ("en", "half a billion dollars", ("half a billion dollars", 5e8, "USD")),
        ("es", "mil millones de euros", ("mil millones de euros", 1e9, "EUR")),
        ("es", "2 billones de dólares", ("2 billones de dólares", 2e12, "USD")),
        ("es", "50.000 millones de yuanes", ("50.000 millones de yuanes", 50e9, "CNY")),
        ("es", "unos 7.000 millones de dólares", ("unos 7.000 millones de dólares", 7e9, "USD")),
    ],
)
def test_money_is_read_with_the_scale_words_of_its_language(language: str, text: str, expected: Row) -> None:
    assert amounts(text, language) == [expected]


def test_swiss_thousands_are_grouped_by_apostrophes() -> None:
    assert amounts("1'200 franchi svizzeri") == [("1'200 franchi svizzeri", 1200.0, "CHF")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "il 15 per cento", ("15 per cento", 15, "percent")),
        ("it", "oltre il 176%", ("oltre il 176%", 176, "percent")),
        ("it", "l'1,6%", ("1,6%", 1.6, "percent")),
        ("it", "un calo del -3,2%", ("-3,2%", -3.2, "percent")),
        ("it", "2,5 punti percentuali", ("2,5 punti percentuali", 2.5, "percentage_point")),
        ("it", "15 punti base", ("15 punti base", 15, "basis_point")),
        ("es", "hasta el 25 %", ("hasta el 25 %", 25, "percent")),
        ("en", "25 basis points", ("25 basis points", 25, "basis_point")),
        ("en", "up to 15 percent", ("up to 15 percent", 15, "percent")),
    ],
)
def test_percents_keep_points_apart(language: str, text: str, expected: Row) -> None:
    assert amounts(text, language) == [expected]


@pytest.mark.parametrize("space", ["  ", " \u200b", "\u200b ", "\ufeff \u200d\u200b"])
def test_what_nobody_sees_beside_a_space_is_space(space: str) -> None:
    text = "circa 5,5 miliardi di dollari".replace(" ", space)
    assert amounts(text) == [(text, 5.5e9, "USD")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It sold 3 million devices", ("3 million devices", 3e6, "devices")),
        ("en", "It made 1.6 million dies", ("1.6 million dies", 1.6e6, "dies")),
        ("es", "3 millones dispositivos", ("3 millones dispositivos", 3e6, "dispositivos")),
        ("it", "oltre 300 server", ("oltre 300 server", 300, "server")),
        ("it", "un milione di unità", ("un milione di unità", 1e6, "unit")),
        ("it", "4mila wafer", ("4mila wafer", 4000, "wafer")),
        ("it", "140 aziende cinesi", ("140 aziende", 140, "aziende")),
        ("it", "una dozzina di società", ("una dozzina di società", 12, "società")),
        ("it", "a 5 nm", ("5 nm", 5, "nm")),
        ("it", "7nm", ("7nm", 7, "nm")),
        ("it", "cinque nanometri e 100 megawatt", ("100 megawatt", 100, "MW")),
        ("it", "ordinato 900.000 H20", ("900.000", 900000, "H20")),
        ("en", "400 advanced Nvidia AI chips", ("400", 400, "chips")),
        ("en", "400 advanced AI chips", ("400 advanced AI chips", 400, "chips")),
        ("en", "1,140 A100 boards", ("1,140", 1140, "boards")),
        ("en", "10,000 H100s", ("10,000", 10000, "H100")),
        ("it", "1.500 metri quadrati", ("1.500 metri quadrati", 1500, "m²")),
        ("en", "about 2,300 of Nvidia's newest chips", ("about 2,300", 2300, "chips")),
        ("en", "more than 140 companies", ("more than 140 companies", 140, "companies")),
        ("en", "499 or more GPUs", ("499 or more GPUs", 499, "GPUs")),
        ("es", "15 millones de obleas", ("15 millones de obleas", 15e6, "obleas")),
    ],
)
def test_a_quantity_counts_its_head_noun(language: str, text: str, expected: Row) -> None:
    assert amounts(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "per 12 mesi, in 45 anni, ogni 30 minuti"),
        ("it", "Derek, 45 anni, e un 45enne"),
        ("it", "nel 2024 il governo, dal 7 ottobre 2022, il 2025-26"),
        ("it", "l'articolo 5 e la Section 301, il n. 3"),
        ("it", "due società e tre persone"),
        ("it", "miliardi di dollari e migliaia di chip"),
        ("it", "3 volte, 24/7, alle 14:30"),
        ("en", "the Mate 60 Pro runs on it, the RTX PRO 6000 cards too"),
        ("en", "GPT-4 and Boeing 737, the 21st, 10 a.m."),
        ("en", "two tons and half a dozen cards"),
        ("en", "the 50% rule"),
        ("it", "la regola del 50%"),
        ("es", "los 2.300 corresponden a otros"),
    ],
)
def test_durations_ages_dates_labels_and_small_words_count_nothing(language: str, text: str) -> None:
    assert amounts(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "bound"),
    [
        ("es", "cayó un 3,4%, hasta 73,15 euros", None),
        ("it", "è sceso del 2% fino a 14 euro", None),
        ("es", "pagará hasta 73,15 euros", Bound.AT_MOST),
        ("it", "nodi di 14 nm o inferiori", Bound.AT_MOST),
        ("en", "499 or more GPUs", Bound.AT_LEAST),
        ("it", "100 mila GPU e più", Bound.AT_LEAST),
    ],
)
def test_a_bound_hedges_and_the_end_of_a_move_does_not(language: str, text: str, bound: Bound | None) -> None:
    assert linked(text, language)[-1].measured.bound == bound


@pytest.mark.parametrize(
    ("language", "text", "is_range"),
    [
        ("en", "rose by 4 to 6 percent a year", True),
        ("en", "rose from 4 to 6 percent", False),
        ("es", "superó el rango del 18 al 20%", True),
        ("es", "subió del 18 al 20%", False),
        ("it", "è salito dal 18 al 20%", False),
    ],
)
def test_from_one_to_another_is_a_range_unless_something_changed(
    language: str, text: str, is_range: bool
) -> None:
    _, high = linked(text, language)
    assert (high.range_of is not None) == is_range


def test_both_ends_of_a_range_of_cents_are_cents() -> None:
    assert amounts("costa 60-80 centesimi di euro", "it") == [
        ("60", 0.6, "EUR"),
        ("80 centesimi di euro", 0.8, "EUR"),
    ]


def test_mixed_decimal_marks_speak_for_themselves() -> None:
    assert amounts("1.234.567,89 euro e 1,234,567.89 dollari") == [
        ("1.234.567,89 euro", 1234567.89, "EUR"),
        ("1,234,567.89 dollari", 1234567.89, "USD"),
    ]


def test_a_bare_million_takes_the_currency_of_the_money_before_it() -> None:
    assert amounts("vale 15 miliardi di dollari; per AMD la stima si ferma a 800 milioni.")[1] == (
        "800 milioni",
        8e8,
        "USD",
    )


def _linked(text: str, language: str = "it") -> list[tuple[str, int | None, int | None]]:
    part = Paragraph(start=0, end=len(text), language=language, decimal="." if language == "en" else ",")
    found = find_amounts(plain(text), [part], Mask(len(text)))
    return [(text[one.measured.start : one.measured.end], one.range_of, one.converts) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("it", "da 12.000 a 13.000 dollari l'uno", "12.000", "13.000 dollari"),
        ("it", "tra 10 e 15 miliardi di dollari", "10", "15 miliardi di dollari"),
        ("it", "tra il 5% e il 10%", "5%", "10%"),
        ("it", "$15-20 miliardi", "$15", "20 miliardi"),
        ("en", "10 to 15 percent", "10", "15 percent"),
        ("en", "between $10 billion and $15 billion", "$10 billion", "$15 billion"),
        ("es", "entre 12.000 y 13.000 dólares", "12.000", "13.000 dólares"),
    ],
)
def test_a_range_is_two_amounts_the_second_of_the_first(
    language: str, text: str, low: str, high: str
) -> None:
    assert _linked(text, language) == [(low, None, None), (high, 0, None)]


def test_the_lower_end_borrows_the_scale_word() -> None:
    assert [value for _, value, _ in amounts("tra 10 e 15 miliardi di dollari")] == [10e9, 15e9]
    assert [value for _, value, _ in amounts("da 12.000 a 13.000 dollari")] == [12000, 13000]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "i dazi passano dal 20% al 54%"),
        ("it", "il prezzo scende da 46 a 38 dollari"),
        ("en", "up from $10 billion to $15 billion"),
    ],
)
def test_a_change_is_no_range(language: str, text: str) -> None:
    assert [range_of for _, range_of, _ in _linked(text, language)] == [None, None]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "50 miliardi di yuan (7 miliardi di dollari)"),
        ("it", "50 miliardi di yuan, pari a circa 7 miliardi di dollari"),
        ("en", "RMB50bn ($7bn)"),
        ("en", "100 billion yuan, or about $14 billion"),
        ("es", "50.000 millones de yuanes (unos 7.000 millones de dólares)"),
    ],
)
def test_the_same_sum_in_another_currency_converts_the_first(language: str, text: str) -> None:
    assert [converts for _, _, converts in _linked(text, language)] == [None, 0]


def test_another_sum_beside_it_converts_nothing() -> None:
    assert [converts for _, _, converts in _linked("5 miliardi di euro, 3 miliardi di dollari")] == [
        None,
        None,
    ]


def test_money_and_percents_are_read_at_150_thousand_characters_a_second() -> None:
    text = plain(
        "Il titolo ha guadagnato lo 0,53% a 130,05 dollari; la spesa sale a 5,5 miliardi di euro. " * 3000
    )
    part = Paragraph(start=0, end=len(text), language="it", decimal=",")
    started = time.process_time()
    found = find_amounts(text, [part], Mask(len(text)))
    assert {one.measured.kind for one in found} == {AmountKind.MONEY, AmountKind.PERCENT}
    assert len(text) / (time.process_time() - started) > 150_000


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Asml ha perso il 4,1%, Asm il 3,3, Besi l'1,9; chiude il 12 maggio.", [4.1, 3.3, 1.9]),
        ("Ha perso il 4,1%. Il giorno dopo il 3, per tutti.", [4.1]),
        ("Ha perso il 4,1% nel 2024, il 7 chiuderà.", [4.1]),
    ],
)
def test_a_share_in_a_list_may_leave_its_sign_out(text: str, values: list[float]) -> None:
    assert [value for _, value, unit in amounts(text) if unit == "percent"] == values


def test_a_bare_sum_counts_in_the_currency_of_the_article() -> None:
    text = (
        "Spende 5 miliardi di dollari. Ha speso 3 milioni di euro, di cui 2 milioni a Roma. {} E 800 milioni."
    )
    text = text.format("Il resto va a chi ne ha bisogno e non ne chiede mai.")
    assert amounts(text)[-2:] == [("2 milioni", 2e6, "EUR"), ("800 milioni", 8e8, "EUR")]
    assert amounts(f"{text} Ha 4 miliardi di dollari, 1 miliardo di dollari. {' ma' * 30} 9 milioni.")[
        -1
    ] == (
        "9 milioni",
        9e6,
        "USD",
    )


@pytest.mark.parametrize("language", ["it", "en", "es"])
def test_scale_words_of_another_language_keep_their_value(language: str) -> None:
    assert amounts("300 millones de dólares", language) == [("300 millones de dólares", 3e8, "USD")]
    assert amounts("5 miliardi di euro", language) == [("5 miliardi di euro", 5e9, "EUR")]


def test_a_word_cut_by_a_soft_hyphen_names_no_unit() -> None:
    assert amounts("50 miliardi di dol\u00adlari") == []
