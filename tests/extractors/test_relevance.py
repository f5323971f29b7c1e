"""On topic or not, and why."""

from __future__ import annotations

import re

import pytest

from extractors.reading import read

_ON = (
    "Washington vieta a Nvidia di vendere i chip H20 in Cina senza licenza di esportazione. Pechino protesta."
)


@pytest.mark.parametrize(
    "text",
    [
        _ON,
        "The Bureau of Industry and Security added 140 Chinese chip firms to the Entity List.",
        "La Haya exigirá licencia de exportación para las máquinas de litografía de ASML que van a China.",
        "Tre uomini arrestati per il contrabbando di GPU Nvidia verso la Cina attraverso la Malaysia.",
    ],
)
def test_limits_on_chips_are_the_topic(text: str) -> None:
    assert read(text).relevance.on_topic


@pytest.mark.parametrize(
    "text",
    [
        "",
        "La nuova scheda grafica GeForce RTX 5070 costa 649 euro e guadagna il 22% nei giochi.",
        "Le patatine costano di più: il prezzo delle chips è salito del 9% per il rincaro delle patate.",
        "Il governo ha trasmesso la relazione sulle licenze di esportazione di armi verso i Paesi Nato.",
        "Apple reports record quarterly revenue as iPhone sales climb in Europe.",
        "La dogana britannica rallenta l'esportazione di vino italiano.",
    ],
)
def test_neighbours_of_the_topic_are_off(text: str) -> None:
    relevance = read(text).relevance
    assert not relevance.on_topic
    assert relevance.topics == ()


def test_the_title_counts() -> None:
    text = (
        "L'azienda non commenta. I ricavi del trimestre sono attesi giovedì. Il processore è in produzione."
    )
    assert (
        read(text).relevance.score
        < read(text, title="Chip, la stretta USA sull'export verso la Cina").relevance.score
    )


def test_the_verdict_names_the_words_that_decided() -> None:
    why = read(_ON).relevance.why
    assert why
    for reason in why:
        concept, start = re.fullmatch(r"(\w+)@(\d+)", reason).groups()  # type: ignore[union-attr]
        assert concept in ("control", "control_weak", "chip")
        assert int(start) < len(_ON)
