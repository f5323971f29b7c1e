"""Who says so."""

from __future__ import annotations

import pytest

from extractors.reading import read


def sources(text: str, language: str = "it") -> list[tuple[str, str]]:
    """Source and type of each attribution."""
    return [(one.source, one.type) for one in read(text, language=language).attributions]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "Secondo il WSJ i server sono a Brisbane.", ("The Wall Street Journal", "media")),
        ("it", "Il piano è fermo, riporta il Financial Times.", ("Financial Times", "media")),
        ("it", "Joe Tsai ha dichiarato che la Cina è indietro.", ("Joe Tsai", "person")),
        ("it", "«Vedremo», ha detto il ministro della Difesa, Guido Crosetto.", ("Guido Crosetto", "person")),
        ("it", "Il ministro della Difesa, Guido Crosetto, ha detto di no.", ("Guido Crosetto", "person")),
        ("it", "Gli analisti prevedono vendite in calo.", ("analysts", "generic")),
        ("it", "Lo dicono persone a conoscenza del dossier.", ("people familiar", "generic")),
        ("it", "Secondo TrendForce i prezzi saliranno.", ("TrendForce", "analyst_firm")),
        ("it", "Gli analisti di Jefferies si aspettano un rialzo.", ("Jefferies", "analyst_firm")),
        ("en", "Gina Raimondo, the former secretary, said the rule stays.", ("Gina Raimondo", "person")),
        (
            "en",
            "The rule stays, according to people familiar with the matter.",
            ("people familiar", "generic"),
        ),
        ("es", "El plan sigue, según Reuters.", ("Reuters", "media")),
        ("es", "Los analistas esperan menos ventas.", ("analysts", "generic")),
    ],
)
def test_a_source_is_found_by_its_word_of_saying(language: str, text: str, expected: tuple[str, str]) -> None:
    assert expected in sources(text, language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Huang flew to Beijing to meet officials, the Financial Times reported, citing people familiar.",
            [("Financial Times", "media"), ("people familiar", "generic")],
        ),
        (
            "it",
            "L'azienda è nata da ex manager di Sugon, secondo quanto riportato dal New York Times nel 2024.",
            [("The New York Times", "media")],
        ),
    ],
)
def test_whom_an_outlet_writes_about_is_no_source(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert sources(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia ha detto che rispetta le regole.",
        "Secondo Nvidia il costo è di 5 miliardi di dollari.",
        "Il Bureau of Industry and Security ha annunciato una multa.",
        "Jensen Huang è arrivato a Pechino.",
    ],
)
def test_who_speaks_for_itself_or_only_acts_is_no_source(text: str) -> None:
    assert sources(text) == []


def test_each_link_of_a_relay_is_a_source() -> None:
    found = sources("Il Financial Times, che cita funzionari, scrive che l'accordo è vicino.")
    assert found == [("Financial Times", "media"), ("officials", "generic")]


def test_a_person_of_a_firm_speaks_not_the_firm() -> None:
    assert sources("Stacy Rasgon di Bernstein calcola 15 miliardi di dollari.") == [
        ("Stacy Rasgon", "person")
    ]


def test_the_lawyer_speaks_not_the_client() -> None:
    assert sources("L'avvocato di Mario Rossi sostiene che il fatto non sussiste.") == [
        ("lawyers", "generic")
    ]


def test_a_quote_without_a_name_belongs_to_the_last_person() -> None:
    text = "Marco Bellini, che segue il titolo, ha tagliato le stime. «I margini sono sottili», scrive."
    assert sources(text) == [("Marco Bellini", "person")]


def test_a_quote_alone_belongs_to_the_one_person_of_its_paragraph() -> None:
    text = "Il tono di Dan Ives è un altro. «Non vedo perché vendere adesso questi titoli»."
    assert sources(text) == [("Dan Ives", "person")]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("it", "Le stime di TrendForce vedono prezzi in calo.", "TrendForce"),
        ("en", "TrendForce's estimates point down.", "TrendForce"),
        ("it", "Dan Ives è convinto che salirà.", "Dan Ives"),
        ("it", "Per Dan Ives, di Wedbush, i prezzi saliranno.", "Dan Ives"),
        ("it", "«Vedremo», così Dan Ives.", "Dan Ives"),
    ],
)
def test_work_words_and_opinions_have_a_source(language: str, text: str, source: str) -> None:
    assert [name for name, _ in sources(text, language)] == [source]


@pytest.mark.parametrize(
    "text", ["La società guidata da Jensen Huang ha rivelato un chip.", "Dan Ives è accusato di frode."]
)
def test_whom_a_verb_is_not_about_is_no_source(text: str) -> None:
    assert sources(text) == []


def test_a_source_counts_once_at_its_first_place() -> None:
    reading = read("Secondo il WSJ sì. Come riporta il Wall Street Journal, sì.", language="it")
    assert [(a.source, a.surface) for a in reading.attributions] == [("The Wall Street Journal", "WSJ")]


def test_the_wire_of_a_dateline_is_no_source() -> None:
    assert sources("JAKARTA, 14 nov (Reuters) - Un accordo è vicino.") == []
