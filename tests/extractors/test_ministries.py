"""Ministries in a list, each apart."""

from __future__ import annotations

import pytest

from extractors.catalogue import load_catalogue
from extractors.ministries import _FUNCTIONS
from extractors.reading import read


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "it",
            "Ne parlano i dipartimenti di Commercio, Stato e Difesa.",
            {"Commercio": "agency:us-commerce", "Stato": "agency:us-state", "Difesa": "agency:us-defense"},
        ),
        (
            "it",
            "Ne parlano i ministeri del Commercio e degli Esteri cinesi.",
            {"Commercio": "agency:cn-mofcom", "Esteri": "agency:cn-mfa"},
        ),
        (
            "en",
            "The departments of Commerce, State and Defense agreed.",
            {"Commerce": "agency:us-commerce", "State": "agency:us-state", "Defense": "agency:us-defense"},
        ),
        (
            "en",
            "The Commerce and State Departments met, before the state, justice and energy departments did.",
            {
                "Commerce": "agency:us-commerce",
                "State": "agency:us-state",
                "state": "agency:us-state",
                "justice": "agency:us-justice",
                "energy": "agency:us-energy",
            },
        ),
        ("en", "Officials of the departments met, and so did those of state and local departments.", {}),
        (
            "es",
            "Los ministerios de Economía y Exteriores.",
            {"Economía": "agency:es-economy", "Exteriores": "agency:es-foreign"},
        ),
    ],
)
def test_each_member_is_the_ministry_of_its_country(
    language: str, text: str, expected: dict[str, str]
) -> None:
    assert {m.surface: m.entity_id for m in read(text, language=language).mentions} == expected


def test_a_nationality_in_the_same_clause_says_whose_parliament_it_is() -> None:
    text = "La Cina protesta. Il ministro olandese Vincent Karremans ha scritto al parlamento."
    assert {m.surface: m.entity_id for m in read(text, language="it").mentions}["parlamento"] == (
        "agency:nl-parliament"
    )


def test_the_table_names_agencies_of_the_catalogue() -> None:
    slugs = {slug for row in _FUNCTIONS.values() for slug in row.values()}
    assert {f"agency:{slug}" for slug in slugs} <= load_catalogue().entities.keys()
