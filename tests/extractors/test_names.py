"""Names: known, weak, by cue, by shape, by what the document says elsewhere."""

from __future__ import annotations

import pytest

from extractors.reading import read


def names(text: str, language: str = "it") -> dict[str, tuple[str, str]]:
    """Surface → type and name."""
    found = read(text, language=language).mentions
    return {mention.surface: (str(mention.type), mention.name) for mention in found}


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        ("L'azienda di Derek Aw, un ex minatore, cresce.", "Derek Aw", ("person", "Derek Aw")),
        ("Lo dice Quirino Barzaghi, analista.", "Quirino Barzaghi", ("person", "Quirino Barzaghi")),
        ("Secondo la ministra Orsola Valmarin si farà.", "Orsola Valmarin", ("person", "Orsola Valmarin")),
        ("La startup Qubrix ha raccolto 5 milioni di euro.", "Qubrix", ("company", "Qubrix")),
        ("Dorvane Computing cresce.", "Dorvane Computing", ("company", "Dorvane Computing")),
        ("Il colosso tecnologico Zentrova apre a Lugano.", "Zentrova", ("company", "Zentrova")),
        ("Ne scrive il quotidiano Ligurvox.", "Ligurvox", ("media", "Ligurvox")),
        ("Una fabbrica con sede a Vezzolano, in Italia.", "Vezzolano", ("place", "Vezzolano")),
        ("La taiwanese Corexa vende memorie.", "Corexa", ("company", "Corexa")),
        ("Le azioni di Corexa salgono del 3%.", "Corexa", ("company", "Corexa")),
    ],
)  # fmt: skip
def test_the_unknown_is_typed_by_cue_and_shape(text: str, surface: str, expected: tuple[str, str]) -> None:
    assert names(text).get(surface) == expected


def test_a_family_name_points_back_to_the_full_name() -> None:
    found = read("Quirino Barzaghi, analista, è prudente. «Vedremo», dice Barzaghi.", language="it").mentions
    assert [(m.surface, m.name, m.entity_id, m.cue) for m in found] == [
        ("Quirino Barzaghi", "Quirino Barzaghi", "person:~quirino-barzaghi", "role_after:analista"),
        ("Barzaghi", "Quirino Barzaghi", "person:~quirino-barzaghi", "back_reference"),
    ] or [m.entity_id for m in found] == ["person:~quirino-barzaghi"] * 2


def test_a_company_is_called_by_its_name_without_suffix() -> None:
    found = names("Edge Matrix Computing cresce. A Lugano Edge Matrix assume.")
    assert found["Edge Matrix"] == ("company", "Edge Matrix Computing")


def test_a_role_and_a_company_before_a_person_are_split_off() -> None:
    found = names("Il presidente di Alibaba Joe Tsai ha dichiarato che sì.")
    assert found["Alibaba"] == ("company", "Alibaba")
    assert found["Joe Tsai"] == ("person", "Joe Tsai")


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("La meta è vicina e Meta non c'entra.", "La"),
        ("Attualmente l'IA cresce e le Big Tech spendono.", "Big Tech"),
        ("Intelligenza artificiale e Bitcoin crescono.", "Bitcoin"),
        ("Gli sviluppatori cinesi comprano chip.", "cinesi"),
    ],
)
def test_common_words_are_no_names(text: str, absent: str) -> None:
    assert absent not in names(text)


def test_a_weak_form_counts_only_with_evidence() -> None:
    assert "Meta" not in names("Una Meta da raggiungere in montagna, con calma e pazienza.")
    assert names("Meta di Zuckerberg compra GPU.")["Meta"][0] == "company"


def test_a_bare_symbol_takes_the_listing_that_the_document_names() -> None:
    found = read("Nvidia Corp (NASDAQ:NVDA) sale. Il titolo NVDA guadagna il 2%.", language="it").mentions
    tickers = [(m.surface, m.name, m.entity_id) for m in found if m.type == "ticker"]
    assert tickers == [
        ("NASDAQ:NVDA", "NASDAQ:NVDA", "ticker:nasdaq-nvda"),
        ("NVDA", "NASDAQ:NVDA", "ticker:nasdaq-nvda"),
    ]


def test_an_acronym_that_is_a_company_s_name_is_the_company() -> None:
    assert names("AMD (NASDAQ:AMD) vende. AMD cresce.")["AMD"] == ("company", "AMD")


def test_italian_papers_write_acronyms_with_one_capital() -> None:
    assert names("Tsmc e Smic producono in Asia.")["Tsmc"] == ("company", "TSMC")


def test_a_country_inside_an_agency_s_name_is_not_counted_twice() -> None:
    text = "Il Dipartimento del Commercio degli Stati Uniti decide."
    assert [m.type for m in read(text, language="it").mentions] == ["agency"]


def test_a_nationality_stays_outside_of_an_agency_s_name() -> None:
    found = read("Il ministero del Commercio cinese protesta da Pechino.", language="it").mentions
    assert found[0].surface.endswith("Commercio")


@pytest.mark.parametrize("line", ["NVIDIA E LA CINA", "PECHINO - La decisione è presa."])
def test_names_in_capitals_are_known_too(line: str) -> None:
    assert {mention.type for mention in read(line, language="it").mentions} <= {"company", "country", "place"}
    assert read(line, language="it").mentions


def test_a_doubtful_span_is_a_candidate_and_no_mention() -> None:
    reading = read("Nel testo compare anche Vorzelga senza altro.", language="it")
    assert [candidate.surface for candidate in reading.candidates] == ["Vorzelga"]
    assert reading.candidates[0].type is None
    assert reading.mentions == ()


def test_a_short_name_that_is_a_word_too_counts_in_a_list_with_sure_companies() -> None:
    listed = read("Applied, Lam and KLA took a third of their sales from there.", language="en").mentions
    assert [one.name for one in listed] == ["Applied Materials", "Lam Research", "KLA"]
    assert not read("Applied, sure and firm rules took a third of their sales.", language="en").mentions


def test_a_card_is_known_by_its_number_where_its_family_is_named() -> None:
    named = read("Compra una RTX 4090 o una 5090 in negozio.", language="it").mentions
    assert [one.name for one in named] == ["RTX 4090", "RTX 5090"]
    assert not read("Ne ha contate 5090 in negozio, o una 5090.", language="it").mentions
