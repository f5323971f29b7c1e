"""On topic or not, and why."""

from __future__ import annotations

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
        "Poker chips sank with a casino ship. Customs officers in China seized counterfeit chips last year.",
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


def test_the_verdict_names_the_words_that_decided_and_where_they_stand() -> None:
    why = read(_ON).relevance.why
    told = [reason.split("@") for reason in why]
    assert {concept: _ON[int(start) :].split()[0] for concept, start in reversed(told)} == {
        "control": "vendere",
        "control_weak": "vieta",
        "permission": "licenza",
        "chip": "Nvidia",
        "china": "Cina",
    }


def test_a_verdict_without_a_ban_or_licence_names_what_stands_for_them() -> None:
    text = "Tre uomini arrestati per il contrabbando di GPU Nvidia verso la Cina attraverso la Malaysia."
    assert {reason.partition("@")[0] for reason in read(text).relevance.why} >= {
        "evasion",
        "enforcement",
        "china",
    }


def test_a_verdict_says_what_spoke_against_the_topic() -> None:
    text = (
        "Poker chips sank with a casino ship. Customs officers in China seized counterfeit chips last year."
    )
    assert "elsewhere@0" in read(text).relevance.why
